package dev.armature.task;

import dev.armature.signal.SigAction;
import dev.armature.signal.SigInfo;
import dev.armature.signal.Signals;

/**
 * What a task takes from its queues on the way to user code ({@code get_signal} of
 * kernel/signal.c): a signal with a handler to run. Everything else, stops and deaths included,
 * happens inside.
 */
public final class GetSignal {
  /** A signal to deliver and the action it had when it was taken. */
  public record KernelSignal(SigInfo info, SigAction action) {}

  private GetSignal() {}

  /** The next signal with a handler, or null; the task may be {@link Task#exiting()} then. */
  public static KernelSignal next(Task task) {
    ThreadGroup group = task.group;
    while (true) {
      if ((task.jobctl & Jobctl.STOP_PENDING) != 0 && GroupStop.signalStop(task, 0)) {
        continue;
      }
      SigInfo info;
      synchronized (group.siglock) {
        if (group.groupExitLocked() || group.execTask != null && group.execTask != task) {
          exit(task, group.groupExitLocked() ? group.groupExitCode() : 0);
          return null;
        }
        if ((task.jobctl & Jobctl.PENDING_MASK) == 0) {
          info = dequeue(task, task.blocked);
          if (info == null) {
            Signalling.recalcSigpending(task);
            return null;
          }
          if (Signals.has(Signals.STOP, info.signo())) {
            task.jobctl |= Jobctl.STOP_DEQUEUED;
          }
        } else {
          info = null;
        }
      }
      if (info == null) {
        if ((task.jobctl & Jobctl.TRAP_MASK) != 0) {
          PtraceStop.jobctlTrap(task);
        }
        continue;
      }
      if (task.watched() && info.signo() != Signals.SIGKILL) {
        task.tracer().signal(task, info);
      }
      if (task.trace.traced() && info.signo() != Signals.SIGKILL) {
        info = PtraceStop.signal(task, info);
        if (info == null) {
          continue;
        }
      }
      SigAction action = act(task, info);
      if (action != null) {
        return new KernelSignal(info, action);
      }
      if (task.exiting()) {
        return null;
      }
    }
  }

  /** Does what the signal's action says; the action when it is a handler to run, else null. */
  private static SigAction act(Task task, SigInfo info) {
    ThreadGroup group = task.group;
    int signo = info.signo();
    synchronized (group.siglock) {
      SigAction action = group.handlers.get(signo);
      if (signo == Signals.SIGKILL) {
        die(task, signo);
        return null;
      }
      if (action.handler() == SigAction.SIG_IGN) {
        return null;
      }
      if (action.caught()) {
        if (action.has(SigAction.SA_RESETHAND)) {
          group.handlers.set(signo, SigAction.DEFAULT);
        }
        Signalling.recalcSigpending(task);
        return action;
      }
      if (Signals.has(Signals.IGNORED, signo)) {
        return null;
      }
      if (!Signals.has(Signals.STOP, signo)) {
        die(task, signo);
        return null;
      }
    }
    if (signo == Signals.SIGSTOP || !JobControl.isOrphaned(task.kernel, group.pgid)) {
      boolean unused = GroupStop.signalStop(task, signo);
    }
    return null;
  }

  /**
   * Takes the next signal that is not in {@code blocked}, the task's own first. Under siglock.
   *
   * @return null when there is none
   */
  public static SigInfo dequeue(Task task, long blocked) {
    SigInfo info = task.pending.dequeue(blocked);
    if (info == null) {
      info = task.group.sharedPending.dequeue(blocked);
    }
    if (info != null && info.code() == SigInfo.SI_TIMER) {
      task.group.posixTimers.delivered(info);
    }
    return info;
  }

  /** The default of a deadly signal: the whole process leaves. Under siglock. */
  private static void die(Task task, int signo) {
    ThreadGroup group = task.group;
    // No core is written, so the status never has the core flag.
    group.setGroupExitLocked(signo);
    for (Task other : group.threads) {
      if (other != task) {
        other.setFlag(WorkFlags.SIGPENDING);
      }
    }
    exit(task, group.groupExitCode());
  }

  private static void exit(Task task, int code) {
    task.exitCode = code;
    // Taken: only another one ends the stop that a tracer may make of the exit.
    task.pending.flush(Signals.bit(Signals.SIGKILL));
    task.setFlag(WorkFlags.EXITING);
  }
}
