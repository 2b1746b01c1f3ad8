package dev.armature.syscalls.table;

import java.util.List;

/** ARM's private calls, which the entry code itself handles. */
final class PrivateRows {
  static final List<SyscallRow> ROWS =
      List.of(
          row(SyscallRow.ARM_PRIVATE + 1, "breakpoint", ""),
          row(SyscallRow.ARM_PRIVATE + 2, "cacheflush", "start:ptr end:ptr flags:hex"),
          row(SyscallRow.ARM_PRIVATE + 3, "usr26", ""),
          row(SyscallRow.ARM_PRIVATE + 4, "usr32", ""),
          row(SyscallRow.ARM_PRIVATE + 5, "set_tls", "value:hex"),
          row(SyscallRow.ARM_PRIVATE + 6, "get_tls", "hex>"));

  private PrivateRows() {}

  /** Carried out by the entry code, without a handler. */
  private static SyscallRow row(int number, String name, String arguments) {
    return new SyscallRow(number, name, arguments, null, SyscallRow.Support.FULL, "");
  }
}
