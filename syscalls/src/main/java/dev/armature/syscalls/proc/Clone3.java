package dev.armature.syscalls.proc;

import dev.armature.abi.Errno;
import dev.armature.mm.AddressSpace;
import dev.armature.mm.Uaccess;
import dev.armature.signal.Signals;
import dev.armature.task.CloneTask;
import dev.armature.task.Task;

/** clone3: {@code copy_clone_args_from_user} and {@code clone3_args_valid} of kernel/fork.c. */
final class Clone3 {
  private static final int CLONE_ARGS_SIZE_VER0 = 64;
  private static final int CLONE_ARGS_SIZE_VER2 = 88;

  private static final long CLONE_CLEAR_SIGHAND = 1L << 32;
  private static final long CLONE_INTO_CGROUP = 1L << 33;

  /** The bits of the exit signal, of which clone3 uses one for a namespace. */
  private static final long CSIGNAL_WITHOUT_NEWTIME = 0x7f;

  private static final int CLONE_DETACHED = 0x40_0000;
  private static final int MAX_PID_NS_LEVEL = 32;

  private Clone3() {}

  static int call(Task task, int args, int size) {
    if (Integer.compareUnsigned(size, AddressSpace.PAGE_SIZE) > 0) {
      return -Errno.E2BIG;
    }
    if (Integer.compareUnsigned(size, CLONE_ARGS_SIZE_VER0) < 0) {
      return -Errno.EINVAL;
    }
    Uaccess user = task.mm.uaccess();
    long unused = user.readable(args, size);
    for (int i = CLONE_ARGS_SIZE_VER2; i < size; i++) {
      if (user.getByte(args + i) != 0) {
        return -Errno.E2BIG;
      }
    }
    long[] field = new long[CLONE_ARGS_SIZE_VER2 / 8];
    for (int i = 0; i < field.length && 8 * i < size; i++) {
      field[i] = user.getLong(args + 8 * i);
    }
    long flags = field[0];
    long exitSignal = field[4];
    long stack = field[5];
    long stackSize = field[6];
    boolean idWanted = field[8] != 0 || field[9] != 0;
    if (Long.compareUnsigned(field[9], MAX_PID_NS_LEVEL) > 0
        || (field[8] == 0) != (field[9] == 0)
        || Long.compareUnsigned(exitSignal, Signals.NSIG) > 0
        || (flags & CLONE_INTO_CGROUP) != 0
            && (size < CLONE_ARGS_SIZE_VER2
                || Long.compareUnsigned(field[10], Integer.MAX_VALUE) > 0)) {
      return -Errno.EINVAL;
    }
    if (!valid(flags, exitSignal) || (stack == 0) != (stackSize == 0)) {
      return -Errno.EINVAL;
    }
    if (idWanted) {
      // Choosing an id wants CAP_CHECKPOINT_RESTORE over the namespace, which no guest has.
      return -Errno.EPERM;
    }
    if ((flags & CLONE_INTO_CGROUP) != 0) {
      return -Errno.EBADF;
    }
    int clear = (flags & CLONE_CLEAR_SIGHAND) != 0 ? CloneTask.CLEAR_SIGHAND : 0;
    return CloneTask.clone(
        task,
        new CloneTask.Args(
            (int) flags & ~CloneTask.CSIGNAL | clear,
            (int) exitSignal,
            (int) (stack + stackSize),
            (int) field[3],
            (int) field[2],
            (int) field[7],
            (int) field[1]));
  }

  private static boolean valid(long flags, long exitSignal) {
    boolean shared = (flags & CloneTask.CLONE_SIGHAND) != 0;
    return flags >>> 34 == 0
        && (flags & (CLONE_DETACHED | CSIGNAL_WITHOUT_NEWTIME)) == 0
        && !(shared && (flags & CLONE_CLEAR_SIGHAND) != 0)
        && ((flags & (CloneTask.CLONE_THREAD | CloneTask.CLONE_PARENT)) == 0 || exitSignal == 0);
  }
}
