package dev.armature.translate;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.armature.decode.Features;
import dev.armature.ir.Block;
import dev.armature.lift.Lifter;
import dev.armature.machine.GuestMemory;
import dev.armature.machine.SmallMemory;
import java.lang.foreign.Arena;
import java.util.Arrays;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A block that was lifted before is used where lifting would give the same again. */
class LiftedBlocksTest {
  private static final int CODE = 0x1_0000;
  private static final int[] PROGRAM = {
    0xe3a0_0001, // mov r0, #1
    0xe3a0_1002, // mov r1, #2
    0xe3a0_2003, // mov r2, #3
    0xe12f_ff1e, // bx lr
  };

  private final Arena arena = Arena.ofConfined();
  private final Lifter lifter = new Lifter(Features.max());
  private GuestMemory memory;
  private int times;
  private final LiftedBlocks blocks =
      new LiftedBlocks((code, location, limit) -> {
        times++;
        return lifter.lift(code, location, limit);
      });

  @BeforeEach
  void setUp() {
    memory = SmallMemory.create(arena);
    memory.setPermissions(CODE, 1, GuestMemory.READ | GuestMemory.WRITE | GuestMemory.EXECUTE);
    for (int i = 0; i < PROGRAM.length; i++) {
      memory.store32(CODE + 4 * i, PROGRAM[i]);
    }
  }

  @AfterEach
  void tearDown() {
    arena.close();
  }

  /** Lifts the program; returns the number of instructions in the block. */
  private int lift(int limit, int... leaders) {
    Block block =
        blocks.lift(
            new QuietReader(memory),
            memory,
            CODE,
            limit,
            at -> Arrays.stream(leaders).anyMatch(leader -> leader == at));
    return block.instructions();
  }

  @Test
  void eachOfItsFormsIsLiftedOnce() {
    for (int i = 0; i < 3; i++) {
      assertEquals(4, lift(64));
      assertEquals(2, lift(64, CODE + 8));
      assertEquals(1, lift(64, CODE + 4, CODE + 8));
      assertEquals(2, lift(64, CODE + 8, CODE + 12));
      assertEquals(4, lift(64, CODE, CODE + 16));
    }
    assertEquals(3, times);
    assertEquals(3, lift(3));
    assertEquals(4, times);
  }

  @Test
  void changedCodeIsLiftedAgain() {
    assertEquals(4, lift(64));
    memory.store32(CODE + 8, 0xe12f_ff1e); // bx lr
    assertEquals(3, lift(64));
    assertEquals(3, lift(64));
    assertEquals(2, times);
  }

  /** What the guest can write may change without being executed. */
  @Test
  void tablesAreLookedAtEachTime() {
    memory.store32(CODE, 0xe08f_f101); // add pc, pc, r1, lsl #2
    memory.store32(CODE + 4, 0xe1a0_0000); // nop
    memory.store32(CODE + 8, 0xea00_0000); // b
    memory.store32(CODE + 12, 0xea00_0000); // b
    memory.setPermissions(CODE, 1, GuestMemory.READ | GuestMemory.EXECUTE);
    lift(64);
    lift(64);
    assertEquals(2, times);
  }
}
