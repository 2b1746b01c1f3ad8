package dev.armature.seccomp;

import dev.armature.abi.Errno;
import dev.armature.ptrace.SyscallInfo;
import dev.armature.signal.SigInfo;
import dev.armature.signal.Signals;
import dev.armature.task.ExitTask;
import dev.armature.task.PtraceStop;
import dev.armature.task.Signalling;
import dev.armature.task.Task;
import dev.armature.task.TraceState;

/** What seccomp says to a call before it is made ({@code __secure_computing}, kernel/seccomp.c). */
public final class Seccomp {
  /** Values of {@link Task#seccompMode}. */
  public static final int MODE_DISABLED = 0;

  public static final int MODE_STRICT = 1;
  public static final int MODE_FILTER = 2;

  /** Dying: no call goes through any more. */
  private static final int MODE_DEAD = 3;

  static final int RET_KILL_PROCESS = 0x8000_0000;
  static final int RET_KILL_THREAD = 0;
  static final int RET_TRAP = 0x0003_0000;
  static final int RET_ERRNO = 0x0005_0000;
  static final int RET_USER_NOTIF = 0x7fc0_0000;
  static final int RET_TRACE = 0x7ff0_0000;
  static final int RET_LOG = 0x7ffc_0000;
  static final int RET_ALLOW = 0x7fff_0000;

  private static final int ACTION = 0xffff_0000;
  private static final int DATA = 0xffff;
  private static final int MAX_ERRNO = 4095;
  private static final int SYS_SECCOMP = 1;

  private static final int NR_EXIT = 1;
  private static final int NR_READ = 3;
  private static final int NR_WRITE = 4;
  private static final int NR_RT_SIGRETURN = 173;

  private Seccomp() {}

  /** Whether the call of {@code task} is to be made; if not, r0 is what it should find. */
  public static boolean allows(Task task) {
    if (task.trace.option(TraceState.O_SUSPEND_SECCOMP)) {
      return true;
    }
    return switch (task.seccompMode) {
      case MODE_DISABLED -> true;
      case MODE_STRICT -> strict(task);
      case MODE_FILTER -> filter(task, false);
      default -> {
        ExitTask.exitThread(task, Signals.SIGKILL);
        yield false;
      }
    };
  }

  private static boolean strict(Task task) {
    switch (task.syscallNumber) {
      case NR_READ, NR_WRITE, NR_EXIT, NR_RT_SIGRETURN -> {
        return true;
      }
      default -> {
        task.seccompMode = MODE_DEAD;
        ExitTask.exitThread(task, Signals.SIGKILL);
        return false;
      }
    }
  }

  /**
   * {@code __seccomp_filter}.
   *
   * @param traced whether a tracer has just seen the call
   */
  private static boolean filter(Task task, boolean traced) {
    int[] data = SeccompData.of(task);
    int result = RET_ALLOW;
    SeccompFilter match = null;
    var newest = (SeccompFilter) task.seccompFilter;
    for (SeccompFilter filter = newest; filter != null; filter = filter.previous) {
      int one = filter.program.run(data);
      // The action is compared signed: KILL_PROCESS comes before all others.
      if ((one & ACTION) < (result & ACTION)) {
        result = one;
        match = filter;
      }
    }
    int value = result & DATA;
    switch (result & ACTION) {
      case RET_ALLOW -> {
        return true;
      }
      case RET_LOG -> {
        log(task, result);
        return true;
      }
      case RET_ERRNO -> {
        logIfAsked(task, match, result);
        task.cpu.r0 = -Math.min(value, MAX_ERRNO);
        return false;
      }
      case RET_TRAP -> {
        logIfAsked(task, match, result);
        task.cpu.r0 = task.origR0;
        Signalling.force(task, sigsys(task, SYS_SECCOMP, value));
        return false;
      }
      case RET_USER_NOTIF -> {
        if (match.notifications == null) {
          task.cpu.r0 = -Errno.ENOSYS;
          return false;
        }
        return match.notifications.ask(task, data);
      }
      case RET_TRACE -> {
        return traced || trace(task, value);
      }
      default -> {
        kill(task, result);
        return false;
      }
    }
  }

  private static boolean trace(Task task, int value) {
    if (!task.trace.wants(TraceState.EVENT_SECCOMP)) {
      task.cpu.r0 = -Errno.ENOSYS;
      return false;
    }
    PtraceStop.event(task, TraceState.EVENT_SECCOMP, value);
    // The tracer may have made another call of it, which the filters see as well.
    return !task.fatalSignalPending() && task.syscallNumber >= 0 && filter(task, true);
  }

  private static void kill(Task task, int result) {
    log(task, result);
    task.seccompMode = MODE_DEAD;
    task.cpu.r0 = task.origR0;
    if ((result & ACTION) == RET_KILL_THREAD && task.group.threads().size() > 1) {
      ExitTask.exitThread(task, Signals.SIGSYS);
    } else {
      // As a signal that can't be caught. No core is written.
      ExitTask.groupExit(task, Signals.SIGSYS);
    }
  }

  /** {@code force_sig_seccomp}: SIGSYS about the call in progress. */
  public static SigInfo sigsys(Task task, int code, int errno) {
    int[] fields = {task.cpu.pc, task.syscallNumber, SyscallInfo.AUDIT_ARCH_ARM};
    return new SigInfo(Signals.SIGSYS, errno, code, fields);
  }

  private static void logIfAsked(Task task, SeccompFilter filter, int result) {
    if (filter.log) {
      log(task, result);
    }
  }

  private static void log(Task task, int result) {
    if (task.kernel.log.enabled()) {
      task.kernel.log.note(
          "seccomp: pid=%d comm=\"%s\" syscall=%d ip=0x%x code=0x%x"
              .formatted(task.tid, task.comm, task.syscallNumber, task.cpu.pc, result));
    }
  }
}
