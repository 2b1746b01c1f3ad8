package dev.armature.host;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;

/**
 * A place for one thread to sleep: a word of host memory and the host's {@code futex(2)} on it. The
 * JVM's own parking has a mutex and a condition variable instead, and makes three calls of the host
 * where this makes two.
 *
 * <p>The owner calls {@link #prepare}, looks whether it has to sleep at all, and then calls {@link
 * #await}; a {@link #wake} since {@code prepare} makes it return at once.
 */
public final class HostFutex {
  private static final int FUTEX_WAIT_PRIVATE = 128;
  private static final int FUTEX_WAKE_PRIVATE = 129;
  private static final int SLEEPS = 1;
  private static final int TIMESPEC = 8;

  /** The word, then a {@code struct timespec} for the owner. */
  private final MemorySegment memory = Arena.ofAuto().allocate(24, 8);

  private final long word = memory.address();

  /** Announces that the owner is about to sleep. */
  public void prepare() {
    HostAtomics.setInt(word, SLEEPS);
  }

  /** The owner sleeps no more: wakers need not call the host. */
  public void cancel() {
    HostAtomics.setInt(word, 0);
  }

  /**
   * Sleeps until {@link #wake}, or for a while: it may return early.
   *
   * @param nanoseconds at most so long; negative for ever
   */
  public void await(long nanoseconds) {
    long timeout = 0;
    if (nanoseconds >= 0) {
      timeout = word + TIMESPEC;
      HostBytes.setLong(timeout, nanoseconds / 1_000_000_000);
      HostBytes.setLong(timeout + 8, nanoseconds % 1_000_000_000);
    }
    long unused = HostSyscall.call(HostNumber.FUTEX, word, FUTEX_WAIT_PRIVATE, SLEEPS, timeout);
  }

  /** Wakes the owner if it sleeps or is about to. Any thread. */
  public void wake() {
    if (HostAtomics.getInt(word) == SLEEPS
        && HostAtomics.compareAndExchangeInt(word, SLEEPS, 0) == SLEEPS) {
      long unused = HostSyscall.call(HostNumber.FUTEX, word, FUTEX_WAKE_PRIVATE, 1);
    }
  }
}
