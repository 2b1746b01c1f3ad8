package dev.armature.syscalls.sig;

import static dev.armature.syscalls.sig.Actions.SIGSET_SIZE;

import dev.armature.abi.Errno;
import dev.armature.mm.Uaccess;
import dev.armature.signal.SigInfo;
import dev.armature.signal.Signals;
import dev.armature.syscalls.time.GuestTime;
import dev.armature.task.GetSignal;
import dev.armature.task.Signalling;
import dev.armature.task.Task;
import dev.armature.wait.Sleeper;

/** rt_sigtimedwait: takes a signal without a handler ({@code do_sigtimedwait}). */
public final class TimedWait {
  private TimedWait() {}

  public static int rtSigtimedwait(Task task, int set, int info, int timeout, int size) {
    return call(task, set, info, timeout, size, false);
  }

  public static int rtSigtimedwaitTime64(Task task, int set, int info, int timeout, int size) {
    return call(task, set, info, timeout, size, true);
  }

  private static int call(Task task, int set, int info, int timeout, int size, boolean wide) {
    if (size != SIGSET_SIZE) {
      return -Errno.EINVAL;
    }
    Uaccess user = task.mm.uaccess();
    long wanted = user.getLong(set) & ~Signals.UNBLOCKABLE;
    long nanos = Sleeper.FOREVER;
    if (timeout != 0) {
      nanos = GuestTime.timespec(user, timeout, wide);
      if (nanos < 0) {
        return -Errno.EINVAL;
      }
    }
    SigInfo got = take(task, wanted);
    if (got == null && nanos != 0) {
      got = sleep(task, wanted, nanos);
    }
    if (got == null) {
      return task.signalPending() ? -Errno.EINTR : -Errno.EAGAIN;
    }
    if (info != 0) {
      long unused = user.writable(info, SigInfo.SIZE);
      got.write(task.mm.memory(), info);
    }
    return got.signo();
  }

  private static SigInfo take(Task task, long wanted) {
    synchronized (task.group.siglock) {
      return GetSignal.dequeue(task, ~wanted);
    }
  }

  /** The signals are unblocked while it sleeps, so that they wake it and are not thrown away. */
  private static SigInfo sleep(Task task, long wanted, long nanos) {
    long blocked = task.blocked;
    synchronized (task.group.siglock) {
      task.realBlocked = blocked;
      task.blocked = blocked & ~wanted;
    }
    Sleeper.Result unused = task.sleeper.await(() -> available(task, wanted), nanos);
    synchronized (task.group.siglock) {
      task.realBlocked = 0;
    }
    SigInfo got = take(task, wanted);
    Signalling.setBlocked(task, blocked);
    return got;
  }

  private static boolean available(Task task, long wanted) {
    synchronized (task.group.siglock) {
      return ((task.pending.set() | task.group.sharedPending.set()) & wanted) != 0;
    }
  }
}
