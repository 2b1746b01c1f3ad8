package dev.armature.emit;

import dev.armature.ir.Op;
import dev.armature.ir.Opcode;
import dev.armature.ir.Type;
import dev.armature.machine.FpPlain;
import dev.armature.machine.Routine;
import java.util.Arrays;
import java.util.BitSet;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.LongSupplier;

/**
 * Which floating-point results of a block need not be looked at, because the values that they are
 * made of have been: of numbers that are zero or of a moderate magnitude ({@link
 * FpPlain#isModerate}) a few products and sums can be neither tiny nor huge.
 *
 * <p>A value is looked at where that costs less than the checks of the results that it saves.
 * Whether all that were looked at are moderate, and the modes those where an inexact result needs
 * no flag, is in a local of the unit; where it tells otherwise, the results are checked after all.
 */
final class FpRanges {
  // Micro-operations of a look at a value, and of the checks of results in machine.FpPlain.
  private static final int LOOK = 5;
  private static final int LOOK_AT_SINGLE = 4;
  private static final int LOOK_BEFORE_LOOP = 1;
  private static final int CHECK_PRODUCT = 5;
  private static final int CHECK_OTHER = 4;

  /** More values than this are not tried out. */
  private static final int MOST_VALUES = 48;

  /**
   * What is known of a value that is no NaN.
   *
   * @param least it is zero or at least 2 to the power -least
   * @param most and at most 2 to the power most
   * @param grain and a multiple of 2 to the power -grain
   */
  private record Range(int least, int most, int grain) {
    static final Range INTEGER = new Range(0, 32, 0);
    static final Range ZERO = new Range(0, 0, 0);

    /** Without products or sums. */
    static Range between(int least, int most, Type type) {
      return new Range(least, most, least + precision(type) - 1);
    }

    Range times(Range other, Type type) {
      int product = least + other.least;
      // However small, its bits are those of a number of this precision.
      int bits = Math.min(grain + other.grain, product + precision(type) - 1);
      return new Range(product, most + other.most, bits);
    }

    Range plus(Range other) {
      int bits = Math.max(grain, other.grain);
      return new Range(bits, Math.max(most, other.most) + 1, bits);
    }

    boolean isNormal(Type type) {
      return least < leastExponent(type) && isFinite(type);
    }

    boolean isFinite(Type type) {
      return most <= leastExponent(type);
    }
  }

  private final List<Op> ops;
  private final long changedInLoop;
  private final Range[] ranges;

  /** What a read of a register reads, where that is known. */
  private final Op[] origins;

  private final BitSet freeProducts = new BitSet();
  private final BitSet freeSums = new BitSet();
  private final Set<Op> looked = new HashSet<>();
  private Set<Op> values = Set.of();
  private int saved;
  private Set<Op> wanted = Set.of();

  /** Whether the unit's local has been set in this block. */
  private boolean begun;

  /**
   * @param changedInLoop registers that are changed in the innermost loop around the block, all
   *     when there is none
   */
  FpRanges(List<Op> ops, LongSupplier changedInLoop) {
    this.ops = ops;
    this.ranges = new Range[ops.size()];
    this.origins = new Op[ops.size()];
    boolean any = ops.stream().anyMatch(FpRanges::isArithmetic);
    // All of the unit's blocks are asked for it: not for each block without floating point.
    this.changedInLoop = any ? changedInLoop.getAsLong() : -1;
    if (any) {
      readRegisters();
      choose();
    }
  }

  /** Whether the product of a multiplication, alone or with a sum, is an ordinary one. */
  boolean isFreeProduct(Op op) {
    return freeProducts.get(op.index());
  }

  /** Whether the sum is an ordinary one. */
  boolean isFreeSum(Op op) {
    return freeSums.get(op.index());
  }

  /** Whether anything of it need not be checked. */
  boolean isFree(Op op) {
    return isFreeProduct(op) || isFreeSum(op);
  }

  /** Whether nothing of the block has been looked at before, the first time that this is asked. */
  boolean begin() {
    boolean first = !begun;
    begun = true;
    return first;
  }

  /** Whether {@code arg} is to be looked at now, the first time that this is asked. */
  boolean look(Op arg) {
    Op value = value(arg);
    return wanted.contains(value) && looked.add(value);
  }

  /** Leaves out, one by one, what costs more than it saves: the same in each run. */
  private void choose() {
    var all = new LinkedHashSet<Op>();
    for (Op op : ops) {
      if (isArithmetic(op)) {
        op.args().forEach(arg -> all.add(value(arg)));
      }
    }
    if (all.size() > MOST_VALUES) {
      return;
    }
    values = all;
    int best = gain();
    while (!values.isEmpty()) {
      Set<Op> with = values;
      Set<Op> next = null;
      for (Op value : with) {
        values = new LinkedHashSet<>(with);
        values.remove(value);
        int without = gain();
        if (without >= best) {
          best = without;
          next = values;
        }
      }
      values = next != null ? next : with;
      if (next == null) {
        break;
      }
    }
    if (gain() <= 0) {
      values = Set.of();
      gain();
    }
  }

  /** What is saved when the values may be looked at, less what the looks cost. */
  private int gain() {
    Arrays.fill(ranges, null);
    freeProducts.clear();
    freeSums.clear();
    wanted = new HashSet<>();
    saved = 0;
    int conditional = 0;
    for (Op op : ops) {
      switch (op.code()) {
        case IF -> conditional++;
        case END_IF -> conditional--;
        case CALL -> {
          if (op.routine() == Routine.FPSCR_WRITE) {
            return saved - cost();
          }
          if (conditional == 0) {
            call(op);
          }
        }
        default -> {}
      }
    }
    return saved - cost();
  }

  private int cost() {
    return wanted.stream().mapToInt(this::cost).sum();
  }

  private int cost(Op value) {
    long register = Mask.named(value);
    if (register != 0 && (register & changedInLoop) == 0) {
      return LOOK_BEFORE_LOOP;
    }
    return value.type() == Type.F64 ? LOOK : LOOK_AT_SINGLE;
  }

  private void call(Op op) {
    switch (op.routine()) {
      case VCVT_F64_S32, VCVT_F64_U32, VCVT_F32_S32, VCVT_F32_U32 ->
          ranges[op.index()] = Range.INTEGER;
      case VADD_F32, VADD_F64, VSUB_F32, VSUB_F64 -> sum(op, range(op.arg(0)), range(op.arg(1)));
      case VMUL_F32, VMUL_F64, VNMUL_F32, VNMUL_F64 -> {
        Range product = product(op, range(op.arg(0)), range(op.arg(1)));
        if (product != null) {
          ranges[op.index()] = product;
          saved += op.type() == Type.F64 ? CHECK_PRODUCT : CHECK_OTHER;
          op.args().forEach(this::want);
        }
      }
      case VMLA_F32, VMLA_F64, VMLS_F32, VMLS_F64, VNMLA_F32, VNMLA_F64, VNMLS_F32, VNMLS_F64 -> {
        Range product = product(op, range(op.arg(1)), range(op.arg(2)));
        if (product != null) {
          saved += CHECK_OTHER;
          want(op.arg(1));
          want(op.arg(2));
        }
        sum(op, range(op.arg(0)), product);
      }
      default -> {}
    }
  }

  private Range product(Op op, Range a, Range b) {
    if (a == null || b == null) {
      return null;
    }
    Range product = a.times(b, op.type());
    if (!product.isNormal(op.type())) {
      return null;
    }
    freeProducts.set(op.index());
    return product;
  }

  private void sum(Op op, Range a, Range b) {
    if (a == null || b == null) {
      return;
    }
    Range sum = a.plus(b);
    if (sum.isFinite(op.type())) {
      freeSums.set(op.index());
      ranges[op.index()] = sum;
      saved += CHECK_OTHER;
      op.args().forEach(this::want);
    }
  }

  private void want(Op arg) {
    Op value = value(arg);
    if (values.contains(value) && known(value) == null) {
      wanted.add(value);
    }
  }

  /** What is known of an argument, if those that may be looked at are. */
  private Range range(Op arg) {
    Op value = value(arg);
    Range known = known(value);
    if (known != null || !values.contains(value)) {
      return known;
    }
    int moderate = value.type() == Type.F64 ? FpPlain.MODERATE : FpPlain.MODERATE_SINGLE;
    return Range.between(moderate, moderate, value.type());
  }

  /** What is known of a value without a look at it. */
  private Range known(Op value) {
    if (value.code() == Opcode.CALL) {
      return ranges[value.index()];
    }
    if (value.code() == Opcode.BITS_F64 && value.arg(0).isConst()) {
      return constant(Double.longBitsToDouble(value.arg(0).imm()), Type.F64);
    }
    if (value.code() == Opcode.BITS_F32 && value.arg(0).isConst()) {
      return constant(Float.intBitsToFloat((int) value.arg(0).imm()), Type.F32);
    }
    return null;
  }

  private static Range constant(double number, Type type) {
    int exponent = Math.getExponent(number);
    if (number == 0) {
      return Range.ZERO;
    }
    return Math.abs(exponent) < leastExponent(type)
        ? Range.between(-exponent, exponent + 1, type)
        : null;
  }

  /**
   * Notes what reads of registers read. Values from inside an IF are none that are known behind it.
   */
  private void readRegisters() {
    var singles = new Op[32];
    var doubles = new Op[32];
    int conditional = 0;
    for (Op op : ops) {
      int index = (int) op.imm();
      Op value = conditional > 0 || !Mask.isPut(op) ? null : op.arg(0);
      switch (op.code()) {
        case IF -> conditional++;
        case END_IF -> conditional--;
        case GET_S -> singles[index] = read(op, singles[index], conditional > 0);
        case GET_D -> doubles[index] = read(op, doubles[index], conditional > 0);
        case PUT_S, PUT_W -> {
          singles[index] = op.code() == Opcode.PUT_S ? value : null;
          doubles[index >>> 1] = null;
        }
        case PUT_D, PUT_X -> {
          doubles[index] = op.code() == Opcode.PUT_D ? value : null;
          if (index < 16) {
            singles[2 * index] = null;
            singles[2 * index + 1] = null;
          }
        }
        default -> {}
      }
    }
  }

  /** What is known to be in the register behind a read of it. */
  private Op read(Op get, Op before, boolean conditional) {
    origins[get.index()] = before;
    return before != null || conditional ? before : get;
  }

  /**
   * Where a value comes from: through registers of this block, and from what its sign was changed
   * of or taken away.
   */
  private Op value(Op use) {
    Op op = use;
    while (origins[op.index()] != null) {
      op = origins[op.index()];
    }
    if (op.code() == Opcode.BITS_F64 || op.code() == Opcode.BITS_F32) {
      boolean wide = op.code() == Opcode.BITS_F64;
      Op changed = op.arg(0);
      long sign = wide ? Long.MIN_VALUE : Integer.MIN_VALUE;
      long mask = wide ? -1 : 0xffff_ffffL;
      boolean flips =
          changed.code() == (wide ? Opcode.XOR64 : Opcode.XOR)
              && changed.arg(1).isConst()
              && ((changed.arg(1).imm() ^ sign) & mask) == 0;
      boolean clears =
          changed.code() == (wide ? Opcode.AND64 : Opcode.AND)
              && changed.arg(1).isConst()
              && ((changed.arg(1).imm() ^ ~sign) & mask) == 0;
      Opcode bits = wide ? Opcode.F64_BITS : Opcode.F32_BITS;
      if ((flips || clears) && changed.arg(0).code() == bits) {
        return value(changed.arg(0).arg(0));
      }
    }
    return op;
  }

  private static boolean isArithmetic(Op op) {
    return op.code() == Opcode.CALL && op.routine().hasPlainForm();
  }

  private static int precision(Type type) {
    return type == Type.F64 ? 53 : 24;
  }

  /** Normal numbers are not below 2 to the power of minus this. */
  private static int leastExponent(Type type) {
    return type == Type.F64 ? 1022 : 126;
  }
}
