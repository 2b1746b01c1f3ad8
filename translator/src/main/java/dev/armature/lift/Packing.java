package dev.armature.lift;

import dev.armature.decode.Insn;
import dev.armature.decode.Operation;
import dev.armature.ir.Op;
import dev.armature.ir.Opcode;
import dev.armature.machine.Routine;

/** Packing, extension, reversal and checksums of register contents (ARM ARM A4.4.4, A4.4.6). */
final class Packing {
  private Packing() {}

  /** PKHBT, PKHTB. */
  static void pack(Lift lift) {
    Insn insn = lift.insn();
    Op n = lift.reg(insn.rn());
    Op m = Shifter.value(lift);
    boolean top = insn.operation() == Operation.PKHTB;
    Op high = lift.op(Opcode.AND, top ? n : m, 0xffff_0000);
    Op low = lift.op(Opcode.AND, top ? m : n, 0xffff);
    lift.setReg(insn.rd(), lift.op(Opcode.OR, high, low));
  }

  /** SXTB, SXTH, UXTB, UXTH, and with an addition SXTAB and its like. */
  static void extend(Lift lift) {
    Insn insn = lift.insn();
    Op m = Shifter.value(lift);
    Op value =
        switch (insn.operation()) {
          case SXTB, SXTAB -> lift.op(Opcode.SEXT8, m);
          case SXTH, SXTAH -> lift.op(Opcode.SEXT16, m);
          case UXTB, UXTAB -> lift.op(Opcode.AND, m, 0xff);
          case UXTH, UXTAH -> lift.op(Opcode.AND, m, 0xffff);
          default -> throw new IllegalStateException(insn.toString());
        };
    Op result =
        switch (insn.operation()) {
          case SXTAB, SXTAH, UXTAB, UXTAH -> lift.op(Opcode.ADD, lift.reg(insn.rn()), value);
          default -> value;
        };
    lift.setReg(insn.rd(), result);
  }

  /** SXTB16, UXTB16, and with an addition of halves SXTAB16, UXTAB16. */
  static void extend16(Lift lift) {
    Insn insn = lift.insn();
    Op m = Shifter.value(lift);
    Op value =
        switch (insn.operation()) {
          case SXTB16, SXTAB16 -> {
            Op low = lift.op(Opcode.AND, lift.op(Opcode.SEXT8, m), 0xffff);
            Op high = lift.op(Opcode.SEXT8, lift.op(Opcode.SHR, m, 16));
            yield lift.op(Opcode.OR, low, lift.op(Opcode.SHL, high, 16));
          }
          case UXTB16, UXTAB16 -> lift.op(Opcode.AND, m, 0x00ff_00ff);
          default -> throw new IllegalStateException(insn.toString());
        };
    Op result =
        switch (insn.operation()) {
          case SXTAB16, UXTAB16 -> lift.call(Routine.ADD16, lift.reg(insn.rn()), value);
          default -> value;
        };
    lift.setReg(insn.rd(), result);
  }

  /** REV, REV16, REVSH, RBIT, CLZ. */
  static void reverse(Lift lift) {
    Insn insn = lift.insn();
    Op m = lift.reg(insn.rm());
    Op result =
        switch (insn.operation()) {
          case REV -> lift.op(Opcode.REV, m);
          case REV16 -> lift.op(Opcode.ROR, lift.op(Opcode.REV, m), 16);
          case REVSH -> lift.op(Opcode.SAR, lift.op(Opcode.REV, m), 16);
          case RBIT -> lift.op(Opcode.RBIT, m);
          case CLZ -> lift.op(Opcode.CLZ, m);
          default -> throw new IllegalStateException(insn.toString());
        };
    lift.setReg(insn.rd(), result);
  }

  /** CRC32, CRC32C of 1, 2 or 4 bytes. */
  static void crc32(Lift lift) {
    Insn insn = lift.insn();
    lift.setReg(
        insn.rd(),
        lift.call(
            insn.operation() == Operation.CRC32 ? Routine.CRC32 : Routine.CRC32C,
            lift.reg(insn.rn()),
            lift.reg(insn.rm()),
            lift.constant(1 << insn.field(sizeField(insn)))));
  }

  private static char sizeField(Insn insn) {
    return insn.encoding().has('C') ? 'C' : 'z';
  }
}
