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

  /** Nanoseconds of CPU a process has used, dead threads included. */
  public static long processNanos(ThreadGroup group) {
    long sum = group.times.dead();
    for (Task task : group.threads()) {
      sum += threadNanos(task);
    }
    return sum;
  }
}
