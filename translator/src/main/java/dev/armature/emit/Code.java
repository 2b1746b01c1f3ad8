package dev.armature.emit;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.objectweb.asm.Label;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;

/**
 * The body of one method while it is being made: instructions in order, replayed to ASM at the end.
 *
 * <p>Two things need the whole body before its first byte is written: the number of locals, because
 * all of them are set on entry so that every stack map frame is the same, and the size, because
 * HotSpot never compiles a method of more than 8,000 bytes.
 */
final class Code {
  /** A field as an instruction names it. */
  record Field(int opcode, String owner, String name, String descriptor) {}

  /** A method as an instruction names it. */
  record Method(int opcode, String owner, String name, String descriptor) {}

  private record TableSwitch(int[] targets, int otherwise) {}

  private record Handler(int start, int end, int target) {}

  /**
   * Marks a constant that is relative to the guest's base: {@link UnitClass} puts the sum there.
   */
  static final long BASE_MARK = 0x6b5c_0000_0000_0000L;

  static final long BASE_MARK_MASK = 0xffff_0000_0000_0000L;

  private static final int BITS = 10;
  private static final int LABEL = 256;
  private static final int CATCH_LABEL = 257;
  private static final int PUSH = 258;
  private static final int PUSH_LONG = 259;
  private static final int SWITCH = 260;
  private static final int MEMBER = 261;
  private static final int MARK = 262;

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
    add(MEMBER, object(method), method.opcode == Opcodes.INVOKEINTERFACE ? 5 : 3);
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

  /**
   * Writes everything to {@code out}.
   *
   * @param locals the frame at every label: ASM's verification types of all locals
   * @param exception internal name of what handlers catch
   */
  void replay(MethodVisitor out, Object[] locals, String exception) {
    var asm = new Label[labels];
    for (int i = 0; i < labels; i++) {
      asm[i] = new Label();
    }
    for (Handler handler : handlers) {
      out.visitTryCatchBlock(asm[handler.start], asm[handler.end], asm[handler.target], exception);
    }
    boolean first = true;
    for (int i = 0; i < count; i++) {
      int opcode = words[i] & (1 << BITS) - 1;
      int operand = words[i] >>> BITS;
      switch (opcode) {
        case LABEL, CATCH_LABEL -> {
          out.visitLabel(asm[operand]);
          frame(out, first, opcode == CATCH_LABEL ? exception : null, locals);
          first = false;
        }
        case MARK -> out.visitLabel(asm[operand]);
        case PUSH -> push(out, ints[operand]);
        case PUSH_LONG -> out.visitLdcInsn(objects.get(operand));
        case SWITCH -> {
          var table = (TableSwitch) objects.get(operand);
          var targets = new Label[table.targets.length];
          for (int t = 0; t < targets.length; t++) {
            targets[t] = asm[table.targets[t]];
          }
          out.visitTableSwitchInsn(0, targets.length - 1, asm[table.otherwise], targets);
        }
        case MEMBER -> {
          if (objects.get(operand) instanceof Method m) {
            out.visitMethodInsn(
                m.opcode, m.owner, m.name, m.descriptor, m.opcode == Opcodes.INVOKEINTERFACE);
          } else {
            var f = (Field) objects.get(operand);
            out.visitFieldInsn(f.opcode, f.owner, f.name, f.descriptor);
          }
        }
        default -> {
          if (opcode >= Opcodes.IFEQ && opcode <= Opcodes.GOTO
              || opcode == Opcodes.IFNULL
              || opcode == Opcodes.IFNONNULL) {
            out.visitJumpInsn(opcode, asm[operand]);
          } else if (opcode >= Opcodes.ILOAD && opcode <= Opcodes.ALOAD
              || opcode >= Opcodes.ISTORE && opcode <= Opcodes.ASTORE) {
            out.visitVarInsn(opcode, operand);
          } else {
            out.visitInsn(opcode);
          }
        }
      }
    }
  }

  private static void frame(MethodVisitor out, boolean first, Object onStack, Object[] locals) {
    Object[] stack = onStack == null ? new Object[0] : new Object[] {onStack};
    if (first) {
      out.visitFrame(Opcodes.F_FULL, locals.length, locals, stack.length, stack);
    } else {
      out.visitFrame(onStack == null ? Opcodes.F_SAME : Opcodes.F_SAME1, 0, null, 1, stack);
    }
  }

  private static void push(MethodVisitor out, int value) {
    if (value >= -1 && value <= 5) {
      out.visitInsn(Opcodes.ICONST_0 + value);
    } else if (value == (byte) value) {
      out.visitIntInsn(Opcodes.BIPUSH, value);
    } else if (value == (short) value) {
      out.visitIntInsn(Opcodes.SIPUSH, value);
    } else {
      out.visitLdcInsn(value);
    }
  }
}
