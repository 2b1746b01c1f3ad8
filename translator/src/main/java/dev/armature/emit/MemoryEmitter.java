package dev.armature.emit;

import dev.armature.emit.Accesses.Group;
import dev.armature.emit.Accesses.Run;
import dev.armature.ir.Op;
import dev.armature.ir.Opcode;
import dev.armature.ir.Type;
import dev.armature.machine.GuestMemory;
import org.objectweb.asm.Opcodes;

/**
 * Guest loads and stores: a quick check inline, the precise one off the hot path, then the access
 * itself inline.
 *
 * <p>Quick is one compare against a range that the profile promises, or two against two, or the
 * permission byte of the page. When it fails the permission bytes of all the pages are asked: all
 * of the guest's memory is accessible to the host, so what is allowed can then simply be done. When
 * they don't allow it the unit is left for good, with all registers stored before anything is
 * called. A call that comes back would cost the unit its machine registers everywhere: HotSpot's
 * allocator keeps what lives across a call on the stack, also where that is hot.
 */
final class MemoryEmitter {
  private static final long LOW_32 = 0xffff_ffffL;
  private static final String GUEST_MEMORY = "dev/armature/machine/GuestMemory";
  private static final Code.Field MEMORY =
      new Code.Field(Opcodes.GETFIELD, Registers.CPU, "memory", "L" + GUEST_MEMORY + ";");
  private static final Code.Field SHARED =
      new Code.Field(Opcodes.GETFIELD, GUEST_MEMORY, "shared", "Z");

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
    int other = group.ranges.size() > 1 ? code.label() : precise;
    int back = code.label();
    if (group.runs.getFirst() == run) {
      if (group.runs.size() > 1) {
        group.failed = unit.slots.take(Type.I32);
        code.push(0);
        code.local(Opcodes.ISTORE, group.failed);
      }
      quick(group, root, other, precise);
    } else {
      code.local(Opcodes.ILOAD, group.failed);
      code.jump(Opcodes.IFNE, precise);
    }
    code.place(back);
    boolean first = group.runs.getFirst() == run;
    tail.stopping(() -> {
      if (first && other != precise) {
        code.place(other);
        inRange(group, root, group.ranges.getLast());
        code.jump(Opcodes.IFLT, back);
      }
      code.place(precise);
      if (first && group.failed >= 0) {
        code.push(1);
        code.local(Opcodes.ISTORE, group.failed);
      }
      code.local(Opcodes.ALOAD, Slots.CPU);
      code.local(Opcodes.ILOAD, root);
      addOffset(run.min);
      check(run, back);
    });
  }

  /** With the CPU state and the address on the stack: goes back when the pages may be accessed. */
  private void check(Run run, int back) {
    code.push(run.span() << 2 | Accesses.need(run.write));
    code.push(run.pc | unit.region.entry() & 1);
    if (unit.hasItStates) {
      code.push(run.itState);
    }
    unit.call("allows", unit.hasItStates ? "(CIIII)Z" : "(CIII)Z");
    code.jump(Opcodes.IFNE, back);
  }

  private void guardConstant(Run run, Exits.Tail tail) {
    int address = (int) run.group.root.imm() + run.min;
    for (AccessProfile.Range range : run.group.ranges) {
      if (Integer.compareUnsigned(address - range.start(), range.length() - run.span()) <= 0) {
        unit.ranges.add(range);
        return;
      }
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
    tail.stopping(() -> {
      code.place(precise);
      code.local(Opcodes.ALOAD, Slots.CPU);
      code.push(address);
      check(run, back);
    });
  }

  /** Compares with a range: negative on the stack when the group is in it. */
  private void inRange(Group group, int root, AccessProfile.Range range) {
    unit.ranges.add(range);
    code.local(Opcodes.ILOAD, root);
    addOffset(group.min - range.start());
    // "Less than" it must be: HotSpot hoists no other check out of a loop. And a call: what
    // Bits.flip adds would become one sum with the offset, no unsigned comparison to HotSpot's C2.
    code.push(range.length() - group.span() + 1);
    code.method(Bits.COMPARE_UNSIGNED);
  }

  /**
   * @param other where to look whether the second range is hit; {@code precise} where there is none
   */
  private void quick(Group group, int root, int other, int precise) {
    if (!group.ranges.isEmpty()) {
      inRange(group, root, group.ranges.getFirst());
      code.jump(Opcodes.IFGE, other);
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
   * Whether a doubleword is better loaded by words: LDRD, which often reads what two STRs have just
   * written. The host's processor waits for such stores to reach its cache, and whatever comes
   * after waits with it.
   */
  boolean isPair(Op op) {
    return op.code() == Opcode.LOAD64
        && !Address.of(op).root().isConst()
        && values.isUsed(op)
        && values.isUsedByWords(op);
  }

  /**
   * Loads a doubleword by words. LDRD is atomic, so where somebody else may write to the memory
   * both words are taken from one load.
   */
  void loadPair(Op op) {
    int low = unit.slots.take(Type.I32);
    int high = unit.slots.take(Type.I32);
    Address address = Address.of(op);
    int root = values.local(address.root());
    int offset = address.offset();
    begin(root, offset);
    unit.host.load(code, "Int");
    code.local(Opcodes.ISTORE, low);
    begin(root, offset + 4);
    unit.host.load(code, "Int");
    code.local(Opcodes.ISTORE, high);
    int whole = code.label();
    int back = code.label();
    code.local(Opcodes.ALOAD, Slots.CPU);
    code.field(MEMORY);
    code.field(SHARED);
    code.jump(Opcodes.IFNE, whole);
    code.place(back);
    int both = unit.slots.take(Type.I64);
    unit.exits.afterCalls(() -> {
      code.place(whole);
      begin(root, offset);
      unit.host.load(code, "Long");
      code.local(Opcodes.LSTORE, both);
      pushLow(both);
      code.local(Opcodes.ISTORE, low);
      pushHigh(both);
      code.local(Opcodes.ISTORE, high);
      code.jump(Opcodes.GOTO, back);
    });
    unit.slots.give(Type.I64, both);
    values.release(address.root());
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
    begin(values.local(address.root()), address.offset());
    values.release(address.root());
  }

  private void begin(int root, int offset) {
    unit.host.begin(code, unit.self);
    code.local(Opcodes.ILOAD, root);
    code.op(Opcodes.I2L);
    code.push(LOW_32);
    code.op(Opcodes.LAND);
    code.pushBase(offset);
    code.op(Opcodes.LADD);
  }
}
