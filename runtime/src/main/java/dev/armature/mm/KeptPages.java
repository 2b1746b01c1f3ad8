package dev.armature.mm;

import dev.armature.host.HostBytes;
import java.util.BitSet;

/**
 * Pages of private anonymous memory that the guest has unmapped and the host has not got back.
 *
 * <p>An allocator that maps a few pages, unmaps them and maps them again would have the host take
 * them away and bring new ones each time: a call that interrupts all processors that run the JVM,
 * and a fault for each page. Clearing a page takes less than either. It is cleared when it is
 * mapped again, so that what a thread still stores there, having looked at the permission byte
 * before, is gone as well.
 *
 * <p>A page that is mapped again counts as resident at once. The address space's lock guards this.
 */
final class KeptPages {
  /** Ranges of more pages go to the host: nobody may have touched most of them. */
  private static final int LONGEST = 16;

  /** With more than so many all go to the host, neighbours in one call. */
  static final int MOST = 256;

  /** The page below this one has index 0: mappings go from the top down. */
  private static final int TOP = (int) (AddressSpace.TASK_SIZE >>> 12);

  private final Reservation reservation;
  private final BitSet kept = new BitSet();
  private int count;

  KeptPages(Reservation reservation) {
    this.reservation = reservation;
  }

  /** Takes over what an unmapped range of private anonymous memory held. */
  void unmapped(long start, long end) {
    int pages = (int) ((end - start) >>> 12);
    if (pages > LONGEST || end > AddressSpace.TASK_SIZE) {
      reservation.discard(start, end - start);
      return;
    }
    if (count + pages > MOST) {
      for (int from = kept.nextSetBit(0); from >= 0; from = kept.nextSetBit(from)) {
        int to = kept.nextClearBit(from);
        reservation.discard(address(to), (long) (to - from) << 12);
        from = to;
      }
      kept.clear();
      count = 0;
    }
    kept.set(index(end), index(start));
    count += pages;
  }

  /** Makes kept pages of a range that is going to be private anonymous memory zero. */
  void mapped(long start, long end) {
    take(start, end, true);
  }

  /** Forgets the pages of a range that a file is mapped over. */
  void replaced(long start, long end) {
    take(start, end, false);
  }

  private void take(long start, long end, boolean clear) {
    if (count == 0) {
      return;
    }
    int last = index(start);
    for (int from = kept.nextSetBit(index(end)); from >= 0 && from < last; ) {
      int to = Math.min(kept.nextClearBit(from), last);
      if (clear) {
        HostBytes.zero(reservation.host(address(to)), (long) (to - from) << 12);
      }
      kept.clear(from, to);
      count -= to - from;
      from = kept.nextSetBit(to);
    }
  }

  /** The index of the page that ends at {@code end}; areas above user memory have none. */
  private static int index(long end) {
    return Math.max(0, TOP - (int) (end >>> 12));
  }

  /** Where the pages up to an index begin. */
  private static long address(int index) {
    return (long) (TOP - index) << 12;
  }
}
