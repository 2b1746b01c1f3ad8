package dev.armature.mm;

import dev.armature.machine.GuestMemory;

/**
 * Where mappings go when the program doesn't say: top-down below the stack, or bottom-up from a
 * third of user memory when the stack is unlimited ({@code arch_pick_mmap_layout} of mm/util.c and
 * arch/arm/mm/mmap.c).
 *
 * @param topDown whether areas grow down from {@code base}
 * @param base where the search begins
 */
record Layout(boolean topDown, long base) {
  /** FIRST_USER_ADDRESS of ARM: the vectors may live in the first page. */
  private static final long FIRST_USER_ADDRESS = 2L * GuestMemory.PAGE_SIZE;

  private static final long GAP_MIN = 128L << 20;
  private static final long GAP_MAX = AddressSpace.TASK_SIZE / 6 * 5;
  private static final long UNMAPPED_BASE = (AddressSpace.TASK_SIZE / 3 + 0xff_ffff) & ~0xff_ffffL;

  static Layout pick(long stackLimit) {
    if (stackLimit < 0) {
      return new Layout(false, UNMAPPED_BASE);
    }
    long gap = Math.clamp(stackLimit + Vma.STACK_GUARD_GAP, GAP_MIN, GAP_MAX);
    return new Layout(true, AddressSpace.TASK_SIZE - (gap & -GuestMemory.PAGE_SIZE));
  }

  /** A free range of {@code length} bytes, or 0 when there is none ({@code get_unmapped_area}). */
  long unmappedArea(VmaTree areas, long hint, long length) {
    if (length > AddressSpace.TASK_SIZE) {
      return 0;
    }
    if (hint != 0 && AddressSpace.TASK_SIZE - length >= hint) {
      Vma next = areas.find(hint);
      if (next == null || hint + length <= next.startGap()) {
        return hint;
      }
    }
    if (topDown) {
      long found = highest(areas, length);
      if (found != 0) {
        return found;
      }
    }
    return lowest(areas, topDown ? base : Math.max(base, FIRST_USER_ADDRESS), length);
  }

  private long highest(VmaTree areas, long length) {
    long top = base;
    while (top - length >= FIRST_USER_ADDRESS) {
      Vma blocking = areas.find(top - length);
      if (blocking == null || blocking.startGap() >= top) {
        return top - length;
      }
      // Several areas may lie in the window; the lowest one that reaches into it decides.
      top = Math.min(top - GuestMemory.PAGE_SIZE, blocking.startGap());
    }
    return 0;
  }

  private static long lowest(VmaTree areas, long from, long length) {
    long at = from;
    while (at + length <= AddressSpace.TASK_SIZE) {
      Vma blocking = areas.find(at);
      if (blocking == null || blocking.startGap() >= at + length) {
        return at;
      }
      at = blocking.end();
    }
    return 0;
  }
}
