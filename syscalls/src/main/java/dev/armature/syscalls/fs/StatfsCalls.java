package dev.armature.syscalls.fs;

import dev.armature.abi.Errno;
import dev.armature.host.HostBytes;
import dev.armature.host.HostDescriptors;
import dev.armature.host.HostFiles;
import dev.armature.task.Task;
import dev.armature.vfs.Found;
import dev.armature.vfs.HostFile;
import dev.armature.vfs.OpenFile;

/** statfs, fstatfs and their 64-bit forms: {@code fs/statfs.c}. */
public final class StatfsCalls {
  private static final int PROC_SUPER_MAGIC = 0x9fa0;
  private static final int ANON_INODE_FS_MAGIC = 0x0904_1934;
  private static final int STATFS_SIZE = 64;

  // Packed on ARM; some C libraries pass 88 all the same (fs/statfs.c of arch/arm: sys_statfs64).
  private static final int STATFS64_SIZE = 84;

  // Places in the host's structure of 64-bit words.
  private static final int TYPE = 0;
  private static final int BSIZE = 1;
  private static final int BLOCKS = 2;
  private static final int FFREE = 6;
  private static final int FSID = 7;
  private static final int NAMELEN = 8;
  private static final int FRSIZE = 9;
  private static final int FLAGS = 10;

  private StatfsCalls() {}

  private static long[] byPath(Task task, int address) {
    String path = UserMemory.path(task, address);
    try (Found found = task.kernel.lookup.find(task.caller(), HostFiles.AT_FDCWD, path, true)) {
      return switch (found) {
        case Found.Host host -> host(host.fd());
        case Found.Proc _ -> virtual(PROC_SUPER_MAGIC);
        case Found.Open _ -> virtual(ANON_INODE_FS_MAGIC);
      };
    }
  }

  private static long[] byDescriptor(Task task, int fd) {
    OpenFile file = Files.get(task, fd);
    try {
      if (file.operations() instanceof HostFile host) {
        return host(host.fd());
      }
      return virtual(
          file.operations().path().startsWith("/proc") ? PROC_SUPER_MAGIC : ANON_INODE_FS_MAGIC);
    } finally {
      file.release();
    }
  }

  private static long[] host(int fd) {
    long[] words = new long[15];
    dev.armature.abi.ErrnoException.check(HostDescriptors.fstatfs(fd, words));
    return words;
  }

  private static long[] virtual(int magic) {
    long[] words = new long[15];
    words[TYPE] = magic;
    words[BSIZE] = 4096;
    words[NAMELEN] = 255;
    words[FRSIZE] = 4096;
    return words;
  }

  private static int put32(Task task, int address, long[] words) {
    for (int i = BLOCKS; i <= FFREE; i++) {
      // f_files and f_ffree may be -1: no such notion.
      if (words[i] >>> 32 != 0 && words[i] != -1) {
        return -Errno.EOVERFLOW;
      }
    }
    long at = UserMemory.out(task, address, STATFS_SIZE);
    HostBytes.zero(at, STATFS_SIZE);
    for (int i = TYPE; i <= FFREE; i++) {
      HostBytes.setInt(at + 4L * i, (int) words[i]);
    }
    HostBytes.setLong(at + 28, words[FSID]);
    HostBytes.setInt(at + 36, (int) words[NAMELEN]);
    HostBytes.setInt(at + 40, (int) words[FRSIZE]);
    HostBytes.setInt(at + 44, (int) words[FLAGS]);
    return 0;
  }

  private static int put64(Task task, int address, int size, long[] words) {
    if (size != STATFS64_SIZE && size != 88) {
      return -Errno.EINVAL;
    }
    long at = UserMemory.out(task, address, STATFS64_SIZE);
    HostBytes.zero(at, STATFS64_SIZE);
    HostBytes.setInt(at, (int) words[TYPE]);
    HostBytes.setInt(at + 4, (int) words[BSIZE]);
    for (int i = BLOCKS; i <= FFREE; i++) {
      HostBytes.setLong(at + 8 + 8L * (i - BLOCKS), words[i]);
    }
    HostBytes.setLong(at + 48, words[FSID]);
    HostBytes.setInt(at + 56, (int) words[NAMELEN]);
    HostBytes.setInt(at + 60, (int) words[FRSIZE]);
    HostBytes.setInt(at + 64, (int) words[FLAGS]);
    return 0;
  }

  public static int statfs(Task task, int path, int buffer) {
    return put32(task, buffer, byPath(task, path));
  }

  public static int fstatfs(Task task, int fd, int buffer) {
    return put32(task, buffer, byDescriptor(task, fd));
  }

  public static int statfs64(Task task, int path, int size, int buffer) {
    return put64(task, buffer, size, byPath(task, path));
  }

  public static int fstatfs64(Task task, int fd, int size, int buffer) {
    return put64(task, buffer, size, byDescriptor(task, fd));
  }
}
