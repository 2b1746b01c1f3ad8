package dev.armature.task;

/** Bits of {@link Task#jobctl} ({@code include/linux/sched/jobctl.h}). */
final class Jobctl {
  /** The thread must take part in a group stop. */
  static final int STOP_PENDING = 1;

  /** The thread is stopped. */
  static final int STOPPED = 1 << 1;

  private Jobctl() {}
}
