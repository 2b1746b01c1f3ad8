package dev.armature.entry;

import dev.armature.abi.ErrnoException;
import dev.armature.seccomp.Seccomp;
import dev.armature.signal.Signals;
import dev.armature.task.ExitTask;
import dev.armature.task.Signalling;
import dev.armature.task.Task;
import dev.armature.task.UserDispatch;

/** Hands calls to the program itself ({@code kernel/entry/syscall_user_dispatch.c}). */
final class SyscallUserDispatch {
  /** {@code SYS_USER_DISPATCH}. */
  private static final int SYS_USER_DISPATCH = 2;

  private static final int PAGE = 4096;

  private SyscallUserDispatch() {}

  /** Whether the call was caught: then it is not made and no tracer sees it. */
  static boolean dispatch(Task task) {
    UserDispatch dispatch = task.userDispatch;
    int pc = task.cpu.pc;
    // The kernel's own code for returning from handlers is never caught.
    if (dispatch == null
        || dispatch.inside(pc)
        || Integer.compareUnsigned(pc - task.sigpage, PAGE) < 0) {
      return false;
    }
    if (dispatch.selector() != 0) {
      int state;
      try {
        state = task.mm.uaccess().getByte(dispatch.selector());
      } catch (ErrnoException unreadable) {
        ExitTask.groupExit(task, Signals.SIGSEGV);
        return true;
      }
      if (state == UserDispatch.ALLOW) {
        return false;
      }
      if (state != UserDispatch.BLOCK) {
        ExitTask.groupExit(task, Signals.SIGSYS);
        return true;
      }
    }
    task.onDispatch = true;
    task.cpu.r0 = task.origR0;
    Signalling.force(task, Seccomp.sigsys(task, SYS_USER_DISPATCH, 0));
    return true;
  }
}
