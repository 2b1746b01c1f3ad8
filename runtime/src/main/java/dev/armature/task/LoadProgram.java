package dev.armature.task;

import dev.armature.abi.ErrnoException;
import dev.armature.elf.ElfFormatException;
import dev.armature.elf.ElfImage;
import dev.armature.elf.LoadPlan;
import dev.armature.mm.AddressSpace;
import dev.armature.mm.ElfMapper;

/** Puts ELF files into an address space ({@code load_elf_binary} of fs/binfmt_elf.c). */
final class LoadProgram {
  /** The heap of a static PIE starts here: ELF_ET_DYN_BASE. */
  private static final long ET_DYN_BASE = 0x40_0000;

  /** A file that was mapped: the plan and what was added to its addresses. */
  record Mapped(LoadPlan plan, int bias) {
    int entry() {
      return (int) plan.entry() + bias;
    }

    int phdr() {
      return plan.phdrAddress() == 0 ? 0 : (int) plan.phdrAddress() + bias;
    }
  }

  private LoadProgram() {}

  static LoadPlan plan(ExecFile file, ElfImage.Role role) {
    try {
      return ElfImage.parse(file, role).plan(AddressSpace.TASK_SIZE);
    } catch (ElfFormatException refused) {
      throw new RefusedProgram(refused.error().errno(), file.path() + ": " + refused.getMessage());
    }
  }

  /** Maps the program itself and sets the marks that brk and /proc go by. */
  static Mapped program(AddressSpace mm, ExecFile file, LoadPlan plan) {
    long bias = checked(ElfMapper.programBias(mm, plan));
    checked(ElfMapper.map(mm, plan, file.mapSource(), bias));
    var bounds = mm.bounds();
    var marks = plan.codeAndData();
    bounds.startCode = marks.startCode() + bias;
    bounds.endCode = marks.endCode() + bias;
    bounds.startData = marks.startData() + bias;
    bounds.endData = marks.endData() + bias;
    // A static PIE lies among the mappings: its heap goes where there is room to grow.
    boolean moved = plan.relocatable() && plan.image().interpreter().isEmpty();
    bounds.startBrk = moved ? ET_DYN_BASE : plan.end() + bias;
    bounds.brk = bounds.startBrk;
    return new Mapped(plan, (int) bias);
  }

  /** Maps the program's interpreter. */
  static Mapped interpreter(AddressSpace mm, ExecFile file, LoadPlan plan) {
    long bias = checked(ElfMapper.interpreterBias(mm, plan));
    checked(ElfMapper.map(mm, plan, file.mapSource(), bias));
    return new Mapped(plan, (int) bias);
  }

  private static long checked(long result) {
    if (result < 0 && result >= -4095) {
      throw new ErrnoException((int) -result);
    }
    return result;
  }
}
