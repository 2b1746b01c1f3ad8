package dev.armature.task;

import dev.armature.abi.Errno;
import dev.armature.abi.Restart;
import dev.armature.signal.SigInfo;
import dev.armature.signal.Signals;
import dev.armature.wait.Sleeper;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BooleanSupplier;

/**
 * One wait for children ({@code do_wait} of kernel/exit.c): what wait4 and waitid have in common.
 */
public final class WaitChild implements BooleanSupplier {
  public static final int WNOHANG = 1;
  public static final int WSTOPPED = 2;
  public static final int WEXITED = 4;
  public static final int WCONTINUED = 8;
  public static final int WNOWAIT = 0x0100_0000;
  public static final int WNOTHREAD = 0x2000_0000;
  public static final int WALL = 0x4000_0000;
  public static final int WCLONE = 0x8000_0000;

  /** Which children count. */
  public enum Which {
    ALL,
    PID,
    PGID
  }

  private final Task waiter;
  private final ThreadGroup parent;
  private final Which which;
  private final int id;
  private final int options;

  private int found;
  private boolean eligible;
  private int status;
  private SigInfo info;
  private CpuUsage cpuUsage = CpuUsage.NONE;

  /** The child, when it was found stopped or going on: what it has used is dear to ask. */
  private Task stopped;

  public WaitChild(Task waiter, Which which, int id, int options) {
    this.waiter = waiter;
    this.parent = waiter.group;
    this.which = which;
    this.id = id;
    this.options = options;
  }

  /**
   * Waits.
   *
   * @return the id of the child, or of a traced thread; 0 with WNOHANG when none is ready; -ECHILD;
   *     a restart code
   */
  public int run() {
    Task task = waiter;
    if (getAsBoolean()) {
      return result();
    }
    if ((options & WNOHANG) != 0) {
      return 0;
    }
    parent.waitChildExit.add(task.sleeper);
    try {
      Sleeper.Result end = task.sleeper.await(this, Sleeper.FOREVER);
      return end == Sleeper.Result.READY ? result() : Restart.ERESTARTSYS;
    } finally {
      parent.waitChildExit.remove(task.sleeper);
    }
  }

  /** wait4's status of the child that was found. */
  public int status() {
    return status;
  }

  /** waitid's siginfo of the child that was found. */
  public SigInfo info() {
    return info;
  }

  /** CPU time the child has used. */
  public CpuUsage cpuUsage() {
    return stopped == null ? cpuUsage : Accounting.stoppedTimes(stopped);
  }

  private int result() {
    return found == 0 ? -Errno.ECHILD : found;
  }

  /** Looks through the children; true when a child was found or there is none to wait for. */
  @Override
  public boolean getAsBoolean() {
    if (found != 0) {
      // Asked again after it was true: nothing more may be taken.
      return true;
    }
    List<ThreadGroup> dead = new ArrayList<>(0);
    synchronized (parent.kernel.tasklist) {
      eligible = false;
      if (!lookAtChildren(dead)) {
        boolean unused = lookAtTracees(dead);
      }
      ExitTask.tellParents(dead);
    }
    return found != 0 || !eligible;
  }

  /** {@code do_wait_thread}. */
  private boolean lookAtChildren(List<ThreadGroup> dead) {
    for (ThreadGroup child : parent.children) {
      Task leader = child.leader;
      boolean own = !PtraceLinks.reparented(leader);
      if ((options & WNOTHREAD) != 0 && child.forkedBy != waiter && child.forkedBy != null) {
        continue;
      }
      if (consider(leader, leader.trace.traced() && own, dead)) {
        return true;
      }
    }
    return false;
  }

  /** {@code ptrace_do_wait}. */
  private boolean lookAtTracees(List<ThreadGroup> dead) {
    List<Task> waiters = (options & WNOTHREAD) != 0 ? List.of(waiter) : parent.threads();
    for (Task thread : waiters) {
      for (Task tracee : thread.trace.tracees) {
        if (consider(tracee, true, dead)) {
          return true;
        }
      }
    }
    return false;
  }

  /**
   * {@code wait_consider_task}.
   *
   * @param tracer whether the waiting process traces {@code child}
   * @return whether there is something to report
   */
  private boolean consider(Task child, boolean tracer, List<ThreadGroup> dead) {
    if (!counts(child, tracer)) {
      return false;
    }
    boolean leader = child == child.group.leader;
    if (leader ? child.group.zombie : child.zombie) {
      if (tracer || !child.trace.traced()) {
        return (options & WEXITED) != 0 && takeExited(child, dead);
      }
      // Its tracer comes first; afterwards it is ours.
      eligible |= (options & (WCONTINUED | WEXITED)) != 0;
    } else {
      eligible = true;
    }
    return takeStopped(child, tracer) || takeContinued(child);
  }

  private boolean counts(Task child, boolean tracer) {
    boolean inScope =
        switch (which) {
          case ALL -> true;
          case PID -> child.tid == id;
          case PGID -> child.group.pgid == id;
        };
    if (!inScope || tracer || (options & WALL) != 0) {
      return inScope;
    }
    boolean clone = child.group.exitSignal != Signals.SIGCHLD;
    return clone == ((options & WCLONE) != 0);
  }

  /** {@code wait_task_zombie}. */
  private boolean takeExited(Task child, List<ThreadGroup> dead) {
    ThreadGroup group = child.group;
    boolean leader = child == group.leader;
    boolean keep = (options & WNOWAIT) != 0;
    eligible = true;
    found = child.tid;
    status = leader ? group.exitStatus : child.exitCode;
    info =
        leader
            ? ExitTask.childInfo(group)
            : ExitTask.childInfo(found, status, child.cred, CpuUsage.NONE);
    cpuUsage = leader ? group.times.dead().plus(group.times.children()) : CpuUsage.NONE;
    if (keep) {
      return true;
    }
    if (!leader) {
      ExitTask.releaseThread(child, dead);
    } else if (PtraceLinks.reparented(child)) {
      // Now it is the real parent's turn.
      PtraceLinks.unlink(child);
      dead.add(group);
    } else {
      ExitTask.reap(group);
    }
    return true;
  }

  /** {@code wait_task_stopped}. */
  private boolean takeStopped(Task child, boolean tracer) {
    ThreadGroup group = child.group;
    synchronized (group.siglock) {
      if (tracer) {
        boolean visible =
            (child.jobctl & (Jobctl.TRACED | Jobctl.LISTENING)) == Jobctl.TRACED
                && child.trace.code != 0;
        if (!visible) {
          return false;
        }
        int code = child.trace.code;
        if ((options & WNOWAIT) == 0) {
          child.trace.code = 0;
        }
        take(child, SigInfo.CLD_TRAPPED, code, code << 8 | 0x7f);
        return true;
      }
      if ((options & WSTOPPED) == 0 || !group.stopped || !group.stopUnreported) {
        return false;
      }
      if ((options & WNOWAIT) == 0) {
        group.stopUnreported = false;
      }
      take(child, SigInfo.CLD_STOPPED, group.stopSignal, group.stopSignal << 8 | 0x7f);
      return true;
    }
  }

  private boolean takeContinued(Task child) {
    ThreadGroup group = child.group;
    synchronized (group.siglock) {
      if ((options & WCONTINUED) == 0 || !group.continuedUnreported) {
        return false;
      }
      if ((options & WNOWAIT) == 0) {
        group.continuedUnreported = false;
      }
      take(child, SigInfo.CLD_CONTINUED, Signals.SIGCONT, 0xffff);
      return true;
    }
  }

  private void take(Task child, int code, int value, int waitStatus) {
    found = child.tid;
    status = waitStatus;
    info = SigInfo.child(code, found, child.cred.uid(), value, 0, 0);
    stopped = child;
  }
}
