package dev.armature.mm;

import static dev.armature.mm.AddressSpace.pageAlign;
import static dev.armature.mm.AddressSpace.u32;

import dev.armature.abi.Errno;

/** brk ({@code sys_brk} of mm/mmap.c). */
final class BrkCall {
  private static final int FLAGS = VmFlags.VM_READ | VmFlags.VM_WRITE | VmFlags.VM_MAYALL;

  private BrkCall() {}

  static int brk(AddressSpace mm, int address) {
    ProgramBounds bounds = mm.bounds();
    long brk = u32(address);
    if (brk < bounds.startBrk || brk > AddressSpace.TASK_SIZE || overDataLimit(mm, brk)) {
      return (int) bounds.brk;
    }
    long oldEnd = pageAlign(bounds.brk);
    long newEnd = pageAlign(brk);
    if (newEnd < oldEnd) {
      mm.unmap(newEnd, oldEnd);
    } else if (newEnd > oldEnd && !grow(mm, oldEnd, newEnd)) {
      return (int) bounds.brk;
    }
    bounds.brk = brk;
    return (int) brk;
  }

  private static boolean overDataLimit(AddressSpace mm, long brk) {
    ProgramBounds bounds = mm.bounds();
    long limit = mm.limits.data();
    return limit >= 0 && brk - bounds.startBrk + (bounds.endData - bounds.startData) > limit;
  }

  private static boolean grow(AddressSpace mm, long oldEnd, long newEnd) {
    Vma next = mm.areas.find(oldEnd);
    if (next != null && newEnd + AddressSpace.PAGE_SIZE > next.startGap()) {
      return false;
    }
    return add(mm, oldEnd, newEnd, mm.readImpliesExec() ? VmFlags.VM_EXEC : 0) == 0;
  }

  /** Adds anonymous memory as the loader does for zero pages ({@code vm_brk_flags}). */
  static int add(AddressSpace mm, long start, long end, int extraFlags) {
    int flags = FLAGS | extraFlags | mm.defaultFlags;
    long pages = (end - start) >>> 12;
    if (!mm.mayExpand(flags, pages)) {
      return -Errno.ENOMEM;
    }
    if ((flags & VmFlags.VM_LOCKED) != 0 && !LockCall.mayLock(mm, pages)) {
      return -Errno.EAGAIN;
    }
    return mm.map(Vma.anonymous(start, end, flags));
  }
}
