package dev.armature.syscalls.proc;

import dev.armature.abi.Errno;
import dev.armature.abi.Restart;
import dev.armature.mm.Uaccess;
import dev.armature.syscalls.time.GuestTime;
import dev.armature.task.Futexes;
import dev.armature.task.Futexes.Key;
import dev.armature.task.Task;
import java.util.function.IntPredicate;
import java.util.function.IntUnaryOperator;

/** futex(2) with 32-bit and 64-bit times ({@code kernel/futex/syscalls.c}). */
public final class FutexCall {
  private static final int FUTEX_WAIT = 0;
  private static final int FUTEX_WAKE = 1;
  private static final int FUTEX_REQUEUE = 3;
  private static final int FUTEX_CMP_REQUEUE = 4;
  private static final int FUTEX_WAKE_OP = 5;
  private static final int FUTEX_LOCK_PI = 6;
  private static final int FUTEX_UNLOCK_PI = 7;
  private static final int FUTEX_TRYLOCK_PI = 8;
  private static final int FUTEX_WAIT_BITSET = 9;
  private static final int FUTEX_WAKE_BITSET = 10;
  private static final int FUTEX_WAIT_REQUEUE_PI = 11;
  private static final int FUTEX_CMP_REQUEUE_PI = 12;
  private static final int FUTEX_LOCK_PI2 = 13;
  private static final int FUTEX_PRIVATE_FLAG = 128;
  private static final int FUTEX_CLOCK_REALTIME = 256;

  private FutexCall() {}

  public static int futex(
      Task task, int uaddr, int op, int val, int timeout, int uaddr2, int val3) {
    return call(task, uaddr, op, val, timeout, uaddr2, val3, false);
  }

  public static int futexTime64(
      Task task, int uaddr, int op, int val, int timeout, int uaddr2, int val3) {
    return call(task, uaddr, op, val, timeout, uaddr2, val3, true);
  }

  /** {@code do_futex}. The fourth argument is a count where the operation has no time limit. */
  private static int call(
      Task task, int uaddr, int op, int val, int val2, int uaddr2, int val3, boolean wide) {
    int command = op & ~(FUTEX_PRIVATE_FLAG | FUTEX_CLOCK_REALTIME);
    boolean realtime = (op & FUTEX_CLOCK_REALTIME) != 0;
    boolean shared = (op & FUTEX_PRIVATE_FLAG) == 0;
    long limit = NO_LIMIT;
    if (hasTimeout(command) && val2 != 0) {
      limit = limit(task, command, val2, wide, realtime || command == FUTEX_LOCK_PI);
      if (limit < 0) {
        return -Errno.EINVAL;
      }
    }
    if (realtime
        && command != FUTEX_WAIT_BITSET
        && command != FUTEX_WAIT_REQUEUE_PI
        && command != FUTEX_LOCK_PI2) {
      return -Errno.ENOSYS;
    }
    Key key = key(task, uaddr, shared);
    Futexes futexes = task.kernel.futexes;
    return switch (command) {
      case FUTEX_WAIT -> await(task, key, uaddr, val, Futexes.MATCH_ANY, limit);
      case FUTEX_WAIT_BITSET ->
          val3 == 0 ? -Errno.EINVAL : await(task, key, uaddr, val, val3, limit);
      case FUTEX_WAKE -> futexes.wake(key, Math.max(1, val), Futexes.MATCH_ANY);
      case FUTEX_WAKE_BITSET ->
          val3 == 0 ? -Errno.EINVAL : futexes.wake(key, Math.max(1, val), val3);
      case FUTEX_REQUEUE ->
          val < 0 || val2 < 0
              ? -Errno.EINVAL
              : futexes.requeue(key, val, key(task, uaddr2, shared), val2, () -> true);
      case FUTEX_CMP_REQUEUE ->
          val < 0 || val2 < 0
              ? -Errno.EINVAL
              : futexes.requeue(
                  key,
                  val,
                  key(task, uaddr2, shared),
                  val2,
                  () -> task.mm.uaccess().getIntVolatile(uaddr) == val3);
      case FUTEX_WAKE_OP -> wakeOp(task, key, val, key(task, uaddr2, shared), val2, uaddr2, val3);
      case FUTEX_LOCK_PI, FUTEX_LOCK_PI2 ->
          task.kernel.piFutexes.lock(task, key, uaddr, left(limit), false);
      case FUTEX_TRYLOCK_PI -> task.kernel.piFutexes.lock(task, key, uaddr, 0, true);
      case FUTEX_UNLOCK_PI -> task.kernel.piFutexes.unlock(task, key, uaddr);
      case FUTEX_WAIT_REQUEUE_PI -> {
        Key lock = key(task, uaddr2, shared);
        // The bitset is always all ones here, whatever val3 is.
        yield lock.equals(key)
            ? -Errno.EINVAL
            : task.kernel.piFutexes.awaitRequeue(
                task, key, uaddr, val, Futexes.MATCH_ANY, left(limit), lock, uaddr2);
      }
      case FUTEX_CMP_REQUEUE_PI -> {
        Key lock = key(task, uaddr2, shared);
        yield val != 1 || val2 < 0 || lock.equals(key)
            ? -Errno.EINVAL
            : task.kernel.piFutexes.requeue(task, key, uaddr, val3, lock, uaddr2, val2);
      }
      default -> -Errno.ENOSYS;
    };
  }

  private static Key key(Task task, int address, boolean shared) {
    return FutexWord.key(task, address, shared);
  }

  private static boolean hasTimeout(int command) {
    return switch (command) {
      case FUTEX_WAIT, FUTEX_LOCK_PI, FUTEX_LOCK_PI2, FUTEX_WAIT_BITSET, FUTEX_WAIT_REQUEUE_PI ->
          true;
      default -> false;
    };
  }

  private static final long NO_LIMIT = Long.MAX_VALUE;

  /**
   * When a wait ends, as {@link System#nanoTime} tells time. FUTEX_WAIT has a span, all others have
   * a point in time.
   *
   * @return negative when the time is not valid
   */
  private static long limit(Task task, int command, int timeout, boolean wide, boolean realtime) {
    long nanos = GuestTime.timespec(task.mm.uaccess(), timeout, wide);
    if (nanos < 0) {
      return -1;
    }
    if (command != FUTEX_WAIT) {
      nanos = Math.max(0, nanos - (realtime ? GuestTime.realtime() : GuestTime.monotonic()));
    }
    return Math.min(nanos, NO_LIMIT / 2) + (System.nanoTime() - FutexWord.START);
  }

  private static long left(long limit) {
    return limit == NO_LIMIT ? -1 : Math.max(0, limit - (System.nanoTime() - FutexWord.START));
  }

  private static int await(Task task, Key key, int uaddr, int expected, int bitset, long limit) {
    int result = task.kernel.futexes.await(task, key, uaddr, expected, bitset, left(limit));
    if (result != -Errno.EINTR) {
      return result;
    }
    if (limit == NO_LIMIT) {
      return Restart.ERESTARTSYS;
    }
    task.restartBlock = again -> await(again, key, uaddr, expected, bitset, limit);
    return Restart.ERESTART_RESTARTBLOCK;
  }

  /** {@code futex_atomic_op_inuser} and its two wake-ups. */
  private static int wakeOp(
      Task task, Key key, int wake, Key key2, int wake2, int uaddr2, int encoded) {
    Uaccess user = task.mm.uaccess();
    int operation = encoded >>> 28 & 7;
    int comparison = encoded >>> 24 & 15;
    int operand = encoded << 8 >> 20;
    int against = encoded << 20 >> 20;
    if (encoded < 0) {
      operand = 1 << (operand & 31);
    }
    int value = operand;
    IntUnaryOperator change =
        switch (operation) {
          case 0 -> old -> value;
          case 1 -> old -> old + value;
          case 2 -> old -> old | value;
          case 3 -> old -> old & ~value;
          case 4 -> old -> old ^ value;
          default -> null;
        };
    IntPredicate condition =
        switch (comparison) {
          case 0 -> old -> old == against;
          case 1 -> old -> old != against;
          case 2 -> old -> old < against;
          case 3 -> old -> old <= against;
          case 4 -> old -> old > against;
          case 5 -> old -> old >= against;
          default -> null;
        };
    if (change == null) {
      return -Errno.ENOSYS;
    }
    if (condition == null) {
      // The kernel has changed the word by the time it finds out.
      int old;
      do {
        old = user.getIntVolatile(uaddr2);
      } while (user.compareAndExchange(uaddr2, old, change.applyAsInt(old)) != old);
      return -Errno.ENOSYS;
    }
    return task.kernel.futexes.wakeOp(
        key, Math.max(1, wake), key2, Math.max(1, wake2), user, uaddr2, change, condition);
  }
}
