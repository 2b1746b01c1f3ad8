package dev.armature.mm;

import dev.armature.machine.GuestFault.Access;
import dev.armature.machine.GuestMemory;

/**
 * Accesses that the permission bytes refuse ({@code do_page_fault} of arch/arm/mm/fault.c): a stack
 * may grow, a mapped file may have grown, another thread may just have mapped the page; all else is
 * a signal.
 */
final class Faults {
  private final AddressSpace mm;

  Faults(AddressSpace mm) {
    this.mm = mm;
  }

  /** Whether the access may happen. */
  boolean resolve(int address, Access access) {
    return classify(address, access) == MemoryFault.RESOLVED;
  }

  MemoryFault classify(int address, Access access) {
    mm.lock.lock();
    try {
      return classifyLocked(address & 0xffff_ffffL, need(access));
    } finally {
      mm.lock.unlock();
    }
  }

  private static int need(Access access) {
    return switch (access) {
      case READ -> GuestMemory.READ;
      case WRITE -> GuestMemory.WRITE;
      case EXECUTE -> GuestMemory.EXECUTE;
    };
  }

  private MemoryFault classifyLocked(long address, int need) {
    Vma vma = mm.areas.find(address);
    if (vma == null) {
      return MemoryFault.SEGV_MAPERR;
    }
    if (vma.start() > address) {
      if (!vma.has(VmFlags.VM_GROWSDOWN) || !expandStack(vma, address)) {
        return MemoryFault.SEGV_MAPERR;
      }
      vma = mm.areas.lookup(address);
    }
    if ((VmFlags.permissions(vma.flags()) & need) == 0) {
      return MemoryFault.SEGV_ACCERR;
    }
    if (allowed(address, need)) {
      return MemoryFault.RESOLVED;
    }
    mm.setPermissions(vma);
    return allowed(address, need) ? MemoryFault.RESOLVED : MemoryFault.BUS_ADRERR;
  }

  private boolean allowed(long address, int need) {
    return (mm.memory().permissions((int) address) & need) != 0;
  }

  /** {@code expand_downwards} of mm/mmap.c. */
  private boolean expandStack(Vma stack, long address) {
    long start = address & -AddressSpace.PAGE_SIZE;
    if (start < AddressSpace.MMAP_MIN_ADDR) {
      return false;
    }
    Vma below = mm.areas.previous(stack.start());
    if (below != null
        && !below.has(VmFlags.VM_GROWSDOWN)
        && below.has(VmFlags.VM_ACCESS_FLAGS)
        && start - below.end() < Vma.STACK_GUARD_GAP) {
      return false;
    }
    if (below != null && below.end() > start) {
      return false;
    }
    long limit = mm.limits.stack();
    long pages = (stack.start() - start) >>> 12;
    if ((limit >= 0 && stack.end() - start > limit) || !mm.mayExpand(stack.flags(), pages)) {
      return false;
    }
    if (stack.has(VmFlags.VM_LOCKED) && !LockCall.mayLock(mm, pages)) {
      return false;
    }
    return mm.map(Vma.anonymous(start, stack.start(), stack.flags())) == 0;
  }
}
