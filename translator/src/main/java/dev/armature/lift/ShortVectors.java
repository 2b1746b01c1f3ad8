package dev.armature.lift;

import dev.armature.decode.Insn;
import dev.armature.decode.Operation;

/**
 * Short vectors of VFPv2 (ARM ARM appendix "VFP vector operation support"): LEN and STRIDE of the
 * FPSCR make an instruction one of several elements. Registers come in banks of eight singles or
 * four doubles, in which a vector goes round. A destination in the first bank makes the operation
 * scalar after all, a second operand there is the same for every element.
 */
final class ShortVectors {
  private static final int LENGTH_SHIFT = 16;
  private static final int STRIDE_SHIFT = 20;

  private ShortVectors() {}

  /** Whether an operation may be of vectors: arithmetic and copies, not comparisons. */
  static boolean covers(Operation operation) {
    return switch (operation) {
      case VADD, VSUB, VMUL, VNMUL, VDIV, VMLA, VMLS, VNMLA, VNMLS -> true;
      case VABS, VNEG, VSQRT, VMOV_REG, VMOV_IMM -> true;
      default -> false;
    };
  }

  static void lift(Lift lift) {
    Insn insn = lift.insn();
    int length = (lift.vector() >>> LENGTH_SHIFT & 7) + 1;
    int stride = (lift.vector() >>> STRIDE_SHIFT & 3) == 3 ? 2 : 1;
    int bank = insn.isDouble() ? 4 : 8;
    boolean scalar = insn.fd() < bank;
    boolean constant = insn.fm() < bank;
    for (int i = 0; i < (scalar ? 1 : length); i++) {
      int step = scalar ? 0 : i * stride;
      lift.element(
          insn.withRegisters(
              turn(insn.fd(), step, bank),
              turn(insn.fn(), step, bank),
              constant ? insn.fm() : turn(insn.fm(), step, bank)));
      Families.lift(lift, insn.operation());
    }
  }

  /** The register {@code step} further on in the same bank. */
  private static int turn(int register, int step, int bank) {
    return register & -bank | (register + step) & (bank - 1);
  }
}
