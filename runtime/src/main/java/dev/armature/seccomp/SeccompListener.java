package dev.armature.seccomp;

import dev.armature.abi.Errno;
import dev.armature.abi.ErrnoException;
import dev.armature.abi.Restart;
import dev.armature.machine.GuestFault;
import dev.armature.mm.Uaccess;
import dev.armature.seccomp.Notification.State;
import dev.armature.task.Rlimits;
import dev.armature.task.Task;
import dev.armature.vfs.FileOperations;
import dev.armature.vfs.FileStatus;
import dev.armature.vfs.OpenFile;
import dev.armature.vfs.Readiness;

/** The descriptor of a filter's supervisor ({@code seccomp_notify_ops} of kernel/seccomp.c). */
public final class SeccompListener implements FileOperations, Readiness {
  private static final int NOTIF_RECV = 0xc050_2100;
  private static final int NOTIF_SEND = 0xc018_2101;
  private static final int NOTIF_ID_VALID = 0x4008_2102;
  private static final int NOTIF_ID_VALID_WRONG_DIR = 0x8008_2102;
  private static final int NOTIF_ADDFD = 0x4018_2103;
  private static final int NOTIF_SET_FLAGS = 0x4008_2104;

  /** {@code struct seccomp_notif}. */
  static final int NOTIF_SIZE = 80;

  /** {@code struct seccomp_notif_resp}. */
  static final int RESP_SIZE = 24;

  private static final int FLAG_CONTINUE = 1;
  private static final int ADDFD_FLAG_SETFD = 1;
  private static final int ADDFD_FLAG_SEND = 2;
  private static final int O_CLOEXEC = 02000000;
  private static final int FD_SYNC_WAKE_UP = 1;

  private final Notifications notifications;

  SeccompListener(Notifications notifications) {
    this.notifications = notifications;
  }

  /** {@code seccomp_notify_ioctl}; 0, a new descriptor, or -errno. */
  public int ioctl(Task task, int command, int argument) {
    Uaccess user = task.mm.uaccess();
    return switch (command) {
      case NOTIF_RECV -> receive(task, user, argument);
      case NOTIF_SEND -> send(user, argument);
      case NOTIF_ID_VALID, NOTIF_ID_VALID_WRONG_DIR -> {
        Notification one = notifications.find(user.getLong(argument));
        yield one != null && one.state == State.SENT ? 0 : -Errno.ENOENT;
      }
      case NOTIF_ADDFD -> addFd(task, user, argument);
      // Both processors' queues are the same to us, so there is nothing to wake synchronously.
      case NOTIF_SET_FLAGS -> (argument & ~FD_SYNC_WAKE_UP) != 0 ? -Errno.EINVAL : 0;
      default -> -Errno.EINVAL;
    };
  }

  private int receive(Task task, Uaccess user, int address) {
    for (byte one : user.bytes(address, NOTIF_SIZE)) {
      if (one != 0) {
        return -Errno.EINVAL;
      }
    }
    Notification one = notifications.receive(task);
    if (one == null) {
      return notifications.isOrphaned() ? -Errno.ENOENT : Restart.ERESTARTSYS;
    }
    try {
      long unused = user.writable(address, NOTIF_SIZE);
      user.putLong(address, one.id);
      user.putInt(address + 8, one.task.tid);
      user.putInt(address + 12, 0);
      for (int i = 0; i < one.data.length; i++) {
        user.putInt(address + 16 + 4 * i, one.data[i]);
      }
      return 0;
    } catch (ErrnoException | GuestFault unmapped) {
      notifications.putBack(one);
      return -Errno.EFAULT;
    }
  }

  private int send(Uaccess user, int address) {
    long unused = user.readable(address, RESP_SIZE);
    long id = user.getLong(address);
    long value = user.getLong(address + 8);
    int error = user.getInt(address + 16);
    int flags = user.getInt(address + 20);
    boolean goOn = (flags & FLAG_CONTINUE) != 0;
    if ((flags & ~FLAG_CONTINUE) != 0 || (goOn && (error != 0 || value != 0))) {
      return -Errno.EINVAL;
    }
    Notification one = notifications.find(id);
    return one == null ? -Errno.ENOENT : notifications.reply(one, error, (int) value, goOn);
  }

  /** Puts a file of the supervisor's into the table of the one who waits. */
  private int addFd(Task task, Uaccess user, int address) {
    long unused = user.readable(address, 24);
    int flags = user.getInt(address + 8);
    int wanted = user.getInt(address + 16);
    int fdFlags = user.getInt(address + 20);
    if ((fdFlags & ~O_CLOEXEC) != 0
        || (flags & ~(ADDFD_FLAG_SETFD | ADDFD_FLAG_SEND)) != 0
        || (wanted != 0 && (flags & ADDFD_FLAG_SETFD) == 0)) {
      return -Errno.EINVAL;
    }
    OpenFile file = task.files.acquire(user.getInt(address + 12));
    if (file == null) {
      return -Errno.EBADF;
    }
    Notification one = notifications.find(user.getLong(address));
    if (one == null || one.state != State.SENT) {
      file.release();
      return one == null ? -Errno.ENOENT : -Errno.EINPROGRESS;
    }
    boolean cloexec = fdFlags != 0;
    long limit = one.task.group.rlimits.soft(Rlimits.NOFILE);
    int fd =
        (flags & ADDFD_FLAG_SETFD) != 0
            ? one.task.files.replace(wanted, file, cloexec, limit)
            : one.task.files.install(file, cloexec, 0, limit);
    if (fd < 0) {
      file.release();
      return fd;
    }
    if ((flags & ADDFD_FLAG_SEND) != 0) {
      int error = notifications.reply(one, 0, fd, false);
      return error != 0 ? error : fd;
    }
    return fd;
  }

  @Override
  public Readiness readiness() {
    return this;
  }

  @Override
  public int events() {
    return notifications.events();
  }

  @Override
  public void subscribe(Runnable changed) {
    notifications.listeners.add(changed);
  }

  @Override
  public void unsubscribe(Runnable changed) {
    notifications.listeners.remove(changed);
  }

  @Override
  public FileStatus status() {
    return FileStatus.anonymous();
  }

  @Override
  public String path() {
    return "anon_inode:seccomp notify";
  }

  @Override
  public void release() {
    notifications.close();
  }
}
