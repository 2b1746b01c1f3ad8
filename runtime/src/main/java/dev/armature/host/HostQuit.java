package dev.armature.host;

import java.lang.foreign.Linker;

/**
 * SIGQUIT of the host, which HotSpot takes to print its threads and lets nobody else have.
 *
 * <p>The handler that replaces HotSpot's is a function of the C library, {@code eventfd_write(int
 * fd, eventfd_t value)}: called as a handler its first argument is the signal's number and its
 * second the address of a siginfo, never 0. So it counts on descriptor number 3, where an eventfd
 * lies. It may be called in a handler (it is one write(2)), and no Java runs in signal context.
 */
public final class HostQuit {
  /** The number of the signal, and so of the descriptor. */
  public static final int SIGQUIT = 3;

  private static final int EFD_CLOEXEC = 0x80000;
  private static final int EFD_NONBLOCK = 0x800;
  private static final int SIGSET_SIZE = 8;

  private HostQuit() {}

  /**
   * Takes SIGQUIT from HotSpot. Descriptor 3 must be free for this.
   *
   * @return false when the host does not allow it; then HotSpot keeps it
   */
  public static boolean take() {
    var handler = Linker.nativeLinker().defaultLookup().find("eventfd_write");
    int fd = handler.isEmpty() ? -1 : HostDescriptors.eventfd(0, EFD_CLOEXEC | EFD_NONBLOCK);
    if (fd < 0) {
      return false;
    }
    int placed = HostDescriptors.replace(fd, SIGQUIT, EFD_CLOEXEC);
    int unused = HostDescriptors.close(fd);
    // The kernel's struct sigaction: handler, flags, restorer, mask. All but the handler is
    // HotSpot's.
    long action = HostSyscall.scratch().address();
    if (placed < 0
        || HostSyscall.call(HostNumber.RT_SIGACTION, SIGQUIT, 0, action, SIGSET_SIZE) < 0) {
      return false;
    }
    HostBytes.setLong(action, handler.get().address());
    return HostSyscall.call(HostNumber.RT_SIGACTION, SIGQUIT, action, 0, SIGSET_SIZE) == 0;
  }

  /**
   * Waits for the next SIGQUIT, or several at once.
   *
   * @param nanoseconds how long, negative for ever
   * @return whether there was one
   */
  public static boolean await(long nanoseconds) {
    // The first bytes are for poll's time limit.
    long buffer = HostSyscall.scratch().address() + 32;
    HostBytes.setInt(buffer, SIGQUIT);
    HostBytes.setInt(buffer + 4, HostDescriptors.POLLIN);
    if (HostDescriptors.poll(buffer, 1, nanoseconds) <= 0) {
      return false;
    }
    long unused = HostDescriptors.read(SIGQUIT, buffer, Long.BYTES);
    return true;
  }
}
