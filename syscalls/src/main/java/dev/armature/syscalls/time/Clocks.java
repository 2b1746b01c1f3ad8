package dev.armature.syscalls.time;

import dev.armature.abi.Errno;
import dev.armature.host.HostClock;
import dev.armature.mm.Uaccess;
import dev.armature.task.CpuClock;
import dev.armature.task.Task;
import java.util.function.LongSupplier;

/** Reading clocks. Nobody may set them. */
public final class Clocks {
  static final int CLOCK_REALTIME = 0;
  static final int CLOCK_MONOTONIC = 1;
  static final int CLOCK_PROCESS_CPUTIME_ID = 2;
  static final int CLOCK_THREAD_CPUTIME_ID = 3;
  static final int CLOCK_MONOTONIC_RAW = 4;
  static final int CLOCK_REALTIME_COARSE = 5;
  static final int CLOCK_MONOTONIC_COARSE = 6;
  static final int CLOCK_BOOTTIME = 7;
  static final int CLOCK_REALTIME_ALARM = 8;
  static final int CLOCK_BOOTTIME_ALARM = 9;
  static final int CLOCK_TAI = 11;

  /** Resolution of the coarse clocks at 250 ticks a second. */
  private static final int COARSE = 4_000_000;

  private Clocks() {}

  /** The time of a clock in nanoseconds, or Long.MIN_VALUE for one that is not there. */
  static long time(Task task, int clock) {
    // The usual ones without a detour: this is called a million times a second.
    if (clock == CLOCK_MONOTONIC || clock == CLOCK_REALTIME) {
      return HostClock.time(clock);
    }
    LongSupplier found = CpuClock.find(task, clock);
    return found == null ? Long.MIN_VALUE : found.getAsLong();
  }

  public static int gettime(Task task, int clock, int time) {
    return gettime(task, clock, time, false);
  }

  public static int gettime64(Task task, int clock, int time) {
    return gettime(task, clock, time, true);
  }

  private static int gettime(Task task, int clock, int time, boolean wide) {
    long now = time(task, clock);
    if (now == Long.MIN_VALUE) {
      return -Errno.EINVAL;
    }
    GuestTime.putTimespec(task.mm.uaccess(), time, wide, now);
    return 0;
  }

  public static int getres(Task task, int clock, int resolution) {
    return getres(task, clock, resolution, false);
  }

  public static int getres64(Task task, int clock, int resolution) {
    return getres(task, clock, resolution, true);
  }

  private static int getres(Task task, int clock, int resolution, boolean wide) {
    if (time(task, clock) == Long.MIN_VALUE) {
      return -Errno.EINVAL;
    }
    if (resolution != 0) {
      boolean coarse = clock == CLOCK_REALTIME_COARSE || clock == CLOCK_MONOTONIC_COARSE;
      GuestTime.putTimespec(task.mm.uaccess(), resolution, wide, coarse ? COARSE : 1);
    }
    return 0;
  }

  public static int settime(Task task, int clock, int time) {
    return settime(task, clock, time, false);
  }

  public static int settime64(Task task, int clock, int time) {
    return settime(task, clock, time, true);
  }

  private static int settime(Task task, int clock, int time, boolean wide) {
    if (clock < 0) {
      return time(task, clock) == Long.MIN_VALUE ? -Errno.EINVAL : -Errno.EPERM;
    }
    if (clock != CLOCK_REALTIME) {
      return -Errno.EINVAL;
    }
    return GuestTime.timespec(task.mm.uaccess(), time, wide) < 0 ? -Errno.EINVAL : -Errno.EPERM;
  }

  public static int gettimeofday(Task task, int tv, int tz) {
    Uaccess user = task.mm.uaccess();
    if (tv != 0) {
      GuestTime.putTimeval(user, tv, GuestTime.realtime());
    }
    if (tz != 0) {
      user.putLong(tz, 0);
    }
    return 0;
  }

  public static int settimeofday(Task task, int tv, int tz) {
    return -Errno.EPERM;
  }
}
