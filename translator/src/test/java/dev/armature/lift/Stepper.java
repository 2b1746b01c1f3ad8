package dev.armature.lift;

import dev.armature.cache.CodeSpace;
import dev.armature.decode.Feature;
import dev.armature.decode.Features;
import dev.armature.interp.ColdCode;
import dev.armature.ir.Block;
import dev.armature.machine.CpuState;
import dev.armature.machine.Exit;
import dev.armature.machine.Fpscr;
import dev.armature.machine.GuestFault;
import dev.armature.machine.GuestFault.Cause;
import dev.armature.machine.GuestMemory;
import dev.armature.machine.SmallMemory;
import dev.armature.machine.Unit;
import dev.armature.opt.Passes;
import dev.armature.opt.Verifier;
import dev.armature.translate.Engine;
import dev.armature.translate.Translator;
import java.lang.foreign.Arena;

/** Runs a {@link StepTask} in memory laid out as step.c lays it out. */
final class Stepper implements AutoCloseable {
  private static final int CODE_PAGE = 0x1000_0000;
  private static final int MOST_BLOCKS = 200;

  private static final int SIGILL = 4;
  private static final int SIGTRAP = 5;
  private static final int SIGBUS = 7;
  private static final int SIGSEGV = 11;

  private final Arena arena = Arena.ofConfined();
  private final GuestMemory memory = SmallMemory.create(arena);
  private final Lifter lifter;
  private final ColdCode cold = new ColdCode(this::lift);

  private final Translator compiling;
  private final boolean compiled;
  private final int vector;

  /** A stepper that interprets, or one that compiles everything. */
  Stepper(boolean compiled) {
    this(compiled, Features.max());
  }

  /** As above, for the CPU of {@code features}. */
  Stepper(boolean compiled, Features features) {
    this.compiled = compiled;
    lifter = new Lifter(features);
    compiling = new Translator(features, Engine.JIT);
    vector = features.has(Feature.VFP3) ? 0 : Fpscr.VECTOR;
    memory.setPermissions(CODE_PAGE, 1, GuestMemory.READ | GuestMemory.WRITE | GuestMemory.EXECUTE);
    memory.setPermissions(StepTask.DATA, 2, GuestMemory.READ | GuestMemory.WRITE);
  }

  private Block lift(GuestMemory from, int location, int state, boolean big, int max) {
    Block block =
        lifter.lift(CodeReader.of(from), location, state, big, new BlockLimit(max, l -> false));
    Verifier.verify(block);
    return Verifier.verify(Passes.run(block));
  }

  /**
   * The state it ends in; null when it does not end, which only the interpreter notices, or calls
   * the kernel.
   */
  StepResult run(StepTask task) {
    for (int i = 0; i < GuestMemory.PAGE_SIZE; i += 4) {
      memory.store32(CODE_PAGE + i, StepTask.UNDEFINED);
    }
    for (int i = 0; i < task.words().length; i++) {
      memory.store32(StepTask.CODE + 4 * i, task.words()[i]);
    }
    int x = task.seed();
    for (int i = 0; i < StepTask.DATA_SIZE; i += 4) {
      x = x * 1664525 + 1013904223;
      memory.store32(StepTask.DATA + i, x);
    }
    var cpu = new CpuState();
    cpu.memory = memory;
    CodeSpace space =
        compiled ? compiling.newSpace(memory) : new CodeSpace(memory, cold, (_, _, _) -> {});
    cpu.code = space;
    for (int i = 0; i < 15; i++) {
      cpu.setR(i, task.r()[i]);
    }
    for (int i = 0; i < 32; i++) {
      cpu.setD(i, task.d()[i]);
    }
    cpu.setCpsr(task.cpsr() | (task.thumb() ? CpuState.CPSR_T : 0));
    cpu.setFullFpscr(task.fpscr());
    cpu.tpidrurw = task.seed();
    cpu.tpidruro = ~task.seed();
    cpu.pc = StepTask.CODE;
    cpu.kernel = (state, _) -> state.leave(state.location(), Exit.KERNEL);
    // Makes the interpreter come back after each block, so that a loop is noticed.
    cpu.pending = compiled ? 0 : 1;
    return execute(cpu, space);
  }

  private StepResult execute(CpuState cpu, CodeSpace space) {
    for (int i = 0; i < MOST_BLOCKS; i++) {
      int next;
      try {
        int state = cpu.itstate | (cpu.fpscr & vector);
        Unit unit =
            (state | cpu.bigEndian) == 0
                ? space.lookup(cpu.location())
                : cold.makeFor(space, cpu.location(), state, cpu.bigEndian != 0);
        cpu.exit = Exit.NONE;
        next = unit.run(cpu, 0);
      } catch (GuestFault fault) {
        next = cpu.abort(cpu.location(), fault);
      }
      if (next != Unit.EXIT) {
        cpu.setLocation(next);
        continue;
      }
      switch (cpu.exit) {
        case STATE, PENDING -> {}
        case KERNEL -> {
          return null; // a branch went to a word that is a system call
        }
        case UNDEFINED -> {
          // The undefined words that Linux takes for breakpoints (arch/arm/kernel/ptrace.c).
          boolean trap =
              cpu.exitInfo == 0xde01
                  || cpu.exitInfo == 0xf7f0_a000
                  || (cpu.exitInfo & 0x0fff_ffff) == 0x07f0_01f0;
          return result(cpu, trap ? SIGTRAP : SIGILL, 0);
        }
        case BREAKPOINT -> {
          return result(cpu, SIGTRAP, 0);
        }
        case DATA_ABORT, PREFETCH_ABORT -> {
          boolean alignment = cpu.fault.reason() == Cause.ALIGNMENT;
          return result(cpu, alignment ? SIGBUS : SIGSEGV, cpu.fault.address());
        }
        // The guest itself branched to the location that means EXIT.
        case NONE -> cpu.setLocation(Unit.EXIT);
      }
    }
    return null;
  }

  private StepResult result(CpuState cpu, int signal, int address) {
    int[] r = new int[16];
    for (int i = 0; i < 15; i++) {
      r[i] = cpu.r(i);
    }
    r[15] = cpu.pc;
    long[] d = new long[32];
    for (int i = 0; i < 32; i++) {
      d[i] = cpu.d(i);
    }
    int hash = 0x811c9dc5;
    for (int i = 0; i < StepTask.DATA_SIZE; i += 4) {
      hash = (hash ^ memory.load32(StepTask.DATA + i)) * 0x01000193;
    }
    cpu.exit = Exit.NONE;
    return new StepResult(signal, address, r, cpu.cpsr(), cpu.fullFpscr(), hash, cpu.tpidrurw, d);
  }

  @Override
  public void close() {
    if (arena.scope().isAlive()) {
      arena.close();
    }
  }
}
