package dev.armature.emit;

import dev.armature.machine.KernelCall;
import dev.armature.machine.Unit;
import dev.armature.region.Region;
import org.objectweb.asm.Opcodes;

/** Makes one JVM method of a region: the table of contents of this package. */
public final class UnitEmitter {
  /** HotSpot never compiles a method of more bytes (HugeMethodLimit). */
  public static final int HUGE_METHOD_LIMIT = 8000;

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
    for (int i = 0; i < region.blocks().size(); i++) {
      unit.code.place(unit.blockLabels[i]);
      new BlockEmitter(unit, unit.flow.node(region.blocks().get(i))).emit(true);
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

  private static void enter(UnitCode unit) {
    Code code = unit.code;
    int entry = unit.region.entry();
    int tooDeep = code.label();
    int pending = code.label();
    code.local(Opcodes.ILOAD, Slots.DEPTH);
    code.push(Unit.MAX_DEPTH);
    code.jump(Opcodes.IF_ICMPGT, tooDeep);
    code.local(Opcodes.ALOAD, Slots.CPU);
    code.method(new Code.Method(Opcodes.INVOKEVIRTUAL, Registers.CPU, "hasWork", "()Z"));
    code.jump(Opcodes.IFNE, pending);
    unit.registers.load(code, unit.flow.liveAt(entry));
    unit.exits.afterCalls(() -> {
      code.place(tooDeep);
      code.push(entry);
      code.op(Opcodes.IRETURN);
      code.place(pending);
      code.local(Opcodes.ALOAD, Slots.CPU);
      code.push(entry);
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
