package dev.armature.host;

/** Timers of the host that are descriptors. Times are nanoseconds. */
public final class HostTimerFd {
  private static final boolean ARM64 = System.getProperty("os.arch").equals("aarch64");
  private static final int TIMERFD_CREATE = ARM64 ? 85 : 283;
  private static final int TIMERFD_SETTIME = ARM64 ? 86 : 286;
  private static final int TIMERFD_GETTIME = ARM64 ? 87 : 287;
  private static final int ITIMERSPEC_SIZE = 32;

  private HostTimerFd() {}

  public static int create(int clock, int flags) {
    return (int) HostSyscall.call(TIMERFD_CREATE, clock, flags);
  }

  /**
   * Arms or disarms.
   *
   * @param setting interval and value
   * @param old gets the former interval and value
   */
  public static int settime(int fd, int flags, long[] setting, long[] old) {
    long buffer = HostSyscall.scratch().address();
    put(buffer, setting[0]);
    put(buffer + 16, setting[1]);
    long result = HostSyscall.call(TIMERFD_SETTIME, fd, flags, buffer, buffer + ITIMERSPEC_SIZE);
    get(buffer + ITIMERSPEC_SIZE, old);
    return (int) result;
  }

  /** Interval and time left. */
  public static int gettime(int fd, long[] setting) {
    long buffer = HostSyscall.scratch().address();
    long result = HostSyscall.call(TIMERFD_GETTIME, fd, buffer);
    get(buffer, setting);
    return (int) result;
  }

  private static void put(long address, long nanos) {
    HostBytes.setLong(address, nanos / 1_000_000_000);
    HostBytes.setLong(address + 8, nanos % 1_000_000_000);
  }

  private static void get(long address, long[] setting) {
    for (int i = 0; i < 2; i++) {
      long at = address + 16L * i;
      setting[i] = HostBytes.getLong(at) * 1_000_000_000 + HostBytes.getLong(at + 8);
    }
  }
}
