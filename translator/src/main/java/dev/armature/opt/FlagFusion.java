package dev.armature.opt;

import dev.armature.ir.Block;
import dev.armature.ir.Op;
import dev.armature.ir.Opcode;
import dev.armature.ir.Reg;
import java.util.ArrayDeque;
import java.util.Deque;

/**
 * Replaces conditions on flags by comparisons of what the flags were computed from: after {@code
 * cmp a, b} the condition GT is {@code a > b}. Conditions on flags from before the block stay.
 */
final class FlagFusion {
  private final Rewrite out;
  private Op[] flags = new Op[4];
  private final boolean[] inRegister;

  private FlagFusion(Block block) {
    out = new Rewrite(block);
    inRegister = new boolean[block.ops().size()];
  }

  static Block run(Block block) {
    for (Op op : block.ops()) {
      if (op.code() == Opcode.COND) {
        return new FlagFusion(block).rewrite(block);
      }
    }
    return block;
  }

  private Block rewrite(Block block) {
    Deque<Op[]> outer = new ArrayDeque<>();
    for (Op op : block.ops()) {
      switch (op.code()) {
        case IF -> outer.push(flags.clone());
        case END_IF -> {
          Op[] before = outer.pop();
          for (int i = 0; i < 4; i++) {
            flags[i] = flags[i] == before[i] ? flags[i] : null;
          }
        }
        case PUT -> put((int) op.imm(), op.arg(0));
        case COND -> {
          Op fused = condition((int) op.imm());
          if (fused != null) {
            out.replace(op, fused);
            continue;
          }
        }
        default -> {}
      }
      out.keep(op);
    }
    return out.result();
  }

  private void put(int reg, Op value) {
    if (reg >= Reg.N && reg <= Reg.V) {
      flags[reg - Reg.N] = out.now(value);
    } else if (reg < Reg.N && value.index() >= 0) {
      inRegister[value.index()] = true;
    }
  }

  /** The comparison that {@code condition} amounts to, or null when a flag it needs is unknown. */
  private Op condition(int condition) {
    Op n = flags[0];
    Op z = flags[Reg.Z - Reg.N];
    Op c = flags[Reg.C - Reg.N];
    Op v = flags[Reg.V - Reg.N];
    boolean inverted = (condition & 1) != 0;
    return switch (condition >>> 1) {
      case 0 -> z == null ? null : equal(z, inverted);
      case 1 -> c == null ? null : carry(c, inverted);
      case 2 -> n == null ? null : sign(n, inverted);
      case 3 -> v == null ? null : sign(v, inverted);
      case 4 -> c == null || z == null ? null : higher(c, z, inverted);
      case 5 -> n == null || v == null ? null : greaterOrEqual(n, v, inverted);
      case 6 -> n == null || v == null || z == null ? null : greater(n, z, v, inverted);
      default -> null;
    };
  }

  private Op zero() {
    return out.add(Opcode.CONST, 0);
  }

  private Op equal(Op z, boolean inverted) {
    Opcode code = inverted ? Opcode.NE : Opcode.EQ;
    boolean difference = z.code() == Opcode.SUB || z.code() == Opcode.XOR;
    // A difference that goes to a register is there anyway; its operands may not be.
    if (difference && !(z.index() >= 0 && inRegister[z.index()])) {
      return out.add(code, 0, z.arg(0), z.arg(1));
    }
    return out.add(code, 0, z, zero());
  }

  private Op carry(Op c, boolean inverted) {
    if (!inverted) {
      return c;
    }
    return switch (c.code()) {
      case UGE -> out.add(Opcode.ULT, 0, c.arg(0), c.arg(1));
      case ULT -> out.add(Opcode.UGE, 0, c.arg(0), c.arg(1));
      default -> out.add(Opcode.EQ, 0, c, zero());
    };
  }

  private Op sign(Op flag, boolean inverted) {
    return out.add(inverted ? Opcode.GE : Opcode.LT, 0, flag, zero());
  }

  /** Whether {@code result} is {@code a - b}, which is {@code a} itself when b is 0. */
  private static boolean isDifference(Op result, Op a, Op b) {
    return result == a && b.isConst(0)
        || result.code() == Opcode.SUB && result.arg(0) == a && result.arg(1) == b;
  }

  private Op higher(Op c, Op z, boolean inverted) {
    if (c.code() == Opcode.UGE && isDifference(z, c.arg(0), c.arg(1))) {
      return out.add(inverted ? Opcode.ULE : Opcode.UGT, 0, c.arg(0), c.arg(1));
    }
    Op higher = out.add(Opcode.AND, 0, c, out.add(Opcode.NE, 0, z, zero()));
    return inverted ? not(higher) : higher;
  }

  private Op greaterOrEqual(Op n, Op v, boolean inverted) {
    if (isOverflowOf(v, n)) {
      return out.add(inverted ? Opcode.LT : Opcode.GE, 0, v.arg(0), v.arg(1));
    }
    return sign(out.add(Opcode.XOR, 0, n, v), !inverted);
  }

  private Op greater(Op n, Op z, Op v, boolean inverted) {
    if (isOverflowOf(v, n) && isDifference(z, v.arg(0), v.arg(1))) {
      return out.add(inverted ? Opcode.LE : Opcode.GT, 0, v.arg(0), v.arg(1));
    }
    Op notLess = sign(out.add(Opcode.XOR, 0, n, v), true);
    Op greater = out.add(Opcode.AND, 0, notLess, out.add(Opcode.NE, 0, z, zero()));
    return inverted ? not(greater) : greater;
  }

  private static boolean isOverflowOf(Op v, Op n) {
    return v.code() == Opcode.OVERFLOW_SUB && isDifference(n, v.arg(0), v.arg(1));
  }

  private Op not(Op truth) {
    return out.add(Opcode.XOR, 0, truth, out.add(Opcode.CONST, 1));
  }
}
