package dev.armature.entry;

import static dev.armature.task.WorkFlags.SYSCALL_WORK_SECCOMP;
import static dev.armature.task.WorkFlags.SYSCALL_WORK_SYSCALL_EMU;
import static dev.armature.task.WorkFlags.SYSCALL_WORK_SYSCALL_EXIT_TRAP;
import static dev.armature.task.WorkFlags.SYSCALL_WORK_SYSCALL_TRACE;
import static dev.armature.task.WorkFlags.SYSCALL_WORK_SYSCALL_TRACEPOINT;
import static dev.armature.task.WorkFlags.SYSCALL_WORK_SYSCALL_USER_DISPATCH;

import dev.armature.abi.Errno;
import dev.armature.machine.CpuState;
import dev.armature.ptrace.SyscallStop;
import dev.armature.seccomp.Seccomp;
import dev.armature.task.Task;
import dev.armature.task.Tracer;

/**
 * What entry and exit of a system call do when a {@code SYSCALL_WORK_*} bit is set ({@code
 * syscall_trace_enter} and {@code syscall_exit_work} of kernel/entry/syscall-common.c), in the
 * kernel's order.
 */
final class SyscallWork {
  private SyscallWork() {}

  /**
   * Work before the call {@code task.syscallNumber}, which may change.
   *
   * @param oldAbi whether it came by the old ABI
   * @return whether the call is to be made; if not, r0 stays as it is
   */
  static boolean enter(Task task, boolean oldAbi) {
    int work = task.syscallWork;
    if ((work & SYSCALL_WORK_SYSCALL_USER_DISPATCH) != 0 && SyscallUserDispatch.dispatch(task)) {
      return false;
    }
    if ((work & (SYSCALL_WORK_SYSCALL_TRACE | SYSCALL_WORK_SYSCALL_EMU)) != 0) {
      boolean killed = SyscallStop.entry(task);
      if (killed || (work & SYSCALL_WORK_SYSCALL_EMU) != 0) {
        return false;
      }
      work = task.syscallWork;
    }
    if ((work & SYSCALL_WORK_SECCOMP) != 0 && !Seccomp.allows(task)) {
      return false;
    }
    if (task.syscallNumber == -1) {
      return false;
    }
    if ((work & SYSCALL_WORK_SYSCALL_TRACEPOINT) != 0) {
      int nr = task.tracer().enter(task, task.syscallNumber, oldAbi);
      if (nr == Tracer.SKIP) {
        task.cpu.r0 = -Errno.ENOSYS;
        return false;
      }
      task.syscallNumber = nr;
    }
    return true;
  }

  /** Work after the call. */
  static void exit(Task task, boolean oldAbi) {
    int work = task.syscallWork;
    if (task.onDispatch) {
      // The program sees this call, nobody else does.
      task.onDispatch = false;
      return;
    }
    if ((work & SYSCALL_WORK_SYSCALL_TRACEPOINT) != 0) {
      CpuState cpu = task.cpu;
      cpu.r0 = task.tracer().exit(task, task.syscallNumber, oldAbi, cpu.r0);
    }
    // Under SYSEMU the entry stop has reported the step.
    boolean step =
        (work & SYSCALL_WORK_SYSCALL_EMU) == 0 && (work & SYSCALL_WORK_SYSCALL_EXIT_TRAP) != 0;
    if (step || (work & SYSCALL_WORK_SYSCALL_TRACE) != 0) {
      SyscallStop.exit(task, step);
    }
  }
}
