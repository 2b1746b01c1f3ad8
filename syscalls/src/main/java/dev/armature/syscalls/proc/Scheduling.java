package dev.armature.syscalls.proc;

import dev.armature.abi.Errno;
import dev.armature.host.HostSystem;
import dev.armature.mm.Uaccess;
import dev.armature.syscalls.time.GuestTime;
import dev.armature.task.Kernel;
import dev.armature.task.Task;
import dev.armature.task.ThreadGroup;
import java.util.List;

/**
 * Scheduling: every task is SCHED_OTHER on all CPUs of the JVM; nice values are kept and shown, and
 * the host schedules as it likes.
 */
public final class Scheduling {
  private static final int SCHED_OTHER = 0;
  private static final int SCHED_FIFO = 1;
  private static final int SCHED_RR = 2;
  private static final int SCHED_BATCH = 3;
  private static final int SCHED_IDLE = 5;
  private static final int RT_MAX = 99;
  private static final int RR_NANOS = 100_000_000;

  private static final int PRIO_PROCESS = 0;
  private static final int PRIO_PGRP = 1;
  private static final int PRIO_USER = 2;

  private Scheduling() {}

  /**
   * Goes to the host: guest threads are its threads, and one that spins until another has run would
   * spin for its whole time slice if this came back at once.
   */
  public static int yield(Task task) {
    Thread.yield();
    return 0;
  }

  public static int getscheduler(Task task, int pid) {
    return find(task, pid) == null ? missing(pid) : SCHED_OTHER;
  }

  public static int setscheduler(Task task, int pid, int policy, int param) {
    if (find(task, pid) == null) {
      return missing(pid);
    }
    return checkPolicy(policy, task.mm.uaccess().getInt(param));
  }

  /** Whether a task may have a policy with a priority: 0 or the error. */
  static int checkPolicy(int policy, int priority) {
    return switch (policy) {
      case SCHED_OTHER, SCHED_BATCH, SCHED_IDLE -> priority == 0 ? 0 : -Errno.EINVAL;
      case SCHED_FIFO, SCHED_RR -> priority < 1 || priority > RT_MAX ? -Errno.EINVAL : -Errno.EPERM;
      default -> -Errno.EINVAL;
    };
  }

  public static int getparam(Task task, int pid, int param) {
    if (find(task, pid) == null) {
      return missing(pid);
    }
    task.mm.uaccess().putInt(param, 0);
    return 0;
  }

  public static int setparam(Task task, int pid, int param) {
    if (find(task, pid) == null) {
      return missing(pid);
    }
    return task.mm.uaccess().getInt(param) == 0 ? 0 : -Errno.EINVAL;
  }

  public static int priorityMax(Task task, int policy) {
    return switch (policy) {
      case SCHED_FIFO, SCHED_RR -> RT_MAX;
      case SCHED_OTHER, SCHED_BATCH, SCHED_IDLE -> 0;
      default -> -Errno.EINVAL;
    };
  }

  public static int priorityMin(Task task, int policy) {
    return switch (policy) {
      case SCHED_FIFO, SCHED_RR -> 1;
      case SCHED_OTHER, SCHED_BATCH, SCHED_IDLE -> 0;
      default -> -Errno.EINVAL;
    };
  }

  public static int rrGetInterval(Task task, int pid, int interval) {
    return rrGetInterval(task, pid, interval, false);
  }

  public static int rrGetIntervalTime64(Task task, int pid, int interval) {
    return rrGetInterval(task, pid, interval, true);
  }

  private static int rrGetInterval(Task task, int pid, int interval, boolean wide) {
    if (find(task, pid) == null) {
      return missing(pid);
    }
    GuestTime.putTimespec(task.mm.uaccess(), interval, wide, RR_NANOS);
    return 0;
  }

  public static int getaffinity(Task task, int pid, int size, int mask) {
    int cpus = Runtime.getRuntime().availableProcessors();
    int bytes = (cpus + 31) / 32 * 4;
    if (Integer.compareUnsigned(size, bytes) < 0 || (size & 3) != 0) {
      return -Errno.EINVAL;
    }
    if (find(task, pid) == null) {
      return -Errno.ESRCH;
    }
    Uaccess user = task.mm.uaccess();
    for (int i = 0; i < bytes; i++) {
      int inByte = Math.clamp(cpus - 8 * i, 0, 8);
      user.putByte(mask + i, (1 << inByte) - 1);
    }
    return bytes;
  }

  public static int setaffinity(Task task, int pid, int size, int mask) {
    if (find(task, pid) == null) {
      return -Errno.ESRCH;
    }
    int cpus = Runtime.getRuntime().availableProcessors();
    boolean any = false;
    for (int i = 0; i < Math.min(size, (cpus + 7) / 8); i++) {
      int inByte = Math.clamp(cpus - 8 * i, 0, 8);
      any |= (task.mm.uaccess().getByte(mask + i) & (1 << inByte) - 1) != 0;
    }
    return any ? 0 : -Errno.EINVAL;
  }

  public static int getcpu(Task task, int cpu, int node, int unused) {
    if (cpu != 0) {
      task.mm.uaccess().putInt(cpu, HostSystem.cpu());
    }
    if (node != 0) {
      task.mm.uaccess().putInt(node, 0);
    }
    return 0;
  }

  public static int nice(Task task, int increment) {
    int wanted = Math.clamp(task.group.nice + (long) Math.clamp(increment, -40, 40), -20, 19);
    if (increment < 0 && !task.cred.capable()) {
      return -Errno.EPERM;
    }
    task.group.nice = wanted;
    return 0;
  }

  /** The kernel's getpriority answers 20 - nice, so that it is never negative. */
  public static int getpriority(Task task, int which, int who) {
    List<ThreadGroup> groups = select(task, which, who);
    if (groups == null) {
      return -Errno.EINVAL;
    }
    return groups.stream().mapToInt(group -> 20 - group.nice).max().orElse(-Errno.ESRCH);
  }

  public static int setpriority(Task task, int which, int who, int priority) {
    List<ThreadGroup> groups = select(task, which, who);
    if (groups == null) {
      return -Errno.EINVAL;
    }
    int wanted = Math.clamp(priority, -20, 19);
    int result = groups.isEmpty() ? -Errno.ESRCH : 0;
    for (ThreadGroup group : groups) {
      if (wanted < group.nice && !task.cred.capable()) {
        result = -Errno.EACCES;
      } else {
        group.nice = wanted;
      }
    }
    return result;
  }

  private static List<ThreadGroup> select(Task task, int which, int who) {
    Kernel kernel = task.kernel;
    return switch (which) {
      case PRIO_PROCESS -> {
        Task target = who == 0 ? task : kernel.task(who);
        yield target == null ? List.of() : List.of(target.group);
      }
      case PRIO_PGRP -> kernel.processGroup(who == 0 ? task.group.pgid() : who);
      case PRIO_USER ->
          kernel.groups().stream()
              .filter(group -> group.firstThread() != null)
              .filter(group -> group.firstThread().cred.uid() == (who == 0 ? task.cred.uid() : who))
              .toList();
      default -> null;
    };
  }

  private static Task find(Task task, int pid) {
    return pid == 0 ? task : pid < 0 ? null : task.kernel.task(pid);
  }

  private static int missing(int pid) {
    return pid < 0 ? -Errno.EINVAL : -Errno.ESRCH;
  }
}
