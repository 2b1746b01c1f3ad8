package dev.armature.emit;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.armature.decode.Features;
import dev.armature.lift.BlockLimit;
import dev.armature.lift.CodeReader;
import dev.armature.lift.Lifter;
import dev.armature.machine.CpuState;
import dev.armature.machine.Exit;
import dev.armature.machine.GuestMemory;
import dev.armature.machine.KernelCall;
import dev.armature.machine.SmallMemory;
import dev.armature.machine.Unit;
import dev.armature.opt.Passes;
import dev.armature.region.RegionFormer;
import java.lang.foreign.Arena;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;

/** LDRD, which is done by words unless somebody else may write to the memory. */
class PairLoadTest {
  private static final int CODE = 0x8000;
  private static final int RETURN = 0x4000;
  private static final int STACK = 0x10_0000;
  private static final int BX_LR = 0xe12fff1e;

  private final CpuState cpu = new CpuState();

  private Unit unit(Arena arena, int... code) throws UnitEmitter.TooLargeException {
    GuestMemory memory = SmallMemory.create(arena);
    memory.setPermissions(CODE, 1, GuestMemory.READ | GuestMemory.WRITE | GuestMemory.EXECUTE);
    memory.setPermissions(STACK, 1, GuestMemory.READ | GuestMemory.WRITE);
    for (int i = 0; i < code.length; i++) {
      memory.store32(CODE + 4 * i, code[i]);
    }
    var lifter = new Lifter(Features.max());
    RegionFormer.Source source =
        (at, leader) ->
            Passes.run(lifter.lift(CodeReader.of(memory), at, new BlockLimit(64, leader)));
    var region = RegionFormer.form(source, CODE, 6000, _ -> true);
    cpu.memory = memory;
    cpu.r13 = STACK;
    cpu.r14 = RETURN;
    CompiledUnit compiled = UnitEmitter.emit(region, Host.available(), AccessProfile.UNKNOWN);
    return UnitEmitter.define(compiled, memory.base(), KernelCall.Table.NONE);
  }

  @Test
  void isTheSameWhereMemoryIsShared() throws UnitEmitter.TooLargeException {
    try (Arena arena = Arena.ofConfined()) {
      // ldrd r2, [r0], #8; ldrd r0, [r0]; add r2, r2, r3
      Unit unit = unit(arena, 0xe0c020d8, 0xe1c000d0, 0xe0822003, BX_LR);
      cpu.memory.store64(STACK, 0x8000_0002_0000_0001L);
      cpu.memory.store64(STACK + 8, 0x4_0000_0003L);
      for (int i = 0; i < 2; i++) {
        cpu.memory.shared = i == 1;
        cpu.r0 = STACK;
        assertEquals(RETURN, unit.run(cpu, 0));
        assertEquals(0x8000_0003, cpu.r2);
        assertEquals(3, cpu.r0);
        assertEquals(4, cpu.r1);
      }
    }
  }

  @Test
  void readsWhatWasWrittenByWords() throws UnitEmitter.TooLargeException {
    try (Arena arena = Arena.ofConfined()) {
      // str r0, [sp]; str r1, [sp, #4]; ldrd r2, [sp]; add r2, r2, r3
      Unit unit = unit(arena, 0xe58d0000, 0xe58d1004, 0xe1cd20d0, 0xe0822003, BX_LR);
      cpu.r0 = 0x1234;
      cpu.r1 = 0x8000_0001;
      assertEquals(RETURN, unit.run(cpu, 0));
      assertEquals(0x8000_1235, cpu.r2);
      assertEquals(0x8000_0001, cpu.r3);
    }
  }

  @Test
  void writesBackAndFaultsAtTheFirstByteThatIsNot() throws UnitEmitter.TooLargeException {
    try (Arena arena = Arena.ofConfined()) {
      // ldrd r4, [sp], #16; add r6, r4, r5
      Unit unit = unit(arena, 0xe0cd41d0, 0xe0846005, BX_LR);
      cpu.memory.store64(STACK + 0xff8, 0x5_0000_0004L);
      cpu.r13 = STACK + 0xff8;
      assertEquals(RETURN, unit.run(cpu, 0));
      assertEquals(9, cpu.r6);
      assertEquals(STACK + 0x1008, cpu.r13);
      cpu.r13 = STACK + 0xffc;
      assertEquals(Unit.EXIT, unit.run(cpu, 0));
      assertEquals(Exit.DATA_ABORT, cpu.exit);
      assertEquals(STACK + 0x1000, cpu.fault.address());
      assertEquals(STACK + 0xffc, cpu.r13);
      assertEquals(4, cpu.r4);
    }
  }

  @Test
  void isAtomic() throws Exception {
    try (Arena arena = Arena.ofShared()) {
      // ldrd r4, [sp, #8]
      Unit unit = unit(arena, 0xe1cd40d8, BX_LR);
      GuestMemory memory = cpu.memory;
      memory.shared = true;
      var done = new AtomicBoolean();
      Thread writer =
          Thread.ofPlatform()
              .start(() -> {
                for (long value = 0; !done.getOpaque(); value = ~value) {
                  memory.store64(STACK + 8, value);
                }
              });
      try {
        for (int i = 0; i < 300_000; i++) {
          unit.run(cpu, 0);
          assertEquals(cpu.r4, cpu.r5, "torn");
        }
      } finally {
        done.set(true);
        writer.join();
      }
    }
  }
}
