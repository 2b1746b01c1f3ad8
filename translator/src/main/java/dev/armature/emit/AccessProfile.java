package dev.armature.emit;

import java.util.List;

/** What is known about the guest memory that instructions touch. */
@FunctionalInterface
public interface AccessProfile {
  /** Nothing is known: every access is checked by its page's permission byte. */
  AccessProfile UNKNOWN = (pcs, write) -> List.of();

  /**
   * Guest addresses {@code start} to {@code end} (exclusive), all of which may be accessed for as
   * long as the unit is not dropped. At most 2 GiB, not beyond the end of the address space.
   */
  record Range(int start, int end) {
    // Written out, see UnitEntry.
    @Override
    public boolean equals(Object other) {
      return other instanceof Range range && start == range.start && end == range.end;
    }

    @Override
    public int hashCode() {
      return 31 * start + end;
    }

    /** Bytes in it. */
    int length() {
      return end - start;
    }
  }

  /**
   * The ranges that the memory accesses of the instructions at {@code pcs} hit, which go off the
   * same base: one or two; empty when that is unknown, or there are more.
   *
   * @param write whether one of them writes: then all of the ranges are writable
   */
  List<Range> ranges(int[] pcs, boolean write);
}
