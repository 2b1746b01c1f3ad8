package dev.armature.emit;

import dev.armature.ir.Op;
import dev.armature.ir.Opcode;
import dev.armature.machine.Routine;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;

/** JVM instructions for the pure ops: arguments on the stack, result on the stack. */
final class Expressions {
  private Expressions() {}

  /** Emits op with its arguments. */
  static void emit(Values values, UnitCode unit, Op op) {
    switch (op.code()) {
      case LT, GT, ULT, UGT -> pushLess(values, unit, op, false);
      case GE, LE, UGE, ULE -> pushLess(values, unit, op, true);
      default -> {
        op.args().forEach(values::push);
        apply(unit, op);
      }
    }
  }

  private static void apply(UnitCode unit, Op op) {
    Code code = unit.code;
    switch (op.code()) {
      case ADD -> code.op(Opcodes.IADD);
      case SUB -> code.op(Opcodes.ISUB);
      case MUL -> code.op(Opcodes.IMUL);
      case AND -> code.op(Opcodes.IAND);
      case OR -> code.op(Opcodes.IOR);
      case XOR -> code.op(Opcodes.IXOR);
      case SHL -> code.op(Opcodes.ISHL);
      case SHR -> code.op(Opcodes.IUSHR);
      case SAR -> code.op(Opcodes.ISHR);
      case ROR -> code.method(Bits.ROTATE_RIGHT);
      case NEG -> code.op(Opcodes.INEG);
      case NOT -> {
        code.push(-1);
        code.op(Opcodes.IXOR);
      }
      case CLZ -> code.method(Bits.LEADING_ZEROS);
      case REV -> code.method(Bits.REVERSE_BYTES);
      case RBIT -> code.method(Bits.REVERSE);
      case SEXT8 -> code.op(Opcodes.I2B);
      case SEXT16 -> code.op(Opcodes.I2S);
      case ZEXT8 -> {
        code.push(0xff);
        code.op(Opcodes.IAND);
      }
      case ZEXT16 -> code.op(Opcodes.I2C);
      case EQ -> unit.flags("equal", "(II)I");
      case NE -> {
        unit.flags("equal", "(II)I");
        invert(code);
      }
      case EQ64 -> unit.flags("equal", "(JJ)I");
      case CARRY -> unit.flags("carryOut", "(III)I");
      case OVERFLOW_ADD -> unit.flags("overflowAdd", "(III)I");
      case OVERFLOW_SUB -> unit.flags("overflowSub", "(III)I");
      case ADD64 -> code.op(Opcodes.LADD);
      case SUB64 -> code.op(Opcodes.LSUB);
      case MUL64 -> code.op(Opcodes.LMUL);
      case AND64 -> code.op(Opcodes.LAND);
      case OR64 -> code.op(Opcodes.LOR);
      case XOR64 -> code.op(Opcodes.LXOR);
      case NOT64 -> {
        code.push(-1);
        code.op(Opcodes.I2L);
        code.op(Opcodes.LXOR);
      }
      case SHL64 -> code.op(Opcodes.LSHL);
      case SHR64 -> code.op(Opcodes.LUSHR);
      case SAR64 -> code.op(Opcodes.LSHR);
      case SEXT64 -> code.op(Opcodes.I2L);
      case ZEXT64 -> {
        code.op(Opcodes.I2L);
        code.push(0xffff_ffffL);
        code.op(Opcodes.LAND);
      }
      case LOW -> code.op(Opcodes.L2I);
      case HIGH -> {
        code.push(32);
        code.op(Opcodes.LUSHR);
        code.op(Opcodes.L2I);
      }
      case F32_BITS -> code.method(Bits.FLOAT_TO_INT);
      case BITS_F32 -> code.method(Bits.INT_TO_FLOAT);
      case F64_BITS -> code.method(Bits.DOUBLE_TO_LONG);
      case BITS_F64 -> code.method(Bits.LONG_TO_DOUBLE);
      case CALL -> code.method(routine(op.routine()));
      default -> throw new IllegalStateException("not an expression: " + op);
    }
  }

  /** The method of a routine; its arguments are on the stack. */
  static Code.Method routine(Routine routine) {
    return new Code.Method(
        Opcodes.INVOKESTATIC,
        Type.getInternalName(routine.owner()),
        routine.method(),
        routine.descriptor());
  }

  private static void pushLess(Values values, UnitCode unit, Op op, boolean inverted) {
    boolean swapped =
        switch (op.code()) {
          case GT, LE, UGT, ULE -> true;
          default -> false;
        };
    values.push(op.arg(swapped ? 1 : 0));
    values.push(op.arg(swapped ? 0 : 1));
    unit.flags(isUnsigned(op.code()) ? "below" : "less", "(II)I");
    if (inverted) {
      invert(unit.code);
    }
  }

  private static void invert(Code code) {
    code.push(1);
    code.op(Opcodes.IXOR);
  }

  private static boolean isUnsigned(Opcode code) {
    return switch (code) {
      case ULT, ULE, UGT, UGE -> true;
      default -> false;
    };
  }

  /** Whether the op is a test that {@link #branch} can fuse with a jump. */
  static boolean isCondition(Op op) {
    return switch (op.code()) {
      case EQ, NE, LT, LE, GT, GE, ULT, ULE, UGT, UGE, EQ64, COND -> true;
      default -> false;
    };
  }

  /** Jumps to {@code label} when the comparison's truth is {@code when}. */
  static void branch(Values values, UnitCode unit, Op op, boolean when, int label) {
    Code code = unit.code;
    boolean isLong = op.code() == Opcode.EQ64;
    boolean isUnsigned = isUnsigned(op.code());
    boolean withZero = op.arg(1).isConst(0) && !isLong && !isUnsigned;
    values.push(op.arg(0));
    if (isUnsigned) {
      Bits.flip(code);
    }
    if (!withZero) {
      values.push(op.arg(1));
    }
    if (isLong) {
      code.op(Opcodes.LCMP);
    } else if (isUnsigned) {
      Bits.flip(code);
    }
    boolean againstZero = withZero || isLong;
    int opcode =
        switch (op.code()) {
          case EQ, EQ64 -> Opcodes.IFEQ;
          case NE -> Opcodes.IFNE;
          case LT, ULT -> Opcodes.IFLT;
          case GE, UGE -> Opcodes.IFGE;
          case GT, UGT -> Opcodes.IFGT;
          default -> Opcodes.IFLE;
        };
    int tested = when ? opcode : opposite(opcode);
    code.jump(againstZero ? tested : tested - Opcodes.IFEQ + Opcodes.IF_ICMPEQ, label);
  }

  private static int opposite(int opcode) {
    return switch (opcode) {
      case Opcodes.IFEQ -> Opcodes.IFNE;
      case Opcodes.IFNE -> Opcodes.IFEQ;
      case Opcodes.IFLT -> Opcodes.IFGE;
      case Opcodes.IFGE -> Opcodes.IFLT;
      case Opcodes.IFGT -> Opcodes.IFLE;
      default -> Opcodes.IFGT;
    };
  }
}
