package dev.armature.syscalls.proc;

import dev.armature.abi.Errno;
import dev.armature.abi.Restart;
import dev.armature.mm.Uaccess;
import dev.armature.syscalls.time.GuestTime;
import dev.armature.task.Futexes.Key;
import dev.armature.task.Task;

/** The futex calls with a number for each operation, and waiting at several at once. */
public final class Futex2Calls {
  private static final int FUTEX2_SIZE_MASK = 3;
  private static final int FUTEX2_SIZE_U32 = 2;
  private static final int FUTEX2_PRIVATE = 128;

  private static final int CLOCK_REALTIME = 0;
  private static final int CLOCK_MONOTONIC = 1;

  /** Bytes of struct futex_waitv: val, uaddr (64 bits each), flags, reserved. */
  private static final int WAITV = 24;

  private static final int FUTEX_WAITV_MAX = 128;

  private Futex2Calls() {}

  public static int futexWaitv(
      Task task, int waiters, int count, int flags, int timeout, int clock) {
    if (flags != 0) {
      return -Errno.EINVAL;
    }
    if (count <= 0 || count > FUTEX_WAITV_MAX || waiters == 0) {
      return -Errno.EINVAL;
    }
    long nanos = timeLeft(task, timeout, clock);
    if (nanos < -1) {
      return -Errno.EINVAL;
    }
    Key[] keys = new Key[count];
    int[] addresses = new int[count];
    int[] expected = new int[count];
    Uaccess user = task.mm.uaccess();
    for (int i = 0; i < count; i++) {
      int at = waiters + WAITV * i;
      if (!valid(user, at)) {
        return -Errno.EINVAL;
      }
      expected[i] = user.getInt(at);
      addresses[i] = user.getInt(at + 8);
      keys[i] = key(task, addresses[i], user.getInt(at + 16));
    }
    int result = task.kernel.futexes.awaitAny(task, keys, addresses, expected, nanos);
    return result == -Errno.EINTR ? Restart.ERESTARTSYS : result;
  }

  public static int futexWake(Task task, int uaddr, int mask, int count, int flags) {
    if (!valid(flags) || mask == 0) {
      return -Errno.EINVAL;
    }
    Key key = key(task, uaddr, flags);
    return count == 0 ? 0 : task.kernel.futexes.wake(key, Math.max(1, count), mask);
  }

  /** The time limit is a point in time, so the call may simply run again. */
  public static int futexWait(
      Task task, int uaddr, int expected, int mask, int flags, int timeout, int clock) {
    if (!valid(flags) || mask == 0) {
      return -Errno.EINVAL;
    }
    long nanos = timeLeft(task, timeout, clock);
    if (nanos < -1) {
      return -Errno.EINVAL;
    }
    Key key = key(task, uaddr, flags);
    int result = task.kernel.futexes.await(task, key, uaddr, expected, mask, nanos);
    return result == -Errno.EINTR ? Restart.ERESTARTSYS : result;
  }

  /** {@code waiters} describes two futexes: from which, with the expected value, and to which. */
  public static int futexRequeue(Task task, int waiters, int flags, int wake, int limit) {
    if (flags != 0 || waiters == 0) {
      return -Errno.EINVAL;
    }
    Uaccess user = task.mm.uaccess();
    if (!valid(user, waiters) || !valid(user, waiters + WAITV) || wake < 0 || limit < 0) {
      return -Errno.EINVAL;
    }
    int expected = user.getInt(waiters);
    int from = user.getInt(waiters + 8);
    int to = user.getInt(waiters + WAITV + 8);
    return task.kernel.futexes.requeue(
        key(task, from, user.getInt(waiters + 16)),
        wake,
        key(task, to, user.getInt(waiters + WAITV + 16)),
        limit,
        () -> user.getIntVolatile(from) == expected);
  }

  private static boolean valid(int flags) {
    return (flags & ~(FUTEX2_SIZE_MASK | FUTEX2_PRIVATE)) == 0
        && (flags & FUTEX2_SIZE_MASK) == FUTEX2_SIZE_U32;
  }

  /** {@code futex_parse_waitv}: values and addresses must fit, nothing reserved may be set. */
  private static boolean valid(Uaccess user, int waiter) {
    return valid(user.getInt(waiter + 16))
        && user.getInt(waiter + 20) == 0
        && user.getInt(waiter + 4) == 0
        && user.getInt(waiter + 12) == 0;
  }

  private static Key key(Task task, int address, int flags) {
    return FutexWord.key(task, address, (flags & FUTEX2_PRIVATE) == 0);
  }

  /** Nanoseconds to a point in time: -1 without one, -2 when it or its clock is not valid. */
  private static long timeLeft(Task task, int timeout, int clock) {
    if (timeout == 0) {
      return -1;
    }
    if (clock != CLOCK_REALTIME && clock != CLOCK_MONOTONIC) {
      return -2;
    }
    long nanos = GuestTime.timespec(task.mm.uaccess(), timeout, true);
    if (nanos < 0) {
      return -2;
    }
    long now = clock == CLOCK_REALTIME ? GuestTime.realtime() : GuestTime.monotonic();
    return Math.max(0, nanos - now);
  }
}
