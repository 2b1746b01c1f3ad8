package dev.armature.task;

/**
 * Bits of {@link Task#flags} ({@code TIF_*}) and of {@link Task#syscallWork} ({@code
 * SYSCALL_WORK_*}).
 */
public final class WorkFlags {
  /** A signal may be deliverable. */
  public static final int SIGPENDING = 1;

  /** Wake for task work without a signal. */
  public static final int NOTIFY_SIGNAL = 1 << 1;

  /** Task work before the next user instruction. */
  public static final int NOTIFY_RESUME = 1 << 2;

  /** Let others run. */
  public static final int NEED_RESCHED = 1 << 3;

  /**
   * Ours: a handler replaced registers or memory (execve, sigreturn), so the unit that made the
   * call must not go on with what it holds.
   */
  public static final int REGS_CHANGED = 1 << 4;

  /** Ours: the task leaves for good; no more user instruction. */
  public static final int EXITING = 1 << 5;

  /** Ours: translated code of this address space was dropped; the unit must not go on. */
  public static final int CODE_CHANGED = 1 << 6;

  public static final int SYSCALL_WORK_SECCOMP = 1;
  public static final int SYSCALL_WORK_SYSCALL_TRACEPOINT = 1 << 1;
  public static final int SYSCALL_WORK_SYSCALL_TRACE = 1 << 2;
  public static final int SYSCALL_WORK_SYSCALL_EMU = 1 << 3;
  public static final int SYSCALL_WORK_SYSCALL_USER_DISPATCH = 1 << 5;
  public static final int SYSCALL_WORK_SYSCALL_EXIT_TRAP = 1 << 6;

  /** Ours: check the transitions between user code and kernel. */
  public static final int SYSCALL_WORK_CONTEXT = 1 << 7;

  /** What entry looks at. */
  public static final int SYSCALL_WORK_ENTER = ~SYSCALL_WORK_SYSCALL_EXIT_TRAP;

  /** What exit looks at. */
  public static final int SYSCALL_WORK_EXIT =
      SYSCALL_WORK_SYSCALL_TRACEPOINT
          | SYSCALL_WORK_SYSCALL_TRACE
          | SYSCALL_WORK_SYSCALL_USER_DISPATCH
          | SYSCALL_WORK_SYSCALL_EXIT_TRAP;

  private WorkFlags() {}
}
