package dev.armature.task;

import dev.armature.abi.Errno;
import dev.armature.signal.SigAction;
import dev.armature.signal.SigInfo;
import dev.armature.signal.SigPending;
import dev.armature.signal.Signals;

/** Sending signals and changing masks: the sending half of {@code kernel/signal.c}. */
public final class Signalling {
  private Signalling() {}

  /** Sends to one thread ({@code do_send_specific}). */
  public static void sendToTask(Task task, SigInfo info) {
    int unused = send(task.group, task, info);
  }

  /** Sends to a process: any of its threads takes it ({@code group_send_sig_info}). */
  public static void sendToGroup(ThreadGroup group, SigInfo info) {
    int unused = send(group, null, info);
  }

  /** As {@link #sendToTask}; -EAGAIN when RLIMIT_SIGPENDING leaves no room for what it tells. */
  public static int queueToTask(Task task, SigInfo info) {
    return Math.min(send(task.group, task, info), 0);
  }

  /** As {@link #sendToGroup}; -EAGAIN when RLIMIT_SIGPENDING leaves no room for what it tells. */
  public static int queueToGroup(ThreadGroup group, SigInfo info) {
    return Math.min(send(group, null, info), 0);
  }

  /**
   * Sends to every process of a process group ({@code kill_pgrp}). One sender after the other: the
   * first that continues may stop the group again by reading from the terminal, and that must not
   * come before another has continued.
   *
   * @return how many there are
   */
  public static int sendToProcessGroup(Kernel kernel, int pgid, SigInfo info) {
    int count = 0;
    synchronized (kernel.tasklist) {
      for (ThreadGroup member : kernel.processGroup(pgid)) {
        sendToGroup(member, info);
        count++;
      }
    }
    return count;
  }

  /**
   * Makes the task itself take a fault: unblocks the signal and resets its action if it could not
   * be delivered ({@code force_sig_info_to_task}).
   */
  public static void force(Task task, SigInfo info) {
    synchronized (task.group.siglock) {
      int signo = info.signo();
      SigAction action = task.group.handlers.get(signo);
      boolean blocked = Signals.has(task.blocked, signo);
      if (blocked || action.handler() == SigAction.SIG_IGN) {
        task.group.handlers.set(signo, SigAction.DEFAULT);
        task.blocked &= ~Signals.bit(signo);
      }
      boolean unused = task.pending.add(info);
      task.setFlag(WorkFlags.SIGPENDING);
    }
  }

  /** Changes the mask of the calling task ({@code set_current_blocked}). */
  public static void setBlocked(Task task, long mask) {
    synchronized (task.group.siglock) {
      task.blocked = mask & ~Signals.UNBLOCKABLE;
      recalcSigpending(task);
      // What this thread no longer takes may have to wake another one: retarget_shared_pending.
      long shared = task.group.sharedPending.set() & task.blocked;
      if (shared != 0 && task.group.threads.size() > 1) {
        for (Task other : task.group.threads) {
          if (other != task && (shared & ~other.blocked) != 0) {
            other.setFlag(WorkFlags.SIGPENDING);
          }
        }
      }
    }
  }

  /** Sets or clears SIGPENDING as the queues say. Under siglock ({@code recalc_sigpending}). */
  static void recalcSigpending(Task task) {
    if (!raiseSigpending(task)) {
      task.clearFlag(WorkFlags.SIGPENDING);
    }
  }

  /**
   * Sets SIGPENDING as the queues say, but never clears it ({@code recalc_sigpending_tsk}): a call
   * that was interrupted by it must still be restarted. Under siglock.
   *
   * @return whether it is set for a reason
   */
  static boolean raiseSigpending(Task task) {
    long waiting = task.pending.set() | task.group.sharedPending.set();
    boolean raise =
        (waiting & ~task.blocked) != 0
            || (task.jobctl & Jobctl.PENDING_MASK) != 0
            || task.group.groupExitLocked();
    if (raise) {
      task.setFlag(WorkFlags.SIGPENDING);
    }
    return raise;
  }

  /** Changes the mask of a task that is in a stop; it looks at its queues when it goes on. */
  public static void setBlockedOfStopped(Task task, long mask) {
    synchronized (task.group.siglock) {
      task.blocked = mask & ~Signals.UNBLOCKABLE;
    }
  }

  /** Drops what waits of signals that are ignored from now on. Under siglock. */
  public static void flushIgnored(ThreadGroup group, int signo) {
    long bit = Signals.bit(signo);
    group.sharedPending.flush(bit);
    for (Task task : group.threads) {
      task.pending.flush(bit);
    }
  }

  /**
   * A POSIX timer's signal.
   *
   * @param target the thread that gets it, null for any of the process
   * @return whether it waits now; not when it is ignored or nobody is left
   */
  static boolean sendTimer(ThreadGroup group, Task target, SigInfo info) {
    return send(group, target, info) > 0;
  }

  /** 1 when it was queued, 0 when it was dropped, or -EAGAIN. */
  private static int send(ThreadGroup group, Task target, SigInfo info) {
    boolean continued;
    int result = 0;
    synchronized (group.siglock) {
      if (group.zombie || group.threads.isEmpty()) {
        return 0;
      }
      int signo = info.signo();
      if (group.groupExitLocked() && signo != Signals.SIGKILL) {
        return 0;
      }
      continued = GroupStop.prepareLocked(group, signo);
      Task first = target != null ? target : group.threads.getFirst();
      if (!ignored(first, signo)) {
        result = addLocked(group, target != null ? target.pending : group.sharedPending, info);
      }
      if (result > 0) {
        completeLocked(group, target, signo);
        group.signalQueued.fire();
      }
    }
    if (continued) {
      GroupStop.notifyContinued(group);
    }
    return result;
  }

  /**
   * Queues a signal. Over the limit a signal comes without its siginfo, unless the siginfo is what
   * it is about.
   *
   * @return 1 when it is queued, 0 when it waited already, -EAGAIN
   */
  private static int addLocked(ThreadGroup group, SigPending queue, SigInfo info) {
    SigInfo added = info;
    boolean limited =
        info.code() != SigInfo.SI_TIMER && (info.signo() >= Signals.SIGRTMIN || info.code() < 0);
    if (limited) {
      long limit = group.rlimits.soft(Rlimits.SIGPENDING);
      if (limit >= 0 && queue.sizeOfAll() >= limit) {
        if (info.signo() >= Signals.SIGRTMIN && info.code() < 0) {
          return -Errno.EAGAIN;
        }
        if (Signals.has(queue.set(), info.signo())) {
          return 0;
        }
        added = SigInfo.fromUser(info.signo(), SigInfo.SI_USER, 0, 0);
      }
    }
    return queue.add(added) ? 1 : 0;
  }

  /**
   * {@code sig_ignored}: a blocked signal is kept, its action may change before it is unblocked.
   */
  private static boolean ignored(Task task, int signo) {
    if (Signals.has(task.blocked | task.realBlocked, signo)) {
      return false;
    }
    if ((task.watched() || task.trace.traced()) && signo != Signals.SIGKILL) {
      // A tracer sees signals that nobody else does.
      return false;
    }
    return task.group.handlers.ignored(signo);
  }

  /** Finds a thread for the signal and wakes it ({@code complete_signal}). */
  private static void completeLocked(ThreadGroup group, Task target, int signo) {
    Task chosen = null;
    if (target != null) {
      chosen = wants(target, signo) ? target : null;
    } else {
      for (Task task : group.threads) {
        if (wants(task, signo)) {
          chosen = task;
          break;
        }
      }
    }
    if (chosen == null) {
      wakeWaiters(group, target, signo);
      return;
    }
    if (fatal(group, signo)
        && !Signals.has(chosen.realBlocked, signo)
        && (signo == Signals.SIGKILL || !chosen.trace.traced())) {
      // Nothing can stop it: all threads leave at once.
      group.setGroupExitLocked(signo);
      group.stopSignal = 0;
      group.stopCount = 0;
      for (Task task : group.threads) {
        boolean unused = task.pending.add(SigInfo.fromKernel(Signals.SIGKILL));
        Jobctl.clearPending(task, Jobctl.PENDING_MASK);
        task.setFlag(WorkFlags.SIGPENDING);
      }
      return;
    }
    chosen.setFlag(WorkFlags.SIGPENDING);
  }

  /** A thread in sigtimedwait takes signals it blocks. */
  private static void wakeWaiters(ThreadGroup group, Task target, int signo) {
    for (Task task : group.threads) {
      if ((target == null || task == target) && Signals.has(task.realBlocked, signo)) {
        task.sleeper.wake();
      }
    }
  }

  private static boolean wants(Task task, int signo) {
    if (Signals.has(task.blocked, signo)) {
      return false;
    }
    return signo == Signals.SIGKILL
        || (!task.exiting() && (task.jobctl & (Jobctl.STOPPED | Jobctl.TRACED)) == 0);
  }

  /** Whether the signal ends the process without a core and without any choice of the guest's. */
  private static boolean fatal(ThreadGroup group, int signo) {
    if (signo == Signals.SIGKILL) {
      return true;
    }
    if (group.threads.getFirst().watched()) {
      // The tracer is told before the process dies.
      return false;
    }
    return group.handlers.get(signo).handler() == SigAction.SIG_DFL
        && !Signals.has(Signals.IGNORED | Signals.STOP | Signals.CORE, signo);
  }
}
