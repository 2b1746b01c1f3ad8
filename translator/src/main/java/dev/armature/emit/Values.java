package dev.armature.emit;

import dev.armature.ir.Op;
import dev.armature.ir.Opcode;
import dev.armature.ir.Terminal;
import dev.armature.ir.Type;
import java.util.ArrayList;
import java.util.List;
import org.objectweb.asm.Opcodes;

/**
 * The values of one block: which are used how often, which sit in a local, which are computed where
 * they are used.
 *
 * <p>A pure value with one use is emitted at that use, as part of an expression; so is a read of a
 * guest register as long as the register is not written in between. Everything else gets a local.
 */
final class Values {
  private final UnitCode unit;
  private final Node node;
  private final List<Op> ops;
  private final int[] uses;
  private final int[] slots;

  /** Locals with the low and high words of doublewords that are kept like that. */
  private final int[][] words;

  private final List<Op> reads = new ArrayList<>();

  /** Whether the flags are those of the kept comparison here. */
  boolean compared;

  Values(UnitCode unit, Node node) {
    this.unit = unit;
    this.node = node;
    this.ops = node.block.ops();
    this.uses = new int[ops.size()];
    this.slots = new int[ops.size()];
    this.words = new int[ops.size()][];
    java.util.Arrays.fill(slots, -1);
    countTerminal(node.block.terminal());
    for (int i = ops.size() - 1; i >= 0; i--) {
      count(i);
    }
  }

  private void countTerminal(Terminal terminal) {
    switch (terminal) {
      case Terminal.Branch t -> use(t.condition());
      case Terminal.If t -> {
        use(t.condition());
        countTerminal(t.otherwise());
      }
      case Terminal.CallIndirect t -> use(t.target());
      case Terminal.Return t -> use(t.target());
      case Terminal.JumpIndirect t -> use(t.target());
      case Terminal.TableJump t -> {
        use(t.index());
        countTerminal(t.otherwise());
      }
      case Terminal.Jump t -> {}
      case Terminal.Call t -> {}
      case Terminal.SupervisorCall t -> {}
      case Terminal.Undefined t -> {}
      case Terminal.Breakpoint t -> {}
      case Terminal.Leave t -> {}
    }
  }

  private void use(Op op) {
    uses[op.index()]++;
  }

  private void count(int i) {
    Op op = ops.get(i);
    FlagWrites.Group group = node.flags[i];
    if (node.dead[i]) {
      return;
    }
    if (group != null) {
      if (node.isLazy(i)) {
        use(group.a());
        use(group.b());
      } else {
        Op[] put = group.values();
        for (int flag = 0; flag < put.length; flag++) {
          // N and Z of the same value are pushed once.
          if (put[flag] != null && !(flag == 1 && put[0] == put[1])) {
            use(put[flag]);
          }
        }
      }
    } else if (isMemory(op)) {
      use(Address.of(op).root());
      if (op.arity() > 1) {
        use(op.arg(1));
      }
    } else if (op.effect() != Opcode.Effect.PURE || uses[i] > 0) {
      op.args().forEach(this::use);
    }
  }

  /** Whether an op is a load or a store. */
  static boolean isMemory(Op op) {
    return op.effect() == Opcode.Effect.MEMORY && op.code() != Opcode.CALL;
  }

  /** Whether anybody wants the op's value. */
  boolean isUsed(Op op) {
    return uses[op.index()] > 0;
  }

  /** Whether only the words of a doubleword are used, each by itself. */
  boolean isUsedByWords(Op value) {
    for (Op op : ops) {
      if (op.args().contains(value) && op.code() != Opcode.LOW && op.code() != Opcode.HIGH) {
        return false;
      }
    }
    return true;
  }

  /** A doubleword is computed now: its words are in two locals. */
  void setWords(Op op, int low, int high) {
    words[op.index()] = new int[] {low, high};
  }

  private void emitWord(Op op) {
    int value = op.arg(0).index();
    int[] pair = words[value];
    unit.code.local(Opcodes.ILOAD, pair[op.code() == Opcode.LOW ? 0 : 1]);
    if (--uses[value] == 0) {
      unit.slots.give(Type.I32, pair[0]);
      unit.slots.give(Type.I32, pair[1]);
    }
  }

  /** Whether exactly one use is left. */
  boolean isUsedOnce(Op op) {
    return uses[op.index()] == 1;
  }

  /** A pure op or a register read at its place in the block. */
  void define(Op op) {
    int count = uses[op.index()];
    if (count == 0 || op.isConst()) {
      return;
    }
    if (Mask.reads(op) != 0) {
      reads.add(op);
    } else if (count > 1 || op.code() == Opcode.SELECT) {
      if (op.code() == Opcode.SELECT) {
        select(op);
      } else {
        keep(op);
      }
    }
  }

  /** Puts the value on the stack into a local: op is computed now. */
  void store(Op op) {
    int slot = unit.slots.take(op.type());
    unit.code.local(storeOpcode(op.type()), slot);
    slots[op.index()] = slot;
  }

  private void keep(Op op) {
    emit(op);
    store(op);
  }

  private void select(Op op) {
    Code code = unit.code;
    int slot = unit.slots.take(Type.I32);
    push(op.arg(2));
    code.local(Opcodes.ISTORE, slot);
    int end = code.label();
    branch(op.arg(0), false, end);
    push(op.arg(1));
    code.local(Opcodes.ISTORE, slot);
    code.place(end);
    slots[op.index()] = slot;
  }

  /**
   * Called before the registers of {@code mask} change: saves the old values that are still wanted.
   */
  void clobber(long mask) {
    for (int i = reads.size() - 1; i >= 0; i--) {
      Op op = reads.get(i);
      if (uses[op.index()] == 0 || slots[op.index()] >= 0) {
        reads.remove(i);
      } else if ((Mask.reads(op) & mask) != 0) {
        reads.remove(i);
        keep(op);
      }
    }
  }

  /** A local with the value of an I32 op that is not constant. {@link #release} ends the use. */
  int local(Op op) {
    int slot = slots[op.index()];
    if (slot >= 0) {
      return slot;
    }
    if (Registers.isCore(op)) {
      return unit.registers.core((int) op.imm());
    }
    keep(op);
    return slots[op.index()];
  }

  /** A local with the value of a float or double; {@link #release} ends the use. */
  int floating(Op op) {
    if (slots[op.index()] >= 0) {
      return slots[op.index()];
    }
    int register = unit.registers.floating(op);
    if (register >= 0) {
      return register;
    }
    keep(op);
    return slots[op.index()];
  }

  /** Ends one use of an op. */
  void release(Op op) {
    int i = op.index();
    uses[i]--;
    if (uses[i] == 0 && slots[i] >= 0) {
      unit.slots.give(op.type(), slots[i]);
    }
  }

  /** Whether pushing the op is one instruction that may be repeated. */
  boolean isSimple(Op op) {
    return op.isConst() || slots[op.index()] >= 0 || Registers.isCore(op);
  }

  /** Pushes a value; one use less. */
  void push(Op op) {
    if (op.isConst()) {
      pushConst(op);
    } else if (slots[op.index()] >= 0) {
      unit.code.local(loadOpcode(op.type()), slots[op.index()]);
      release(op);
    } else {
      uses[op.index()]--;
      emit(op);
    }
  }

  private void pushConst(Op op) {
    if (op.code() == Opcode.CONST) {
      unit.code.push((int) op.imm());
    } else {
      unit.code.push(op.imm());
    }
  }

  private void emit(Op op) {
    switch (op.code()) {
      case GET -> {
        if ((Mask.named(op) & Mask.FLAGS) != 0) {
          unit.pushFlag((int) op.imm());
        } else {
          unit.registers.get(unit.code, op);
        }
      }
      case GET_S, GET_D, GET_W, GET_X -> unit.registers.get(unit.code, op);
      case COND -> new Conditions(unit, compared).push((int) op.imm());
      case LOW, HIGH -> {
        if (words[op.arg(0).index()] != null) {
          emitWord(op);
        } else {
          Expressions.emit(this, unit, op);
        }
      }
      default -> Expressions.emit(this, unit, op);
    }
  }

  /** Jumps to {@code label} when {@code (condition != 0) == when}; one use less. */
  void branch(Op condition, boolean when, int label) {
    Op op = condition;
    boolean wanted = when;
    while (isFolded(op)
        && (op.code() == Opcode.EQ || op.code() == Opcode.NE)
        && op.arg(1).isConst(0)
        && isFolded(op.arg(0))
        && Expressions.isCondition(op.arg(0))) {
      wanted ^= op.code() == Opcode.EQ;
      uses[op.index()]--;
      op = op.arg(0);
    }
    if (isFolded(op) && op.code() == Opcode.COND) {
      uses[op.index()]--;
      new Conditions(unit, compared).branch((int) op.imm(), wanted, label);
    } else if (isFolded(op) && Expressions.isCondition(op)) {
      uses[op.index()]--;
      Expressions.branch(this, unit, op, wanted, label);
    } else {
      push(op);
      unit.code.jump(wanted ? Opcodes.IFNE : Opcodes.IFEQ, label);
    }
  }

  private boolean isFolded(Op op) {
    return !op.isConst() && slots[op.index()] < 0;
  }

  static int loadOpcode(Type type) {
    return switch (type) {
      case I32 -> Opcodes.ILOAD;
      case I64 -> Opcodes.LLOAD;
      case F32 -> Opcodes.FLOAD;
      case F64 -> Opcodes.DLOAD;
      case VOID -> throw new IllegalArgumentException("no value");
    };
  }

  static int storeOpcode(Type type) {
    return switch (type) {
      case I32 -> Opcodes.ISTORE;
      case I64 -> Opcodes.LSTORE;
      case F32 -> Opcodes.FSTORE;
      case F64 -> Opcodes.DSTORE;
      case VOID -> throw new IllegalArgumentException("no value");
    };
  }
}
