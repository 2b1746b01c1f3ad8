package dev.armature.opt;

import dev.armature.ir.Op;
import dev.armature.ir.Terminal;
import java.util.function.Consumer;

/** The values that the end of a block uses. */
final class TerminalValues {
  private TerminalValues() {}

  static void forEach(Terminal terminal, Consumer<Op> action) {
    switch (terminal) {
      case Terminal.Branch branch -> action.accept(branch.condition());
      case Terminal.If choice -> {
        action.accept(choice.condition());
        forEach(choice.otherwise(), action);
      }
      case Terminal.CallIndirect call -> action.accept(call.target());
      case Terminal.Return ret -> action.accept(ret.target());
      case Terminal.JumpIndirect jump -> action.accept(jump.target());
      case Terminal.TableJump table -> {
        action.accept(table.index());
        forEach(table.otherwise(), action);
      }
      case Terminal.Jump _,
          Terminal.Call _,
          Terminal.SupervisorCall _,
          Terminal.Leave _,
          Terminal.Undefined _,
          Terminal.Breakpoint _ -> {}
    }
  }
}
