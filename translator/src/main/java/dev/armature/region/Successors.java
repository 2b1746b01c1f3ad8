package dev.armature.region;

import dev.armature.ir.Terminal;
import java.util.function.IntConsumer;

/** Where control may go inside a function from the end of a block. */
final class Successors {
  private Successors() {}

  /**
   * Calls {@code each} with every location that belongs to the same function: targets of branches,
   * and where calls and SVCs come back to.
   *
   * @param jumps called with targets of plain jumps, which may be tail calls
   */
  static void forEach(Terminal terminal, IntConsumer each, IntConsumer jumps) {
    switch (terminal) {
      case Terminal.Jump t -> jumps.accept(t.target());
      case Terminal.Branch t -> {
        each.accept(t.taken());
        each.accept(t.otherwise());
      }
      case Terminal.If t -> {
        forEach(t.then().terminal(), each, jumps);
        // What follows a conditional instruction is no tail call.
        forEach(t.otherwise(), each, each);
      }
      case Terminal.TableJump t -> {
        t.targets().forEach(each::accept);
        forEach(t.otherwise(), each, jumps);
      }
      case Terminal.Call t -> each.accept(t.returnTo());
      case Terminal.CallIndirect t -> each.accept(t.returnTo());
      case Terminal.SupervisorCall t -> {
        if (t.itState() == 0) {
          each.accept(t.next());
        }
      }
      case Terminal.Return t -> {}
      case Terminal.JumpIndirect t -> {}
      case Terminal.Undefined t -> {}
      case Terminal.Breakpoint t -> {}
      case Terminal.Leave t -> {}
    }
  }
}
