package dev.armature.ir;

import dev.armature.machine.Routine;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

/**
 * Builds the ops of one block in order. It forwards a register's last known value to later reads
 * and folds constants, so that lifters can be written plainly.
 *
 * <p>Order rule for lifters: every trapping op of an instruction (loads, stores, routines with CPU
 * state) comes before its first PUT, so that a trap leaves the state as before the instruction.
 */
public final class IrBuilder {
  /** What was known when an IF opened, and which registers were put since. */
  private record Scope(Op[] known, int[] putMask) {}

  /** A point to go back to with {@link #rollback}. */
  public static final class Mark {
    private final int ops;
    private final int depth;
    private final Op[] known;
    private final int putMask;

    private Mark(int ops, int depth, Op[] known, int putMask) {
      this.ops = ops;
      this.depth = depth;
      this.known = known;
      this.putMask = putMask;
    }
  }

  private final List<Op> ops = new ArrayList<>();
  private final Deque<Scope> scopes = new ArrayDeque<>();
  private Op[] known = new Op[Reg.COUNT];

  /** The ops so far; the block takes them over. */
  public List<Op> ops() {
    if (!scopes.isEmpty()) {
      throw new IllegalStateException("an IF is still open");
    }
    return ops;
  }

  /** Starts a guest instruction. */
  public void insn(int pc, int itState) {
    append(Op.of(Opcode.INSN, (pc & 0xffff_ffffL) | (long) itState << 32));
  }

  /** Opens a part that runs only when {@code condition} is not 0. Close it with {@link #endIf}. */
  public void beginIf(Op condition) {
    append(Op.of(Opcode.IF, 0, condition));
    scopes.push(new Scope(known.clone(), new int[1]));
  }

  /** Closes the innermost {@link #beginIf}. */
  public void endIf() {
    Scope scope = scopes.pop();
    int put = scope.putMask[0];
    known = scope.known;
    for (int i = 0; i < known.length; i++) {
      if ((put & 1 << i) != 0) {
        known[i] = null;
      }
    }
    if (!scopes.isEmpty()) {
      scopes.peek().putMask[0] |= put;
    }
    append(Op.of(Opcode.END_IF, 0));
  }

  /** The present point; a later {@link #rollback} drops what was built since. */
  public Mark mark() {
    return new Mark(ops.size(), scopes.size(), known.clone(), putInIf());
  }

  /** Goes back to {@code mark}. The IFs that were open there must not have been closed since. */
  public void rollback(Mark mark) {
    ops.subList(mark.ops, ops.size()).clear();
    known = mark.known.clone();
    while (scopes.size() > mark.depth) {
      scopes.pop();
    }
    if (!scopes.isEmpty()) {
      scopes.peek().putMask[0] = mark.putMask;
    }
  }

  /** Which registers the innermost open IF has put so far: bit {@code 1 << reg}. */
  public int putInIf() {
    return scopes.isEmpty() ? 0 : scopes.peek().putMask[0];
  }

  /** The value register {@code reg} is known to hold here, or null. */
  public Op known(int reg) {
    return known[reg];
  }

  public Op constant(int value) {
    return append(Op.of(Opcode.CONST, value));
  }

  public Op constant64(long value) {
    return append(Op.of(Opcode.CONST64, value));
  }

  /** Reads guest register {@code reg}, see {@link Reg}. */
  public Op get(int reg) {
    if (known[reg] == null) {
      known[reg] = append(Op.of(Opcode.GET, reg));
    }
    return known[reg];
  }

  /** Writes guest register {@code reg}. */
  public void put(int reg, Op value) {
    append(Op.of(Opcode.PUT, reg, value));
    known[reg] = value;
    if (!scopes.isEmpty()) {
      scopes.peek().putMask[0] |= 1 << reg;
    }
  }

  /** Reads a VFP register: {@code code} is GET_S, GET_D, GET_W or GET_X. */
  public Op getFp(Opcode code, int index) {
    return append(Op.of(code, index));
  }

  /** Writes a VFP register: {@code code} is PUT_S, PUT_D, PUT_W or PUT_X. */
  public void putFp(Opcode code, int index, Op value) {
    append(Op.of(code, index, value));
  }

  /** Whether ARM condition {@code condition} (0..13) holds now. */
  public Op cond(int condition) {
    return append(Op.of(Opcode.COND, condition));
  }

  public Op op(Opcode code, Op a) {
    Op folded = Fold.unary(code, a);
    return append(folded != null ? folded : Op.of(code, 0, a));
  }

  public Op op(Opcode code, Op a, Op b) {
    Op folded = Fold.binary(code, a, b);
    if (folded == a || folded == b) {
      return folded;
    }
    return append(folded != null ? folded : Op.of(code, 0, a, b));
  }

  public Op op(Opcode code, Op a, Op b, Op c) {
    return append(Op.of(code, 0, a, b, c));
  }

  /** {@code code} with a constant right operand. */
  public Op op(Opcode code, Op a, int b) {
    return op(code, a, constant(b));
  }

  public Op call(Routine routine, Op... args) {
    if (args.length != routine.arity()) {
      throw new IllegalArgumentException(
          "%s takes %d arguments, not %d".formatted(routine, routine.arity(), args.length));
    }
    return append(Op.call(routine, args));
  }

  private Op append(Op op) {
    ops.add(op);
    return op;
  }
}
