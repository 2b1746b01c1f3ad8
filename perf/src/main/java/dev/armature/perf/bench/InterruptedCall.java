package dev.armature.perf.bench;

import dev.armature.abi.Restart;
import dev.armature.entry.SyscallHandler;
import dev.armature.task.Task;
import dev.armature.task.WorkFlags;

/** A system call that a signal interrupts each first time, and that has its result the second. */
public final class InterruptedCall implements SyscallHandler {
  private boolean interrupted;

  @Override
  public int call(Task task, int a0, int a1, int a2, int a3, int a4, int a5) {
    interrupted = !interrupted;
    if (!interrupted) {
      return 0;
    }
    task.setFlag(WorkFlags.SIGPENDING);
    return Restart.ERESTARTSYS;
  }
}
