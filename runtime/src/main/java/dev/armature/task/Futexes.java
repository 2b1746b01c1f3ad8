package dev.armature.task;

import dev.armature.abi.Errno;
import dev.armature.mm.AddressSpace;
import dev.armature.mm.MappedFile;
import dev.armature.mm.Uaccess;
import dev.armature.mm.VmFlags;
import dev.armature.mm.Vma;
import dev.armature.wait.Sleeper;
import java.util.function.IntPredicate;
import java.util.function.IntUnaryOperator;

/**
 * The futexes of a machine ({@code kernel/futex}): who waits at which word of which memory. A
 * wake-up that comes after the word was compared is never lost, because comparing and queueing
 * happen under the lock that wakers take. Waking itself happens after that lock is free.
 */
public final class Futexes {
  /** Bitset that matches every waiter. */
  public static final int MATCH_ANY = -1;

  private static final int BUCKETS = 256;

  private final FutexBucket[] buckets = new FutexBucket[BUCKETS];

  Futexes() {
    for (int i = 0; i < BUCKETS; i++) {
      buckets[i] = new FutexBucket(i);
    }
  }

  /**
   * A futex word ({@code union futex_key}).
   *
   * @param space the memory, by identity, or the file behind a shared mapping; for a futex that
   *     others might use, but can't, the address space
   * @param offset address in the memory, or offset in the file
   */
  public record Key(Object space, long offset) {}

  /**
   * The key of a word.
   *
   * @param shared whether other processes may use the futex: FUTEX_PRIVATE_FLAG was absent
   * @throws dev.armature.abi.ErrnoException EFAULT for a shared one that can't be read
   */
  public static Key key(AddressSpace mm, int address, boolean shared) {
    if (shared) {
      int unused = mm.uaccess().getIntVolatile(address);
      Vma area = mm.areaAt(address);
      if (area != null && area.file() != null && area.has(VmFlags.VM_SHARED)) {
        MappedFile file = area.file();
        long offset = (area.pgoff() << 12) + (address & 0xffff_ffffL) - area.start();
        return new Key(file.identity(), offset);
      }
      // Not the private futex at this address, as in Linux (FUT_OFF_MMSHARED).
      return new Key(mm, address & 0xffff_ffffL);
    }
    return new Key(mm.memory(), address & 0xffff_ffffL);
  }

  FutexBucket bucket(Key key) {
    int hash = System.identityHashCode(key.space);
    if (key.space instanceof MappedFile.Identity file) {
      hash = file.hashCode();
    }
    hash = 31 * hash + (int) (key.offset >>> 2);
    return buckets[(hash ^ hash >>> 8 ^ hash >>> 16) & BUCKETS - 1];
  }

  /**
   * FUTEX_WAIT_BITSET on the word at {@code address} of the task's memory, whose key is {@code
   * key}.
   *
   * @param timeoutNs how long, negative for ever
   * @return 0 when woken, -EAGAIN when the word has another value, -ETIMEDOUT, -EINTR
   */
  public int await(Task task, Key key, int address, int expected, int bitset, long timeoutNs) {
    FutexWaiter waiter = new FutexWaiter(task, key, bitset);
    FutexBucket bucket = bucket(key);
    synchronized (bucket) {
      if (task.mm.uaccess().getIntVolatile(address) != expected) {
        return -Errno.EAGAIN;
      }
      bucket.add(waiter);
    }
    Sleeper.Result result = task.sleeper.await(waiter, timeoutNs);
    if (!cancel(waiter)) {
      return 0;
    }
    return result == Sleeper.Result.TIMEOUT ? -Errno.ETIMEDOUT : -Errno.EINTR;
  }

  /**
   * Waits at several futexes ({@code futex_wait_multiple}).
   *
   * @return the index of one that was woken, or an error as {@link #await}
   */
  public int awaitAny(Task task, Key[] keys, int[] addresses, int[] expected, long timeoutNs) {
    FutexWaiter[] waiters = new FutexWaiter[keys.length];
    int woken = -1;
    int queued = 0;
    boolean changed = false;
    Uaccess user = task.mm.uaccess();
    Sleeper.Result result = Sleeper.Result.READY;
    try {
      for (; queued < keys.length && !changed; queued++) {
        FutexBucket bucket = bucket(keys[queued]);
        waiters[queued] = new FutexWaiter(task, keys[queued], MATCH_ANY);
        synchronized (bucket) {
          changed = user.getIntVolatile(addresses[queued]) != expected[queued];
          if (!changed) {
            bucket.add(waiters[queued]);
          }
        }
      }
      if (!changed) {
        result = task.sleeper.await(() -> anyWoken(waiters), timeoutNs);
      }
    } finally {
      // The kernel, too, tells of the last one that was woken.
      for (int i = 0; i < waiters.length; i++) {
        if (waiters[i] != null && !cancel(waiters[i]) && waiters[i].getAsBoolean()) {
          woken = i;
        }
      }
    }
    if (woken >= 0) {
      return woken;
    }
    if (changed) {
      return -Errno.EAGAIN;
    }
    return result == Sleeper.Result.TIMEOUT ? -Errno.ETIMEDOUT : -Errno.EINTR;
  }

  private static boolean anyWoken(FutexWaiter[] waiters) {
    for (FutexWaiter waiter : waiters) {
      if (waiter.getAsBoolean()) {
        return true;
      }
    }
    return false;
  }

  /** Takes a waiter out of its queue; false when it was woken before, or is in none. */
  private static boolean cancel(FutexWaiter waiter) {
    while (true) {
      FutexBucket bucket = waiter.bucket;
      if (bucket == null) {
        return false;
      }
      synchronized (bucket) {
        if (waiter.bucket == bucket) {
          bucket.remove(waiter);
          return true;
        }
      }
    }
  }

  /** FUTEX_WAKE_BITSET: how many were woken. */
  public int wake(Key key, int count, int bitset) {
    WakeList woken = new WakeList();
    FutexBucket bucket = bucket(key);
    int result;
    synchronized (bucket) {
      result = wakeLocked(bucket, key, count, bitset, woken);
    }
    woken.wakeAll();
    return result;
  }

  private static int wakeLocked(
      FutexBucket bucket, Key key, int count, int bitset, WakeList woken) {
    int result = 0;
    FutexWaiter waiter = bucket.first;
    while (waiter != null && result < count) {
      FutexWaiter next = waiter.next;
      if (waiter.key.equals(key)) {
        if (waiter.isPi()) {
          return -Errno.EINVAL;
        }
        if ((waiter.bitset & bitset) != 0) {
          woken.take(bucket, waiter);
          result++;
        }
      }
      waiter = next;
    }
    return result;
  }

  /**
   * FUTEX_REQUEUE and FUTEX_CMP_REQUEUE: wakes {@code count} waiters of {@code key} and moves up to
   * {@code limit} others to {@code target}.
   *
   * @param unchanged says whether the word at {@code key} still is what the caller thinks; asked
   *     under the lock
   * @return how many were woken or moved; -EAGAIN
   */
  public int requeue(
      Key key, int count, Key target, int limit, java.util.function.BooleanSupplier unchanged) {
    WakeList woken = new WakeList();
    FutexBucket from = bucket(key);
    FutexBucket to = bucket(target);
    int result = 0;
    synchronized (lower(from, to)) {
      synchronized (higher(from, to)) {
        if (!unchanged.getAsBoolean()) {
          return -Errno.EAGAIN;
        }
        FutexWaiter waiter = from.first;
        while (waiter != null && result - count < limit) {
          FutexWaiter next = waiter.next;
          if (waiter.key.equals(key)) {
            if (waiter.isPi()) {
              result = -Errno.EINVAL;
              break;
            }
            if (result < count) {
              woken.take(from, waiter);
            } else if (!key.equals(target)) {
              from.remove(waiter);
              waiter.key = target;
              to.add(waiter);
            }
            result++;
          }
          waiter = next;
        }
      }
    }
    woken.wakeAll();
    return result;
  }

  /**
   * FUTEX_WAKE_OP: changes the word at {@code address}, wakes {@code count} waiters of {@code key},
   * and {@code count2} of {@code key2} when the word was as {@code condition} wants it.
   */
  public int wakeOp(
      Key key,
      int count,
      Key key2,
      int count2,
      Uaccess user,
      int address,
      IntUnaryOperator operation,
      IntPredicate condition) {
    WakeList woken = new WakeList();
    FutexBucket one = bucket(key);
    FutexBucket two = bucket(key2);
    int result;
    synchronized (lower(one, two)) {
      synchronized (higher(one, two)) {
        int old;
        do {
          old = user.getIntVolatile(address);
        } while (user.compareAndExchange(address, old, operation.applyAsInt(old)) != old);
        result = wakeLocked(one, key, count, MATCH_ANY, woken);
        if (result >= 0 && condition.test(old)) {
          int more = wakeLocked(two, key2, count2, MATCH_ANY, woken);
          result = more < 0 ? more : result + more;
        }
      }
    }
    woken.wakeAll();
    return result;
  }

  static FutexBucket lower(FutexBucket one, FutexBucket two) {
    return one.index <= two.index ? one : two;
  }

  static FutexBucket higher(FutexBucket one, FutexBucket two) {
    return one.index <= two.index ? two : one;
  }

  /** Waiters that are out of their queues and are to be woken once no lock is held. */
  static final class WakeList {
    private FutexWaiter first;
    private FutexWaiter last;

    void take(FutexBucket bucket, FutexWaiter waiter) {
      bucket.remove(waiter);
      waiter.next = null;
      if (last == null) {
        first = waiter;
      } else {
        last.next = waiter;
      }
      last = waiter;
      waiter.setWoken();
    }

    void wakeAll() {
      for (FutexWaiter waiter = first; waiter != null; waiter = waiter.next) {
        waiter.task.sleeper.wake();
      }
    }
  }
}
