package dev.armature.host;

import java.lang.foreign.Linker;

/**
 * The read end of a host pipe, opened a second time so that reading from it waits: one call of the
 * host instead of the three of a read that finds nothing, a poll and another read.
 *
 * <p>Another thread can end the wait, and never comes too early or too late for it: it makes the
 * descriptor non-blocking first and then signals the reader. Who has not entered the call yet finds
 * the pipe non-blocking; who waits already is interrupted. The descriptor blocks again when all who
 * were interrupted have come out.
 */
public final class BlockingPipe {
  /** The signal that java.nio uses for the same purpose, with a handler that does nothing. */
  private static final int SIGNAL = 62;

  private static final int SIGSEGV = 11;
  private static final long SA_RESTART = 0x1000_0000;
  private static final int SIGSET_SIZE = 8;
  private static final boolean SIGNAL_READY = takeSignal();

  private final int fd;
  private int interrupted;

  private BlockingPipe(int fd) {
    this.fd = fd;
  }

  /**
   * Opens a pipe a second time, to wait in its reads.
   *
   * @param fd the read end
   * @return null when the host does not allow it
   */
  public static BlockingPipe open(int fd) {
    if (!SIGNAL_READY) {
      return null;
    }
    int flags = HostFiles.O_CLOEXEC | HostFiles.O_NONBLOCK;
    int again = HostFiles.openat(HostFiles.AT_FDCWD, "/proc/self/fd/" + fd, flags, 0);
    if (again < 0) {
      return null;
    }
    HostDescriptors.fcntl(again, HostDescriptors.F_SETFL, 0);
    return new BlockingPipe(again);
  }

  /** The number by which {@link #interrupt} knows the calling thread. */
  public static int thisThread() {
    return (int) HostSyscall.call(HostNumber.GETTID);
  }

  /**
   * Reads, and waits for the first byte.
   *
   * @return the count, 0 at the end; {@code -EINTR} or {@code -EAGAIN} when somebody's wait was
   *     ended, perhaps another's
   */
  public long read(long buffer, long count) {
    return HostSyscall.call(HostNumber.READ, fd, buffer, count);
  }

  /** Ends the current or next {@link #read} of a thread, which then calls {@link #resume}. */
  public synchronized void interrupt(int thread) {
    if (interrupted++ == 0) {
      HostDescriptors.fcntl(fd, HostDescriptors.F_SETFL, HostFiles.O_NONBLOCK);
    }
    long unused =
        HostSyscall.call(HostNumber.TGKILL, ProcessHandle.current().pid(), thread, SIGNAL);
  }

  /** A thread that was interrupted has come out. */
  public synchronized void resume() {
    if (--interrupted == 0) {
      HostDescriptors.fcntl(fd, HostDescriptors.F_SETFL, 0);
    }
  }

  public void close() {
    HostDescriptors.close(fd);
  }

  // The handler is abs() of the C library, which does no harm; flags and restorer are those that
  // HotSpot has for SIGSEGV, without SA_RESTART, so that the signal ends calls.
  private static boolean takeSignal() {
    var handler = Linker.nativeLinker().defaultLookup().find("abs");
    long action = HostSyscall.scratch().address();
    if (handler.isEmpty()
        || HostSyscall.call(HostNumber.RT_SIGACTION, SIGSEGV, 0, action, SIGSET_SIZE) < 0
        || HostBytes.getLong(action) == 0) {
      return false;
    }
    // The kernel's struct sigaction: handler, flags, restorer, mask.
    HostBytes.setLong(action, handler.get().address());
    HostBytes.setLong(action + 8, HostBytes.getLong(action + 8) & ~SA_RESTART);
    HostBytes.setLong(action + 24, 0);
    return HostSyscall.call(HostNumber.RT_SIGACTION, SIGNAL, action, 0, SIGSET_SIZE) == 0;
  }
}
