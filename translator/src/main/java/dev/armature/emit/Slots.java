package dev.armature.emit;

import dev.armature.ir.Type;
import java.util.ArrayList;
import java.util.List;

/** The JVM locals of a unit's method: handed out by type, given back, handed out again. */
final class Slots {
  static final int THIS = 0;
  static final int CPU = 1;
  static final int DEPTH = 2;

  /** The first that is handed out. */
  static final int FIRST = 3;

  private static final int VERIFY_INTEGER = 1;
  private static final int VERIFY_FLOAT = 2;
  private static final int VERIFY_DOUBLE = 3;
  private static final int VERIFY_LONG = 4;
  private static final int VERIFY_OBJECT = 7;

  private final List<Type> types = new ArrayList<>();
  private final List<Integer> indices = new ArrayList<>();
  private final List<List<Integer>> free = new ArrayList<>();
  private int next = FIRST;

  Slots() {
    for (int i = 0; i < Type.values().length; i++) {
      free.add(new ArrayList<>());
    }
  }

  /** A local that stays. */
  int permanent(Type type) {
    int slot = next;
    types.add(type);
    indices.add(slot);
    next += type == Type.I64 || type == Type.F64 ? 2 : 1;
    return slot;
  }

  /** A local for the time being. */
  int take(Type type) {
    List<Integer> list = free.get(type.ordinal());
    return list.isEmpty() ? permanent(type) : list.removeLast();
  }

  void give(Type type, int slot) {
    free.get(type.ordinal()).add(slot);
  }

  /**
   * Verification types of all locals with their number, as stack maps have them (JVMS 4.7.4): this,
   * the CPU state, the depth, and those that were handed out.
   *
   * @param self the unit's class in the constant pool
   * @param cpu the CPU state's
   */
  Bytes frame(int self, int cpu) {
    var frame = new Bytes(16 + types.size());
    frame.u2(FIRST + types.size());
    frame.u1(VERIFY_OBJECT).u2(self).u1(VERIFY_OBJECT).u2(cpu).u1(VERIFY_INTEGER);
    for (Type type : types) {
      frame.u1(
          switch (type) {
            case I32 -> VERIFY_INTEGER;
            case F32 -> VERIFY_FLOAT;
            case F64 -> VERIFY_DOUBLE;
            case I64 -> VERIFY_LONG;
            case VOID -> throw new IllegalStateException("a local without type");
          });
    }
    return frame;
  }

  /** Number of locals, the parameters among them. */
  int count() {
    return next;
  }

  /** Bytes of bytecode it takes to give all of them a value. */
  int clearingSize() {
    return types.size() * 3 + 8;
  }

  /** Calls {@code each} with type and index of every local. */
  void forEach(java.util.function.BiConsumer<Type, Integer> each) {
    for (int i = 0; i < types.size(); i++) {
      each.accept(types.get(i), indices.get(i));
    }
  }
}
