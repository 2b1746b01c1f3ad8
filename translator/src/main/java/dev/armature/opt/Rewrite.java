package dev.armature.opt;

import dev.armature.ir.Block;
import dev.armature.ir.Op;
import dev.armature.ir.Opcode;
import dev.armature.ir.Terminal;
import java.util.ArrayList;
import java.util.List;

/** A block being copied op by op, with some values replaced by others. */
final class Rewrite {
  private final Block block;
  private final List<Op> ops;
  private final Op[] replacement;

  Rewrite(Block block) {
    this.block = block;
    ops = new ArrayList<>(block.ops().size() + 8);
    replacement = new Op[block.ops().size()];
  }

  /** Copies an op of the block. */
  void keep(Op op) {
    for (int i = 0; i < op.arity(); i++) {
      op.setArg(i, now(op.arg(i)));
    }
    ops.add(op);
  }

  /** Adds a new op, whose arguments are ops of the result. */
  Op add(Opcode code, long imm, Op... args) {
    Op op = Op.of(code, imm, args);
    ops.add(op);
    return op;
  }

  /** Puts {@code with} in the place of the value {@code old}, which is not copied. */
  void replace(Op old, Op with) {
    replacement[old.index()] = with;
  }

  /** What stands for a value of the block in the result. */
  Op now(Op value) {
    int index = value.index();
    return index < 0 || replacement[index] == null ? value : replacement[index];
  }

  Block result() {
    return block.with(ops, terminal(block.terminal()));
  }

  private Terminal terminal(Terminal terminal) {
    return switch (terminal) {
      case Terminal.Branch(Op condition, int taken, int otherwise) ->
          new Terminal.Branch(now(condition), taken, otherwise);
      case Terminal.If(Op condition, Block then, Terminal otherwise) ->
          new Terminal.If(now(condition), then, terminal(otherwise));
      case Terminal.CallIndirect(Op target, int returnTo) ->
          new Terminal.CallIndirect(now(target), returnTo);
      case Terminal.Return(Op target) -> new Terminal.Return(now(target));
      case Terminal.JumpIndirect(Op target) -> new Terminal.JumpIndirect(now(target));
      case Terminal.TableJump(Op index, List<Integer> targets, Terminal otherwise) ->
          new Terminal.TableJump(now(index), targets, terminal(otherwise));
      case Terminal.Jump _,
          Terminal.Call _,
          Terminal.SupervisorCall _,
          Terminal.Leave _,
          Terminal.Undefined _,
          Terminal.Breakpoint _ ->
          terminal;
    };
  }
}
