package dev.armature.cache;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.armature.machine.CpuState;
import dev.armature.machine.SmallMemory;
import dev.armature.machine.Unit;
import java.lang.foreign.Arena;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Units of an address space: which are found, and how many are kept. */
class CodeSpaceTest {
  private static final class Nothing extends Unit {
    Nothing(boolean interpreted) {
      super(interpreted);
    }

    @Override
    public int run(CpuState cpu, int depth) {
      return EXIT;
    }
  }

  private static Unit install(CodeSpace space, int location) {
    var unit = new Nothing(false);
    int[] ranges = {location, location + 4};
    assertTrue(
        space.install(
            new UnitEntry(location, false), unit, space.version(), ranges, new int[0], Set.of()));
    return unit;
  }

  @Test
  void compiledUnitsAreBounded() {
    try (Arena arena = Arena.ofConfined()) {
      var space =
          new CodeSpace(
              SmallMemory.create(arena),
              (s, location) -> new ColdUnits.Made(new Nothing(true), location, location + 4),
              (s, location, loop) -> {});
      Unit cold = space.lookup(0x8000);
      Unit first = install(space, 0x10000);
      for (int i = 1; i < CodeSpace.MOST_UNITS; i++) {
        install(space, 0x10000 + 4 * i);
      }
      assertSame(first, space.lookup(0x10000));
      Unit last = install(space, 0x10000 + 4 * CodeSpace.MOST_UNITS);
      assertTrue(first.stale);
      assertNull(space.peek(0x10000));
      assertTrue(space.unitsOn(0x10000).isEmpty());
      assertFalse(last.stale);
      assertTrue(space.lookup(0x10000).interpreted);
      assertSame(cold, space.lookup(0x8000), "interpreted units stay");
    }
  }
}
