package dev.armature.translate;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import dev.armature.cache.CodeSpace;
import dev.armature.cache.ColdUnits;
import dev.armature.cache.UnitEntry;
import dev.armature.ir.Block;
import dev.armature.ir.Terminal;
import dev.armature.machine.CpuState;
import dev.armature.machine.Unit;
import dev.armature.region.Region;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** When the loop around compiled loops is compiled. */
class LoopNestsTest {
  private static final int OUTER = 0x1000;
  private static final int INNER = 0x1010;
  private static final int BEHIND_INNER = 0x1020;
  private static final long SECOND = 1_000_000_000;

  private final LoopNests nests = new LoopNests();
  private final Set<Integer> compiled = new HashSet<>();
  private final CodeSpace space =
      new CodeSpace(
          null,
          (_, location) ->
              new ColdUnits.Made(
                  new Nothing(!compiled.contains(location)), new int[] {location, location + 4}),
          (_, _, _) -> {});

  private static final class Nothing extends Unit {
    Nothing(boolean interpreted) {
      super(interpreted);
    }

    @Override
    public int run(CpuState cpu, int depth) {
      throw new AssertionError("nothing runs");
    }
  }

  private UnitEntry around(UnitEntry hot, long time) {
    for (int location : List.of(OUTER, INNER, BEHIND_INNER)) {
      space.lookup(location);
    }
    return nests.around(
        hot, time, space, at -> at.loop() ? at.location() : OUTER, at -> loop(at == INNER));
  }

  private static Region loop(boolean inner) {
    List<Block> blocks =
        inner ? List.of(block(INNER)) : List.of(block(OUTER), block(INNER), block(BEHIND_INNER));
    return new Region(blocks, new int[0], Set.of(), Set.of(), Set.of(), Set.of());
  }

  private static Block block(int location) {
    return new Block(location, location + 4, 1, List.of(), new Terminal.Jump(location));
  }

  @Test
  void innerLoopIsCompiledAtOnce() {
    assertEquals(new UnitEntry(INNER, true), around(new UnitEntry(INNER, true), 0));
  }

  @Test
  void whatIsSeldomLeftStaysByItself() {
    compiled.add(INNER);
    for (int i = 0; i < 5; i++) {
      assertNull(around(new UnitEntry(BEHIND_INNER, false), i * SECOND));
      assertNull(around(new UnitEntry(OUTER, true), i * SECOND));
    }
  }

  @Test
  void loopAroundWhatIsOftenLeftIsCompiled() {
    compiled.add(INNER);
    assertNull(around(new UnitEntry(BEHIND_INNER, false), 5 * SECOND));
    assertEquals(
        new UnitEntry(OUTER, true),
        around(new UnitEntry(BEHIND_INNER, false), 5 * SECOND + SECOND / 100));
  }

  /**
   * Requests that were made before it was compiled, and a loop whose head control never gets to.
   */
  @Test
  void partOfCompiledLoopIsOnlyCompiledWhenItStaysHot() {
    compiled.add(OUTER);
    var hot = new UnitEntry(BEHIND_INNER, false);
    assertNull(around(hot, 0));
    assertNull(around(hot, SECOND / 10));
    assertNull(around(hot, 9 * SECOND));
    assertEquals(hot, around(hot, 9 * SECOND + SECOND / 10));
  }
}
