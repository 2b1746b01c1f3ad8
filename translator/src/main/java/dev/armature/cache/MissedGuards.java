package dev.armature.cache;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/**
 * How often the guards of compiled units did not expect an access, and which units miss so often
 * that they are worth compiling again. Each is so a few times at most, so that a guest whose
 * accesses go all over the place costs no more than that.
 */
final class MissedGuards {
  /** Samples of a unit that are a reason to compile it again: half a million misses. */
  static final int ENOUGH = 128;

  /** Times that one unit is compiled again for its guards. */
  private static final int MOST = 3;

  private static final class Missing {
    int samples;
    int times;
  }

  private final Map<Integer, Missing> units = new HashMap<>();
  private final Set<Integer> wanted = new HashSet<>();

  /**
   * Notes that the unit at {@code location} missed. Returns whether it is worth compiling again
   * now.
   */
  boolean note(int location) {
    Missing unit = units.computeIfAbsent(location, _ -> new Missing());
    if (unit.times == MOST || ++unit.samples < ENOUGH) {
      return false;
    }
    unit.times++;
    unit.samples = 0;
    wanted.add(location);
    return true;
  }

  /** Whether the unit at {@code location} is to be compiled again; said once. */
  boolean take(int location) {
    return wanted.remove(location);
  }
}
