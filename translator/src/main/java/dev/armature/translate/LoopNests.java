package dev.armature.translate;

import dev.armature.cache.CodeSpace;
import dev.armature.cache.UnitEntry;
import dev.armature.machine.Unit;
import dev.armature.region.Region;
import java.util.Map;
import java.util.WeakHashMap;
import java.util.function.IntFunction;
import java.util.function.ToIntFunction;

/**
 * Compiles loops around compiled loops, in a function that is not called again.
 *
 * <p>What gets hot there is where an inner loop is left. A unit that begins there has the loops
 * around it upside down, and since nothing leaves it HotSpot only ever enters it in the middle of
 * its innermost loop. The next loop around is a better unit: it is entered at its head, as often as
 * what is around it goes round. And when inner loops run so long that it does not matter what is
 * interpreted between them, they are left as they are: HotSpot makes better code of small units.
 */
final class LoopNests {
  /**
   * Nanoseconds in which code between compiled loops gets hot when it is worth compiling: to
   * interpret it so often takes some hundredths of that.
   */
  private static final long OFTEN = 500_000_000;

  /** When code was asked for last. All of this is for one thread. */
  private final Map<Unit, Long> asked = new WeakHashMap<>();

  /** When loops were found to be compiled of which a part was asked for all the same. */
  private final Map<Unit, Long> compiled = new WeakHashMap<>();

  /**
   * What to compile when {@code hot} proved hot; null when nothing need be done yet.
   *
   * @param time when it did, in nanoseconds
   * @param head finds the head of the innermost loop around what got hot, 0 when there is none
   * @param loop forms the region of the loop with a head
   */
  UnitEntry around(
      UnitEntry hot,
      long time,
      CodeSpace space,
      ToIntFunction<UnitEntry> head,
      IntFunction<Region> loop) {
    int location = hot.location();
    int at = head.applyAsInt(hot);
    Region region = at == 0 ? null : loop.apply(at);
    if (region == null || region.position(location) < 0) {
      return hot;
    }
    if (at != location && Compiler.isCompiled(space, at)) {
      // Usually control was here before. But it might go round without ever coming to the head.
      long since = compiled.computeIfAbsent(space.peek(at), _ -> time);
      return time - since < OFTEN || isRare(space.peek(location), time) ? null : hot;
    }
    boolean hasCompiledLoops =
        region.blocks().stream()
            .anyMatch(
                block -> block.location() != at && Compiler.isCompiled(space, block.location()));
    return hasCompiledLoops && isRare(space.peek(location), time) ? null : new UnitEntry(at, true);
  }

  /** Whether code was not asked for shortly before. */
  private boolean isRare(Unit unit, long time) {
    Long before = unit == null ? null : asked.put(unit, time);
    return unit != null && (before == null || time - before > OFTEN);
  }
}
