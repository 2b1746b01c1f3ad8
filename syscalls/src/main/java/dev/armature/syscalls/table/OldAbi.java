package dev.armature.syscalls.table;

import dev.armature.abi.Errno;
import dev.armature.entry.SyscallHandler;
import dev.armature.entry.SyscallHandler.Call0;
import dev.armature.entry.SyscallHandler.Call1;
import dev.armature.entry.SyscallHandler.Call2;
import dev.armature.entry.SyscallHandler.Call3;
import dev.armature.entry.SyscallHandler.Call4;
import dev.armature.mm.Uaccess;
import dev.armature.syscalls.fs.EpollCalls;
import dev.armature.syscalls.fs.FcntlCalls;
import dev.armature.syscalls.fs.OldAbiStat;
import dev.armature.syscalls.ipc.IpcCall;
import dev.armature.syscalls.ipc.SemaphoreCalls;
import dev.armature.syscalls.proc.Limits;
import dev.armature.syscalls.time.GuestTime;
import dev.armature.task.IntervalTimers;
import dev.armature.task.Task;

/**
 * The table of the old ABI ({@code sys_oabi_call_table}): the EABI's, but for calls that only the
 * old ABI has, 64-bit arguments without a hole before them, and structures without holes inside
 * ({@code arch/arm/kernel/sys_oabi-compat.c}).
 */
final class OldAbi {
  private static final int AF_UNIX = 1;

  /** Size of struct sockaddr_un in the old ABI, which pads it, and in the EABI. */
  private static final int OLD_SOCKADDR_UN = 112;

  private static final int SOCKADDR_UN = 110;

  private static final int NR_OABI_BASE = 0x90_0000;
  private static final int NR_SYSCALL = 113;

  /** EABI numbers of what socketcall multiplexes, from SYS_SOCKET = 1. */
  private static final int[] SOCKET_CALLS = {
    281, 282, 283, 284, 285, 286, 287, 288, 289, 291, 290, 292, 293, 294, 295, 296, 297, 366, 365,
    374
  };

  private final SyscallHandler[] eabi;
  private final SyscallHandler[] table;

  private OldAbi(SyscallHandler[] eabi) {
    this.eabi = eabi;
    this.table = eabi.clone();
  }

  /** The old ABI's handlers, derived from the EABI's. */
  static SyscallHandler[] table(SyscallHandler[] eabi) {
    OldAbi oldAbi = new OldAbi(eabi);
    oldAbi.oldCalls();
    oldAbi.packedArguments();
    oldAbi.otherStructures();
    return oldAbi.table;
  }

  /** Calls that the EABI has dropped. */
  private void oldCalls() {
    table[13] = (Call1) OldAbi::time;
    table[22] = (task, a0, a1, a2, a3, a4, a5) -> eabi[52].call(task, a0, 0, 0, 0, 0, 0);
    table[25] = (Call0) task -> -Errno.EPERM;
    table[27] = (Call1) OldAbi::alarm;
    table[76] = (Call2) Limits::oldGetrlimit;
    table[82] = (Call1) this::oldSelect;
    table[90] = (Call1) this::oldMmap;
    table[102] = (Call2) this::socketcall;
    table[117] = IpcCall::ipc;
    table[NR_SYSCALL] = this::syscall;
  }

  /** 64-bit arguments that follow the others without a hole. */
  private void packedArguments() {
    for (int number : new int[] {180, 181}) {
      SyscallHandler wide = eabi[number];
      table[number] = (task, a0, a1, a2, a3, a4, a5) -> wide.call(task, a0, a1, a2, 0, a3, a4);
    }
    for (int number : new int[] {193, 194, 225}) {
      SyscallHandler wide = eabi[number];
      table[number] = (task, a0, a1, a2, a3, a4, a5) -> wide.call(task, a0, 0, a1, a2, a3, 0);
    }
  }

  private void otherStructures() {
    table[195] = (Call2) OldAbiStat::stat64;
    table[196] = (Call2) OldAbiStat::lstat64;
    table[197] = (Call2) OldAbiStat::fstat64;
    table[327] = (Call4) OldAbiStat::fstatat64;
    table[221] = (Call3) FcntlCalls::oabiFcntl64;
    table[251] = (Call4) EpollCalls::oabiControl;
    table[252] = (Call4) EpollCalls::oabiAwait;
    table[298] = (Call3) (task, a, b, c) -> SemaphoreCalls.oabiSemtimedop(task, a, b, c, 0);
    table[312] = (Call4) SemaphoreCalls::oabiSemtimedop;
    for (int number : new int[] {282, 283}) {
      SyscallHandler call = eabi[number];
      table[number] =
          (task, a0, a1, a2, a3, a4, a5) ->
              call.call(task, a0, a1, addressLength(task, a1, a2), 0, 0, 0);
    }
    table[290] =
        (task, a0, a1, a2, a3, a4, a5) ->
            eabi[290].call(task, a0, a1, a2, a3, a4, addressLength(task, a4, a5));
    table[296] = this::sendmsg;
  }

  private static int time(Task task, int address) {
    int seconds = (int) (GuestTime.realtime() / GuestTime.SECOND);
    if (address != 0) {
      task.mm.uaccess().putInt(address, seconds);
    }
    return seconds;
  }

  /** Seconds left of the former alarm, rounded as {@code alarm_setitimer} does. */
  private static int alarm(Task task, int seconds) {
    IntervalTimers timers = task.group.timers;
    long left = timers.value(IntervalTimers.ITIMER_REAL);
    timers.set(IntervalTimers.ITIMER_REAL, (seconds & 0xffff_ffffL) * GuestTime.SECOND, 0);
    if (left == 0) {
      return 0;
    }
    return (int) Math.max(1, (left + GuestTime.SECOND / 2) / GuestTime.SECOND);
  }

  private int oldSelect(Task task, int arguments) {
    Uaccess user = task.mm.uaccess();
    return eabi[142].call(
        task,
        user.getInt(arguments),
        user.getInt(arguments + 4),
        user.getInt(arguments + 8),
        user.getInt(arguments + 12),
        user.getInt(arguments + 16),
        0);
  }

  private int oldMmap(Task task, int arguments) {
    Uaccess user = task.mm.uaccess();
    int offset = user.getInt(arguments + 20);
    if ((offset & 4095) != 0) {
      return -Errno.EINVAL;
    }
    return eabi[192].call(
        task,
        user.getInt(arguments),
        user.getInt(arguments + 4),
        user.getInt(arguments + 8),
        user.getInt(arguments + 12),
        user.getInt(arguments + 16),
        offset >>> 12);
  }

  private int socketcall(Task task, int call, int arguments) {
    if (call < 1 || call > SOCKET_CALLS.length) {
      return -Errno.EINVAL;
    }
    Uaccess user = task.mm.uaccess();
    int number = SOCKET_CALLS[call - 1];
    int[] values = new int[6];
    for (int i = 0; i < count(number); i++) {
      values[i] = user.getInt(arguments + 4 * i);
    }
    return table[number].call(
        task, values[0], values[1], values[2], values[3], values[4], values[5]);
  }

  /** How many arguments a call of {@link #SOCKET_CALLS} has. */
  private static int count(int number) {
    return switch (number) {
      case 284, 293 -> 2;
      case 288, 289, 291, 366, 374 -> 4;
      case 294, 295, 365 -> 5;
      case 290, 292 -> 6;
      default -> 3;
    };
  }

  /**
   * syscall(2) as a call: the number in r0, the arguments moved up. The registers stay as they are,
   * so a restart comes here again.
   */
  private int syscall(Task task, int a0, int a1, int a2, int a3, int a4, int a5) {
    int number = a0 & ~NR_OABI_BASE;
    if (number == NR_SYSCALL || Integer.compareUnsigned(number, table.length) >= 0) {
      return -Errno.ENOSYS;
    }
    return table[number].call(task, a1, a2, a3, a4, a5, task.cpu.r6);
  }

  private static int addressLength(Task task, int address, int length) {
    return length == OLD_SOCKADDR_UN && task.mm.uaccess().getShort(address) == AF_UNIX
        ? SOCKADDR_UN
        : length;
  }

  private int sendmsg(Task task, int a0, int a1, int a2, int a3, int a4, int a5) {
    Uaccess user = task.mm.uaccess();
    int name = user.getInt(a1);
    int length = user.getInt(a1 + 4);
    if (name != 0 && length == OLD_SOCKADDR_UN) {
      // The kernel, too, corrects it in the user's own structure.
      user.putInt(a1 + 4, addressLength(task, name, length));
    }
    return eabi[296].call(task, a0, a1, a2, 0, 0, 0);
  }
}
