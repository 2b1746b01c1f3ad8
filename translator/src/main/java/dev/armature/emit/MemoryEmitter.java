package dev.armature.emit;

import dev.armature.emit.Accesses.Group;
import dev.armature.emit.Accesses.Run;
import dev.armature.ir.Op;
import dev.armature.ir.Opcode;
import dev.armature.ir.Reg;
import dev.armature.ir.Type;
import dev.armature.machine.GuestMemory;
import org.objectweb.asm.Opcodes;

/**
 * Guest loads and stores: a quick check inline, the precise one off the hot path, then the access
 * itself inline.
 *
 * <p>Quick is one compare against a range that the profile promises, or the permission byte of the
 * page. When it fails a precise check either throws {@code GuestFault} or comes back: all of the
 * guest's memory is accessible to the host, so what was allowed can then simply be done.
 */
final class MemoryEmitter {
  private static final long LOW_32 = 0xffff_ffffL;

  private final UnitCode unit;
  private final Code code;
  private final Values values;

  MemoryEmitter(UnitCode unit, Values values) {
    this.unit = unit;
    this.code = unit.code;
    this.values = values;
  }

  /** Checks a run before its first access. */
  void guard(Run run, Exits.Tail tail) {
    Group group = run.group;
    if (group.root.isConst()) {
      guardConstant(run, tail);
      return;
    }
    int root = values.local(group.root);
    int precise = code.label();
    int back = code.label();
    if (group.runs.getFirst() == run) {
      if (group.runs.size() > 1) {
        group.failed = unit.slots.take(Type.I32);
        code.push(0);
        code.local(Opcodes.ISTORE, group.failed);
      }
      quick(group, root, precise);
    } else {
      code.local(Opcodes.ILOAD, group.failed);
      code.jump(Opcodes.IFNE, precise);
    }
    code.place(back);
    boolean first = group.runs.getFirst() == run && group.failed >= 0;
    tail.trapping(() -> {
      code.place(precise);
      if (first) {
        code.push(1);
        code.local(Opcodes.ISTORE, group.failed);
      }
      BlockEmitter.setFaultLocation(unit, run.pc | unit.region.entry() & 1, run.itState);
      code.local(Opcodes.ALOAD, Slots.CPU);
      code.local(Opcodes.ILOAD, root);
      addOffset(run.min);
      check(run);
      code.jump(Opcodes.GOTO, back);
    });
  }

  private void check(Run run) {
    code.push(run.span());
    unit.call(run.write ? "checkWrite" : "checkRead", "(CII)V");
  }

  private void guardConstant(Run run, Exits.Tail tail) {
    int address = (int) run.group.root.imm() + run.min;
    AccessProfile.Range range = run.group.range;
    if (range != null
        && Integer.compareUnsigned(address - range.start(), range.length() - run.span()) <= 0) {
      unit.ranges.add(range);
      return;
    }
    int precise = code.label();
    int back = code.label();
    if ((address ^ address + run.span() - 1) >>> GuestMemory.PAGE_SHIFT != 0) {
      code.jump(Opcodes.GOTO, precise);
    } else {
      unit.host.begin(code, unit.self);
      code.pushBase(GuestMemory.PERMISSIONS + (address >>> GuestMemory.PAGE_SHIFT));
      unit.host.load(code, "Byte");
      code.push(Accesses.need(run.write));
      code.op(Opcodes.IAND);
      code.jump(Opcodes.IFEQ, precise);
    }
    code.place(back);
    tail.trapping(() -> {
      code.place(precise);
      BlockEmitter.setFaultLocation(unit, run.pc | unit.region.entry() & 1, run.itState);
      code.local(Opcodes.ALOAD, Slots.CPU);
      code.push(address);
      check(run);
      code.jump(Opcodes.GOTO, back);
    });
  }

  private void quick(Group group, int root, int precise) {
    AccessProfile.Range range = group.range;
    if (range != null) {
      unit.ranges.add(range);
      code.local(Opcodes.ILOAD, root);
      addOffset(group.min - range.start());
      // "Less than" it must be: HotSpot hoists no other check out of a loop.
      code.push(range.length() - group.span() + 1);
      code.method(Bits.COMPARE_UNSIGNED);
      code.jump(Opcodes.IFGE, precise);
      return;
    }
    unit.host.begin(code, unit.self);
    code.local(Opcodes.ILOAD, root);
    addOffset(group.min);
    code.push(GuestMemory.PAGE_SHIFT);
    code.op(Opcodes.IUSHR);
    code.op(Opcodes.I2L);
    code.pushBase(GuestMemory.PERMISSIONS);
    code.op(Opcodes.LADD);
    unit.host.load(code, "Byte");
    code.push(Accesses.need(group.write));
    code.op(Opcodes.IAND);
    code.jump(Opcodes.IFEQ, precise);
    if (group.span() > 1) {
      code.local(Opcodes.ILOAD, root);
      addOffset(group.min);
      code.push(GuestMemory.PAGE_SIZE - 1);
      code.op(Opcodes.IAND);
      code.push(GuestMemory.PAGE_SIZE - group.span());
      code.jump(Opcodes.IF_ICMPGT, precise);
    }
  }

  private void addOffset(int offset) {
    if (offset != 0) {
      code.push(offset);
      code.op(Opcodes.IADD);
    }
  }

  /**
   * Whether a doubleword is better loaded by words, too: LDRD from the stack, which often reads
   * what two STRs have just written. The host's processor waits for such stores to reach its cache.
   */
  boolean isPair(Op op) {
    Op root = Address.of(op).root();
    return op.code() == Opcode.LOAD64
        && root.code() == Opcode.GET
        && root.imm() == Reg.SP
        && values.isUsed(op)
        && values.isUsedByWords(op);
  }

  /**
   * Loads a doubleword by words and then as one, which is what counts: LDRD is atomic, so where
   * another thread wrote in between the words are taken from the doubleword. Nobody waits for that
   * comparison, since it always comes out the same.
   */
  void loadPair(Op op) {
    int low = unit.slots.take(Type.I32);
    int high = unit.slots.take(Type.I32);
    int both = unit.slots.take(Type.I64);
    Op root = Address.of(op).root();
    int offset = Address.of(op).offset();
    begin(root, offset);
    unit.host.load(code, "Int");
    code.local(Opcodes.ISTORE, low);
    begin(root, offset + 4);
    unit.host.load(code, "Int");
    code.local(Opcodes.ISTORE, high);
    begin(root, offset);
    unit.host.load(code, "Long");
    code.local(Opcodes.LSTORE, both);
    values.release(root);
    pushLow(both);
    code.local(Opcodes.ILOAD, low);
    code.op(Opcodes.IXOR);
    pushHigh(both);
    code.local(Opcodes.ILOAD, high);
    code.op(Opcodes.IXOR);
    code.op(Opcodes.IOR);
    int torn = code.label();
    int back = code.label();
    code.jump(Opcodes.IFNE, torn);
    code.place(back);
    unit.exits.afterCalls(() -> {
      code.place(torn);
      pushLow(both);
      code.local(Opcodes.ISTORE, low);
      pushHigh(both);
      code.local(Opcodes.ISTORE, high);
      code.jump(Opcodes.GOTO, back);
    });
    unit.slots.give(Type.I64, both);
    values.setWords(op, low, high);
  }

  private void pushLow(int both) {
    code.local(Opcodes.LLOAD, both);
    code.op(Opcodes.L2I);
  }

  private void pushHigh(int both) {
    code.local(Opcodes.LLOAD, both);
    code.push(32);
    code.op(Opcodes.LUSHR);
    code.op(Opcodes.L2I);
  }

  /** The load itself; its value is left on the stack. */
  void load(Op op) {
    begin(op);
    switch (op.code()) {
      case LOAD8 -> {
        unit.host.load(code, "Byte");
        code.push(0xff);
        code.op(Opcodes.IAND);
      }
      case LOAD8S -> unit.host.load(code, "Byte");
      case LOAD16 -> unit.host.load(code, "Char");
      case LOAD16S -> unit.host.load(code, "Short");
      case LOAD32 -> unit.host.load(code, "Int");
      case LOAD64 -> unit.host.load(code, "Long");
      default -> throw new IllegalArgumentException(op.toString());
    }
  }

  /** The store itself. */
  void store(Op op) {
    begin(op);
    values.push(op.arg(1));
    unit.host.store(
        code,
        switch (op.code()) {
          case STORE8 -> "Byte";
          case STORE16 -> "Short";
          case STORE32 -> "Int";
          case STORE64 -> "Long";
          default -> throw new IllegalArgumentException(op.toString());
        });
  }

  /** Pushes the host address of an access; one use of its root less. */
  private void begin(Op op) {
    Address address = Address.of(op);
    if (address.root().isConst()) {
      unit.host.begin(code, unit.self);
      code.pushBase((int) address.root().imm() + address.offset() & LOW_32);
      return;
    }
    begin(address.root(), address.offset());
    values.release(address.root());
  }

  private void begin(Op root, int offset) {
    unit.host.begin(code, unit.self);
    code.local(Opcodes.ILOAD, values.local(root));
    code.op(Opcodes.I2L);
    code.push(LOW_32);
    code.op(Opcodes.LAND);
    code.pushBase(offset);
    code.op(Opcodes.LADD);
  }
}
