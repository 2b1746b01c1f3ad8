package dev.armature.syscalls.strace;

import dev.armature.syscalls.table.SyscallRow;
import java.util.List;

/** How calls look that have no row in the table: those of the old ABI only, and unknown numbers. */
final class OldCalls {
  private OldCalls() {}

  static List<SyscallRow> rows() {
    return List.of(
        SyscallRow.missing(13, "time", "tloc:out_time"),
        SyscallRow.missing(22, "umount", "target:path"),
        SyscallRow.missing(25, "stime", "time:in_time"),
        SyscallRow.missing(27, "alarm", "seconds:uint"),
        SyscallRow.missing(30, "utime", "path:path times:in_utimbuf"),
        SyscallRow.missing(76, "getrlimit", "resource:rlimit_resource limit:out_rlimit"),
        SyscallRow.missing(82, "select", "args:select_args"),
        SyscallRow.missing(90, "mmap", "hex> args:mmap_args"),
        SyscallRow.missing(102, "socketcall", "call:socketcall args:ptr"),
        SyscallRow.missing(113, "syscall", "number:int arg1:hex arg2:hex arg3:hex arg4:hex"),
        SyscallRow.missing(117, "ipc", "call:uint first:hex second:hex third:hex ptr:hex"));
  }

  /** The name of a number for messages about it. */
  static String name(int number) {
    return new dev.armature.syscalls.table.ArmSyscalls().name(number);
  }

  static SyscallRow unknown(int number) {
    String name = "syscall_0x" + Integer.toHexString(number);
    return SyscallRow.missing(
        number, name, "arg1:hex arg2:hex arg3:hex arg4:hex arg5:hex arg6:hex");
  }
}
