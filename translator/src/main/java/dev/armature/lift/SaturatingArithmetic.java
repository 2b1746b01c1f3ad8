package dev.armature.lift;

import dev.armature.decode.Insn;
import dev.armature.ir.Op;
import dev.armature.ir.Opcode;
import dev.armature.machine.Routine;

/** Saturating instructions; Q is set when the saturated value differs from the exact one. */
final class SaturatingArithmetic {
  private SaturatingArithmetic() {}

  /** QADD, QSUB, QDADD, QDSUB: Rm with Rn, which the last two double first. */
  static void add(Lift lift) {
    Insn insn = lift.insn();
    Op m = lift.reg(insn.rm());
    Op n = lift.reg(insn.rn());
    Op doubled = null;
    switch (insn.operation()) {
      case QDADD, QDSUB -> {
        Op twice = lift.call(Routine.QADD, n, n);
        doubled = lift.op(Opcode.NE, twice, lift.op(Opcode.SHL, n, 1));
        n = twice;
      }
      default -> {}
    }
    boolean subtract =
        switch (insn.operation()) {
          case QSUB, QDSUB -> true;
          default -> false;
        };
    Op result = lift.call(subtract ? Routine.QSUB : Routine.QADD, m, n);
    Op exact = lift.op(subtract ? Opcode.SUB : Opcode.ADD, m, n);
    Op saturated = lift.op(Opcode.NE, result, exact);
    Flags.q(lift, doubled == null ? saturated : lift.op(Opcode.OR, saturated, doubled));
    lift.setReg(insn.rd(), result);
  }

  /** SSAT, USAT, SSAT16, USAT16. */
  static void saturate(Lift lift) {
    Insn insn = lift.insn();
    int width = insn.field('w');
    Op value = Shifter.value(lift);
    Op result =
        switch (insn.operation()) {
          case SSAT -> lift.call(Routine.SSAT, value, lift.constant(width + 1));
          case USAT -> lift.call(Routine.USAT, value, lift.constant(width));
          case SSAT16 -> lift.call(Routine.SSAT16, value, lift.constant(width + 1));
          case USAT16 -> lift.call(Routine.USAT16, value, lift.constant(width));
          default -> throw new IllegalStateException(insn.toString());
        };
    Flags.q(lift, lift.op(Opcode.NE, result, value));
    lift.setReg(insn.rd(), result);
  }
}
