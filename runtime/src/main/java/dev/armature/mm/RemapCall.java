package dev.armature.mm;

import static dev.armature.mm.AddressSpace.TASK_SIZE;
import static dev.armature.mm.AddressSpace.misaligned;
import static dev.armature.mm.AddressSpace.pageAlign;
import static dev.armature.mm.AddressSpace.u32;

import dev.armature.abi.Errno;
import dev.armature.abi.Mman;
import dev.armature.host.HostPagemap;

/** mremap (mm/mremap.c). */
final class RemapCall {
  /** Below this many bytes copying pages costs less than moving them does. */
  private static final long MOVE = 1 << 20;

  private RemapCall() {}

  static int mremap(
      AddressSpace mm, int address, int rawOld, int rawNew, int flags, int rawNewAddress) {
    if ((flags & ~(Mman.MREMAP_MAYMOVE | Mman.MREMAP_FIXED | Mman.MREMAP_DONTUNMAP)) != 0) {
      return -Errno.EINVAL;
    }
    boolean mayMove = (flags & Mman.MREMAP_MAYMOVE) != 0;
    boolean keep = (flags & Mman.MREMAP_DONTUNMAP) != 0;
    boolean fixed = (flags & Mman.MREMAP_FIXED) != 0;
    if (!mayMove && (fixed || keep)) {
      return -Errno.EINVAL;
    }
    if ((keep && rawOld != rawNew) || misaligned(address)) {
      return -Errno.EINVAL;
    }
    long start = u32(address);
    long oldLength = pageAlign(u32(rawOld));
    long newLength = pageAlign(u32(rawNew));
    if (newLength == 0) {
      return -Errno.EINVAL;
    }
    Vma vma = mm.areas.lookup(start);
    if (vma == null || start >= TASK_SIZE) {
      return -Errno.EFAULT;
    }
    if (fixed || keep) {
      return moveTo(mm, vma, start, oldLength, newLength, fixed, keep, rawNewAddress);
    }
    if (oldLength >= newLength) {
      if (oldLength > newLength) {
        int error = mm.unmap(start + newLength, Math.min(start + oldLength, TASK_SIZE));
        if (error != 0) {
          return error;
        }
      }
      return address;
    }
    int error = mayResize(mm, vma, start, oldLength, newLength);
    if (error != 0) {
      return error;
    }
    if (oldLength == vma.end() - start && expandable(mm, vma, start + newLength)) {
      return expand(mm, vma, start, newLength);
    }
    if (!mayMove) {
      return -Errno.ENOMEM;
    }
    long found = mm.layout().unmappedArea(mm.areas, 0, newLength);
    return found == 0 ? -Errno.ENOMEM : move(mm, vma, start, oldLength, found, newLength, false);
  }

  /** {@code vma_to_resize}. */
  private static int mayResize(
      AddressSpace mm, Vma vma, long start, long oldLength, long newLength) {
    if (oldLength == 0 && !vma.has(VmFlags.VM_MAYSHARE)) {
      return -Errno.EINVAL;
    }
    if (oldLength > vma.end() - start) {
      return -Errno.EFAULT;
    }
    if (newLength <= oldLength) {
      return 0;
    }
    if (vma.has(VmFlags.VM_DONTEXPAND) || vma.name() != null) {
      return -Errno.EFAULT;
    }
    long more = (newLength - oldLength) >>> 12;
    if (vma.has(VmFlags.VM_LOCKED) && !LockCall.mayLock(mm, more)) {
      return -Errno.EAGAIN;
    }
    return mm.mayExpand(vma.flags(), more) ? 0 : -Errno.ENOMEM;
  }

  private static boolean expandable(AddressSpace mm, Vma vma, long newEnd) {
    Vma next = mm.areas.find(vma.end());
    return newEnd <= TASK_SIZE && (next == null || next.startGap() >= newEnd);
  }

  private static int expand(AddressSpace mm, Vma vma, long start, long newLength) {
    Vma whole = vma.extended(start + newLength);
    int error = mm.map(whole.slice(vma.end(), whole.end()));
    if (error == 0 && vma.has(VmFlags.VM_LOCKED)) {
      LockCall.populate(mm, vma.end(), whole.end());
    }
    return error != 0 ? error : (int) start;
  }

  private static int moveTo(
      AddressSpace mm,
      Vma vma,
      long start,
      long rawOldLength,
      long newLength,
      boolean fixed,
      boolean keep,
      int rawNewAddress) {
    long oldLength = rawOldLength;
    long target = u32(rawNewAddress);
    if (misaligned(rawNewAddress)
        || newLength > TASK_SIZE
        || target > TASK_SIZE - newLength
        || (start + oldLength > target && target + newLength > start)) {
      return -Errno.EINVAL;
    }
    if (fixed) {
      if (target < AddressSpace.MMAP_MIN_ADDR) {
        return -Errno.EPERM;
      }
      mm.unmap(target, target + newLength);
    }
    if (oldLength > newLength) {
      mm.unmap(start + newLength, Math.min(start + oldLength, TASK_SIZE));
      oldLength = newLength;
    }
    int error = mayResize(mm, vma, start, oldLength, newLength);
    if (error != 0) {
      return error;
    }
    if (keep && !mm.mayExpand(vma.flags(), newLength >>> 12)) {
      return -Errno.ENOMEM;
    }
    if (!fixed) {
      target = mm.layout().unmappedArea(mm.areas, target, newLength);
      if (target == 0) {
        return -Errno.ENOMEM;
      }
    }
    return move(mm, vma, start, oldLength, target, newLength, keep);
  }

  private static int move(
      AddressSpace mm,
      Vma vma,
      long start,
      long oldLength,
      long target,
      long newLength,
      boolean keep) {
    long pgoff = vma.file() == null ? 0 : vma.fileOffset(start) >>> 12;
    Vma moved = new Vma(target, target + newLength, vma.flags(), vma.file(), pgoff, vma.name());
    int error = mm.map(moved);
    if (error != 0) {
      return error;
    }
    if (!vma.has(VmFlags.VM_MAYSHARE)) {
      movePages(mm.reservation, vma, start, target, oldLength);
    }
    if (oldLength == 0) {
      return (int) target;
    }
    if (!keep) {
      error = mm.unmap(start, start + oldLength);
    } else {
      Vma left = vma.slice(start, start + oldLength);
      mm.lock.codeGone(left);
      if (!vma.has(VmFlags.VM_MAYSHARE)) {
        mm.reservation.discard(start, oldLength);
      }
      mm.areas.change(
          start, start + oldLength, part -> part.withFlags(part.flags() & ~VmFlags.VM_LOCKED));
    }
    return error != 0 ? error : (int) target;
  }

  private static void movePages(
      Reservation reservation, Vma vma, long start, long target, long length) {
    if (vma.file() == null && length >= MOVE && reservation.move(start, target, length)) {
      return;
    }
    try (HostPagemap pagemap = HostPagemap.open()) {
      pagemap.written(
          reservation.host(start),
          length,
          (host, run) -> {
            long from = host - reservation.base();
            reservation.copyFrom(reservation, from, target + (from - start), run);
          });
    }
  }
}
