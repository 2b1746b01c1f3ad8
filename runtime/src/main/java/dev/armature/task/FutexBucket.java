package dev.armature.task;

import dev.armature.task.Futexes.Key;

/**
 * The waiters of all futexes with one hash, the oldest first ({@code futex_hash_bucket}). Every
 * method is called under this object's monitor; of two buckets the one with the lower index is
 * locked first.
 */
final class FutexBucket {
  final int index;
  FutexWaiter first;
  private FutexWaiter last;

  FutexBucket(int index) {
    this.index = index;
  }

  void add(FutexWaiter waiter) {
    waiter.previous = last;
    waiter.next = null;
    if (last == null) {
      first = waiter;
    } else {
      last.next = waiter;
    }
    last = waiter;
    waiter.bucket = this;
  }

  void remove(FutexWaiter waiter) {
    if (waiter.previous == null) {
      first = waiter.next;
    } else {
      waiter.previous.next = waiter.next;
    }
    if (waiter.next == null) {
      last = waiter.previous;
    } else {
      waiter.next.previous = waiter.previous;
    }
    waiter.bucket = null;
  }

  /** The oldest waiter at {@code key} ({@code futex_top_waiter}), or null. */
  FutexWaiter top(Key key) {
    FutexWaiter waiter = first;
    while (waiter != null && !waiter.key.equals(key)) {
      waiter = waiter.next;
    }
    return waiter;
  }
}
