package dev.armature.ptrace;

import static dev.armature.task.WorkFlags.SYSCALL_WORK_SYSCALL_EMU;
import static dev.armature.task.WorkFlags.SYSCALL_WORK_SYSCALL_EXIT_TRAP;
import static dev.armature.task.WorkFlags.SYSCALL_WORK_SYSCALL_TRACE;

import dev.armature.abi.Errno;
import dev.armature.signal.SigInfo;
import dev.armature.signal.Signals;
import dev.armature.task.Jobctl;
import dev.armature.task.PtraceLinks;
import dev.armature.task.PtraceStop;
import dev.armature.task.Task;
import dev.armature.task.TraceState;

/** The ways a tracee goes on, and how it is interrupted. Results are 0 or -errno. */
public final class Resume {
  /** How far a tracee runs ({@code ptrace_resume}'s request). */
  public enum Mode {
    CONT(0, false),
    SYSCALL(SYSCALL_WORK_SYSCALL_TRACE, false),
    SYSEMU(SYSCALL_WORK_SYSCALL_EMU, false),
    SINGLESTEP(SYSCALL_WORK_SYSCALL_EXIT_TRAP, true),
    SYSEMU_SINGLESTEP(SYSCALL_WORK_SYSCALL_EMU | SYSCALL_WORK_SYSCALL_EXIT_TRAP, true);

    private final int work;
    private final boolean step;

    Mode(int work, boolean step) {
      this.work = work;
      this.step = step;
    }
  }

  private Resume() {}

  private static boolean validSignal(int signo) {
    return signo == 0 || Signals.valid(signo);
  }

  /** CONT, SYSCALL, SYSEMU and the single steps; {@code signo} 0 drops the signal. */
  public static int resume(Task child, Mode mode, int signo) {
    if (!validSignal(signo)) {
      return -Errno.EIO;
    }
    PtraceLinks.disable(child);
    child.setSyscallWork(mode.work);
    child.singleStep = mode.step;
    synchronized (child.group.siglock) {
      child.trace.code = signo;
      child.jobctl &= ~Jobctl.TRACED;
    }
    child.sleeper.wake();
    return 0;
  }

  /** PTRACE_DETACH. */
  public static int detach(Task tracer, Task child, int signo) {
    if (!validSignal(signo)) {
      return -Errno.EIO;
    }
    PtraceLinks.detachWith(tracer, child, signo);
    return 0;
  }

  /** PTRACE_INTERRUPT: for seized tasks. */
  public static int interrupt(Task child) {
    synchronized (child.group.siglock) {
      if (!child.trace.seized()) {
        return -Errno.EIO;
      }
      if (Jobctl.setPending(child, Jobctl.TRAP_STOP)) {
        PtraceStop.wakeLocked(child, (child.jobctl & Jobctl.LISTENING) != 0);
      }
      return 0;
    }
  }

  /** PTRACE_LISTEN: stays stopped, but tells of what happens to the group stop. */
  public static int listen(Task child) {
    synchronized (child.group.siglock) {
      SigInfo info = child.trace.info;
      if (!child.trace.seized() || info == null || info.code() >> 8 != TraceState.EVENT_STOP) {
        return -Errno.EIO;
      }
      child.jobctl |= Jobctl.LISTENING;
      if ((child.jobctl & Jobctl.TRAP_NOTIFY) != 0) {
        PtraceStop.wakeLocked(child, true);
      }
      return 0;
    }
  }
}
