package dev.armature.emit;

import dev.armature.ir.Type;
import java.util.ArrayList;
import java.util.List;
import org.objectweb.asm.Opcodes;

/** The JVM locals of a unit's method: handed out by type, given back, handed out again. */
final class Slots {
  static final int THIS = 0;
  static final int CPU = 1;
  static final int DEPTH = 2;

  /** The first that is handed out. */
  static final int FIRST = 3;

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

  /** Verification types of the handed-out locals, in order. */
  Object[] frame(Object... parameters) {
    var frame = new ArrayList<Object>(List.of(parameters));
    for (Type type : types) {
      frame.add(
          switch (type) {
            case I32 -> Opcodes.INTEGER;
            case I64 -> Opcodes.LONG;
            case F32 -> Opcodes.FLOAT;
            case F64 -> Opcodes.DOUBLE;
            case VOID -> throw new IllegalStateException("a local without type");
          });
    }
    return frame.toArray();
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
