package dev.armature.cache;

import dev.armature.machine.GuestMemory;
import dev.armature.machine.Unit;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Iterator;
import java.util.List;

/**
 * Ranges of guest memory that units rely on being accessible, with the units. There are few: one
 * for each memory area that hot code works on.
 *
 * <p>Memory that a unit relied on in vain is remembered, and some around it: an allocator that maps
 * and unmaps all the time must not make its callers be compiled all the time.
 */
final class DataRanges {
  private record Range(int start, int end, List<Unit> units) {
    boolean overlaps(long from, long to) {
      return (start & 0xffff_ffffL) < to && (end & 0xffff_ffffL) > from;
    }
  }

  private final List<Range> ranges = new ArrayList<>();
  private final BitSet unstable = new BitSet();

  /** Page numbers that were taken away from under a unit: a copy. */
  BitSet unstable() {
    return (BitSet) unstable.clone();
  }

  private void distrust(long from, long to) {
    long around = to - from;
    long first = Math.max(0, from - around) >>> GuestMemory.PAGE_SHIFT;
    long last = (Math.min(GuestMemory.SIZE, to + around) - 1) >>> GuestMemory.PAGE_SHIFT;
    unstable.set((int) first, (int) last + 1);
  }

  void add(int start, int end, Unit unit) {
    for (Range range : ranges) {
      if (range.start == start && range.end == end) {
        range.units.removeIf(other -> other.stale);
        range.units.add(unit);
        return;
      }
    }
    var units = new ArrayList<Unit>();
    units.add(unit);
    ranges.add(new Range(start, end, units));
  }

  /** Makes the units stale that rely on a byte of the range. Returns whether there was one. */
  boolean drop(long from, long to) {
    boolean dropped = false;
    for (Iterator<Range> i = ranges.iterator(); i.hasNext(); ) {
      Range range = i.next();
      if (range.overlaps(from, to)) {
        for (Unit unit : range.units) {
          dropped |= !unit.stale;
          unit.stale = true;
        }
        i.remove();
      }
    }
    if (dropped) {
      distrust(from, to);
    }
    return dropped;
  }
}
