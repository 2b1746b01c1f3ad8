package dev.armature.interp;

import dev.armature.machine.CpuState;
import dev.armature.machine.Routine;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import org.objectweb.asm.ClassWriter;
import org.objectweb.asm.Label;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;

/**
 * Calls routines by their row. The dispatcher is generated from the rows when the first routine is
 * called that is not among the {@link CommonRoutines}, so that a routine stays one row and one
 * method.
 */
final class RoutineCalls {
  /** Calls the routine with ordinal {@code routine}; values travel as the bits of a long. */
  interface Dispatcher {
    long call(CpuState cpu, int routine, long a, long b, long c, long d, long e, long f);
  }

  static final int MAX_ARGUMENTS = 6;

  /** Loaded, and so generated, with the first call. */
  private static final class Generated {
    static final Dispatcher DISPATCHER = generate();
  }

  private RoutineCalls() {}

  /** Calls {@code call}'s routine with the values in its slots; the result goes to slot d. */
  static void call(CpuState cpu, int[] s, long[] w, LoweredBlock.Call call, int d) {
    if (!CommonRoutines.call(cpu, s, w, call, d)) {
      generated(cpu, s, w, call, d);
    }
  }

  /** The same for any routine. */
  static void generated(CpuState cpu, int[] s, long[] w, LoweredBlock.Call call, int d) {
    Routine routine = call.routine();
    int[] slots = call.slots();
    int n = slots.length;
    long result =
        Generated.DISPATCHER.call(
            cpu,
            routine.ordinal(),
            n > 0 ? value(s, w, routine, slots, 0) : 0,
            n > 1 ? value(s, w, routine, slots, 1) : 0,
            n > 2 ? value(s, w, routine, slots, 2) : 0,
            n > 3 ? value(s, w, routine, slots, 3) : 0,
            n > 4 ? value(s, w, routine, slots, 4) : 0,
            n > 5 ? value(s, w, routine, slots, 5) : 0);
    switch (routine.result()) {
      case 'i', 'f' -> s[d] = (int) result;
      case 'l', 'd' -> w[d] = result;
      default -> {}
    }
  }

  private static long value(int[] s, long[] w, Routine routine, int[] slots, int k) {
    char type = routine.argument(k);
    return type == 'l' || type == 'd' ? w[slots[k]] : s[slots[k]];
  }

  // Bytecode of one case is below 60 bytes; 64 cases keep a method far below the 8,000 bytes that
  // HotSpot compiles.
  private static final int CASES = 64;
  private static final String CALL_DESCRIPTOR = "(Ldev/armature/machine/CpuState;IJJJJJJ)J";

  private static Dispatcher generate() {
    var writer = new ClassWriter(ClassWriter.COMPUTE_FRAMES);
    String name = "dev/armature/interp/GeneratedRoutineCalls";
    writer.visit(
        Opcodes.V25,
        Opcodes.ACC_FINAL | Opcodes.ACC_SUPER,
        name,
        null,
        "java/lang/Object",
        new String[] {Type.getInternalName(Dispatcher.class)});
    MethodVisitor init = writer.visitMethod(0, "<init>", "()V", null, null);
    init.visitCode();
    init.visitVarInsn(Opcodes.ALOAD, 0);
    init.visitMethodInsn(Opcodes.INVOKESPECIAL, "java/lang/Object", "<init>", "()V", false);
    init.visitInsn(Opcodes.RETURN);
    init.visitMaxs(0, 0);
    init.visitEnd();
    Routine[] routines = Routine.values();
    int parts = (routines.length + CASES - 1) / CASES;
    MethodVisitor call =
        writer.visitMethod(Opcodes.ACC_PUBLIC, "call", CALL_DESCRIPTOR, null, null);
    call.visitCode();
    Label[] labels = labels(parts);
    Label none = new Label();
    call.visitVarInsn(Opcodes.ILOAD, 2);
    call.visitIntInsn(Opcodes.BIPUSH, CASES);
    call.visitInsn(Opcodes.IDIV);
    call.visitTableSwitchInsn(0, parts - 1, none, labels);
    for (int part = 0; part < parts; part++) {
      call.visitLabel(labels[part]);
      call.visitVarInsn(Opcodes.ALOAD, 1);
      call.visitVarInsn(Opcodes.ILOAD, 2);
      for (int k = 0; k < MAX_ARGUMENTS; k++) {
        call.visitVarInsn(Opcodes.LLOAD, 3 + 2 * k);
      }
      call.visitMethodInsn(Opcodes.INVOKESTATIC, name, "call" + part, CALL_DESCRIPTOR, false);
      call.visitInsn(Opcodes.LRETURN);
    }
    finish(call, none);
    for (int part = 0; part < parts; part++) {
      part(writer, part, routines);
    }
    writer.visitEnd();
    try {
      MethodHandles.Lookup generated =
          MethodHandles.lookup().defineHiddenClass(writer.toByteArray(), true);
      return (Dispatcher)
          generated
              .findConstructor(generated.lookupClass(), MethodType.methodType(void.class))
              .invoke();
    } catch (Throwable e) {
      throw new AssertionError("the generated routine dispatcher is wrong", e);
    }
  }

  private static Label[] labels(int count) {
    var labels = new Label[count];
    for (int i = 0; i < count; i++) {
      labels[i] = new Label();
    }
    return labels;
  }

  private static void part(ClassWriter writer, int part, Routine[] routines) {
    int first = part * CASES;
    int count = Math.min(CASES, routines.length - first);
    MethodVisitor code =
        writer.visitMethod(Opcodes.ACC_STATIC, "call" + part, CALL_DESCRIPTOR, null, null);
    code.visitCode();
    Label[] labels = labels(count);
    Label none = new Label();
    code.visitVarInsn(Opcodes.ILOAD, 1);
    code.visitTableSwitchInsn(first, first + count - 1, none, labels);
    for (int i = 0; i < count; i++) {
      code.visitLabel(labels[i]);
      one(code, routines[first + i]);
    }
    finish(code, none);
  }

  private static void one(MethodVisitor code, Routine routine) {
    if (routine.takesCpu()) {
      code.visitVarInsn(Opcodes.ALOAD, 0);
    }
    for (int k = 0; k < routine.arity(); k++) {
      code.visitVarInsn(Opcodes.LLOAD, 2 + 2 * k);
      switch (routine.argument(k)) {
        case 'i' -> code.visitInsn(Opcodes.L2I);
        case 'f' -> {
          code.visitInsn(Opcodes.L2I);
          code.visitMethodInsn(
              Opcodes.INVOKESTATIC, "java/lang/Float", "intBitsToFloat", "(I)F", false);
        }
        case 'd' ->
            code.visitMethodInsn(
                Opcodes.INVOKESTATIC, "java/lang/Double", "longBitsToDouble", "(J)D", false);
        default -> {}
      }
    }
    code.visitMethodInsn(
        Opcodes.INVOKESTATIC,
        Type.getInternalName(routine.owner()),
        routine.method(),
        routine.descriptor(),
        false);
    switch (routine.result()) {
      case 'i' -> code.visitInsn(Opcodes.I2L);
      case 'f' -> {
        code.visitMethodInsn(
            Opcodes.INVOKESTATIC, "java/lang/Float", "floatToRawIntBits", "(F)I", false);
        code.visitInsn(Opcodes.I2L);
      }
      case 'd' ->
          code.visitMethodInsn(
              Opcodes.INVOKESTATIC, "java/lang/Double", "doubleToRawLongBits", "(D)J", false);
      case 'v' -> code.visitInsn(Opcodes.LCONST_0);
      default -> {}
    }
    code.visitInsn(Opcodes.LRETURN);
  }

  private static void finish(MethodVisitor code, Label none) {
    code.visitLabel(none);
    code.visitTypeInsn(Opcodes.NEW, "java/lang/AssertionError");
    code.visitInsn(Opcodes.DUP);
    code.visitMethodInsn(Opcodes.INVOKESPECIAL, "java/lang/AssertionError", "<init>", "()V", false);
    code.visitInsn(Opcodes.ATHROW);
    code.visitMaxs(0, 0);
    code.visitEnd();
  }
}
