package dev.armature.lift;

import dev.armature.decode.Feature;
import dev.armature.decode.Insn;
import dev.armature.ir.Op;
import dev.armature.ir.Opcode;

/** VFP registers as operands of the instruction being lifted. */
final class VfpRegisters {
  private VfpRegisters() {}

  /** Reads a register in the precision of the instruction. */
  static Op get(Lift lift, int register) {
    return lift.ir().getFp(lift.insn().isDouble() ? Opcode.GET_D : Opcode.GET_S, register);
  }

  static void put(Lift lift, int register, Op value) {
    lift.ir().putFp(lift.insn().isDouble() ? Opcode.PUT_D : Opcode.PUT_S, register, value);
  }

  static Op single(Lift lift, int register) {
    return lift.ir().getFp(Opcode.GET_S, register);
  }

  static void putSingle(Lift lift, int register, Op value) {
    lift.ir().putFp(Opcode.PUT_S, register, value);
  }

  static Op doubleWord(Lift lift, int register) {
    return lift.ir().getFp(Opcode.GET_D, register);
  }

  static void putDoubleWord(Lift lift, int register, Op value) {
    lift.ir().putFp(Opcode.PUT_D, register, value);
  }

  /** A single register as 32 bits. */
  static Op word(Lift lift, int register) {
    return lift.ir().getFp(Opcode.GET_W, register);
  }

  static void putWord(Lift lift, int register, Op value) {
    lift.ir().putFp(Opcode.PUT_W, register, value);
  }

  /** A double register as 64 bits. */
  static Op bits(Lift lift, int register) {
    return lift.ir().getFp(Opcode.GET_X, register);
  }

  static void putBits(Lift lift, int register, Op value) {
    lift.ir().putFp(Opcode.PUT_X, register, value);
  }

  /** Whether the instruction names one of d16..d31 on a CPU that has only d0..d15. */
  static boolean namesMissing(Lift lift) {
    if (lift.has(Feature.D32)) {
      return false;
    }
    Insn insn = lift.insn();
    if (insn.isDouble()) {
      return !insn.encoding().has('e') && insn.encoding().has('D') && insn.dd() > 15
          || insn.encoding().has('N') && insn.dn() > 15
          || insn.encoding().has('M') && insn.dm() > 15;
    }
    return false;
  }
}
