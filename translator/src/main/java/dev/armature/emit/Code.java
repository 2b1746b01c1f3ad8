package dev.armature.emit;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.objectweb.asm.Opcodes;

/**
 * The body of one method while it is being made: instructions in order, assembled at the end.
 *
 * <p>Two things need the whole body before its first byte is written: the number of locals, because
 * all of them are set on entry so that every stack map frame is the same, and the size, because
 * HotSpot never compiles a method of more than 8,000 bytes.
 */
final class Code {
  // Written out: the methods that a record makes for itself take HotSpot 10 ms at first use.

  /** A field as an instruction names it. */
  record Field(int opcode, String owner, String name, String descriptor) {
    @Override
    public boolean equals(Object other) {
      return other instanceof Field field
          && opcode == field.opcode
          && name.equals(field.name)
          && owner.equals(field.owner)
          && descriptor.equals(field.descriptor);
    }

    @Override
    public int hashCode() {
      return 31 * name.hashCode() + opcode;
    }
  }

  /** A method as an instruction names it. */
  record Method(int opcode, String owner, String name, String descriptor) {
    @Override
    public boolean equals(Object other) {
      return other instanceof Method method
          && opcode == method.opcode
          && name.equals(method.name)
          && owner.equals(method.owner)
          && descriptor.equals(method.descriptor);
    }

    @Override
    public int hashCode() {
      return 31 * name.hashCode() + opcode;
    }
  }

  /** A switch over 0, 1, ... */
  record TableSwitch(int[] targets, int otherwise) {}

  private record Handler(int start, int end, int target) {}

  /**
   * Marks a constant that is relative to the guest's base: {@link UnitClass} puts the sum there.
   */
  static final long BASE_MARK = 0x6b5c_0000_0000_0000L;

  static final long BASE_MARK_MASK = 0xffff_0000_0000_0000L;

  private static final int BITS = 10;
  static final int LABEL = 256;
  static final int CATCH_LABEL = 257;
  static final int PUSH = 258;
  static final int PUSH_LONG = 259;
  static final int SWITCH = 260;
  static final int MEMBER = 261;
  static final int MARK = 262;
  static final int STRING = 263;
  static final int CLASS = 264;
  static final int NEW = 265;
  static final int CAST = 266;

  private int[] words = new int[1024];
  private int count;
  private int size;
  private int labels;
  private int[] ints = new int[64];
  private int intCount;
  private final List<Object> objects = new ArrayList<>();
  private final Map<Object, Integer> objectIndex = new HashMap<>();
  private final List<Handler> handlers = new ArrayList<>();

  private void add(int opcode, int operand, int bytes) {
    if (count == words.length) {
      words = Arrays.copyOf(words, count * 2);
    }
    words[count++] = opcode | operand << BITS;
    size += bytes;
  }

  /** Bytes of bytecode so far. */
  int size() {
    return size;
  }

  /** An instruction without operand. */
  void op(int opcode) {
    add(opcode, 0, 1);
  }

  /** A load or store of a local. */
  void local(int opcode, int slot) {
    add(opcode, slot, slot < 4 ? 1 : slot < 256 ? 2 : 4);
  }

  void push(int value) {
    if (intCount == ints.length) {
      ints = Arrays.copyOf(ints, intCount * 2);
    }
    ints[intCount] = value;
    int bytes = value >= -1 && value <= 5 ? 1 : value == (byte) value ? 2 : 3;
    add(PUSH, intCount++, bytes);
  }

  void push(long value) {
    if (value == (int) value && (int) value >= -1 && (int) value <= 5) {
      push((int) value);
      op(Opcodes.I2L);
    } else if ((value & BASE_MARK_MASK) == BASE_MARK) {
      // A guest constant that looks like a mark: made of two that don't.
      add(PUSH_LONG, object(~value), 3);
      push(-1);
      op(Opcodes.I2L);
      op(Opcodes.LXOR);
    } else {
      add(PUSH_LONG, object(value), 3);
    }
  }

  /** Pushes the host address of guest address 0 plus {@code offset}. */
  void pushBase(long offset) {
    add(PUSH_LONG, object(BASE_MARK | (offset & ~BASE_MARK_MASK)), 3);
  }

  void field(Field field) {
    add(MEMBER, object(field), 3);
  }

  void method(Method method) {
    add(MEMBER, object(method), 3);
  }

  void push(String text) {
    add(STRING, object(text), 3);
  }

  /** Pushes the class of this internal name. */
  void pushClass(String name) {
    add(CLASS, object(name), 3);
  }

  /** Makes an object of this class. */
  void create(String type) {
    add(NEW, object(type), 3);
  }

  /** Casts to this class. */
  void cast(String type) {
    add(CAST, object(type), 3);
  }

  int label() {
    return labels++;
  }

  void jump(int opcode, int label) {
    add(opcode, label, 3);
  }

  /** Places a label. All jump targets are reached with an empty operand stack. */
  void place(int label) {
    add(LABEL, label, 0);
  }

  /** Places a label that is no jump target: the bound of a handler's range. */
  void mark(int label) {
    add(MARK, label, 0);
  }

  /** Places a label that is reached with the exception on the stack. */
  void placeCatch(int label) {
    add(CATCH_LABEL, label, 0);
  }

  void tableSwitch(int[] targets, int otherwise) {
    objects.add(new TableSwitch(targets, otherwise));
    add(SWITCH, objects.size() - 1, 16 + 4 * targets.length);
  }

  /** Catches guest faults between two labels. */
  void handler(int start, int end, int target) {
    handlers.add(new Handler(start, end, target));
  }

  private int object(Object value) {
    return objectIndex.computeIfAbsent(
        value,
        v -> {
          objects.add(v);
          return objects.size() - 1;
        });
  }

  // What an Assembler asks.

  /** Entries, of which each is an instruction or a label. */
  int count() {
    return count;
  }

  /** The instruction of entry {@code i}, or one of the constants of this class. */
  int opcode(int i) {
    return words[i] & (1 << BITS) - 1;
  }

  int operand(int i) {
    return words[i] >>> BITS;
  }

  int labels() {
    return labels;
  }

  /** What a {@link #PUSH} with this operand pushes. */
  int pushed(int operand) {
    return ints[operand];
  }

  /** The long, string, class name, switch or member of an entry with this operand. */
  Object object(int operand) {
    return objects.get(operand);
  }

  /** Start, end and target of each handler. */
  int[] handlers() {
    int[] all = new int[3 * handlers.size()];
    for (int i = 0; i < handlers.size(); i++) {
      all[3 * i] = handlers.get(i).start;
      all[3 * i + 1] = handlers.get(i).end;
      all[3 * i + 2] = handlers.get(i).target;
    }
    return all;
  }
}
