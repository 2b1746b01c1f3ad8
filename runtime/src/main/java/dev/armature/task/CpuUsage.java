package dev.armature.task;

/**
 * CPU time in nanoseconds. What the JVM spends on a guest's behalf, translating and serving calls
 * in Java, is user time; system time is what the host's kernel took.
 */
public record CpuUsage(long user, long system) {
  public static final CpuUsage NONE = new CpuUsage(0, 0);

  public CpuUsage plus(CpuUsage other) {
    return new CpuUsage(user + other.user, system + other.system);
  }

  public long total() {
    return user + system;
  }
}
