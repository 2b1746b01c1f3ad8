package dev.armature.emit;

import dev.armature.ir.Block;
import dev.armature.ir.Op;
import dev.armature.ir.Opcode;
import dev.armature.ir.Terminal;

/** Which system call a block makes at its end, where the block itself says so. */
final class SystemCallNumber {
  /** The register with the number of an EABI call. */
  private static final int R7 = 7;

  /** A number that the instructions before the SVC do not tell. */
  static final int UNKNOWN = -1;

  private SystemCallNumber() {}

  /** The EABI number, {@link #UNKNOWN} for one that is only known at run time. */
  static int of(Block block, Terminal.SupervisorCall call) {
    if (call.immediate() != 0 && (call.next() & 1) == 0) {
      return UNKNOWN;
    }
    int number = UNKNOWN;
    int depth = 0;
    for (Op op : block.ops()) {
      switch (op.code()) {
        case IF -> depth++;
        case END_IF -> depth--;
        case PUT -> {
          if (op.imm() == R7) {
            Op value = op.arg(0);
            boolean known = depth == 0 && value.code() == Opcode.CONST && (int) value.imm() >= 0;
            number = known ? (int) value.imm() : UNKNOWN;
          }
        }
        default -> {}
      }
    }
    return number;
  }
}
