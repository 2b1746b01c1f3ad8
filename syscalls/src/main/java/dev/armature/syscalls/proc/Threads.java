package dev.armature.syscalls.proc;

import dev.armature.abi.Errno;
import dev.armature.task.Task;

/** What the C library tells the kernel of its threads. */
public final class Threads {
  private static final int ROBUST_LIST_HEAD_SIZE = 12;

  private Threads() {}

  public static int setTidAddress(Task task, int tid) {
    task.clearChildTid = tid;
    return task.tid;
  }

  public static int setRobustList(Task task, int head, int length) {
    if (length != ROBUST_LIST_HEAD_SIZE) {
      return -Errno.EINVAL;
    }
    task.robustList = head;
    return 0;
  }

  public static int getRobustList(Task task, int pid, int head, int length) {
    Task target = pid == 0 ? task : task.kernel.task(pid);
    if (target == null) {
      return -Errno.ESRCH;
    }
    task.mm.uaccess().putInt(length, ROBUST_LIST_HEAD_SIZE);
    task.mm.uaccess().putInt(head, target.robustList);
    return 0;
  }
}
