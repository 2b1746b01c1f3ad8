package dev.armature.translate;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.armature.cache.CodeSpace;
import dev.armature.decode.Features;
import dev.armature.machine.CpuState;
import dev.armature.machine.GuestMemory;
import dev.armature.machine.SmallMemory;
import dev.armature.machine.Unit;
import java.lang.foreign.Arena;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.Test;

/** What is compiled when code in the middle of a function proves hot. */
class WholeFunctionsTest {
  private static final int RETURN = 0x4000;
  private static final int CALLER = 0x8000;

  /** bl function; subs r4, r4, #1; bne caller; bx r5. */
  private static final int[] CALLS = {0xeb00003e, 0xe2544001, 0x1afffffc, 0xe12fff15};

  private static final int FUNCTION = 0x8100;
  private static final int OUTER = FUNCTION + 4;
  private static final int INNER = FUNCTION + 8;
  private static final int BEHIND_INNER = FUNCTION + 0x14;

  /**
   * mov r0, r6; outer: mov r1, #20; inner: add r2, r2, r1; subs r1, r1, #1; bne inner; subs r0, r0,
   * #1; bne outer; bx lr.
   */
  private static final int[] LOOPS = {
    0xe1a00006, 0xe3a01014, 0xe0822001, 0xe2511001, 0x1afffffc, 0xe2500001, 0x1afffff9, 0xe12fff1e
  };

  private static final int INNER_SUM = 210;
  private static final int SECONDS_TO_COMPILE = 60;

  private final CpuState cpu = new CpuState();
  private CodeSpace space;

  private void call(int times, int rounds) {
    cpu.r2 = 0;
    cpu.r4 = times;
    cpu.r5 = RETURN;
    cpu.r6 = rounds;
    int location = space.lookup(CALLER).run(cpu, 0);
    assertEquals(RETURN, location == Unit.EXIT ? cpu.pc : location);
    assertEquals(times * rounds * INNER_SUM, cpu.r2);
  }

  private boolean isCompiled(int location) {
    Unit unit = space.peek(location);
    return unit != null && unit.isCompiled();
  }

  private void await(BooleanSupplier condition) throws InterruptedException {
    for (int i = 0; i < SECONDS_TO_COMPILE * 100 && !condition.getAsBoolean(); i++) {
      Thread.sleep(10);
    }
    assertTrue(condition.getAsBoolean());
  }

  private interface Body {
    void run() throws InterruptedException;
  }

  private void with(Body body) throws InterruptedException {
    try (Arena arena = Arena.ofShared()) {
      GuestMemory memory = SmallMemory.create(arena);
      memory.setPermissions(CALLER, 1, GuestMemory.READ | GuestMemory.WRITE | GuestMemory.EXECUTE);
      for (int i = 0; i < CALLS.length; i++) {
        memory.store32(CALLER + 4 * i, CALLS[i]);
      }
      for (int i = 0; i < LOOPS.length; i++) {
        memory.store32(FUNCTION + 4 * i, LOOPS[i]);
      }
      space = new Translator(Features.max(), Engine.AUTO).newSpace(memory);
      cpu.memory = memory;
      cpu.code = space;
      try {
        body.run();
      } finally {
        space.close();
      }
    }
  }

  @Test
  void isTheFunctionThatKeepsBeingCalled() throws InterruptedException {
    with(() -> {
      // Far too few calls for the function, but enough rounds for its inner loop.
      call(100, 50);
      await(() -> isCompiled(FUNCTION));
      assertFalse(isCompiled(INNER));
      call(1000, 50);
      assertFalse(isCompiled(BEHIND_INNER));
    });
  }

  @Test
  void isTheLoopOfOneThatIsCalledOnce() throws InterruptedException {
    with(() -> {
      call(1, 1_000_000);
      await(() -> isCompiled(OUTER));
      assertFalse(isCompiled(FUNCTION));
      assertFalse(isCompiled(BEHIND_INNER));
    });
  }
}
