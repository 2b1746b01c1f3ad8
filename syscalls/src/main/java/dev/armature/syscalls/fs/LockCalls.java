package dev.armature.syscalls.fs;

import dev.armature.abi.Errno;
import dev.armature.abi.ErrnoException;
import dev.armature.host.HostDescriptors;
import dev.armature.mm.Uaccess;
import dev.armature.task.Task;
import dev.armature.vfs.HostFile;
import dev.armature.vfs.OpenFile;
import dev.armature.vfs.RecordLock;
import dev.armature.wait.Sleeper;

/** Record locks of fcntl, and flock: {@code fs/locks.c}. */
public final class LockCalls {
  private static final short F_RDLCK = 0;
  private static final short F_WRLCK = 1;
  private static final short F_UNLCK = 2;
  private static final int LOCK_SH = 1;
  private static final int LOCK_EX = 2;
  private static final int LOCK_NB = 4;
  private static final int LOCK_UN = 8;
  private static final int SEEK_CUR = 1;

  /** How often to ask the host again for a lock that somebody has. */
  private static final long FIRST_PAUSE_NS = 500_000;

  private static final long LONGEST_PAUSE_NS = 20_000_000;

  private LockCalls() {}

  /** What {@code struct flock} or {@code flock64} says, with the range made absolute. */
  private record Request(short type, long start, long end) {
    Boolean exclusive() {
      return type == F_UNLCK ? null : type == F_WRLCK;
    }

    long length() {
      return end == Long.MAX_VALUE ? 0 : end - start + 1;
    }
  }

  private static Request read(Task task, OpenFile file, int address, FlockLayout layout) {
    Uaccess user = task.mm.uaccess();
    short type = (short) user.getShort(address);
    int whence = user.getShort(address + 2);
    long start = offset(user, address + layout.start, layout);
    long length = offset(user, address + layout.length, layout);
    if (type != F_RDLCK && type != F_WRLCK && type != F_UNLCK) {
      throw new ErrnoException(Errno.EINVAL);
    }
    long base =
        switch (whence) {
          case 0 -> 0;
          case 1 -> Math.max(0, file.operations().seek(file, 0, SEEK_CUR));
          case 2 -> file.operations().status().size();
          default -> throw new ErrnoException(Errno.EINVAL);
        };
    try {
      start = Math.addExact(base, start);
      // flock_to_posix_lock: a negative length counts back from the start.
      long end =
          length > 0 ? Math.addExact(start, length - 1) : length < 0 ? start - 1 : Long.MAX_VALUE;
      start = length < 0 ? Math.addExact(start, length) : start;
      if (start < 0) {
        throw new ErrnoException(Errno.EINVAL);
      }
      return new Request(type, start, end);
    } catch (ArithmeticException _) {
      throw new ErrnoException(Errno.EOVERFLOW);
    }
  }

  private static long offset(Uaccess user, int address, FlockLayout layout) {
    return layout.wide() ? user.getLong(address) : user.getInt(address);
  }

  private static void write(
      Task task, int address, FlockLayout layout, int type, long start, long length, int pid) {
    Uaccess user = task.mm.uaccess();
    user.putShort(address, type);
    user.putShort(address + 2, 0);
    if (layout.wide()) {
      user.putLong(address + layout.start, start);
      user.putLong(address + layout.length, length);
    } else {
      user.putInt(address + layout.start, (int) start);
      user.putInt(address + layout.length, (int) length);
    }
    user.putInt(address + layout.pid, pid);
  }

  private static HostFile host(OpenFile file) {
    if (file.operations() instanceof HostFile host) {
      return host;
    }
    throw new ErrnoException(Errno.ENOLCK);
  }

  /** {@code F_GETLK}. */
  static int test(Task task, OpenFile file, int address, FlockLayout layout) {
    Request request = read(task, file, address, layout);
    if (request.type() == F_UNLCK) {
      return -Errno.EINVAL;
    }
    RecordLock found =
        task.kernel.locks.test(
            task.files, host(file), request.exclusive(), request.start(), request.end());
    if (found == null) {
      task.mm.uaccess().putShort(address, F_UNLCK);
      return 0;
    }
    long length = found.end() == Long.MAX_VALUE ? 0 : found.end() - found.start() + 1;
    if (!layout.wide() && (found.start() > Integer.MAX_VALUE || length > Integer.MAX_VALUE)) {
      return -Errno.EOVERFLOW;
    }
    int type = found.exclusive() ? F_WRLCK : F_RDLCK;
    write(task, address, layout, type, found.start(), length, found.pid());
    return 0;
  }

  /** {@code F_SETLK} and {@code F_SETLKW}. */
  static int set(Task task, OpenFile file, int address, FlockLayout layout, boolean wait) {
    Request request = read(task, file, address, layout);
    int refused = checkAccess(file, request);
    if (refused < 0) {
      return refused;
    }
    return task.kernel.locks.set(
        task.files,
        task.pid(),
        host(file),
        request.exclusive(),
        request.start(),
        request.end(),
        wait ? task.sleeper : null);
  }

  private static int checkAccess(OpenFile file, Request request) {
    boolean allowed =
        switch (request.type()) {
          case F_RDLCK -> file.readable();
          case F_WRLCK -> file.writable();
          default -> true;
        };
    return allowed ? 0 : -Errno.EBADF;
  }

  /** {@code F_OFD_GETLK}: the host's description is the guest's. */
  static int testDescription(Task task, OpenFile file, int address, FlockLayout layout) {
    Request request = read(task, file, address, layout);
    if (task.mm.uaccess().getInt(address + layout.pid) != 0) {
      return -Errno.EINVAL;
    }
    long[] lock = {request.type(), request.start(), request.length(), 0};
    int result = HostDescriptors.lock(host(file).fd(), HostDescriptors.F_OFD_GETLK, lock);
    if (result < 0) {
      return result;
    }
    if (lock[0] == F_UNLCK) {
      task.mm.uaccess().putShort(address, F_UNLCK);
    } else {
      write(task, address, layout, (int) lock[0], lock[1], lock[2], -1);
    }
    return 0;
  }

  /** {@code F_OFD_SETLK} and {@code F_OFD_SETLKW}. */
  static int setDescription(
      Task task, OpenFile file, int address, FlockLayout layout, boolean wait) {
    Request request = read(task, file, address, layout);
    if (task.mm.uaccess().getInt(address + layout.pid) != 0) {
      return -Errno.EINVAL;
    }
    int refused = checkAccess(file, request);
    if (refused < 0) {
      return refused;
    }
    int fd = host(file).fd();
    long[] lock = {request.type(), request.start(), request.length(), 0};
    long pause = FIRST_PAUSE_NS;
    while (true) {
      int result = HostDescriptors.lock(fd, HostDescriptors.F_OFD_SETLK, lock);
      if (result != -Errno.EAGAIN || !wait) {
        return result;
      }
      if (task.sleeper.sleep(pause) == Sleeper.Result.INTERRUPTED) {
        return -Errno.ERESTARTSYS;
      }
      pause = Math.min(2 * pause, LONGEST_PAUSE_NS);
    }
  }

  public static int flock(Task task, int fd, int operation) {
    int kind = operation & ~LOCK_NB;
    if (kind != LOCK_SH && kind != LOCK_EX && kind != LOCK_UN) {
      return -Errno.EINVAL;
    }
    OpenFile file = Files.getOpen(task, fd);
    try {
      int host = Files.hostFd(file, Errno.EINVAL);
      long pause = FIRST_PAUSE_NS;
      while (true) {
        int result = HostDescriptors.flock(host, kind | LOCK_NB);
        if (result != -Errno.EAGAIN || (operation & LOCK_NB) != 0) {
          return result;
        }
        // The host's own wait could not be interrupted.
        if (task.sleeper.sleep(pause) == Sleeper.Result.INTERRUPTED) {
          return -Errno.ERESTARTSYS;
        }
        pause = Math.min(2 * pause, LONGEST_PAUSE_NS);
      }
    } finally {
      file.release();
    }
  }
}
