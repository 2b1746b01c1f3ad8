package dev.armature.emit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

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
import dev.armature.region.Region;
import dev.armature.region.RegionFormer;
import dev.armature.translate.Engine;
import dev.armature.translate.Translator;
import java.lang.foreign.Arena;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Loops whose rounds are counted before they begin, against the interpreter: from random registers,
 * so that they end where they should, run out of their memory, begin outside of it or never end by
 * themselves.
 */
class CountedLoopTest {
  private static final int CODE = 0x8000;
  private static final int DATA = 0x10_0000;
  private static final int DATA_SIZE = 0x8000;
  private static final int RETURN = 0x4000;
  private static final int RUNS = 400;

  private static final int[][] LOOPS = {
    // ldr r3, [r0], #4; add r2, r2, r3; cmp r0, r1; bne; bx lr
    {0xe4903004, 0xe0822003, 0xe1500001, 0x1afffffb, 0xe12fff1e},
    // strb r3, [r0], #1; subs r2, r2, #1; bne; bx lr
    {0xe4c03001, 0xe2522001, 0x1afffffc, 0xe12fff1e},
    // strb r3, [r4, r0]; add r0, r0, r5; cmp r0, r1; bls; bx lr
    {0xe7c43000, 0xe0800005, 0xe1500001, 0x9afffffb, 0xe12fff1e},
    // ldr r3, [r4, r0, lsl #2]; add r2, r2, r3; str r2, [r6, r0, lsl #2]; add r0, r0, #1; cmp r0,
    // r1;
    // blt; bx lr
    {0xe7943100, 0xe0822003, 0xe7862100, 0xe2800001, 0xe1500001, 0xbafffff9, 0xe12fff1e},
    // ldrb r3, [r4, r0]; add r2, r3, r2, ror #1; subs r0, r0, #3; bpl; bx lr
    {0xe7d43000, 0xe08320e2, 0xe2500003, 0x5afffffb, 0xe12fff1e},
    // ldr r3, [r0], #-8; add r2, r2, r3; cmp r0, r1; bhi; bx lr
    {0xe4103008, 0xe0822003, 0xe1500001, 0x8afffffb, 0xe12fff1e},
    // ldrb r3, [r0], #1; cmp r3, #0; beq; add r2, r2, r3; cmp r0, r1; bne; bx lr
    {0xe4d03001, 0xe3530000, 0x0a000002, 0xe0822003, 0xe1500001, 0x1afffff9, 0xe12fff1e},
    // ldr r3, [r0, #4]!; tst r3, #1; addne r2, r2, r3; strne r2, [r0, #-4]; cmp r0, r1;
    // bcc; bx lr
    {0xe5b03004, 0xe3130001, 0x10822003, 0x15002004, 0xe1500001, 0x3afffff9, 0xe12fff1e},
    // cmp r0, r1; ldr r3, [r0], #4; add r2, r2, r3; bne; bx lr
    {0xe1500001, 0xe4903004, 0xe0822003, 0x1afffffb, 0xe12fff1e},
    // ldr r3, [r0]; ldr r7, [r0, #8]; add r0, r0, #12; eor r2, r3, r7; cmp r0, r1; bne; bx lr
    {0xe5903000, 0xe5907008, 0xe280000c, 0xe0232007, 0xe1500001, 0x1afffff9, 0xe12fff1e},
    // ldrh r3, [r0], #2; strh r2, [r6], #2; add r2, r2, r3; cmp r1, r0; bhi; bx lr
    {0xe0d030b2, 0xe0c620b2, 0xe0822003, 0xe1510000, 0x8afffffa, 0xe12fff1e},
    // ldr r3, [r0]; cmp r3, r2; ble; mov r2, r3; str r2, [r6];
    // add r6, r6, #4; add r0, r0, #4; cmp r0, r1; bne; bx lr
    {
      0xe5903000,
      0xe1530002,
      0xda000001,
      0xe1a02003,
      0xe5862000,
      0xe2866004,
      0xe2800004,
      0xe1500001,
      0x1afffff6,
      0xe12fff1e
    },
    // ldr r3, [r0], #4; ldr r7, [r6]; adcs r2, r3, r7; str r2, [r6], #4; sub r5, r5, #1;
    // teq r5, #0; bne; bx lr
    {
      0xe4903004, 0xe5967000, 0xe0b32007, 0xe4862004, 0xe2455001, 0xe3350000, 0x1afffff8, 0xe12fff1e
    },
    // Not to be counted: left in the middle of its rounds, and entered again behind its head.
    // head: ldrb r3, [r0], #1; tst r3, #3; bne mid; out: add r7, r7, #1; tst r7, #3; bne out;
    // mov r2, #1; mid: subs r2, r2, #1; bgt head; lsrs r6, r6, #1; bne out; bx lr
    {
      0xe4d03001,
      0xe3130003,
      0x1a000003,
      0xe2877001,
      0xe3170003,
      0x1afffffc,
      0xe3a02001,
      0xe2522001,
      0xcafffff6,
      0xe1b060a6,
      0x1afffff7,
      0xe12fff1e
    },
  };

  static Stream<Integer> loops() {
    return IntStream.range(0, LOOPS.length).boxed();
  }

  /** What a run leaves behind, for comparison. */
  private static Map<String, Object> outcome(CpuState cpu, GuestMemory memory, int location) {
    var outcome = new HashMap<String, Object>();
    for (int i = 0; i < 15; i++) {
      outcome.put("r" + i, Integer.toHexString(cpu.r(i)));
    }
    outcome.put("flags", Integer.toHexString(cpu.cpsr()));
    // Nothing is there: the interpreter goes on and finds out.
    if (location != RETURN && cpu.location() != RETURN) {
      assertEquals(Unit.EXIT, location);
      outcome.put("exit", cpu.exit + " at " + Integer.toHexString(cpu.location()));
      outcome.put("fault", Integer.toHexString(cpu.fault.address()) + " " + cpu.fault.access());
    }
    int sum = 0;
    for (int i = 0; i < DATA_SIZE; i += 4) {
      sum = sum * 31 + memory.load32(DATA + i);
    }
    outcome.put("memory", sum);
    return outcome;
  }

  private static void fill(GuestMemory memory, long seed) {
    var random = new Random(seed);
    for (int i = 0; i < DATA_SIZE; i += 4) {
      memory.store32(DATA + i, random.nextInt() | (random.nextInt(50) == 0 ? 0 : 0x01010101));
    }
  }

  private static int pointer(Random random) {
    int near = random.nextInt(200);
    return switch (random.nextInt(8)) {
      case 0 -> DATA + DATA_SIZE - near;
      case 1 -> DATA + near - 100;
      case 2 -> DATA + DATA_SIZE + near;
      default -> DATA + (random.nextInt(DATA_SIZE) & ~3);
    };
  }

  private static int small(Random random) {
    return switch (random.nextInt(4)) {
      case 0 -> random.nextInt(8) - 2;
      case 1 -> random.nextInt();
      default -> random.nextInt(3000);
    };
  }

  private static CpuState start(int loop, long seed, GuestMemory memory) {
    var random = new Random(seed);
    var cpu = new CpuState();
    cpu.memory = memory;
    boolean indexed = loop >= 2 && loop <= 4;
    cpu.r0 = indexed ? small(random) : pointer(random);
    cpu.r1 =
        indexed ? small(random) : random.nextBoolean() ? cpu.r0 + small(random) : pointer(random);
    cpu.r2 = random.nextBoolean() ? small(random) : random.nextInt();
    cpu.r3 = random.nextInt();
    cpu.r4 = pointer(random);
    cpu.r5 = 1 + random.nextInt(random.nextBoolean() ? 40 : 100_000);
    cpu.r6 = pointer(random);
    cpu.r14 = RETURN;
    cpu.setFlags(random.nextInt());
    cpu.setLocation(CODE);
    return cpu;
  }

  @ParameterizedTest
  @MethodSource("loops")
  void doAsTheInterpreterDoes(int loop) throws UnitEmitter.TooLargeException {
    try (Arena arena = Arena.ofConfined()) {
      GuestMemory memory = SmallMemory.create(arena);
      memory.setPermissions(CODE, 1, GuestMemory.READ | GuestMemory.WRITE | GuestMemory.EXECUTE);
      memory.setPermissions(DATA, DATA_SIZE >>> 12, GuestMemory.READ | GuestMemory.WRITE);
      for (int i = 0; i < LOOPS[loop].length; i++) {
        memory.store32(CODE + 4 * i, LOOPS[loop][i]);
      }
      var known = new AccessProfile.Range(DATA, DATA + DATA_SIZE);
      Unit[] units = {
        compile(memory, AccessProfile.UNKNOWN), compile(memory, (pcs, write) -> List.of(known))
      };
      var space = new Translator(Features.max(), Engine.INTERP).newSpace(memory);
      for (long seed = 0; seed < RUNS; seed++) {
        fill(memory, seed);
        CpuState cpu = start(loop, seed, memory);
        cpu.code = space;
        int location = CODE;
        while (location != RETURN && location != Unit.EXIT) {
          location = space.lookup(location).run(cpu, 0);
        }
        var expected = outcome(cpu, memory, location);
        for (Unit unit : units) {
          fill(memory, seed);
          CpuState compiled = start(loop, seed, memory);
          compiled.code = space;
          int end = unit.run(compiled, 0);
          assertEquals(expected, outcome(compiled, memory, end), "loop " + loop + " from " + seed);
        }
      }
      space.close();
    }
  }

  @ParameterizedTest
  @MethodSource("loops")
  void leaveForPendingWork(int loop) throws UnitEmitter.TooLargeException {
    try (Arena arena = Arena.ofConfined()) {
      GuestMemory memory = SmallMemory.create(arena);
      memory.setPermissions(CODE, 1, GuestMemory.READ | GuestMemory.WRITE | GuestMemory.EXECUTE);
      for (int i = 0; i < LOOPS[loop].length; i++) {
        memory.store32(CODE + 4 * i, LOOPS[loop][i]);
      }
      Unit unit = compile(memory, AccessProfile.UNKNOWN);
      CpuState cpu = start(loop, 1, memory);
      cpu.pending = 1;
      assertEquals(Unit.EXIT, unit.run(cpu, 0));
      assertEquals(Exit.PENDING, cpu.exit);
      assertEquals(CODE, cpu.location());
    }
  }

  @Test
  void theLoopsAreCounted() {
    try (Arena arena = Arena.ofConfined()) {
      GuestMemory memory = SmallMemory.create(arena);
      memory.setPermissions(CODE, 1, GuestMemory.READ | GuestMemory.WRITE | GuestMemory.EXECUTE);
      var known = new AccessProfile.Range(DATA, DATA + DATA_SIZE);
      for (int loop = 0; loop < LOOPS.length - 1; loop++) {
        for (int i = 0; i < LOOPS[loop].length; i++) {
          memory.store32(CODE + 4 * i, LOOPS[loop][i]);
        }
        var flow = new Flow(region(memory), (pcs, write) -> List.of(known));
        var counted = flow.layout().getFirst().place.loop().counted();
        assertTrue(counted != null && counted.hasProofs(), "loop " + loop);
      }
    }
  }

  private static Region region(GuestMemory memory) {
    var lifter = new Lifter(Features.max());
    RegionFormer.Source source =
        (at, leader) ->
            Passes.run(lifter.lift(CodeReader.of(memory), at, new BlockLimit(64, leader)));
    return RegionFormer.form(source, CODE, 6000, _ -> true);
  }

  private static Unit compile(GuestMemory memory, AccessProfile profile)
      throws UnitEmitter.TooLargeException {
    CompiledUnit unit = UnitEmitter.emit(region(memory), Host.available(), profile);
    return UnitEmitter.define(unit, memory.base(), KernelCall.Table.NONE);
  }
}
