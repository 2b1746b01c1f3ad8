package dev.armature.syscalls.fs;

import dev.armature.abi.Errno;
import dev.armature.host.HostBytes;
import dev.armature.task.Task;
import dev.armature.vfs.EntrySink;
import dev.armature.vfs.OpenFile;

/** getdents and getdents64: {@code fs/readdir.c}. */
public final class GetDents {
  private GetDents() {}

  /** Fills one buffer of the guest. */
  private static final class Buffer implements EntrySink {
    private final long address;
    private final int size;
    private final boolean wide;
    private int used;
    private int error;

    Buffer(long address, int size, boolean wide) {
      this.address = address;
      this.size = size;
      this.wide = wide;
    }

    @Override
    public boolean entry(String name, long inode, int next, int type) {
      return wide ? entry64(name, inode, next, type) : entry32(name, inode, next, type);
    }

    // struct linux_dirent64: ino 8, off 8, reclen 2, type 1, name, padded to 8.
    private boolean entry64(String name, long inode, int next, int type) {
      int length = (19 + name.length() + 1 + 7) & -8;
      if (length > size - used) {
        error = -Errno.EINVAL;
        return false;
      }
      long at = address + used;
      HostBytes.setLong(at, inode);
      HostBytes.setLong(at + 8, next);
      HostBytes.setShort(at + 16, length);
      HostBytes.setByte(at + 18, type);
      name(at + 19, name, at + length);
      used += length;
      return true;
    }

    // struct linux_dirent: ino 4, off 4, reclen 2, name; the type is the last byte.
    private boolean entry32(String name, long inode, int next, int type) {
      if (inode >>> 32 != 0) {
        error = -Errno.EOVERFLOW;
        return false;
      }
      int length = (10 + name.length() + 2 + 3) & -4;
      if (length > size - used) {
        error = -Errno.EINVAL;
        return false;
      }
      long at = address + used;
      HostBytes.setInt(at, (int) inode);
      HostBytes.setInt(at + 4, next);
      HostBytes.setShort(at + 8, length);
      name(at + 10, name, at + length - 1);
      HostBytes.setByte(at + length - 1, type);
      used += length;
      return true;
    }

    private static void name(long at, String name, long end) {
      for (long pad = HostBytes.setString(at, name); pad < end; pad++) {
        HostBytes.setByte(pad, 0);
      }
    }
  }

  public static int getdents(Task task, int fd, int buffer, int count) {
    return read(task, fd, buffer, count, false);
  }

  public static int getdents64(Task task, int fd, int buffer, int count) {
    return read(task, fd, buffer, count, true);
  }

  private static int read(Task task, int fd, int buffer, int count, boolean wide) {
    OpenFile file = Files.getOpen(task, fd);
    try {
      if (!file.readable()) {
        return -Errno.EBADF;
      }
      int wanted = (int) Math.min(Integer.toUnsignedLong(count), UserMemory.MAX_RW_COUNT);
      int usable = UserMemory.writable(task, buffer, wanted);
      Buffer entries = new Buffer(task.mm.memory().host(buffer), usable, wide);
      int result = file.operations().iterate(file, entries, usable);
      if (entries.used > 0) {
        return entries.used;
      }
      if (result < 0) {
        return result;
      }
      return entries.error != 0 && usable < wanted ? -Errno.EFAULT : entries.error;
    } finally {
      file.release();
    }
  }
}
