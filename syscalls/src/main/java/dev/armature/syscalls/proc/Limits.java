package dev.armature.syscalls.proc;

import dev.armature.abi.Errno;
import dev.armature.mm.Uaccess;
import dev.armature.task.Rlimits;
import dev.armature.task.Task;
import dev.armature.task.ThreadGroup;

/** Resource limits. */
public final class Limits {
  /** RLIM_INFINITY of the 32-bit calls, and of the oldest one. */
  private static final int INFINITY32 = -1;

  private static final int OLD_INFINITY = 0x7fff_ffff;

  /** The most descriptors a table can have: fs.nr_open. */
  private static final long NR_OPEN = 1 << 20;

  private Limits() {}

  public static int ugetrlimit(Task task, int resource, int limit) {
    if (!valid(resource)) {
      return -Errno.EINVAL;
    }
    Rlimits limits = task.group.rlimits;
    task.mm.uaccess().putInt(limit, narrow(limits.soft(resource)));
    task.mm.uaccess().putInt(limit + 4, narrow(limits.hard(resource)));
    return 0;
  }

  /** getrlimit as it was before limits were unsigned. */
  public static int oldGetrlimit(Task task, int resource, int limit) {
    if (!valid(resource)) {
      return -Errno.EINVAL;
    }
    Rlimits limits = task.group.rlimits;
    task.mm.uaccess().putInt(limit, cut(limits.soft(resource)));
    task.mm.uaccess().putInt(limit + 4, cut(limits.hard(resource)));
    return 0;
  }

  public static int setrlimit(Task task, int resource, int limit) {
    if (!valid(resource)) {
      return -Errno.EINVAL;
    }
    Uaccess user = task.mm.uaccess();
    return set(
        task, task.group, resource, widen(user.getInt(limit)), widen(user.getInt(limit + 4)));
  }

  public static int prlimit64(Task task, int pid, int resource, int wanted, int old) {
    if (!valid(resource)) {
      return -Errno.EINVAL;
    }
    ThreadGroup group = pid == 0 ? task.group : task.kernel.group(pid);
    if (group == null) {
      return -Errno.ESRCH;
    }
    Uaccess user = task.mm.uaccess();
    long soft = group.rlimits.soft(resource);
    long hard = group.rlimits.hard(resource);
    if (wanted != 0) {
      int error = set(task, group, resource, user.getLong(wanted), user.getLong(wanted + 8));
      if (error != 0) {
        return error;
      }
    }
    if (old != 0) {
      user.putLong(old, soft);
      user.putLong(old + 8, hard);
    }
    return 0;
  }

  private static int set(Task task, ThreadGroup group, int resource, long soft, long hard) {
    if (Long.compareUnsigned(soft, hard) > 0) {
      return -Errno.EINVAL;
    }
    if (resource == Rlimits.NOFILE && Long.compareUnsigned(hard, NR_OPEN) > 0) {
      return -Errno.EPERM;
    }
    if (Long.compareUnsigned(hard, group.rlimits.hard(resource)) > 0 && !task.cred.capable()) {
      return -Errno.EPERM;
    }
    group.rlimits.set(resource, soft, hard);
    return 0;
  }

  private static boolean valid(int resource) {
    return Integer.compareUnsigned(resource, Rlimits.COUNT) < 0;
  }

  private static int narrow(long limit) {
    return limit >>> 32 != 0 ? INFINITY32 : (int) limit;
  }

  private static int cut(long limit) {
    return Long.compareUnsigned(limit, OLD_INFINITY) > 0 ? OLD_INFINITY : (int) limit;
  }

  private static long widen(int limit) {
    return limit == INFINITY32 ? Rlimits.INFINITY : limit & 0xffff_ffffL;
  }
}
