package dev.armature.lift;

import dev.armature.decode.Insn;
import dev.armature.ir.Op;
import dev.armature.ir.Opcode;
import dev.armature.machine.Fpscr;
import dev.armature.machine.Routine;

/** VCVT in all its scalar forms (ARM ARM A8.8.305 ff.). Integers sit in single registers. */
final class VfpConversions {
  private VfpConversions() {}

  static void doubleToSingle(Lift lift) {
    Insn insn = lift.insn();
    Op value = VfpRegisters.doubleWord(lift, insn.fm());
    VfpRegisters.putSingle(lift, insn.fd(), lift.call(Routine.VCVT_F32_F64, value));
  }

  static void singleToDouble(Lift lift) {
    Insn insn = lift.insn();
    Op value = VfpRegisters.single(lift, insn.fm());
    VfpRegisters.putDoubleWord(lift, insn.fd(), lift.call(Routine.VCVT_F64_F32, value));
  }

  /** VCVT to an integer, towards zero or as the FPSCR says. */
  static void toInteger(Lift lift) {
    toInteger(lift, lift.insn().flag('R') ? Fpscr.TO_ZERO : -1);
  }

  /** VCVTA, VCVTN, VCVTP, VCVTM: the rounding is in the name. */
  static void toIntegerRounding(Lift lift) {
    toInteger(
        lift,
        switch (lift.insn().operation()) {
          case VCVTA -> Fpscr.TIES_AWAY;
          case VCVTN -> Fpscr.NEAREST;
          case VCVTP -> Fpscr.TO_PLUS_INFINITY;
          default -> Fpscr.TO_MINUS_INFINITY;
        });
  }

  private static void toInteger(Lift lift, int mode) {
    Insn insn = lift.insn();
    boolean signed = insn.flag('S');
    Routine routine =
        insn.isDouble()
            ? signed ? Routine.VCVT_S32_F64 : Routine.VCVT_U32_F64
            : signed ? Routine.VCVT_S32_F32 : Routine.VCVT_U32_F32;
    Op value = VfpRegisters.get(lift, insn.fm());
    VfpRegisters.putWord(lift, insn.fd(), lift.call(routine, value, lift.constant(mode)));
  }

  static void fromInteger(Lift lift) {
    Insn insn = lift.insn();
    boolean signed = insn.flag('S');
    Routine routine =
        insn.isDouble()
            ? signed ? Routine.VCVT_F64_S32 : Routine.VCVT_F64_U32
            : signed ? Routine.VCVT_F32_S32 : Routine.VCVT_F32_U32;
    Op value = VfpRegisters.word(lift, insn.fm());
    VfpRegisters.put(lift, insn.fd(), lift.call(routine, value));
  }

  /** Between floating point and a fixed-point number in the same register. */
  static void fixed(Lift lift, boolean toFixed) {
    Insn insn = lift.insn();
    int fraction = insn.fractionBits();
    int size = insn.flag('x') ? 32 : 16;
    boolean signed = !insn.flag('U');
    if (fraction < 0) {
      lift.undefined(); // UNPREDICTABLE
      return;
    }
    Op packed = lift.constant(fraction | size << 8 | (signed ? 1 << 16 : 0));
    int d = insn.fd();
    if (!toFixed) {
      Op word =
          insn.isDouble()
              ? lift.op(Opcode.LOW, VfpRegisters.bits(lift, d))
              : VfpRegisters.word(lift, d);
      Routine routine = insn.isDouble() ? Routine.VCVT_F64_FIXED : Routine.VCVT_F32_FIXED;
      VfpRegisters.put(lift, d, lift.call(routine, word, packed));
      return;
    }
    Routine routine = insn.isDouble() ? Routine.VCVT_FIXED_F64 : Routine.VCVT_FIXED_F32;
    Op word = lift.call(routine, VfpRegisters.get(lift, d), packed);
    // The result fills the register, extended by its own signedness.
    if (!insn.isDouble()) {
      VfpRegisters.putWord(lift, d, word);
    } else {
      VfpRegisters.putBits(lift, d, lift.op(signed ? Opcode.SEXT64 : Opcode.ZEXT64, word));
    }
  }

  /** From the half-precision number in one half of a single register. */
  static void fromHalf(Lift lift) {
    Insn insn = lift.insn();
    Op word = VfpRegisters.word(lift, insn.fm());
    Op half = insn.flag('T') ? lift.op(Opcode.SHR, word, 16) : lift.op(Opcode.ZEXT16, word);
    Routine routine = insn.isDouble() ? Routine.VCVT_F64_F16 : Routine.VCVT_F32_F16;
    VfpRegisters.put(lift, insn.fd(), lift.call(routine, half));
  }

  /** To half precision in one half of a single register; the other half stays. */
  static void toHalf(Lift lift) {
    Insn insn = lift.insn();
    Routine routine = insn.isDouble() ? Routine.VCVT_F16_F64 : Routine.VCVT_F16_F32;
    Op half = lift.call(routine, VfpRegisters.get(lift, insn.fm()));
    Op old = VfpRegisters.word(lift, insn.fd());
    Op joined =
        insn.flag('T')
            ? lift.op(Opcode.OR, lift.op(Opcode.ZEXT16, old), lift.op(Opcode.SHL, half, 16))
            : lift.op(Opcode.OR, lift.op(Opcode.AND, old, 0xffff_0000), half);
    VfpRegisters.putWord(lift, insn.fd(), joined);
  }
}
