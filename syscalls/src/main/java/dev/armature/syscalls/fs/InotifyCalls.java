package dev.armature.syscalls.fs;

import dev.armature.abi.Errno;
import dev.armature.abi.OpenFlags;
import dev.armature.host.HostDescriptors;
import dev.armature.host.HostFiles;
import dev.armature.task.Task;
import dev.armature.vfs.Found;
import dev.armature.vfs.OpenFile;

/** inotify: the host's, with paths looked up as the guest sees them. */
public final class InotifyCalls {
  private static final int IN_DONT_FOLLOW = 0x0200_0000;

  private InotifyCalls() {}

  public static int init(Task task) {
    return init1(task, 0);
  }

  public static int init1(Task task, int flags) {
    if ((flags & ~(OpenFlags.O_CLOEXEC | OpenFlags.O_NONBLOCK)) != 0) {
      return -Errno.EINVAL;
    }
    return Files.installHost(
        task,
        HostDescriptors.inotifyInit(HostFiles.O_CLOEXEC | HostFiles.O_NONBLOCK),
        flags & OpenFlags.O_NONBLOCK,
        (flags & OpenFlags.O_CLOEXEC) != 0);
  }

  public static int addWatch(Task task, int fd, int path, int mask) {
    OpenFile file = Files.getOpen(task, fd);
    try {
      int host = Files.hostFd(file, Errno.EINVAL);
      boolean follow = (mask & IN_DONT_FOLLOW) == 0;
      try (Found found =
          task.kernel.lookup.find(
              task.caller(), HostFiles.AT_FDCWD, UserMemory.path(task, path), follow)) {
        // Our path is itself a link to the file, which the host has to follow.
        return found instanceof Found.Host target
            ? HostFiles.inotifyAddWatch(host, target.path(), mask & ~IN_DONT_FOLLOW)
            : -Errno.EPERM;
      }
    } finally {
      file.release();
    }
  }

  public static int removeWatch(Task task, int fd, int watch) {
    OpenFile file = Files.getOpen(task, fd);
    try {
      return HostDescriptors.inotifyRemoveWatch(Files.hostFd(file, Errno.EINVAL), watch);
    } finally {
      file.release();
    }
  }
}
