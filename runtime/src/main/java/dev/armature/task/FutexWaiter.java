package dev.armature.task;

import dev.armature.task.Futexes.Key;
import java.util.function.BooleanSupplier;

/** A task that waits at one futex ({@code struct futex_q}). Guarded by its bucket's monitor. */
final class FutexWaiter implements BooleanSupplier {
  final Task task;

  /** Which wakers it heeds (FUTEX_WAIT_BITSET). */
  final int bitset;

  /** Where it waits now; requeueing changes it. */
  Key key;

  /** The queue it is in; null once woken, or removed by itself. */
  volatile FutexBucket bucket;

  FutexWaiter previous;
  FutexWaiter next;

  /** The lock it waits for, null for a plain futex. */
  PiState pi;

  /** For FUTEX_WAIT_REQUEUE_PI: the lock to which alone it may be moved. */
  final Key requeueTarget;

  /** Guest address of the lock's word, in this task's memory; 0 for a plain futex. */
  final int lockAddress;

  /** Woken, or given the lock. Set once, under the bucket's monitor. */
  private volatile boolean woken;

  /** At a plain futex. */
  FutexWaiter(Task task, Key key, int bitset) {
    this(task, key, bitset, null, 0);
  }

  FutexWaiter(Task task, Key key, int bitset, Key requeueTarget, int lockAddress) {
    this.task = task;
    this.key = key;
    this.bitset = bitset;
    this.requeueTarget = requeueTarget;
    this.lockAddress = lockAddress;
  }

  /** Whether FUTEX_WAKE and FUTEX_REQUEUE must leave it alone. */
  boolean isPi() {
    return lockAddress != 0;
  }

  void setWoken() {
    woken = true;
  }

  @Override
  public boolean getAsBoolean() {
    return woken;
  }
}
