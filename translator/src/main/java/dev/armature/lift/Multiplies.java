package dev.armature.lift;

import dev.armature.decode.Insn;
import dev.armature.decode.Operation;
import dev.armature.ir.Op;
import dev.armature.ir.Opcode;
import dev.armature.machine.Routine;

/** Multiplications (ARM ARM A4.4.3): 32 and 64 bits, halfwords, dual halfwords, top words. */
final class Multiplies {
  private Multiplies() {}

  /** MUL, MLA, MLS. C and V stay as they are. */
  static void word(Lift lift) {
    Insn insn = lift.insn();
    Op product = lift.op(Opcode.MUL, lift.reg(insn.rn()), lift.reg(insn.rm()));
    Op result =
        switch (insn.operation()) {
          case MUL -> product;
          case MLA -> lift.op(Opcode.ADD, product, lift.reg(insn.ra()));
          case MLS -> lift.op(Opcode.SUB, lift.reg(insn.ra()), product);
          default -> throw new IllegalStateException(insn.toString());
        };
    if (lift.setsFlags()) {
      Flags.nz(lift, result);
    }
    lift.setReg(insn.rd(), result);
  }

  /** UMULL, UMLAL, SMULL, SMLAL, UMAAL. */
  static void doubleWord(Lift lift) {
    Insn insn = lift.insn();
    Opcode extend =
        switch (insn.operation()) {
          case SMULL, SMLAL -> Opcode.SEXT64;
          case UMULL, UMLAL, UMAAL -> Opcode.ZEXT64;
          default -> throw new IllegalStateException(insn.toString());
        };
    Op n = lift.op(extend, lift.reg(insn.rn()));
    Op m = lift.op(extend, lift.reg(insn.rm()));
    Op product = lift.op(Opcode.MUL64, n, m);
    Op result =
        switch (insn.operation()) {
          case SMLAL, UMLAL -> lift.op(Opcode.ADD64, product, accumulator(lift));
          case UMAAL -> {
            Op low = lift.op(Opcode.ZEXT64, lift.reg(insn.rdLo()));
            Op high = lift.op(Opcode.ZEXT64, lift.reg(insn.rdHi()));
            yield lift.op(Opcode.ADD64, lift.op(Opcode.ADD64, product, low), high);
          }
          default -> product;
        };
    putLong(lift, result, lift.setsFlags());
  }

  private static Op accumulator(Lift lift) {
    Insn insn = lift.insn();
    return join(lift, lift.reg(insn.rdLo()), lift.reg(insn.rdHi()));
  }

  /** The 64-bit number of two words. */
  static Op join(Lift lift, Op low, Op high) {
    Op top = lift.op(Opcode.SHL64, lift.op(Opcode.ZEXT64, high), 32);
    return lift.op(Opcode.OR64, top, lift.op(Opcode.ZEXT64, low));
  }

  private static void putLong(Lift lift, Op result, boolean flags) {
    Op low = lift.op(Opcode.LOW, result);
    Op high = lift.op(Opcode.HIGH, result);
    if (flags) {
      Flags.nz(lift, low, high);
    }
    lift.setReg(lift.insn().rdLo(), low);
    lift.setReg(lift.insn().rdHi(), high);
  }

  /** SMULxy, SMLAxy, SMLALxy. */
  static void halfword(Lift lift) {
    Insn insn = lift.insn();
    Op n = half(lift, lift.reg(insn.rn()), insn.flag('N'));
    Op m = half(lift, lift.reg(insn.rm()), insn.flag('M'));
    Op product = lift.op(Opcode.MUL, n, m);
    switch (insn.operation()) {
      case SMUL_XY -> lift.setReg(insn.rd(), product);
      case SMLA_XY -> accumulate(lift, product);
      case SMLAL_XY -> {
        Op wide = lift.op(Opcode.SEXT64, product);
        putLong(lift, lift.op(Opcode.ADD64, wide, accumulator(lift)), false);
      }
      default -> throw new IllegalStateException(insn.toString());
    }
  }

  /** SMULWy, SMLAWy: the top 32 of the 48 bits of word times halfword. */
  static void wordByHalfword(Lift lift) {
    Insn insn = lift.insn();
    Op n = lift.op(Opcode.SEXT64, lift.reg(insn.rn()));
    Op m = lift.op(Opcode.SEXT64, half(lift, lift.reg(insn.rm()), insn.flag('M')));
    Op product =
        lift.op(Opcode.LOW, lift.op(Opcode.SAR64, lift.op(Opcode.MUL64, n, m), lift.constant(16)));
    if (insn.operation() == Operation.SMLAW_Y) {
      accumulate(lift, product);
    } else {
      lift.setReg(insn.rd(), product);
    }
  }

  /** Adds Ra; Q when that overflows. */
  private static void accumulate(Lift lift, Op product) {
    Op a = lift.reg(lift.insn().ra());
    Op sum = lift.op(Opcode.ADD, product, a);
    Op overflow = lift.op(Opcode.OVERFLOW_ADD, product, a, sum);
    Flags.q(lift, lift.op(Opcode.SHR, overflow, 31));
    lift.setReg(lift.insn().rd(), sum);
  }

  private static Op half(Lift lift, Op value, boolean top) {
    return top ? lift.op(Opcode.SAR, value, 16) : lift.op(Opcode.SEXT16, value);
  }

  /** SMUAD, SMUSD, SMLAD, SMLSD: Q when the sum does not fit. */
  static void dual(Lift lift) {
    Insn insn = lift.insn();
    Op sum = products(lift);
    switch (insn.operation()) {
      case SMLAD, SMLSD ->
          sum = lift.op(Opcode.ADD64, sum, lift.op(Opcode.SEXT64, lift.reg(insn.ra())));
      default -> {}
    }
    Op result = lift.op(Opcode.LOW, sum);
    Op fits = lift.op(Opcode.EQ64, sum, lift.op(Opcode.SEXT64, result));
    Flags.q(lift, lift.op(Opcode.XOR, fits, 1));
    lift.setReg(insn.rd(), result);
  }

  /** SMLALD, SMLSLD. */
  static void dualLong(Lift lift) {
    putLong(lift, lift.op(Opcode.ADD64, products(lift), accumulator(lift)), false);
  }

  /** Sum or difference of the products of the halves, in 64 bits. */
  private static Op products(Lift lift) {
    Insn insn = lift.insn();
    Op n = lift.reg(insn.rn());
    Op m = lift.reg(insn.rm());
    boolean exchange = insn.flag('X');
    Op low = lift.op(Opcode.MUL, half(lift, n, false), half(lift, m, exchange));
    Op high = lift.op(Opcode.MUL, half(lift, n, true), half(lift, m, !exchange));
    Opcode combine =
        switch (insn.operation()) {
          case SMUSD, SMLSD, SMLSLD -> Opcode.SUB64;
          default -> Opcode.ADD64;
        };
    return lift.op(combine, lift.op(Opcode.SEXT64, low), lift.op(Opcode.SEXT64, high));
  }

  /** SMMUL, SMMLA, SMMLS: the top word, rounded when R is set. */
  static void topWord(Lift lift) {
    Insn insn = lift.insn();
    Op n = lift.op(Opcode.SEXT64, lift.reg(insn.rn()));
    Op m = lift.op(Opcode.SEXT64, lift.reg(insn.rm()));
    Op result = lift.op(Opcode.MUL64, n, m);
    switch (insn.operation()) {
      case SMMLA -> result = lift.op(Opcode.ADD64, addend(lift), result);
      case SMMLS -> result = lift.op(Opcode.SUB64, addend(lift), result);
      default -> {}
    }
    if (insn.flag('R')) {
      result = lift.op(Opcode.ADD64, result, lift.ir().constant64(0x8000_0000L));
    }
    lift.setReg(insn.rd(), lift.op(Opcode.HIGH, result));
  }

  private static Op addend(Lift lift) {
    Op a = lift.op(Opcode.ZEXT64, lift.reg(lift.insn().ra()));
    return lift.op(Opcode.SHL64, a, 32);
  }

  /** SDIV, UDIV. */
  static void divide(Lift lift) {
    Insn insn = lift.insn();
    lift.setReg(
        insn.rd(),
        lift.call(
            insn.operation() == Operation.SDIV ? Routine.SDIV : Routine.UDIV,
            lift.reg(insn.rn()),
            lift.reg(insn.rm())));
  }
}
