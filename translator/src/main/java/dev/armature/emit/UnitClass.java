package dev.armature.emit;

import dev.armature.ir.Type;
import dev.armature.machine.IndirectLink;
import dev.armature.machine.KernelCall;
import dev.armature.machine.Link;
import dev.armature.machine.Unit;
import java.lang.invoke.MethodHandles;
import java.util.ArrayList;
import java.util.List;
import org.objectweb.asm.Opcodes;

/**
 * The class around a unit's method. Hidden, so that it goes when the unit goes; its class data
 * carries the links in and the one instance out, which spares reflection.
 */
final class UnitClass {
  static final String LINK_FIELD = "link";
  static final String INDIRECT_FIELD = "indirect";
  static final String CALL_FIELD = "call";

  private static final String LINK_TYPE = "L" + UnitCode.LINK + ";";
  private static final String INDIRECT_TYPE = "L" + UnitCode.INDIRECT + ";";
  private static final String CALL_TYPE = "L" + UnitCode.KERNEL_CALL + ";";
  private static final String RUN = "(L" + Registers.CPU + ";I)I";
  private static final String OBJECTS = "[Ljava/lang/Object;";

  private UnitClass() {}

  /** Internal name of the class of the unit at {@code location}. */
  static String name(int location) {
    return "dev/armature/emit/At_%08x".formatted(location);
  }

  static CompiledUnit write(UnitCode unit) {
    var nothing = new Code();
    var file = new ClassFile();
    addFields(file, unit);
    file.addMethod(Opcodes.ACC_PRIVATE, "<init>", "()V", 1, 1, nothing, constructor(), null);
    file.addMethod(Opcodes.ACC_STATIC, "<clinit>", "()V", 4, 1, nothing, initializer(unit), null);
    addRun(file, unit);
    int access = Opcodes.ACC_FINAL | Opcodes.ACC_SUPER | Opcodes.ACC_SYNTHETIC;
    byte[] bytes = file.finish(access, unit.self, UnitCode.UNIT);
    return new CompiledUnit(
        unit.region.entry(),
        bytes,
        ConstantPool.baseOffsets(bytes),
        List.copyOf(unit.links()),
        List.copyOf(unit.systemCalls()),
        unit.indirectLinks(),
        ranges(unit),
        unit.code.size());
  }

  private static int[] ranges(UnitCode unit) {
    List<AccessProfile.Range> all = new ArrayList<>();
    for (AccessProfile.Range range : unit.ranges) {
      if (!all.contains(range)) {
        all.add(range);
      }
    }
    int[] ranges = new int[2 * all.size()];
    for (int i = 0; i < all.size(); i++) {
      ranges[2 * i] = all.get(i).start();
      ranges[2 * i + 1] = all.get(i).end();
    }
    return ranges;
  }

  private static void addFields(ClassFile file, UnitCode unit) {
    int access = Opcodes.ACC_PRIVATE | Opcodes.ACC_STATIC | Opcodes.ACC_FINAL;
    if (unit.host == Host.UNSAFE) {
      file.addField(access, Host.UNSAFE_FIELD, Host.UNSAFE_TYPE);
    }
    for (int i = 0; i < unit.links().size(); i++) {
      file.addField(access, LINK_FIELD + i, LINK_TYPE);
    }
    for (int i = 0; i < unit.indirectLinks(); i++) {
      file.addField(access, INDIRECT_FIELD + i, INDIRECT_TYPE);
    }
    for (int i = 0; i < unit.systemCalls().size(); i++) {
      file.addField(access, CALL_FIELD + i, CALL_TYPE);
    }
  }

  private static Code constructor() {
    var code = new Code();
    code.local(Opcodes.ALOAD, 0);
    code.method(new Code.Method(Opcodes.INVOKESPECIAL, UnitCode.UNIT, "<init>", "()V"));
    code.op(Opcodes.RETURN);
    return code;
  }

  private static Code initializer(UnitCode unit) {
    var code = new Code();
    String handles = "java/lang/invoke/MethodHandles";
    String lookup = "Ljava/lang/invoke/MethodHandles$Lookup;";
    code.method(new Code.Method(Opcodes.INVOKESTATIC, handles, "lookup", "()".concat(lookup)));
    code.push("_");
    code.pushClass(OBJECTS);
    code.method(
        new Code.Method(
            Opcodes.INVOKESTATIC,
            handles,
            "classData",
            "(" + lookup + "Ljava/lang/String;Ljava/lang/Class;)Ljava/lang/Object;"));
    code.cast(OBJECTS);
    code.local(Opcodes.ASTORE, 0);
    int links = unit.links().size();
    for (int i = 0; i < links; i++) {
      take(code, unit, i + 1, UnitCode.LINK, LINK_FIELD + i);
    }
    for (int i = 0; i < unit.systemCalls().size(); i++) {
      take(code, unit, links + i + 1, UnitCode.KERNEL_CALL, CALL_FIELD + i);
    }
    int known = links + unit.systemCalls().size();
    for (int i = 0; i < unit.indirectLinks(); i++) {
      take(code, unit, known + i + 1, UnitCode.INDIRECT, INDIRECT_FIELD + i);
    }
    if (unit.host == Host.UNSAFE) {
      String get = "()".concat(Host.UNSAFE_TYPE);
      code.method(new Code.Method(Opcodes.INVOKESTATIC, Host.UNSAFE_CLASS, "getUnsafe", get));
      put(code, unit, Host.UNSAFE_FIELD, Host.UNSAFE_TYPE);
    }
    code.local(Opcodes.ALOAD, 0);
    code.push(0);
    code.create(unit.self);
    code.op(Opcodes.DUP);
    code.method(new Code.Method(Opcodes.INVOKESPECIAL, unit.self, "<init>", "()V"));
    code.op(Opcodes.AASTORE);
    code.op(Opcodes.RETURN);
    return code;
  }

  /** Moves an object from the class data into its field. */
  private static void take(Code code, UnitCode unit, int index, String type, String field) {
    code.local(Opcodes.ALOAD, 0);
    code.push(index);
    code.op(Opcodes.AALOAD);
    code.cast(type);
    put(code, unit, field, "L" + type + ";");
  }

  private static void put(Code code, UnitCode unit, String field, String type) {
    code.field(new Code.Field(Opcodes.PUTSTATIC, unit.self, field, type));
  }

  private static void addRun(ClassFile file, UnitCode unit) {
    // Every local has a value from the start: so all stack map frames are the same.
    var clearing = new Code();
    unit.slots.forEach((type, slot) -> clear(clearing, type, slot));
    Bytes frame = unit.slots.frame(file.type(unit.self), file.type(Registers.CPU));
    file.addMethod(
        Opcodes.ACC_PUBLIC | Opcodes.ACC_FINAL,
        "run",
        RUN,
        MAX_STACK,
        unit.slots.count(),
        clearing,
        unit.code,
        frame);
  }

  /** More than any expression needs: the verifier checks, HotSpot does not mind. */
  private static final int MAX_STACK = 200;

  private static void clear(Code code, Type type, int slot) {
    switch (type) {
      case I32 -> code.op(Opcodes.ICONST_0);
      case I64 -> code.op(Opcodes.LCONST_0);
      case F32 -> code.op(Opcodes.FCONST_0);
      case F64 -> code.op(Opcodes.DCONST_0);
      case VOID -> throw new IllegalStateException("a local without type");
    }
    code.local(Values.storeOpcode(type), slot);
  }

  /** Defines the class for an address space at {@code base} and returns its instance. */
  static Unit define(CompiledUnit compiled, long base, KernelCall.Table calls) {
    byte[] bytes = compiled.bytes().clone();
    for (int offset : compiled.baseOffsets()) {
      long value = 0;
      for (int i = 0; i < 8; i++) {
        value = value << 8 | bytes[offset + i] & 0xff;
      }
      // The offset is 48 bits wide and may be negative.
      value = base + (value << 16 >> 16);
      for (int i = 0; i < 8; i++) {
        bytes[offset + i] = (byte) (value >>> 56 - 8 * i);
      }
    }
    int links = compiled.links().size();
    int known = links + compiled.systemCalls().size();
    var data = new Object[1 + known + compiled.indirectLinks()];
    for (int i = 0; i < links; i++) {
      data[1 + i] = new Link(compiled.links().get(i));
    }
    for (int i = 0; i < compiled.systemCalls().size(); i++) {
      data[1 + links + i] = calls.bind(compiled.systemCalls().get(i));
    }
    for (int i = 0; i < compiled.indirectLinks(); i++) {
      data[1 + known + i] = new IndirectLink();
    }
    try {
      MethodHandles.lookup().defineHiddenClassWithClassData(bytes, data, true);
    } catch (IllegalAccessException e) {
      throw new IllegalStateException("a translated unit could not be defined", e);
    }
    return (Unit) data[0];
  }
}
