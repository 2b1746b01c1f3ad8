package dev.armature.host;

import dev.armature.abi.Errno;
import dev.armature.abi.OpenFlags;

/**
 * The host's calls on paths: look up, create, remove, change.
 *
 * <p>Flags and modes are the host's. Paths hold one byte per character ({@link HostBytes}). Each
 * returns the kernel's result or the negated error number.
 */
public final class HostFiles {
  /** Relative paths start at the process's working directory. */
  public static final int AT_FDCWD = -100;

  public static final int AT_SYMLINK_NOFOLLOW = 0x100;
  public static final int AT_REMOVEDIR = 0x200;
  public static final int AT_EACCESS = 0x200;
  public static final int AT_SYMLINK_FOLLOW = 0x400;
  public static final int AT_NO_AUTOMOUNT = 0x800;
  public static final int AT_EMPTY_PATH = 0x1000;

  public static final int O_RDONLY = 0;
  public static final int O_WRONLY = 1;
  public static final int O_RDWR = 2;
  public static final int O_CREAT = 0x40;
  public static final int O_NOCTTY = 0x100;
  public static final int O_NONBLOCK = 0x800;
  public static final int O_CLOEXEC = 0x80000;
  public static final int O_PATH = 0x200000;
  public static final int O_DIRECTORY = HostNumber.ARM_OPEN_FLAGS ? 0x4000 : 0x10000;
  public static final int O_NOFOLLOW = HostNumber.ARM_OPEN_FLAGS ? 0x8000 : 0x20000;
  public static final int O_DIRECT = HostNumber.ARM_OPEN_FLAGS ? 0x10000 : 0x4000;

  public static final long RESOLVE_NO_MAGICLINKS = 0x02;
  public static final long RESOLVE_BENEATH = 0x08;
  public static final long RESOLVE_IN_ROOT = 0x10;

  /** The longest path with its terminating zero. */
  public static final int PATH_MAX = 4096;

  // Places in the thread's scratch buffer.
  private static final int PATH = 0;
  private static final int PATH2 = 8192;
  private static final int STRUCTURE = 16384;

  private HostFiles() {}

  /** A guest's flags of {@code open} as the host's. */
  public static int toHost(int flags) {
    return OpenFlags.toHost(flags, O_DIRECTORY, O_NOFOLLOW, O_DIRECT);
  }

  private static long place(int offset) {
    return HostSyscall.scratch().address() + offset;
  }

  /** The address of a path in scratch memory; paths that are too long must be refused before. */
  private static long path(int offset, String path) {
    long address = place(offset);
    HostBytes.setString(address, path);
    return address;
  }

  private static boolean tooLong(String path) {
    return path.length() >= 2 * PATH_MAX - 1;
  }

  public static int openat(int dir, String path, int flags, int mode) {
    if (tooLong(path)) {
      return -Errno.ENAMETOOLONG;
    }
    return (int) HostSyscall.call(HostNumber.OPENAT, dir, path(PATH, path), flags, mode);
  }

  /** {@code openat2}; {@code resolve} is a set of {@code RESOLVE_} bits. */
  public static int openat2(int dir, String path, int flags, int mode, long resolve) {
    if (tooLong(path)) {
      return -Errno.ENAMETOOLONG;
    }
    long how = place(STRUCTURE);
    HostBytes.setLong(how, flags & 0xffff_ffffL);
    HostBytes.setLong(how + 8, mode);
    HostBytes.setLong(how + 16, resolve);
    return (int) HostSyscall.call(HostNumber.OPENAT2, dir, path(PATH, path), how, 24);
  }

  /**
   * {@code statx}: the status of a path or, with {@link #AT_EMPTY_PATH} and an empty path, of a
   * descriptor.
   *
   * @param status 256 bytes to fill with the kernel's {@code struct statx}
   */
  public static int statx(int dir, String path, int flags, int mask, byte[] status) {
    if (tooLong(path)) {
      return -Errno.ENAMETOOLONG;
    }
    long buffer = place(STRUCTURE);
    int result =
        (int) HostSyscall.call(HostNumber.STATX, dir, path(PATH, path), flags, mask, buffer);
    if (result == 0) {
      HostBytes.copyOut(buffer, status, 0, 256);
    }
    return result;
  }

  /**
   * {@code readlinkat}: the text of a symbolic link, or {@code null} with the error in error[0].
   */
  public static String readlinkat(int dir, String path, int[] error) {
    if (tooLong(path)) {
      error[0] = -Errno.ENAMETOOLONG;
      return null;
    }
    long buffer = place(STRUCTURE);
    int length =
        (int) HostSyscall.call(HostNumber.READLINKAT, dir, path(PATH, path), buffer, 2 * PATH_MAX);
    if (length < 0) {
      error[0] = length;
      return null;
    }
    return HostBytes.string(buffer, length);
  }

  public static int mkdirat(int dir, String path, int mode) {
    return (int) HostSyscall.call(HostNumber.MKDIRAT, dir, path(PATH, path), mode);
  }

  public static int mknodat(int dir, String path, int mode, long device) {
    return (int) HostSyscall.call(HostNumber.MKNODAT, dir, path(PATH, path), mode, device);
  }

  public static int unlinkat(int dir, String path, int flags) {
    return (int) HostSyscall.call(HostNumber.UNLINKAT, dir, path(PATH, path), flags);
  }

  public static int symlinkat(String target, int dir, String path) {
    return (int) HostSyscall.call(HostNumber.SYMLINKAT, path(PATH2, target), dir, path(PATH, path));
  }

  public static int linkat(int oldDir, String oldPath, int newDir, String newPath, int flags) {
    return (int)
        HostSyscall.call(
            HostNumber.LINKAT, oldDir, path(PATH, oldPath), newDir, path(PATH2, newPath), flags);
  }

  public static int renameat2(int oldDir, String oldPath, int newDir, String newPath, int flags) {
    return (int)
        HostSyscall.call(
            HostNumber.RENAMEAT2, oldDir, path(PATH, oldPath), newDir, path(PATH2, newPath), flags);
  }

  public static int faccessat2(int dir, String path, int mode, int flags) {
    return (int) HostSyscall.call(HostNumber.FACCESSAT2, dir, path(PATH, path), mode, flags);
  }

  public static int fchmodat(int dir, String path, int mode) {
    return (int) HostSyscall.call(HostNumber.FCHMODAT, dir, path(PATH, path), mode);
  }

  public static int fchownat(int dir, String path, int uid, int gid, int flags) {
    return (int) HostSyscall.call(HostNumber.FCHOWNAT, dir, path(PATH, path), uid, gid, flags);
  }

  /**
   * {@code utimensat}.
   *
   * @param path {@code null} for the descriptor itself
   * @param times seconds and nanoseconds of access and modification, or {@code null} for now
   */
  public static int utimensat(int dir, String path, long[] times, int flags) {
    long buffer = 0;
    if (times != null) {
      buffer = place(STRUCTURE);
      for (int i = 0; i < 4; i++) {
        HostBytes.setLong(buffer + 8L * i, times[i]);
      }
    }
    long address = path == null ? 0 : path(PATH, path);
    return (int) HostSyscall.call(HostNumber.UTIMENSAT, dir, address, buffer, flags);
  }

  /** {@code inotify_add_watch}. */
  public static int inotifyAddWatch(int fd, String path, int mask) {
    return (int) HostSyscall.call(HostNumber.INOTIFY_ADD_WATCH, fd, path(PATH, path), mask);
  }

  /** {@code memfd_create}. */
  public static int memfdCreate(String name, int flags) {
    return (int) HostSyscall.call(HostNumber.MEMFD_CREATE, path(PATH, name), flags);
  }

  /** {@code setxattr} or {@code lsetxattr}. */
  public static int setxattr(
      String path, boolean follow, String name, long value, long size, int flags) {
    int number = follow ? HostNumber.SETXATTR : HostNumber.LSETXATTR;
    return (int) HostSyscall.call(number, path(PATH, path), path(PATH2, name), value, size, flags);
  }

  /** {@code getxattr} or {@code lgetxattr}. */
  public static int getxattr(String path, boolean follow, String name, long value, long size) {
    int number = follow ? HostNumber.GETXATTR : HostNumber.LGETXATTR;
    return (int) HostSyscall.call(number, path(PATH, path), path(PATH2, name), value, size);
  }

  /** {@code listxattr} or {@code llistxattr}. */
  public static int listxattr(String path, boolean follow, long list, long size) {
    int number = follow ? HostNumber.LISTXATTR : HostNumber.LLISTXATTR;
    return (int) HostSyscall.call(number, path(PATH, path), list, size);
  }

  /** {@code removexattr} or {@code lremovexattr}. */
  public static int removexattr(String path, boolean follow, String name) {
    int number = follow ? HostNumber.REMOVEXATTR : HostNumber.LREMOVEXATTR;
    return (int) HostSyscall.call(number, path(PATH, path), path(PATH2, name));
  }

  public static int fsetxattr(int fd, String name, long value, long size, int flags) {
    return (int) HostSyscall.call(HostNumber.FSETXATTR, fd, path(PATH2, name), value, size, flags);
  }

  public static int fgetxattr(int fd, String name, long value, long size) {
    return (int) HostSyscall.call(HostNumber.FGETXATTR, fd, path(PATH2, name), value, size);
  }

  public static int flistxattr(int fd, long list, long size) {
    return (int) HostSyscall.call(HostNumber.FLISTXATTR, fd, list, size);
  }

  public static int fremovexattr(int fd, String name) {
    return (int) HostSyscall.call(HostNumber.FREMOVEXATTR, fd, path(PATH2, name));
  }

  /**
   * Makes {@code mask} the umask of the calling thread alone. The first time it takes the thread
   * out of the JVM's shared state ({@code CLONE_FS}), so the JVM and other guests keep theirs.
   */
  public static void umask(int mask) {
    HostSyscall.threadUmask(mask);
  }

  /**
   * Makes a directory the working directory of the calling thread alone, for calls that know
   * relative paths only (AF_UNIX addresses). 0 or the error.
   */
  public static int threadDirectory(int fd) {
    return HostSyscall.threadDirectory(fd);
  }

  /**
   * {@code name_to_handle_at} of an open file.
   *
   * @param handle host {@code struct file_handle}
   * @param mount gets the mount's id, an int
   */
  public static int nameToHandle(int fd, long handle, long mount, int flags) {
    long empty = HostSyscall.scratch().address();
    HostBytes.setByte(empty, 0);
    return (int)
        HostSyscall.call(
            HostNumber.NAME_TO_HANDLE_AT, fd, empty, handle, mount, flags | AT_EMPTY_PATH);
  }

  /** {@code cachestat} with both structures at host addresses. */
  public static int cachestat(int fd, long range, long result, int flags) {
    return (int) HostSyscall.call(HostNumber.CACHESTAT, fd, range, result, flags);
  }
}
