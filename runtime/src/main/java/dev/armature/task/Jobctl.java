package dev.armature.task;

/** Bits of {@link Task#jobctl} ({@code include/linux/sched/jobctl.h}). */
public final class Jobctl {
  /** The signal of a group stop that is pending or was taken part in. */
  static final int STOP_SIGMASK = 0xffff;

  /** A stop signal was taken from the queue; SIGCONT takes this away again. */
  static final int STOP_DEQUEUED = 1 << 16;

  /** The thread must take part in a group stop. */
  static final int STOP_PENDING = 1 << 17;

  /** The thread counts in {@link ThreadGroup#stopCount}. */
  static final int STOP_CONSUME = 1 << 18;

  /** Stop for the tracer: group stop, PTRACE_INTERRUPT, or a new seized task. */
  public static final int TRAP_STOP = 1 << 19;

  /** Tell the tracer that the group stop has changed. */
  public static final int TRAP_NOTIFY = 1 << 20;

  /** A stopped thread is on its way to {@link #TRACED}; the new tracer waits for it. */
  public static final int TRAPPING = 1 << 21;

  /** PTRACE_LISTEN: the trap goes on, but the tracer can't look. */
  public static final int LISTENING = 1 << 22;

  /** In a trap: the tracer may look at and change everything ({@code TASK_TRACED}). */
  public static final int TRACED = 1 << 26;

  /** The thread is stopped by job control ({@code TASK_STOPPED}). */
  public static final int STOPPED = 1 << 27;

  static final int TRAP_MASK = TRAP_STOP | TRAP_NOTIFY;
  static final int PENDING_MASK = STOP_PENDING | TRAP_MASK;

  private Jobctl() {}

  /**
   * {@code task_set_jobctl_pending}. Under siglock.
   *
   * @return false when the task dies anyway
   */
  public static boolean setPending(Task task, int mask) {
    if (task.killed() || task.exiting() || task.group.groupExitLocked()) {
      return false;
    }
    if ((mask & STOP_SIGMASK) != 0) {
      task.jobctl &= ~STOP_SIGMASK;
    }
    task.jobctl |= mask;
    return true;
  }

  /** {@code task_clear_jobctl_pending}. Under siglock. */
  static void clearPending(Task task, int mask) {
    int all = mask;
    if ((mask & STOP_PENDING) != 0) {
      all |= STOP_CONSUME | STOP_DEQUEUED;
    }
    task.jobctl &= ~all;
    if ((task.jobctl & PENDING_MASK) == 0) {
      clearTrapping(task);
    }
  }

  /** {@code task_clear_jobctl_trapping}: who attached need not wait any more. Under siglock. */
  static void clearTrapping(Task task) {
    if ((task.jobctl & TRAPPING) != 0) {
      task.jobctl &= ~TRAPPING;
      Task tracer = task.trace.tracer;
      if (tracer != null) {
        tracer.sleeper.wake();
      }
    }
  }
}
