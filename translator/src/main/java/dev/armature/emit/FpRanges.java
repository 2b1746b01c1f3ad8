package dev.armature.emit;

import dev.armature.ir.Op;
import dev.armature.ir.Opcode;
import dev.armature.ir.Type;
import dev.armature.machine.FpPlain;
import dev.armature.machine.Routine;
import java.util.Arrays;
import java.util.BitSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Which floating-point results of a block need not be looked at, because the values that they are
 * made of have been: of numbers that are zero or of a moderate magnitude ({@link
 * FpPlain#isModerate}) a few products and sums can be neither tiny nor huge.
 *
 * <p>A value is looked at where that costs less than the checks of the results that it saves: when
 * it is first used, a result when it is there, instead of its check. What was found out in other
 * blocks is known from {@link FpFacts}. Whether all that were looked at are moderate, and the modes
 * those where an inexact result needs no flag, is in a local of the unit; where it tells otherwise,
 * the results are checked after all.
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

  private final List<Op> ops;
  private final FpFacts facts;
  private final Node node;
  private final FpFacts.State before;

  /** What is known of results. */
  private final FpRange[] ranges;

  /** What is known of values that have been looked at, or used where only some can be. */
  private final FpRange[] seen;

  /** What a read of a register reads, where that is known. */
  private final Op[] origins;

  /** Reads of what a register holds at the beginning of the block. */
  private final BitSet entryReads = new BitSet();

  // What is in the registers at the end; changed ones with null hold something unknown.
  private final Op[] singles = new Op[32];
  private final Op[] doubles = new Op[32];
  private final BitSet changedSingles = new BitSet();
  private final BitSet changedDoubles = new BitSet();

  private final BitSet unconditional = new BitSet();
  private final BitSet divisors = new BitSet();
  private final BitSet freeProducts = new BitSet();
  private final BitSet freeResults = new BitSet();
  private final Set<Op> looked = new HashSet<>();
  private Set<Op> values = Set.of();
  private int saved;
  private Set<Op> wanted = Set.of();

  /** The local that tells whether what is known holds. */
  private int flag = -1;

  /** Whether that has been set in this block. */
  private boolean begun;

  FpRanges(FpFacts facts, Node node) {
    this.facts = facts;
    this.node = node;
    this.ops = node.block.ops();
    this.ranges = new FpRange[ops.size()];
    this.seen = new FpRange[ops.size()];
    this.origins = new Op[ops.size()];
    this.before = facts.before(node);
    boolean any = ops.stream().anyMatch(FpRanges::isArithmetic);
    if (any || before != null) {
      readRegisters();
    }
    if (any) {
      choose();
    }
    boolean isUsed = !freeProducts.isEmpty() || !freeResults.isEmpty() || !wanted.isEmpty();
    if (isUsed) {
      boolean looks = !wanted.isEmpty() || freeResults.stream().anyMatch(this::isRoot);
      flag = before != null && !looks ? before.flag() : facts.flag(node);
    }
    facts.setBehind(node, isUsed || before != null ? behind() : null);
  }

  /** Whether there is nothing known before the block. */
  boolean startsAnew() {
    return before == null;
  }

  /** The local that told before the block whether what is known holds. */
  int flagBefore() {
    return before.flag();
  }

  /** The local that tells whether what is known in the block holds. */
  int flag() {
    return flag;
  }

  /** Whether the product of a multiplication, alone or with a sum, is an ordinary one. */
  boolean isFreeProduct(Op op) {
    return freeProducts.get(op.index());
  }

  /** Whether the result of a sum, a quotient or a root is an ordinary one. */
  boolean isFreeResult(Op op) {
    return freeResults.get(op.index());
  }

  /** Whether anything of it need not be checked. */
  boolean isFree(Op op) {
    return isFreeProduct(op) || isFreeResult(op);
  }

  /** Whether the result is looked at, instead of the check of it. */
  boolean looksAtResult(Op op) {
    return wanted.contains(op);
  }

  /** Whether a value that is looked at may not be zero. */
  boolean isDivisor(Op arg) {
    return divisors.get(value(arg).index());
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
    return wanted.contains(value) && !isOwnResult(value) && looked.add(value);
  }

  /** Leaves out, one by one, what costs more than it saves: the same in each run. */
  private void choose() {
    var all = new LinkedHashSet<Op>();
    for (Op op : ops) {
      if (isArithmetic(op) && unconditional.get(op.index())) {
        op.args().forEach(arg -> all.add(value(arg)));
        if (isQuotient(op)) {
          divisors.set(value(op.arg(1)).index());
        }
      }
    }
    if (all.size() > MOST_VALUES) {
      gain();
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
    Arrays.fill(seen, null);
    freeProducts.clear();
    freeResults.clear();
    wanted = new HashSet<>();
    saved = 0;
    for (Op op : ops) {
      if (FpFacts.writesModes(op)) {
        break;
      }
      if (op.code() == Opcode.CALL && unconditional.get(op.index())) {
        call(op);
      }
    }
    return saved - cost();
  }

  private int cost() {
    return wanted.stream().mapToInt(this::cost).sum();
  }

  private int cost(Op value) {
    if (facts.isInvariant(node, value)) {
      return LOOK_BEFORE_LOOP;
    }
    int look = value.type() == Type.F64 ? LOOK : LOOK_AT_SINGLE;
    return isOwnResult(value) && !freeResults.get(value.index()) && !isFreeFactor(value)
        ? Math.max(1, look - CHECK_OTHER)
        : look;
  }

  /** Whether it is a product alone, and need not be checked. */
  private boolean isFreeFactor(Op value) {
    return value.arity() == 2 && freeProducts.get(value.index());
  }

  private void call(Op op) {
    switch (op.routine()) {
      case VCVT_F64_S32, VCVT_F64_U32, VCVT_F32_S32, VCVT_F32_U32 ->
          ranges[op.index()] = FpRange.INTEGER;
      case VADD_F32, VADD_F64, VSUB_F32, VSUB_F64 -> sum(op, range(op.arg(0)), range(op.arg(1)));
      case VMUL_F32, VMUL_F64, VNMUL_F32, VNMUL_F64 -> {
        FpRange product = product(op, range(op.arg(0)), range(op.arg(1)));
        if (product != null) {
          ranges[op.index()] = product;
          saved += op.type() == Type.F64 ? CHECK_PRODUCT : CHECK_OTHER;
          op.args().forEach(this::want);
        }
      }
      case VMLA_F32, VMLA_F64, VMLS_F32, VMLS_F64, VNMLA_F32, VNMLA_F64, VNMLS_F32, VNMLS_F64 -> {
        FpRange product = product(op, range(op.arg(1)), range(op.arg(2)));
        if (product != null) {
          saved += CHECK_OTHER;
          want(op.arg(1));
          want(op.arg(2));
        }
        sum(op, range(op.arg(0)), product);
      }
      case VDIV_F32, VDIV_F64 -> quotient(op, range(op.arg(0)), range(op.arg(1)));
      case VSQRT_F32, VSQRT_F64 -> root(op, range(op.arg(0)));
      default -> {}
    }
  }

  private FpRange product(Op op, FpRange a, FpRange b) {
    if (a == null || b == null) {
      return null;
    }
    FpRange product = a.times(b, op.type());
    if (!product.isNormal(op.type())) {
      return null;
    }
    freeProducts.set(op.index());
    return product;
  }

  private void sum(Op op, FpRange a, FpRange b) {
    if (a == null || b == null) {
      return;
    }
    FpRange sum = a.plus(b);
    if (sum.isFinite(op.type())) {
      free(op, sum, CHECK_OTHER);
    }
  }

  private void quotient(Op op, FpRange a, FpRange b) {
    if (a == null || b == null || !b.nonZero()) {
      return;
    }
    FpRange quotient = a.by(b, op.type());
    if (quotient.isNormal(op.type())) {
      free(op, quotient, CHECK_PRODUCT);
    }
  }

  private void root(Op op, FpRange a) {
    if (a != null) {
      free(op, a.root(op.type()), CHECK_OTHER / 2);
      // That it is not zero is still asked.
      seen[value(op.arg(0)).index()] = new FpRange(a.least(), a.most(), a.grain(), true);
    }
  }

  private void free(Op op, FpRange range, int check) {
    freeResults.set(op.index());
    ranges[op.index()] = range;
    saved += check;
    op.args().forEach(this::want);
  }

  private void want(Op arg) {
    Op value = value(arg);
    FpRange range = range(arg);
    if (values.contains(value)
        && !range.equals(seen[value.index()])
        && !range.equals(known(value))) {
      wanted.add(value);
      seen[value.index()] = range;
    }
  }

  /** What is known of an argument, if those that may be looked at are. */
  private FpRange range(Op arg) {
    Op value = value(arg);
    if (seen[value.index()] != null) {
      return seen[value.index()];
    }
    FpRange known = known(value);
    if (!values.contains(value)) {
      return known;
    }
    int most = value.type() == Type.F64 ? FpPlain.MODERATE : FpPlain.MODERATE_SINGLE;
    FpRange moderate = FpRange.between(most, most, divisors.get(value.index()), value.type());
    return known != null && known.isWithin(moderate) ? known : moderate;
  }

  /** What is known of a value without a look at it. */
  private FpRange known(Op value) {
    return switch (value.code()) {
      case CALL -> ranges[value.index()];
      case BITS_F64 ->
          value.arg(0).isConst()
              ? FpRange.constant(Double.longBitsToDouble(value.arg(0).imm()), Type.F64)
              : null;
      case BITS_F32 ->
          value.arg(0).isConst()
              ? FpRange.constant(Float.intBitsToFloat((int) value.arg(0).imm()), Type.F32)
              : null;
      case GET_S, GET_D ->
          before != null && entryReads.get(value.index())
              ? before.of((int) value.imm(), value.type())
              : null;
      default -> null;
    };
  }

  /** What is known behind the block. */
  private FpFacts.State behind() {
    if (ops.stream().anyMatch(FpFacts::writesModes)) {
      return null;
    }
    var known = new HashMap<Integer, FpRange>();
    for (int i = 0; i < 32; i++) {
      note(known, i, Type.F32, singles[i], changedSingles.get(i));
      note(known, i, Type.F64, doubles[i], changedDoubles.get(i));
    }
    return known.isEmpty() ? null : new FpFacts.State(flag >= 0 ? flag : before.flag(), known);
  }

  private void note(
      Map<Integer, FpRange> known, int index, Type type, Op value, boolean isChanged) {
    FpRange range = null;
    if (value != null) {
      Op origin = value(value);
      range = seen[origin.index()] != null ? seen[origin.index()] : known(origin);
    } else if (!isChanged && before != null) {
      range = before.of(index, type);
    }
    if (range != null) {
      known.put(FpFacts.State.key(index, type), range);
    }
  }

  /**
   * Notes what reads of registers read. Values from inside an IF are none that are known behind it.
   */
  private void readRegisters() {
    int conditional = 0;
    for (Op op : ops) {
      int index = (int) op.imm();
      Op value = conditional > 0 || !Mask.isPut(op) ? null : op.arg(0);
      unconditional.set(op.index(), conditional == 0);
      switch (op.code()) {
        case IF -> conditional++;
        case END_IF -> conditional--;
        case GET_S -> read(op, singles, changedSingles, conditional > 0);
        case GET_D -> read(op, doubles, changedDoubles, conditional > 0);
        case PUT_S, PUT_W -> {
          putSingle(index, op.code() == Opcode.PUT_S ? value : null);
          putDouble(index >>> 1, null);
        }
        case PUT_D, PUT_X -> {
          putDouble(index, op.code() == Opcode.PUT_D ? value : null);
          if (index < 16) {
            putSingle(2 * index, null);
            putSingle(2 * index + 1, null);
          }
        }
        default -> {}
      }
    }
  }

  private void putSingle(int index, Op value) {
    singles[index] = value;
    changedSingles.set(index);
  }

  private void putDouble(int index, Op value) {
    doubles[index] = value;
    changedDoubles.set(index);
  }

  private void read(Op get, Op[] registers, BitSet changed, boolean conditional) {
    int index = (int) get.imm();
    Op before = registers[index];
    origins[get.index()] = before;
    entryReads.set(get.index(), before == null && !changed.get(index));
    if (before == null && !conditional) {
      registers[index] = get;
    }
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

  private static boolean isQuotient(Op op) {
    return op.routine() == Routine.VDIV_F32 || op.routine() == Routine.VDIV_F64;
  }

  private boolean isRoot(int index) {
    Routine routine = ops.get(index).routine();
    return routine == Routine.VSQRT_F32 || routine == Routine.VSQRT_F64;
  }

  /** Whether it is a result of this block, which can be looked at when it is there. */
  private static boolean isOwnResult(Op value) {
    return isArithmetic(value);
  }
}
