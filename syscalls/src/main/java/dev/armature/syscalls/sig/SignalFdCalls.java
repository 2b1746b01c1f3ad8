package dev.armature.syscalls.sig;

import dev.armature.abi.Errno;
import dev.armature.abi.OpenFlags;
import dev.armature.syscalls.fs.Files;
import dev.armature.task.SignalFd;
import dev.armature.task.Task;
import dev.armature.vfs.OpenFile;

/** signalfd and signalfd4: {@code fs/signalfd.c}. */
public final class SignalFdCalls {
  /** SFD_CLOEXEC and SFD_NONBLOCK are the open flags of the same meaning. */
  private static final int FLAGS = OpenFlags.O_CLOEXEC | OpenFlags.O_NONBLOCK;

  private SignalFdCalls() {}

  public static int signalfd(Task task, int fd, int mask, int size) {
    return signalfd4(task, fd, mask, size, 0);
  }

  public static int signalfd4(Task task, int fd, int mask, int size, int flags) {
    if (size != Actions.SIGSET_SIZE) {
      return -Errno.EINVAL;
    }
    long wanted = task.mm.uaccess().getLong(mask);
    if ((flags & ~FLAGS) != 0) {
      return -Errno.EINVAL;
    }
    if (fd == -1) {
      OpenFile file =
          new OpenFile(
              new SignalFd(task.kernel, wanted), OpenFlags.O_RDWR | flags & OpenFlags.O_NONBLOCK);
      return Files.install(task, file, (flags & OpenFlags.O_CLOEXEC) != 0);
    }
    OpenFile file = Files.get(task, fd);
    try {
      if (!(file.operations() instanceof SignalFd signals)) {
        return -Errno.EINVAL;
      }
      signals.setMask(wanted);
      return fd;
    } finally {
      file.release();
    }
  }
}
