package dev.armature.lift;

import dev.armature.decode.Operation;
import dev.armature.ir.Op;
import dev.armature.ir.Opcode;
import dev.armature.machine.Routine;

/** Advanced SIMD instructions that only move lanes. */
final class NeonPermutes {
  private NeonPermutes() {}

  /** VREV64, VREV32, VREV16. */
  static void reverse(Lift lift) {
    var v = new Vectors(lift);
    int group =
        switch (v.insn.operation()) {
          case VREV64 -> 64;
          case VREV32 -> 32;
          default -> 16;
        };
    v.each(i -> reverse(v, v.m(i), v.bits, group));
  }

  /** Reverses the order of elements within each group. */
  static Op reverse(Vectors v, Op value, int bits, int group) {
    if (bits == 8 && group == 64) {
      return v.lift.call(Routine.LANE_REV64, value);
    }
    Op result = value;
    for (int width = bits; width < group; width *= 2) {
      result =
          v.lift.call(
              Routine.LANE_SWAP, result, v.lift.constant(width), v.constant(Vectors.evens(width)));
    }
    return result;
  }

  /** VEXT: bytes out of Vm:Vn. */
  static void extract(Lift lift) {
    var v = new Vectors(lift);
    int halves = v.insn.flag('Q') ? 2 : 1;
    Op[] words = new Op[2 * halves];
    for (int i = 0; i < halves; i++) {
      words[i] = v.n(i);
      words[halves + i] = v.m(i);
    }
    int start = 8 * v.insn.field('i');
    v.each(i -> {
      int word = i + start / 64;
      int shift = start % 64;
      return shift == 0
          ? words[word]
          : v.op(
              Opcode.OR64,
              v.shiftRight(words[word], shift),
              v.shiftLeft(words[word + 1], 64 - shift));
    });
  }

  /** VSWP, VTRN, VUZP, VZIP: both registers change. */
  static void exchange(Lift lift) {
    var v = new Vectors(lift);
    boolean quad = v.insn.flag('Q');
    int halves = quad ? 2 : 1;
    Op[] d = new Op[halves];
    Op[] m = new Op[halves];
    for (int i = 0; i < halves; i++) {
      Op x = v.d(i);
      Op y = v.m(i);
      switch (v.insn.operation()) {
        case VSWP -> {
          d[i] = y;
          m[i] = x;
        }
        case VTRN -> {
          long low = Vectors.evens(v.bits);
          d[i] = v.op(Opcode.OR64, v.and(x, low), v.shiftLeft(v.and(y, low), v.bits));
          m[i] = v.op(Opcode.OR64, v.and(v.shiftRight(x, v.bits), low), v.and(y, ~low));
        }
        case VUZP -> {
          // Of a quadword: first both halves of Qd, then both of Qm.
          Op first = quad ? (i == 0 ? v.d(0) : v.m(0)) : x;
          Op second = quad ? (i == 0 ? v.d(1) : v.m(1)) : y;
          d[i] = v.evens(first, second, v.bits);
          m[i] = v.odds(first, second, v.bits);
        }
        default -> {
          d[i] = v.zip(v.d(0), v.m(0), i, v.bits);
          m[i] = quad ? v.zip(v.d(1), v.m(1), i, v.bits) : v.zip(x, y, 1, v.bits);
        }
      }
    }
    for (int i = 0; i < halves; i++) {
      VfpRegisters.putBits(lift, v.insn.dd() + i, d[i]);
    }
    for (int i = 0; i < halves; i++) {
      VfpRegisters.putBits(lift, v.insn.dm() + i, m[i]);
    }
  }

  /** VTBL, VTBX: two registers of the table at a time. */
  static void table(Lift lift) {
    var v = new Vectors(lift);
    int count = v.insn.field('l') + 1;
    Op index = v.m(0);
    Op result = v.insn.operation() == Operation.VTBL ? v.constant(0) : v.d(0);
    for (int i = 0; i < count; i += 2) {
      boolean pair = i + 1 < count;
      Op low = v.n(i);
      result =
          lift.call(
              Routine.LANE_TABLE,
              result,
              index,
              low,
              pair ? v.n(i + 1) : low,
              lift.constant(8 * i),
              lift.constant(pair ? 16 : 8));
    }
    v.one(result);
  }

  /** VDUP of a lane. */
  static void duplicateLane(Lift lift) {
    var v = new Vectors(lift);
    Op value = v.duplicate(v.m(0), v.insn.lane());
    v.each(_ -> value);
  }

  /** VDUP of a core register; the destination is Vn. */
  static void duplicateCore(Lift lift) {
    var v = new Vectors(lift);
    Op value = v.duplicate(lift.op(Opcode.ZEXT64, lift.reg(v.insn.rt())), 0);
    for (int i = 0; i < (v.insn.flag('Q') ? 2 : 1); i++) {
      VfpRegisters.putBits(lift, v.insn.dn() + i, value);
    }
  }
}
