package dev.armature.opt;

import dev.armature.ir.Block;
import dev.armature.ir.Op;
import dev.armature.ir.Opcode;
import dev.armature.ir.Reg;
import java.util.List;

/**
 * Turns a small predicated part that only computes registers into selections: {@code if (c) r = v}
 * becomes {@code r = c ? v : r}. No branch is left that a processor could mispredict, and the code
 * around it stays one straight run.
 */
final class IfConversion {
  /** More than this costs more to compute in vain than a branch does. */
  private static final int MOST_OPS = 6;

  private static final int MOST_PUTS = 2;

  private IfConversion() {}

  static Block run(Block block) {
    boolean any = false;
    List<Op> ops = block.ops();
    for (int i = 0; i < ops.size() && !any; i++) {
      any = ops.get(i).code() == Opcode.IF && end(ops, i) > 0;
    }
    return any ? rewrite(block) : block;
  }

  private static Block rewrite(Block block) {
    var out = new Rewrite(block);
    List<Op> ops = block.ops();
    int end = 0;
    Op condition = null;
    for (int i = 0; i < ops.size(); i++) {
      Op op = ops.get(i);
      if (op.code() == Opcode.IF && condition == null && end(ops, i) > 0) {
        end = end(ops, i);
        condition = out.now(op.arg(0));
      } else if (condition != null && i == end) {
        condition = null;
      } else if (condition != null && op.code() == Opcode.PUT) {
        Op old = out.add(Opcode.GET, op.imm());
        Op value = out.add(Opcode.SELECT, 0, condition, out.now(op.arg(0)), old);
        out.add(Opcode.PUT, op.imm(), value);
      } else {
        out.keep(op);
      }
    }
    return out.result();
  }

  /** Index of the END_IF of the IF at {@code start} when it can be converted, else -1. */
  private static int end(List<Op> ops, int start) {
    int puts = 0;
    int others = 0;
    for (int i = start + 1; i < ops.size(); i++) {
      Op op = ops.get(i);
      switch (op.code()) {
        case END_IF -> {
          return i;
        }
        case PUT -> {
          if (op.imm() > Reg.LR || ++puts > MOST_PUTS) {
            return -1;
          }
        }
        case INSN, GET, CONST -> {}
        case CALL -> {
          return -1;
        }
        default -> {
          if (op.effect() != Opcode.Effect.PURE || ++others > MOST_OPS) {
            return -1;
          }
        }
      }
    }
    return -1;
  }
}
