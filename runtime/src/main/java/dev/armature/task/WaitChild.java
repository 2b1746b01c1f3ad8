package dev.armature.task;

import dev.armature.abi.Errno;
import dev.armature.abi.Restart;
import dev.armature.signal.SigInfo;
import dev.armature.signal.Signals;
import dev.armature.wait.Sleeper;
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

  private final ThreadGroup parent;
  private final Which which;
  private final int id;
  private final int options;

  private ThreadGroup found;
  private boolean eligible;
  private int status;
  private SigInfo info;
  private long cpuNanos;

  public WaitChild(ThreadGroup parent, Which which, int id, int options) {
    this.parent = parent;
    this.which = which;
    this.id = id;
    this.options = options;
  }

  /**
   * Waits.
   *
   * @return the child's pid; 0 with WNOHANG when none is ready; -ECHILD; a restart code
   */
  public int run(Task task) {
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
  public long cpuNanos() {
    return cpuNanos;
  }

  private int result() {
    return found == null ? -Errno.ECHILD : found.pid;
  }

  /** Looks through the children; true when a child was found or there is none to wait for. */
  @Override
  public boolean getAsBoolean() {
    ThreadGroup dead = null;
    synchronized (parent.kernel.tasklist) {
      eligible = false;
      for (ThreadGroup child : parent.children) {
        if (!counts(child)) {
          continue;
        }
        eligible = true;
        if (child.zombie) {
          if ((options & WEXITED) != 0) {
            takeExited(child);
            dead = child;
            break;
          }
        } else if (takeStopped(child) || takeContinued(child)) {
          break;
        }
      }
      if (dead != null && (options & WNOWAIT) == 0) {
        ExitTask.reap(dead);
      }
    }
    return found != null || !eligible;
  }

  private boolean counts(ThreadGroup child) {
    boolean inScope =
        switch (which) {
          case ALL -> true;
          case PID -> child.pid == id;
          case PGID -> child.pgid == id;
        };
    boolean clone = child.exitSignal != Signals.SIGCHLD;
    return inScope && ((options & WALL) != 0 || clone == ((options & WCLONE) != 0));
  }

  private void takeExited(ThreadGroup child) {
    found = child;
    status = child.exitStatus;
    info = ExitTask.childInfo(child);
    cpuNanos = child.times.dead() + child.times.children();
  }

  private boolean takeStopped(ThreadGroup child) {
    synchronized (child.siglock) {
      if ((options & WSTOPPED) == 0 || !child.stopped || !child.stopUnreported) {
        return false;
      }
      if ((options & WNOWAIT) == 0) {
        child.stopUnreported = false;
      }
      take(child, SigInfo.CLD_STOPPED, child.stopSignal, child.stopSignal << 8 | 0x7f);
      return true;
    }
  }

  private boolean takeContinued(ThreadGroup child) {
    synchronized (child.siglock) {
      if ((options & WCONTINUED) == 0 || !child.continuedUnreported) {
        return false;
      }
      if ((options & WNOWAIT) == 0) {
        child.continuedUnreported = false;
      }
      take(child, SigInfo.CLD_CONTINUED, Signals.SIGCONT, 0xffff);
      return true;
    }
  }

  private void take(ThreadGroup child, int code, int value, int waitStatus) {
    found = child;
    status = waitStatus;
    Task first = child.threads.isEmpty() ? null : child.threads.getFirst();
    info = SigInfo.child(code, child.pid, first == null ? 0 : first.cred.uid(), value, 0, 0);
    cpuNanos = child.times.dead();
  }
}
