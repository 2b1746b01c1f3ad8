package dev.armature.lift;

import dev.armature.decode.Operand;
import dev.armature.decode.ShiftType;
import dev.armature.ir.Op;
import dev.armature.ir.Opcode;
import dev.armature.ir.Reg;
import dev.armature.machine.Routine;

/** The flexible operand and its carry-out (ARM ARM A8.4). */
final class Shifter {
  private Shifter() {}

  /**
   * A shifted value.
   *
   * @param carry 0 or 1, or null when C stays as it is or was not asked for
   */
  record Shifted(Op value, Op carry) {}

  /** The value of the instruction's operand. */
  static Op value(Lift lift) {
    return value(lift, lift.insn().operand());
  }

  /** The value of {@code operand}. */
  static Op value(Lift lift, Operand operand) {
    return shift(lift, operand, false).value;
  }

  /** The value of the instruction's operand with its carry-out. */
  static Shifted withCarry(Lift lift) {
    return shift(lift, lift.insn().operand(), true);
  }

  private static Shifted shift(Lift lift, Operand operand, boolean carry) {
    return switch (operand) {
      case Operand.Immediate i ->
          new Shifted(
              lift.constant(i.value()), carry && i.carry() >= 0 ? lift.constant(i.carry()) : null);
      case Operand.Register r -> byConstant(lift, lift.reg(r.rm()), r.type(), r.amount(), carry);
      case Operand.ShiftedByRegister r ->
          byRegister(
              lift, lift.reg(r.rm()), r.type(), lift.op(Opcode.AND, lift.reg(r.rs()), 0xff), carry);
    };
  }

  private static Shifted byConstant(
      Lift lift, Op value, ShiftType type, int amount, boolean carry) {
    return switch (type) {
      case LSL ->
          amount == 0
              ? new Shifted(value, null)
              : new Shifted(
                  lift.op(Opcode.SHL, value, amount), carry ? bit(lift, value, 32 - amount) : null);
      case LSR ->
          new Shifted(
              amount == 32 ? lift.constant(0) : lift.op(Opcode.SHR, value, amount),
              carry ? bit(lift, value, amount - 1) : null);
      case ASR ->
          new Shifted(
              lift.op(Opcode.SAR, value, Math.min(amount, 31)),
              carry ? bit(lift, value, amount - 1) : null);
      case ROR ->
          new Shifted(
              lift.op(Opcode.ROR, value, amount), carry ? bit(lift, value, amount - 1) : null);
      case RRX -> {
        Op in = lift.op(Opcode.SHL, lift.get(Reg.C), 31);
        yield new Shifted(
            lift.op(Opcode.OR, in, lift.op(Opcode.SHR, value, 1)),
            carry ? bit(lift, value, 0) : null);
      }
    };
  }

  private static Op bit(Lift lift, Op value, int bit) {
    return bit == 31
        ? lift.op(Opcode.SHR, value, 31)
        : lift.op(Opcode.AND, lift.op(Opcode.SHR, value, bit), 1);
  }

  private static Shifted byRegister(Lift lift, Op value, ShiftType type, Op amount, boolean carry) {
    Op result =
        switch (type) {
          case LSL -> lift.call(Routine.LSL, value, amount);
          case LSR -> lift.call(Routine.LSR, value, amount);
          case ASR -> lift.call(Routine.ASR, value, amount);
          case ROR, RRX -> lift.op(Opcode.ROR, value, amount);
        };
    if (!carry) {
      return new Shifted(result, null);
    }
    Routine routine =
        switch (type) {
          case LSL -> Routine.LSL_CARRY;
          case LSR -> Routine.LSR_CARRY;
          case ASR -> Routine.ASR_CARRY;
          case ROR, RRX -> Routine.ROR_CARRY;
        };
    return new Shifted(result, lift.call(routine, value, amount, lift.get(Reg.C)));
  }
}
