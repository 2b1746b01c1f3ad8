package dev.armature.syscalls.proc;

import dev.armature.abi.Errno;
import dev.armature.mm.Uaccess;
import dev.armature.syscalls.time.GuestTime;
import dev.armature.task.Accounting;
import dev.armature.task.CpuUsage;
import dev.armature.task.Task;

/** What processes have used: getrusage, times. */
public final class Usage {
  private static final int RUSAGE_SIZE = 72;
  private static final int RUSAGE_SELF = 0;
  private static final int RUSAGE_CHILDREN = -1;
  private static final int RUSAGE_THREAD = 1;

  private Usage() {}

  /** Writes a struct rusage with the times. */
  static void write(Uaccess user, int address, CpuUsage used) {
    user.clear(address, RUSAGE_SIZE);
    GuestTime.putTimeval(user, address, used.user());
    GuestTime.putTimeval(user, address + 8, used.system());
  }

  public static int getrusage(Task task, int who, int usage) {
    CpuUsage used;
    switch (who) {
      case RUSAGE_SELF -> used = Accounting.processTimes(task.group);
      case RUSAGE_CHILDREN -> used = task.group.times.children();
      case RUSAGE_THREAD -> used = Accounting.threadTimes(task);
      default -> {
        return -Errno.EINVAL;
      }
    }
    write(task.mm.uaccess(), usage, used);
    if (who != RUSAGE_CHILDREN) {
      task.mm.uaccess().putInt(usage + 16, (int) (task.mm.totalPages() * 4));
    }
    return 0;
  }

  public static int times(Task task, int buf) {
    if (buf != 0) {
      Uaccess user = task.mm.uaccess();
      CpuUsage own = Accounting.processTimes(task.group);
      CpuUsage children = task.group.times.children();
      user.putInt(buf, Accounting.ticks(own.user()));
      user.putInt(buf + 4, Accounting.ticks(own.system()));
      user.putInt(buf + 8, Accounting.ticks(children.user()));
      user.putInt(buf + 12, Accounting.ticks(children.system()));
    }
    return Accounting.ticks(task.kernel.uptimeNanos());
  }
}
