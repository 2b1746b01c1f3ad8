package dev.armature.mm;

import static dev.armature.mm.AddressSpace.TASK_SIZE;
import static dev.armature.mm.AddressSpace.misaligned;
import static dev.armature.mm.AddressSpace.pageAlign;
import static dev.armature.mm.AddressSpace.u32;

import dev.armature.abi.Errno;
import dev.armature.abi.Mman;

/** mmap2 and munmap ({@code do_mmap}, {@code mmap_region}, {@code do_munmap} of mm/mmap.c). */
final class MmapCall {
  private MmapCall() {}

  static int mmap(
      AddressSpace mm,
      int address,
      int rawLength,
      int rawProt,
      int flags,
      MapSource source,
      int pageOffset) {
    if (rawLength == 0) {
      return -Errno.EINVAL;
    }
    long length = pageAlign(u32(rawLength));
    if (length > TASK_SIZE) {
      return -Errno.ENOMEM;
    }
    if (u32(pageOffset) + (length >>> 12) > 0xffff_ffffL) {
      return -Errno.EOVERFLOW;
    }
    if (mm.areas.count() >= AddressSpace.MAX_MAP_COUNT) {
      return -Errno.ENOMEM;
    }
    if ((flags & Mman.MAP_HUGETLB) != 0) {
      // As a kernel without any huge page size.
      return -Errno.EINVAL;
    }
    long start = place(mm, address, length, flags);
    if (start < 0) {
      return (int) start;
    }
    int prot = rawProt;
    if (mm.readImpliesExec()
        && (prot & Mman.PROT_READ) != 0
        && !(source != null && source.noexec())) {
      prot |= Mman.PROT_EXEC;
    }
    int vmFlags = VmFlags.ofProt(prot) | mm.defaultFlags | VmFlags.VM_MAYALL;
    if ((flags & Mman.MAP_LOCKED) != 0) {
      vmFlags |= VmFlags.VM_LOCKED;
    }
    vmFlags |= source == null ? anonymousFlags(flags) : fileFlags(flags);
    if (source != null && (flags & Mman.MAP_TYPE) != Mman.MAP_PRIVATE && !source.writable()) {
      vmFlags &= ~(VmFlags.VM_MAYWRITE | VmFlags.VM_SHARED);
    }
    if (source != null && source.noexec()) {
      vmFlags &= ~VmFlags.VM_MAYEXEC;
    }
    int error = source == null ? anonymousError(flags) : fileError(source, prot, flags);
    if (error != 0) {
      return error;
    }
    return region(mm, start, length, vmFlags, flags, source, u32(pageOffset));
  }

  /** The address to map at, or a negated errno. */
  private static long place(AddressSpace mm, int address, long length, int flags) {
    long start = u32(address);
    if ((flags & (Mman.MAP_FIXED | Mman.MAP_FIXED_NOREPLACE)) == 0) {
      long hint = start & -AddressSpace.PAGE_SIZE;
      if (hint != 0 && hint < AddressSpace.MMAP_MIN_ADDR) {
        hint = AddressSpace.MMAP_MIN_ADDR;
      }
      hint = misaligned(address) ? pageAlign(start) : hint;
      long found = mm.layout().unmappedArea(mm.areas, hint, length);
      return found == 0 ? -Errno.ENOMEM : found;
    }
    if (start > TASK_SIZE - length) {
      return -Errno.ENOMEM;
    }
    if (misaligned(address)) {
      return -Errno.EINVAL;
    }
    if (start < AddressSpace.MMAP_MIN_ADDR) {
      return -Errno.EPERM;
    }
    if ((flags & Mman.MAP_FIXED_NOREPLACE) != 0 && !mm.areas.isFree(start, start + length)) {
      return -Errno.EEXIST;
    }
    return start;
  }

  private static int anonymousFlags(int flags) {
    return switch (flags & Mman.MAP_TYPE) {
      case Mman.MAP_SHARED -> VmFlags.VM_SHARED | VmFlags.VM_MAYSHARE;
      default -> (flags & Mman.MAP_GROWSDOWN) != 0 ? VmFlags.VM_GROWSDOWN : 0;
    };
  }

  private static int anonymousError(int flags) {
    return switch (flags & Mman.MAP_TYPE) {
      case Mman.MAP_SHARED -> (flags & Mman.MAP_GROWSDOWN) != 0 ? -Errno.EINVAL : 0;
      case Mman.MAP_PRIVATE -> 0;
      default -> -Errno.EINVAL;
    };
  }

  private static int fileFlags(int flags) {
    return switch (flags & Mman.MAP_TYPE) {
      case Mman.MAP_SHARED, Mman.MAP_SHARED_VALIDATE -> VmFlags.VM_SHARED | VmFlags.VM_MAYSHARE;
      default -> 0;
    };
  }

  private static int fileError(MapSource source, int prot, int flags) {
    int type = flags & Mman.MAP_TYPE;
    if (type == Mman.MAP_SHARED_VALIDATE && (flags & ~Mman.LEGACY_MAP_MASK & ~0x3) != 0) {
      return -Errno.EOPNOTSUPP;
    }
    if (type != Mman.MAP_PRIVATE && type != Mman.MAP_SHARED && type != Mman.MAP_SHARED_VALIDATE) {
      return -Errno.EINVAL;
    }
    if (type != Mman.MAP_PRIVATE) {
      if ((prot & Mman.PROT_WRITE) != 0 && !source.writable()) {
        return -Errno.EACCES;
      }
      if (source.appendOnly() && source.writable()) {
        return -Errno.EACCES;
      }
    }
    if (!source.readable()) {
      return -Errno.EACCES;
    }
    if (source.noexec() && (prot & Mman.PROT_EXEC) != 0) {
      return -Errno.EPERM;
    }
    return (flags & Mman.MAP_GROWSDOWN) != 0 ? -Errno.EINVAL : 0;
  }

  private static int region(
      AddressSpace mm,
      long start,
      long length,
      int vmFlags,
      int flags,
      MapSource source,
      long pageOffset) {
    long end = start + length;
    long replaced = 0;
    for (Vma part : mm.areas.within(start, end)) {
      replaced += part.pages();
    }
    if (!mm.mayExpand(vmFlags, (length >>> 12) - replaced)) {
      return -Errno.ENOMEM;
    }
    if ((vmFlags & VmFlags.VM_LOCKED) != 0 && !LockCall.mayLock(mm, length >>> 12)) {
      return -Errno.EAGAIN;
    }
    MappedFile file = null;
    if (source != null && source.segment() != null) {
      file = source.segment();
    } else if (source != null) {
      file = MappedFile.open(source.hostFd(), source.path(), source.writable());
    } else if ((vmFlags & VmFlags.VM_SHARED) != 0) {
      file = MappedFile.anonymous(length);
    }
    if (file == null && (source != null || (vmFlags & VmFlags.VM_SHARED) != 0)) {
      return -Errno.ENFILE;
    }
    int error = map(mm, new Vma(start, end, vmFlags, file, file == null ? 0 : pageOffset, null));
    if (error != 0) {
      return error;
    }
    if ((flags & Mman.MAP_POPULATE) != 0 || (vmFlags & VmFlags.VM_LOCKED) != 0) {
      LockCall.populate(mm, start, end);
    }
    return (int) start;
  }

  private static int map(AddressSpace mm, Vma vma) {
    if (vma.file() == null) {
      return mm.map(vma);
    }
    vma.file().retain();
    try {
      return mm.map(vma);
    } finally {
      vma.file().release();
    }
  }

  static int munmap(AddressSpace mm, int address, int rawLength) {
    long start = u32(address);
    if (misaligned(address) || start > TASK_SIZE || u32(rawLength) > TASK_SIZE - start) {
      return -Errno.EINVAL;
    }
    long end = start + pageAlign(u32(rawLength));
    if (end == start) {
      return -Errno.EINVAL;
    }
    return mm.unmap(start, end);
  }
}
