package dev.armature.syscalls.mem;

import dev.armature.abi.Errno;
import dev.armature.abi.Mman;
import dev.armature.abi.OpenFlags;
import dev.armature.mm.MapSource;
import dev.armature.task.Task;
import dev.armature.vfs.HostFile;
import dev.armature.vfs.OpenFile;

/** Memory calls: thin handlers over the address space. */
public final class Mapping {
  private static final int PAGE = 4096;
  private static final int MLOCK_ONFAULT = 1;
  private static final int MAP_HUGETLB = 0x40000;

  private Mapping() {}

  public static int brk(Task task, int address) {
    return task.mm.brk(address);
  }

  public static int mmap2(
      Task task, int address, int length, int prot, int flags, int fd, int pageOffset) {
    if ((flags & MAP_HUGETLB) != 0) {
      return -Errno.EINVAL;
    }
    if ((flags & Mman.MAP_ANONYMOUS) != 0) {
      return task.mm.mmap(address, length, prot, flags, null, pageOffset);
    }
    OpenFile file = task.files.acquire(fd);
    if (file == null) {
      return -Errno.EBADF;
    }
    try {
      if (file.pathOnly()) {
        return -Errno.EBADF;
      }
      if (!(file.operations() instanceof HostFile host)) {
        return -Errno.ENODEV;
      }
      boolean append = (file.flags() & OpenFlags.O_APPEND) != 0;
      MapSource source =
          new MapSource(host.fd(), task.fs.path(file), file.readable(), file.writable() && !append);
      return task.mm.mmap(address, length, prot, flags, source, pageOffset);
    } finally {
      file.release();
    }
  }

  public static int munmap(Task task, int address, int length) {
    return task.mm.munmap(address, length);
  }

  public static int mprotect(Task task, int address, int length, int prot) {
    return task.mm.mprotect(address, length, prot);
  }

  public static int mremap(
      Task task, int address, int oldLength, int newLength, int flags, int newAddress) {
    return task.mm.mremap(address, oldLength, newLength, flags, newAddress);
  }

  public static int madvise(Task task, int address, int length, int advice) {
    return task.mm.madvise(address, length, advice);
  }

  public static int msync(Task task, int address, int length, int flags) {
    return task.mm.msync(address, length, flags);
  }

  public static int mlock(Task task, int address, int length) {
    return task.mm.mlock(address, length, true);
  }

  public static int mlock2(Task task, int address, int length, int flags) {
    return (flags & ~MLOCK_ONFAULT) != 0 ? -Errno.EINVAL : task.mm.mlock(address, length, true);
  }

  public static int munlock(Task task, int address, int length) {
    return task.mm.mlock(address, length, false);
  }

  public static int mlockall(Task task, int flags) {
    return flags == 0 ? -Errno.EINVAL : task.mm.mlockall(flags);
  }

  public static int munlockall(Task task) {
    return task.mm.mlockall(0);
  }

  /** remap_file_pages; of its flags only MAP_NONBLOCK means anything, a hint. */
  public static int remapFilePages(
      Task task, int address, int length, int prot, int pageOffset, int flags) {
    return task.mm.remapFilePages(address, length, prot, pageOffset);
  }

  public static int mincore(Task task, int address, int length, int vec) {
    long pages = ((length & 0xffff_ffffL) + PAGE - 1) / PAGE;
    if (pages > 1 << 20) {
      return -Errno.ENOMEM;
    }
    byte[] resident = new byte[(int) pages];
    int result = task.mm.mincore(address, length, resident);
    if (result == 0) {
      task.mm.uaccess().copyOut(resident, vec);
    }
    return result;
  }
}
