package dev.armature.task;

import dev.armature.host.HostClock;

/** CPU time of guest threads and processes: what the host says their threads used. */
public final class Accounting {
  /** Clock ticks a second (CLK_TCK). */
  public static final int HZ = 100;

  private Accounting() {}

  /** Nanoseconds as clock ticks. */
  public static int ticks(long nanos) {
    return (int) (nanos / (1_000_000_000 / HZ));
  }

  /** Nanoseconds of CPU a live thread has used. */
  public static long threadNanos(Task task) {
    int host = task.hostTid;
    return host == 0 ? 0 : Math.max(0, HostClock.threadCpuTime(host));
  }

  /**
   * The same, divided. The host counts the parts in ticks and the sum exactly; so the sum is
   * divided as the ticks are, like the kernel's own {@code cputime_adjust}.
   */
  public static CpuUsage threadTimes(Task task) {
    if (task.kernel.current() == task) {
      long[] own = HostClock.ownTimes();
      return new CpuUsage(own[0], own[1]);
    }
    long total = threadNanos(task);
    long[] ticks = HostClock.threadTicks(task.hostTid);
    long sum = ticks[0] + ticks[1];
    long system = sum == 0 ? 0 : (long) (total * (double) ticks[1] / sum);
    return new CpuUsage(total - system, system);
  }

  /**
   * What a process has used, its reaped children included, for wait on one of its threads that
   * stopped or goes on ({@code RUSAGE_BOTH}).
   */
  static CpuUsage stoppedTimes(Task stopped) {
    ThreadGroup group = stopped.group;
    CpuUsage sum = group.times.dead().plus(group.times.children());
    for (Task task : group.threads()) {
      boolean trapped = (task.jobctl & Jobctl.TRACED) != 0;
      sum = sum.plus(trapped ? task.trace.used : threadTimes(task));
    }
    return sum;
  }

  /** Nanoseconds of CPU a process has used, dead threads included. */
  public static long processNanos(ThreadGroup group) {
    long sum = group.times.dead().total();
    for (Task task : group.threads()) {
      sum += threadNanos(task);
    }
    return sum;
  }

  /** The same, divided. */
  public static CpuUsage processTimes(ThreadGroup group) {
    CpuUsage sum = group.times.dead();
    for (Task task : group.threads()) {
      sum = sum.plus(threadTimes(task));
    }
    return sum;
  }
}
