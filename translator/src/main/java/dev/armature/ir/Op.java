package dev.armature.ir;

import dev.armature.machine.Routine;
import java.util.List;

/**
 * One operation of a block and the value it yields. Arguments are ops earlier in the same block;
 * between blocks values travel in guest registers only.
 *
 * <p>Identity is meaningful: two ops with equal fields are two values. Engines keep their own data
 * per op by {@link #index()}, its position in the block.
 */
public final class Op {
  private final Opcode code;
  private final Op[] args;
  private final long imm;
  private final Routine routine;
  private int index = -1;

  private Op(Opcode code, long imm, Routine routine, Op... args) {
    this.code = code;
    this.imm = imm;
    this.routine = routine;
    this.args = args;
  }

  public static Op of(Opcode code, long imm, Op... args) {
    return new Op(code, imm, null, args);
  }

  public static Op call(Routine routine, Op... args) {
    return new Op(Opcode.CALL, 0, routine, args);
  }

  public Opcode code() {
    return code;
  }

  public int arity() {
    return args.length;
  }

  public Op arg(int i) {
    return args[i];
  }

  public List<Op> args() {
    return List.of(args);
  }

  /** Replaces argument {@code i}: for optimisation passes. */
  public void setArg(int i, Op value) {
    args[i] = value;
  }

  public long imm() {
    return imm;
  }

  /** The routine of a CALL. */
  public Routine routine() {
    return routine;
  }

  public Type type() {
    return code == Opcode.CALL ? Type.of(routine.result()) : code.type();
  }

  public Opcode.Effect effect() {
    return code == Opcode.CALL && !routine.takesCpu() ? Opcode.Effect.PURE : code.effect();
  }

  public boolean isConst() {
    return code == Opcode.CONST || code == Opcode.CONST64;
  }

  public boolean isConst(long value) {
    return isConst() && imm == value;
  }

  /** Position in its block; set by {@link Block}. */
  public int index() {
    return index;
  }

  void setIndex(int index) {
    this.index = index;
  }

  /** The guest pc of an INSN marker. */
  public int insnPc() {
    return (int) imm;
  }

  /** The ITSTATE of an INSN marker. */
  public int insnItState() {
    return (int) (imm >>> 32);
  }

  @Override
  public String toString() {
    return Printer.op(this);
  }
}
