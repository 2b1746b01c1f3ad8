package dev.armature.cache;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/**
 * How often the guards of compiled units did not expect an access, and which units miss so often
 * that they are worth compiling again. Each is so a few times at most, so that a guest whose
 * accesses go all over the place costs no more than that.
 *
 * <p>Instructions that miss again after that access memory that grows, such as a heap: no range
 * holds for long there.
 */
final class MissedGuards {
  /** Samples of a unit that are a reason to compile it again: half a million misses. */
  static final int ENOUGH = 32;

  /** Times that one unit is compiled again for its guards. */
  private static final int MOST = 3;

  private static final class Missing {
    final Set<Integer> instructions = new HashSet<>();
    int samples;
    int times;
  }

  private final Map<Integer, Missing> units = new HashMap<>();
  private final Set<Integer> unsteady = new HashSet<>();
  private final Set<Integer> wanted = new HashSet<>();

  /**
   * Notes that the instruction at {@code pc} in the unit at {@code location} missed. Returns
   * whether the unit is worth compiling again now.
   */
  boolean note(int location, int pc) {
    Missing unit = units.computeIfAbsent(location, _ -> new Missing());
    if (unit.times == MOST) {
      return false;
    }
    unit.instructions.add(pc);
    if (++unit.samples < ENOUGH) {
      return false;
    }
    if (unit.times > 0) {
      unsteady.addAll(unit.instructions);
    }
    unit.instructions.clear();
    unit.times++;
    unit.samples = 0;
    wanted.add(location);
    return true;
  }

  /** Whether no ranges hold for long that the instruction at {@code pc} accesses. */
  boolean isUnsteady(int pc) {
    return unsteady.contains(pc);
  }

  /** Whether the unit at {@code location} is to be compiled again; said once. */
  boolean take(int location) {
    return wanted.remove(location);
  }
}
