package dev.armature.syscalls.time;

import dev.armature.host.HostClock;
import dev.armature.mm.Uaccess;

/** Times in guest memory: timespec and timeval with 32-bit or 64-bit seconds. Nanoseconds here. */
public final class GuestTime {
  public static final long SECOND = 1_000_000_000;

  /** What a relative time is cut to: 292 years would overflow. */
  private static final long MAX_SECONDS = Long.MAX_VALUE / SECOND - 1;

  private GuestTime() {}

  /** CLOCK_REALTIME. */
  public static long realtime() {
    return HostClock.time(HostClock.CLOCK_REALTIME);
  }

  /** CLOCK_MONOTONIC. */
  public static long monotonic() {
    return HostClock.time(HostClock.CLOCK_MONOTONIC);
  }

  /**
   * Reads a timespec.
   *
   * @param wide whether it is a __kernel_timespec with 64-bit fields
   * @return -1 when it is not valid: negative, or a second or more of nanoseconds
   */
  public static long timespec(Uaccess user, int address, boolean wide) {
    long seconds = wide ? user.getLong(address) : user.getInt(address);
    // The upper half of tv_nsec is padding for a 32-bit process.
    int nanos = user.getInt(address + (wide ? 8 : 4));
    if (seconds < 0 || nanos < 0 || nanos >= SECOND) {
      return -1;
    }
    return Math.min(seconds, MAX_SECONDS) * SECOND + nanos;
  }

  public static void putTimespec(Uaccess user, int address, boolean wide, long nanos) {
    long seconds = Math.floorDiv(nanos, SECOND);
    int rest = (int) Math.floorMod(nanos, SECOND);
    if (wide) {
      user.putLong(address, seconds);
      user.putLong(address + 8, rest);
    } else {
      user.putInt(address, (int) seconds);
      user.putInt(address + 4, rest);
    }
  }

  /** Reads a timeval; -1 when it is not valid. */
  public static long timeval(Uaccess user, int address) {
    int seconds = user.getInt(address);
    int micros = user.getInt(address + 4);
    if (seconds < 0 || micros < 0 || micros >= 1_000_000) {
      return -1;
    }
    return seconds * SECOND + micros * 1000L;
  }

  public static void putTimeval(Uaccess user, int address, long nanos) {
    user.putInt(address, (int) (nanos / SECOND));
    user.putInt(address + 4, (int) (nanos % SECOND / 1000));
  }
}
