package dev.armature.syscalls.time;

import dev.armature.abi.Errno;
import dev.armature.abi.Restart;
import dev.armature.task.Task;
import dev.armature.wait.Sleeper;

/** nanosleep and clock_nanosleep ({@code kernel/time/hrtimer.c}). */
public final class Sleeping {
  private static final int TIMER_ABSTIME = 1;

  private Sleeping() {}

  public static int nanosleep(Task task, int request, int remain) {
    return start(task, Clocks.CLOCK_MONOTONIC, 0, request, remain, false);
  }

  public static int clockNanosleep(Task task, int clock, int flags, int request, int remain) {
    return start(task, clock, flags, request, remain, false);
  }

  public static int clockNanosleep64(Task task, int clock, int flags, int request, int remain) {
    return start(task, clock, flags, request, remain, true);
  }

  private static int start(Task task, int clock, int flags, int request, int remain, boolean wide) {
    if (clock == Clocks.CLOCK_THREAD_CPUTIME_ID) {
      return -Errno.EINVAL;
    }
    if (Clocks.time(task, clock) == Long.MIN_VALUE) {
      return -Errno.EINVAL;
    }
    long nanos = GuestTime.timespec(task.mm.uaccess(), request, wide);
    if (nanos < 0) {
      return -Errno.EINVAL;
    }
    if ((flags & TIMER_ABSTIME) != 0) {
      return until(task, clock, nanos);
    }
    return relative(task, System.nanoTime() + Math.min(nanos, Long.MAX_VALUE / 2), remain, wide);
  }

  private static int relative(Task task, long deadline, int remain, boolean wide) {
    long left = deadline - System.nanoTime();
    if (left <= 0 || task.sleeper.sleep(left) == Sleeper.Result.TIMEOUT) {
      return 0;
    }
    left = deadline - System.nanoTime();
    if (left <= 0) {
      return 0;
    }
    if (remain != 0) {
      GuestTime.putTimespec(task.mm.uaccess(), remain, wide, left);
    }
    task.restartBlock = again -> relative(again, deadline, remain, wide);
    return Restart.ERESTART_RESTARTBLOCK;
  }

  /** A point in time is the same after a restart, so the call simply runs again. */
  private static int until(Task task, int clock, long point) {
    while (true) {
      long left = point - Clocks.time(task, clock);
      if (left <= 0) {
        return 0;
      }
      if (task.sleeper.sleep(left) == Sleeper.Result.INTERRUPTED) {
        return Restart.ERESTARTNOHAND;
      }
    }
  }
}
