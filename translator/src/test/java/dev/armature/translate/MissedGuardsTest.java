package dev.armature.translate;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.armature.decode.Features;
import dev.armature.machine.CpuState;
import dev.armature.machine.Exit;
import dev.armature.machine.GuestMemory;
import dev.armature.machine.SmallMemory;
import dev.armature.machine.Unit;
import java.lang.foreign.Arena;
import org.junit.jupiter.api.Test;

/** A unit whose guards expect memory that it no longer accesses is compiled again with others. */
class MissedGuardsTest {
  private static final int CODE = 0x8000;
  private static final int RETURN = 0x4000;
  private static final int FIRST = 0x10_0000;
  private static final int SECOND = 0x50_0000;
  private static final int READ_WRITE = GuestMemory.READ | GuestMemory.WRITE;

  /** ldr r1, [r0]; add r1, r1, #1; str r1, [r0, #4]; bx lr. */
  private static final int[] FUNCTION = {0xe5901000, 0xe2811001, 0xe5801004, 0xe12fff1e};

  private static final int LONG = 100_000;

  /** Half a million misses are a reason to compile again, and three times are enough. */
  private static final int MOST_MISSES = 40 * LONG;

  private final CpuState cpu = new CpuState();

  private void call(int address) {
    cpu.r0 = address;
    cpu.r14 = RETURN;
    int location = CODE;
    // A miss of which a sample is taken leaves the unit before the instruction.
    for (int i = 0; i < 3 && location != RETURN && location != Unit.EXIT; i++) {
      location = cpu.code.lookup(location).run(cpu, 0);
    }
    // The interpreter goes on to where nothing is.
    assertEquals(RETURN, location == Unit.EXIT ? cpu.pc : location);
  }

  private void callUntilNoneMisses(int second) {
    long limit = cpu.guardMisses + MOST_MISSES;
    for (long before = -1; before != cpu.guardMisses; ) {
      assertTrue(cpu.guardMisses < limit, "it misses all the time");
      before = cpu.guardMisses;
      for (int i = 0; i < LONG; i++) {
        call((i & 1) == 0 ? FIRST : second);
      }
    }
  }

  @Test
  void areMadeToFit() {
    try (Arena arena = Arena.ofShared()) {
      GuestMemory memory = SmallMemory.create(arena);
      memory.setPermissions(CODE, 1, READ_WRITE | GuestMemory.EXECUTE);
      memory.setPermissions(FIRST, 4, READ_WRITE);
      memory.setPermissions(SECOND, 4, READ_WRITE);
      for (int i = 0; i < FUNCTION.length; i++) {
        memory.store32(CODE + 4 * i, FUNCTION[i]);
      }
      var space = new Translator(Features.max(), Engine.AUTO).newSpace(memory);
      cpu.memory = memory;
      cpu.code = space;
      while (!space.lookup(CODE).isCompiled()) {
        call(FIRST);
      }
      callUntilNoneMisses(SECOND);
      assertTrue(cpu.guardMisses > 0, "the first guard was not for one range");
      memory.setPermissions(SECOND + 0x4000, 4, READ_WRITE);
      callUntilNoneMisses(SECOND + 0x5000);
      long missed = cpu.guardMisses;
      memory.setPermissions(SECOND + 0x8000, 4, READ_WRITE);
      callUntilNoneMisses(SECOND + 0x9000);
      assertEquals(missed, cpu.guardMisses, "memory that grows twice");
      memory.store32(SECOND, 41);
      call(SECOND);
      assertEquals(42, memory.load32(SECOND + 4));
      cpu.r0 = SECOND + 0xc000;
      assertEquals(Unit.EXIT, space.lookup(CODE).run(cpu, 0));
      assertEquals(Exit.DATA_ABORT, cpu.exit);
      assertEquals(SECOND + 0xc000, cpu.fault.address());
      assertEquals(CODE, cpu.pc);
      space.close();
    }
  }
}
