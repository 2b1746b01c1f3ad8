package dev.armature.emit;

import dev.armature.ir.Reg;
import org.objectweb.asm.Opcodes;

/**
 * ARM conditions on the flags as a unit keeps them. Where all four are those of one known
 * comparison its operands are compared again, which HotSpot understands much better.
 */
record Conditions(UnitCode unit, boolean compared) {
  private static final int CS = 1;
  private static final int MI = 2;
  private static final int VS = 3;
  private static final int HI = 4;
  private static final int GE = 5;
  private static final int GT = 6;

  /** Jumps to {@code label} when the condition's truth is {@code when}. */
  void branch(int condition, boolean when, int label) {
    // Odd conditions are the opposites of the even ones before them.
    boolean positive = ((condition & 1) == 0) == when;
    int pair = condition >>> 1;
    Code code = unit.code;
    if (compared && compare(pair, positive, label)) {
      return;
    }
    switch (pair) {
      case CS -> {
        unit.pushFlag(Reg.C);
        code.jump(positive ? Opcodes.IFNE : Opcodes.IFEQ, label);
      }
      case MI -> {
        unit.pushFlag(Reg.N);
        code.jump(positive ? Opcodes.IFLT : Opcodes.IFGE, label);
      }
      case VS -> {
        unit.pushFlag(Reg.V);
        code.jump(positive ? Opcodes.IFLT : Opcodes.IFGE, label);
      }
      case HI -> both(Opcodes.IFNE, Opcodes.IFEQ, () -> unit.pushFlag(Reg.C), positive, label);
      case GE -> {
        pushSignsDiffer();
        code.jump(positive ? Opcodes.IFGE : Opcodes.IFLT, label);
      }
      case GT -> both(Opcodes.IFGE, Opcodes.IFLT, this::pushSignsDiffer, positive, label);
      default -> {
        unit.pushFlag(Reg.Z);
        code.jump(positive ? Opcodes.IFEQ : Opcodes.IFNE, label);
      }
    }
  }

  /** Z clear and another test. */
  private void both(int holds, int fails, Runnable other, boolean positive, int label) {
    Code code = unit.code;
    int skip = positive ? code.label() : label;
    unit.pushFlag(Reg.Z);
    code.jump(Opcodes.IFEQ, skip);
    other.run();
    code.jump(positive ? holds : fails, label);
    if (positive) {
      code.place(skip);
    }
  }

  private void pushSignsDiffer() {
    unit.pushFlag(Reg.N);
    unit.pushFlag(Reg.V);
    unit.code.op(Opcodes.IXOR);
  }

  private boolean compare(int pair, boolean positive, int label) {
    int opcode =
        switch (pair) {
          case CS, GE -> positive ? Opcodes.IF_ICMPGE : Opcodes.IF_ICMPLT;
          case HI, GT -> positive ? Opcodes.IF_ICMPGT : Opcodes.IF_ICMPLE;
          case MI, VS -> 0;
          default -> positive ? Opcodes.IF_ICMPEQ : Opcodes.IF_ICMPNE;
        };
    if (opcode == 0) {
      return false;
    }
    boolean isUnsigned = pair == CS || pair == HI;
    side(unit.flagA, isUnsigned);
    side(unit.flagB, isUnsigned);
    unit.code.jump(opcode, label);
    return true;
  }

  private void side(int local, boolean isUnsigned) {
    unit.code.local(Opcodes.ILOAD, local);
    if (isUnsigned) {
      Bits.flip(unit.code);
    }
  }

  /** Pushes 1 when the condition holds, else 0, without a branch of its own. */
  void push(int condition) {
    Code code = unit.code;
    switch (condition >>> 1) {
      case CS -> unit.pushFlag(Reg.C);
      case MI -> {
        unit.pushFlag(Reg.N);
        signBit();
      }
      case VS -> {
        unit.pushFlag(Reg.V);
        signBit();
      }
      case HI -> {
        unit.pushFlag(Reg.C);
        pushNotZero();
        code.op(Opcodes.IAND);
      }
      case GE -> pushSignsEqual();
      case GT -> {
        pushSignsEqual();
        pushNotZero();
        code.op(Opcodes.IAND);
      }
      default -> pushZero();
    }
    if ((condition & 1) != 0) {
      invert();
    }
  }

  private void pushSignsEqual() {
    pushSignsDiffer();
    signBit();
    invert();
  }

  private void pushZero() {
    unit.pushFlag(Reg.Z);
    unit.code.push(0);
    unit.flags("equal", "(II)I");
  }

  private void pushNotZero() {
    pushZero();
    invert();
  }

  private void signBit() {
    unit.code.push(31);
    unit.code.op(Opcodes.IUSHR);
  }

  private void invert() {
    unit.code.push(1);
    unit.code.op(Opcodes.IXOR);
  }
}
