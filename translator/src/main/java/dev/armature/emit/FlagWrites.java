package dev.armature.emit;

import dev.armature.ir.Block;
import dev.armature.ir.Op;
import dev.armature.ir.Opcode;
import dev.armature.ir.Reg;
import java.util.List;

/**
 * Which PUTs of C and V of a block belong together. Both of one comparison are kept as the operands
 * of the comparison (see {@link dev.armature.machine.LazyFlags}); a lone one forces the other.
 */
final class FlagWrites {
  /** How a PUT of C or V is done. */
  enum Kind {
    /** With its partner, which comes later. */
    LATER,
    /** With its partner: both are those of a - b. */
    SUB,
    /** With its partner: both are those of a + b. */
    ADD,
    /** With its partner, as two values. */
    BOTH,
    /** Alone. */
    ALONE
  }

  /**
   * @param first the op, or its partner that came earlier
   * @param a left operand, for SUB and ADD
   * @param b right operand, for SUB and ADD
   */
  record Write(Kind kind, Op first, Op second, Op a, Op b) {
    Op carry() {
      return first.imm() == Reg.C ? first.arg(0) : second.arg(0);
    }

    Op overflow() {
      return first.imm() == Reg.C ? second.arg(0) : first.arg(0);
    }
  }

  private FlagWrites() {}

  /** One entry for each op; null where it is not a PUT of C or V. */
  static Write[] of(Block block) {
    List<Op> ops = block.ops();
    var writes = new Write[ops.size()];
    for (int i = 0; i < writes.length; i++) {
      Op op = ops.get(i);
      if (writes[i] != null || !isFlag(op)) {
        continue;
      }
      int j = partner(ops, i);
      if (j < 0) {
        writes[i] = new Write(Kind.ALONE, op, op, null, null);
      } else {
        writes[i] = new Write(Kind.LATER, op, ops.get(j), null, null);
        writes[j] = pair(op, ops.get(j));
      }
    }
    return writes;
  }

  private static boolean isFlag(Op op) {
    return op.code() == Opcode.PUT && (op.imm() == Reg.C || op.imm() == Reg.V);
  }

  private static int partner(List<Op> ops, int i) {
    for (int j = i + 1; j < ops.size(); j++) {
      Op op = ops.get(j);
      if (isFlag(op)) {
        return op.imm() != ops.get(i).imm() ? j : -1;
      }
      boolean between = op.code() == Opcode.PUT || op.effect() == Opcode.Effect.PURE;
      if (!between && !(op.code() == Opcode.GET && op.imm() != Reg.C && op.imm() != Reg.V)) {
        return -1;
      }
    }
    return -1;
  }

  private static Write pair(Op first, Op second) {
    boolean carryFirst = first.imm() == Reg.C;
    Op c = carryFirst ? first.arg(0) : second.arg(0);
    Op v = carryFirst ? second.arg(0) : first.arg(0);
    if (v.code() == Opcode.OVERFLOW_SUB) {
      Op a = v.arg(0);
      Op b = v.arg(1);
      if (isDifference(v.arg(2), a, b) && isNoBorrow(c, a, b)) {
        return new Write(Kind.SUB, first, second, a, b);
      }
    } else if (v.code() == Opcode.OVERFLOW_ADD) {
      Op a = v.arg(0);
      Op b = v.arg(1);
      if (isSum(v.arg(2), a, b) && isCarry(c, a, b)) {
        return new Write(Kind.ADD, first, second, a, b);
      }
    }
    return new Write(Kind.BOTH, first, second, null, null);
  }

  private static boolean isNoBorrow(Op c, Op a, Op b) {
    return switch (c.code()) {
      case CARRY -> same(c.arg(0), a) && isNot(c.arg(1), b) && isDifference(c.arg(2), a, b);
      case UGE -> same(c.arg(0), a) && same(c.arg(1), b);
      case ULE -> same(c.arg(0), b) && same(c.arg(1), a);
      default -> false;
    };
  }

  private static boolean isCarry(Op c, Op a, Op b) {
    return c.code() == Opcode.CARRY
            && isSum(c.arg(2), a, b)
            && (same(c.arg(0), a) && same(c.arg(1), b) || same(c.arg(0), b) && same(c.arg(1), a))
        || c.code() == Opcode.ULT
            && isSum(c.arg(0), a, b)
            && (same(c.arg(1), a) || same(c.arg(1), b));
  }

  /** Whether r = a - b. */
  static boolean isDifference(Op r, Op a, Op b) {
    return r.code() == Opcode.SUB && same(r.arg(0), a) && same(r.arg(1), b)
        || r.code() == Opcode.NEG && same(r.arg(0), b) && a.isConst(0)
        || r.code() == Opcode.ADD
            && same(r.arg(0), a)
            && r.arg(1).isConst()
            && b.isConst()
            && (int) r.arg(1).imm() == -(int) b.imm()
        || r == a && b.isConst(0);
  }

  private static boolean isSum(Op r, Op a, Op b) {
    return r.code() == Opcode.ADD
        && (same(r.arg(0), a) && same(r.arg(1), b) || same(r.arg(0), b) && same(r.arg(1), a));
  }

  private static boolean isNot(Op x, Op b) {
    return x.code() == Opcode.NOT && same(x.arg(0), b)
        || x.isConst() && b.isConst() && (int) x.imm() == ~(int) b.imm();
  }

  private static boolean same(Op x, Op y) {
    return x == y || x.isConst() && y.isConst() && (int) x.imm() == (int) y.imm();
  }
}
