package dev.armature.syscalls.time;

import dev.armature.abi.Errno;
import dev.armature.abi.Restart;
import dev.armature.task.CpuClock;
import dev.armature.task.PosixTimers;
import dev.armature.task.Task;
import dev.armature.wait.Sleeper;
import java.util.function.LongSupplier;

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
    LongSupplier time = CpuClock.find(task, clock);
    if (time == null || CpuClock.isOwnThread(task, clock)) {
      return -Errno.EINVAL;
    }
    if (!PosixTimers.runsOn(clock)) {
      return -Errno.EOPNOTSUPP;
    }
    long nanos = GuestTime.timespec(task.mm.uaccess(), request, wide);
    if (nanos < 0) {
      return -Errno.EINVAL;
    }
    boolean cpu = CpuClock.isCpu(clock);
    if ((flags & TIMER_ABSTIME) != 0) {
      return until(task, time, cpu, nanos, -Errno.ERESTARTNOHAND);
    }
    if (cpu) {
      return onCpuClock(task, time, time.getAsLong() + nanos, remain, wide);
    }
    return relative(task, System.nanoTime() + Math.min(nanos, Long.MAX_VALUE / 2), remain, wide);
  }

  /** A relative sleep on a CPU clock: to a point of it, which stays the same after a restart. */
  private static int onCpuClock(
      Task task, LongSupplier time, long point, int remain, boolean wide) {
    int result = until(task, time, true, point, -Errno.ERESTART_RESTARTBLOCK);
    if (result != 0) {
      long left = point - time.getAsLong();
      if (left <= 0) {
        return 0;
      }
      if (remain != 0) {
        GuestTime.putTimespec(task.mm.uaccess(), remain, wide, left);
      }
      task.restartBlock = again -> onCpuClock(again, time, point, remain, wide);
    }
    return result;
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
  private static int until(Task task, LongSupplier time, boolean cpu, long point, int interrupted) {
    while (true) {
      long left = point - time.getAsLong();
      if (left <= 0) {
        return 0;
      }
      long wait = cpu ? CpuClock.soonest(task.group, left) : left;
      if (task.sleeper.sleep(wait) == Sleeper.Result.INTERRUPTED) {
        return interrupted;
      }
    }
  }
}
