package dev.armature.interp;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.armature.cache.CodeSpace;
import dev.armature.cache.UnitEntry;
import dev.armature.ir.Block;
import dev.armature.ir.IrBuilder;
import dev.armature.ir.Op;
import dev.armature.ir.Opcode;
import dev.armature.ir.Reg;
import dev.armature.ir.Terminal;
import dev.armature.machine.CpuState;
import dev.armature.machine.Exit;
import dev.armature.machine.GuestFault;
import dev.armature.machine.GuestMemory;
import dev.armature.machine.Routine;
import dev.armature.machine.SmallMemory;
import dev.armature.machine.Unit;
import java.lang.foreign.Arena;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Blocks built by hand, run by the interpreter. */
class InterpreterTest {
  private static final int DATA = 0x2000;

  private final Arena arena = Arena.ofConfined();
  private final Map<Integer, Function<IrBuilder, Terminal>> program = new HashMap<>();
  private final CpuState cpu = new CpuState();
  private GuestMemory memory;
  private CodeSpace space;

  @BeforeEach
  void setUp() {
    // Only the low pages are touched: the permission bytes of a window of the guest suffice.
    memory = SmallMemory.create(arena);
    memory.setPermissions(0x1000, 1, GuestMemory.READ | GuestMemory.EXECUTE);
    memory.setPermissions(DATA, 1, GuestMemory.READ | GuestMemory.WRITE);
    space = new CodeSpace(memory, new ColdCode(this::lift), (s, location, loop) -> {});
    cpu.memory = memory;
    cpu.code = space;
  }

  @AfterEach
  void tearDown() {
    arena.close();
  }

  private Block lift(GuestMemory from, int location, int it, boolean big, int max) {
    from.fetch32(location);
    var ir = new IrBuilder();
    ir.insn(location, it);
    Terminal end = program.get(location).apply(ir);
    return new Block(location, location + 4, 1, ir.ops(), end);
  }

  private int run(int location) {
    return space.lookup(location).run(cpu, 1);
  }

  @Test
  void sumsInALoop() {
    program.put(
        0x1000,
        ir -> {
          Op r0 = ir.get(0);
          Op r1 = ir.get(1);
          ir.put(0, ir.op(Opcode.ADD, r0, r1));
          Op left = ir.op(Opcode.SUB, r1, 1);
          Op one = ir.constant(1);
          ir.put(1, left);
          ir.put(Reg.N, left);
          ir.put(Reg.Z, left);
          ir.put(Reg.C, ir.op(Opcode.UGE, r1, one));
          ir.put(Reg.V, ir.op(Opcode.OVERFLOW_SUB, r1, one, left));
          return new Terminal.Branch(ir.op(Opcode.NE, left, 0), 0x1000, 0x1004);
        });
    program.put(0x1004, ir -> new Terminal.Return(ir.get(Reg.LR)));
    cpu.r0 = 0;
    cpu.r1 = 1000;
    cpu.r14 = 0x8000;
    assertEquals(0x8000, run(0x1000));
    assertEquals(500500, cpu.r0);
    assertEquals(0, cpu.r1);
    assertEquals(0, cpu.z);
    assertEquals(1, cpu.c);
    assertTrue(cpu.v >= 0);
  }

  /** In the middle of a function lr says nothing about the way back. */
  @Test
  void stopsWhereTheFrameHasGone() {
    program.put(
        0x1000,
        ir -> {
          ir.put(Reg.SP, ir.op(Opcode.ADD, ir.get(Reg.SP), 8));
          return new Terminal.Return(ir.get(4));
        });
    callerAt(0x1010);
    enterInTheMiddle();
    assertEquals(0x1010, run(0x1000));
    assertEquals(0, cpu.r5);
  }

  @Test
  void goesOnWhereTheFrameIsStillThere() {
    program.put(0x1000, ir -> new Terminal.Return(ir.get(4)));
    callerAt(0x1010);
    enterInTheMiddle();
    assertEquals(0x8000, run(0x1000));
    assertEquals(1, cpu.r5);
  }

  @Test
  void stopsWhereACompiledRestOfTheFunctionCameBack() {
    program.put(0x1000, _ -> new Terminal.Jump(0x1004));
    program.put(0x1004, _ -> new Terminal.Jump(0x1004));
    callerAt(0x1010);
    var rest =
        new Unit() {
          @Override
          public int run(CpuState state, int depth) {
            state.r13 += 8;
            return 0x1010;
          }
        };
    int[] code = {0x1004, 0x1008};
    space.install(new UnitEntry(0x1004, false), rest, space.version(), code, new int[0], Set.of());
    enterInTheMiddle();
    assertEquals(0x1010, run(0x1000));
    assertEquals(0, cpu.r5);
  }

  private void enterInTheMiddle() {
    cpu.r4 = 0x1010;
    cpu.r5 = 0;
    cpu.r13 = 0x2100;
    cpu.r14 = 0x8000;
  }

  /** Code that leaves its mark and goes to what lr names. */
  private void callerAt(int location) {
    program.put(
        location,
        ir -> {
          ir.put(5, ir.constant(1));
          return new Terminal.Return(ir.get(Reg.LR));
        });
  }

  @Test
  void faultLeavesTheStateBeforeTheInstruction() {
    program.put(
        0x1000,
        ir -> {
          ir.put(2, ir.constant(7));
          ir.insn(0x1002, 0x44);
          Op value = ir.op(Opcode.LOAD32, ir.op(Opcode.ADD, ir.get(1), 8));
          ir.put(2, value);
          return new Terminal.Jump(0x1004);
        });
    cpu.r1 = 0x5000;
    assertEquals(Unit.EXIT, run(0x1000));
    assertSame(Exit.DATA_ABORT, cpu.exit);
    assertEquals(0x5008, cpu.fault.address());
    assertSame(GuestFault.Access.READ, cpu.fault.access());
    assertEquals(0x1002, cpu.pc);
    assertEquals(0x44, cpu.itstate);
    assertEquals(7, cpu.r2);
  }

  @Test
  void unreadableTargetIsAPrefetchAbort() {
    program.put(0x1000, _ -> new Terminal.Jump(0x7000));
    assertEquals(Unit.EXIT, run(0x1000));
    assertSame(Exit.PREFETCH_ABORT, cpu.exit);
    assertEquals(0x7000, cpu.pc);
    assertEquals(0x7000, cpu.fault.address());
  }

  @Test
  void predicatedPartIsSkipped() {
    program.put(
        0x1000,
        ir -> {
          ir.put(3, ir.constant(1));
          ir.beginIf(ir.cond(0));
          ir.put(3, ir.op(Opcode.ADD, ir.get(3), 41));
          ir.endIf();
          return new Terminal.Return(ir.get(Reg.LR));
        });
    cpu.r14 = 0x8000;
    cpu.z = 1;
    run(0x1000);
    assertEquals(1, cpu.r3);
    cpu.z = 0;
    run(0x1000);
    assertEquals(42, cpu.r3);
  }

  @Test
  void registersMaySwap() {
    program.put(
        0x1000,
        ir -> {
          Op a = ir.get(0);
          Op b = ir.get(1);
          ir.put(0, b);
          ir.put(1, a);
          return new Terminal.Return(ir.get(Reg.LR));
        });
    cpu.r0 = 1;
    cpu.r1 = 2;
    cpu.r14 = 0x8000;
    run(0x1000);
    assertEquals(2, cpu.r0);
    assertEquals(1, cpu.r1);
  }

  @Test
  void oldValueSurvivesItsRegister() {
    program.put(
        0x1000,
        ir -> {
          Op old = ir.get(0);
          Op sum = ir.op(Opcode.ADD, old, 4);
          ir.put(0, sum);
          ir.put(1, ir.op(Opcode.XOR, old, sum));
          return new Terminal.Return(ir.get(Reg.LR));
        });
    cpu.r0 = 0x10;
    cpu.r14 = 0x8000;
    run(0x1000);
    assertEquals(0x14, cpu.r0);
    assertEquals(0x10 ^ 0x14, cpu.r1);
  }

  @Test
  void routinesAndWideValues() {
    program.put(
        0x1000,
        ir -> {
          Op product =
              ir.op(Opcode.MUL64, ir.op(Opcode.ZEXT64, ir.get(0)), ir.op(Opcode.ZEXT64, ir.get(1)));
          ir.put(2, ir.op(Opcode.LOW, product));
          ir.put(3, ir.op(Opcode.HIGH, product));
          ir.put(4, ir.call(Routine.LSL, ir.get(0), ir.constant(33)));
          return new Terminal.Return(ir.get(Reg.LR));
        });
    cpu.r0 = -1;
    cpu.r1 = -1;
    cpu.r4 = 5;
    cpu.r14 = 0x8000;
    run(0x1000);
    assertEquals(1, cpu.r2);
    assertEquals(-2, cpu.r3);
    assertEquals(0, cpu.r4);
  }

  @Test
  void pendingWorkLeavesAtABlockEdge() {
    program.put(0x1000, _ -> new Terminal.Jump(0x1000));
    cpu.pending = 1;
    assertEquals(Unit.EXIT, run(0x1000));
    assertSame(Exit.PENDING, cpu.exit);
    assertEquals(0x1000, cpu.pc);
  }

  @Test
  void invalidatedCodeIsMadeAnew() {
    program.put(
        0x1000,
        ir -> {
          ir.put(0, ir.constant(1));
          return new Terminal.Return(ir.get(Reg.LR));
        });
    cpu.r14 = 0x8000;
    run(0x1000);
    program.put(
        0x1000,
        ir -> {
          ir.put(0, ir.constant(2));
          return new Terminal.Return(ir.get(Reg.LR));
        });
    memory.setPermissions(0x1000, 1, GuestMemory.READ | GuestMemory.WRITE | GuestMemory.EXECUTE);
    memory.store32(0x1000, 77);
    run(0x1000);
    assertEquals(1, cpu.r0);
    assertFalse(space.invalidate(0x1800, 4));
    assertTrue(space.invalidate(0x1000, 4));
    run(0x1000);
    assertEquals(2, cpu.r0);
  }
}
