package dev.armature.interp;

import dev.armature.cache.AccessLog;
import dev.armature.cache.CodeSpace;
import dev.armature.machine.CpuState;
import dev.armature.machine.Unit;
import java.util.function.IntConsumer;

/**
 * A lowered block in one address space: the shared code, with what this space has learned about it:
 * its successors, how often it was entered, which addresses its accesses touched.
 */
final class InterpretedUnit extends Unit implements AccessLog {
  final LoweredBlock block;
  final CodeSpace space;
  final int[] code;

  /** Interpreted units at the block's targets, as far as they are known. */
  final InterpretedUnit[] successors;

  /** The interpreted unit that its computed jump or return went to last. */
  InterpretedUnit recent;

  /** For each operation that accesses memory the last address it used. */
  final int[] addresses;

  /** Guest instructions of the block. */
  final int length;

  /** Heat by calls and backward jumps, see {@link Interpreter#HOT}. */
  int count;

  /**
   * Made for big-endian data or short vectors: it has no successors, since the code space's units
   * are not.
   */
  final boolean unnamedState;

  InterpretedUnit(LoweredBlock block, CodeSpace space, boolean unnamedState) {
    super(true);
    this.block = block;
    this.space = space;
    this.unnamedState = unnamedState;
    this.code = block.code();
    this.length = block.length();
    this.successors = new InterpretedUnit[block.targets().length];
    this.addresses = new int[code.length / Code.SIZE];
    if (!unnamedState && space.provedHot(block.location())) {
      this.count = Interpreter.HOT - Interpreter.HOT_AGAIN;
    }
  }

  @Override
  public void addresses(int pc, IntConsumer each) {
    int[] starts = block.insnStarts();
    for (int i = 0; i < starts.length; i++) {
      if ((int) block.insnMarks()[i] == pc) {
        int end = i + 1 < starts.length ? starts[i + 1] : addresses.length - 1;
        for (int op = starts[i]; op < end; op++) {
          // The interpreter notes an address under the index behind its operation.
          if (addresses[op + 1] != 0) {
            each.accept(addresses[op + 1]);
          }
        }
      }
    }
  }

  @Override
  protected void enteredByBranch() {
    Interpreter.count(this, false, Interpreter.CALL_HEAT);
  }

  @Override
  public int run(CpuState cpu, int depth) {
    return Interpreter.run(cpu, depth, this);
  }
}
