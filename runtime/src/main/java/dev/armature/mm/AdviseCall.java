package dev.armature.mm;

import static dev.armature.mm.AddressSpace.PAGE_SIZE;
import static dev.armature.mm.AddressSpace.misaligned;
import static dev.armature.mm.AddressSpace.pageAlign;
import static dev.armature.mm.AddressSpace.u32;

import dev.armature.abi.Errno;
import dev.armature.abi.Mman;
import dev.armature.host.HostMemory;

/** madvise, msync and mincore (mm/madvise.c, mm/msync.c, mm/mincore.c). */
final class AdviseCall {
  private static final long ALL = 1L << 32;

  private AdviseCall() {}

  static int madvise(AddressSpace mm, int address, int rawLength, int advice) {
    if (!known(advice)) {
      return -Errno.EINVAL;
    }
    long start = u32(address);
    long end = start + pageAlign(u32(rawLength));
    if (misaligned(address) || end > ALL) {
      return -Errno.EINVAL;
    }
    long at = start;
    int unmapped = 0;
    for (Vma part : mm.areas.within(start, end)) {
      if (part.start() > at) {
        unmapped = -Errno.ENOMEM;
      }
      int error = advise(mm, part, advice);
      if (error != 0) {
        return error;
      }
      at = part.end();
    }
    return at < end ? -Errno.ENOMEM : unmapped;
  }

  private static boolean known(int advice) {
    return switch (advice) {
      case Mman.MADV_NORMAL,
          Mman.MADV_RANDOM,
          Mman.MADV_SEQUENTIAL,
          Mman.MADV_WILLNEED,
          Mman.MADV_DONTNEED,
          Mman.MADV_FREE,
          Mman.MADV_REMOVE,
          Mman.MADV_DONTFORK,
          Mman.MADV_DOFORK,
          Mman.MADV_DONTDUMP,
          Mman.MADV_DODUMP,
          Mman.MADV_WIPEONFORK,
          Mman.MADV_KEEPONFORK,
          Mman.MADV_COLD,
          Mman.MADV_PAGEOUT,
          Mman.MADV_POPULATE_READ,
          Mman.MADV_POPULATE_WRITE,
          Mman.MADV_DONTNEED_LOCKED ->
          true;
      // KSM and huge pages: as a kernel that is built without them.
      default -> false;
    };
  }

  private static int advise(AddressSpace mm, Vma part, int advice) {
    return switch (advice) {
      case Mman.MADV_DONTNEED -> dontneed(mm, part, part.has(VmFlags.VM_LOCKED));
      case Mman.MADV_DONTNEED_LOCKED -> dontneed(mm, part, false);
      case Mman.MADV_FREE -> {
        if (part.file() != null || part.has(VmFlags.VM_LOCKED)) {
          yield -Errno.EINVAL;
        }
        mm.lock.codeGone(part);
        yield mm.reservation.advise(part.start(), part.length(), HostMemory.MADV_FREE);
      }
      case Mman.MADV_REMOVE -> remove(mm, part);
      case Mman.MADV_WILLNEED -> {
        mm.reservation.advise(part.start(), part.length(), HostMemory.MADV_WILLNEED);
        yield 0;
      }
      case Mman.MADV_POPULATE_READ, Mman.MADV_POPULATE_WRITE -> populate(mm, part, advice);
      case Mman.MADV_DONTFORK -> flags(mm, part, VmFlags.VM_DONTCOPY, true);
      case Mman.MADV_DOFORK -> flags(mm, part, VmFlags.VM_DONTCOPY, false);
      case Mman.MADV_WIPEONFORK ->
          part.file() != null ? -Errno.EINVAL : flags(mm, part, VmFlags.VM_WIPEONFORK, true);
      case Mman.MADV_KEEPONFORK -> flags(mm, part, VmFlags.VM_WIPEONFORK, false);
      // Hints about reading order, reclaim and core dumps.
      default -> 0;
    };
  }

  private static int dontneed(AddressSpace mm, Vma part, boolean refused) {
    if (refused) {
      return -Errno.EINVAL;
    }
    mm.lock.codeGone(part);
    mm.reservation.discard(part.start(), part.length());
    return 0;
  }

  private static int remove(AddressSpace mm, Vma part) {
    if (part.has(VmFlags.VM_LOCKED) || part.file() == null) {
      return -Errno.EINVAL;
    }
    if (!part.has(VmFlags.VM_SHARED) || !part.has(VmFlags.VM_MAYWRITE)) {
      return -Errno.EACCES;
    }
    mm.lock.codeGone(part);
    return mm.reservation.advise(part.start(), part.length(), HostMemory.MADV_REMOVE);
  }

  private static int populate(AddressSpace mm, Vma part, int advice) {
    boolean write = advice == Mman.MADV_POPULATE_WRITE;
    if (!part.has(write ? VmFlags.VM_WRITE : VmFlags.VM_ACCESS_FLAGS)) {
      return -Errno.ENOMEM;
    }
    // The host's numbers are the same.
    return mm.reservation.advise(part.start(), part.length(), advice);
  }

  private static int flags(AddressSpace mm, Vma part, int flag, boolean on) {
    mm.areas.change(
        part.start(),
        part.end(),
        vma -> vma.withFlags(on ? vma.flags() | flag : vma.flags() & ~flag));
    return 0;
  }

  static int msync(AddressSpace mm, int address, int rawLength, int flags) {
    if ((flags & ~(Mman.MS_ASYNC | Mman.MS_INVALIDATE | Mman.MS_SYNC)) != 0
        || misaligned(address)
        || (flags & (Mman.MS_ASYNC | Mman.MS_SYNC)) == (Mman.MS_ASYNC | Mman.MS_SYNC)) {
      return -Errno.EINVAL;
    }
    long start = u32(address);
    long end = start + pageAlign(u32(rawLength));
    if (end > ALL) {
      return -Errno.ENOMEM;
    }
    long at = start;
    int unmapped = 0;
    for (Vma part : mm.areas.within(start, end)) {
      if (part.start() > at) {
        unmapped = -Errno.ENOMEM;
      }
      if ((flags & Mman.MS_INVALIDATE) != 0 && part.has(VmFlags.VM_LOCKED)) {
        return -Errno.EBUSY;
      }
      if ((flags & Mman.MS_SYNC) != 0 && part.file() != null && part.has(VmFlags.VM_SHARED)) {
        int error =
            HostMemory.msync(mm.reservation.host(part.start()), part.length(), HostMemory.MS_SYNC);
        if (error != 0) {
          return error;
        }
      }
      at = part.end();
    }
    return at < end ? -Errno.ENOMEM : unmapped;
  }

  static int mincore(AddressSpace mm, int address, int rawLength, byte[] resident) {
    if (misaligned(address)) {
      return -Errno.EINVAL;
    }
    long start = u32(address);
    long end = start + pageAlign(u32(rawLength));
    if (end > AddressSpace.TASK_SIZE || !mm.areas.covers(start, end)) {
      return -Errno.ENOMEM;
    }
    return HostMemory.mincore(
        mm.reservation.host(start), (int) ((end - start) / PAGE_SIZE), resident);
  }
}
