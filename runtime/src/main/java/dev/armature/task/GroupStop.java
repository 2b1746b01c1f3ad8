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
    // A stop that is not complete yet counts as finished and continued.
    boolean was = group.stopped || group.stopCount > 0;
    for (Task task : group.threads) {
      Jobctl.clearPending(task, Jobctl.STOP_PENDING);
      if (task.trace.seized()) {
        PtraceStop.trapNotifyLocked(task);
      } else {
        task.jobctl &= ~Jobctl.STOPPED;
        task.sleeper.wake();
      }
    }
    group.stopSignal = 0;
    group.stopCount = 0;
    group.stopped = false;
    group.stopUnreported = false;
    group.continuedUnreported |= was;
    return was;
  }

  private static void flushLocked(ThreadGroup group, long mask) {
    group.sharedPending.flush(mask);
    for (Task task : group.threads) {
      task.pending.flush(mask);
    }
  }

  /**
   * Stops with the group, starting the group's stop when {@code signo} is not 0 ({@code
   * do_signal_stop}). Not under any lock.
   *
   * @return true after a stop that SIGCONT or a signal ended; false when there is nothing to stop
   *     for, or when the task is traced and stops in a trap instead
   */
  static boolean signalStop(Task task, int signo) {
    ThreadGroup group = task.group;
    synchronized (task.kernel.tasklist) {
      boolean notify;
      synchronized (group.siglock) {
        if ((task.jobctl & Jobctl.STOP_PENDING) == 0 && !beginLocked(task, signo)) {
          return false;
        }
        if (task.trace.traced()) {
          Jobctl.setPending(task, Jobctl.TRAP_STOP);
          return false;
        }
        notify = participateLocked(task);
        task.jobctl |= Jobctl.STOPPED;
      }
      if (notify) {
        notifyParent(group, SigInfo.CLD_STOPPED, group.stopSignal);
      }
    }
    if (task.watched()) {
      task.tracer().stopped(task, group.stopSignal);
    }
    Sleeper.Result unused =
        task.sleeper.await(
            () -> (task.jobctl & Jobctl.STOPPED) == 0, Sleeper.FOREVER, task::fatalSignalPending);
    synchronized (group.siglock) {
      task.jobctl &= ~Jobctl.STOPPED;
    }
    return true;
  }

  /** Makes every thread of the group stop. Under siglock; false when SIGCONT was quicker. */
  private static boolean beginLocked(Task task, int signo) {
    ThreadGroup group = task.group;
    if (signo == 0
        || (task.jobctl & Jobctl.STOP_DEQUEUED) == 0
        || group.groupExitLocked()
        || group.execTask != null) {
      return false;
    }
    if (!group.stopped) {
      group.stopSignal = signo;
    }
    group.stopCount = 0;
    int mask = signo | Jobctl.STOP_PENDING | Jobctl.STOP_CONSUME;
    if (Jobctl.setPending(task, mask)) {
      group.stopCount++;
    }
    for (Task other : group.threads) {
      if (other != task && (other.jobctl & Jobctl.STOPPED) == 0 && Jobctl.setPending(other, mask)) {
        group.stopCount++;
        if (other.trace.seized()) {
          PtraceStop.trapNotifyLocked(other);
        } else {
          other.setFlag(WorkFlags.SIGPENDING);
        }
      }
    }
    return true;
  }

  /**
   * Counts the task in ({@code task_participate_group_stop}). Under siglock.
   *
   * @return whether the group's stop is complete now, and the parent is to be told
   */
  static boolean participateLocked(Task task) {
    ThreadGroup group = task.group;
    boolean consume = (task.jobctl & Jobctl.STOP_CONSUME) != 0;
    Jobctl.clearPending(task, Jobctl.STOP_PENDING);
    if (!consume) {
      return false;
    }
    if (group.stopCount > 0) {
      group.stopCount--;
    }
    if (group.stopCount > 0 || group.stopped) {
      return false;
    }
    group.stopped = true;
    group.stopUnreported = true;
    group.continuedUnreported = false;
    return true;
  }

  /** A new thread of a group that stops ({@code task_join_group_stop}). Under siglock. */
  static void joinLocked(Task parent, Task child) {
    ThreadGroup group = parent.group;
    int mask = parent.jobctl & Jobctl.STOP_SIGMASK;
    if (group.stopCount > 0) {
      group.stopCount++;
      mask |= Jobctl.STOP_CONSUME;
    } else if (!group.stopped) {
      return;
    }
    if (Jobctl.setPending(child, mask | Jobctl.STOP_PENDING)) {
      child.setFlag(WorkFlags.SIGPENDING);
    }
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
      CpuUsage used = Accounting.processTimes(group);
      Signalling.sendToGroup(
          parent,
          SigInfo.child(
              code,
              group.pid,
              uid,
              status,
              Accounting.ticks(used.user()),
              Accounting.ticks(used.system())));
    }
    parent.waitChildExit.wakeAll();
  }

  /** Tells the parent, and a tracer that is another process, that the group goes on. */
  static void notifyContinued(ThreadGroup group) {
    notifyParent(group, SigInfo.CLD_CONTINUED, Signals.SIGCONT);
    Task leader = group.leader;
    if (leader.trace.traced() && PtraceLinks.reparented(leader)) {
      PtraceStop.notifyTracer(leader, SigInfo.CLD_CONTINUED, Signals.SIGCONT);
    }
  }
}
