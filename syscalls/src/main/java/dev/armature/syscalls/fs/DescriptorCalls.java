package dev.armature.syscalls.fs;

import dev.armature.abi.Errno;
import dev.armature.abi.OpenFlags;
import dev.armature.host.HostDescriptors;
import dev.armature.host.HostFiles;
import dev.armature.mm.Uaccess;
import dev.armature.task.Task;
import dev.armature.vfs.HostFile;
import dev.armature.vfs.OpenFile;

/** dup, dup2, dup3, pipe, pipe2, eventfd, memfd_create: calls that make descriptors. */
public final class DescriptorCalls {
  private static final int EFD_SEMAPHORE = 1;
  private static final int MFD_CLOEXEC = 1;

  private DescriptorCalls() {}

  public static int dup(Task task, int fd) {
    return Files.install(task, Files.get(task, fd), false);
  }

  public static int dup2(Task task, int fd, int wanted) {
    if (fd == wanted) {
      return task.files.isOpen(fd) ? fd : -Errno.EBADF;
    }
    return dup3(task, fd, wanted, 0);
  }

  public static int dup3(Task task, int fd, int wanted, int flags) {
    if ((flags & ~OpenFlags.O_CLOEXEC) != 0 || fd == wanted) {
      return -Errno.EINVAL;
    }
    OpenFile file = Files.get(task, fd);
    int result = task.files.replace(wanted, file, flags != 0, Files.limit(task));
    if (result < 0) {
      file.release();
    }
    return result;
  }

  public static int pipe(Task task, int fds) {
    return pipe2(task, fds, 0);
  }

  public static int pipe2(Task task, int fds, int flags) {
    if ((flags & ~(OpenFlags.O_CLOEXEC | OpenFlags.O_NONBLOCK | OpenFlags.O_DIRECT)) != 0) {
      return -Errno.EINVAL;
    }
    int hostFlags = HostFiles.O_CLOEXEC | HostFiles.O_NONBLOCK;
    if ((flags & OpenFlags.O_DIRECT) != 0) {
      hostFlags |= HostFiles.O_DIRECT;
    }
    int[] ends = new int[2];
    int result = HostDescriptors.pipe2(ends, hostFlags);
    if (result < 0) {
      return result;
    }
    int status = flags & ~OpenFlags.O_CLOEXEC;
    return installPair(
        task,
        new OpenFile(HostFile.of(ends[0]), status | OpenFlags.O_RDONLY),
        new OpenFile(HostFile.of(ends[1]), status | OpenFlags.O_WRONLY),
        fds,
        (flags & OpenFlags.O_CLOEXEC) != 0);
  }

  /** Gives two files descriptors and writes those to guest memory; all or nothing. */
  public static int installPair(
      Task task, OpenFile first, OpenFile second, int address, boolean cloexec) {
    int low = Files.install(task, first, cloexec);
    if (low < 0) {
      second.release();
      return low;
    }
    int high = Files.install(task, second, cloexec);
    if (high < 0) {
      task.files.close(low);
      return high;
    }
    Uaccess user = task.mm.uaccess();
    if (UserMemory.writable(task, address, 8) < 8) {
      task.files.close(low);
      task.files.close(high);
      return -Errno.EFAULT;
    }
    user.putInt(address, low);
    user.putInt(address + 4, high);
    return 0;
  }

  public static int eventfd(Task task, int initial) {
    return eventfd2(task, initial, 0);
  }

  public static int eventfd2(Task task, int initial, int flags) {
    if ((flags & ~(EFD_SEMAPHORE | OpenFlags.O_CLOEXEC | OpenFlags.O_NONBLOCK)) != 0) {
      return -Errno.EINVAL;
    }
    int hostFlags = HostFiles.O_CLOEXEC | HostFiles.O_NONBLOCK | (flags & EFD_SEMAPHORE);
    return Files.installHost(
        task,
        HostDescriptors.eventfd(initial, hostFlags),
        OpenFlags.O_RDWR | (flags & OpenFlags.O_NONBLOCK),
        (flags & OpenFlags.O_CLOEXEC) != 0);
  }

  public static int memfdCreate(Task task, int name, int flags) {
    String text = task.mm.uaccess().string(name, 250, Errno.EINVAL);
    return Files.installHost(
        task,
        HostFiles.memfdCreate(text, flags | MFD_CLOEXEC),
        OpenFlags.O_RDWR | OpenFlags.O_LARGEFILE,
        (flags & MFD_CLOEXEC) != 0);
  }
}
