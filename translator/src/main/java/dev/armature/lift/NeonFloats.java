package dev.armature.lift;

import dev.armature.decode.Operation;
import dev.armature.ir.Op;
import dev.armature.ir.Opcode;
import dev.armature.machine.Fpscr;
import dev.armature.machine.Routine;

/** Advanced SIMD single-precision arithmetic, comparisons and conversions. */
final class NeonFloats {
  private NeonFloats() {}

  private static final long SIGNS = 0x8000_0000_8000_0000L;

  /** VADD, VSUB, VMUL, VABD, VMAX, VMIN, VMAXNM, VMINNM, VRECPS, VRSQRTS, VCEQ, VCGE, VCGT. */
  static void binary(Lift lift) {
    var v = new Vectors(lift);
    Routine routine =
        switch (v.insn.operation()) {
          case VADD_F32 -> Routine.NEON_ADD;
          case VSUB_F32 -> Routine.NEON_SUB;
          case VMUL_F32, VMUL_F32_SCALAR -> Routine.NEON_MUL;
          case VABD_F32 -> Routine.NEON_ABD;
          case VPADD_F32 -> Routine.NEON_PADD;
          case VPMAX_F32 -> Routine.NEON_PMAX;
          case VPMIN_F32 -> Routine.NEON_PMIN;
          case VMAX_F32 -> Routine.NEON_MAX;
          case VMIN_F32 -> Routine.NEON_MIN;
          case VMAXNM_F32 -> Routine.NEON_MAXNM;
          case VMINNM_F32 -> Routine.NEON_MINNM;
          case VRECPS_F32 -> Routine.NEON_RECPS;
          case VRSQRTS_F32 -> Routine.NEON_RSQRTS;
          case VCEQ_F32 -> Routine.NEON_CEQ;
          case VCGE_F32 -> Routine.NEON_CGE;
          case VCGT_F32 -> Routine.NEON_CGT;
          default -> throw new IllegalStateException(v.insn.toString());
        };
    v.each(i -> lift.call(routine, v.n(i), NeonMultiplies.factor(v, i)));
  }

  /** VACGE, VACGT: of the magnitudes. */
  static void compareMagnitudes(Lift lift) {
    var v = new Vectors(lift);
    Routine routine =
        v.insn.operation() == Operation.VACGE_F32 ? Routine.NEON_CGE : Routine.NEON_CGT;
    v.each(i -> lift.call(routine, v.and(v.n(i), ~SIGNS), v.and(v.m(i), ~SIGNS)));
  }

  /** VCEQ, VCGE, VCGT, VCLE, VCLT with zero. */
  static void compareZero(Lift lift) {
    var v = new Vectors(lift);
    v.each(i -> {
      Op zero = v.constant(0);
      return switch (v.insn.operation()) {
        case VCEQ_ZERO_F32 -> lift.call(Routine.NEON_CEQ, v.m(i), zero);
        case VCGE_ZERO_F32 -> lift.call(Routine.NEON_CGE, v.m(i), zero);
        case VCGT_ZERO_F32 -> lift.call(Routine.NEON_CGT, v.m(i), zero);
        case VCLE_ZERO_F32 -> lift.call(Routine.NEON_CGE, zero, v.m(i));
        default -> lift.call(Routine.NEON_CGT, zero, v.m(i));
      };
    });
  }

  /** VMLA, VMLS, VFMA, VFMS. */
  static void accumulate(Lift lift) {
    var v = new Vectors(lift);
    v.each(i -> {
      Op n = v.n(i);
      Op m = NeonMultiplies.factor(v, i);
      return switch (v.insn.operation()) {
        case VMLA_F32, VMLA_F32_SCALAR -> lift.call(Routine.NEON_MLA, v.d(i), n, m);
        case VMLS_F32, VMLS_F32_SCALAR -> lift.call(Routine.NEON_MLS, v.d(i), n, m);
        case VFMA_F32 -> lift.call(Routine.NEON_FMA, v.d(i), n, m);
        default -> {
          Op negated = v.op(Opcode.XOR64, n, v.constant(SIGNS));
          yield lift.call(Routine.NEON_FMA, v.d(i), negated, m);
        }
      };
    });
  }

  /** VABS, VNEG: only the signs. */
  static void sign(Lift lift) {
    var v = new Vectors(lift);
    v.each(i ->
        v.insn.operation() == Operation.VABS_F32
            ? v.and(v.m(i), ~SIGNS)
            : v.op(Opcode.XOR64, v.m(i), v.constant(SIGNS)));
  }

  /** VRECPE, VRSQRTE. */
  static void estimate(Lift lift) {
    var v = new Vectors(lift);
    Routine routine =
        switch (v.insn.operation()) {
          case VRECPE_U32 -> Routine.NEON_RECPE_U32;
          case VRSQRTE_U32 -> Routine.NEON_RSQRTE_U32;
          case VRECPE_F32 -> Routine.NEON_RECPE_F32;
          default -> Routine.NEON_RSQRTE_F32;
        };
    v.each(i -> lift.call(routine, v.m(i)));
  }

  /** VCVT between integers or fixed point and single precision; VCVTA, VCVTN, VCVTP, VCVTM. */
  static void convert(Lift lift) {
    var v = new Vectors(lift);
    int unsigned = v.insn.flag('U') ? 1 << 16 : 0;
    int fraction = v.insn.encoding().has('i') ? v.insn.rightShift() : 0;
    switch (v.insn.operation()) {
      case VCVT_F32_FROM_INT, VCVT_F32_FROM_FIXED -> {
        Op packed = lift.constant(fraction | unsigned);
        v.each(i -> lift.call(Routine.NEON_FROM_FIXED, v.m(i), packed));
      }
      default -> {
        Op packed = lift.constant(fraction | rounding(v) << 8 | unsigned);
        v.each(i -> lift.call(Routine.NEON_TO_FIXED, v.m(i), packed));
      }
    }
  }

  private static int rounding(Vectors v) {
    return switch (v.insn.operation()) {
      case VCVTA_F32, VRINTA_F32 -> Fpscr.TIES_AWAY;
      case VCVTN_F32, VRINTN_F32, VRINTX_F32 -> Fpscr.NEAREST;
      case VCVTP_F32, VRINTP_F32 -> Fpscr.TO_PLUS_INFINITY;
      case VCVTM_F32, VRINTM_F32 -> Fpscr.TO_MINUS_INFINITY;
      default -> Fpscr.TO_ZERO;
    };
  }

  /** VRINT. */
  static void round(Lift lift) {
    var v = new Vectors(lift);
    boolean raises = v.insn.operation() == Operation.VRINTX_F32;
    Op packed = lift.constant(rounding(v) | (raises ? 1 << 8 : 0));
    v.each(i -> lift.call(Routine.NEON_RINT, v.m(i), packed));
  }

  /** VCVT.F16.F32. */
  static void toHalf(Lift lift) {
    var v = new Vectors(lift);
    Op low = lift.call(Routine.NEON_TO_HALF, v.m(0));
    v.one(v.join(low, lift.call(Routine.NEON_TO_HALF, v.m(1))));
  }

  /** VCVT.F32.F16. */
  static void fromHalf(Lift lift) {
    var v = new Vectors(lift);
    v.both(i -> lift.call(Routine.NEON_FROM_HALF, v.wordOfM(i)));
  }
}
