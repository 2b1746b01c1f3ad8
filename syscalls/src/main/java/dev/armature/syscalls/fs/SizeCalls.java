package dev.armature.syscalls.fs;

import dev.armature.abi.Errno;
import dev.armature.abi.FileMode;
import dev.armature.host.HostDescriptors;
import dev.armature.host.HostFiles;
import dev.armature.task.Rlimits;
import dev.armature.task.Task;
import dev.armature.vfs.Found;
import dev.armature.vfs.HostFile;
import dev.armature.vfs.OpenFile;

/** Sizes of files, advice about their use, and writing them to disk. */
public final class SizeCalls {
  private SizeCalls() {}

  public static int truncate(Task task, int path, int length) {
    return truncateTo(task, path, (long) length);
  }

  public static int truncate64(Task task, int path, int hole, int low, int high) {
    return truncateTo(task, path, UserMemory.pair(low, high));
  }

  private static int truncateTo(Task task, int pathAddress, long length) {
    if (length < 0) {
      return -Errno.EINVAL;
    }
    String path = UserMemory.path(task, pathAddress);
    try (Found found = task.kernel.lookup.find(task.caller(), HostFiles.AT_FDCWD, path, true)) {
      if (found.status().type() == FileMode.S_IFDIR) {
        return -Errno.EISDIR;
      }
      if (found.status().type() != FileMode.S_IFREG || !(found instanceof Found.Host host)) {
        return -Errno.EINVAL;
      }
      int flags = HostFiles.O_WRONLY | HostFiles.O_CLOEXEC | HostFiles.O_NONBLOCK;
      int fd = HostFiles.openat(HostFiles.AT_FDCWD, host.path(), flags, 0);
      if (fd < 0) {
        return fd;
      }
      int result = resize(task, fd, found.status().size(), length);
      HostDescriptors.close(fd);
      return result;
    }
  }

  public static int ftruncate(Task task, int fd, int length) {
    return ftruncateTo(task, fd, (long) length);
  }

  public static int ftruncate64(Task task, int fd, int hole, int low, int high) {
    return ftruncateTo(task, fd, UserMemory.pair(low, high));
  }

  private static int ftruncateTo(Task task, int fd, long length) {
    OpenFile file = Files.getOpen(task, fd);
    try {
      if (length < 0) {
        return -Errno.EINVAL;
      }
      return file.operations() instanceof HostFile host
          ? resize(task, host.fd(), host.status().size(), length)
          : -Errno.EINVAL;
    } finally {
      file.release();
    }
  }

  private static int resize(Task task, int hostFd, long size, long length) {
    if (length > size) { // inode_newsize_ok
      long limit = task.group.rlimits.soft(Rlimits.FSIZE);
      if (limit >= 0 && length > limit) {
        return ReadWrite.fileTooLarge(task);
      }
    }
    int result = HostDescriptors.ftruncate(hostFd, length);
    if (result == 0) {
      task.kernel.fileTruncated(hostFd);
    }
    return result;
  }

  public static int fallocate(
      Task task, int fd, int mode, int low, int high, int lengthLow, int lengthHigh) {
    OpenFile file = Files.getOpen(task, fd);
    try {
      return HostDescriptors.fallocate(
          Files.hostFd(file, Errno.ENODEV),
          mode,
          UserMemory.pair(low, high),
          UserMemory.pair(lengthLow, lengthHigh));
    } finally {
      file.release();
    }
  }

  /** ARM has the advice second, so that both 64-bit values are in aligned pairs. */
  public static int fadvise64(
      Task task, int fd, int advice, int low, int high, int lengthLow, int lengthHigh) {
    OpenFile file = Files.getOpen(task, fd);
    try {
      return HostDescriptors.fadvise(
          Files.hostFd(file, Errno.ESPIPE),
          UserMemory.pair(low, high),
          UserMemory.pair(lengthLow, lengthHigh),
          advice);
    } finally {
      file.release();
    }
  }

  public static int readahead(Task task, int fd, int hole, int low, int high, int count) {
    OpenFile file = Files.getOpen(task, fd);
    try {
      return file.readable()
          ? HostDescriptors.readahead(
              Files.hostFd(file, Errno.EINVAL),
              UserMemory.pair(low, high),
              Integer.toUnsignedLong(count))
          : -Errno.EBADF;
    } finally {
      file.release();
    }
  }

  public static int sync(Task task) {
    HostDescriptors.sync();
    return 0;
  }

  public static int fsync(Task task, int fd) {
    OpenFile file = Files.getOpen(task, fd);
    try {
      return HostDescriptors.fsync(Files.hostFd(file, Errno.EINVAL));
    } finally {
      file.release();
    }
  }

  public static int fdatasync(Task task, int fd) {
    OpenFile file = Files.getOpen(task, fd);
    try {
      return HostDescriptors.fdatasync(Files.hostFd(file, Errno.EINVAL));
    } finally {
      file.release();
    }
  }

  public static int syncfs(Task task, int fd) {
    OpenFile file = Files.getOpen(task, fd);
    try {
      return HostDescriptors.syncfs(Files.hostFd(file, Errno.EINVAL));
    } finally {
      file.release();
    }
  }

  /** {@code sync_file_range2}: the flags come second, as in {@link #fadvise64}. */
  public static int syncFileRange(
      Task task, int fd, int flags, int low, int high, int lengthLow, int lengthHigh) {
    OpenFile file = Files.getOpen(task, fd);
    try {
      return HostDescriptors.syncFileRange(
          Files.hostFd(file, Errno.ESPIPE),
          UserMemory.pair(low, high),
          UserMemory.pair(lengthLow, lengthHigh),
          flags);
    } finally {
      file.release();
    }
  }
}
