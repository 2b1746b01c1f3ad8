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
import dev.armature.opt.Passes;
import dev.armature.region.Region;
import dev.armature.region.RegionFormer;
import dev.armature.translate.Engine;
import dev.armature.translate.Translator;
import java.lang.foreign.Arena;
import org.junit.jupiter.api.Test;

/** A loop with a call in it: what it does not change is stored before it, not in each round. */
class LoopCallTest {
  private static final int CODE = 0x8000;
  private static final int CALLEE = 0xc000;
  private static final int RETURN = 0x4000;

  private static final int[] CALLER = {
    0xe1a0a00e, // mov r10, lr
    0xe3a08001, // mov r8, #1
    0xe3a04003, // mov r4, #3
    0xeb000ffb, // bl CALLEE
    0xe2544001, // subs r4, r4, #1
    0x1afffffc, // bne the call
    0xe1a0e00a, // mov lr, r10
    0xe12fff1e, // bx lr
  };

  private static final int[] ADD_R8_TO_R9 = {0xe0899008, 0xe12fff1e};

  private static GuestMemory memory(Arena arena) {
    GuestMemory memory = SmallMemory.create(arena);
    memory.setPermissions(CODE, 8, GuestMemory.READ | GuestMemory.WRITE | GuestMemory.EXECUTE);
    for (int i = 0; i < CALLER.length; i++) {
      memory.store32(CODE + 4 * i, CALLER[i]);
    }
    for (int i = 0; i < ADD_R8_TO_R9.length; i++) {
      memory.store32(CALLEE + 4 * i, ADD_R8_TO_R9[i]);
    }
    return memory;
  }

  private static Region region(GuestMemory memory) {
    var lifter = new Lifter(Features.max());
    return RegionFormer.form(
        (at, leader) ->
            Passes.run(lifter.lift(CodeReader.of(memory), at, new BlockLimit(64, leader))),
        CODE,
        6000,
        _ -> true);
  }

  @Test
  void storesBeforeTheLoop() {
    try (Arena arena = Arena.ofConfined()) {
      Flow flow = new Flow(region(memory(arena)), AccessProfile.UNKNOWN);
      Node head = flow.target(CODE + 12);
      assertEquals(1L << 14 | 1L << 4, head.dirtyOut() & 0x7fff, "only what the loop changes");
    }
  }

  @Test
  void theCalleeSeesIt() throws UnitEmitter.TooLargeException {
    try (Arena arena = Arena.ofConfined()) {
      GuestMemory memory = memory(arena);
      var cpu = new CpuState();
      cpu.memory = memory;
      cpu.code = new Translator(Features.max(), Engine.INTERP).newSpace(memory);
      cpu.r14 = RETURN;
      CompiledUnit unit = UnitEmitter.emit(region(memory), Host.available(), AccessProfile.UNKNOWN);
      int end = UnitEmitter.define(unit, memory.base(), KernelCall.Table.NONE).run(cpu, 0);
      assertEquals(RETURN, end);
      assertEquals(3, cpu.r9);
      assertEquals(1, cpu.r8);
      assertEquals(RETURN, cpu.r10);
      assertEquals(0, cpu.r4);
    }
  }
}
