package dev.armature.syscalls.proc;

import dev.armature.abi.Errno;
import dev.armature.task.Credentials;
import dev.armature.task.Task;

/** Changes of user and group ids ({@code kernel/sys.c}). -1 leaves an id as it is. */
public final class SetIdentity {
  private static final int MAX_GROUPS = 65536;

  private SetIdentity() {}

  /** A 16-bit id as the 32-bit calls take it: 65535 stands for -1 ({@code low2highuid}). */
  public static int widen(int id) {
    int low = id & 0xffff;
    return low == 0xffff ? -1 : low;
  }

  public static int setuid(Task task, int uid) {
    Credentials old = task.cred;
    if (uid == -1) {
      return -Errno.EINVAL;
    }
    if (old.capable()) {
      return become(task, old.withUids(uid, uid, uid));
    }
    if (uid != old.uid() && uid != old.suid()) {
      return -Errno.EPERM;
    }
    return become(task, old.withUids(old.uid(), uid, old.suid()));
  }

  public static int setgid(Task task, int gid) {
    Credentials old = task.cred;
    if (gid == -1) {
      return -Errno.EINVAL;
    }
    if (old.capable()) {
      return become(task, old.withGids(gid, gid, gid));
    }
    if (gid != old.gid() && gid != old.sgid()) {
      return -Errno.EPERM;
    }
    return become(task, old.withGids(old.gid(), gid, old.sgid()));
  }

  public static int setreuid(Task task, int ruid, int euid) {
    Credentials old = task.cred;
    if (!old.capable()) {
      if (ruid != -1 && ruid != old.uid() && ruid != old.euid()) {
        return -Errno.EPERM;
      }
      if (euid != -1 && euid != old.uid() && euid != old.euid() && euid != old.suid()) {
        return -Errno.EPERM;
      }
    }
    int real = ruid == -1 ? old.uid() : ruid;
    int effective = euid == -1 ? old.euid() : euid;
    boolean saves = ruid != -1 || (euid != -1 && euid != old.uid());
    return become(task, old.withUids(real, effective, saves ? effective : old.suid()));
  }

  public static int setregid(Task task, int rgid, int egid) {
    Credentials old = task.cred;
    if (!old.capable()) {
      if (rgid != -1 && rgid != old.gid() && rgid != old.egid()) {
        return -Errno.EPERM;
      }
      if (egid != -1 && egid != old.gid() && egid != old.egid() && egid != old.sgid()) {
        return -Errno.EPERM;
      }
    }
    int real = rgid == -1 ? old.gid() : rgid;
    int effective = egid == -1 ? old.egid() : egid;
    boolean saves = rgid != -1 || (egid != -1 && egid != old.gid());
    return become(task, old.withGids(real, effective, saves ? effective : old.sgid()));
  }

  public static int setresuid(Task task, int ruid, int euid, int suid) {
    Credentials old = task.cred;
    if (!old.capable() && !(ownUid(old, ruid) && ownUid(old, euid) && ownUid(old, suid))) {
      return -Errno.EPERM;
    }
    return become(
        task,
        old.withUids(
            ruid == -1 ? old.uid() : ruid,
            euid == -1 ? old.euid() : euid,
            suid == -1 ? old.suid() : suid));
  }

  public static int setresgid(Task task, int rgid, int egid, int sgid) {
    Credentials old = task.cred;
    if (!old.capable() && !(ownGid(old, rgid) && ownGid(old, egid) && ownGid(old, sgid))) {
      return -Errno.EPERM;
    }
    return become(
        task,
        old.withGids(
            rgid == -1 ? old.gid() : rgid,
            egid == -1 ? old.egid() : egid,
            sgid == -1 ? old.sgid() : sgid));
  }

  private static boolean ownUid(Credentials cred, int uid) {
    return uid == -1 || uid == cred.uid() || uid == cred.euid() || uid == cred.suid();
  }

  private static boolean ownGid(Credentials cred, int gid) {
    return gid == -1 || gid == cred.gid() || gid == cred.egid() || gid == cred.sgid();
  }

  /** setfsuid: the old id, whether it changed or not. */
  public static int setfsuid(Task task, int uid) {
    Credentials old = task.cred;
    if (uid != -1 && (old.capable() || ownUid(old, uid) || uid == old.fsuid())) {
      task.cred = old.withFsuid(uid);
    }
    return old.fsuid();
  }

  public static int setfsgid(Task task, int gid) {
    Credentials old = task.cred;
    if (gid != -1 && (old.capable() || ownGid(old, gid) || gid == old.fsgid())) {
      task.cred = old.withFsgid(gid);
    }
    return old.fsgid();
  }

  public static int setgroups(Task task, int size, int list) {
    return setgroups(task, size, list, false);
  }

  public static int setgroups16(Task task, int size, int list) {
    return setgroups(task, size, list, true);
  }

  private static int setgroups(Task task, int size, int list, boolean narrow) {
    if (!task.cred.capable()) {
      return -Errno.EPERM;
    }
    if (Integer.compareUnsigned(size, MAX_GROUPS) > 0) {
      return -Errno.EINVAL;
    }
    int[] groups = new int[size];
    for (int i = 0; i < size; i++) {
      groups[i] =
          narrow
              ? task.mm.uaccess().getShort(list + 2 * i)
              : task.mm.uaccess().getInt(list + 4 * i);
    }
    return become(task, task.cred.withGroups(groups));
  }

  private static int become(Task task, Credentials cred) {
    task.cred = cred;
    return 0;
  }
}
