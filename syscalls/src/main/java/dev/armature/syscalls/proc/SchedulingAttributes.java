package dev.armature.syscalls.proc;

import dev.armature.abi.Errno;
import dev.armature.mm.Uaccess;
import dev.armature.task.Task;

/** sched_setattr, sched_getattr ({@code kernel/sched/syscalls.c}); see {@link Scheduling}. */
public final class SchedulingAttributes {
  /** SCHED_ATTR_SIZE_VER0 and VER1. */
  private static final int SIZE_VER0 = 48;

  private static final int SIZE = 56;
  private static final int PAGE = 4096;
  private static final int SCHED_DEADLINE = 6;
  private static final int NICE = 16;

  private SchedulingAttributes() {}

  public static int setattr(Task task, int pid, int address, int flags) {
    if (address == 0 || pid < 0 || flags != 0) {
      return -Errno.EINVAL;
    }
    Uaccess user = task.mm.uaccess();
    int size = user.getInt(address);
    if (size == 0) {
      size = SIZE_VER0;
    }
    if (Integer.compareUnsigned(size, SIZE_VER0) < 0
        || Integer.compareUnsigned(size, PAGE) > 0
        || !zero(user, address + SIZE, size - SIZE)) {
      user.putInt(address, SIZE);
      return -Errno.E2BIG;
    }
    Task target = pid == 0 ? task : task.kernel.task(pid);
    if (target == null) {
      return -Errno.ESRCH;
    }
    int policy = user.getInt(address + 4);
    int priority = user.getInt(address + 20);
    if (policy == SCHED_DEADLINE) {
      return -Errno.EPERM;
    }
    int error = Scheduling.checkPolicy(policy, priority);
    if (error != 0) {
      return error;
    }
    int nice = Math.clamp(user.getInt(address + NICE), -20, 19);
    if (nice < target.group.nice && !task.cred.capable()) {
      return -Errno.EPERM;
    }
    target.group.nice = nice;
    return 0;
  }

  private static boolean zero(Uaccess user, int address, int length) {
    for (int i = 0; i < length; i++) {
      if (user.getByte(address + i) != 0) {
        return false;
      }
    }
    return true;
  }

  public static int getattr(Task task, int pid, int address, int size, int flags) {
    if (address == 0
        || pid < 0
        || flags != 0
        || Integer.compareUnsigned(size, SIZE_VER0) < 0
        || Integer.compareUnsigned(size, PAGE) > 0) {
      return -Errno.EINVAL;
    }
    Task target = pid == 0 ? task : task.kernel.task(pid);
    if (target == null) {
      return -Errno.ESRCH;
    }
    Uaccess user = task.mm.uaccess();
    int used = Math.min(size, SIZE);
    user.clear(address, size);
    user.putInt(address, used);
    user.putInt(address + NICE, target.group.nice);
    if (used == SIZE) {
      // Utilisation may go up to all of a processor.
      user.putInt(address + 52, 1024);
    }
    return 0;
  }
}
