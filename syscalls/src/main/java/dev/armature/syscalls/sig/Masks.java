package dev.armature.syscalls.sig;

import static dev.armature.syscalls.sig.Actions.SIGSET_SIZE;

import dev.armature.abi.Errno;
import dev.armature.abi.Restart;
import dev.armature.mm.Uaccess;
import dev.armature.signal.Signals;
import dev.armature.task.Signalling;
import dev.armature.task.Task;
import dev.armature.wait.Sleeper;

/** Blocked and pending signals, and sleeping until one comes. */
public final class Masks {
  private static final int SIG_BLOCK = 0;
  private static final int SIG_UNBLOCK = 1;
  private static final int SIG_SETMASK = 2;

  private Masks() {}

  public static int rtSigprocmask(Task task, int how, int set, int old, int size) {
    if (size != SIGSET_SIZE) {
      return -Errno.EINVAL;
    }
    Uaccess user = task.mm.uaccess();
    long before = task.blocked;
    if (set != 0) {
      long wanted = user.getLong(set);
      switch (how) {
        case SIG_BLOCK -> Signalling.setBlocked(task, before | wanted);
        case SIG_UNBLOCK -> Signalling.setBlocked(task, before & ~wanted);
        case SIG_SETMASK -> Signalling.setBlocked(task, wanted);
        default -> {
          return -Errno.EINVAL;
        }
      }
    }
    if (old != 0) {
      user.putLong(old, before);
    }
    return 0;
  }

  /** The old call sees the first 32 signals only; SIG_SETMASK leaves the others alone. */
  public static int sigprocmask(Task task, int how, int set, int old) {
    Uaccess user = task.mm.uaccess();
    long before = task.blocked;
    if (set != 0) {
      long wanted = user.getInt(set) & 0xffff_ffffL;
      switch (how) {
        case SIG_BLOCK -> Signalling.setBlocked(task, before | wanted);
        case SIG_UNBLOCK -> Signalling.setBlocked(task, before & ~wanted);
        case SIG_SETMASK -> Signalling.setBlocked(task, (before & ~0xffff_ffffL) | wanted);
        default -> {
          return -Errno.EINVAL;
        }
      }
    }
    if (old != 0) {
      user.putInt(old, (int) before);
    }
    return 0;
  }

  public static int rtSigpending(Task task, int set, int size) {
    if (Integer.compareUnsigned(size, SIGSET_SIZE) > 0) {
      return -Errno.EINVAL;
    }
    long waiting = waiting(task);
    for (int i = 0; i < size; i++) {
      task.mm.uaccess().putByte(set + i, (int) (waiting >>> 8 * i));
    }
    return 0;
  }

  public static int sigpending(Task task, int set) {
    task.mm.uaccess().putInt(set, (int) waiting(task));
    return 0;
  }

  private static long waiting(Task task) {
    synchronized (task.group.siglock) {
      return (task.pending.set() | task.group.sharedPending.set()) & task.blocked;
    }
  }

  public static int rtSigsuspend(Task task, int mask, int size) {
    if (size != SIGSET_SIZE) {
      return -Errno.EINVAL;
    }
    return suspend(task, task.mm.uaccess().getLong(mask));
  }

  /** The old call has the mask in the third argument. */
  public static int sigsuspend(Task task, int unused1, int unused2, int mask) {
    return suspend(task, mask & 0xffff_ffffL);
  }

  private static int suspend(Task task, long mask) {
    task.setUserSigmask(mask & ~Signals.UNBLOCKABLE);
    return pause(task);
  }

  public static int pause(Task task) {
    Sleeper.Result unused = task.sleeper.sleep(Sleeper.FOREVER);
    return Restart.ERESTARTNOHAND;
  }
}
