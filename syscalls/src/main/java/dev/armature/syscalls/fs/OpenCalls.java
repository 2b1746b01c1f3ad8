package dev.armature.syscalls.fs;

import dev.armature.abi.Errno;
import dev.armature.abi.ErrnoException;
import dev.armature.abi.FileMode;
import dev.armature.abi.OpenFlags;
import dev.armature.host.HostFiles;
import dev.armature.mm.Uaccess;
import dev.armature.task.Task;
import dev.armature.vfs.FileStatus;
import dev.armature.vfs.HostFile;
import dev.armature.vfs.OpenFile;

/** open, openat, openat2, creat, close, close_range, umask: {@code fs/open.c}. */
public final class OpenCalls {
  private static final int OPEN_HOW_SIZE = 24;
  private static final long RESOLVE_VALID = 0x3f;
  private static final int RESOLVE_CACHED = 0x20;
  private static final int CLOSE_RANGE_UNSHARE = 2;
  private static final int CLOSE_RANGE_CLOEXEC = 4;

  private OpenCalls() {}

  public static int open(Task task, int path, int flags, int mode) {
    return openat(task, HostFiles.AT_FDCWD, path, flags, mode);
  }

  public static int creat(Task task, int path, int mode) {
    int flags = OpenFlags.O_CREAT | OpenFlags.O_WRONLY | OpenFlags.O_TRUNC;
    return openat(task, HostFiles.AT_FDCWD, path, flags, mode);
  }

  public static int openat(Task task, int dirfd, int path, int flags, int mode) {
    int valid = flags & OpenFlags.VALID;
    if ((valid & OpenFlags.O_PATH) != 0) {
      // build_open_how: O_PATH beats everything else.
      valid &=
          OpenFlags.O_PATH | OpenFlags.O_DIRECTORY | OpenFlags.O_NOFOLLOW | OpenFlags.O_CLOEXEC;
    }
    if ((valid & (OpenFlags.O_CREAT | OpenFlags.O_TMPFILE_BIT)) == 0) {
      return openFile(task, dirfd, path, valid, 0, 0);
    }
    if ((valid & OpenFlags.O_TMPFILE_BIT) != 0
        && ((valid & OpenFlags.O_DIRECTORY) == 0
            || (valid & OpenFlags.O_ACCMODE) == OpenFlags.O_RDONLY)) {
      return -Errno.EINVAL;
    }
    return openFile(task, dirfd, path, valid, mode & FileMode.S_IALLUGO, 0);
  }

  public static int openat2(Task task, int dirfd, int path, int how, int size) {
    if (Integer.compareUnsigned(size, OPEN_HOW_SIZE) < 0) {
      return -Errno.EINVAL;
    }
    if (Integer.compareUnsigned(size, 4096) > 0) {
      return -Errno.E2BIG;
    }
    Uaccess user = task.mm.uaccess();
    for (int i = OPEN_HOW_SIZE; i < size; i++) {
      if (user.getByte(how + i) != 0) {
        return -Errno.E2BIG;
      }
    }
    long flags = user.getLong(how);
    long mode = user.getLong(how + 8);
    long resolve = user.getLong(how + 16);
    if ((flags & ~(long) OpenFlags.VALID) != 0 || (resolve & ~RESOLVE_VALID) != 0) {
      return -Errno.EINVAL;
    }
    boolean creates = (flags & (OpenFlags.O_CREAT | OpenFlags.O_TMPFILE_BIT)) != 0;
    if ((mode & ~(long) FileMode.S_IALLUGO) != 0 || (!creates && mode != 0)) {
      return -Errno.EINVAL;
    }
    if ((resolve & RESOLVE_CACHED) != 0) {
      // Never certain without asking the disk.
      return -Errno.EAGAIN;
    }
    return openFile(task, dirfd, path, (int) flags, (int) mode, resolve);
  }

  private static int openFile(
      Task task, int dirfd, int pathAddress, int flags, int mode, long resolve) {
    String path = UserMemory.path(task, pathAddress);
    OpenFile file;
    while (true) {
      try {
        file = task.kernel.lookup.open(task.caller(), dirfd, path, flags, mode, resolve);
        if (isOthersTerminal(task, file)) {
          file.release();
          file = controllingTerminal(task, flags);
        }
        break;
      } catch (ErrnoException e) {
        if (e.errno() != Errno.ENXIO) {
          return -e.errno();
        }
      }
      FileStatus status = status(task, dirfd, path);
      if (status != null && TerminalAccess.isDevTty(status)) {
        // The JVM has no terminal; the guest may all the same.
        file = controllingTerminal(task, flags);
        break;
      }
      boolean blocks = (flags & OpenFlags.O_NONBLOCK) == 0;
      if (!blocks || status == null || status.type() != FileMode.S_IFIFO) {
        return -Errno.ENXIO;
      }
      // A pipe without readers, opened for writing: wait for one.
      int result = NamedPipe.pause(task);
      if (result < 0) {
        return result;
      }
    }
    int result = finish(task, file, flags);
    if (result < 0) {
      file.release();
      return result;
    }
    return Files.install(task, file, (flags & OpenFlags.O_CLOEXEC) != 0);
  }

  /** Whether {@code /dev/tty} was opened, which is the JVM's, by a guest with another terminal. */
  private static boolean isOthersTerminal(Task task, OpenFile file) {
    return file.operations() instanceof HostFile host
        && host.isTerminal()
        && TerminalAccess.isDevTty(host.status())
        && !TerminalAccess.isControlling(task, host);
  }

  private static OpenFile controllingTerminal(Task task, int flags) {
    String path = TerminalAccess.slavePath(task);
    if (path == null) {
      throw new ErrnoException(Errno.ENXIO);
    }
    int hostFlags =
        HostFiles.toHost(flags & OpenFlags.O_ACCMODE)
            | HostFiles.O_CLOEXEC
            | HostFiles.O_NOCTTY
            | HostFiles.O_NONBLOCK;
    int fd = ErrnoException.check(HostFiles.openat(HostFiles.AT_FDCWD, path, hostFlags, 0));
    return new OpenFile(HostFile.of(fd), flags);
  }

  private static FileStatus status(Task task, int dirfd, String path) {
    try {
      return task.kernel.lookup.status(task.caller(), dirfd, path, true);
    } catch (ErrnoException _) {
      return null;
    }
  }

  private static int finish(Task task, OpenFile file, int flags) {
    if (!(file.operations() instanceof HostFile host) || file.pathOnly()) {
      return 0;
    }
    if (host.isPipe() && (flags & OpenFlags.O_NONBLOCK) == 0) {
      return NamedPipe.awaitWriter(task, file, host);
    }
    if ((flags & OpenFlags.O_TRUNC) != 0 && host.type() == FileMode.S_IFREG) {
      task.kernel.fileTruncated(host.fd());
    }
    return TerminalAccess.opened(task, host, flags);
  }

  public static int close(Task task, int fd) {
    return task.files.close(fd);
  }

  public static int closeRange(Task task, int first, int last, int flags) {
    if ((flags & ~(CLOSE_RANGE_UNSHARE | CLOSE_RANGE_CLOEXEC)) != 0
        || Integer.compareUnsigned(first, last) > 0) {
      return -Errno.EINVAL;
    }
    if ((flags & CLOSE_RANGE_UNSHARE) != 0 && task.files.shared()) {
      var own = task.files.copy();
      task.files.put();
      task.files = own;
    }
    if ((flags & CLOSE_RANGE_CLOEXEC) != 0) {
      task.files.cloexecRange(first, last);
    } else {
      task.files.closeRange(first, last);
    }
    return 0;
  }

  public static int umask(Task task, int mask) {
    return task.fs.setUmask(mask);
  }
}
