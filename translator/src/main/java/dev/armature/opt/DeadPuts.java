package dev.armature.opt;

import dev.armature.ir.Block;
import dev.armature.ir.Op;
import dev.armature.ir.Opcode;
import dev.armature.ir.Reg;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.List;

/**
 * Drops register writes that nothing sees: overwritten in the same block before anything reads
 * them. Whatever may trap sees all registers, and so does the end of the block.
 */
final class DeadPuts {
  private static final int ALL = (1 << Reg.COUNT) - 1;
  private static final int NZCV = 1 << Reg.N | 1 << Reg.Z | 1 << Reg.C | 1 << Reg.V;

  private DeadPuts() {}

  static Block run(Block block) {
    List<Op> ops = block.ops();
    List<Op> kept = new ArrayList<>(ops.size());
    Deque<Integer> afterIf = new ArrayDeque<>();
    int live = ALL;
    for (int i = ops.size() - 1; i >= 0; i--) {
      Op op = ops.get(i);
      switch (op.code()) {
        case END_IF -> afterIf.push(live);
        case IF -> live |= afterIf.pop();
        case GET -> live |= 1 << op.imm();
        case COND -> live |= NZCV;
        case PUT -> {
          int bit = 1 << op.imm();
          if ((live & bit) == 0) {
            continue;
          }
          live &= ~bit;
        }
        default -> {
          if (op.effect() == Opcode.Effect.MEMORY) {
            live = ALL;
          }
        }
      }
      kept.add(op);
    }
    if (kept.size() == ops.size()) {
      return block;
    }
    Collections.reverse(kept);
    return block.with(kept, block.terminal());
  }
}
