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

  // struct flock: type 2, whence 2, start 4, len 4, pid 4. flock64: start at 8, len 16, pid 24.
  private static Request read(Task task, OpenFile file, int address, boolean wide) {
    Uaccess user = task.mm.uaccess();
    short type = (short) user.getShort(address);
    int whence = user.getShort(address + 2);
    long start = wide ? user.getLong(address + 8) : user.getInt(address + 4);
    long length = wide ? user.getLong(address + 16) : user.getInt(address + 8);
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

  private static void write(
      Task task, int address, boolean wide, int type, long start, long length, int pid) {
    Uaccess user = task.mm.uaccess();
    user.putShort(address, type);
    user.putShort(address + 2, 0);
    if (wide) {
      user.putLong(address + 8, start);
      user.putLong(address + 16, length);
      user.putInt(address + 24, pid);
    } else {
      user.putInt(address + 4, (int) start);
      user.putInt(address + 8, (int) length);
      user.putInt(address + 12, pid);
    }
  }

  private static HostFile host(OpenFile file) {
    if (file.operations() instanceof HostFile host) {
      return host;
    }
    throw new ErrnoException(Errno.ENOLCK);
  }

  /** {@code F_GETLK}. */
  static int test(Task task, OpenFile file, int address, boolean wide) {
    Request request = read(task, file, address, wide);
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
    if (!wide && (found.start() > Integer.MAX_VALUE || length > Integer.MAX_VALUE)) {
      return -Errno.EOVERFLOW;
    }
    int type = found.exclusive() ? F_WRLCK : F_RDLCK;
    write(task, address, wide, type, found.start(), length, found.pid());
    return 0;
  }

  /** {@code F_SETLK} and {@code F_SETLKW}. */
  static int set(Task task, OpenFile file, int address, boolean wide, boolean wait) {
    Request request = read(task, file, address, wide);
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
  static int testDescription(Task task, OpenFile file, int address) {
    Request request = read(task, file, address, true);
    if (task.mm.uaccess().getInt(address + 24) != 0) {
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
      write(task, address, true, (int) lock[0], lock[1], lock[2], -1);
    }
    return 0;
  }

  /** {@code F_OFD_SETLK} and {@code F_OFD_SETLKW}. */
  static int setDescription(Task task, OpenFile file, int address, boolean wait) {
    Request request = read(task, file, address, true);
    if (task.mm.uaccess().getInt(address + 24) != 0) {
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
