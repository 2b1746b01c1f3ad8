package dev.armature.syscalls.proc;

import dev.armature.abi.Errno;
import dev.armature.abi.Restart;
import dev.armature.mm.Uaccess;
import dev.armature.syscalls.time.GuestTime;
import dev.armature.task.Futexes;
import dev.armature.task.Futexes.Key;
import dev.armature.task.Task;

/** futex(2) with 32-bit and 64-bit times. */
public final class FutexCall {
  private static final int FUTEX_WAIT = 0;
  private static final int FUTEX_WAKE = 1;
  private static final int FUTEX_REQUEUE = 3;
  private static final int FUTEX_CMP_REQUEUE = 4;
  private static final int FUTEX_WAKE_OP = 5;
  private static final int FUTEX_WAIT_BITSET = 9;
  private static final int FUTEX_WAKE_BITSET = 10;
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

  private static int call(
      Task task, int uaddr, int op, int val, int timeout, int uaddr2, int val3, boolean wide) {
    int command = op & ~(FUTEX_PRIVATE_FLAG | FUTEX_CLOCK_REALTIME);
    boolean realtime = (op & FUTEX_CLOCK_REALTIME) != 0;
    if ((uaddr & 3) != 0) {
      return -Errno.EINVAL;
    }
    boolean shared = (op & FUTEX_PRIVATE_FLAG) == 0;
    Key key = Futexes.key(task.mm, uaddr, shared);
    Futexes futexes = task.kernel.futexes;
    return switch (command) {
      case FUTEX_WAIT ->
          await(task, key, uaddr, val, Futexes.MATCH_ANY, timeout, wide, false, realtime);
      case FUTEX_WAIT_BITSET ->
          val3 == 0
              ? -Errno.EINVAL
              : await(task, key, uaddr, val, val3, timeout, wide, true, realtime);
      case FUTEX_WAKE -> futexes.wake(key, Math.max(1, val), Futexes.MATCH_ANY);
      case FUTEX_WAKE_BITSET ->
          val3 == 0 ? -Errno.EINVAL : futexes.wake(key, Math.max(1, val), val3);
      case FUTEX_REQUEUE -> requeue(task, key, val, timeout, uaddr2, shared);
      case FUTEX_CMP_REQUEUE ->
          task.mm.uaccess().getIntVolatile(uaddr) != val3
              ? -Errno.EAGAIN
              : requeue(task, key, val, timeout, uaddr2, shared);
      case FUTEX_WAKE_OP -> wakeOp(task, key, val, timeout, uaddr2, val3, shared);
      default -> {
        task.kernel.log.missing("futex operation " + command);
        yield -Errno.ENOSYS;
      }
    };
  }

  private static int requeue(Task task, Key key, int wake, int limit, int uaddr2, boolean shared) {
    if (wake < 0 || limit < 0 || (uaddr2 & 3) != 0) {
      return -Errno.EINVAL;
    }
    return task.kernel.futexes.requeue(key, wake, Futexes.key(task.mm, uaddr2, shared), limit);
  }

  /** Time-outs of FUTEX_WAIT are relative, those of FUTEX_WAIT_BITSET a point in time. */
  private static int await(
      Task task,
      Key key,
      int uaddr,
      int expected,
      int bitset,
      int timeout,
      boolean wide,
      boolean absolute,
      boolean realtime) {
    long nanos = -1;
    if (timeout != 0) {
      nanos = GuestTime.timespec(task.mm.uaccess(), timeout, wide);
      if (nanos < 0) {
        return -Errno.EINVAL;
      }
      if (absolute) {
        nanos = Math.max(0, nanos - (realtime ? GuestTime.realtime() : GuestTime.monotonic()));
      }
    }
    // The word must be readable before it is compared under the lock.
    int unused = task.mm.uaccess().getIntVolatile(uaddr);
    return sleep(task, key, uaddr, expected, bitset, nanos);
  }

  private static int sleep(Task task, Key key, int uaddr, int expected, int bitset, long nanos) {
    long start = System.nanoTime();
    int result =
        task.kernel.futexes.await(
            task.sleeper, key, task.mm.memory(), uaddr, expected, bitset, nanos);
    if (result != -Errno.EINTR) {
      return result;
    }
    if (nanos < 0) {
      return Restart.ERESTARTSYS;
    }
    long left = Math.max(0, nanos - (System.nanoTime() - start));
    task.restartBlock = again -> sleep(again, key, uaddr, expected, bitset, left);
    return Restart.ERESTART_RESTARTBLOCK;
  }

  /** {@code futex_atomic_op_inuser} and its two wake-ups. */
  private static int wakeOp(
      Task task, Key key, int wake, int wake2, int uaddr2, int encoded, boolean shared) {
    Uaccess user = task.mm.uaccess();
    int operation = encoded >>> 28 & 7;
    int comparison = encoded >>> 24 & 15;
    int operand = encoded << 8 >> 20;
    int against = encoded << 20 >> 20;
    if ((encoded & 0x8000_0000) != 0) {
      operand = 1 << (operand & 31);
    }
    if ((uaddr2 & 3) != 0 || operation > 4 || comparison > 5) {
      return -Errno.EINVAL;
    }
    int old;
    int value;
    do {
      old = user.getIntVolatile(uaddr2);
      value =
          switch (operation) {
            case 0 -> operand;
            case 1 -> old + operand;
            case 2 -> old | operand;
            case 3 -> old & ~operand;
            default -> old ^ operand;
          };
    } while (user.compareAndExchange(uaddr2, old, value) != old);
    boolean second =
        switch (comparison) {
          case 0 -> old == against;
          case 1 -> old != against;
          case 2 -> old < against;
          case 3 -> old <= against;
          case 4 -> old > against;
          default -> old >= against;
        };
    Futexes futexes = task.kernel.futexes;
    int woken = futexes.wake(key, Math.max(1, wake), Futexes.MATCH_ANY);
    if (second) {
      Key other = Futexes.key(task.mm, uaddr2, shared);
      woken += futexes.wake(other, Math.max(1, wake2), Futexes.MATCH_ANY);
    }
    return woken;
  }
}
