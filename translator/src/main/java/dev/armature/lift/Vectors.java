package dev.armature.lift;

import dev.armature.decode.Insn;
import dev.armature.ir.Op;
import dev.armature.ir.Opcode;
import dev.armature.machine.Routine;
import java.util.function.IntFunction;

/**
 * The operands of the Advanced SIMD instruction being lifted, a doubleword at a time: a quadword
 * register is two of them, half 0 and half 1. Results are computed before any is put.
 */
final class Vectors {
  final Lift lift;
  final Insn insn;

  /** Bits of an element. */
  final int bits;

  Vectors(Lift lift) {
    this.lift = lift;
    this.insn = lift.insn();
    this.bits = insn.elementBits();
  }

  /** Half of Vn. */
  Op n(int half) {
    return VfpRegisters.bits(lift, insn.dn() + half);
  }

  /** Half of Vm. */
  Op m(int half) {
    return VfpRegisters.bits(lift, insn.dm() + half);
  }

  /** Half of Vd. */
  Op d(int half) {
    return VfpRegisters.bits(lift, insn.dd() + half);
  }

  /** Low or high word of Dn. */
  Op wordOfN(int half) {
    return word(n(0), half);
  }

  /** Low or high word of Dm. */
  Op wordOfM(int half) {
    return word(m(0), half);
  }

  Op word(Op doubleWord, int half) {
    return lift.op(half == 0 ? Opcode.LOW : Opcode.HIGH, doubleWord);
  }

  /** Puts {@code result} of each half of a D or Q destination, as Q says. */
  void each(IntFunction<Op> result) {
    puts(insn.flag('Q') ? 2 : 1, result);
  }

  /** Puts both halves of a Q destination. */
  void both(IntFunction<Op> result) {
    puts(2, result);
  }

  /** Puts a D destination. */
  void one(Op result) {
    VfpRegisters.putBits(lift, insn.dd(), result);
  }

  private void puts(int count, IntFunction<Op> result) {
    Op[] results = new Op[count];
    for (int half = 0; half < count; half++) {
      results[half] = result.apply(half);
    }
    for (int half = 0; half < count; half++) {
      VfpRegisters.putBits(lift, insn.dd() + half, results[half]);
    }
  }

  // Constants.

  /** The lowest bit of each lane. */
  static long ones(int bits) {
    return bits == 64 ? 1 : Long.divideUnsigned(-1, (1L << bits) - 1);
  }

  /** The top bit of each lane. */
  static long tops(int bits) {
    return ones(bits) << (bits - 1);
  }

  /** All bits of every other lane, the lowest included. */
  static long evens(int bits) {
    return Long.divideUnsigned(-1, (1L << bits) + 1);
  }

  Op constant(long value) {
    return lift.ir().constant64(value);
  }

  // Operations.

  Op op(Opcode code, Op a, Op b) {
    return lift.op(code, a, b);
  }

  Op and(Op a, long b) {
    return lift.op(Opcode.AND64, a, constant(b));
  }

  Op shiftLeft(Op a, int n) {
    return n == 0 ? a : lift.op(Opcode.SHL64, a, n);
  }

  Op shiftRight(Op a, int n) {
    return n == 0 ? a : lift.op(Opcode.SHR64, a, n);
  }

  /** Sums of lanes of {@code width} bits. */
  Op add(Op a, Op b, int width) {
    return width == 64
        ? lift.op(Opcode.ADD64, a, b)
        : lift.call(Routine.LANE_ADD, a, b, constant(tops(width)));
  }

  Op subtract(Op a, Op b, int width) {
    return width == 64
        ? lift.op(Opcode.SUB64, a, b)
        : lift.call(Routine.LANE_SUB, a, b, constant(tops(width)));
  }

  /** A routine of two vectors and the top bits of lanes. */
  Op lanes(Routine routine, Op a, Op b) {
    return lift.call(routine, a, b, constant(tops(bits)));
  }

  /** A routine that wants the top bits of lanes and the number of the others. */
  Op comparing(Routine routine, Op a, Op b) {
    return comparing(routine, a, b, bits);
  }

  Op comparing(Routine routine, Op a, Op b, int width) {
    return lift.call(routine, a, b, constant(tops(width)), lift.constant(width - 1));
  }

  /** Two words as one doubleword. */
  Op join(Op low, Op high) {
    return Multiplies.join(lift, low, high);
  }

  /** The lanes of a word, of {@code width} bits, at twice their width. */
  Op widen(Op word, int width, boolean unsigned) {
    return switch (width) {
      case 8 -> lift.call(unsigned ? Routine.LANE_WIDEN_U8 : Routine.LANE_WIDEN_S8, word);
      case 16 -> lift.call(unsigned ? Routine.LANE_WIDEN_U16 : Routine.LANE_WIDEN_S16, word);
      default -> lift.op(unsigned ? Opcode.ZEXT64 : Opcode.SEXT64, word);
    };
  }

  /** The low halves, of {@code width} bits, of the lanes of a doubleword. */
  Op narrow(Op wide, int width) {
    return switch (width) {
      case 8 -> lift.call(Routine.LANE_NARROW16, wide);
      case 16 -> lift.call(Routine.LANE_NARROW32, wide);
      default -> lift.op(Opcode.LOW, wide);
    };
  }

  /** Lanes 0, 2, 4... of two doublewords. */
  Op evens(Op a, Op b, int width) {
    return join(narrow(a, width), narrow(b, width));
  }

  /** Lanes 1, 3, 5... of two doublewords. */
  Op odds(Op a, Op b, int width) {
    return join(narrow(shiftRight(a, width), width), narrow(shiftRight(b, width), width));
  }

  /** The lanes of two words in turn; {@code half} chooses the words. */
  Op zip(Op a, Op b, int half, int width) {
    Op low = word(a, half);
    Op high = word(b, half);
    return width == 32
        ? join(low, high)
        : lift.op(Opcode.OR64, widen(low, width, true), shiftLeft(widen(high, width, true), width));
  }

  /** One lane of {@code from} in all lanes. */
  Op duplicate(Op from, int lane) {
    Op shifted = shiftRight(from, lane * bits);
    return lift.op(Opcode.MUL64, and(shifted, (1L << bits) - 1), constant(ones(bits)));
  }
}
