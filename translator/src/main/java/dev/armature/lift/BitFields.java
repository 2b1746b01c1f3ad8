package dev.armature.lift;

import dev.armature.decode.Insn;
import dev.armature.decode.Operation;
import dev.armature.ir.Op;
import dev.armature.ir.Opcode;

/** Bit fields: BFC and BFI from bit l to bit w, SBFX and UBFX w + 1 bits from bit l. */
final class BitFields {
  private BitFields() {}

  static void insert(Lift lift) {
    Insn insn = lift.insn();
    int lsb = insn.field('l');
    int width = insn.field('w') - lsb + 1;
    if (width <= 0) {
      lift.undefined(); // UNPREDICTABLE
      return;
    }
    int mask = -1 >>> 32 - width;
    Op rest = lift.op(Opcode.AND, lift.reg(insn.rd()), ~(mask << lsb));
    if (insn.operation() == Operation.BFC) {
      lift.setReg(insn.rd(), rest);
      return;
    }
    Op field = lift.op(Opcode.SHL, lift.op(Opcode.AND, lift.reg(insn.rn()), mask), lsb);
    lift.setReg(insn.rd(), lift.op(Opcode.OR, rest, field));
  }

  static void extract(Lift lift) {
    Insn insn = lift.insn();
    int lsb = insn.field('l');
    int width = insn.field('w') + 1;
    if (lsb + width > 32) {
      lift.undefined(); // UNPREDICTABLE
      return;
    }
    Op n = lift.reg(insn.rn());
    Op result;
    if (insn.operation() == Operation.UBFX) {
      Op shifted = lift.op(Opcode.SHR, n, lsb);
      result = lsb + width == 32 ? shifted : lift.op(Opcode.AND, shifted, -1 >>> 32 - width);
    } else {
      Op top = lift.op(Opcode.SHL, n, 32 - lsb - width);
      result = lift.op(Opcode.SAR, top, 32 - width);
    }
    lift.setReg(insn.rd(), result);
  }
}
