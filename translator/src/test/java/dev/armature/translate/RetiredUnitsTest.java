package dev.armature.translate;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.armature.cache.CodeSpace;
import dev.armature.cache.HotCode;
import dev.armature.decode.Features;
import dev.armature.emit.Host;
import dev.armature.interp.ColdCode;
import dev.armature.lift.BlockLimit;
import dev.armature.lift.CodeReader;
import dev.armature.lift.Lifter;
import dev.armature.machine.CpuState;
import dev.armature.machine.GuestMemory;
import dev.armature.machine.KernelCall;
import dev.armature.machine.SmallMemory;
import dev.armature.machine.Unit;
import dev.armature.opt.Passes;
import java.lang.foreign.Arena;
import java.lang.ref.WeakReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Units of a process that has ended are used by the next one where they mean the same. */
class RetiredUnitsTest {
  private static final int CODE = 0x1_0000;
  private static final int DATA = 0x2_0000;
  private static final int RETURN = 0x3_0000;
  private static final int ROUNDS = 50;
  private static final int READ_EXECUTE = GuestMemory.READ | GuestMemory.EXECUTE;

  /** Adds a word of memory to r0 in each of r3 rounds, by a function. */
  private static final int[] PROGRAM = {
    0xe92d_4010, // push {r4, lr}
    0xeb00_0003, // loop: bl add
    0xe253_3001, // subs r3, r3, #1
    0x1aff_fffc, // bne loop
    0xe8bd_8010, // pop {r4, pc}
    0xe320_f000, // nop
    0xe591_2000, // add: ldr r2, [r1]
    0xe080_0002, // add r0, r0, r2
    0xe12f_ff1e, // bx lr
  };

  private static final int ADD = CODE + 4 * 6;

  private final Arena arena = Arena.ofConfined();
  private final Lifter lifter = new Lifter(Features.max());
  private final ProgramUnits program = new ProgramUnits(null);
  private final RetiredUnits retired = new RetiredUnits();
  private final Compiler compiler =
      new Compiler(
          (code, location, limit) -> Passes.run(lifter.lift(code, location, limit)),
          Host.available(),
          KernelCall.Table.NONE);
  private final GuestMemory memory = memory();

  @AfterEach
  void tearDown() {
    arena.close();
  }

  private GuestMemory memory() {
    GuestMemory fresh = SmallMemory.create(arena);
    fresh.setPermissions(CODE, 1, GuestMemory.READ | GuestMemory.WRITE);
    fresh.setPermissions(DATA, 4, GuestMemory.READ | GuestMemory.WRITE);
    for (int i = 0; i < PROGRAM.length; i++) {
      fresh.store32(CODE + 4 * i, PROGRAM[i]);
    }
    fresh.store32(DATA, 3);
    fresh.setPermissions(CODE, 1, READ_EXECUTE);
    return fresh;
  }

  /** A process with its memory in {@code where}. */
  private final class Process {
    final ProcessUnits units;
    final CodeSpace space;

    Process(GuestMemory where) {
      units = new ProcessUnits(program, retired, where.base());
      var cold =
          new ColdCode((from, location, state, big, max) ->
              Passes.run(
                  lifter.lift(
                      CodeReader.of(from), location, state, big, new BlockLimit(max, _ -> false))));
      HotCode hot =
          new HotCode() {
            @Override
            public void hot(CodeSpace it, int location, boolean loop) {}

            @Override
            public void met(CodeSpace it, int location) {
              boolean unused = compiler.reuse(it, units, location);
            }

            @Override
            public void closed() {
              units.end();
            }
          };
      space = new CodeSpace(where, cold, hot);
    }

    void run() {
      var cpu = new CpuState();
      cpu.memory = space.memory();
      cpu.code = space;
      cpu.r1 = DATA;
      cpu.r3 = ROUNDS;
      cpu.r13 = DATA + 0x800;
      cpu.r14 = RETURN;
      int location = CODE;
      while (location != RETURN) {
        location = space.lookup(location).run(cpu, 1);
      }
      assertEquals(3 * ROUNDS, cpu.r0);
    }

    Unit compile(int location) {
      boolean done =
          compiler.hot(space, units, false, location, false, System.nanoTime())
              || compiler.hot(space, units, true, location, false, System.nanoTime());
      assertTrue(done);
      assertTrue(space.peek(location).isCompiled());
      return space.peek(location);
    }
  }

  /** A process that has run and ended, and the unit of its function. */
  private Unit leftBehind() {
    var first = new Process(memory);
    first.run();
    Unit unit = first.compile(ADD);
    Unit caller = first.compile(CODE);
    first.run();
    assertFalse(unit.stale);
    first.space.close();
    assertTrue(unit.stale);
    assertTrue(caller.stale);
    return unit;
  }

  @Test
  void theNextProcessRunsThemFromTheStart() {
    Unit left = leftBehind();
    assertArrayEquals(new long[] {memory.base()}, retired.bases(program));
    var next = new Process(memory);
    assertEquals(0, retired.bases(program).length);
    next.run();
    assertSame(left, next.space.peek(ADD));
    assertFalse(left.stale);
    assertEquals(2, compiler.counts.reused.get());
    assertEquals(2, compiler.counts.units.get());
    next.space.close();
    assertArrayEquals(new long[] {memory.base()}, retired.bases(program));
  }

  @Test
  void onlyAtTheSameBase() {
    Unit left = leftBehind();
    var elsewhere = new Process(memory());
    elsewhere.run();
    assertNotSame(left, elsewhere.space.peek(ADD));
    assertEquals(0, compiler.counts.reused.get());
  }

  @Test
  void onlyForTheSameCode() {
    Unit left = leftBehind();
    memory.setPermissions(CODE, 1, GuestMemory.READ | GuestMemory.WRITE);
    memory.store32(ADD, 0xe3a0_2003); // mov r2, #3
    memory.setPermissions(CODE, 1, READ_EXECUTE);
    var next = new Process(memory);
    next.run();
    assertTrue(left.stale);
    assertTrue(next.space.peek(ADD).interpreted);
    Unit other = next.compile(ADD);
    next.space.close();
    var third = new Process(memory);
    third.run();
    assertSame(other, third.space.peek(ADD));
  }

  @Test
  void asSoonAsTheMemoryIsThereThatTheyRelyOn() {
    Unit left = leftBehind();
    memory.setPermissions(DATA + 0x3000, 1, 0);
    var next = new Process(memory);
    next.run();
    assertTrue(next.space.peek(ADD).interpreted);
    memory.setPermissions(DATA + 0x3000, 1, GuestMemory.READ | GuestMemory.WRITE);
    assertSame(left, next.compile(ADD));
    next.run();
  }

  @Test
  void alsoWhatBecameStaleBecauseMemoryWasGivenBack() {
    var first = new Process(memory);
    first.run();
    Unit unit = first.compile(ADD);
    assertTrue(first.space.invalidate(DATA + 0x3000, 0x1000));
    assertTrue(unit.stale);
    first.space.close();
    var next = new Process(memory);
    next.run();
    assertSame(unit, next.space.peek(ADD));
  }

  @Test
  void theyKeepNothingOfTheirProcessAlive() throws InterruptedException {
    WeakReference<CodeSpace> gone = spaceLeftBehind();
    for (int i = 0; i < 100 && gone.get() != null; i++) {
      System.gc();
      Thread.sleep(10);
    }
    assertSame(null, gone.get());
    assertEquals(1, retired.bases(program).length);
  }

  private WeakReference<CodeSpace> spaceLeftBehind() {
    var process = new Process(memory);
    process.run();
    Unit unit = process.compile(CODE);
    process.run();
    process.space.close();
    assertTrue(unit.stale);
    return new WeakReference<>(process.space);
  }
}
