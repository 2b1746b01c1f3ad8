package dev.armature.lift;

import dev.armature.cache.CodeSpace;
import dev.armature.decode.Features;
import dev.armature.interp.ColdCode;
import dev.armature.ir.Block;
import dev.armature.machine.CpuState;
import dev.armature.machine.Exit;
import dev.armature.machine.GuestMemory;
import dev.armature.machine.SmallMemory;
import dev.armature.machine.Unit;
import dev.armature.opt.Passes;
import dev.armature.opt.Verifier;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Runs a static program that needs no more of a kernel than write and exit. Every block is verified
 * as lifted and as optimised.
 */
final class GuestProgram implements AutoCloseable {
  private static final int STACK_TOP = 0x7fff_0000;
  private static final int STACK_PAGES = 64;

  private static final int SYS_EXIT = 1;
  private static final int SYS_WRITE = 4;
  private static final int SYS_EXIT_GROUP = 248;

  private final Arena arena = Arena.ofConfined();
  private final GuestMemory memory = SmallMemory.create(arena);
  private final CpuState cpu = new CpuState();
  private final ByteArrayOutputStream output = new ByteArrayOutputStream();
  private final boolean optimised;
  private boolean exited;

  private GuestProgram(boolean optimised) {
    this.optimised = optimised;
  }

  /** What the program writes, or what stopped it. */
  static String run(Path file, boolean optimised) throws IOException {
    try (var program = new GuestProgram(optimised)) {
      program.load(ByteBuffer.wrap(Files.readAllBytes(file)).order(ByteOrder.LITTLE_ENDIAN));
      program.loop();
      return program.output.toString(StandardCharsets.ISO_8859_1);
    }
  }

  private void load(ByteBuffer elf) {
    int headers = elf.getInt(28);
    for (int i = 0; i < elf.getShort(44); i++) {
      int at = headers + 32 * i;
      if (elf.getInt(at) == 1) {
        segment(
            elf, elf.getInt(at + 4), elf.getInt(at + 8), elf.getInt(at + 16), elf.getInt(at + 20));
      }
    }
    memory.setPermissions(
        STACK_TOP - STACK_PAGES * GuestMemory.PAGE_SIZE,
        STACK_PAGES,
        GuestMemory.READ | GuestMemory.WRITE);
    cpu.memory = memory;
    cpu.kernel = this::supervisorCall;
    cpu.r13 = STACK_TOP - 64; // argc, argv, envp and auxv all end at once: zeros
    cpu.setLocation(elf.getInt(24));
  }

  private void segment(ByteBuffer elf, int offset, int address, int fileSize, int memorySize) {
    int first = address & -GuestMemory.PAGE_SIZE;
    int pages =
        (address - first + memorySize + GuestMemory.PAGE_SIZE - 1) >>> GuestMemory.PAGE_SHIFT;
    memory.setPermissions(first, pages, GuestMemory.READ | GuestMemory.WRITE | GuestMemory.EXECUTE);
    for (int i = 0; i < fileSize; i++) {
      memory.store8(address + i, elf.get(offset + i));
    }
  }

  private Block lift(GuestMemory from, int location, int it, boolean big, int max) {
    Block block =
        new Lifter(Features.max())
            .lift(CodeReader.of(from), location, it, big, new BlockLimit(max, l -> false));
    Verifier.verify(block);
    return optimised ? Verifier.verify(Passes.run(block)) : block;
  }

  private int supervisorCall(CpuState state, int immediate) {
    int number = immediate == 0 ? state.r7 : immediate & 0xfffff;
    switch (number) {
      case SYS_WRITE -> {
        for (int i = 0; i < state.r2; i++) {
          output.write(memory.load8(state.r1 + i));
        }
        state.r0 = state.r2;
      }
      case SYS_EXIT, SYS_EXIT_GROUP -> {
        exited = true;
        return state.leave(state.location(), Exit.KERNEL);
      }
      default -> throw new AssertionError("system call " + number);
    }
    return state.location();
  }

  private void loop() {
    var cold = new ColdCode(this::lift);
    var space = new CodeSpace(memory, cold, (_, _, _) -> {});
    cpu.code = space;
    while (!exited) {
      int next = unit(cold, space).run(cpu, 0);
      if (next != Unit.EXIT) {
        cpu.setLocation(next);
        continue;
      }
      switch (cpu.exit) {
        case STATE, PENDING, KERNEL -> {}
        case DATA_ABORT, PREFETCH_ABORT, UNDEFINED, BREAKPOINT, NONE -> {
          stopped();
          return;
        }
      }
    }
  }

  private Unit unit(ColdCode cold, CodeSpace space) {
    return (cpu.itstate | cpu.bigEndian) == 0
        ? space.lookup(cpu.location())
        : cold.makeFor(space, cpu.location(), cpu.itstate, cpu.bigEndian != 0);
  }

  private void stopped() {
    String why =
        "%s at %08x (%08x, %s)%n".formatted(cpu.exit, cpu.location(), cpu.exitInfo, cpu.fault);
    output.writeBytes(why.getBytes(StandardCharsets.ISO_8859_1));
  }

  @Override
  public void close() {
    arena.close();
  }
}
