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
      if ((task.jobctl & Jobctl.STOP_PENDING) != 0) {
        GroupStop.participate(task);
      }
      boolean orphaned = mayStop(task) && JobControl.isOrphaned(task.kernel, group.pgid);
      SigInfo info;
      synchronized (group.siglock) {
        if (group.groupExitLocked() || group.execTask != null && group.execTask != task) {
          exit(task, group.groupExitLocked() ? group.groupExitCode() : Signals.SIGKILL);
          return null;
        }
        if ((task.jobctl & Jobctl.STOP_PENDING) != 0) {
          continue;
        }
        info = dequeue(task, task.blocked);
        if (info == null) {
          Signalling.recalcSigpending(task);
          return null;
        }
      }
      int signo = info.signo();
      if (task.watched() && signo != Signals.SIGKILL) {
        task.kernel.tracer.signal(task, info);
      }
      synchronized (group.siglock) {
        SigAction action = group.handlers.get(signo);
        if (signo == Signals.SIGKILL) {
          group.setGroupExitLocked(signo);
          exit(task, group.groupExitCode());
          return null;
        }
        if (action.handler() == SigAction.SIG_IGN) {
          continue;
        }
        if (action.caught()) {
          if (action.has(SigAction.SA_RESETHAND)) {
            group.handlers.set(signo, SigAction.DEFAULT);
          }
          Signalling.recalcSigpending(task);
          return new KernelSignal(info, action);
        }
        if (Signals.has(Signals.IGNORED, signo)) {
          continue;
        }
        if (Signals.has(Signals.STOP, signo)) {
          if (signo == Signals.SIGSTOP || !orphaned) {
            GroupStop.beginLocked(group, signo);
          }
          continue;
        }
        die(task, signo);
        return null;
      }
    }
  }

  /**
   * Takes the next signal that is not in {@code blocked}, the task's own first. Under siglock.
   *
   * @return null when there is none
   */
  public static SigInfo dequeue(Task task, long blocked) {
    SigInfo info = task.pending.dequeue(blocked);
    return info != null ? info : task.group.sharedPending.dequeue(blocked);
  }

  private static boolean mayStop(Task task) {
    synchronized (task.group.siglock) {
      long waiting = (task.pending.set() | task.group.sharedPending.set()) & ~task.blocked;
      return (waiting & Signals.STOP) != 0;
    }
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
    task.setFlag(WorkFlags.EXITING);
  }
}
