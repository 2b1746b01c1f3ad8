package dev.armature.syscalls.proc;

import dev.armature.abi.Errno;
import dev.armature.mm.Uaccess;
import dev.armature.task.Personality;
import dev.armature.task.Task;

/** capget and capset: root has every capability, others none; and personality. */
public final class Capabilities {
  private static final int VERSION_1 = 0x1998_0330;
  private static final int VERSION_2 = 0x2007_1026;
  private static final int VERSION_3 = 0x2008_0522;
  private static final long ALL = (1L << 41) - 1;

  private Capabilities() {}

  public static int capget(Task task, int header, int data) {
    Uaccess user = task.mm.uaccess();
    int words = words(user, header);
    if (words == 0) {
      return data == 0 ? 0 : -Errno.EINVAL;
    }
    int pid = user.getInt(header + 4);
    Task target = pid == 0 ? task : task.kernel.task(pid);
    if (pid < 0) {
      return -Errno.EINVAL;
    }
    if (target == null) {
      return -Errno.ESRCH;
    }
    long set = target.cred.capable() ? ALL : 0;
    for (int i = 0; i < words && data != 0; i++) {
      int word = (int) (set >>> 32 * i);
      user.putInt(data + 12 * i, word);
      user.putInt(data + 12 * i + 4, word);
      user.putInt(data + 12 * i + 8, 0);
    }
    return 0;
  }

  public static int capset(Task task, int header, int data) {
    Uaccess user = task.mm.uaccess();
    int words = words(user, header);
    if (words == 0) {
      return -Errno.EINVAL;
    }
    int pid = user.getInt(header + 4);
    if (pid != 0 && pid != task.tid) {
      return -Errno.EPERM;
    }
    long permitted = 0;
    for (int i = 0; i < words; i++) {
      permitted |= (user.getInt(data + 12 * i + 4) & 0xffff_ffffL) << 32 * i;
    }
    return (permitted & ~ALL) == 0 && (permitted == 0 || task.cred.capable()) ? 0 : -Errno.EPERM;
  }

  /** Words per set in this version; 0, and the version we like written back, for unknown ones. */
  private static int words(Uaccess user, int header) {
    switch (user.getInt(header)) {
      case VERSION_1 -> {
        return 1;
      }
      case VERSION_2, VERSION_3 -> {
        return 2;
      }
      default -> {
        user.putInt(header, VERSION_3);
        return 0;
      }
    }
  }

  public static int personality(Task task, int persona) {
    int old = task.personality;
    if (persona != Personality.QUERY) {
      task.personality = persona;
    }
    return old;
  }
}
