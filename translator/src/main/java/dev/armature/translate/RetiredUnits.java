package dev.armature.translate;

import dev.armature.cache.CodeSpace;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Compiled units of processes that have ended, with the machine code that HotSpot has made of them.
 * A process that runs the same program with its memory at the same base takes them over: a shell's
 * commands are not compiled again each time.
 *
 * <p>There are as many as a live process may have at most; those that have waited longest go first.
 */
final class RetiredUnits {
  private static final int MOST = CodeSpace.MOST_UNITS;
  private static final long[] NONE = {};

  /** Where a unit fits: a program, and the host address of the guest's address 0. */
  private record Place(ProgramUnits program, long base) {
    // Written out: the methods that a record makes for itself take HotSpot 10 ms at first use.
    @Override
    public boolean equals(Object other) {
      return other instanceof Place place && program == place.program && base == place.base;
    }

    @Override
    public int hashCode() {
      return 31 * program.hashCode() + Long.hashCode(base);
    }
  }

  private final Map<Place, Map<Integer, ReadyUnit>> places = new LinkedHashMap<>();
  private int size;

  /** The units of {@code program} at {@code base} by location; they are the caller's now. */
  synchronized Map<Integer, ReadyUnit> take(ProgramUnits program, long base) {
    Map<Integer, ReadyUnit> units = places.remove(new Place(program, base));
    if (units == null) {
      return new HashMap<>();
    }
    size -= units.size();
    return units;
  }

  /** Keeps the units of a process that has ended. */
  synchronized void put(ProgramUnits program, long base, Map<Integer, ReadyUnit> units) {
    if (units.isEmpty()) {
      return;
    }
    Map<Integer, ReadyUnit> before = places.put(new Place(program, base), units);
    size += units.size() - (before == null ? 0 : before.size());
    Iterator<Map<Integer, ReadyUnit>> oldest = places.values().iterator();
    while (size > MOST) {
      size -= oldest.next().size();
      oldest.remove();
    }
  }

  /** Bases at which there are units of {@code program}, those with most units first. */
  synchronized long[] bases(ProgramUnits program) {
    if (places.isEmpty()) {
      return NONE;
    }
    return places.entrySet().stream()
        .filter(place -> place.getKey().program == program)
        .sorted((a, b) -> Integer.compare(b.getValue().size(), a.getValue().size()))
        .mapToLong(place -> place.getKey().base)
        .toArray();
  }
}
