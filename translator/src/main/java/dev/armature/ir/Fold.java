package dev.armature.ir;

/** Constant folding and identities, applied as ops are built. */
final class Fold {
  private Fold() {}

  /** The value of {@code code(a)} when it is constant, else null. */
  static Op unary(Opcode code, Op a) {
    if (!a.isConst()) {
      return null;
    }
    int x = (int) a.imm();
    return switch (code) {
      case NEG -> constant(-x);
      case NOT -> constant(~x);
      case SEXT8 -> constant((byte) x);
      case SEXT16 -> constant((short) x);
      case ZEXT8 -> constant(x & 0xff);
      case ZEXT16 -> constant(x & 0xffff);
      case SEXT64 -> Op.of(Opcode.CONST64, x);
      case ZEXT64 -> Op.of(Opcode.CONST64, x & 0xffff_ffffL);
      case LOW -> constant((int) a.imm());
      case HIGH -> constant((int) (a.imm() >>> 32));
      default -> null;
    };
  }

  /** The value of {@code code(a, b)} when it is constant or one of the two, else null. */
  static Op binary(Opcode code, Op a, Op b) {
    if (b.isConst(0) && neutralZero(code)) {
      return a;
    }
    if (!a.isConst() || !b.isConst()) {
      return null;
    }
    int x = (int) a.imm();
    int y = (int) b.imm();
    return switch (code) {
      case ADD -> constant(x + y);
      case SUB -> constant(x - y);
      case MUL -> constant(x * y);
      case AND -> constant(x & y);
      case OR -> constant(x | y);
      case XOR -> constant(x ^ y);
      case SHL -> constant(x << y);
      case SHR -> constant(x >>> y);
      case SAR -> constant(x >> y);
      case ROR -> constant(Integer.rotateRight(x, y));
      case EQ -> constant(x == y);
      case NE -> constant(x != y);
      case LT -> constant(x < y);
      case LE -> constant(x <= y);
      case GT -> constant(x > y);
      case GE -> constant(x >= y);
      case ULT -> constant(Integer.compareUnsigned(x, y) < 0);
      case ULE -> constant(Integer.compareUnsigned(x, y) <= 0);
      case UGT -> constant(Integer.compareUnsigned(x, y) > 0);
      case UGE -> constant(Integer.compareUnsigned(x, y) >= 0);
      default -> null;
    };
  }

  private static Op constant(boolean value) {
    return constant(value ? 1 : 0);
  }

  private static boolean neutralZero(Opcode code) {
    return switch (code) {
      case ADD, SUB, OR, XOR, SHL, SHR, SAR, ROR, ADD64, SUB64, OR64, XOR64, SHL64, SHR64, SAR64 ->
          true;
      default -> false;
    };
  }

  private static Op constant(int value) {
    return Op.of(Opcode.CONST, value);
  }
}
