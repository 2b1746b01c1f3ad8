package dev.armature.syscalls.fs;

import dev.armature.abi.Errno;
import dev.armature.host.HostFiles;
import dev.armature.task.Task;
import dev.armature.vfs.FileStatus;
import dev.armature.vfs.OpenFile;
import dev.armature.vfs.PathLookup;
import java.util.Arrays;

/** The stat family: {@code fs/stat.c}. */
public final class StatCalls {
  private static final int AT_STATX_SYNC_TYPE = 0x6000;
  private static final int STATX_BTIME = 0x800;

  /** Where it stands in the structure. */
  private static final int BTIME = 0x50;

  private static final int STATX_RESERVED = 0x8000_0000;
  private static final int VALID =
      HostFiles.AT_SYMLINK_NOFOLLOW
          | HostFiles.AT_EMPTY_PATH
          | HostFiles.AT_NO_AUTOMOUNT
          | AT_STATX_SYNC_TYPE;

  private StatCalls() {}

  static FileStatus status(Task task, int dirfd, int pathAddress, int flags) {
    boolean emptyAllowed = (flags & HostFiles.AT_EMPTY_PATH) != 0;
    // A null path with AT_EMPTY_PATH means the descriptor, since Linux 6.11.
    String path = pathAddress == 0 && emptyAllowed ? "" : UserMemory.path(task, pathAddress);
    if (path.isEmpty() && emptyAllowed) {
      OpenFile base = PathLookup.base(task.caller(), dirfd, path);
      try {
        return base.operations().status();
      } finally {
        base.release();
      }
    }
    boolean follow = (flags & HostFiles.AT_SYMLINK_NOFOLLOW) == 0;
    return task.kernel.lookup.status(task.caller(), dirfd, path, follow);
  }

  static FileStatus status(Task task, int fd) {
    OpenFile file = Files.get(task, fd);
    try {
      return file.operations().status();
    } finally {
      file.release();
    }
  }

  public static int stat(Task task, int path, int buffer) {
    return StatLayout.stat(task, buffer, status(task, HostFiles.AT_FDCWD, path, 0));
  }

  public static int lstat(Task task, int path, int buffer) {
    int flags = HostFiles.AT_SYMLINK_NOFOLLOW;
    return StatLayout.stat(task, buffer, status(task, HostFiles.AT_FDCWD, path, flags));
  }

  public static int fstat(Task task, int fd, int buffer) {
    return StatLayout.stat(task, buffer, status(task, fd));
  }

  public static int stat64(Task task, int path, int buffer) {
    return StatLayout.stat64(task, buffer, status(task, HostFiles.AT_FDCWD, path, 0));
  }

  public static int lstat64(Task task, int path, int buffer) {
    int flags = HostFiles.AT_SYMLINK_NOFOLLOW;
    return StatLayout.stat64(task, buffer, status(task, HostFiles.AT_FDCWD, path, flags));
  }

  public static int fstat64(Task task, int fd, int buffer) {
    return StatLayout.stat64(task, buffer, status(task, fd));
  }

  public static int fstatat64(Task task, int dirfd, int path, int buffer, int flags) {
    if ((flags & ~(VALID & ~AT_STATX_SYNC_TYPE)) != 0) {
      return -Errno.EINVAL;
    }
    return StatLayout.stat64(task, buffer, status(task, dirfd, path, flags));
  }

  /** Guest and host have the same {@code struct statx}. */
  public static int statx(Task task, int dirfd, int path, int flags, int mask, int buffer) {
    if ((mask & STATX_RESERVED) != 0
        || (flags & ~VALID) != 0
        || (flags & AT_STATX_SYNC_TYPE) == AT_STATX_SYNC_TYPE) {
      return -Errno.EINVAL;
    }
    FileStatus status = status(task, dirfd, path, flags);
    UserMemory.put(task, buffer, asked(status, mask), FileStatus.SIZE);
    return 0;
  }

  /** A file system tells a birth time to those who ask; the rest comes unasked as well. */
  private static byte[] asked(FileStatus status, int mask) {
    byte[] statx = status.statx();
    if ((mask & STATX_BTIME) == 0 && (statx[1] & STATX_BTIME >> 8) != 0) {
      statx = statx.clone();
      statx[1] &= (byte) ~(STATX_BTIME >> 8);
      Arrays.fill(statx, BTIME, BTIME + 16, (byte) 0);
    }
    return statx;
  }
}
