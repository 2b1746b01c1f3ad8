package dev.armature.lift;

import dev.armature.decode.Operation;
import dev.armature.ir.Op;
import dev.armature.ir.Opcode;
import dev.armature.machine.Routine;

/** Advanced SIMD operations whose results are twice or half as wide (ARM ARM A7.4.2). */
final class NeonWide {
  private NeonWide() {}

  /** VADDL, VADDW, VSUBL, VSUBW, VABDL, VABAL. */
  static void arithmetic(Lift lift) {
    var v = new Vectors(lift);
    int wide = 2 * v.bits;
    boolean u = v.insn.flag('U');
    v.both(i -> {
      Op m = v.widen(v.wordOfM(i), v.bits, u);
      return switch (v.insn.operation()) {
        case VADDW -> v.add(v.n(i), m, wide);
        case VSUBW -> v.subtract(v.n(i), m, wide);
        case VADDL -> v.add(v.widen(v.wordOfN(i), v.bits, u), m, wide);
        case VSUBL -> v.subtract(v.widen(v.wordOfN(i), v.bits, u), m, wide);
        default -> {
          // At twice the width the lanes are signed numbers either way.
          Op n = v.widen(v.wordOfN(i), v.bits, u);
          Op difference = v.comparing(Routine.LANE_ABD_S, n, m, wide);
          yield v.insn.operation() == Operation.VABAL
              ? v.add(v.d(i), difference, wide)
              : difference;
        }
      };
    });
  }

  /** VADDHN, VRADDHN, VSUBHN, VRSUBHN: the high halves. */
  static void highHalf(Lift lift) {
    var v = new Vectors(lift);
    int wide = 2 * v.bits;
    Op[] words = new Op[2];
    for (int i = 0; i < 2; i++) {
      Op sum =
          switch (v.insn.operation()) {
            case VADDHN, VRADDHN -> v.add(v.n(i), v.m(i), wide);
            default -> v.subtract(v.n(i), v.m(i), wide);
          };
      switch (v.insn.operation()) {
        case VRADDHN, VRSUBHN ->
            sum = v.add(sum, v.constant(Vectors.ones(wide) << (v.bits - 1)), wide);
        default -> {}
      }
      words[i] = v.narrow(v.shiftRight(sum, v.bits), v.bits);
    }
    v.one(v.join(words[0], words[1]));
  }

  /** VMOVN. */
  static void narrow(Lift lift) {
    var v = new Vectors(lift);
    v.one(v.join(v.narrow(v.m(0), v.bits), v.narrow(v.m(1), v.bits)));
  }

  /** VMULL, VMLAL, VMLSL and their scalar forms. */
  static void multiply(Lift lift) {
    var v = new Vectors(lift);
    int wide = 2 * v.bits;
    Op m = NeonMultiplies.second(v);
    v.both(i -> {
      Op product = product(v, v.wordOfN(i), v.word(m, i));
      return switch (v.insn.operation()) {
        case VMULL, VMULL_SCALAR -> product;
        case VMLAL, VMLAL_SCALAR -> v.add(v.d(i), product, wide);
        default -> v.subtract(v.d(i), product, wide);
      };
    });
  }

  private static Op product(Vectors v, Op n, Op m) {
    boolean u = v.insn.flag('U');
    return switch (v.bits) {
      case 8 -> v.lift.call(Routine.LANE_MUL16, v.widen(n, 8, u), v.widen(m, 8, u));
      case 16 -> v.lift.call(u ? Routine.LANE_MULL_U16 : Routine.LANE_MULL_S16, n, m);
      default -> v.op(Opcode.MUL64, v.widen(n, 32, u), v.widen(m, 32, u));
    };
  }

  /** VQDMULL, VQDMLAL, VQDMLSL and their scalar forms. */
  static void doublingMultiply(Lift lift) {
    var v = new Vectors(lift);
    int wide = 2 * v.bits;
    Op m = NeonMultiplies.second(v);
    v.both(i -> {
      Op product =
          lift.call(Routine.LANE_QDMULL, v.wordOfN(i), v.word(m, i), lift.constant(v.bits));
      return switch (v.insn.operation()) {
        case VQDMULL, VQDMULL_SCALAR -> product;
        case VQDMLAL, VQDMLAL_SCALAR -> v.comparing(Routine.LANE_QADD_S, v.d(i), product, wide);
        default -> v.comparing(Routine.LANE_QSUB_S, v.d(i), product, wide);
      };
    });
  }

  /** VMULL.P8 and VMULL.P64. */
  static void polynomial(Lift lift) {
    var v = new Vectors(lift);
    if (v.bits == 64) {
      Op n = v.n(0);
      Op m = v.m(0);
      v.both(i -> lift.call(i == 0 ? Routine.LANE_MULL_P64_LOW : Routine.LANE_MULL_P64_HIGH, n, m));
    } else {
      v.both(i ->
          lift.call(
              Routine.LANE_MULL_P8,
              v.widen(v.wordOfN(i), 8, true),
              v.widen(v.wordOfM(i), 8, true)));
    }
  }
}
