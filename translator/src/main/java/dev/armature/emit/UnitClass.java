package dev.armature.emit;

import dev.armature.ir.Type;
import dev.armature.machine.CallSite;
import dev.armature.machine.IndirectLink;
import dev.armature.machine.KernelCall;
import dev.armature.machine.Link;
import dev.armature.machine.Unit;
import java.lang.invoke.MethodHandles;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.objectweb.asm.ClassWriter;
import org.objectweb.asm.MethodVisitor;
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
  private static final String FAULT = "dev/armature/machine/GuestFault";

  private UnitClass() {}

  /** Internal name of the class of the unit at {@code location}. */
  static String name(int location) {
    return "dev/armature/emit/At_%08x".formatted(location);
  }

  static CompiledUnit write(UnitCode unit) {
    var writer = new ClassWriter(0);
    writer.visit(
        Opcodes.V17,
        Opcodes.ACC_FINAL | Opcodes.ACC_SUPER | Opcodes.ACC_SYNTHETIC,
        unit.self,
        null,
        UnitCode.UNIT,
        null);
    writeFields(writer, unit);
    writeConstructor(writer);
    writeInitializer(writer, unit);
    writeRun(writer, unit);
    writer.visitEnd();
    byte[] bytes = writer.toByteArray();
    return new CompiledUnit(
        unit.region.entry(),
        bytes,
        ConstantPool.baseOffsets(bytes),
        List.copyOf(unit.links()),
        List.copyOf(unit.systemCalls()),
        unit.indirectLinks(),
        unit.ranges.stream()
            .distinct()
            .flatMapToInt(range -> IntStream.of(range.start(), range.end()))
            .toArray(),
        unit.code.size());
  }

  private static void writeFields(ClassWriter writer, UnitCode unit) {
    int access = Opcodes.ACC_PRIVATE | Opcodes.ACC_STATIC | Opcodes.ACC_FINAL;
    if (unit.host == Host.UNSAFE) {
      writer.visitField(access, Host.UNSAFE_FIELD, Host.UNSAFE_TYPE, null, null).visitEnd();
    }
    for (int i = 0; i < unit.links().size(); i++) {
      writer.visitField(access, LINK_FIELD + i, LINK_TYPE, null, null).visitEnd();
    }
    for (int i = 0; i < unit.indirectLinks(); i++) {
      writer.visitField(access, INDIRECT_FIELD + i, INDIRECT_TYPE, null, null).visitEnd();
    }
    for (int i = 0; i < unit.systemCalls().size(); i++) {
      writer.visitField(access, CALL_FIELD + i, CALL_TYPE, null, null).visitEnd();
    }
  }

  private static void writeConstructor(ClassWriter writer) {
    MethodVisitor out = writer.visitMethod(Opcodes.ACC_PRIVATE, "<init>", "()V", null, null);
    out.visitCode();
    out.visitVarInsn(Opcodes.ALOAD, 0);
    out.visitMethodInsn(Opcodes.INVOKESPECIAL, UnitCode.UNIT, "<init>", "()V", false);
    out.visitInsn(Opcodes.RETURN);
    out.visitMaxs(1, 1);
    out.visitEnd();
  }

  private static void writeInitializer(ClassWriter writer, UnitCode unit) {
    MethodVisitor out = writer.visitMethod(Opcodes.ACC_STATIC, "<clinit>", "()V", null, null);
    out.visitCode();
    String handles = "java/lang/invoke/MethodHandles";
    String lookup = "Ljava/lang/invoke/MethodHandles$Lookup;";
    out.visitMethodInsn(Opcodes.INVOKESTATIC, handles, "lookup", "()" + lookup, false);
    out.visitLdcInsn("_");
    out.visitLdcInsn(org.objectweb.asm.Type.getType(Object[].class));
    out.visitMethodInsn(
        Opcodes.INVOKESTATIC,
        handles,
        "classData",
        "(" + lookup + "Ljava/lang/String;Ljava/lang/Class;)Ljava/lang/Object;",
        false);
    out.visitTypeInsn(Opcodes.CHECKCAST, "[Ljava/lang/Object;");
    out.visitVarInsn(Opcodes.ASTORE, 0);
    int links = unit.links().size();
    for (int i = 0; i < links; i++) {
      take(out, unit, i + 1, UnitCode.LINK, LINK_FIELD + i);
    }
    for (int i = 0; i < unit.systemCalls().size(); i++) {
      take(out, unit, links + i + 1, UnitCode.KERNEL_CALL, CALL_FIELD + i);
    }
    int known = links + unit.systemCalls().size();
    for (int i = 0; i < unit.indirectLinks(); i++) {
      take(out, unit, known + i + 1, UnitCode.INDIRECT, INDIRECT_FIELD + i);
    }
    if (unit.host == Host.UNSAFE) {
      out.visitMethodInsn(
          Opcodes.INVOKESTATIC, Host.UNSAFE_CLASS, "getUnsafe", "()" + Host.UNSAFE_TYPE, false);
      out.visitFieldInsn(Opcodes.PUTSTATIC, unit.self, Host.UNSAFE_FIELD, Host.UNSAFE_TYPE);
    }
    out.visitVarInsn(Opcodes.ALOAD, 0);
    out.visitInsn(Opcodes.ICONST_0);
    out.visitTypeInsn(Opcodes.NEW, unit.self);
    out.visitInsn(Opcodes.DUP);
    out.visitMethodInsn(Opcodes.INVOKESPECIAL, unit.self, "<init>", "()V", false);
    out.visitInsn(Opcodes.AASTORE);
    out.visitInsn(Opcodes.RETURN);
    out.visitMaxs(4, 1);
    out.visitEnd();
  }

  /** Moves an object from the class data into its field. */
  private static void take(MethodVisitor out, UnitCode unit, int index, String type, String field) {
    out.visitVarInsn(Opcodes.ALOAD, 0);
    pushIndex(out, index);
    out.visitInsn(Opcodes.AALOAD);
    out.visitTypeInsn(Opcodes.CHECKCAST, type);
    out.visitFieldInsn(Opcodes.PUTSTATIC, unit.self, field, "L" + type + ";");
  }

  private static void pushIndex(MethodVisitor out, int index) {
    if (index == (byte) index) {
      out.visitIntInsn(Opcodes.BIPUSH, index);
    } else {
      out.visitIntInsn(Opcodes.SIPUSH, index);
    }
  }

  private static void writeRun(ClassWriter writer, UnitCode unit) {
    MethodVisitor out =
        writer.visitMethod(Opcodes.ACC_PUBLIC | Opcodes.ACC_FINAL, "run", RUN, null, null);
    out.visitCode();
    // Every local has a value from the start: so all stack map frames are the same.
    unit.slots.forEach((type, slot) -> clear(out, type, slot));
    unit.code.replay(out, unit.slots.frame(unit.self, Registers.CPU, Opcodes.INTEGER), FAULT);
    out.visitMaxs(MAX_STACK, unit.slots.count());
    out.visitEnd();
  }

  /** More than any expression needs: the verifier checks, HotSpot does not mind. */
  private static final int MAX_STACK = 200;

  private static void clear(MethodVisitor out, Type type, int slot) {
    switch (type) {
      case I32 -> out.visitInsn(Opcodes.ICONST_0);
      case I64 -> out.visitInsn(Opcodes.LCONST_0);
      case F32 -> out.visitInsn(Opcodes.FCONST_0);
      case F64 -> out.visitInsn(Opcodes.DCONST_0);
      case VOID -> throw new IllegalStateException("a local without type");
    }
    out.visitVarInsn(Values.storeOpcode(type), slot);
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
    var sites = new ArrayList<CallSite>(links + compiled.indirectLinks());
    for (int i = 0; i < links; i++) {
      sites.add(new Link(compiled.links().get(i)));
      data[1 + i] = sites.getLast();
    }
    for (int i = 0; i < compiled.systemCalls().size(); i++) {
      data[1 + links + i] = calls.bind(compiled.systemCalls().get(i));
    }
    for (int i = 0; i < compiled.indirectLinks(); i++) {
      sites.add(new IndirectLink());
      data[1 + known + i] = sites.getLast();
    }
    try {
      MethodHandles.lookup().defineHiddenClassWithClassData(bytes, data, true);
    } catch (IllegalAccessException e) {
      throw new IllegalStateException("a translated unit could not be defined", e);
    }
    var unit = (Unit) data[0];
    unit.callSites = sites;
    return unit;
  }
}
