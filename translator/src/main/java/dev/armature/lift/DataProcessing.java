package dev.armature.lift;

import dev.armature.decode.Insn;
import dev.armature.decode.Operation;
import dev.armature.ir.Op;
import dev.armature.ir.Opcode;
import dev.armature.ir.Reg;

/** Data processing with the flexible operand (ARM ARM A8.8, ADC to TST). */
final class DataProcessing {
  private DataProcessing() {}

  /** AND, EOR, ORR, BIC, ORN. */
  static void logical(Lift lift) {
    Insn insn = lift.insn();
    Op n = lift.reg(insn.rn());
    boolean flags = lift.setsFlags();
    if (flags && insn.rd() == 15) {
      lift.undefined();
      return;
    }
    Shifter.Shifted m =
        flags ? Shifter.withCarry(lift) : new Shifter.Shifted(Shifter.value(lift), null);
    Op result = logic(lift, n, m.value());
    finish(lift, insn.rd(), result, flags, m.carry());
  }

  private static Op logic(Lift lift, Op n, Op m) {
    return switch (lift.insn().operation()) {
      case AND, TST -> lift.op(Opcode.AND, n, m);
      case EOR, TEQ -> lift.op(Opcode.XOR, n, m);
      case ORR -> lift.op(Opcode.OR, n, m);
      case BIC -> lift.op(Opcode.AND, n, lift.op(Opcode.NOT, m));
      case ORN -> lift.op(Opcode.OR, n, lift.op(Opcode.NOT, m));
      default -> throw new IllegalStateException(lift.insn().toString());
    };
  }

  /** MOV and MVN, and with them the shift instructions. */
  static void move(Lift lift) {
    Insn insn = lift.insn();
    boolean flags = lift.setsFlags();
    if (flags && insn.rd() == 15) {
      lift.undefined();
      return;
    }
    Shifter.Shifted m =
        flags ? Shifter.withCarry(lift) : new Shifter.Shifted(Shifter.value(lift), null);
    Op result = insn.operation() == Operation.MVN ? lift.op(Opcode.NOT, m.value()) : m.value();
    finish(lift, insn.rd(), result, flags, m.carry());
  }

  private static void finish(Lift lift, int rd, Op result, boolean flags, Op carry) {
    if (flags) {
      Flags.nz(lift, result);
      if (carry != null) {
        lift.put(Reg.C, carry);
      }
    }
    lift.setReg(rd, result);
  }

  /** TST, TEQ. */
  static void test(Lift lift) {
    Op n = lift.reg(lift.insn().rn());
    Shifter.Shifted m = Shifter.withCarry(lift);
    Flags.nz(lift, logic(lift, n, m.value()));
    if (m.carry() != null) {
      lift.put(Reg.C, m.carry());
    }
  }

  /** CMP, CMN. */
  static void compare(Lift lift) {
    Op n = lift.reg(lift.insn().rn());
    Op m = Shifter.value(lift);
    if (lift.insn().operation() == Operation.CMP) {
      Flags.subtract(lift, n, m, lift.op(Opcode.SUB, n, m));
    } else {
      Flags.add(lift, n, m, lift.op(Opcode.ADD, n, m));
    }
  }

  /** ADD, SUB, RSB, ADC, SBC, RSC. */
  static void arithmetic(Lift lift) {
    Insn insn = lift.insn();
    boolean flags = lift.setsFlags();
    if (flags && insn.rd() == 15) {
      lift.undefined();
      return;
    }
    Op n = lift.reg(insn.rn());
    Op m = Shifter.value(lift);
    Op result =
        switch (insn.operation()) {
          case ADD -> {
            Op sum = lift.op(Opcode.ADD, n, m);
            if (flags) {
              Flags.add(lift, n, m, sum);
            }
            yield sum;
          }
          case SUB -> subtract(lift, n, m, flags);
          case RSB -> subtract(lift, m, n, flags);
          case ADC -> {
            Op sum = lift.op(Opcode.ADD, lift.op(Opcode.ADD, n, m), lift.get(Reg.C));
            if (flags) {
              Flags.addWithCarry(lift, n, m, sum);
            }
            yield sum;
          }
          case SBC -> subtractWithCarry(lift, n, m, flags);
          case RSC -> subtractWithCarry(lift, m, n, flags);
          default -> throw new IllegalStateException(insn.toString());
        };
    if (insn.operation() == Operation.ADD && JumpTables.isBranchLadder(insn)) {
      JumpTables.ladder(lift, lift.reg(insn.rm()), result);
    } else {
      lift.setReg(insn.rd(), result);
    }
  }

  private static Op subtract(Lift lift, Op a, Op b, boolean flags) {
    Op difference = lift.op(Opcode.SUB, a, b);
    if (flags) {
      Flags.subtract(lift, a, b, difference);
    }
    return difference;
  }

  private static Op subtractWithCarry(Lift lift, Op a, Op b, boolean flags) {
    Op borrow = lift.op(Opcode.SUB, lift.get(Reg.C), 1);
    Op difference = lift.op(Opcode.ADD, lift.op(Opcode.SUB, a, b), borrow);
    if (flags) {
      Flags.subtractWithCarry(lift, a, b, difference);
    }
    return difference;
  }

  static void movw(Lift lift) {
    lift.setReg(lift.insn().rd(), lift.constant(lift.insn().immediate()));
  }

  static void movt(Lift lift) {
    int rd = lift.insn().rd();
    Op low = lift.op(Opcode.AND, lift.reg(rd), 0xffff);
    lift.setReg(rd, lift.op(Opcode.OR, low, lift.insn().immediate() << 16));
  }

  static void adr(Lift lift) {
    Insn insn = lift.insn();
    int base = insn.pc() & ~3;
    int value = insn.flag('U') ? base + insn.immediate() : base - insn.immediate();
    lift.setReg(insn.rd(), lift.constant(value));
  }
}
