package dev.armature.host;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;

/**
 * A host eventfd that ends one thread's {@code ppoll(2)}: what wakes a guest task that waits on
 * host descriptors.
 *
 * <p>{@link #signal} may come from any thread; everything else belongs to the owner.
 */
public final class WakeFd implements AutoCloseable {
  /** Size of {@code struct pollfd}: int fd, short events, short revents. */
  public static final int POLLFD_SIZE = 8;

  private static final int EFD_CLOEXEC = 0x80000;
  private static final int EFD_NONBLOCK = 0x800;

  private final MemorySegment one = Arena.ofAuto().allocate(ValueLayout.JAVA_LONG);
  private final MemorySegment drained = Arena.ofAuto().allocate(ValueLayout.JAVA_LONG);
  private final int fd;
  private boolean closed;

  public WakeFd() {
    one.set(ValueLayout.JAVA_LONG, 0, 1);
    fd = HostDescriptors.eventfd(0, EFD_CLOEXEC | EFD_NONBLOCK);
    if (fd < 0) {
      throw new IllegalStateException("the host has no descriptor left for a guest thread");
    }
  }

  /** Makes the owner's current or next {@link #poll} return at once. */
  public synchronized void signal() {
    if (!closed) {
      // EAGAIN would mean 2^64 wake-ups nobody took: the descriptor is readable all the same.
      long unused = HostDescriptors.write(fd, one.address(), 8);
    }
  }

  /**
   * Waits for the descriptors of {@code pollfds} or {@link #signal}.
   *
   * @param pollfds host {@code struct pollfd}s with one unused entry after the last
   * @param count entries in use
   * @param timeoutNs nanoseconds, negative for no limit
   * @return how many of the caller's entries have events; 0 after a time-out, a signal() or a
   *     failure of the host's call
   */
  public int poll(MemorySegment pollfds, int count, long timeoutNs) {
    long own = (long) count * POLLFD_SIZE;
    pollfds.set(ValueLayout.JAVA_INT, own, fd);
    pollfds.set(ValueLayout.JAVA_INT, own + 4, HostDescriptors.POLLIN);
    int ready = HostDescriptors.poll(pollfds.address(), count + 1, timeoutNs);
    if (ready <= 0) {
      return 0;
    }
    if (pollfds.get(ValueLayout.JAVA_SHORT, own + 6) != 0) {
      long unused = HostDescriptors.read(fd, drained.address(), 8);
      ready--;
    }
    return ready;
  }

  @Override
  public synchronized void close() {
    if (!closed) {
      closed = true;
      int unused = HostDescriptors.close(fd);
    }
  }
}
