package dev.armature.emit;

import dev.armature.ir.Reg;
import dev.armature.ir.Terminal;
import org.objectweb.asm.Opcodes;

/** How a block ends, as bytecode. */
final class TerminalEmitter {
  private final UnitCode unit;
  private final Code code;
  private final Node node;
  private final Values values;
  private final long dirty;
  private final long valid;
  private final int forms;
  private final int pc;
  private final int itState;

  TerminalEmitter(
      UnitCode unit,
      Node node,
      Values values,
      long dirty,
      long valid,
      int forms,
      int pc,
      int itState) {
    this.unit = unit;
    this.code = unit.code;
    this.node = node;
    this.values = values;
    this.dirty = dirty;
    this.valid = valid;
    this.forms = forms;
    this.pc = pc;
    this.itState = itState;
  }

  /**
   * @param last whether the next block in the layout follows directly
   */
  void emit(Terminal terminal, boolean last) {
    switch (terminal) {
      case Terminal.Jump t -> go(t.target(), last);
      case Terminal.Branch t -> branch(t, last);
      case Terminal.If t -> {
        int otherwise = code.label();
        values.branch(t.condition(), false, otherwise);
        BlockEmitter.emitNested(unit, t, pc, itState);
        code.place(otherwise);
        emit(t.otherwise(), last);
      }
      case Terminal.Call t -> {
        unit.spill(dirty, forms);
        unit.pushLinked(t.target());
        call(t.returnTo(), last);
      }
      case Terminal.CallIndirect t -> {
        values.push(t.target());
        code.local(Opcodes.ISTORE, unit.result);
        unit.spill(dirty, forms);
        unit.pushIndirect();
        call(t.returnTo(), last);
      }
      case Terminal.Return t -> {
        values.push(t.target());
        leaveHot();
      }
      // A tail call, or a jump that nobody could follow: no way back here is expected.
      case Terminal.JumpIndirect t -> {
        values.push(t.target());
        code.local(Opcodes.ISTORE, unit.result);
        unit.spill(dirty, forms);
        unit.pushIndirect();
        unit.runUnit();
        code.op(Opcodes.IRETURN);
      }
      case Terminal.TableJump t -> table(t, last);
      case Terminal.SupervisorCall t -> {
        unit.spill(dirty, forms);
        code.local(Opcodes.ALOAD, Slots.CPU);
        int number = t.itState() == 0 ? SystemCallNumber.of(node.block, t) : -1;
        if (number >= 0) {
          unit.pushSystemCall(number);
          code.push(number);
          code.push(t.next());
          unit.call("boundCall", "(CKII)I");
          comeBack(t.next(), -1, last);
        } else if (t.itState() == 0) {
          code.push(t.immediate());
          code.push(t.next());
          unit.call("supervisorCall", "(CII)I");
          comeBack(t.next(), -1, last);
        } else {
          code.push(t.immediate());
          code.push(t.next());
          code.push(t.itState());
          unit.call("supervisorCallInItBlock", "(CIII)I");
          code.op(Opcodes.IRETURN);
        }
      }
      case Terminal.Undefined t -> {
        code.local(Opcodes.ALOAD, Slots.CPU);
        code.push(t.word());
        pushHere();
        unit.call("undefined", "(CIII)I");
        leaveCold();
      }
      case Terminal.Breakpoint t -> {
        code.local(Opcodes.ALOAD, Slots.CPU);
        code.push(t.immediate());
        pushHere();
        unit.call("breakpoint", "(CIII)I");
        leaveCold();
      }
      case Terminal.Leave t -> {
        code.local(Opcodes.ALOAD, Slots.CPU);
        code.push(t.next());
        code.push(t.itState());
        unit.call("state", "(CII)I");
        leaveCold();
      }
    }
  }

  private void pushHere() {
    code.push(pc | unit.region.entry() & 1);
    code.push(itState);
  }

  /** Leaves with the location on the stack. */
  private void leaveHot() {
    code.local(Opcodes.ISTORE, unit.result);
    long rest = dirty;
    if ((dirty & Mask.FLAGS) != 0) {
      // Where the form of the flags is known HotSpot folds this; in shared code it is not.
      unit.parkFlags(forms);
      rest &= ~Mask.FLAGS;
    }
    unit.exits.tail(rest, valid, forms, true).go();
  }

  private void leaveCold() {
    code.local(Opcodes.ISTORE, unit.result);
    unit.exits.tail(dirty, valid, forms, false).go();
  }

  /** What a loop wants to be stored before it is entered. */
  private long settled(Node target) {
    return dirty & node.settledOnWayTo(target);
  }

  private boolean isPlain(Node target) {
    return target != null;
  }

  private void branch(Terminal.Branch t, boolean last) {
    Node taken = unit.flow.target(node, t.taken());
    Node otherwise = unit.flow.target(node, t.otherwise());
    if (isPlain(taken) && (taken.position <= node.position || settled(taken) != 0)) {
      // HotSpot's safepoint of a backward jump saves what is on the stack: nothing at a GOTO, but
      // the result of a comparison, computed for it alone, at a conditional one.
      int skip = code.label();
      values.branch(t.condition(), false, skip);
      unit.registers.store(code, settled(taken));
      code.jump(Opcodes.GOTO, unit.blockLabels[taken.position]);
      code.place(skip);
      go(t.otherwise(), last);
    } else if (isPlain(taken)) {
      values.branch(t.condition(), true, unit.blockLabels[taken.position]);
      go(t.otherwise(), last);
    } else if (isPlain(otherwise) && settled(otherwise) == 0) {
      values.branch(t.condition(), false, unit.blockLabels[otherwise.position]);
      go(t.taken(), last);
    } else {
      int label = code.label();
      values.branch(t.condition(), true, label);
      go(t.otherwise(), false);
      code.place(label);
      go(t.taken(), last);
    }
  }

  private void go(int location, boolean last) {
    Node target = unit.flow.target(node, location);
    if (target == null) {
      leaveTo(location);
      return;
    }
    unit.registers.store(code, settled(target));
    enter(target, last);
  }

  /** Goes to a block whose registers are where it wants them. */
  private void enter(Node target, boolean last) {
    if (!last || target.position != node.position + 1) {
      code.jump(Opcodes.GOTO, unit.blockLabels[target.position]);
    }
  }

  /**
   * Goes on outside the unit. A tail call is called, so that HotSpot sees it; the rest of a
   * function that did not fit is left to the caller, or loops through it would pile up frames.
   */
  private void leaveTo(int location) {
    if (!unit.region.isTailCall(location)) {
      code.push(location);
      leaveHot();
      return;
    }
    unit.spill(dirty, forms);
    unit.pushLinked(location);
    unit.runUnit();
    code.op(Opcodes.IRETURN);
  }

  /** Calls the unit on the stack. */
  private void call(int returnTo, boolean last) {
    unit.runUnit();
    comeBack(returnTo, unit.registers.core(Reg.SP), last);
  }

  /**
   * After a call, with the location it came back to on the stack: goes on inline, or returns.
   *
   * @param sp local with the stack pointer at the call, -1 when nothing can finish the call here
   */
  private void comeBack(int returnTo, int sp, boolean last) {
    Node target = unit.flow.target(node, returnTo);
    if (target == null) {
      code.op(Opcodes.IRETURN);
      return;
    }
    int elsewhere = code.label();
    int back = code.label();
    code.local(Opcodes.ISTORE, unit.result);
    code.local(Opcodes.ILOAD, unit.result);
    code.push(returnTo);
    code.jump(Opcodes.IF_ICMPNE, elsewhere);
    code.place(back);
    unit.reload(returnTo);
    enter(target, last);
    unit.exits.afterCalls(() -> {
      code.place(elsewhere);
      if (sp >= 0) {
        code.local(Opcodes.ALOAD, Slots.CPU);
        code.local(Opcodes.ILOAD, unit.result);
        code.push(returnTo);
        code.local(Opcodes.ILOAD, sp);
        code.local(Opcodes.ILOAD, Slots.DEPTH);
        unit.call("finish", "(CIIII)I");
        code.local(Opcodes.ISTORE, unit.result);
        code.local(Opcodes.ILOAD, unit.result);
        code.push(returnTo);
        code.jump(Opcodes.IF_ICMPEQ, back);
      }
      code.local(Opcodes.ILOAD, unit.result);
      code.op(Opcodes.IRETURN);
    });
  }

  private void table(Terminal.TableJump t, boolean last) {
    int otherwise = code.label();
    var stubs = new java.util.LinkedHashMap<Integer, Integer>();
    int[] labels = new int[t.targets().size()];
    for (int i = 0; i < labels.length; i++) {
      int location = t.targets().get(i);
      Node target = unit.flow.target(node, location);
      labels[i] =
          isPlain(target) && settled(target) == 0
              ? unit.blockLabels[target.position]
              : stubs.computeIfAbsent(location, l -> code.label());
    }
    values.push(t.index());
    code.tableSwitch(labels, otherwise);
    stubs.forEach((location, label) -> {
      code.place(label);
      go(location, false);
    });
    code.place(otherwise);
    emit(t.otherwise(), last);
  }
}
