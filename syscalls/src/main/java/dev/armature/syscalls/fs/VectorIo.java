package dev.armature.syscalls.fs;

import dev.armature.abi.Errno;
import dev.armature.abi.ErrnoException;
import dev.armature.abi.PollEvents;
import dev.armature.host.HostBytes;
import dev.armature.mm.Uaccess;
import dev.armature.task.Task;
import dev.armature.vfs.FileOperations;
import dev.armature.vfs.HostFile;
import dev.armature.vfs.OpenFile;
import java.lang.foreign.Arena;

/** readv, writev, preadv, pwritev, preadv2, pwritev2. */
public final class VectorIo {
  private static final int IOV_MAX = 1024;

  private VectorIo() {}

  /**
   * A guest's array of {@code struct iovec} as the host's.
   *
   * @param host host address of the array, 16 bytes an element
   * @param total bytes in all
   */
  public record Vector(long host, int count, long total) {}

  /**
   * Reads a guest's vector ({@code import_iovec}). What is not accessible is cut off, with all that
   * comes after it; EFAULT when nothing is left.
   *
   * @param out whether the buffers are written
   */
  public static Vector vector(Task task, Arena arena, int address, int count, boolean out) {
    if (count < 0 || count > IOV_MAX) {
      throw new ErrnoException(Errno.EINVAL);
    }
    Uaccess user = task.mm.uaccess();
    long host = arena.allocate(16L * Math.max(count, 1), 8).address();
    long total = 0;
    long wanted = 0;
    int used = 0;
    boolean cut = false;
    for (int i = 0; i < count; i++) {
      int base = user.getInt(address + 8 * i);
      int length = user.getInt(address + 8 * i + 4);
      if (length < 0) {
        throw new ErrnoException(Errno.EINVAL);
      }
      length = (int) Math.min(length, UserMemory.MAX_RW_COUNT - wanted);
      wanted += length;
      if (cut) {
        continue;
      }
      int usable =
          out ? UserMemory.writable(task, base, length) : UserMemory.readable(task, base, length);
      cut = usable < length;
      HostBytes.setLong(host + 16L * used, task.mm.memory().host(base));
      HostBytes.setLong(host + 16L * used + 8, usable);
      used++;
      total += usable;
    }
    if (total == 0 && wanted > 0) {
      throw new ErrnoException(Errno.EFAULT);
    }
    return new Vector(host, used, total);
  }

  public static int readv(Task task, int fd, int vector, int count) {
    return read(task, fd, vector, count, FileOperations.AT_POSITION, 0);
  }

  public static int writev(Task task, int fd, int vector, int count) {
    return write(task, fd, vector, count, FileOperations.AT_POSITION, 0);
  }

  public static int preadv(Task task, int fd, int vector, int count, int low, int high) {
    long offset = UserMemory.pair(low, high);
    return offset < 0 ? -Errno.EINVAL : read(task, fd, vector, count, offset, 0);
  }

  public static int pwritev(Task task, int fd, int vector, int count, int low, int high) {
    long offset = UserMemory.pair(low, high);
    return offset < 0 ? -Errno.EINVAL : write(task, fd, vector, count, offset, 0);
  }

  public static int preadv2(
      Task task, int fd, int vector, int count, int low, int high, int flags) {
    long offset = UserMemory.pair(low, high);
    return offset < -1 ? -Errno.EINVAL : read(task, fd, vector, count, offset, flags);
  }

  public static int pwritev2(
      Task task, int fd, int vector, int count, int low, int high, int flags) {
    long offset = UserMemory.pair(low, high);
    return offset < -1 ? -Errno.EINVAL : write(task, fd, vector, count, offset, flags);
  }

  private static int read(Task task, int fd, int address, int count, long offset, int flags) {
    OpenFile file = Files.get(task, fd);
    try (Arena arena = Arena.ofConfined()) {
      if (!file.readable()) {
        return -Errno.EBADF;
      }
      Vector vector = vector(task, arena, address, count, true);
      FileOperations operations = file.operations();
      if (operations instanceof HostFile host) {
        int refused = TerminalAccess.checkRead(task, host);
        if (refused < 0) {
          return refused;
        }
      }
      while (true) {
        long result = operations.readv(file, vector.host(), vector.count(), offset, flags);
        if (result != -Errno.EAGAIN || file.nonBlocking() || flags != 0) {
          return (int) result;
        }
        int slept = Files.await(task, operations, PollEvents.POLLIN);
        if (slept < 0) {
          return slept;
        }
      }
    } finally {
      file.release();
    }
  }

  private static int write(Task task, int fd, int address, int count, long offset, int flags) {
    OpenFile file = Files.get(task, fd);
    try (Arena arena = Arena.ofConfined()) {
      if (!file.writable()) {
        return -Errno.EBADF;
      }
      Vector vector = vector(task, arena, address, count, false);
      if (file.operations() instanceof HostFile host) {
        int refused = TerminalAccess.checkWrite(task, host);
        if (refused < 0) {
          return refused;
        }
        long most = ReadWrite.withinLimit(task, file, host, vector.total(), offset);
        if (most < 0) {
          return (int) most;
        }
        vector = cut(vector, most);
      }
      return (int) writeAll(task, file, vector, offset, flags);
    } finally {
      file.release();
    }
  }

  private static long writeAll(Task task, OpenFile file, Vector all, long offset, int flags) {
    FileOperations operations = file.operations();
    Vector rest = all;
    long done = 0;
    while (true) {
      long result = operations.writev(file, rest.host(), rest.count(), offset, flags);
      if (result >= 0) {
        done += result;
        if (done >= all.total() || result == 0 || !ReadWrite.blocksMidway(operations)) {
          return done;
        }
        rest = skip(rest, result);
        continue;
      }
      if (result != -Errno.EAGAIN || file.nonBlocking() || flags != 0) {
        return done > 0 ? done : Files.pipeSignal(task, result);
      }
      int slept = Files.await(task, operations, PollEvents.POLLOUT);
      if (slept < 0) {
        return done > 0 ? done : slept;
      }
    }
  }

  /** The vector without its first bytes; changes the array. */
  public static Vector skip(Vector vector, long bytes) {
    long host = vector.host();
    int count = vector.count();
    long left = bytes;
    while (count > 0 && left >= HostBytes.getLong(host + 8)) {
      left -= HostBytes.getLong(host + 8);
      host += 16;
      count--;
    }
    if (count > 0) {
      HostBytes.setLong(host, HostBytes.getLong(host) + left);
      HostBytes.setLong(host + 8, HostBytes.getLong(host + 8) - left);
    }
    return new Vector(host, count, vector.total() - bytes);
  }

  /** The first bytes of the vector; changes the array. */
  private static Vector cut(Vector vector, long bytes) {
    if (bytes >= vector.total()) {
      return vector;
    }
    long left = bytes;
    int count = 0;
    while (left > 0) {
      long length = HostBytes.getLong(vector.host() + 16L * count + 8);
      if (length > left) {
        HostBytes.setLong(vector.host() + 16L * count + 8, left);
        length = left;
      }
      left -= length;
      count++;
    }
    return new Vector(vector.host(), count, bytes);
  }
}
