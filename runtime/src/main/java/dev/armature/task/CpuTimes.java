package dev.armature.task;

/** CPU time of a process's dead threads and of its reaped children. */
public final class CpuTimes {
  private CpuUsage dead = CpuUsage.NONE;
  private CpuUsage children = CpuUsage.NONE;

  /** A thread of the process has ended after using this much. */
  synchronized void addDead(CpuUsage used) {
    dead = dead.plus(used);
  }

  /** A child was reaped that had used this much, its own children included. */
  synchronized void addChild(CpuUsage used) {
    children = children.plus(used);
  }

  /** What dead threads used. */
  public synchronized CpuUsage dead() {
    return dead;
  }

  /** What reaped children used. */
  public synchronized CpuUsage children() {
    return children;
  }
}
