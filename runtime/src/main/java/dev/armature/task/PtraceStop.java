package dev.armature.task;

import static dev.armature.task.TraceState.EVENT_EXEC;
import static dev.armature.task.TraceState.EVENT_EXIT;
import static dev.armature.task.TraceState.EVENT_STOP;
import static dev.armature.task.TraceState.PT_PTRACED;

import dev.armature.signal.SigAction;
import dev.armature.signal.SigInfo;
import dev.armature.signal.Signals;
import dev.armature.wait.Sleeper;
import java.util.function.BooleanSupplier;

/**
 * The tracee's side of ptrace: it stops, tells its tracer and sleeps until that lets it go on
 * ({@code ptrace_stop} and its callers in kernel/signal.c). Called by the tracee's own thread,
 * without locks.
 */
public final class PtraceStop {
  private PtraceStop() {}

  /**
   * Stops for the tracer.
   *
   * @param code what wait reports: a signal, or one with an event above it
   * @param why CLD_TRAPPED, or CLD_STOPPED when this takes part in a group stop
   * @param message for PTRACE_GETEVENTMSG
   * @param info for PTRACE_GETSIGINFO, or null
   * @return the signal that the tracer goes on with; {@code code} when nobody traces
   */
  static int stop(Task task, int code, int why, int message, SigInfo info) {
    return stop(task, code, why, message, info, task::fatalSignalPending);
  }

  private static int stop(
      Task task, int code, int why, int message, SigInfo info, BooleanSupplier killed) {
    ThreadGroup group = task.group;
    TraceState trace = task.trace;
    CpuUsage used = Accounting.threadTimes(task);
    synchronized (task.kernel.tasklist) {
      boolean groupStopDone = false;
      synchronized (group.siglock) {
        if (!trace.traced() || killed.getAsBoolean()) {
          return code;
        }
        task.jobctl |= Jobctl.TRACED;
        trace.used = used;
        trace.message = message;
        trace.info = info;
        trace.code = code;
        if (why == SigInfo.CLD_STOPPED && (task.jobctl & Jobctl.STOP_PENDING) != 0) {
          groupStopDone = GroupStop.participateLocked(task);
        }
        Jobctl.clearPending(task, Jobctl.TRAP_STOP);
        if (info != null && info.code() >> 8 == EVENT_STOP) {
          Jobctl.clearPending(task, Jobctl.TRAP_NOTIFY);
        }
        Jobctl.clearTrapping(task);
      }
      notifyTracer(task, why, code & 0x7f);
      if (groupStopDone && PtraceLinks.reparented(task)) {
        GroupStop.notifyParent(group, SigInfo.CLD_STOPPED, group.stopSignal);
      }
    }
    Sleeper.Result unused =
        task.sleeper.await(() -> (task.jobctl & Jobctl.TRACED) == 0, Sleeper.FOREVER, killed);
    int result;
    synchronized (group.siglock) {
      result = trace.code;
      trace.lastInfo = trace.info;
      trace.info = null;
      trace.message = 0;
      trace.code = 0;
      task.jobctl &= ~(Jobctl.TRACED | Jobctl.LISTENING);
      boolean unusedRaised = Signalling.raiseSigpending(task);
    }
    // The tracer may have changed any register: what runs next must load them anew.
    task.setFlag(WorkFlags.CODE_CHANGED);
    return result;
  }

  /**
   * Gets a tracee on its way. Under its siglock ({@code ptrace_signal_wake_up}).
   *
   * @param resume whether it leaves its trap as well
   */
  public static void wakeLocked(Task child, boolean resume) {
    if (resume) {
      child.jobctl &= ~Jobctl.TRACED;
    }
    child.setFlag(WorkFlags.SIGPENDING);
  }

  /** {@code ptrace_do_notify}: a stop that looks like a signal from the task itself. */
  private static int doNotify(Task task, int signo, int code, int why, int message) {
    return stop(task, code, why, message, info(task, signo, code));
  }

  private static SigInfo info(Task task, int signo, int code) {
    return SigInfo.fromUser(signo, code, task.tid, task.cred.uid());
  }

  /** {@code ptrace_notify}: a SIGTRAP stop. The signal that the tracer goes on with. */
  public static int notify(Task task, int code, int message) {
    return doNotify(task, Signals.SIGTRAP, code, SigInfo.CLD_TRAPPED, message);
  }

  /** {@code ptrace_event}: stops if the tracer asked for this event. */
  public static void event(Task task, int event, int message) {
    int flags = task.trace.flags;
    if (flags == 0) {
      return;
    }
    if (task.trace.wants(event)) {
      int unused = notify(task, event << 8 | Signals.SIGTRAP, message);
    } else if (event == EVENT_EXEC && (flags & (PT_PTRACED | TraceState.PT_SEIZED)) == PT_PTRACED) {
      // What execve was to old debuggers.
      Signalling.sendToTask(task, SigInfo.fromUser(Signals.SIGTRAP, 0, task.pid(), 0));
    }
  }

  /** The stop of PTRACE_EVENT_EXIT: the task is dying, but a new SIGKILL alone ends it. */
  static void exitEvent(Task task, int status) {
    if (!task.trace.wants(EVENT_EXIT)) {
      return;
    }
    int code = EVENT_EXIT << 8 | Signals.SIGTRAP;
    int unused =
        stop(
            task,
            code,
            SigInfo.CLD_TRAPPED,
            status,
            info(task, Signals.SIGTRAP, code),
            task::killed);
  }

  /** {@code do_jobctl_trap}: group stop and PTRACE_INTERRUPT as the tracer sees them. */
  static void jobctlTrap(Task task) {
    int signo = task.jobctl & Jobctl.STOP_SIGMASK;
    if (!task.trace.seized()) {
      int unused = stop(task, signo, SigInfo.CLD_STOPPED, 0, null);
      return;
    }
    synchronized (task.group.siglock) {
      if (task.group.stopCount == 0 && !task.group.stopped) {
        signo = Signals.SIGTRAP;
      }
    }
    int unused = doNotify(task, signo, signo | EVENT_STOP << 8, SigInfo.CLD_STOPPED, 0);
  }

  /** {@code ptrace_trap_notify}: a group stop begins or ends. Under siglock. */
  static void trapNotifyLocked(Task task) {
    if (Jobctl.setPending(task, Jobctl.TRAP_NOTIFY)) {
      wakeLocked(task, (task.jobctl & Jobctl.LISTENING) != 0);
    }
  }

  /**
   * Signal-delivery-stop ({@code ptrace_signal}).
   *
   * @return the signal to act on, perhaps another one; null when the tracer dropped it
   */
  static SigInfo signal(Task task, SigInfo given) {
    synchronized (task.group.siglock) {
      task.jobctl |= Jobctl.STOP_DEQUEUED;
    }
    int signo = stop(task, given.signo(), SigInfo.CLD_TRAPPED, 0, given);
    SigInfo info = task.trace.lastInfo == null ? given : task.trace.lastInfo;
    task.trace.lastInfo = null;
    if (signo == 0) {
      return null;
    }
    if (signo != info.signo()) {
      Task tracer = task.trace.tracer;
      info =
          SigInfo.fromUser(
              signo,
              SigInfo.SI_USER,
              tracer == null ? 0 : tracer.pid(),
              tracer == null ? 0 : tracer.cred.uid());
    }
    if (Signals.has(task.blocked, signo) || task.fatalSignalPending()) {
      Signalling.sendToTask(task, info);
      return null;
    }
    return info;
  }

  /** {@code do_notify_parent_cldstop} for the tracer. Under tasklist, not under any siglock. */
  static void notifyTracer(Task task, int code, int status) {
    Task tracer = task.trace.tracer;
    if (tracer == null) {
      return;
    }
    ThreadGroup parent = tracer.group;
    boolean send;
    synchronized (parent.siglock) {
      SigAction action = parent.handlers.get(Signals.SIGCHLD);
      send = action.handler() != SigAction.SIG_IGN && !action.has(SigAction.SA_NOCLDSTOP);
    }
    if (send) {
      CpuUsage used = task.trace.used;
      Signalling.sendToGroup(
          parent,
          SigInfo.child(
              code,
              task.tid,
              task.cred.uid(),
              status,
              Accounting.ticks(used.user()),
              Accounting.ticks(used.system())));
    }
    parent.waitChildExit.wakeAll();
  }
}
