package dev.armature.entry;

import dev.armature.machine.KernelCall;
import dev.armature.task.Task;

/**
 * One system call. Receives the six argument registers and returns what r0 gets: a result, a
 * negated errno, or one of {@link dev.armature.abi.Restart}'s codes when a signal interrupted it.
 *
 * <p>A handler touches guest memory through {@code task.mm} only. A {@link
 * dev.armature.machine.GuestFault} that it lets through becomes -EFAULT, so a handler need not
 * check pointers before it has side effects to undo.
 *
 * <p>The narrower shapes let a row name a method with just the parameters it needs.
 */
@FunctionalInterface
public interface SyscallHandler extends KernelCall {
  int call(Task task, int a0, int a1, int a2, int a3, int a4, int a5);

  /** A call without arguments. */
  @FunctionalInterface
  interface Call0 extends SyscallHandler {
    int call(Task task);

    @Override
    default int call(Task task, int a0, int a1, int a2, int a3, int a4, int a5) {
      return call(task);
    }
  }

  /** A call with one argument. */
  @FunctionalInterface
  interface Call1 extends SyscallHandler {
    int call(Task task, int a0);

    @Override
    default int call(Task task, int a0, int a1, int a2, int a3, int a4, int a5) {
      return call(task, a0);
    }
  }

  /** A call with two arguments. */
  @FunctionalInterface
  interface Call2 extends SyscallHandler {
    int call(Task task, int a0, int a1);

    @Override
    default int call(Task task, int a0, int a1, int a2, int a3, int a4, int a5) {
      return call(task, a0, a1);
    }
  }

  /** A call with three arguments. */
  @FunctionalInterface
  interface Call3 extends SyscallHandler {
    int call(Task task, int a0, int a1, int a2);

    @Override
    default int call(Task task, int a0, int a1, int a2, int a3, int a4, int a5) {
      return call(task, a0, a1, a2);
    }
  }

  /** A call with four arguments. */
  @FunctionalInterface
  interface Call4 extends SyscallHandler {
    int call(Task task, int a0, int a1, int a2, int a3);

    @Override
    default int call(Task task, int a0, int a1, int a2, int a3, int a4, int a5) {
      return call(task, a0, a1, a2, a3);
    }
  }

  /** A call with five arguments. */
  @FunctionalInterface
  interface Call5 extends SyscallHandler {
    int call(Task task, int a0, int a1, int a2, int a3, int a4);

    @Override
    default int call(Task task, int a0, int a1, int a2, int a3, int a4, int a5) {
      return call(task, a0, a1, a2, a3, a4);
    }
  }
}
