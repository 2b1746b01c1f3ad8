package dev.armature.host;

/** The host's epoll. */
public final class HostEpoll {
  public static final int ADD = 1;
  public static final int DELETE = 2;
  public static final int MODIFY = 3;

  // struct epoll_event is packed on x86-64 alone.
  private static final int SIZE = HostNumber.PACKED_EPOLL_EVENT ? 12 : 16;
  private static final int DATA = HostNumber.PACKED_EPOLL_EVENT ? 4 : 8;

  /**
   * The most events one {@link #take} returns. A program that asks for thousands gets the rest at
   * its next call, and we need no large arrays for each.
   */
  public static final int MAX_EVENTS = 256;

  private HostEpoll() {}

  /** A new epoll descriptor, close-on-exec. */
  public static int create() {
    return (int) HostSyscall.call(HostNumber.EPOLL_CREATE1, HostFiles.O_CLOEXEC);
  }

  public static int control(int epoll, int operation, int fd, int events, long data) {
    long event = HostSyscall.scratch().address();
    HostBytes.setInt(event, events);
    HostBytes.setLong(event + DATA, data);
    return (int) HostSyscall.call(HostNumber.EPOLL_CTL, epoll, operation, fd, event);
  }

  /** Takes the events that are ready, without waiting: their number or the error. */
  public static int take(int epoll, int[] events, long[] data, int max) {
    long buffer = HostSyscall.scratch().address();
    int limit = Math.min(max, MAX_EVENTS);
    int count = (int) HostSyscall.call(HostNumber.EPOLL_PWAIT, epoll, buffer, limit, 0, 0, 8);
    for (int i = 0; i < count; i++) {
      events[i] = HostBytes.getInt(buffer + (long) i * SIZE);
      data[i] = HostBytes.getLong(buffer + (long) i * SIZE + DATA);
    }
    return count;
  }
}
