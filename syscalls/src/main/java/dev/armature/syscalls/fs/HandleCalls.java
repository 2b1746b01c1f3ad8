package dev.armature.syscalls.fs;

import dev.armature.abi.Errno;
import dev.armature.host.HostBytes;
import dev.armature.host.HostFiles;
import dev.armature.mm.Uaccess;
import dev.armature.task.Task;
import dev.armature.vfs.Found;
import dev.armature.vfs.HostFile;
import dev.armature.vfs.OpenFile;
import java.lang.foreign.Arena;

/** name_to_handle_at, open_by_handle_at, cachestat: calls that the host's file systems answer. */
public final class HandleCalls {
  private static final int AT_SYMLINK_FOLLOW = 0x400;
  private static final int AT_HANDLE_FID = 0x200;

  /** {@code struct file_handle} without the handle. */
  private static final int HEADER = 8;

  private static final int MAX_HANDLE_SZ = 128;
  private static final int CACHESTAT_RANGE = 16;
  private static final int CACHESTAT = 40;

  private HandleCalls() {}

  public static int nameToHandle(Task task, int dirfd, int path, int handle, int mount, int flags) {
    if ((flags & ~(AT_SYMLINK_FOLLOW | HostFiles.AT_EMPTY_PATH | AT_HANDLE_FID)) != 0) {
      return -Errno.EINVAL;
    }
    String name = UserMemory.path(task, path);
    if (name.isEmpty() && (flags & HostFiles.AT_EMPTY_PATH) != 0) {
      OpenFile file = Files.get(task, dirfd);
      try {
        return file.operations() instanceof HostFile host
            ? encode(task, host.fd(), handle, mount, flags)
            : -Errno.EOPNOTSUPP;
      } finally {
        file.release();
      }
    }
    boolean follow = (flags & AT_SYMLINK_FOLLOW) != 0;
    try (Found found = task.kernel.lookup.find(task.caller(), dirfd, name, follow)) {
      return found instanceof Found.Host host
          ? encode(task, host.fd(), handle, mount, flags)
          : -Errno.EOPNOTSUPP;
    }
  }

  private static int encode(Task task, int fd, int handle, int mount, int flags) {
    Uaccess user = task.mm.uaccess();
    int room = user.getInt(handle);
    if (Integer.compareUnsigned(room, MAX_HANDLE_SZ) > 0) {
      return -Errno.EINVAL;
    }
    try (Arena arena = Arena.ofConfined()) {
      long copy = arena.allocate(HEADER + MAX_HANDLE_SZ + 8L, 8).address();
      HostBytes.setInt(copy, room);
      long id = copy + HEADER + MAX_HANDLE_SZ;
      int result = HostFiles.nameToHandle(fd, copy, id, flags & AT_HANDLE_FID);
      if (result < 0 && result != -Errno.EOVERFLOW) {
        return result;
      }
      user.putInt(mount, HostBytes.getInt(id));
      int used = result < 0 ? 0 : HostBytes.getInt(copy);
      user.copyOut(copy, handle, HEADER + used);
      return result;
    }
  }

  /** A handle leads past every directory: CAP_DAC_READ_SEARCH, which no guest has. */
  public static int openByHandle(Task task, int mount, int handle, int flags) {
    return -Errno.EPERM;
  }

  public static int cachestat(Task task, int fd, int range, int result, int flags) {
    OpenFile file = Files.get(task, fd);
    try {
      return HostFiles.cachestat(
          Files.hostFd(file, Errno.EOPNOTSUPP),
          UserMemory.in(task, range, CACHESTAT_RANGE),
          UserMemory.out(task, result, CACHESTAT),
          flags);
    } finally {
      file.release();
    }
  }
}
