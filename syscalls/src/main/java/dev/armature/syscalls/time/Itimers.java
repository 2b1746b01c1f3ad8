package dev.armature.syscalls.time;

import dev.armature.abi.Errno;
import dev.armature.mm.Uaccess;
import dev.armature.task.IntervalTimers;
import dev.armature.task.Task;

/** getitimer and setitimer. ARM EABI has no alarm call; the C library uses these. */
public final class Itimers {
  private Itimers() {}

  public static int getitimer(Task task, int which, int value) {
    if (which < 0 || which > IntervalTimers.ITIMER_PROF) {
      return -Errno.EINVAL;
    }
    IntervalTimers timers = task.group.timers;
    put(task.mm.uaccess(), value, timers.interval(which), timers.value(which));
    return 0;
  }

  public static int setitimer(Task task, int which, int wanted, int old) {
    Uaccess user = task.mm.uaccess();
    long interval = 0;
    long value = 0;
    if (wanted != 0) {
      interval = GuestTime.timeval(user, wanted);
      value = GuestTime.timeval(user, wanted + 8);
    }
    if (interval < 0 || value < 0 || which < 0 || which > IntervalTimers.ITIMER_PROF) {
      return -Errno.EINVAL;
    }
    IntervalTimers timers = task.group.timers;
    long oldInterval = timers.interval(which);
    long oldValue = timers.value(which);
    timers.set(which, value, interval);
    if (old != 0) {
      put(user, old, oldInterval, oldValue);
    }
    return 0;
  }

  private static void put(Uaccess user, int address, long interval, long value) {
    GuestTime.putTimeval(user, address, interval);
    // A timer that is armed never shows as zero.
    GuestTime.putTimeval(user, address + 8, value == 0 ? 0 : Math.max(value, 1000));
  }
}
