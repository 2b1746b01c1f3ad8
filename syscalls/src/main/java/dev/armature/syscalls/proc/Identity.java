package dev.armature.syscalls.proc;

import dev.armature.abi.Errno;
import dev.armature.mm.Uaccess;
import dev.armature.task.Credentials;
import dev.armature.task.JobControl;
import dev.armature.task.Task;

/** Who a task is: process ids and the plain questions about users and groups. */
public final class Identity {
  /** What 16-bit calls show for an id that does not fit. */
  private static final int OVERFLOW_ID = 65534;

  private Identity() {}

  public static int getpid(Task task) {
    return task.pid();
  }

  public static int gettid(Task task) {
    return task.tid;
  }

  public static int getppid(Task task) {
    return task.group.ppid();
  }

  public static int getpgrp(Task task) {
    return task.group.pgid();
  }

  public static int getpgid(Task task, int pid) {
    return JobControl.getpgid(task, pid);
  }

  public static int setpgid(Task task, int pid, int pgid) {
    return JobControl.setpgid(task, pid, pgid);
  }

  public static int getsid(Task task, int pid) {
    return JobControl.getsid(task, pid);
  }

  public static int setsid(Task task) {
    return JobControl.setsid(task);
  }

  public static int getuid(Task task) {
    return task.cred.uid();
  }

  public static int geteuid(Task task) {
    return task.cred.euid();
  }

  public static int getgid(Task task) {
    return task.cred.gid();
  }

  public static int getegid(Task task) {
    return task.cred.egid();
  }

  public static int getuid16(Task task) {
    return narrow(task.cred.uid());
  }

  public static int geteuid16(Task task) {
    return narrow(task.cred.euid());
  }

  public static int getgid16(Task task) {
    return narrow(task.cred.gid());
  }

  public static int getegid16(Task task) {
    return narrow(task.cred.egid());
  }

  public static int getresuid(Task task, int ruid, int euid, int suid) {
    Uaccess user = task.mm.uaccess();
    Credentials cred = task.cred;
    user.putInt(ruid, cred.uid());
    user.putInt(euid, cred.euid());
    user.putInt(suid, cred.suid());
    return 0;
  }

  public static int getresgid(Task task, int rgid, int egid, int sgid) {
    Uaccess user = task.mm.uaccess();
    Credentials cred = task.cred;
    user.putInt(rgid, cred.gid());
    user.putInt(egid, cred.egid());
    user.putInt(sgid, cred.sgid());
    return 0;
  }

  public static int getresuid16(Task task, int ruid, int euid, int suid) {
    Uaccess user = task.mm.uaccess();
    Credentials cred = task.cred;
    user.putShort(ruid, narrow(cred.uid()));
    user.putShort(euid, narrow(cred.euid()));
    user.putShort(suid, narrow(cred.suid()));
    return 0;
  }

  public static int getresgid16(Task task, int rgid, int egid, int sgid) {
    Uaccess user = task.mm.uaccess();
    Credentials cred = task.cred;
    user.putShort(rgid, narrow(cred.gid()));
    user.putShort(egid, narrow(cred.egid()));
    user.putShort(sgid, narrow(cred.sgid()));
    return 0;
  }

  public static int getgroups(Task task, int size, int list) {
    int[] groups = task.cred.groups();
    if (size < 0 || (size != 0 && size < groups.length)) {
      return -Errno.EINVAL;
    }
    for (int i = 0; i < groups.length && size != 0; i++) {
      task.mm.uaccess().putInt(list + 4 * i, groups[i]);
    }
    return groups.length;
  }

  public static int getgroups16(Task task, int size, int list) {
    int[] groups = task.cred.groups();
    if (size < 0 || (size != 0 && size < groups.length)) {
      return -Errno.EINVAL;
    }
    for (int i = 0; i < groups.length && size != 0; i++) {
      task.mm.uaccess().putShort(list + 2 * i, narrow(groups[i]));
    }
    return groups.length;
  }

  private static int narrow(int id) {
    return id >>> 16 != 0 ? OVERFLOW_ID : id;
  }
}
