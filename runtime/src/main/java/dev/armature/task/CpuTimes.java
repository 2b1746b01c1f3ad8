package dev.armature.task;

/** CPU time of a process's dead threads and of its reaped children, in nanoseconds. */
public final class CpuTimes {
  private long deadUser;
  private long childrenUser;

  /** A thread of the process has ended after using {@code ns}. */
  synchronized void addDead(long ns) {
    deadUser += ns;
  }

  /** A child was reaped that had used {@code ns}, its own children included. */
  synchronized void addChild(long ns) {
    childrenUser += ns;
  }

  /** What dead threads used. */
  public synchronized long dead() {
    return deadUser;
  }

  /** What reaped children used. */
  public synchronized long children() {
    return childrenUser;
  }
}
