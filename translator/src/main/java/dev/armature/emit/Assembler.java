package dev.armature.emit;

import java.util.Arrays;
import org.objectweb.asm.Opcodes;

/** Makes the bytes of a method of its instructions, with handlers and stack map (JVMS 4.7). */
final class Assembler {
  private static final int ILOAD_0 = 26;
  private static final int ISTORE_0 = 59;
  private static final int WIDE = 196;
  private static final int LDC_WIDE = 19;
  private static final int LDC_LONG = 20;

  private static final int SAME_ONE = 64;
  private static final int SAME_ONE_EXTENDED = 247;
  private static final int SAME_EXTENDED = 251;
  private static final int FULL = 255;
  private static final int OBJECT = 7;

  private static final String EXCEPTION = "dev/armature/machine/GuestFault";

  private final ClassFile file;
  private final Code code;
  private final Bytes frame;
  private final Bytes out;
  private final int[] labels;

  // Where offsets of labels go: place, what they are relative to, label; wide ones are negative.
  private int[] jumps = new int[96];
  private int jumpCount;

  private final Bytes frames = new Bytes(512);
  private int frameCount;
  private int lastFrame = -1;

  Assembler(ClassFile file, Code code, Bytes frame) {
    this.file = file;
    this.code = code;
    this.frame = frame;
    this.out = new Bytes(code.size() + 64);
    this.labels = new int[code.labels()];
  }

  /**
   * @param before what stands before the code; it has neither labels nor constants
   */
  void assemble(Code before) {
    Arrays.fill(labels, -1);
    for (int i = 0; i < before.count(); i++) {
      add(before.opcode(i), before.operand(i));
    }
    for (int i = 0; i < code.count(); i++) {
      add(code.opcode(i), code.operand(i));
    }
    for (int i = 0; i < jumpCount; i += 3) {
      int at = jumps[i];
      int offset = labels[jumps[i + 2]] - jumps[i + 1];
      if (labels[jumps[i + 2]] < 0) {
        throw new IllegalStateException("a label was not placed");
      }
      if (at < 0) {
        out.put4(~at, offset);
      } else {
        out.put2(at, offset);
      }
    }
  }

  /** The instructions. */
  Bytes bytes() {
    return out;
  }

  /** The table of handlers with its length. */
  Bytes handlers() {
    int[] all = code.handlers();
    var table = new Bytes(2 + 8 * all.length);
    table.u2(0);
    int count = 0;
    for (int i = 0; i < all.length; i += 3) {
      int start = labels[all[i]];
      int end = labels[all[i + 1]];
      if (start < end) {
        table.u2(start).u2(end).u2(labels[all[i + 2]]).u2(file.type(EXCEPTION));
        count++;
      }
    }
    table.put2(0, count);
    return table;
  }

  /** The stack map, null when there is no label. */
  Bytes stackMap() {
    return frameCount == 0 ? null : new Bytes(2 + frames.size()).u2(frameCount).all(frames);
  }

  private void add(int opcode, int operand) {
    switch (opcode) {
      case Code.LABEL -> {
        labels[operand] = out.size();
        frame(false);
      }
      case Code.CATCH_LABEL -> {
        labels[operand] = out.size();
        frame(true);
      }
      case Code.MARK -> labels[operand] = out.size();
      case Code.PUSH -> push(code.pushed(operand));
      case Code.PUSH_LONG -> out.u1(LDC_LONG).u2(file.wide((Long) code.object(operand)));
      case Code.SWITCH -> tableSwitch((Code.TableSwitch) code.object(operand));
      case Code.NEW -> out.u1(Opcodes.NEW).u2(file.type((String) code.object(operand)));
      case Code.CAST -> out.u1(Opcodes.CHECKCAST).u2(file.type((String) code.object(operand)));
      case Code.STRING -> constant(file.string((String) code.object(operand)));
      case Code.CLASS -> constant(file.type((String) code.object(operand)));
      case Code.MEMBER -> {
        if (code.object(operand) instanceof Code.Method method) {
          out.u1(method.opcode()).u2(file.method(method));
        } else {
          var field = (Code.Field) code.object(operand);
          out.u1(field.opcode()).u2(file.field(field));
        }
      }
      default -> {
        if (opcode >= Opcodes.IFEQ && opcode <= Opcodes.GOTO
            || opcode == Opcodes.IFNULL
            || opcode == Opcodes.IFNONNULL) {
          jump(out.size() + 1, out.size(), operand);
          out.u1(opcode).u2(0);
        } else if (opcode >= Opcodes.ILOAD && opcode <= Opcodes.ALOAD) {
          local(opcode, ILOAD_0 + 4 * (opcode - Opcodes.ILOAD), operand);
        } else if (opcode >= Opcodes.ISTORE && opcode <= Opcodes.ASTORE) {
          local(opcode, ISTORE_0 + 4 * (opcode - Opcodes.ISTORE), operand);
        } else {
          out.u1(opcode);
        }
      }
    }
  }

  private void local(int opcode, int shortForm, int slot) {
    if (slot < 4) {
      out.u1(shortForm + slot);
    } else if (slot < 256) {
      out.u1(opcode).u1(slot);
    } else {
      out.u1(WIDE).u1(opcode).u2(slot);
    }
  }

  private void push(int value) {
    if (value >= -1 && value <= 5) {
      out.u1(Opcodes.ICONST_0 + value);
    } else if (value == (byte) value) {
      out.u1(Opcodes.BIPUSH).u1(value);
    } else if (value == (short) value) {
      out.u1(Opcodes.SIPUSH).u2(value);
    } else {
      constant(file.integer(value));
    }
  }

  private void constant(int index) {
    if (index < 256) {
      out.u1(Opcodes.LDC).u1(index);
    } else {
      out.u1(LDC_WIDE).u2(index);
    }
  }

  private void jump(int at, int from, int label) {
    if (jumpCount == jumps.length) {
      jumps = Arrays.copyOf(jumps, 2 * jumpCount);
    }
    jumps[jumpCount++] = at;
    jumps[jumpCount++] = from;
    jumps[jumpCount++] = label;
  }

  private void tableSwitch(Code.TableSwitch table) {
    int from = out.size();
    out.u1(Opcodes.TABLESWITCH);
    while ((out.size() & 3) != 0) {
      out.u1(0);
    }
    jump(~out.size(), from, table.otherwise());
    out.u4(0).u4(0).u4(table.targets().length - 1);
    for (int target : table.targets()) {
      jump(~out.size(), from, target);
      out.u4(0);
    }
  }

  /** The frame here: the locals are the same everywhere, and nothing or a fault is on the stack. */
  private void frame(boolean fault) {
    int at = out.size();
    if (at == lastFrame) {
      return;
    }
    int delta = at - lastFrame - 1;
    lastFrame = at;
    if (frameCount++ == 0) {
      frames.u1(FULL).u2(delta).all(frame);
      if (fault) {
        frames.u2(1).u1(OBJECT).u2(file.type(EXCEPTION));
      } else {
        frames.u2(0);
      }
    } else if (fault) {
      if (delta < SAME_ONE) {
        frames.u1(SAME_ONE + delta);
      } else {
        frames.u1(SAME_ONE_EXTENDED).u2(delta);
      }
      frames.u1(OBJECT).u2(file.type(EXCEPTION));
    } else if (delta < SAME_ONE) {
      frames.u1(delta);
    } else {
      frames.u1(SAME_EXTENDED).u2(delta);
    }
  }
}
