package dev.armature.ptrace;

import dev.armature.abi.Errno;
import dev.armature.signal.SigInfo;
import dev.armature.signal.Signals;
import dev.armature.task.Jobctl;
import dev.armature.task.PtraceAccess;
import dev.armature.task.PtraceLinks;
import dev.armature.task.Signalling;
import dev.armature.task.Task;
import dev.armature.task.TraceState;
import dev.armature.task.WorkFlags;
import dev.armature.wait.Sleeper;

/** The beginning of tracing: TRACEME, ATTACH, SEIZE, and the options. Results are 0 or -errno. */
public final class Attach {
  private Attach() {}

  /** PTRACE_TRACEME. */
  public static int traceme(Task task) {
    synchronized (task.kernel.tasklist) {
      Task parent = PtraceLinks.realParent(task);
      if (task.trace.traced() || parent == null) {
        return -Errno.EPERM;
      }
      PtraceLinks.link(task, parent, TraceState.PT_PTRACED);
      return 0;
    }
  }

  /** PTRACE_ATTACH: the task gets SIGSTOP. */
  public static int attach(Task tracer, Task child) {
    return attach(tracer, child, TraceState.PT_PTRACED);
  }

  /** PTRACE_SEIZE: the task goes on. */
  public static int seize(Task tracer, Task child, int address, int options) {
    if (address != 0 || (options & ~TraceState.O_MASK) != 0) {
      return -Errno.EIO;
    }
    int error = checkOptions(tracer, options);
    if (error != 0) {
      return error;
    }
    int flags = TraceState.PT_PTRACED | TraceState.PT_SEIZED;
    return attach(tracer, child, flags | options << TraceState.OPTION_SHIFT);
  }

  private static int attach(Task tracer, Task child, int flags) {
    if (child.group == tracer.group || !PtraceAccess.mayAttach(tracer, child)) {
      return -Errno.EPERM;
    }
    synchronized (tracer.kernel.tasklist) {
      if (child.trace.traced() || !child.group.threads().contains(child)) {
        return -Errno.EPERM;
      }
      PtraceLinks.link(child, tracer, flags);
      if ((flags & TraceState.PT_SEIZED) == 0) {
        Signalling.sendToTask(child, SigInfo.fromKernel(Signals.SIGSTOP));
      }
      synchronized (child.group.siglock) {
        // One that is stopped already goes over to a trap at once, so that the tracer can look.
        if ((child.jobctl & Jobctl.STOPPED) != 0
            && Jobctl.setPending(child, Jobctl.TRAP_STOP | Jobctl.TRAPPING)) {
          child.jobctl &= ~Jobctl.STOPPED;
          child.setFlag(WorkFlags.SIGPENDING);
        }
      }
    }
    Sleeper.Result unused =
        tracer.sleeper.await(
            () -> (child.jobctl & Jobctl.TRAPPING) == 0,
            Sleeper.FOREVER,
            tracer::fatalSignalPending);
    return 0;
  }

  private static int checkOptions(Task tracer, int options) {
    if ((options & ~TraceState.O_MASK) != 0) {
      return -Errno.EINVAL;
    }
    boolean suspend = (options & TraceState.O_SUSPEND_SECCOMP) != 0;
    boolean filtered = (tracer.syscallWork & WorkFlags.SYSCALL_WORK_SECCOMP) != 0;
    return suspend && (!tracer.cred.capable() || filtered) ? -Errno.EPERM : 0;
  }

  /** PTRACE_SETOPTIONS. */
  public static int setOptions(Task tracer, Task child, int options) {
    int error = checkOptions(tracer, options);
    if (error == 0) {
      int kind = child.trace.flags & (TraceState.PT_PTRACED | TraceState.PT_SEIZED);
      child.trace.flags = kind | options << TraceState.OPTION_SHIFT;
    }
    return error;
  }

  /**
   * {@code ptrace_check_attach}: whether {@code tracer} traces {@code child} and, unless {@code
   * running} is allowed, the child is in a stop where all it has can be looked at.
   */
  public static boolean check(Task tracer, Task child, boolean running) {
    if (child.trace.tracer != tracer) {
      return false;
    }
    // The lock makes what the child wrote before it stopped visible here.
    synchronized (child.group.siglock) {
      int state = child.jobctl & (Jobctl.TRACED | Jobctl.LISTENING);
      return running || state == Jobctl.TRACED;
    }
  }
}
