package dev.armature.mm;

import static dev.armature.mm.AddressSpace.PAGE_SIZE;
import static dev.armature.mm.AddressSpace.pageAlign;
import static dev.armature.mm.AddressSpace.u32;

import dev.armature.abi.Errno;
import dev.armature.abi.Mman;
import dev.armature.host.HostMemory;

/**
 * mlock and its family (mm/mlock.c). The areas are marked, counted and filled; the host is not
 * asked to keep them in memory, which it would refuse beyond its own small limit.
 */
final class LockCall {
  private LockCall() {}

  static int mlock(AddressSpace mm, int address, int length, boolean on) {
    long start = u32(address) & -PAGE_SIZE;
    long end = pageAlign(u32(address) + u32(length));
    if (end > 1L << 32) {
      return -Errno.EINVAL;
    }
    if (on) {
      if (mm.limits.memlock() == 0) {
        return -Errno.EPERM;
      }
      long wanted = (end - start) >>> 12;
      for (Vma part : mm.areas.within(start, end)) {
        wanted -= part.has(VmFlags.VM_LOCKED) ? part.pages() : 0;
      }
      if (!mayLock(mm, wanted)) {
        return -Errno.ENOMEM;
      }
    }
    boolean whole = mm.areas.covers(start, end);
    mark(mm, start, end, on);
    if (on) {
      populate(mm, start, end);
    }
    return whole ? 0 : -Errno.ENOMEM;
  }

  static int mlockall(AddressSpace mm, int flags) {
    if ((flags & ~(Mman.MCL_CURRENT | Mman.MCL_FUTURE | Mman.MCL_ONFAULT)) != 0
        || flags == Mman.MCL_ONFAULT) {
      return -Errno.EINVAL;
    }
    boolean current = (flags & Mman.MCL_CURRENT) != 0;
    if (flags != 0) {
      if (mm.limits.memlock() == 0) {
        return -Errno.EPERM;
      }
      if (current && !mayLock(mm, mm.areas.totalPages() - mm.areas.lockedPages())) {
        return -Errno.ENOMEM;
      }
    }
    mm.defaultFlags = (flags & Mman.MCL_FUTURE) != 0 ? VmFlags.VM_LOCKED : 0;
    if (flags == 0 || current) {
      mark(mm, 0, AddressSpace.TASK_SIZE, current);
    }
    return 0;
  }

  private static void mark(AddressSpace mm, long start, long end, boolean on) {
    mm.areas.change(
        start,
        end,
        vma ->
            vma.withFlags(on ? vma.flags() | VmFlags.VM_LOCKED : vma.flags() & ~VmFlags.VM_LOCKED));
  }

  /** Whether RLIMIT_MEMLOCK has room for that many pages more. */
  static boolean mayLock(AddressSpace mm, long pages) {
    long limit = mm.limits.memlock();
    return limit < 0 || mm.areas.lockedPages() + pages <= limit >>> 12;
  }

  /** Brings the pages of a range into memory. Failure is no error, as in the kernel. */
  static void populate(AddressSpace mm, long start, long end) {
    for (Vma part : mm.areas.within(start, end)) {
      if (part.has(VmFlags.VM_ACCESS_FLAGS)) {
        boolean write = part.has(VmFlags.VM_WRITE) && !part.has(VmFlags.VM_MAYSHARE);
        mm.reservation.advise(
            part.start(),
            part.length(),
            write ? HostMemory.MADV_POPULATE_WRITE : HostMemory.MADV_POPULATE_READ);
      }
    }
  }
}
