package dev.armature.syscalls.sys;

import dev.armature.abi.Errno;
import dev.armature.mm.Uaccess;
import dev.armature.task.Task;

/**
 * What only an administrator of the machine may do. A guest is none, even as root: it has a kernel
 * of its own, but disks, clocks and terminals are the host's.
 */
public final class Privileged {
  private static final int SYSLOG_CLOSE = 0;
  private static final int SYSLOG_OPEN = 1;
  private static final int SYSLOG_READ_ALL = 3;
  private static final int SYSLOG_SIZE_UNREAD = 9;
  private static final int SYSLOG_SIZE_BUFFER = 10;

  /** {@code CONFIG_LOG_BUF_SHIFT} of 17. */
  private static final int LOG_BUFFER = 1 << 17;

  private Privileged() {}

  /** mount: the kernel looks at its strings before it asks who calls. */
  public static int mount(Task task, int device, int directory, int type, int flags, int data) {
    Uaccess user = task.mm.uaccess();
    for (int text : new int[] {type, device}) {
      if (text != 0) {
        String unused = user.path(text);
      }
    }
    String unused = user.path(directory);
    return -Errno.EPERM;
  }

  /** umount2, pivot_root, reboot, vhangup, setns: not without the powers of the host. */
  public static int refused(Task task) {
    return -Errno.EPERM;
  }

  /** syslog: the log of a kernel that has said nothing; without root's powers it is closed. */
  public static int syslog(Task task, int action, int buffer, int length) {
    if (action < SYSLOG_CLOSE || action > SYSLOG_SIZE_BUFFER) {
      return task.cred.capable() ? -Errno.EINVAL : -Errno.EPERM;
    }
    if (!task.cred.capable()) {
      return -Errno.EPERM;
    }
    return switch (action) {
      case SYSLOG_CLOSE, SYSLOG_OPEN, SYSLOG_SIZE_UNREAD -> 0;
      case SYSLOG_READ_ALL -> buffer == 0 || length < 0 ? -Errno.EINVAL : 0;
      case SYSLOG_SIZE_BUFFER -> LOG_BUFFER;
      // Reading would wait for ever; clearing and the console are the host's.
      default -> -Errno.EPERM;
    };
  }
}
