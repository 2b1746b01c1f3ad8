package dev.armature.syscalls.fs;

import dev.armature.abi.Errno;
import dev.armature.abi.ErrnoException;
import dev.armature.abi.FileMode;
import dev.armature.host.HostFiles;
import dev.armature.task.Task;
import dev.armature.vfs.Caller;
import dev.armature.vfs.Found;
import dev.armature.vfs.OpenFile;
import dev.armature.vfs.Parent;
import dev.armature.vfs.PathLookup;
import java.util.function.ToIntBiFunction;

/** Extended attributes: {@code fs/xattr.c}. */
public final class XattrCalls {
  private static final int NAME_MAX = 256;
  private static final int SIZE_MAX = 65536;

  private XattrCalls() {}

  /** Runs {@code call} with a host path of the file and whether the host is to follow it. */
  private static int at(
      Task task, int address, boolean follow, ToIntBiFunction<String, Boolean> call) {
    Caller caller = task.caller();
    PathLookup lookup = task.kernel.lookup;
    String path = UserMemory.path(task, address);
    try (Found found = lookup.find(caller, HostFiles.AT_FDCWD, path, follow)) {
      if (!(found instanceof Found.Host host)) {
        return -Errno.EOPNOTSUPP;
      }
      if (found.status().type() != FileMode.S_IFLNK) {
        return call.applyAsInt(host.path(), true);
      }
    }
    // The link itself: only its name in its directory leads to it.
    try (Parent parent = lookup.parent(caller, HostFiles.AT_FDCWD, path, false)) {
      return call.applyAsInt(parent.path(), false);
    }
  }

  // A size of 0 asks how much there is; the buffer is not looked at then.
  private static long out(Task task, int address, int size) {
    if (size == 0) {
      return 0;
    }
    return UserMemory.out(task, address, (int) length(size));
  }

  private static long length(int size) {
    return Math.min(size & 0xffff_ffffL, SIZE_MAX);
  }

  private static long value(Task task, int address, int size) {
    if (Integer.compareUnsigned(size, SIZE_MAX) > 0) {
      throw new ErrnoException(Errno.E2BIG);
    }
    return size == 0 ? 0 : UserMemory.in(task, address, size);
  }

  private static int set(
      Task task, int path, boolean follow, int nameAddress, int value, int size, int flags) {
    String name = UserMemory.name(task, nameAddress, NAME_MAX);
    long data = value(task, value, size);
    return at(task, path, follow, (p, f) -> HostFiles.setxattr(p, f, name, data, size, flags));
  }

  public static int setxattr(Task task, int path, int name, int value, int size, int flags) {
    return set(task, path, true, name, value, size, flags);
  }

  public static int lsetxattr(Task task, int path, int name, int value, int size, int flags) {
    return set(task, path, false, name, value, size, flags);
  }

  public static int fsetxattr(Task task, int fd, int name, int value, int size, int flags) {
    String text = UserMemory.name(task, name, NAME_MAX);
    long data = value(task, value, size);
    OpenFile file = Files.getOpen(task, fd);
    try {
      int host = Files.hostFd(file, Errno.EOPNOTSUPP);
      return HostFiles.fsetxattr(host, text, data, size, flags);
    } finally {
      file.release();
    }
  }

  private static int get(
      Task task, int path, boolean follow, int nameAddress, int value, int size) {
    String name = UserMemory.name(task, nameAddress, NAME_MAX);
    long data = out(task, value, size);
    return at(task, path, follow, (p, f) -> HostFiles.getxattr(p, f, name, data, length(size)));
  }

  public static int getxattr(Task task, int path, int name, int value, int size) {
    return get(task, path, true, name, value, size);
  }

  public static int lgetxattr(Task task, int path, int name, int value, int size) {
    return get(task, path, false, name, value, size);
  }

  public static int fgetxattr(Task task, int fd, int name, int value, int size) {
    String text = UserMemory.name(task, name, NAME_MAX);
    long data = out(task, value, size);
    OpenFile file = Files.getOpen(task, fd);
    try {
      int host = Files.hostFd(file, Errno.EOPNOTSUPP);
      return HostFiles.fgetxattr(host, text, data, length(size));
    } finally {
      file.release();
    }
  }

  private static int list(Task task, int path, boolean follow, int list, int size) {
    long data = out(task, list, size);
    return at(task, path, follow, (p, f) -> HostFiles.listxattr(p, f, data, length(size)));
  }

  public static int listxattr(Task task, int path, int list, int size) {
    return list(task, path, true, list, size);
  }

  public static int llistxattr(Task task, int path, int list, int size) {
    return list(task, path, false, list, size);
  }

  public static int flistxattr(Task task, int fd, int list, int size) {
    long data = out(task, list, size);
    OpenFile file = Files.getOpen(task, fd);
    try {
      int host = Files.hostFd(file, Errno.EOPNOTSUPP);
      return HostFiles.flistxattr(host, data, length(size));
    } finally {
      file.release();
    }
  }

  private static int remove(Task task, int path, boolean follow, int nameAddress) {
    String name = UserMemory.name(task, nameAddress, NAME_MAX);
    return at(task, path, follow, (p, f) -> HostFiles.removexattr(p, f, name));
  }

  public static int removexattr(Task task, int path, int name) {
    return remove(task, path, true, name);
  }

  public static int lremovexattr(Task task, int path, int name) {
    return remove(task, path, false, name);
  }

  public static int fremovexattr(Task task, int fd, int name) {
    String text = UserMemory.name(task, name, NAME_MAX);
    OpenFile file = Files.getOpen(task, fd);
    try {
      return HostFiles.fremovexattr(Files.hostFd(file, Errno.EOPNOTSUPP), text);
    } finally {
      file.release();
    }
  }
}
