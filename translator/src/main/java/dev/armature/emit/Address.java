package dev.armature.emit;

import dev.armature.ir.Op;
import dev.armature.ir.Opcode;

/**
 * A guest address as a value plus a small constant, so that accesses off the same base are seen to
 * belong together.
 */
record Address(Op root, int offset) {
  /**
   * Beyond this a sum could wrap around the end of the address space between two mapped pages; up
   * to it only the first or last page is concerned, and neither is ever mapped.
   */
  private static final int LARGEST_OFFSET = 4095;

  /** The address of a load or store. */
  static Address of(Op access) {
    Op root = access.arg(0);
    int offset = 0;
    while (true) {
      int step = step(root);
      if (step == 0 || Math.abs(offset + step) > LARGEST_OFFSET) {
        return new Address(root, offset);
      }
      offset += step;
      root = root.arg(0);
    }
  }

  private static int step(Op op) {
    if (op.code() == Opcode.ADD && op.arg(1).isConst()) {
      return small((int) op.arg(1).imm());
    }
    return op.code() == Opcode.SUB && op.arg(1).isConst() ? small(-(int) op.arg(1).imm()) : 0;
  }

  private static int small(int value) {
    return Math.abs((long) value) > LARGEST_OFFSET ? 0 : value;
  }
}
