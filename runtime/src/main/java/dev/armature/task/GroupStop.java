package dev.armature.task;

import dev.armature.signal.SigAction;
import dev.armature.signal.SigInfo;
import dev.armature.signal.Signals;
import dev.armature.wait.Sleeper;

/** Job-control stop and continue of whole processes ({@code kernel/signal.c}, do_signal_stop). */
final class GroupStop {
  private GroupStop() {}

  /**
   * What a signal does to stops when it is sent, ignored or not ({@code prepare_signal}). Under
   * siglock.
   *
   * @return whether the parent must be told that the process continued
   */
  static boolean prepareLocked(ThreadGroup group, int signo) {
    if (Signals.has(Signals.STOP, signo)) {
      flushLocked(group, Signals.bit(Signals.SIGCONT));
      return false;
    }
    if (signo != Signals.SIGCONT) {
      return false;
    }
    flushLocked(group, Signals.STOP);
    boolean was = group.stopSignal != 0;
    group.stopSignal = 0;
    group.stopped = false;
    group.stopUnreported = false;
    for (Task task : group.threads) {
      task.jobctl &= ~(Jobctl.STOP_PENDING | Jobctl.STOPPED);
      task.sleeper.wake();
    }
    group.continuedUnreported |= was;
    return was;
  }

  private static void flushLocked(ThreadGroup group, long mask) {
    group.sharedPending.flush(mask);
    for (Task task : group.threads) {
      task.pending.flush(mask);
    }
  }

  /** Starts a stop of the whole process with {@code signo}. Under siglock. */
  static void beginLocked(ThreadGroup group, int signo) {
    if (group.stopSignal == 0) {
      group.stopSignal = signo;
    }
    for (Task task : group.threads) {
      task.jobctl |= Jobctl.STOP_PENDING;
      task.setFlag(WorkFlags.SIGPENDING);
    }
  }

  /** Takes part in a stop: returns when SIGCONT or SIGKILL ended it. Not under siglock. */
  static void participate(Task task) {
    ThreadGroup group = task.group;
    synchronized (task.kernel.tasklist) {
      boolean last;
      synchronized (group.siglock) {
        if ((task.jobctl & Jobctl.STOP_PENDING) == 0) {
          return;
        }
        task.jobctl = Jobctl.STOPPED;
        last = allStoppedLocked(group);
        if (last) {
          markStoppedLocked(group);
        }
      }
      if (last) {
        notifyParent(group, SigInfo.CLD_STOPPED, group.stopSignal);
      }
    }
    if (task.watched()) {
      task.kernel.tracer.stopped(task, group.stopSignal);
    }
    Sleeper.Result unused =
        task.sleeper.await(
            () -> (task.jobctl & Jobctl.STOPPED) == 0, Sleeper.FOREVER, task::fatalSignalPending);
    synchronized (group.siglock) {
      task.jobctl &= ~Jobctl.STOPPED;
    }
  }

  static boolean allStoppedLocked(ThreadGroup group) {
    for (Task other : group.threads) {
      if ((other.jobctl & Jobctl.STOPPED) == 0) {
        return false;
      }
    }
    return group.stopSignal != 0 && !group.threads.isEmpty();
  }

  static void markStoppedLocked(ThreadGroup group) {
    group.stopped = true;
    group.stopUnreported = true;
    group.continuedUnreported = false;
  }

  /** {@code do_notify_parent_cldstop}. Not under any siglock. */
  static void notifyParent(ThreadGroup group, int code, int status) {
    ThreadGroup parent = group.parent;
    if (parent == null) {
      return;
    }
    if (group == group.kernel.root && code == SigInfo.CLD_STOPPED) {
      group.kernel.onRootStop.run();
      return;
    }
    boolean send;
    synchronized (parent.siglock) {
      SigAction action = parent.handlers.get(Signals.SIGCHLD);
      send = action.handler() != SigAction.SIG_IGN && !action.has(SigAction.SA_NOCLDSTOP);
    }
    if (send) {
      Task leader = group.firstThread();
      int uid = leader == null ? 0 : leader.cred.uid();
      int ticks = Accounting.ticks(Accounting.processNanos(group));
      Signalling.sendToGroup(parent, SigInfo.child(code, group.pid, uid, status, ticks, 0));
    }
    parent.waitChildExit.wakeAll();
  }
}
