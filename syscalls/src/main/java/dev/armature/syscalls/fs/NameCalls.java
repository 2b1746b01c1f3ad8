package dev.armature.syscalls.fs;

import static dev.armature.host.HostFiles.AT_FDCWD;

import dev.armature.abi.Errno;
import dev.armature.abi.ErrnoException;
import dev.armature.abi.FileMode;
import dev.armature.abi.OpenFlags;
import dev.armature.host.HostBytes;
import dev.armature.host.HostFiles;
import dev.armature.task.Task;
import dev.armature.vfs.Caller;
import dev.armature.vfs.Found;
import dev.armature.vfs.HostFile;
import dev.armature.vfs.OpenFile;
import dev.armature.vfs.Parent;
import dev.armature.vfs.PathLookup;

/** Calls that make, remove and change names: link, rename, mkdir, mknod and their kin. */
public final class NameCalls {
  private static final int RENAME_VALID = 7;

  private NameCalls() {}

  private static Parent created(Task task, int dirfd, int address) {
    return task.kernel.lookup.parent(task.caller(), dirfd, UserMemory.path(task, address), true);
  }

  private static Parent existing(Task task, int dirfd, int address) {
    return task.kernel.lookup.parent(task.caller(), dirfd, UserMemory.path(task, address), false);
  }

  public static int mkdir(Task task, int path, int mode) {
    return mkdirat(task, AT_FDCWD, path, mode);
  }

  public static int mkdirat(Task task, int dirfd, int path, int mode) {
    try (Parent parent = created(task, dirfd, path)) {
      HostFiles.umask(task.fs.umask());
      return HostFiles.mkdirat(parent.fd(), parent.name(), mode & FileMode.S_IALLUGO);
    }
  }

  public static int mknod(Task task, int path, int mode, int device) {
    return mknodat(task, AT_FDCWD, path, mode, device);
  }

  public static int mknodat(Task task, int dirfd, int path, int mode, int device) {
    try (Parent parent = created(task, dirfd, path)) {
      HostFiles.umask(task.fs.umask());
      return HostFiles.mknodat(
          parent.fd(), parent.name(), mode & 0xffff, Integer.toUnsignedLong(device));
    }
  }

  public static int unlink(Task task, int path) {
    return unlinkat(task, AT_FDCWD, path, 0);
  }

  public static int rmdir(Task task, int path) {
    return unlinkat(task, AT_FDCWD, path, HostFiles.AT_REMOVEDIR);
  }

  public static int unlinkat(Task task, int dirfd, int path, int flags) {
    if ((flags & ~HostFiles.AT_REMOVEDIR) != 0) {
      return -Errno.EINVAL;
    }
    try (Parent parent = existing(task, dirfd, path)) {
      return HostFiles.unlinkat(parent.fd(), parent.name(), flags);
    }
  }

  public static int symlink(Task task, int target, int path) {
    return symlinkat(task, target, AT_FDCWD, path);
  }

  public static int symlinkat(Task task, int target, int dirfd, int path) {
    String text = UserMemory.path(task, target);
    if (text.isEmpty()) {
      return -Errno.ENOENT;
    }
    try (Parent parent = created(task, dirfd, path)) {
      return HostFiles.symlinkat(text, parent.fd(), parent.name());
    }
  }

  public static int rename(Task task, int from, int to) {
    return renameat2(task, AT_FDCWD, from, AT_FDCWD, to, 0);
  }

  public static int renameat(Task task, int fromDir, int from, int toDir, int to) {
    return renameat2(task, fromDir, from, toDir, to, 0);
  }

  public static int renameat2(Task task, int fromDir, int from, int toDir, int to, int flags) {
    if ((flags & ~RENAME_VALID) != 0) {
      return -Errno.EINVAL;
    }
    try (Parent source = existing(task, fromDir, from);
        Parent target = created(task, toDir, to)) {
      return HostFiles.renameat2(source.fd(), source.name(), target.fd(), target.name(), flags);
    }
  }

  public static int link(Task task, int from, int to) {
    return linkat(task, AT_FDCWD, from, AT_FDCWD, to, 0);
  }

  public static int linkat(Task task, int fromDir, int from, int toDir, int to, int flags) {
    if ((flags & ~(HostFiles.AT_SYMLINK_FOLLOW | HostFiles.AT_EMPTY_PATH)) != 0) {
      return -Errno.EINVAL;
    }
    String path = UserMemory.path(task, from);
    Caller caller = task.caller();
    PathLookup lookup = task.kernel.lookup;
    boolean follow = (flags & HostFiles.AT_SYMLINK_FOLLOW) != 0;
    boolean empty = path.isEmpty() && (flags & HostFiles.AT_EMPTY_PATH) != 0;
    if (!follow && !empty) {
      try (Parent source = lookup.parent(caller, fromDir, path, false);
          Parent target = created(task, toDir, to)) {
        return HostFiles.linkat(source.fd(), source.name(), target.fd(), target.name(), 0);
      }
    }
    try (Found found =
            empty ? byDescriptor(task, fromDir) : lookup.find(caller, fromDir, path, true);
        Parent target = created(task, toDir, to)) {
      if (!(found instanceof Found.Host host)) {
        return -Errno.EXDEV;
      }
      return HostFiles.linkat(
          AT_FDCWD, host.path(), target.fd(), target.name(), HostFiles.AT_SYMLINK_FOLLOW);
    }
  }

  private static Found byDescriptor(Task task, int fd) {
    OpenFile file = PathLookup.base(task.caller(), fd, "");
    return PathLookup.found(file);
  }

  public static int readlink(Task task, int path, int buffer, int size) {
    return readlinkat(task, AT_FDCWD, path, buffer, size);
  }

  public static int readlinkat(Task task, int dirfd, int path, int buffer, int size) {
    if (size <= 0) {
      return -Errno.EINVAL;
    }
    String text = task.kernel.lookup.readLink(task.caller(), dirfd, UserMemory.path(task, path));
    int length = Math.min(size, text.length());
    UserMemory.put(task, buffer, HostBytes.bytes(text), length);
    return length;
  }

  public static int access(Task task, int path, int mode) {
    return faccessat2(task, AT_FDCWD, path, mode, 0);
  }

  public static int faccessat(Task task, int dirfd, int path, int mode) {
    return faccessat2(task, dirfd, path, mode, 0);
  }

  public static int faccessat2(Task task, int dirfd, int pathAddress, int mode, int flags) {
    int valid = HostFiles.AT_EACCESS | HostFiles.AT_SYMLINK_NOFOLLOW | HostFiles.AT_EMPTY_PATH;
    if ((mode & ~7) != 0 || (flags & ~valid) != 0) {
      return -Errno.EINVAL;
    }
    String path = UserMemory.path(task, pathAddress);
    boolean follow = (flags & HostFiles.AT_SYMLINK_NOFOLLOW) == 0;
    boolean empty = path.isEmpty() && (flags & HostFiles.AT_EMPTY_PATH) != 0;
    try (Found found =
        empty
            ? byDescriptor(task, dirfd)
            : task.kernel.lookup.find(task.caller(), dirfd, path, follow)) {
      return switch (found) {
        case Found.Host host ->
            HostFiles.faccessat2(
                host.fd(), "", mode, HostFiles.AT_EMPTY_PATH | (flags & HostFiles.AT_EACCESS));
        case Found.Proc own -> permission(task, own, mode);
        case Found.Open _ -> 0;
      };
    }
  }

  /** {@code generic_permission} for the files of {@code /proc}. */
  private static int permission(Task task, Found.Proc found, int mode) {
    int bits = found.status().mode();
    if (task.cred.uid() == 0) {
      boolean executable = (bits & 0111) != 0 || found.status().type() == FileMode.S_IFDIR;
      return (mode & 1) == 0 || executable ? 0 : -Errno.EACCES;
    }
    int shift = found.status().uid() == task.cred.uid() ? 6 : 0;
    return (bits >> shift & mode) == mode ? 0 : -Errno.EACCES;
  }

  public static int getcwd(Task task, int buffer, int size) {
    String path = task.fs.cwdPath();
    if (path.endsWith(" (deleted)")) {
      OpenFile directory = task.fs.acquireCwd();
      boolean gone = directory.operations().status().links() == 0;
      directory.release();
      if (gone) {
        return -Errno.ENOENT;
      }
    }
    int length = path.length() + 1;
    if (Integer.compareUnsigned(size, length) < 0) {
      return -Errno.ERANGE;
    }
    byte[] bytes = HostBytes.bytes(path + "\0");
    UserMemory.put(task, buffer, bytes, length);
    return length;
  }

  public static int chdir(Task task, int path) {
    task.fs.setCwd(directory(task, UserMemory.path(task, path)));
    return 0;
  }

  public static int fchdir(Task task, int fd) {
    OpenFile file = PathLookup.base(task.caller(), fd, ".");
    int result = searchable(file);
    if (result < 0) {
      file.release();
      return result;
    }
    task.fs.setCwd(file);
    return 0;
  }

  public static int chroot(Task task, int path) {
    if (!task.cred.capable()) {
      return -Errno.EPERM;
    }
    OpenFile directory = directory(task, UserMemory.path(task, path));
    if (!(directory.operations() instanceof HostFile)) {
      directory.release();
      return -Errno.EINVAL;
    }
    task.fs.setRoot(directory);
    return 0;
  }

  private static OpenFile directory(Task task, String path) {
    int flags = OpenFlags.O_PATH | OpenFlags.O_DIRECTORY;
    OpenFile file = task.kernel.lookup.open(task.caller(), AT_FDCWD, path, flags, 0, 0);
    int result = searchable(file);
    if (result < 0) {
      file.release();
      throw new ErrnoException(-result);
    }
    return file;
  }

  private static int searchable(OpenFile directory) {
    if (directory.operations() instanceof HostFile host) {
      int flags = HostFiles.AT_EMPTY_PATH | HostFiles.AT_EACCESS;
      return HostFiles.faccessat2(host.fd(), "", 1, flags);
    }
    return 0;
  }
}
