package dev.armature.syscalls.sig;

import dev.armature.abi.Errno;
import dev.armature.entry.SignalDelivery;
import dev.armature.task.RestartBlock;
import dev.armature.task.Task;

/** Back from a handler, and on with an interrupted sleep. */
public final class Returning {
  private Returning() {}

  public static int sigreturn(Task task) {
    return SignalDelivery.sigreturn(task);
  }

  public static int rtSigreturn(Task task) {
    return SignalDelivery.rtSigreturn(task);
  }

  /** restart_syscall: only the kernel itself has a reason to call it. */
  public static int restartSyscall(Task task) {
    RestartBlock block = task.restartBlock;
    task.restartBlock = null;
    return block == null ? -Errno.EINTR : block.restart(task);
  }
}
