package dev.armature.emit;

import dev.armature.ir.Type;
import dev.armature.machine.KernelCall;
import dev.armature.machine.Unit;
import dev.armature.region.Region;
import org.objectweb.asm.Opcodes;

/** Makes one JVM method of a region: the table of contents of this package. */
public final class UnitEmitter {
  /** HotSpot never compiles a method of more bytes (HugeMethodLimit). */
  public static final int HUGE_METHOD_LIMIT = 8000;

  /** Rounds of a loop with loops in it after which it is left: some hundreds of them are needed. */
  private static final int ROUNDS_INSIDE = 256;

  private static final Code.Field PENDING =
      new Code.Field(Opcodes.GETFIELD, Registers.CPU, "pending", "I");

  private UnitEmitter() {}

  /**
   * The region as a class.
   *
   * @throws TooLargeException when it would be too large for HotSpot to compile
   */
  public static CompiledUnit emit(Region region, Host host, AccessProfile profile)
      throws TooLargeException {
    var unit = new UnitCode(region, host, profile);
    enter(unit);
    for (Node node : unit.flow.layout()) {
      unit.code.place(unit.blockLabels[node.position]);
      if (node.polls) {
        poll(unit, node);
        if (node.block.location() == region.entry()
            && node.place.loop() == null
            && hasOtherLoops(unit)) {
          leaveNowAndThen(unit, node);
        }
      }
      if (node.place.loop() != null && node.place.loop().counted() != null) {
        count(unit, node);
      }
      new BlockEmitter(unit, node).emit(true);
    }
    unit.exits.finish();
    int size = unit.code.size() + unit.slots.clearingSize();
    if (size > HUGE_METHOD_LIMIT) {
      throw new TooLargeException(size);
    }
    return UnitClass.write(unit);
  }

  /** Defines the class of {@code compiled} for the address space at {@code base}. */
  public static Unit define(CompiledUnit compiled, long base, KernelCall.Table calls) {
    return UnitClass.define(compiled, base, calls);
  }

  /**
   * Looks for pending work at the head of a loop. There and not where the loop is closed: HotSpot
   * only takes for a counted loop what ends in the test of its counter.
   */
  private static void poll(UnitCode unit, Node node) {
    Code code = unit.code;
    int label = code.label();
    code.local(Opcodes.ALOAD, Slots.CPU);
    code.field(PENDING);
    code.jump(Opcodes.IFNE, label);
    unit.exits
        .tail(unit.unstored(node.dirtyIn, node.formsIn), node.validIn, node.formsIn, false)
        .stopping(() -> {
          code.place(label);
          code.local(Opcodes.ALOAD, Slots.CPU);
          code.push(node.block.location());
          code.field(new Code.Field(Opcodes.PUTFIELD, Registers.CPU, "stopLocation", "I"));
        });
  }

  /** Whether there are loops besides the one that begins at the entry. */
  private static boolean hasOtherLoops(UnitCode unit) {
    return unit.flow.layout().stream()
        .anyMatch(node -> node.polls && node.block.location() != unit.region.entry());
  }

  /**
   * Leaves a loop with loops in it once in many rounds, to be entered again at once. HotSpot makes
   * good code of a method that is called; of one that goes round for ever it only compiles what
   * begins in the middle of an inner loop.
   */
  private static void leaveNowAndThen(UnitCode unit, Node node) {
    Code code = unit.code;
    int label = code.label();
    int rounds = unit.slots.permanent(Type.I32);
    code.local(Opcodes.ILOAD, rounds);
    code.push(1);
    code.op(Opcodes.IADD);
    code.local(Opcodes.ISTORE, rounds);
    code.local(Opcodes.ILOAD, rounds);
    code.push(ROUNDS_INSIDE);
    code.jump(Opcodes.IF_ICMPGT, label);
    unit.exits
        .tail(unit.unstored(node.dirtyIn, node.formsIn), node.validIn, node.formsIn, false)
        .leaving(() -> {
          code.place(label);
          code.push(node.block.location());
          code.local(Opcodes.ISTORE, unit.result);
        });
  }

  /** What stands before the heads of a counted loop's copies. */
  private static void count(UnitCode unit, Node node) {
    if (!node.place.isHead() || node.place.isFast()) {
      return;
    }
    Code code = unit.code;
    CountedLoop counted = node.place.loop().counted();
    int plain = code.label();
    counted.lookAhead(unit, plain);
    if (node.twin != null) {
      code.jump(Opcodes.GOTO, unit.blockLabels[node.twin.position]);
    }
    code.place(plain);
    counted.round = node.twin != null ? unit.blockLabels[node.twin.position] : plain;
  }

  private static void enter(UnitCode unit) {
    Code code = unit.code;
    int entry = unit.region.entry();
    int tooDeep = code.label();
    code.local(Opcodes.ILOAD, Slots.DEPTH);
    code.push(Unit.MAX_DEPTH);
    code.jump(Opcodes.IF_ICMPGT, tooDeep);
    if (!unit.flow.target(entry).polls) {
      pollOnEntry(unit);
    }
    unit.registers.load(code, unit.flow.liveAt(entry));
    unit.exits.afterCalls(() -> {
      code.place(tooDeep);
      code.push(entry);
      code.op(Opcodes.IRETURN);
    });
  }

  private static void pollOnEntry(UnitCode unit) {
    Code code = unit.code;
    int pending = code.label();
    code.local(Opcodes.ALOAD, Slots.CPU);
    code.field(PENDING);
    code.jump(Opcodes.IFNE, pending);
    unit.exits.afterCalls(() -> {
      code.place(pending);
      code.local(Opcodes.ALOAD, Slots.CPU);
      code.push(unit.region.entry());
      unit.call("pending", "(CI)I");
      code.op(Opcodes.IRETURN);
    });
  }

  /** A region was too large for one method. */
  public static final class TooLargeException extends Exception {
    private static final long serialVersionUID = 1;
    private final int size;

    TooLargeException(int size) {
      super("%d bytes of bytecode".formatted(size));
      this.size = size;
    }

    /** Bytes of bytecode it would have had. */
    public int size() {
      return size;
    }
  }
}
