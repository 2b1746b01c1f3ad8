package dev.armature.emit;

import dev.armature.ir.Op;
import dev.armature.ir.Opcode;
import dev.armature.ir.Reg;

/**
 * Sets of guest registers as bits of a long: bit {@link Reg} index for the integer ones, bit 32 + n
 * for dn. A half of a d register counts as a change of the whole.
 */
final class Mask {
  static final long N = 1L << Reg.N;
  static final long Z = 1L << Reg.Z;
  static final long C = 1L << Reg.C;
  static final long V = 1L << Reg.V;
  static final long FLAGS = N | Z | C | V;

  static final long SP = 1L << Reg.SP;

  private Mask() {}

  static long fp(long index) {
    return 1L << (32 + index);
  }

  /** The register that a GET or PUT of any kind names; 0 for other ops. */
  static long named(Op op) {
    return switch (op.code()) {
      case GET, PUT -> 1L << op.imm();
      case GET_S, PUT_S, GET_W, PUT_W -> fp(op.imm() >>> 1);
      case GET_D, PUT_D, GET_X, PUT_X -> fp(op.imm());
      default -> 0;
    };
  }

  /** Registers an op reads. */
  static long reads(Op op) {
    return switch (op.code()) {
      case GET, GET_S, GET_W, GET_D, GET_X -> named(op);
      case PUT_S, PUT_W -> named(op);
      case COND -> condition((int) op.imm());
      default -> 0;
    };
  }

  /** Registers an op changes. */
  static long writes(Op op) {
    return isPut(op) ? named(op) : 0;
  }

  static boolean isPut(Op op) {
    return switch (op.code()) {
      case PUT, PUT_S, PUT_D, PUT_W, PUT_X -> true;
      default -> false;
    };
  }

  /** Whether an op may leave the unit with a fault. */
  static boolean traps(Op op) {
    return op.effect() == Opcode.Effect.MEMORY
        && (op.code() != Opcode.CALL || op.routine().mayFault());
  }

  private static long condition(int condition) {
    return switch (condition >>> 1) {
      case 0 -> Z;
      case 1 -> C;
      case 2 -> N;
      case 3 -> V;
      case 4 -> C | Z;
      case 5 -> N | V;
      default -> N | V | Z;
    };
  }
}
