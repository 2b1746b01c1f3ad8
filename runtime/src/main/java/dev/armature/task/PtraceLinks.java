package dev.armature.task;

import dev.armature.signal.SigInfo;
import dev.armature.signal.Signals;
import java.util.ArrayList;
import java.util.List;

/** Who traces whom ({@code __ptrace_link}, {@code __ptrace_unlink}, ... of kernel/ptrace.c). */
public final class PtraceLinks {
  private static final int TRACE_WORK =
      WorkFlags.SYSCALL_WORK_SYSCALL_TRACE
          | WorkFlags.SYSCALL_WORK_SYSCALL_EMU
          | WorkFlags.SYSCALL_WORK_SYSCALL_EXIT_TRAP;

  private PtraceLinks() {}

  /** Makes {@code tracer} the tracer of {@code child}. Under tasklist. */
  public static void link(Task child, Task tracer, int flags) {
    synchronized (child.group.siglock) {
      child.trace.flags = flags;
      child.trace.tracer = tracer;
      tracer.trace.tracees.add(child);
    }
  }

  /** Whether the tracer belongs to another process than the real parent. */
  static boolean reparented(Task child) {
    Task tracer = child.trace.tracer;
    return tracer != null && tracer.group != child.group.parent;
  }

  /** Who forked {@code task}'s process, or another live thread of that process, or null. */
  public static Task realParent(Task task) {
    ThreadGroup parent = task.group.parent;
    if (parent == null) {
      return null;
    }
    synchronized (parent.siglock) {
      Task forked = task.group.forkedBy;
      if (forked != null && parent.threads.contains(forked)) {
        return forked;
      }
      return parent.threads.isEmpty() ? null : parent.threads.getFirst();
    }
  }

  /** No more single steps and reports ({@code ptrace_disable}). */
  public static void disable(Task child) {
    child.clearSyscallWork(TRACE_WORK);
    child.singleStep = false;
  }

  /** Ends tracing and lets the child run, or stop with its group. Under tasklist. */
  static void unlink(Task child) {
    Task tracer = child.trace.tracer;
    if (tracer == null) {
      return;
    }
    disable(child);
    boolean unused = tracer.trace.tracees.remove(child);
    synchronized (child.group.siglock) {
      Jobctl.clearPending(child, Jobctl.TRAP_MASK);
      Jobctl.clearTrapping(child);
      child.trace.flags = 0;
      child.trace.tracer = null;
      ThreadGroup group = child.group;
      if (!child.exiting() && (group.stopped || group.stopCount > 0)) {
        child.jobctl |= Jobctl.STOP_PENDING;
        if ((child.jobctl & Jobctl.STOP_SIGMASK) == 0) {
          child.jobctl |= Signals.SIGSTOP;
        }
      }
      if ((child.jobctl & (Jobctl.STOP_PENDING | Jobctl.TRACED)) != 0) {
        PtraceStop.wakeLocked(child, true);
      }
    }
  }

  /**
   * Ends tracing of a child, which may be dead ({@code __ptrace_detach}). Under tasklist.
   *
   * @param dead gets processes whose real parents are to be told of their end
   */
  static void detach(Task tracer, Task child, List<ThreadGroup> dead) {
    unlink(child);
    ThreadGroup group = child.group;
    if (child != group.leader) {
      if (child.zombie) {
        ExitTask.releaseThread(child, dead);
      }
    } else if (group.zombie
        && (group.parent != tracer.group || ExitTask.ignoresChildren(tracer.group))) {
      dead.add(group);
    }
  }

  /** PTRACE_DETACH: the child, which is in a stop, goes on with {@code signo}. */
  public static void detachWith(Task tracer, Task child, int signo) {
    List<ThreadGroup> dead = new ArrayList<>(1);
    synchronized (tracer.kernel.tasklist) {
      if (child.trace.tracer != tracer) {
        return;
      }
      synchronized (child.group.siglock) {
        child.trace.code = signo;
      }
      detach(tracer, child, dead);
      ExitTask.tellParents(dead);
    }
  }

  /** The tracer ends: all it traces is free, or killed ({@code exit_ptrace}). Under tasklist. */
  static void exit(Task tracer, List<ThreadGroup> dead) {
    for (Task child : List.copyOf(tracer.trace.tracees)) {
      if (child.trace.option(TraceState.O_EXITKILL)) {
        Signalling.sendToTask(child, SigInfo.fromKernel(Signals.SIGKILL));
      }
      detach(tracer, child, dead);
    }
  }
}
