package dev.armature.lift;

import dev.armature.decode.Operation;
import dev.armature.ir.Op;
import dev.armature.ir.Opcode;
import dev.armature.machine.LaneSaturation;
import dev.armature.machine.LaneShifts;
import dev.armature.machine.Routine;

/** Advanced SIMD shifts (ARM ARM A7.4.4). */
final class NeonShifts {
  private NeonShifts() {}

  /** VSHR, VSRA, VRSHR, VRSRA. */
  static void right(Lift lift) {
    var v = new Vectors(lift);
    int n = v.insn.rightShift();
    v.each(i ->
        switch (v.insn.operation()) {
          case VSHR -> right(v, v.m(i), n);
          case VSRA -> v.add(v.d(i), right(v, v.m(i), n), v.bits);
          case VRSHR -> rounded(v, v.m(i), n);
          default -> v.add(v.d(i), rounded(v, v.m(i), n), v.bits);
        });
  }

  private static long lane(int bits) {
    return bits == 64 ? -1 : (1L << bits) - 1;
  }

  /** The bits of each lane that hold something after a shift right by {@code n}. */
  private static long kept(int bits, int n) {
    return n == bits ? 0 : Vectors.ones(bits) * (lane(bits) >>> n);
  }

  private static Op right(Vectors v, Op m, int n) {
    if (v.insn.flag('U')) {
      return n == v.bits ? v.constant(0) : v.and(v.shiftRight(m, n), kept(v.bits, n));
    }
    if (v.bits == 64) {
      return v.lift.op(Opcode.SAR64, m, Math.min(n, 63));
    }
    return v.lift.call(
        Routine.LANE_SHR_S,
        m,
        v.lift.constant(n),
        v.constant(Vectors.tops(v.bits)),
        v.constant(kept(v.bits, n)));
  }

  /** Adds the last bit that is shifted out. */
  private static Op rounded(Vectors v, Op m, int n) {
    Op last = v.and(v.shiftRight(m, n - 1), Vectors.ones(v.bits));
    return v.add(right(v, m, n), last, v.bits);
  }

  /** VSHL by an immediate, VSLI, VSRI: the bits that nothing is shifted into stay or are 0. */
  static void insert(Lift lift) {
    var v = new Vectors(lift);
    int left = v.insn.field('i');
    v.each(i ->
        switch (v.insn.operation()) {
          case VSHL_IMM -> left(v, v.m(i), left);
          case VSLI ->
              v.op(
                  Opcode.OR64,
                  left(v, v.m(i), left),
                  v.and(v.d(i), Vectors.ones(v.bits) * ((1L << left) - 1)));
          default -> {
            int right = v.insn.rightShift();
            long kept = kept(v.bits, right);
            Op shifted = right == v.bits ? v.constant(0) : v.shiftRight(v.m(i), right);
            yield v.op(Opcode.OR64, v.and(shifted, kept), v.and(v.d(i), ~kept));
          }
        });
  }

  private static Op left(Vectors v, Op m, int n) {
    return v.and(v.shiftLeft(m, n), Vectors.ones(v.bits) * (lane(v.bits) << n & lane(v.bits)));
  }

  /** VSHL, VRSHL, VQSHL, VQRSHL by a register. */
  static void byRegister(Lift lift) {
    var v = new Vectors(lift);
    int unsigned = v.insn.flag('U') ? LaneShifts.UNSIGNED : 0;
    v.each(i ->
        switch (v.insn.operation()) {
          case VSHL_REG -> shift(v, i, Routine.LANE_SHL_REG, unsigned);
          case VRSHL -> shift(v, i, Routine.LANE_SHL_REG, unsigned | LaneShifts.ROUND);
          case VQSHL_REG -> shift(v, i, Routine.LANE_QSHL, unsigned);
          default -> shift(v, i, Routine.LANE_QSHL, unsigned | LaneShifts.ROUND);
        });
  }

  private static Op shift(Vectors v, int half, Routine routine, int flags) {
    return v.lift.call(routine, v.m(half), v.n(half), v.lift.constant(v.bits | flags));
  }

  /** VQSHL and VQSHLU by an immediate. */
  static void saturatingLeft(Lift lift) {
    var v = new Vectors(lift);
    int flags =
        switch (v.insn.operation()) {
          case VQSHLU -> LaneShifts.TO_UNSIGNED;
          default -> v.insn.flag('U') ? LaneShifts.UNSIGNED : 0;
        };
    Op amounts = v.constant(v.insn.field('i') * Vectors.ones(v.bits));
    v.each(i -> lift.call(Routine.LANE_QSHL, v.m(i), amounts, lift.constant(v.bits | flags)));
  }

  /** VSHRN, VRSHRN: what is shifted out of a lane can't reach its low half. */
  static void narrow(Lift lift) {
    var v = new Vectors(lift);
    int n = v.insn.rightShift();
    boolean rounds = v.insn.operation() == Operation.VRSHRN;
    Op[] words = new Op[2];
    for (int i = 0; i < 2; i++) {
      Op m = v.m(i);
      if (rounds) {
        m = v.add(m, v.constant(Vectors.ones(2 * v.bits) << (n - 1)), 2 * v.bits);
      }
      words[i] = v.narrow(v.shiftRight(m, n), v.bits);
    }
    v.one(v.join(words[0], words[1]));
  }

  /** VQSHRN, VQRSHRN, VQSHRUN, VQRSHRUN, VQMOVN, VQMOVUN. */
  static void saturatingNarrow(Lift lift) {
    var v = new Vectors(lift);
    int unsigned = v.insn.flag('U') ? LaneSaturation.FROM_UNSIGNED : 0;
    int shift = v.insn.rightShift() << 8;
    int packed =
        v.bits
            | switch (v.insn.operation()) {
              case VQMOVN -> unsigned;
              case VQMOVUN -> LaneSaturation.TO_UNSIGNED;
              case VQSHRN -> shift | unsigned;
              case VQRSHRN -> shift | unsigned | LaneSaturation.ROUND;
              case VQSHRUN -> shift | LaneSaturation.TO_UNSIGNED;
              default -> shift | LaneSaturation.TO_UNSIGNED | LaneSaturation.ROUND;
            };
    v.one(lift.call(Routine.LANE_QNARROW, v.m(0), v.m(1), lift.constant(packed)));
  }

  /** VSHLL, VMOVL; VSHLL by the width of a lane. */
  static void widen(Lift lift) {
    var v = new Vectors(lift);
    boolean whole = v.insn.operation() == Operation.VSHLL_MAX;
    int n = whole ? v.bits : v.insn.field('i');
    boolean unsigned = whole || v.insn.flag('U');
    v.both(i -> {
      Op wide = v.widen(v.wordOfM(i), v.bits, unsigned);
      return n == 0 ? wide : leftWide(v, wide, n);
    });
  }

  private static Op leftWide(Vectors v, Op wide, int n) {
    long lane = lane(2 * v.bits);
    return v.and(v.shiftLeft(wide, n), Vectors.ones(2 * v.bits) * (lane << n & lane));
  }
}
