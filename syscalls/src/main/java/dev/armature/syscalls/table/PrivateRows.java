package dev.armature.syscalls.table;

import static dev.armature.syscalls.table.SyscallRow.missing;

import java.util.List;

/** ARM's private calls, which the entry code itself handles. */
final class PrivateRows {
  static final List<SyscallRow> ROWS =
      List.of(
          missing(SyscallRow.ARM_PRIVATE + 1, "breakpoint", ""),
          missing(SyscallRow.ARM_PRIVATE + 2, "cacheflush", "start:ptr end:ptr flags:hex"),
          missing(SyscallRow.ARM_PRIVATE + 3, "usr26", ""),
          missing(SyscallRow.ARM_PRIVATE + 4, "usr32", ""),
          missing(SyscallRow.ARM_PRIVATE + 5, "set_tls", "value:hex"),
          missing(SyscallRow.ARM_PRIVATE + 6, "get_tls", "hex>"));

  private PrivateRows() {}
}
