package dev.armature.lift;

import dev.armature.decode.Operation;
import dev.armature.ir.Op;
import dev.armature.ir.Opcode;
import dev.armature.machine.Routine;

/** Advanced SIMD integer and logical operations on lanes of one width (ARM ARM A7.4.1, A7.4.5). */
final class NeonInteger {
  private NeonInteger() {}

  /** VAND and its like: lanes do not matter. */
  static void logical(Lift lift) {
    var v = new Vectors(lift);
    v.each(i ->
        switch (v.insn.operation()) {
          case VAND -> v.op(Opcode.AND64, v.n(i), v.m(i));
          case VBIC -> v.op(Opcode.AND64, v.n(i), lift.op(Opcode.NOT64, v.m(i)));
          case VORR -> v.insn.dn() == v.insn.dm() ? v.m(i) : v.op(Opcode.OR64, v.n(i), v.m(i));
          case VORN -> v.op(Opcode.OR64, v.n(i), lift.op(Opcode.NOT64, v.m(i)));
          case VEOR ->
              v.insn.dn() == v.insn.dm() ? v.constant(0) : v.op(Opcode.XOR64, v.n(i), v.m(i));
          case VBSL -> select(v, v.n(i), v.m(i), v.d(i));
          case VBIT -> select(v, v.n(i), v.d(i), v.m(i));
          default -> select(v, v.d(i), v.n(i), v.m(i));
        });
  }

  /** Bits of {@code a} where {@code mask} is set, else of {@code b}. */
  private static Op select(Vectors v, Op a, Op b, Op mask) {
    Op changed = v.op(Opcode.AND64, v.op(Opcode.XOR64, a, b), mask);
    return v.op(Opcode.XOR64, b, changed);
  }

  /** VADD, VSUB, VHADD, VRHADD, VHSUB, VQADD, VQSUB, VABD, VABA, VMAX, VMIN. */
  static void arithmetic(Lift lift) {
    var v = new Vectors(lift);
    boolean u = v.insn.flag('U');
    v.each(i -> {
      Op n = v.n(i);
      Op m = v.m(i);
      return switch (v.insn.operation()) {
        case VADD_I -> v.add(n, m, v.bits);
        case VSUB_I -> v.subtract(n, m, v.bits);
        case VHADD_I -> v.lanes(u ? Routine.LANE_HADD_U : Routine.LANE_HADD_S, n, m);
        case VRHADD_I -> v.lanes(u ? Routine.LANE_RHADD_U : Routine.LANE_RHADD_S, n, m);
        case VHSUB_I -> v.lanes(u ? Routine.LANE_HSUB_U : Routine.LANE_HSUB_S, n, m);
        case VQADD -> v.comparing(u ? Routine.LANE_QADD_U : Routine.LANE_QADD_S, n, m);
        case VQSUB -> v.comparing(u ? Routine.LANE_QSUB_U : Routine.LANE_QSUB_S, n, m);
        case VABD_I -> v.comparing(u ? Routine.LANE_ABD_U : Routine.LANE_ABD_S, n, m);
        case VABA_I ->
            v.add(v.d(i), v.comparing(u ? Routine.LANE_ABD_U : Routine.LANE_ABD_S, n, m), v.bits);
        case VMAX_I -> v.comparing(u ? Routine.LANE_MAX_U : Routine.LANE_MAX_S, n, m);
        default -> v.comparing(u ? Routine.LANE_MIN_U : Routine.LANE_MIN_S, n, m);
      };
    });
  }

  /** VCEQ, VCGE, VCGT, VTST with a register. */
  static void compare(Lift lift) {
    var v = new Vectors(lift);
    Routine greater = v.insn.flag('U') ? Routine.LANE_GT_U : Routine.LANE_GT_S;
    v.each(i ->
        switch (v.insn.operation()) {
          case VCEQ_I -> v.comparing(Routine.LANE_EQ, v.n(i), v.m(i));
          case VTST -> v.comparing(Routine.LANE_TST, v.n(i), v.m(i));
          case VCGT_I -> v.comparing(greater, v.n(i), v.m(i));
          default -> lift.op(Opcode.NOT64, v.comparing(greater, v.m(i), v.n(i)));
        });
  }

  /** VCEQ, VCGE, VCGT, VCLE, VCLT with zero. */
  static void compareZero(Lift lift) {
    var v = new Vectors(lift);
    v.each(i -> {
      Op zero = v.constant(0);
      Op m = v.m(i);
      return switch (v.insn.operation()) {
        case VCEQ_ZERO_I -> v.comparing(Routine.LANE_EQ, m, zero);
        case VCGT_ZERO_I -> v.comparing(Routine.LANE_GT_S, m, zero);
        case VCLT_ZERO_I -> v.comparing(Routine.LANE_GT_S, zero, m);
        case VCLE_ZERO_I -> lift.op(Opcode.NOT64, v.comparing(Routine.LANE_GT_S, m, zero));
        default -> lift.op(Opcode.NOT64, v.comparing(Routine.LANE_GT_S, zero, m));
      };
    });
  }

  /** VABS, VNEG, VQABS, VQNEG, VMVN, VCNT, VCLZ, VCLS. */
  static void unary(Lift lift) {
    var v = new Vectors(lift);
    Op bits = lift.constant(v.bits);
    v.each(i -> {
      Op m = v.m(i);
      return switch (v.insn.operation()) {
        case VABS_I -> withTops(v, Routine.LANE_ABS, m);
        case VQABS -> withTops(v, Routine.LANE_QABS, m);
        case VQNEG -> withTops(v, Routine.LANE_QNEG, m);
        case VNEG_I -> v.subtract(v.constant(0), m, v.bits);
        case VMVN -> lift.op(Opcode.NOT64, m);
        case VCNT -> lift.call(Routine.LANE_CNT, m);
        case VCLZ -> lift.call(Routine.LANE_CLZ, m, bits);
        default -> lift.call(Routine.LANE_CLS, m, bits);
      };
    });
  }

  private static Op withTops(Vectors v, Routine routine, Op m) {
    return v.lift.call(routine, m, v.constant(Vectors.tops(v.bits)), v.lift.constant(v.bits - 1));
  }

  /** VPADD, VPMAX, VPMIN: neighbours of Dn, then of Dm. */
  static void pairs(Lift lift) {
    var v = new Vectors(lift);
    boolean u = v.insn.flag('U');
    Op n = v.n(0);
    Op m = v.m(0);
    Op a = v.evens(n, m, v.bits);
    Op b = v.odds(n, m, v.bits);
    v.one(
        switch (v.insn.operation()) {
          case VPADD_I -> v.add(a, b, v.bits);
          case VPMAX_I -> v.comparing(u ? Routine.LANE_MAX_U : Routine.LANE_MAX_S, a, b);
          default -> v.comparing(u ? Routine.LANE_MIN_U : Routine.LANE_MIN_S, a, b);
        });
  }

  /** VPADDL, VPADAL: neighbours at twice their width. */
  static void longPairs(Lift lift) {
    var v = new Vectors(lift);
    boolean accumulates = v.insn.operation() == Operation.VPADAL;
    v.each(i -> {
      Op sums = pairSums(v, v.m(i));
      return accumulates ? v.add(v.d(i), sums, 2 * v.bits) : sums;
    });
  }

  private static Op pairSums(Vectors v, Op m) {
    boolean unsigned = v.insn.flag('U');
    // Signed lanes are moved up by half their range, and each sum down again.
    Op x = unsigned ? m : v.op(Opcode.XOR64, m, v.constant(Vectors.tops(v.bits)));
    long low = Vectors.evens(v.bits);
    Op sum = v.op(Opcode.ADD64, v.and(x, low), v.and(v.shiftRight(x, v.bits), low));
    return unsigned
        ? sum
        : v.subtract(sum, v.constant(Vectors.ones(2 * v.bits) << v.bits), 2 * v.bits);
  }

  /** VMOV, VMVN, VORR, VBIC with an immediate. */
  static void immediate(Lift lift) {
    var v = new Vectors(lift);
    long value = v.insn.vectorImmediate();
    v.each(i ->
        switch (v.insn.operation()) {
          case VMOV_IMM_I -> v.constant(value);
          case VMVN_IMM -> v.constant(~value);
          case VORR_IMM -> v.op(Opcode.OR64, v.d(i), v.constant(value));
          default -> v.and(v.d(i), ~value);
        });
  }
}
