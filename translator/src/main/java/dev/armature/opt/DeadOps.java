package dev.armature.opt;

import dev.armature.ir.Block;
import dev.armature.ir.Op;
import dev.armature.ir.Opcode;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** Drops values that nothing uses. */
final class DeadOps {
  private DeadOps() {}

  static Block run(Block block) {
    List<Op> ops = block.ops();
    boolean[] used = new boolean[ops.size()];
    TerminalValues.forEach(block.terminal(), value -> used[value.index()] = true);
    List<Op> kept = new ArrayList<>(ops.size());
    for (int i = ops.size() - 1; i >= 0; i--) {
      Op op = ops.get(i);
      int last = kept.size() - 1;
      if (op.code() == Opcode.IF && kept.get(last).code() == Opcode.END_IF) {
        kept.remove(last); // nothing is left between the two
        continue;
      }
      if (!used[i] && isDroppable(op)) {
        continue;
      }
      for (int k = 0; k < op.arity(); k++) {
        used[op.arg(k).index()] = true;
      }
      kept.add(op);
    }
    Collections.reverse(kept);
    return block.with(kept, block.terminal());
  }

  private static boolean isDroppable(Op op) {
    return switch (op.code()) {
      case GET, GET_S, GET_D, GET_W, GET_X, COND -> true;
      default -> op.effect() == Opcode.Effect.PURE;
    };
  }
}
