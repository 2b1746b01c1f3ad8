package dev.armature.syscalls.time;

import dev.armature.abi.Errno;
import dev.armature.abi.OpenFlags;
import dev.armature.host.HostTimerFd;
import dev.armature.mm.Uaccess;
import dev.armature.task.Rlimits;
import dev.armature.task.Task;
import dev.armature.vfs.HostFile;
import dev.armature.vfs.OpenFile;

/** timerfd: a timer of the host behind a guest's descriptor. */
public final class TimerFdCalls {
  /** TFD_NONBLOCK and TFD_CLOEXEC are the open flags of the same meaning, on every machine. */
  private static final int FLAGS = OpenFlags.O_NONBLOCK | OpenFlags.O_CLOEXEC;

  private TimerFdCalls() {}

  public static int create(Task task, int clock, int flags) {
    if ((flags & ~FLAGS) != 0) {
      return -Errno.EINVAL;
    }
    int fd = HostTimerFd.create(clock, FLAGS);
    if (fd < 0) {
      return fd;
    }
    OpenFile file = new OpenFile(HostFile.of(fd), OpenFlags.O_RDWR | flags & OpenFlags.O_NONBLOCK);
    boolean cloexec = (flags & OpenFlags.O_CLOEXEC) != 0;
    int number = task.files.install(file, cloexec, 0, task.group.rlimits.soft(Rlimits.NOFILE));
    if (number < 0) {
      file.release();
    }
    return number;
  }

  public static int settime(Task task, int fd, int flags, int wanted, int old) {
    return settime(task, fd, flags, wanted, old, false);
  }

  public static int settime64(Task task, int fd, int flags, int wanted, int old) {
    return settime(task, fd, flags, wanted, old, true);
  }

  private static int settime(Task task, int fd, int flags, int wanted, int old, boolean wide) {
    Uaccess user = task.mm.uaccess();
    int half = wide ? 16 : 8;
    long[] setting = {
      GuestTime.timespec(user, wanted, wide), GuestTime.timespec(user, wanted + half, wide)
    };
    if (setting[0] < 0 || setting[1] < 0) {
      return -Errno.EINVAL;
    }
    long[] before = new long[2];
    OpenFile file = task.files.acquire(fd);
    if (file == null) {
      return -Errno.EBADF;
    }
    try {
      int result =
          file.operations() instanceof HostFile host
              ? HostTimerFd.settime(host.fd(), flags, setting, before)
              : -Errno.EINVAL;
      if (result == 0 && old != 0) {
        GuestTime.putTimespec(user, old, wide, before[0]);
        GuestTime.putTimespec(user, old + half, wide, before[1]);
      }
      return result;
    } finally {
      file.release();
    }
  }

  public static int gettime(Task task, int fd, int value) {
    return gettime(task, fd, value, false);
  }

  public static int gettime64(Task task, int fd, int value) {
    return gettime(task, fd, value, true);
  }

  private static int gettime(Task task, int fd, int value, boolean wide) {
    OpenFile file = task.files.acquire(fd);
    if (file == null) {
      return -Errno.EBADF;
    }
    try {
      long[] setting = new long[2];
      int result =
          file.operations() instanceof HostFile host
              ? HostTimerFd.gettime(host.fd(), setting)
              : -Errno.EINVAL;
      if (result == 0) {
        Uaccess user = task.mm.uaccess();
        GuestTime.putTimespec(user, value, wide, setting[0]);
        GuestTime.putTimespec(user, value + (wide ? 16 : 8), wide, setting[1]);
      }
      return result;
    } finally {
      file.release();
    }
  }
}
