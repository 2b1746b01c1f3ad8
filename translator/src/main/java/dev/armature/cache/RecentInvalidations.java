package dev.armature.cache;

/**
 * Which parts of an address space were invalidated lately, so that a unit compiled meanwhile is
 * only thrown away when it depends on one of them. Guarded by the code space's monitor.
 */
final class RecentInvalidations {
  /** Invalidations remembered: more during one compilation are rare. */
  private static final int SIZE = 1024;

  private final long[] starts = new long[SIZE];
  private final long[] ends = new long[SIZE];
  private long version;

  /** The number of invalidations so far. */
  long version() {
    return version;
  }

  void add(long start, long end) {
    starts[(int) (version % SIZE)] = start;
    ends[(int) (version % SIZE)] = end;
    version++;
  }

  /** Whether a byte of {@code ranges} (start, end, ...) may have been invalidated since. */
  boolean touched(long since, int[] ranges) {
    if (version - since > SIZE) {
      return true;
    }
    for (long i = since; i < version; i++) {
      long start = starts[(int) (i % SIZE)];
      long end = ends[(int) (i % SIZE)];
      for (int r = 0; r < ranges.length; r += 2) {
        if ((ranges[r] & 0xffff_ffffL) < end && (ranges[r + 1] & 0xffff_ffffL) > start) {
          return true;
        }
      }
    }
    return false;
  }
}
