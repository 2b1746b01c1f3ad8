package dev.armature.emit;

/** What is known about the guest memory that an instruction touches. */
@FunctionalInterface
public interface AccessProfile {
  /** Nothing is known: every access is checked by its page's permission byte. */
  AccessProfile UNKNOWN = (pc, write) -> null;

  /**
   * Guest addresses {@code start} to {@code end} (exclusive), all of which may be accessed for as
   * long as the unit is not dropped. At most 2 GiB, not beyond the end of the address space.
   */
  record Range(int start, int end) {
    /** Bytes in it. */
    int length() {
      return end - start;
    }

    /** What is in both; null when nothing is. */
    Range common(Range other) {
      int from = Integer.compareUnsigned(start, other.start) > 0 ? start : other.start;
      int to = Integer.compareUnsigned(end, other.end) < 0 ? end : other.end;
      return Integer.compareUnsigned(from, to) < 0 ? new Range(from, to) : null;
    }
  }

  /**
   * The range that the memory accesses of the instruction at {@code pc} hit; null when unknown or
   * not always the same.
   */
  Range range(int pc, boolean write);
}
