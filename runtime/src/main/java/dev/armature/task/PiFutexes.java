package dev.armature.task;

import dev.armature.abi.Errno;
import dev.armature.abi.ErrnoException;
import dev.armature.abi.Restart;
import dev.armature.mm.Uaccess;
import dev.armature.task.Futexes.Key;
import dev.armature.task.Futexes.WakeList;
import dev.armature.wait.Sleeper;

/**
 * Futexes whose word names their owner ({@code kernel/futex/pi.c}): the kernel hands the lock over,
 * and gives it to the next in line when its owner dies. No task can get a real-time policy here
 * (EPERM), and among all others the kernel's line, too, is first come, first served, whatever their
 * nice values ({@code __waiter_prio} of kernel/locking/rtmutex.c); so there is no priority to
 * inherit.
 */
public final class PiFutexes {
  static final int FUTEX_WAITERS = 0x8000_0000;
  static final int FUTEX_OWNER_DIED = 0x4000_0000;
  static final int FUTEX_TID_MASK = 0x3fff_ffff;

  /** {@link #attempt} took the lock. */
  private static final int ACQUIRED = 1;

  private final Kernel kernel;
  private final Futexes futexes;

  PiFutexes(Kernel kernel) {
    this.kernel = kernel;
    this.futexes = kernel.futexes;
  }

  /**
   * FUTEX_LOCK_PI and FUTEX_TRYLOCK_PI.
   *
   * @param timeoutNs how long to wait, negative for ever
   * @return 0 with the lock; -EDEADLK, -ESRCH for an owner that is gone, -EINVAL for a word that
   *     contradicts the kernel's own records, -EAGAIN from a trial, -ETIMEDOUT, or a restart code
   */
  public int lock(Task task, Key key, int address, long timeoutNs, boolean trial) {
    FutexBucket bucket = futexes.bucket(key);
    FutexWaiter waiter = new FutexWaiter(task, key, Futexes.MATCH_ANY, null, address);
    synchronized (bucket) {
      int result = attempt(task, key, bucket, task.mm.uaccess(), address, false);
      if (result != 0) {
        return result == ACQUIRED ? 0 : result;
      }
      if (trial) {
        return -Errno.EAGAIN;
      }
      result = join(bucket, waiter, key);
      if (result != 0) {
        return result;
      }
    }
    Sleeper.Result how = task.sleeper.await(waiter, timeoutNs);
    if (!cancel(waiter)) {
      return 0;
    }
    return how == Sleeper.Result.TIMEOUT ? -Errno.ETIMEDOUT : Restart.ERESTARTNOINTR;
  }

  /**
   * {@code futex_lock_pi_atomic}: takes a free lock for {@code task}, or marks it as waited for.
   * Under the bucket's monitor.
   *
   * @return {@link #ACQUIRED}, 0 when one must wait, or an error
   */
  private int attempt(
      Task task, Key key, FutexBucket bucket, Uaccess user, int address, boolean waiters) {
    while (true) {
      int word = user.getIntVolatile(address);
      int tid = word & FUTEX_TID_MASK;
      if (tid == task.tid) {
        return -Errno.EDEADLK;
      }
      FutexWaiter top = bucket.top(key);
      if (top != null) {
        return top.pi == null || tid != top.pi.owner.tid ? -Errno.EINVAL : 0;
      }
      int wanted = word | FUTEX_WAITERS;
      if (tid == 0) {
        wanted = word & FUTEX_OWNER_DIED | task.tid | (waiters ? FUTEX_WAITERS : 0);
      }
      if (user.compareAndExchange(address, word, wanted) != word) {
        continue;
      }
      if (tid == 0) {
        return ACQUIRED;
      }
      if (kernel.task(tid) != null) {
        return 0;
      }
      // Its owner may have died between the two looks.
      if (user.getIntVolatile(address) == wanted) {
        return -Errno.ESRCH;
      }
    }
  }

  /** Queues a waiter for a lock that is held. Under the bucket's monitor. */
  private int join(FutexBucket bucket, FutexWaiter waiter, Key key) {
    FutexWaiter top = bucket.top(key);
    PiState state;
    if (top != null) {
      state = top.pi;
    } else {
      Uaccess user = waiter.task.mm.uaccess();
      int word = user.getIntVolatile(waiter.lockAddress);
      Task owner = kernel.task(word & FUTEX_TID_MASK);
      state = new PiState(key, owner);
      if (owner == null || !owner.piOwned.add(state)) {
        // It is on its way out, and past the list of its locks.
        return -Errno.ESRCH;
      }
    }
    waiter.key = key;
    waiter.pi = state;
    state.waiters++;
    bucket.add(waiter);
    return 0;
  }

  /** Takes a waiter out of its queue; false when it has the lock already. */
  private static boolean cancel(FutexWaiter waiter) {
    while (true) {
      FutexBucket bucket = waiter.bucket;
      if (bucket == null) {
        return false;
      }
      synchronized (bucket) {
        if (waiter.bucket == bucket) {
          bucket.remove(waiter);
          if (waiter.pi != null) {
            leave(waiter.pi);
          }
          return true;
        }
      }
    }
  }

  private static void leave(PiState state) {
    if (--state.waiters == 0) {
      state.owner.piOwned.remove(state);
    }
  }

  /** FUTEX_UNLOCK_PI. */
  public int unlock(Task task, Key key, int address) {
    FutexBucket bucket = futexes.bucket(key);
    WakeList woken = new WakeList();
    Uaccess user = task.mm.uaccess();
    synchronized (bucket) {
      while (true) {
        int word = user.getIntVolatile(address);
        if ((word & FUTEX_TID_MASK) != task.tid) {
          return -Errno.EPERM;
        }
        FutexWaiter top = bucket.top(key);
        if (top == null) {
          if (user.compareAndExchange(address, word, 0) == word) {
            return 0;
          }
          continue;
        }
        if (top.pi == null || top.pi.owner != task) {
          return -Errno.EINVAL;
        }
        int owned = FUTEX_WAITERS | top.task.tid;
        if (user.compareAndExchange(address, word, owned) == word) {
          give(bucket, top, woken);
          break;
        }
      }
    }
    woken.wakeAll();
    return 0;
  }

  /** Makes {@code waiter} the owner; its word says so already. Under the bucket's monitor. */
  private static void give(FutexBucket bucket, FutexWaiter waiter, WakeList woken) {
    PiState state = waiter.pi;
    state.owner.piOwned.remove(state);
    state.owner = waiter.task;
    if (--state.waiters > 0) {
      boolean unused = waiter.task.piOwned.add(state);
    }
    woken.take(bucket, waiter);
  }

  /**
   * FUTEX_WAIT_REQUEUE_PI: waits at {@code key} until FUTEX_CMP_REQUEUE_PI moves it to the lock at
   * {@code lockKey}, and for that lock.
   */
  public int awaitRequeue(
      Task task,
      Key key,
      int address,
      int expected,
      int bitset,
      long timeoutNs,
      Key lockKey,
      int lockAddress) {
    FutexWaiter waiter = new FutexWaiter(task, key, bitset, lockKey, lockAddress);
    FutexBucket bucket = futexes.bucket(key);
    synchronized (bucket) {
      if (task.mm.uaccess().getIntVolatile(address) != expected) {
        return -Errno.EAGAIN;
      }
      bucket.add(waiter);
    }
    Sleeper.Result how = task.sleeper.await(waiter, timeoutNs);
    if (!cancel(waiter)) {
      return 0;
    }
    if (how == Sleeper.Result.TIMEOUT) {
      return -Errno.ETIMEDOUT;
    }
    // Once moved the call can't start over: its first word has changed.
    return waiter.pi != null ? -Errno.EAGAIN : Restart.ERESTARTNOINTR;
  }

  /**
   * FUTEX_CMP_REQUEUE_PI: gives the lock to the first waiter when it is free, and moves up to
   * {@code limit} others to it.
   *
   * @return how many were woken or moved
   */
  public int requeue(
      Task task, Key key, int address, int expected, Key lockKey, int lockAddress, int limit) {
    WakeList woken = new WakeList();
    FutexBucket from = futexes.bucket(key);
    FutexBucket to = futexes.bucket(lockKey);
    int result;
    synchronized (Futexes.lower(from, to)) {
      synchronized (Futexes.higher(from, to)) {
        if (task.mm.uaccess().getIntVolatile(address) != expected) {
          return -Errno.EAGAIN;
        }
        result = requeueLocked(task, key, from, lockKey, to, lockAddress, limit, woken);
      }
    }
    woken.wakeAll();
    return result;
  }

  private int requeueLocked(
      Task task,
      Key key,
      FutexBucket from,
      Key lockKey,
      FutexBucket to,
      int lockAddress,
      int limit,
      WakeList woken) {
    FutexWaiter top = from.top(key);
    if (top == null) {
      return 0;
    }
    if (!lockKey.equals(top.requeueTarget)) {
      return -Errno.EINVAL;
    }
    int result = attempt(top.task, lockKey, to, task.mm.uaccess(), lockAddress, limit > 0);
    if (result < 0) {
      return result;
    }
    int count = 0;
    if (result == ACQUIRED) {
      woken.take(from, top);
      count++;
    }
    FutexWaiter waiter = from.first;
    while (waiter != null && count - 1 < limit) {
      FutexWaiter next = waiter.next;
      if (waiter.key.equals(key)) {
        if (!lockKey.equals(waiter.requeueTarget)) {
          return -Errno.EINVAL;
        }
        from.remove(waiter);
        result = join(to, waiter, lockKey);
        if (result != 0) {
          from.add(waiter);
          return result;
        }
        count++;
      }
      waiter = next;
    }
    return count;
  }

  /** The task gives up what it owns because it ends ({@code exit_pi_state_list}). */
  void exit(Task task) {
    for (PiState state : task.piOwned.close()) {
      FutexBucket bucket = futexes.bucket(state.key);
      WakeList woken = new WakeList();
      synchronized (bucket) {
        FutexWaiter top = bucket.top(state.key);
        if (top != null && top.pi == state && state.owner == task) {
          inherit(top);
          give(bucket, top, woken);
        }
      }
      woken.wakeAll();
    }
  }

  /** Writes a dead owner's heir into the word ({@code fixup_pi_state_owner}). */
  private static void inherit(FutexWaiter heir) {
    Uaccess user = heir.task.mm.uaccess();
    int owned = FUTEX_WAITERS | FUTEX_OWNER_DIED | heir.task.tid;
    try {
      int word;
      do {
        word = user.getIntVolatile(heir.lockAddress);
      } while (user.compareAndExchange(heir.lockAddress, word, owned) != word);
    } catch (ErrnoException unmapped) {
      // The heir has unmapped its own lock: it gets it all the same.
    }
  }
}
