package dev.armature.syscalls.fs;

import static dev.armature.host.HostFiles.AT_FDCWD;

import dev.armature.abi.Errno;
import dev.armature.abi.FileMode;
import dev.armature.host.HostDescriptors;
import dev.armature.host.HostFiles;
import dev.armature.mm.Uaccess;
import dev.armature.task.Task;
import dev.armature.vfs.Found;
import dev.armature.vfs.HostFile;
import dev.armature.vfs.OpenFile;
import dev.armature.vfs.PathLookup;

/** Permissions, owners and times of files: {@code fs/open.c}, {@code fs/utimes.c}. */
public final class AttributeCalls {
  private static final int NOFOLLOW = HostFiles.AT_SYMLINK_NOFOLLOW;
  private static final long UTIME_NOW = 0x3fff_ffff;
  private static final long UTIME_OMIT = 0x3fff_fffe;

  private AttributeCalls() {}

  private static Found find(Task task, int dirfd, int pathAddress, int flags) {
    String path = UserMemory.path(task, pathAddress);
    if (path.isEmpty() && (flags & HostFiles.AT_EMPTY_PATH) != 0) {
      return PathLookup.found(PathLookup.base(task.caller(), dirfd, ""));
    }
    boolean follow = (flags & NOFOLLOW) == 0;
    return task.kernel.lookup.find(task.caller(), dirfd, path, follow);
  }

  public static int chmod(Task task, int path, int mode) {
    return fchmodat2(task, AT_FDCWD, path, mode, 0);
  }

  public static int fchmodat(Task task, int dirfd, int path, int mode) {
    return fchmodat2(task, dirfd, path, mode, 0);
  }

  public static int fchmodat2(Task task, int dirfd, int path, int mode, int flags) {
    if ((flags & ~(NOFOLLOW | HostFiles.AT_EMPTY_PATH)) != 0) {
      return -Errno.EINVAL;
    }
    try (Found found = find(task, dirfd, path, flags)) {
      if (!(found instanceof Found.Host host)) {
        return -Errno.EPERM;
      }
      if (found.status().type() == FileMode.S_IFLNK) {
        return -Errno.EOPNOTSUPP;
      }
      return HostFiles.fchmodat(AT_FDCWD, host.path(), mode & FileMode.S_IALLUGO);
    }
  }

  public static int fchmod(Task task, int fd, int mode) {
    OpenFile file = Files.getOpen(task, fd);
    try {
      return HostDescriptors.fchmod(Files.hostFd(file, Errno.EPERM), mode & FileMode.S_IALLUGO);
    } finally {
      file.release();
    }
  }

  public static int chown(Task task, int path, int uid, int gid) {
    return chown32(task, path, StatLayout.id32(uid), StatLayout.id32(gid));
  }

  public static int lchown(Task task, int path, int uid, int gid) {
    return lchown32(task, path, StatLayout.id32(uid), StatLayout.id32(gid));
  }

  public static int fchown(Task task, int fd, int uid, int gid) {
    return fchown32(task, fd, StatLayout.id32(uid), StatLayout.id32(gid));
  }

  public static int chown32(Task task, int path, int uid, int gid) {
    return fchownat(task, AT_FDCWD, path, uid, gid, 0);
  }

  public static int lchown32(Task task, int path, int uid, int gid) {
    return fchownat(task, AT_FDCWD, path, uid, gid, NOFOLLOW);
  }

  public static int fchownat(Task task, int dirfd, int path, int uid, int gid, int flags) {
    if ((flags & ~(NOFOLLOW | HostFiles.AT_EMPTY_PATH)) != 0) {
      return -Errno.EINVAL;
    }
    try (Found found = find(task, dirfd, path, flags)) {
      return found instanceof Found.Host host
          ? HostFiles.fchownat(host.fd(), "", uid, gid, HostFiles.AT_EMPTY_PATH)
          : -Errno.EPERM;
    }
  }

  public static int fchown32(Task task, int fd, int uid, int gid) {
    OpenFile file = Files.getOpen(task, fd);
    try {
      int host = Files.hostFd(file, Errno.EPERM);
      return HostFiles.fchownat(host, "", uid, gid, HostFiles.AT_EMPTY_PATH);
    } finally {
      file.release();
    }
  }

  /** Seconds in 32 bits and microseconds, twice; {@code null} for now. */
  private static long[] timevals(Task task, int address) {
    if (address == 0) {
      return null;
    }
    Uaccess user = task.mm.uaccess();
    long[] times = new long[4];
    for (int i = 0; i < 2; i++) {
      times[2 * i] = user.getInt(address + 8 * i);
      long micros = user.getInt(address + 8 * i + 4);
      // The kernel checks before it multiplies; a bad value must not become UTIME_NOW.
      times[2 * i + 1] = micros < 0 || micros >= 1_000_000 ? -1 : micros * 1000;
    }
    return times;
  }

  private static long[] timespecs(Task task, int address, boolean wide) {
    if (address == 0) {
      return null;
    }
    Uaccess user = task.mm.uaccess();
    long[] times = new long[4];
    for (int i = 0; i < 4; i++) {
      times[i] = wide ? user.getLong(address + 8 * i) : user.getInt(address + 4 * i);
    }
    if (wide) {
      // Only 32 bits of tv_nsec count for a 32-bit task (get_timespec64).
      times[1] = (int) times[1];
      times[3] = (int) times[3];
    }
    return times;
  }

  private static int set(Task task, int dirfd, int path, long[] times, int flags) {
    if ((flags & ~(NOFOLLOW | HostFiles.AT_EMPTY_PATH)) != 0) {
      return -Errno.EINVAL;
    }
    if (times != null && !(nanoseconds(times[1]) && nanoseconds(times[3]))) {
      return -Errno.EINVAL;
    }
    if (path == 0 && dirfd != AT_FDCWD) {
      if (flags != 0) {
        return -Errno.EINVAL;
      }
      OpenFile file = Files.getOpen(task, dirfd);
      try {
        return file.operations() instanceof HostFile host
            ? HostFiles.utimensat(host.fd(), null, times, 0)
            : -Errno.EPERM;
      } finally {
        file.release();
      }
    }
    try (Found found = find(task, dirfd, path, flags)) {
      return found instanceof Found.Host host
          ? HostFiles.utimensat(host.fd(), "", times, HostFiles.AT_EMPTY_PATH)
          : -Errno.EPERM;
    }
  }

  private static boolean nanoseconds(long value) {
    return (value >= 0 && value < 1_000_000_000) || value == UTIME_NOW || value == UTIME_OMIT;
  }

  public static int utimes(Task task, int path, int times) {
    return set(task, AT_FDCWD, path, timevals(task, times), 0);
  }

  public static int futimesat(Task task, int dirfd, int path, int times) {
    return set(task, dirfd, path, timevals(task, times), 0);
  }

  public static int utimensat(Task task, int dirfd, int path, int times, int flags) {
    return set(task, dirfd, path, timespecs(task, times, false), flags);
  }

  public static int utimensatTime64(Task task, int dirfd, int path, int times, int flags) {
    return set(task, dirfd, path, timespecs(task, times, true), flags);
  }
}
