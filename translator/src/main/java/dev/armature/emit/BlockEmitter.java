package dev.armature.emit;

import dev.armature.ir.Op;
import dev.armature.ir.Opcode;
import dev.armature.ir.Reg;
import dev.armature.ir.Terminal;
import dev.armature.ir.Type;
import dev.armature.machine.LazyFlags;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import org.objectweb.asm.Opcodes;

/** Bytecode of one block: its ops in order, then its terminal. */
final class BlockEmitter {
  private record Scope(int label, long valid, int forms) {}

  private final UnitCode unit;
  private final Code code;
  private final Node node;
  private final Values values;
  private final Accesses accesses;
  private final MemoryEmitter memory;
  private final FpRanges ranges;
  private final Deque<Scope> scopes = new ArrayDeque<>();
  private long valid;
  private int forms;
  private int pc;
  private int itState;

  BlockEmitter(UnitCode unit, Node node) {
    this.unit = unit;
    this.code = unit.code;
    this.node = node;
    this.values = new Values(unit, node);
    this.accesses = node.accesses;
    this.memory = new MemoryEmitter(unit, values);
    this.ranges = new FpRanges(unit.facts, node);
    this.valid = node.validIn;
    know(node.formsIn);
    this.pc = node.block.start();
  }

  /**
   * @param pc of the enclosing block's last instruction, for a block inside a terminal
   */
  BlockEmitter(UnitCode unit, Node node, int pc, int itState) {
    this(unit, node);
    this.pc = pc;
    this.itState = itState;
  }

  /**
   * @param last whether the next block in the layout follows directly
   */
  void emit(boolean last) {
    List<Op> ops = node.block.ops();
    for (int i = 0; i < ops.size(); i++) {
      i += emit(i, ops.get(i));
    }
    if (node.place.closes() && node == unit.flow.layout().get(node.position)) {
      node.place.loop().counted().next(unit);
    }
    long dirty = unit.unstored(node.dirtyOut(), forms);
    new TerminalEmitter(unit, node, values, dirty, valid, forms, pc, itState)
        .emit(node.block.terminal(), last);
    accesses.release(unit.slots);
  }

  /** Emits op {@code i}; returns how many of the following it has done as well. */
  private int emit(int i, Op op) {
    switch (op.code()) {
      case INSN -> {
        pc = op.insnPc();
        itState = op.insnItState();
      }
      case IF -> beginIf(i, op);
      case END_IF -> {
        Scope scope = scopes.pop();
        code.place(scope.label);
        valid = scope.valid;
        know(forms | scope.forms);
      }
      case PUT, PUT_S, PUT_D, PUT_W, PUT_X -> put(i, op);
      case LOAD8, LOAD8S, LOAD16, LOAD16S, LOAD32, LOAD64 -> {
        guard(i);
        if (memory.isPair(op)) {
          memory.loadPair(op);
        } else {
          memory.load(op);
          return useNow(i, op);
        }
      }
      case STORE8, STORE16, STORE32, STORE64 -> {
        guard(i);
        memory.store(op);
      }
      case CALL -> {
        if (op.effect() == Opcode.Effect.PURE) {
          values.define(op);
        } else {
          return callRoutine(i, op);
        }
      }
      default -> values.define(op);
    }
    after(i);
    return 0;
  }

  private void after(int i) {
    know(node.formsAfter(i, forms));
  }

  private void know(int now) {
    forms = now;
    values.compared = now == FlagForms.SUB;
  }

  /** The way out for a fault of op {@code i}. */
  private Exits.Tail trap(int i) {
    return unit.exits.tail(unit.unstored(node.dirtyBefore[i], forms), valid, forms, false);
  }

  private void beginIf(int i, Op op) {
    values.clobber(writtenInIf(i));
    int label = code.label();
    values.branch(op.arg(0), false, label);
    scopes.push(new Scope(label, valid, forms));
  }

  private long writtenInIf(int start) {
    long mask = 0;
    int depth = 1;
    for (int i = start + 1; depth > 0; i++) {
      switch (node.block.ops().get(i).code()) {
        case IF -> depth++;
        case END_IF -> depth--;
        default -> mask |= node.writes(i) & (node.dead[i] ? 0 : -1);
      }
    }
    return mask;
  }

  private void put(int i, Op op) {
    if (node.dead[i]) {
      return;
    }
    if (node.flags[i] != null) {
      putFlags(i, node.flags[i]);
      return;
    }
    values.push(op.arg(0));
    finishPut(op);
  }

  /** Stores the value on the stack to the register that {@code op} names. */
  private void finishPut(Op op) {
    values.clobber(Mask.writes(op));
    unit.registers.put(code, op);
    valid |= Node.validated(op);
  }

  private void putFlags(int i, FlagWrites.Group group) {
    if (node.isLazy(i)) {
      values.push(group.a());
      values.push(group.b());
      values.clobber(Mask.FLAGS);
      code.local(Opcodes.ISTORE, unit.flagB);
      code.local(Opcodes.ISTORE, unit.flagA);
      setForm(group.kind() == FlagWrites.Kind.SUB ? LazyFlags.SUB : LazyFlags.ADD);
      return;
    }
    boolean onlyNz = group.kind() == FlagWrites.Kind.NZ;
    Op[] put = group.values();
    boolean[] stored = new boolean[4];
    for (int flag = 0; flag < 4; flag++) {
      boolean kept = (node.kept(i) & Mask.N << flag) != 0 && !(onlyNz && flag >= 2);
      stored[flag] = put[flag] != null || kept;
      if (put[flag] != null && flag == 1 && put[0] == put[1]) {
        code.op(Opcodes.DUP);
      } else if (put[flag] != null) {
        values.push(put[flag]);
      } else if (kept) {
        unit.pushFlag(Reg.N + flag);
      }
    }
    values.clobber(Mask.FLAGS);
    for (int flag = 3; flag >= 0; flag--) {
      if (stored[flag]) {
        code.local(Opcodes.ISTORE, unit.given[flag]);
      }
    }
    if (onlyNz) {
      code.local(Opcodes.ILOAD, unit.flagForm);
      code.push(LazyFlags.NZ_GIVEN);
      code.op(Opcodes.IOR);
      code.local(Opcodes.ISTORE, unit.flagForm);
    } else {
      setForm(LazyFlags.EAGER | LazyFlags.NZ_GIVEN);
    }
  }

  private void setForm(int form) {
    code.push(form);
    code.local(Opcodes.ISTORE, unit.flagForm);
  }

  private void guard(int i) {
    Accesses.Run run = accesses.startingAt(i);
    if (run != null && !run.group.proven) {
      memory.guard(run, trap(i));
    }
  }

  /** Takes the value on the stack: straight into the register where the next op puts it. */
  private int useNow(int i, Op op) {
    if (!values.isUsed(op)) {
      code.op(op.type() == Type.I64 || op.type() == Type.F64 ? Opcodes.POP2 : Opcodes.POP);
      return 0;
    }
    if (i + 1 < node.block.ops().size()) {
      Op next = node.block.ops().get(i + 1);
      if (Mask.isPut(next)
          && next.arg(0) == op
          && !node.dead[i + 1]
          && node.flags[i + 1] == null
          && values.isUsedOnce(op)) {
        finishPut(next);
        after(i + 1);
        return 1;
      }
    }
    values.store(op);
    return 0;
  }

  private int callRoutine(int i, Op op) {
    if (op.routine().hasPlainForm()) {
      FpEmitter.emit(unit, values, ranges, op);
      return useNow(i, op);
    }
    if (!op.routine().mayFault()) {
      code.local(Opcodes.ALOAD, Slots.CPU);
      op.args().forEach(values::push);
      code.method(Expressions.routine(op.routine()));
      return op.type() == Type.VOID ? 0 : useNow(i, op);
    }
    setFaultLocation(unit, pc | unit.region.entry() & 1, itState);
    code.local(Opcodes.ALOAD, Slots.CPU);
    op.args().forEach(values::push);
    int start = code.label();
    int end = code.label();
    code.mark(start);
    code.method(Expressions.routine(op.routine()));
    code.mark(end);
    trap(i).catches(start, end);
    return op.type() == Type.VOID ? 0 : useNow(i, op);
  }

  /** Notes where a fault that comes now belongs to. */
  static void setFaultLocation(UnitCode unit, int location, int itState) {
    unit.code.push(location);
    unit.code.local(Opcodes.ISTORE, unit.faultLocation);
    if (unit.hasItStates) {
      unit.code.push(itState);
      unit.code.local(Opcodes.ISTORE, unit.faultItState);
    }
  }

  /** The block inside an If terminal. */
  static void emitNested(UnitCode unit, Terminal.If terminal, int pc, int itState) {
    new BlockEmitter(unit, unit.flow.node(terminal.then()), pc, itState).emit(false);
  }
}
