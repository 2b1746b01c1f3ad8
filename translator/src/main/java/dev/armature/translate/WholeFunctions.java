package dev.armature.translate;

import dev.armature.cache.CodeSpace;
import dev.armature.cache.UnitEntry;
import dev.armature.machine.Unit;
import dev.armature.region.Region;
import java.util.Arrays;
import java.util.Collections;
import java.util.Map;
import java.util.WeakHashMap;
import java.util.function.IntFunction;

/**
 * Compiles functions instead of what got hot in their middle.
 *
 * <p>Code in the middle is a loop, or where a compiled loop goes on. A unit that begins there has
 * the loops around it upside down, and HotSpot, which enters it rarely, compiles it from the middle
 * of a loop on. Both cost half of the speed. A function that fits a unit and keeps being called is
 * better compiled as it is, and once instead of loop by loop.
 */
final class WholeFunctions {
  /** Calls that were interpreted before others may be expected. */
  private static final int CALLED_OFTEN = 4;

  /** Bytes of code before a location that are searched for the function's entry. */
  private static final int FARTHEST = 4096;

  /** Nanoseconds in which a function is called again, or its loops are compiled by themselves. */
  private static final long TIME_TO_BE_CALLED = 200_000_000;

  /** When functions were compiled. */
  private final Map<Unit, Long> since = Collections.synchronizedMap(new WeakHashMap<>());

  /**
   * What to compile when {@code hot} proved hot; null when nothing need be done yet, since its
   * function has been compiled just now.
   *
   * @param former forms the region of the function at a location
   */
  UnitEntry around(UnitEntry hot, CodeSpace space, IntFunction<Region> former) {
    Unit function = before(hot.location(), space);
    if (function == null || function.calls < CALLED_OFTEN) {
      return hot;
    }
    if (function.isCompiled()) {
      Long time = since.get(function);
      return time != null && System.nanoTime() - time < TIME_TO_BE_CALLED ? null : hot;
    }
    Region region = former.apply(function.location);
    return region != null && region.position(hot.location()) >= 0 && region.isWhole(space::ran)
        ? new UnitEntry(function.location, false)
        : hot;
  }

  /**
   * The unit of the function around {@code location} as it is kept; null when there is none or the
   * location is better off with its own.
   */
  KeptUnit around(int location, CodeSpace space, IntFunction<KeptUnit> kept) {
    Unit function = before(location, space);
    if (function == null || function.calls < CALLED_OFTEN || function.isCompiled()) {
      return null;
    }
    KeptUnit whole = kept.apply(function.location);
    return whole != null
            && !whole.entry().loop()
            && Arrays.stream(whole.blocks()).anyMatch(block -> block == location)
        ? whole
        : null;
  }

  /** A unit is about to take the place of another. */
  void replaced(Unit old, Unit unit) {
    if (old != null && old.calls > 0) {
      unit.calls = old.calls;
      since.put(unit, System.nanoTime());
    }
  }

  /** The unit at the nearest location before this one that has been called. */
  private static Unit before(int location, CodeSpace space) {
    int step = (location & 1) != 0 ? 2 : 4;
    for (int distance = step; distance <= FARTHEST; distance += step) {
      Unit unit = space.peek(location - distance);
      if (unit != null && unit.calls > 0) {
        return unit;
      }
    }
    return null;
  }
}
