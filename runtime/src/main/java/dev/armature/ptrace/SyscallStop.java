package dev.armature.ptrace;

import dev.armature.machine.CpuState;
import dev.armature.signal.SigInfo;
import dev.armature.signal.Signals;
import dev.armature.task.PtraceStop;
import dev.armature.task.Signalling;
import dev.armature.task.Task;
import dev.armature.task.TraceState;

/**
 * The stops at entry and exit of system calls ({@code ptrace_report_syscall} of linux/ptrace.h, and
 * {@code report_syscall} of arch/arm/kernel/ptrace.c).
 */
public final class SyscallStop {
  private static final int SYSGOOD = 0x80;

  private SyscallStop() {}

  /**
   * Stops at the entry of a call.
   *
   * @return whether the task is to die, and the call not to be made
   */
  public static boolean entry(Task task) {
    report(task, TraceState.EVENTMSG_SYSCALL_ENTRY, 0);
    return task.fatalSignalPending();
  }

  /**
   * Stops at the exit of a call.
   *
   * @param step whether this is the end of a single step: then the stop is that of a SIGTRAP
   */
  public static void exit(Task task, boolean step) {
    if (step) {
      Signalling.force(task, SigInfo.fault(Signals.SIGTRAP, SigInfo.TRAP_TRACE, task.cpu.pc));
    } else {
      report(task, TraceState.EVENTMSG_SYSCALL_EXIT, 1);
    }
  }

  /**
   * ARM shows in r12 (ip) which of the two it is.
   *
   * @param ip 0 at entry, 1 at exit
   */
  private static void report(Task task, int message, int ip) {
    if (!task.trace.traced()) {
      return;
    }
    CpuState cpu = task.cpu;
    int saved = cpu.r12;
    cpu.r12 = ip;
    int sysgood = task.trace.option(TraceState.O_TRACESYSGOOD) ? SYSGOOD : 0;
    int signo = PtraceStop.notify(task, Signals.SIGTRAP | sysgood, message);
    cpu.r12 = saved;
    if (Signals.valid(signo)) {
      Signalling.sendToTask(task, SigInfo.fromKernel(signo));
    }
  }
}
