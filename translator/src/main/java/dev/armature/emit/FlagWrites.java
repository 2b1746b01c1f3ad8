package dev.armature.emit;

import dev.armature.ir.Block;
import dev.armature.ir.Op;
import dev.armature.ir.Opcode;
import dev.armature.ir.Reg;
import java.util.ArrayList;
import java.util.List;

/**
 * Which PUTs of N, Z, C and V of a block belong together: those of one instruction are done at the
 * last of them. Where they are the flags of one addition or subtraction its operands are kept
 * instead (see {@link dev.armature.machine.LazyFlags}).
 */
final class FlagWrites {
  /** What the flags of a group come from. */
  enum Kind {
    /** All that are put are those of a - b. */
    SUB,
    /** All that are put are those of a + b. */
    ADD,
    /** N, Z or both, from a value. */
    NZ,
    /** Anything else. */
    VALUES,
    /** Done at a later PUT. */
    LATER
  }

  /**
   * The flags that one instruction puts.
   *
   * @param values by flag, N, Z, C, V; null where it is not put
   * @param a left operand, for SUB and ADD
   * @param b right operand, for SUB and ADD
   */
  record Group(Kind kind, Op[] values, Op a, Op b) {
    /** The registers that are put. */
    long covers() {
      long mask = 0;
      for (int i = 0; i < values.length; i++) {
        mask |= values[i] == null ? 0 : Mask.N << i;
      }
      return mask;
    }
  }

  /** Stands at every PUT of a group but the last. */
  private static final Group LATER = new Group(Kind.LATER, new Op[0], null, null);

  private FlagWrites() {}

  /** One entry for each op; null where it is not a PUT of a flag. */
  static Group[] of(Block block) {
    List<Op> ops = block.ops();
    var groups = new Group[ops.size()];
    for (int i = 0; i < groups.length; i++) {
      if (groups[i] != null || !isFlag(ops.get(i))) {
        continue;
      }
      List<Integer> members = members(ops, i);
      var values = new Op[4];
      for (int member : members) {
        groups[member] = LATER;
        values[(int) ops.get(member).imm() - Reg.N] = ops.get(member).arg(0);
      }
      groups[members.getLast()] = group(values);
    }
    return groups;
  }

  private static boolean isFlag(Op op) {
    return op.code() == Opcode.PUT && (Mask.named(op) & Mask.FLAGS) != 0;
  }

  private static List<Integer> members(List<Op> ops, int first) {
    var members = new ArrayList<Integer>();
    for (int i = first; i < ops.size(); i++) {
      Op op = ops.get(i);
      if (isFlag(op)) {
        members.add(i);
      } else if (op.code() != Opcode.PUT
          && op.effect() != Opcode.Effect.PURE
          && !(op.code() == Opcode.GET && (Mask.named(op) & Mask.FLAGS) == 0)) {
        break;
      }
    }
    return members;
  }

  private static Group group(Op[] values) {
    Op n = values[0];
    Op z = values[1];
    Op c = values[2];
    Op v = values[3];
    if (c == null && v == null) {
      return new Group(Kind.NZ, values, null, null);
    }
    if (v != null && v.code() == Opcode.OVERFLOW_SUB) {
      Op a = v.arg(0);
      Op b = v.arg(1);
      if (isDifference(v.arg(2), a, b)
          && (n == null || isDifference(n, a, b))
          && (z == null || isDifference(z, a, b))
          && (c == null || isNoBorrow(c, a, b))) {
        return new Group(Kind.SUB, values, a, b);
      }
    } else if (v != null && v.code() == Opcode.OVERFLOW_ADD) {
      Op a = v.arg(0);
      Op b = v.arg(1);
      if (isSum(v.arg(2), a, b)
          && (n == null || isSum(n, a, b))
          && (z == null || isSum(z, a, b))
          && (c == null || isCarry(c, a, b))) {
        return new Group(Kind.ADD, values, a, b);
      }
    }
    return new Group(Kind.VALUES, values, null, null);
  }

  private static boolean isNoBorrow(Op c, Op a, Op b) {
    return switch (c.code()) {
      case CARRY -> same(c.arg(0), a) && isNot(c.arg(1), b) && isDifference(c.arg(2), a, b);
      case UGE -> same(c.arg(0), a) && same(c.arg(1), b);
      case ULE -> same(c.arg(0), b) && same(c.arg(1), a);
      case CONST -> c.isConst(1) && b.isConst(0);
      default -> false;
    };
  }

  private static boolean isCarry(Op c, Op a, Op b) {
    return switch (c.code()) {
      case CARRY ->
          isSum(c.arg(2), a, b)
              && ((same(c.arg(0), a) && same(c.arg(1), b))
                  || (same(c.arg(0), b) && same(c.arg(1), a)));
      case ULT -> isSum(c.arg(0), a, b) && (same(c.arg(1), a) || same(c.arg(1), b));
      default -> false;
    };
  }

  /** Whether r = a - b. */
  private static boolean isDifference(Op r, Op a, Op b) {
    return (r == a && b.isConst(0))
        || switch (r.code()) {
          case SUB -> same(r.arg(0), a) && same(r.arg(1), b);
          case NEG -> same(r.arg(0), b) && a.isConst(0);
          case ADD ->
              same(r.arg(0), a)
                  && r.arg(1).isConst()
                  && b.isConst()
                  && (int) r.arg(1).imm() == -(int) b.imm();
          default -> false;
        };
  }

  private static boolean isSum(Op r, Op a, Op b) {
    return r.code() == Opcode.ADD
        && ((same(r.arg(0), a) && same(r.arg(1), b)) || (same(r.arg(0), b) && same(r.arg(1), a)));
  }

  private static boolean isNot(Op x, Op b) {
    return (x.code() == Opcode.NOT && same(x.arg(0), b))
        || (x.isConst() && b.isConst() && (int) x.imm() == ~(int) b.imm());
  }

  private static boolean same(Op x, Op y) {
    return x == y || (x.isConst() && y.isConst() && (int) x.imm() == (int) y.imm());
  }
}
