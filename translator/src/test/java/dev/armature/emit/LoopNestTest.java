package dev.armature.emit;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.armature.decode.Features;
import dev.armature.lift.BlockLimit;
import dev.armature.lift.CodeReader;
import dev.armature.lift.Lifter;
import dev.armature.machine.CpuState;
import dev.armature.machine.GuestMemory;
import dev.armature.machine.KernelCall;
import dev.armature.machine.SmallMemory;
import dev.armature.machine.Unit;
import dev.armature.opt.Passes;
import dev.armature.region.RegionFormer;
import java.lang.foreign.Arena;
import org.junit.jupiter.api.Test;

/** A loop in a loop is left now and then, at its head and with exact state. */
class LoopNestTest {
  private static final int OUTER = 0x8000;

  private static final int[] LOOPS = {
    0xe3a0_1014, // outer: mov r1, #20
    0xe082_2001, // inner: add r2, r2, r1
    0xe251_1001, // subs r1, r1, #1
    0x1aff_fffc, // bne inner
    0xe250_0001, // subs r0, r0, #1
    0x1aff_fff9, // bne outer
    0xe12f_ff1e, // bx lr
  };

  private static final int INNER_SUM = 210;

  @Test
  void isLeftAndGoesOn() throws UnitEmitter.TooLargeException {
    try (Arena arena = Arena.ofConfined()) {
      GuestMemory memory = SmallMemory.create(arena);
      memory.setPermissions(OUTER, 8, GuestMemory.READ | GuestMemory.WRITE | GuestMemory.EXECUTE);
      for (int i = 0; i < LOOPS.length; i++) {
        memory.store32(OUTER + 4 * i, LOOPS[i]);
      }
      var lifter = new Lifter(Features.max());
      CompiledUnit compiled =
          UnitEmitter.emit(
              RegionFormer.formLoop(
                  (at, leader) ->
                      Passes.run(
                          lifter.lift(CodeReader.of(memory), at, new BlockLimit(64, leader))),
                  OUTER,
                  6000,
                  _ -> true),
              Host.available(),
              AccessProfile.UNKNOWN);
      Unit unit = UnitEmitter.define(compiled, memory.base(), KernelCall.Table.NONE);
      int rounds = 1000;
      var cpu = new CpuState();
      cpu.memory = memory;
      cpu.r0 = rounds;
      int times = 0;
      int end;
      do {
        end = unit.run(cpu, 0);
        times++;
        assertEquals((rounds - cpu.r0) * INNER_SUM, cpu.r2);
      } while (end == OUTER);
      assertEquals(OUTER + 0x18, end);
      assertEquals(0, cpu.r0);
      assertEquals(4, times);
    }
  }
}
