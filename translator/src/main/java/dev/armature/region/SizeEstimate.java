package dev.armature.region;

import dev.armature.ir.Block;
import dev.armature.ir.Op;
import dev.armature.ir.Opcode;
import dev.armature.ir.Terminal;

/**
 * Bytes of bytecode that a block will take, before anything is emitted. Fitted to what the emitter
 * makes of Debian's programs; it need not be right, since the emitter measures, but the better it
 * is the fewer regions are emitted twice.
 */
final class SizeEstimate {
  private static final int MEMORY = 40;
  private static final int CALL = 14;
  private static final int PLAIN_FP = 45;
  private static final int GUEST_CALL = 130;
  private static final int RETURN = 40;
  private static final int JUMP = 6;

  private SizeEstimate() {}

  static int of(Block block) {
    int bytes = 2;
    for (Op op : block.ops()) {
      bytes += of(op);
    }
    return bytes + of(block.terminal());
  }

  private static int of(Op op) {
    return switch (op.effect()) {
      case PURE -> ofPure(op);
      case STATE -> op.code() == Opcode.INSN ? 0 : 3;
      case MEMORY ->
          op.code() != Opcode.CALL ? MEMORY : op.routine().hasPlainForm() ? PLAIN_FP : CALL;
    };
  }

  private static int ofPure(Op op) {
    return switch (op.code()) {
      case CALL -> 5;
      case CONST64 -> 3;
      default -> op.isConst() || op.arity() == 0 ? 1 : op.arity() + 1;
    };
  }

  private static int of(Terminal terminal) {
    return switch (terminal) {
      case Terminal.Jump t -> JUMP;
      case Terminal.Branch t -> 2 * JUMP;
      case Terminal.If t -> of(t.then()) + JUMP + of(t.otherwise());
      case Terminal.TableJump t -> 16 + 4 * t.targets().size() + of(t.otherwise());
      case Terminal.Call t -> GUEST_CALL;
      case Terminal.CallIndirect t -> GUEST_CALL;
      case Terminal.SupervisorCall t -> GUEST_CALL;
      case Terminal.Return t -> RETURN;
      case Terminal.JumpIndirect t -> RETURN;
      case Terminal.Undefined t -> RETURN;
      case Terminal.Breakpoint t -> RETURN;
      case Terminal.Leave t -> RETURN;
    };
  }
}
