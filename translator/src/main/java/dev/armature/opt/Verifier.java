package dev.armature.opt;

import dev.armature.ir.Block;
import dev.armature.ir.Op;
import dev.armature.ir.Opcode;
import dev.armature.ir.Reg;
import dev.armature.ir.Terminal;
import dev.armature.ir.Type;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/**
 * Checks that a block is well-formed: arity and types, values defined before their use and in a
 * part that encloses it, IF nesting, register numbers, and the order rule (no instruction may trap
 * after it has put a register).
 */
public final class Verifier {
  private final Block block;
  private final Map<Op, Integer> definedIn = new HashMap<>();
  private final Deque<Integer> openParts = new ArrayDeque<>();
  private int parts;
  private boolean hasPut;

  private Verifier(Block block) {
    this.block = block;
  }

  /**
   * Returns {@code block}.
   *
   * @throws IllegalStateException when it is malformed: an error of a lifter or a pass
   */
  public static Block verify(Block block) {
    new Verifier(block).check();
    if (block.terminal() instanceof Terminal.If choice) {
      verify(choice.then());
    }
    return block;
  }

  private void check() {
    openParts.push(parts++);
    for (Op op : block.ops()) {
      arguments(op);
      structure(op);
      order(op);
      definedIn.put(op, openParts.peek());
    }
    require(openParts.size() == 1, () -> "an IF is not closed");
    TerminalValues.forEach(block.terminal(), this::visible);
    TerminalValues.forEach(block.terminal(), value -> typed(value, Type.I32));
  }

  private void arguments(Op op) {
    boolean call = op.code() == Opcode.CALL;
    List<Type> types = op.code().arguments();
    int arity = call ? op.routine().arity() : types.size();
    require(op.arity() == arity, () -> "wrong number of arguments: " + op);
    for (int i = 0; i < arity; i++) {
      visible(op.arg(i));
      typed(op.arg(i), call ? Type.of(op.routine().argument(i)) : types.get(i));
    }
  }

  private void typed(Op value, Type type) {
    require(value.type() == type, () -> "%s should be %s".formatted(value, type));
  }

  private void visible(Op value) {
    Integer part = definedIn.get(value);
    require(part != null, () -> "used before it is defined: " + value);
    require(openParts.contains(part), () -> "used outside its IF: " + value);
  }

  private void structure(Op op) {
    switch (op.code()) {
      case IF -> openParts.push(parts++);
      case END_IF -> {
        require(openParts.size() > 1, () -> "END_IF without IF");
        openParts.pop();
      }
      case GET, PUT ->
          require(op.imm() >= 0 && op.imm() < Reg.COUNT, () -> "no such register: " + op);
      case GET_S, PUT_S, GET_W, PUT_W, GET_D, PUT_D, GET_X, PUT_X ->
          require(op.imm() >= 0 && op.imm() < 32, () -> "no such register: " + op);
      case COND -> require(op.imm() >= 0 && op.imm() < 14, () -> "no such condition: " + op);
      default -> {}
    }
  }

  private void order(Op op) {
    switch (op.code()) {
      case INSN -> hasPut = false;
      case PUT, PUT_S, PUT_W, PUT_D, PUT_X -> hasPut = true;
      default ->
          require(
              op.effect() != Opcode.Effect.MEMORY || !hasPut, () -> "may trap after a PUT: " + op);
    }
  }

  private void require(boolean holds, Supplier<String> what) {
    if (!holds) {
      throw new IllegalStateException(what.get() + " in\n" + block);
    }
  }
}
