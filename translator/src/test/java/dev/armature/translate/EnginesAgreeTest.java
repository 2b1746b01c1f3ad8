package dev.armature.translate;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.armature.cache.CodeSpace;
import dev.armature.cache.ColdUnits;
import dev.armature.emit.AccessProfile;
import dev.armature.emit.Host;
import dev.armature.interp.ColdCode;
import dev.armature.ir.Block;
import dev.armature.machine.CpuState;
import dev.armature.machine.Exit;
import dev.armature.machine.GuestMemory;
import dev.armature.machine.KernelCall;
import dev.armature.machine.SmallMemory;
import dev.armature.machine.Unit;
import dev.armature.opt.Passes;
import java.lang.foreign.Arena;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Random programs must leave the same state in the interpreter and as bytecode. */
class EnginesAgreeTest {
  private static final int PROGRAMS = Integer.getInteger("armature.test.programs", 400);
  private static final int READ_WRITE = GuestMemory.READ | GuestMemory.WRITE;

  /** Of so many units one is looked at as a file's would be. */
  private static final int SOUND_EVERY = 8;

  private int faults;

  @Test
  void withUnsafe() {
    agree(1, Host.available(), AccessProfile.UNKNOWN);
  }

  @Test
  void withSegments() {
    agree(1_000_000, Host.SEGMENT, AccessProfile.UNKNOWN);
  }

  @Test
  void withKnownRanges() {
    var data = new AccessProfile.Range(RandomProgram.DATA, RandomProgram.DATA + 0x2000);
    var firstPage = new AccessProfile.Range(RandomProgram.DATA, RandomProgram.DATA + 0x1000);
    var secondPage = new AccessProfile.Range(firstPage.end(), RandomProgram.DATA + 0x2000);
    var all = new AccessProfile.Range(RandomProgram.CONSTANTS, RandomProgram.CONSTANTS + 0x1000);
    agree(
        2_000_000,
        Host.available(),
        (pcs, write) -> List.of(write || (pcs[0] & 8) != 0 ? data : all));
    agree(
        3_000_000,
        Host.available(),
        (pcs, write) ->
            write
                ? List.of(firstPage, secondPage)
                : List.of(pcs[0] % 8 == 0 ? data : secondPage, all));
  }

  private void agree(long firstSeed, Host host, AccessProfile profile) {
    try (Arena arena = Arena.ofConfined()) {
      GuestMemory memory = SmallMemory.create(arena);
      memory.setPermissions(0x1000, 1, GuestMemory.READ | GuestMemory.EXECUTE);
      memory.setPermissions(RandomProgram.DATA, 2, READ_WRITE);
      memory.setPermissions(RandomProgram.CONSTANTS, 1, GuestMemory.READ);
      for (long seed = firstSeed; seed < firstSeed + PROGRAMS; seed++) {
        var program = new RandomProgram(seed);
        boolean optimised = seed % 3 != 0;
        var cold = new ColdCode((m, location, it, big, max) -> lift(program, location, optimised));
        var compiler =
            new Compiler(
                (code, location, limit) -> lift(program, location, optimised),
                host,
                KernelCall.Table.NONE);
        String expected = run(memory, cold, seed);
        ColdUnits compiled = (space, location) -> compiler.make(space, location, profile);
        if (seed % SOUND_EVERY == 0) {
          // Or they would never be taken from a file.
          assertTrue(compiler.compiled(memory, RandomProgram.MAIN, profile).isSound());
        }
        assertEquals(expected, run(memory, compiled, seed), "seed " + seed);
      }
      assertTrue(faults > PROGRAMS / 100, "too few faults: " + faults);
      assertTrue(faults < 2 * PROGRAMS, "too many faults: " + faults);
    }
  }

  private static Block lift(RandomProgram program, int location, boolean optimised) {
    Block block = program.block(location);
    return optimised ? Passes.run(block) : block;
  }

  private String run(GuestMemory memory, ColdUnits units, long seed) {
    var random = new Random(seed);
    var cpu = new CpuState();
    for (int i = 0; i < 15; i++) {
      cpu.setR(i, random.nextInt());
    }
    for (int i = 0; i < 32; i++) {
      cpu.setD(i, random.nextInt(3) == 0 ? Double.doubleToRawLongBits(i) : random.nextLong());
    }
    cpu.setCpsr(random.nextInt() & ~(CpuState.CPSR_T | CpuState.CPSR_IT | CpuState.CPSR_E));
    cpu.r8 = RandomProgram.DATA + 0x1f00 * random.nextInt(2) + 16 + random.nextInt(64);
    cpu.r9 = RandomProgram.CONSTANTS + 16 + random.nextInt(256);
    cpu.r10 = RandomProgram.RETURN;
    cpu.r12 = 1 + random.nextInt(12);
    cpu.r14 = RandomProgram.RETURN;
    byte[] bytes = new byte[0x2000];
    random.nextBytes(bytes);
    for (int i = 0; i < bytes.length; i++) {
      memory.store8(RandomProgram.DATA + i, bytes[i]);
    }
    var space = new CodeSpace(memory, units, (s, location, loop) -> {});
    cpu.memory = memory;
    cpu.code = space;
    int location = RandomProgram.MAIN;
    do {
      location = space.lookup(location).run(cpu, 1);
    } while (location != RandomProgram.RETURN && location != Unit.EXIT);
    return describe(
        cpu, location, memory.codeBytes(RandomProgram.DATA, RandomProgram.DATA + 0x2000));
  }

  private String describe(CpuState cpu, int location, byte[] data) {
    var text = new StringBuilder();
    if (location == Unit.EXIT) {
      faults++;
      text.append("%s at %08x it %02x ".formatted(cpu.exit, cpu.pc, cpu.itstate));
      if (cpu.exit == Exit.DATA_ABORT) {
        text.append("%s ".formatted(cpu.fault.getMessage()));
      }
    }
    for (int i = 0; i < 15; i++) {
      text.append("r%d=%08x ".formatted(i, cpu.r(i)));
    }
    text.append("cpsr=%08x fpscr=%08x ".formatted(cpu.cpsr(), cpu.fullFpscr()));
    for (int i = 0; i < 32; i++) {
      text.append("d%d=%016x ".formatted(i, cpu.d(i)));
    }
    return text.append("data=%08x".formatted(Arrays.hashCode(data))).toString();
  }
}
