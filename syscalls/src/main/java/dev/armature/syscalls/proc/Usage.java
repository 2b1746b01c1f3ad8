package dev.armature.syscalls.proc;

import dev.armature.abi.Errno;
import dev.armature.mm.Uaccess;
import dev.armature.task.Accounting;
import dev.armature.task.Task;

/** What processes have used: getrusage, times. The host does not tell user from system time. */
public final class Usage {
  private static final int RUSAGE_SIZE = 72;
  private static final int RUSAGE_SELF = 0;
  private static final int RUSAGE_CHILDREN = -1;
  private static final int RUSAGE_THREAD = 1;

  private Usage() {}

  /** Writes a struct rusage with {@code nanos} of user time. */
  static void write(Uaccess user, int address, long nanos) {
    user.clear(address, RUSAGE_SIZE);
    user.putInt(address, (int) (nanos / 1_000_000_000));
    user.putInt(address + 4, (int) (nanos % 1_000_000_000 / 1000));
  }

  public static int getrusage(Task task, int who, int usage) {
    long nanos;
    switch (who) {
      case RUSAGE_SELF -> nanos = Accounting.processNanos(task.group);
      case RUSAGE_CHILDREN -> nanos = task.group.times.children();
      case RUSAGE_THREAD -> nanos = Accounting.threadNanos(task);
      default -> {
        return -Errno.EINVAL;
      }
    }
    write(task.mm.uaccess(), usage, nanos);
    if (who != RUSAGE_CHILDREN) {
      task.mm.uaccess().putInt(usage + 16, (int) (task.mm.totalPages() * 4));
    }
    return 0;
  }

  public static int times(Task task, int buf) {
    if (buf != 0) {
      Uaccess user = task.mm.uaccess();
      user.putInt(buf, Accounting.ticks(Accounting.processNanos(task.group)));
      user.putInt(buf + 4, 0);
      user.putInt(buf + 8, Accounting.ticks(task.group.times.children()));
      user.putInt(buf + 12, 0);
    }
    return Accounting.ticks(task.kernel.uptimeNanos());
  }
}
