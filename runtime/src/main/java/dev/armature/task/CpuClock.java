package dev.armature.task;

import dev.armature.host.HostClock;
import java.util.function.LongSupplier;

/**
 * Clocks by their ids ({@code kernel/time/posix-timers.c}, {@code posix-cpu-timers.c}): those of
 * the machine, and the CPU time of processes and threads, whose ids hold the process or thread.
 */
public final class CpuClock {
  public static final int CLOCK_REALTIME_ALARM = 8;
  public static final int CLOCK_BOOTTIME_ALARM = 9;
  public static final int CLOCK_TAI = 11;

  /** A tick of the kernel: CPU timers are looked at no more often. */
  public static final long TICK_NANOS = 4_000_000;

  private static final int PER_THREAD = 4;
  private static final int KIND = 3;
  private static final int KINDS = 3;
  private static final int CPUCLOCK_VIRT = 1;

  private CpuClock() {}

  /** Whether a clock counts CPU time. */
  public static boolean isCpu(int clock) {
    return clock < 0
        || clock == HostClock.CLOCK_PROCESS_CPUTIME_ID
        || clock == HostClock.CLOCK_THREAD_CPUTIME_ID;
  }

  /** Whether a CPU clock is that of the calling thread alone. */
  public static boolean isOwnThread(Task task, int clock) {
    if (clock == HostClock.CLOCK_THREAD_CPUTIME_ID) {
      return true;
    }
    int id = ~(clock >> 3);
    return clock < 0 && (clock & PER_THREAD) != 0 && (id == 0 || id == task.tid);
  }

  /**
   * The time of a clock as {@code task} sees it, in nanoseconds; it goes on to tell that clock's
   * time in any thread.
   *
   * @return null when there is no such clock
   */
  public static LongSupplier find(Task task, int clock) {
    if (clock < 0) {
      return dynamic(task, clock);
    }
    return switch (clock) {
      case HostClock.CLOCK_PROCESS_CPUTIME_ID -> () -> Accounting.processNanos(task.group);
      case HostClock.CLOCK_THREAD_CPUTIME_ID -> () -> Accounting.threadNanos(task);
      case CLOCK_REALTIME_ALARM -> () -> HostClock.time(HostClock.CLOCK_REALTIME);
      case CLOCK_BOOTTIME_ALARM -> () -> HostClock.time(HostClock.CLOCK_BOOTTIME);
      default ->
          clock <= HostClock.CLOCK_BOOTTIME || clock == CLOCK_TAI
              ? () -> HostClock.time(clock)
              : null;
    };
  }

  /** {@code pid_for_clock}: the id inverted and shifted, then whether of a thread, and a kind. */
  private static LongSupplier dynamic(Task task, int clock) {
    int id = ~(clock >> 3);
    int kind = clock & KIND;
    if (kind >= KINDS) {
      return null;
    }
    if ((clock & PER_THREAD) != 0) {
      Task thread = id == 0 ? task : task.kernel.task(id);
      if (thread == null || thread.group != task.group) {
        return null;
      }
      return kind == CPUCLOCK_VIRT
          ? () -> Accounting.threadTimes(thread).user()
          : () -> Accounting.threadNanos(thread);
    }
    ThreadGroup group = id == 0 || id == task.tid ? task.group : task.kernel.group(id);
    if (group == null) {
      return null;
    }
    return kind == CPUCLOCK_VIRT
        ? () -> Accounting.processTimes(group).user()
        : () -> Accounting.processNanos(group);
  }

  /**
   * How long it takes at the least until a CPU clock has gone on by {@code nanos}: a process's goes
   * as many times faster as it has threads and the machine processors.
   */
  public static long soonest(ThreadGroup group, long nanos) {
    int speed =
        Math.min(Math.max(1, group.threads().size()), Runtime.getRuntime().availableProcessors());
    return Math.max(TICK_NANOS, nanos / speed);
  }
}
