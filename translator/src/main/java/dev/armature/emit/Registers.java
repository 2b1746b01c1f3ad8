package dev.armature.emit;

import dev.armature.ir.Op;
import dev.armature.ir.Opcode;
import dev.armature.ir.Reg;
import dev.armature.ir.Type;
import org.objectweb.asm.Opcodes;

/**
 * The JVM locals that stand for guest registers in a unit.
 *
 * <p>A d register is a double, or two floats where it is used by halves more often, or a long where
 * it is neither. Code in a loop counts as what runs more often than what is around it.
 */
final class Registers {
  /** How a d register is kept. */
  private enum Form {
    DOUBLE,
    LONG,
    HALVES
  }

  /** A loop is taken to go 8 rounds. */
  private static final int ROUNDS_SHIFT = 3;

  private static final int DEEPEST = 8;

  static final String CPU = "dev/armature/machine/CpuState";

  private static final String[] FIELDS = {
    "r0", "r1", "r2", "r3", "r4", "r5", "r6", "r7", "r8", "r9", "r10", "r11", "r12", "r13", "r14",
    "n", "z", "c", "v", "q", "ge", "fpNzcv"
  };

  private final Slots slots;
  private final int[] core = new int[Reg.COUNT];
  private final int[] vfp = new int[32];
  private final int[] vfpHigh = new int[32];
  private final Form[] forms = new Form[32];

  Registers(Flow flow, Slots slots) {
    this.slots = slots;
    long[] asDouble = new long[32];
    long[] byHalves = new long[32];
    for (Node node : flow.nodes()) {
      long times = 1L << ROUNDS_SHIFT * Math.min(flow.depth(node), DEEPEST);
      for (Op op : node.block.ops()) {
        int index = (int) op.imm();
        switch (op.code()) {
          case GET_S, PUT_S, GET_W, PUT_W -> byHalves[index >>> 1] += times;
          case GET_D, PUT_D -> asDouble[index] += times;
          default -> {}
        }
      }
    }
    for (int i = 0; i < 32; i++) {
      forms[i] =
          asDouble[i] == 0 && byHalves[i] == 0
              ? Form.LONG
              : byHalves[i] > asDouble[i] ? Form.HALVES : Form.DOUBLE;
    }
  }

  /** The local of an integer register. */
  int core(int index) {
    if (core[index] == 0) {
      core[index] = slots.permanent(Type.I32);
    }
    return core[index];
  }

  private int vfp(int index) {
    if (vfp[index] == 0) {
      switch (forms[index]) {
        case DOUBLE -> vfp[index] = slots.permanent(Type.F64);
        case LONG -> vfp[index] = slots.permanent(Type.I64);
        case HALVES -> {
          vfp[index] = slots.permanent(Type.F32);
          vfpHigh[index] = slots.permanent(Type.F32);
        }
      }
    }
    return vfp[index];
  }

  private int half(int index) {
    vfp(index >>> 1);
    return (index & 1) == 0 ? vfp[index >>> 1] : vfpHigh[index >>> 1];
  }

  /** Loads the locals of {@code mask} from the CPU state. N, Z, C and V are never loaded. */
  void load(Code code, long mask) {
    for (long rest = mask & ~Mask.FLAGS; rest != 0; rest &= rest - 1) {
      int bit = Long.numberOfTrailingZeros(rest);
      code.local(Opcodes.ALOAD, Slots.CPU);
      if (bit < 32) {
        code.field(new Code.Field(Opcodes.GETFIELD, CPU, FIELDS[bit], "I"));
        code.local(Opcodes.ISTORE, core(bit));
      } else {
        code.field(new Code.Field(Opcodes.GETFIELD, CPU, "d" + (bit - 32), "J"));
        putBits(code, bit - 32);
      }
    }
  }

  /** Stores the locals of {@code mask} to the CPU state, without N, Z, C and V. */
  void store(Code code, long mask) {
    for (long rest = mask & ~Mask.FLAGS; rest != 0; rest &= rest - 1) {
      int bit = Long.numberOfTrailingZeros(rest);
      code.local(Opcodes.ALOAD, Slots.CPU);
      if (bit < 32) {
        code.local(Opcodes.ILOAD, core(bit));
        code.field(new Code.Field(Opcodes.PUTFIELD, CPU, FIELDS[bit], "I"));
      } else {
        getBits(code, bit - 32);
        code.field(new Code.Field(Opcodes.PUTFIELD, CPU, "d" + (bit - 32), "J"));
      }
    }
  }

  /** Pushes what a GET of any kind but of a flag reads. */
  void get(Code code, Op op) {
    int index = (int) op.imm();
    switch (op.code()) {
      case GET -> code.local(Opcodes.ILOAD, core(index));
      case GET_S -> getHalf(code, index, false);
      case GET_W -> getHalf(code, index, true);
      case GET_D -> {
        int slot = vfp(index);
        if (forms[index] == Form.DOUBLE) {
          code.local(Opcodes.DLOAD, slot);
        } else {
          getBits(code, index);
          code.method(Bits.LONG_TO_DOUBLE);
        }
      }
      case GET_X -> getBits(code, index);
      default -> throw new IllegalArgumentException(op.toString());
    }
  }

  /** Pops what a PUT of any kind but of a flag writes. */
  void put(Code code, Op op) {
    int index = (int) op.imm();
    switch (op.code()) {
      case PUT -> code.local(Opcodes.ISTORE, core(index));
      case PUT_S -> putHalf(code, index, false);
      case PUT_W -> putHalf(code, index, true);
      case PUT_D -> {
        int slot = vfp(index);
        if (forms[index] == Form.DOUBLE) {
          code.local(Opcodes.DSTORE, slot);
        } else {
          code.method(Bits.DOUBLE_TO_LONG);
          putBits(code, index);
        }
      }
      case PUT_X -> putBits(code, index);
      default -> throw new IllegalArgumentException(op.toString());
    }
  }

  /** The local that holds just what a GET_S or GET_D reads, -1 when there is none. */
  int floating(Op op) {
    int index = (int) op.imm();
    return switch (op.code()) {
      case GET_S -> forms[index >>> 1] == Form.HALVES ? half(index) : -1;
      case GET_D -> forms[index] == Form.DOUBLE ? vfp(index) : -1;
      default -> -1;
    };
  }

  /** Whether the op's register local has the op's type, so that a copy of it is one move. */
  static boolean isCore(Op op) {
    return op.code() == Opcode.GET && (Mask.named(op) & Mask.FLAGS) == 0;
  }

  private void getHalf(Code code, int index, boolean asInt) {
    if (forms[index >>> 1] == Form.HALVES) {
      code.local(Opcodes.FLOAD, half(index));
      if (asInt) {
        code.method(Bits.FLOAT_TO_INT);
      }
      return;
    }
    getBits(code, index >>> 1);
    if ((index & 1) != 0) {
      code.push(32);
      code.op(Opcodes.LUSHR);
    }
    code.op(Opcodes.L2I);
    if (!asInt) {
      code.method(Bits.INT_TO_FLOAT);
    }
  }

  private void putHalf(Code code, int index, boolean asInt) {
    if (forms[index >>> 1] == Form.HALVES) {
      if (asInt) {
        code.method(Bits.INT_TO_FLOAT);
      }
      code.local(Opcodes.FSTORE, half(index));
      return;
    }
    if (!asInt) {
      code.method(Bits.FLOAT_TO_INT);
    }
    code.op(Opcodes.I2L);
    if ((index & 1) != 0) {
      code.push(32);
      code.op(Opcodes.LSHL);
    } else {
      code.push(0xffff_ffffL);
      code.op(Opcodes.LAND);
    }
    getBits(code, index >>> 1);
    code.push((index & 1) != 0 ? 0xffff_ffffL : 0xffff_ffff_0000_0000L);
    code.op(Opcodes.LAND);
    code.op(Opcodes.LOR);
    putBits(code, index >>> 1);
  }

  private void getBits(Code code, int index) {
    int slot = vfp(index);
    switch (forms[index]) {
      case LONG -> code.local(Opcodes.LLOAD, slot);
      case DOUBLE -> {
        code.local(Opcodes.DLOAD, slot);
        code.method(Bits.DOUBLE_TO_LONG);
      }
      case HALVES -> {
        code.local(Opcodes.FLOAD, vfpHigh[index]);
        code.method(Bits.FLOAT_TO_INT);
        code.op(Opcodes.I2L);
        code.push(32);
        code.op(Opcodes.LSHL);
        code.local(Opcodes.FLOAD, slot);
        code.method(Bits.FLOAT_TO_INT);
        code.op(Opcodes.I2L);
        code.push(0xffff_ffffL);
        code.op(Opcodes.LAND);
        code.op(Opcodes.LOR);
      }
    }
  }

  private void putBits(Code code, int index) {
    int slot = vfp(index);
    switch (forms[index]) {
      case LONG -> code.local(Opcodes.LSTORE, slot);
      case DOUBLE -> {
        code.method(Bits.LONG_TO_DOUBLE);
        code.local(Opcodes.DSTORE, slot);
      }
      case HALVES -> {
        code.op(Opcodes.DUP2);
        code.op(Opcodes.L2I);
        code.method(Bits.INT_TO_FLOAT);
        code.local(Opcodes.FSTORE, slot);
        code.push(32);
        code.op(Opcodes.LUSHR);
        code.op(Opcodes.L2I);
        code.method(Bits.INT_TO_FLOAT);
        code.local(Opcodes.FSTORE, vfpHigh[index]);
      }
    }
  }
}
