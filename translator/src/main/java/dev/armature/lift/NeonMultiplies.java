package dev.armature.lift;

import dev.armature.decode.Operation;
import dev.armature.ir.Op;
import dev.armature.machine.Routine;

/** Advanced SIMD integer multiplications on lanes of one width, by a vector or a scalar. */
final class NeonMultiplies {
  private NeonMultiplies() {}

  /** The second factor of a long multiplication: Dm, or a lane of it everywhere. */
  static Op second(Vectors v) {
    return isScalar(v.insn.operation()) ? v.duplicate(v.m(0), v.insn.lane()) : v.m(0);
  }

  private static boolean isScalar(Operation operation) {
    return operation.compareTo(Operation.VMLA_I_SCALAR) >= 0
        && operation.compareTo(Operation.VMUL_F32_SCALAR) <= 0;
  }

  /** The second factor for one half. */
  static Op factor(Vectors v, int half) {
    return isScalar(v.insn.operation()) ? second(v) : v.m(half);
  }

  /** VMUL, VMLA, VMLS. */
  static void multiply(Lift lift) {
    var v = new Vectors(lift);
    v.each(i -> {
      Op product = product(v, v.n(i), factor(v, i));
      return switch (v.insn.operation()) {
        case VMUL_I, VMUL_P, VMUL_I_SCALAR -> product;
        case VMLA_I, VMLA_I_SCALAR -> v.add(v.d(i), product, v.bits);
        default -> v.subtract(v.d(i), product, v.bits);
      };
    });
  }

  private static Op product(Vectors v, Op n, Op m) {
    if (v.insn.operation() == Operation.VMUL_P) {
      return v.lift.call(Routine.LANE_MUL_P8, n, m);
    }
    return v.lift.call(
        switch (v.bits) {
          case 8 -> Routine.LANE_MUL8;
          case 16 -> Routine.LANE_MUL16;
          default -> Routine.LANE_MUL32;
        },
        n,
        m);
  }

  /** VQDMULH, VQRDMULH. */
  static void doublingHigh(Lift lift) {
    var v = new Vectors(lift);
    int round =
        switch (v.insn.operation()) {
          case VQRDMULH, VQRDMULH_SCALAR -> 1;
          default -> 0;
        };
    v.each(i ->
        lift.call(
            Routine.LANE_QDMULH,
            v.n(i),
            factor(v, i),
            lift.constant(v.bits),
            lift.constant(round)));
  }
}
