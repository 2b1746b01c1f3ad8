package dev.armature.task;

import dev.armature.signal.SigInfo;
import java.util.ArrayList;
import java.util.List;

/**
 * Both ends of ptrace in a task ({@code ptrace}, {@code parent}, {@code ptraced}, {@code
 * last_siginfo}, ... of {@code task_struct}).
 *
 * <p>{@link #flags}, {@link #tracer} and {@link #tracees} change under {@link Kernel#tasklist}
 * together with the tracee's siglock; what a stop shows is guarded by the tracee's siglock.
 */
public final class TraceState {
  /** Traced at all. */
  public static final int PT_PTRACED = 1;

  /** By PTRACE_SEIZE. */
  public static final int PT_SEIZED = 1 << 1;

  /** Where PTRACE_O_* begin. */
  public static final int OPTION_SHIFT = 3;

  public static final int O_TRACESYSGOOD = 1;
  public static final int O_EXITKILL = 1 << 20;
  public static final int O_SUSPEND_SECCOMP = 1 << 21;

  /** All options. */
  public static final int O_MASK = 0xff | O_EXITKILL | O_SUSPEND_SECCOMP;

  public static final int EVENT_FORK = 1;
  public static final int EVENT_VFORK = 2;
  public static final int EVENT_CLONE = 3;
  public static final int EVENT_EXEC = 4;
  public static final int EVENT_VFORK_DONE = 5;
  public static final int EVENT_EXIT = 6;
  public static final int EVENT_SECCOMP = 7;
  public static final int EVENT_STOP = 128;

  /** Values of {@link #message} at system call stops. */
  public static final int EVENTMSG_SYSCALL_ENTRY = 1;

  public static final int EVENTMSG_SYSCALL_EXIT = 2;

  /** PT_* and the options; 0 when nobody traces this task. */
  public volatile int flags;

  /** Who traces this task, or null. */
  public volatile Task tracer;

  /** Whom this task traces, dead ones that it has not waited for included. */
  final List<Task> tracees = new ArrayList<>(1);

  /** What PTRACE_GETEVENTMSG tells of the present stop. */
  public int message;

  /** What PTRACE_GETSIGINFO tells of the present stop; null at a group stop without SEIZE. */
  public SigInfo info;

  /** {@link #info} as the tracer left it when the last stop ended. */
  SigInfo lastInfo;

  /**
   * {@code exit_code} of the stop: what wait reports, then 0, then the signal that the tracer goes
   * on with.
   */
  public int code;

  /** CPU time up to the present stop: exact, because the thread itself asks before it stops. */
  CpuUsage used = CpuUsage.NONE;

  /** The old FPA registers, which only a tracer can see ({@code struct user_fp}). */
  public int[] fpa;

  TraceState() {}

  /** Whether somebody traces this task. */
  public boolean traced() {
    return flags != 0;
  }

  public boolean seized() {
    return (flags & PT_SEIZED) != 0;
  }

  /** Whether an option (PTRACE_O_*) is set. */
  public boolean option(int option) {
    return (flags & option << OPTION_SHIFT) != 0;
  }

  /** Whether the tracer wants {@code event} ({@code ptrace_event_enabled}). */
  public boolean wants(int event) {
    return option(1 << event);
  }
}
