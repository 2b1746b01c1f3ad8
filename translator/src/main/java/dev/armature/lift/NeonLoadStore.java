package dev.armature.lift;

import dev.armature.decode.Insn;
import dev.armature.ir.Op;
import dev.armature.ir.Opcode;
import dev.armature.machine.Routine;

/**
 * VLD1 to VLD4 and VST1 to VST4 (ARM ARM A7.7). Multiple structures are read as doublewords and
 * taken apart in registers.
 */
final class NeonLoadStore {
  private NeonLoadStore() {}

  private static final int NO_WRITEBACK = 15;
  private static final int BY_SIZE = 13;

  /** The base, checked for the alignment asked for; null when the instruction is undefined. */
  private static Op base(Lift lift, boolean load) {
    Insn insn = lift.insn();
    if (insn.rn() == 15) {
      lift.undefined(); // UNPREDICTABLE
      return null;
    }
    Op base = lift.reg(insn.rn());
    if (insn.alignment() > 1) {
      lift.call(
          load ? Routine.ALIGN_READ : Routine.ALIGN_WRITE, base, lift.constant(insn.alignment()));
    }
    return base;
  }

  private static void writeBack(Lift lift, Op base, int bytes) {
    Insn insn = lift.insn();
    switch (insn.rm()) {
      case NO_WRITEBACK -> {}
      case BY_SIZE -> lift.put(insn.rn(), lift.op(Opcode.ADD, base, bytes));
      default -> lift.put(insn.rn(), lift.op(Opcode.ADD, base, lift.reg(insn.rm())));
    }
  }

  /** The registers of a list of structures, in the order in which memory has their elements. */
  private static int register(Insn insn, int i) {
    boolean pairs = insn.field('r') == 4 && insn.field('s') == 2 && structure(insn) == 2;
    return insn.dd() + (pairs ? (i >> 1) + 2 * (i & 1) : i * insn.field('s'));
  }

  /** Elements of a structure. */
  private static int structure(Insn insn) {
    return switch (insn.operation()) {
      case VLD1_MULTIPLE, VST1_MULTIPLE, VLD1_LANE, VST1_LANE, VLD1_ALL -> 1;
      case VLD2_MULTIPLE, VST2_MULTIPLE, VLD2_LANE, VST2_LANE, VLD2_ALL -> 2;
      case VLD3_MULTIPLE, VST3_MULTIPLE, VLD3_LANE, VST3_LANE, VLD3_ALL -> 3;
      default -> 4;
    };
  }

  static void loadMultiple(Lift lift) {
    var v = new Vectors(lift);
    Op base = base(lift, true);
    if (base == null) {
      return;
    }
    int count = v.insn.field('r');
    Op[] words = new Op[count];
    for (int i = 0; i < count; i++) {
      words[i] = ordered(v, lift.op(Opcode.LOAD64, lift.op(Opcode.ADD, base, 8 * i)));
    }
    int elements = structure(v.insn);
    for (int i = 0; i < count; i += elements) {
      takeApart(v, words, i, elements);
    }
    for (int i = 0; i < count; i++) {
      VfpRegisters.putBits(lift, register(v.insn, i), words[i]);
    }
    writeBack(lift, base, 8 * count);
  }

  static void storeMultiple(Lift lift) {
    var v = new Vectors(lift);
    Op base = base(lift, false);
    if (base == null) {
      return;
    }
    int count = v.insn.field('r');
    Op[] words = new Op[count];
    for (int i = 0; i < count; i++) {
      words[i] = VfpRegisters.bits(lift, register(v.insn, i));
    }
    int elements = structure(v.insn);
    for (int i = 0; i < count; i += elements) {
      putTogether(v, words, i, elements);
    }
    for (int i = 0; i < count; i++) {
      lift.op(Opcode.STORE64, lift.op(Opcode.ADD, base, 8 * i), ordered(v, words[i]));
    }
    writeBack(lift, base, 8 * count);
  }

  /** Big-endian data: each element's bytes are reversed. */
  private static Op ordered(Vectors v, Op word) {
    return v.lift.bigEndian() && v.bits > 8 ? NeonPermutes.reverse(v, word, 8, v.bits) : word;
  }

  private static void takeApart(Vectors v, Op[] words, int at, int elements) {
    Op a = words[at];
    switch (elements) {
      case 1 -> {}
      case 2 -> {
        Op b = words[at + 1];
        words[at] = v.evens(a, b, v.bits);
        words[at + 1] = v.odds(a, b, v.bits);
      }
      case 3 -> {
        Op b = words[at + 1];
        Op c = words[at + 2];
        for (int i = 0; i < 3; i++) {
          words[at + i] = three(v, Routine.LANE_DEINTERLEAVE3, a, b, c, i);
        }
      }
      default -> {
        Op even = v.evens(a, words[1], v.bits);
        Op odd = v.odds(a, words[1], v.bits);
        Op even2 = v.evens(words[2], words[3], v.bits);
        Op odd2 = v.odds(words[2], words[3], v.bits);
        words[0] = v.evens(even, even2, v.bits);
        words[2] = v.odds(even, even2, v.bits);
        words[1] = v.evens(odd, odd2, v.bits);
        words[3] = v.odds(odd, odd2, v.bits);
      }
    }
  }

  private static void putTogether(Vectors v, Op[] words, int at, int elements) {
    Op a = words[at];
    switch (elements) {
      case 1 -> {}
      case 2 -> {
        Op b = words[at + 1];
        words[at] = v.zip(a, b, 0, v.bits);
        words[at + 1] = v.zip(a, b, 1, v.bits);
      }
      case 3 -> {
        Op b = words[at + 1];
        Op c = words[at + 2];
        for (int i = 0; i < 3; i++) {
          words[at + i] = three(v, Routine.LANE_INTERLEAVE3, a, b, c, i);
        }
      }
      default -> {
        Op first = v.zip(a, words[2], 0, v.bits);
        Op first2 = v.zip(a, words[2], 1, v.bits);
        Op second = v.zip(words[1], words[3], 0, v.bits);
        Op second2 = v.zip(words[1], words[3], 1, v.bits);
        words[0] = v.zip(first, second, 0, v.bits);
        words[1] = v.zip(first, second, 1, v.bits);
        words[2] = v.zip(first2, second2, 0, v.bits);
        words[3] = v.zip(first2, second2, 1, v.bits);
      }
    }
  }

  private static Op three(Vectors v, Routine routine, Op a, Op b, Op c, int which) {
    return v.lift.call(routine, a, b, c, v.lift.constant(which), v.lift.constant(v.bits));
  }

  /** One structure to one lane of each register. */
  static void loadLane(Lift lift) {
    var v = new Vectors(lift);
    Op base = base(lift, true);
    if (base == null) {
      return;
    }
    int count = structure(v.insn);
    int shift = v.insn.lane() * v.bits;
    long mask = ((1L << v.bits) - 1) << shift;
    Op[] values = new Op[count];
    for (int i = 0; i < count; i++) {
      values[i] = element(v, base, i);
    }
    for (int i = 0; i < count; i++) {
      int register = register(v.insn, i);
      Op placed = v.shiftLeft(lift.op(Opcode.ZEXT64, values[i]), shift);
      Op old = v.and(VfpRegisters.bits(lift, register), ~mask);
      VfpRegisters.putBits(lift, register, v.op(Opcode.OR64, old, placed));
    }
    writeBack(lift, base, count * v.bits / 8);
  }

  static void storeLane(Lift lift) {
    var v = new Vectors(lift);
    Op base = base(lift, false);
    if (base == null) {
      return;
    }
    int count = structure(v.insn);
    for (int i = 0; i < count; i++) {
      Op vector = VfpRegisters.bits(lift, register(v.insn, i));
      Op value = lift.op(Opcode.LOW, v.shiftRight(vector, v.insn.lane() * v.bits));
      Op address = lift.op(Opcode.ADD, base, i * v.bits / 8);
      switch (v.bits) {
        case 8 -> lift.op(Opcode.STORE8, address, value);
        case 16 -> DataAccess.store16(lift, address, value);
        default -> DataAccess.store32(lift, address, value);
      }
    }
    writeBack(lift, base, count * v.bits / 8);
  }

  /** One structure to all lanes. */
  static void loadAll(Lift lift) {
    var v = new Vectors(lift);
    Op base = base(lift, true);
    if (base == null) {
      return;
    }
    int elements = structure(v.insn);
    Op[] values = new Op[elements];
    for (int i = 0; i < elements; i++) {
      values[i] = v.duplicate(lift.op(Opcode.ZEXT64, element(v, base, i)), 0);
    }
    for (int i = 0; i < v.insn.field('r'); i++) {
      VfpRegisters.putBits(lift, register(v.insn, i), values[elements == 1 ? 0 : i]);
    }
    writeBack(lift, base, elements * v.bits / 8);
  }

  private static Op element(Vectors v, Op base, int i) {
    Op address = v.lift.op(Opcode.ADD, base, i * v.bits / 8);
    return switch (v.bits) {
      case 8 -> v.lift.op(Opcode.LOAD8, address);
      case 16 -> DataAccess.load16(v.lift, address);
      default -> DataAccess.load32(v.lift, address);
    };
  }
}
