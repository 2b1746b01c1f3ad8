package dev.armature.mm;

import static dev.armature.mm.VmFlags.VM_GROWSDOWN;
import static dev.armature.mm.VmFlags.VM_SHARED;

/**
 * An area of an address space ({@code vm_area_struct}): pages with the same backing and rights.
 * Immutable; the tree replaces areas that change.
 *
 * @param start first address, page aligned
 * @param end first address behind it
 * @param flags of {@link VmFlags}
 * @param file what it maps, null for private anonymous memory
 * @param pgoff the page of the file at {@code start}; 0 for anonymous memory
 * @param name of a special mapping such as {@code [vectors]}, else null
 */
public record Vma(long start, long end, int flags, MappedFile file, long pgoff, String name) {
  /** What Linux keeps free below a stack: 256 pages. */
  static final long STACK_GUARD_GAP = 256L << 12;

  static Vma anonymous(long start, long end, int flags) {
    return new Vma(start, end, flags, null, 0, null);
  }

  public long length() {
    return end - start;
  }

  long pages() {
    return length() >>> 12;
  }

  public boolean has(int flag) {
    return (flags & flag) != 0;
  }

  boolean isShared() {
    return (flags & VM_SHARED) != 0;
  }

  /** Where the area begins with the gap that must stay free below a stack. */
  long startGap() {
    return has(VM_GROWSDOWN) ? Math.max(0, start - STACK_GUARD_GAP) : start;
  }

  /** Offset in the file of an address of the area, in bytes. */
  long fileOffset(long address) {
    return (pgoff << 12) + (address - start);
  }

  /** The part of the area within the borders. */
  Vma slice(long from, long to) {
    long low = Math.max(from, start);
    long skipped = file == null ? 0 : (low - start) >>> 12;
    return new Vma(low, Math.min(to, end), flags, file, pgoff + skipped, name);
  }

  Vma extended(long newEnd) {
    return new Vma(start, newEnd, flags, file, pgoff, name);
  }

  Vma withFlags(int newFlags) {
    return new Vma(start, end, newFlags, file, pgoff, name);
  }

  /** Whether {@code next} goes on where this one ends, so that one area can stand for both. */
  boolean joins(Vma next) {
    return end == next.start
        && flags == next.flags
        && file == next.file
        && name == null
        && next.name == null
        && (file == null || pgoff + pages() == next.pgoff);
  }
}
