package dev.armature.entry;

import static dev.armature.task.WorkFlags.CODE_CHANGED;
import static dev.armature.task.WorkFlags.NEED_RESCHED;
import static dev.armature.task.WorkFlags.NOTIFY_RESUME;
import static dev.armature.task.WorkFlags.NOTIFY_SIGNAL;
import static dev.armature.task.WorkFlags.REGS_CHANGED;
import static dev.armature.task.WorkFlags.SIGPENDING;

import dev.armature.task.Task;

/** The way out to user code, for system calls, faults and polls alike (kernel/entry/common.c). */
final class ExitToUser {
  private ExitToUser() {}

  /**
   * Does all work that is pending, re-reading the flags after each piece ({@code
   * exit_to_user_mode_loop}).
   *
   * @param syscall whether this exit belongs to a system call that may be restarted; only the first
   *     signal of a round may restart it
   * @return 0 to go to user code (or to the end, when the task is exiting); 1 to restart the call
   *     with the same number, -1 with restart_syscall
   */
  static int exitToUserModeLoop(Task task, boolean syscall) {
    boolean mayRestart = syscall;
    while (true) {
      int flags = task.flags();
      if (flags == 0 || task.exiting()) {
        return 0;
      }
      if ((flags & (REGS_CHANGED | CODE_CHANGED)) != 0) {
        task.clearFlag(REGS_CHANGED | CODE_CHANGED);
        task.leaveUnit = true;
        mayRestart &= (flags & REGS_CHANGED) == 0;
      }
      if ((flags & NEED_RESCHED) != 0) {
        task.clearFlag(NEED_RESCHED);
        Thread.yield();
      } else if ((flags & (SIGPENDING | NOTIFY_SIGNAL)) != 0) {
        task.clearFlag(NOTIFY_SIGNAL);
        int restart = SignalDelivery.doSignal(task, mayRestart);
        if (restart != 0) {
          return restart;
        }
        mayRestart = false;
      } else if ((flags & NOTIFY_RESUME) != 0) {
        task.clearFlag(NOTIFY_RESUME);
      }
    }
  }
}
