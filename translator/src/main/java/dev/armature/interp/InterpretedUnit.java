package dev.armature.interp;

import dev.armature.cache.CodeSpace;
import dev.armature.machine.CpuState;
import dev.armature.machine.Unit;

/**
 * A lowered block in one address space: the shared code, with what this space has learned about it:
 * its successors, how often it was entered, which addresses its accesses touched.
 */
final class InterpretedUnit extends Unit {
  final LoweredBlock block;
  final CodeSpace space;
  final long[] code;

  /** Units at the block's targets, as far as they are known. */
  final Unit[] successors;

  /** For each operation that accesses memory the last address it used. */
  final int[] addresses;

  /** Entries by calls and backward jumps. */
  int count;

  InterpretedUnit(LoweredBlock block, CodeSpace space) {
    this.block = block;
    this.space = space;
    this.code = block.code();
    this.successors = new Unit[block.targets().length];
    this.addresses = new int[code.length];
  }

  @Override
  public int run(CpuState cpu, int depth) {
    return Interpreter.run(cpu, depth, this);
  }
}
