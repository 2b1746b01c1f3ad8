package dev.armature.translate;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.armature.cache.CodeSpace;
import dev.armature.decode.Features;
import dev.armature.machine.CpuState;
import dev.armature.machine.GuestMemory;
import dev.armature.machine.SmallMemory;
import java.lang.foreign.Arena;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Long runs of the instructions that take most bytecode are compiled all the same. */
class LargeBlockTest {
  private static final int CODE = 0x1_0000;
  private static final int DATA = 0x2_0000;
  private static final int RETURN = 0x3_0000;
  private static final int COUNT = 300;
  private static final int ROUNDS = 3000;

  /** Of 100 ms each: long enough for a slow machine. */
  private static final int WAITS = 500;

  @ParameterizedTest
  @ValueSource(
      ints = {
        0xf400_000d, // vst4.8 {d0-d3}, [r0]!
        0xf420_000d, // vld4.8 {d0-d3}, [r0]!
        0xf400_040d, // vst3.8 {d0-d2}, [r0]!
        0xf3ff_2808, // vtbl.8 d18, {d31}, d8
        0xe8b0_3ffe, // ldm r0!, {r1-r13}
      })
  void isCompiled(int word) {
    try (Arena arena = Arena.ofConfined()) {
      GuestMemory memory = SmallMemory.create(arena);
      memory.setPermissions(CODE, 1, GuestMemory.READ | GuestMemory.WRITE | GuestMemory.EXECUTE);
      memory.setPermissions(DATA, 16, GuestMemory.READ | GuestMemory.WRITE);
      for (int i = 0; i < COUNT; i++) {
        memory.store32(CODE + 4 * i, word);
      }
      memory.store32(CODE + 4 * COUNT, 0xe12f_ff1e); // bx lr
      var cpu = new CpuState();
      var translator = new Translator(Features.max(), Engine.JIT);
      var space = translator.newSpace(memory);
      cpu.memory = memory;
      cpu.code = space;
      cpu.r0 = DATA;
      cpu.r14 = RETURN;
      cpu.setLocation(CODE);
      int location = CODE;
      while (location >= CODE && location <= CODE + 4 * COUNT) {
        location = space.lookup(location).run(cpu, 1);
      }
      assertEquals(RETURN, location);
    }
  }

  /** A long loop is hot after few rounds, and then all of its units are compiled. */
  @Test
  void unrolledLoopIsCompiledWhole() throws InterruptedException {
    int length = 900;
    try (Arena arena = Arena.ofConfined()) {
      GuestMemory memory = SmallMemory.create(arena);
      memory.setPermissions(CODE, 1, GuestMemory.READ | GuestMemory.WRITE | GuestMemory.EXECUTE);
      for (int i = 0; i < length; i++) {
        memory.store32(CODE + 4 * i, 0xf220_0842); // vadd.i32 q0, q0, q1
      }
      memory.store32(CODE + 4 * length, 0xe251_1001); // subs r1, r1, #1
      memory.store32(CODE + 4 * length + 4, 0x1a00_0000 | -(length + 3) & 0xff_ffff); // bne CODE
      memory.store32(CODE + 4 * length + 8, 0xe12f_ff1e); // bx lr
      var cpu = new CpuState();
      var translator = new Translator(Features.max(), Engine.AUTO);
      var space = translator.newSpace(memory);
      cpu.memory = memory;
      cpu.code = space;
      cpu.r1 = ROUNDS;
      cpu.r14 = RETURN;
      cpu.setD(2, 0x2_0000_0001L);
      assertEquals(RETURN, run(space, cpu));
      assertEquals(0x2_0000_0001L * length * ROUNDS, cpu.d(0));
      // So few more rounds make nothing hot.
      long interpreted = length;
      for (int i = 0; interpreted >= length / 10 && i < WAITS; i++) {
        Thread.sleep(100);
        long before = cpu.interpreted;
        cpu.r1 = 1;
        assertEquals(RETURN, run(space, cpu));
        interpreted = cpu.interpreted - before;
      }
      assertTrue(interpreted < length / 10, "all of the loop is compiled");
      space.close();
    }
  }

  private static int run(CodeSpace space, CpuState cpu) {
    int location = CODE;
    cpu.setLocation(location);
    while (location != RETURN) {
      location = space.lookup(location).run(cpu, 1);
    }
    return location;
  }
}
