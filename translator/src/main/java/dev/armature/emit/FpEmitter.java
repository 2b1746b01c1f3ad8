package dev.armature.emit;

import dev.armature.ir.Op;
import dev.armature.ir.Type;
import dev.armature.machine.FpPlain;
import dev.armature.machine.Fpscr;
import dev.armature.machine.Routine;
import org.objectweb.asm.Opcodes;

/**
 * Floating-point arithmetic as JVM arithmetic, followed by the question whether that was ARM's
 * result ({@code machine.FpPlain}); where not, off the hot path, the routine does it. Where that
 * follows from what the block has seen of the operands ({@link FpRanges}) only the local that says
 * so is asked.
 *
 * <p>The branches are here and not in a method that all share, so that HotSpot drops the routine's
 * call where it was never needed: a call would cost all values in floating-point registers.
 */
final class FpEmitter {
  private static final String PLAIN = "dev/armature/machine/FpPlain";
  private static final int ADD = Opcodes.FADD;
  private static final int SUB = Opcodes.FSUB;
  private static final int MUL = Opcodes.FMUL;
  private static final int DIV = Opcodes.FDIV;

  private final UnitCode unit;
  private final Code code;
  private final Type type;
  private final boolean freeProduct;
  private final boolean freeSum;
  private final int slow;

  private FpEmitter(UnitCode unit, Op op, FpRanges ranges) {
    this.unit = unit;
    this.code = unit.code;
    this.type = op.type();
    this.freeProduct = ranges.isFreeProduct(op);
    this.freeSum = ranges.isFreeSum(op);
    this.slow = code.label();
  }

  /** Emits a call of a routine that has a plain form; leaves its value on the stack. */
  static void emit(UnitCode unit, Values values, FpRanges ranges, Op op) {
    var emitter = new FpEmitter(unit, op, ranges);
    int[] args = new int[op.arity()];
    for (int i = 0; i < args.length; i++) {
      args[i] = values.floating(op.arg(i));
    }
    int result = unit.slots.take(op.type());
    if (ranges.isFree(op)) {
      if (ranges.begin()) {
        emitter.begin();
      }
      for (int i = 0; i < args.length; i++) {
        if (ranges.look(op.arg(i))) {
          emitter.look(args[i]);
        }
      }
    }
    emitter.plain(op.routine(), args, result);
    emitter.otherwise(op.routine(), args, result);
    op.args().forEach(values::release);
    unit.slots.give(op.type(), result);
    emitter.load(result);
  }

  private void plain(Routine routine, int[] a, int r) {
    switch (routine) {
      case VADD_F32, VADD_F64 -> sum(ADD, a[0], a[1], r, "sum");
      case VSUB_F32, VSUB_F64 -> sum(SUB, a[0], a[1], r, "difference");
      case VMUL_F32, VMUL_F64 -> product(a[0], a[1], r, "product");
      case VDIV_F32, VDIV_F64 -> checked(DIV, a[0], a[1], r, "quotient", false);
      case VNMUL_F32, VNMUL_F64 -> {
        product(a[0], a[1], r, "product");
        negate(r, r);
      }
      case VMLA_F32, VMLA_F64 -> accumulate(a, (p, d) -> sum(ADD, d, p, r, "sum"));
      case VMLS_F32, VMLS_F64 -> accumulate(a, (p, d) -> sum(SUB, d, p, r, "difference"));
      case VNMLS_F32, VNMLS_F64 -> accumulate(a, (p, d) -> sum(SUB, p, d, r, "difference"));
      case VNMLA_F32, VNMLA_F64 ->
          accumulate(
              a,
              (p, d) -> {
                int negated = unit.slots.take(type);
                negate(d, negated);
                sum(SUB, negated, p, r, "difference");
                unit.slots.give(type, negated);
              });
      case VSQRT_F32, VSQRT_F64 -> root(a[0], r);
      case VFMA_F32, VFMA_F64 -> fused(a, r);
      default -> throw new IllegalArgumentException(routine.name());
    }
  }

  private interface Sum {
    void of(int product, int addend);
  }

  private void accumulate(int[] a, Sum sum) {
    int product = unit.slots.take(type);
    product(a[1], a[2], product, "addend");
    sum.of(product, a[0]);
    unit.slots.give(type, product);
  }

  private void product(int a, int b, int r, String check) {
    checked(MUL, a, b, r, check, freeProduct);
  }

  private void sum(int opcode, int a, int b, int r, String check) {
    checked(opcode, a, b, r, check, freeSum);
  }

  /** r = a op b, and the check of that, which is off the hot path where it is free. */
  private void checked(int opcode, int a, int b, int r, String check, boolean free) {
    load(a);
    load(b);
    code.op(isDouble() ? opcode + 1 : opcode);
    store(r);
    if (!free) {
      check(check, a, b, r);
      return;
    }
    int careful = code.label();
    int back = code.label();
    code.local(Opcodes.ILOAD, unit.moderate());
    code.jump(Opcodes.IFEQ, careful);
    code.place(back);
    unit.exits.afterCalls(() -> {
      code.place(careful);
      check(check, a, b, r);
      code.jump(Opcodes.GOTO, back);
    });
  }

  private void check(String method, int a, int b, int r) {
    code.local(Opcodes.ALOAD, Slots.CPU);
    load(a);
    load(b);
    load(r);
    check(method, isDouble() ? "DDD" : "FFF");
  }

  /** Before the first look of a block: whether the modes are those where no flag is needed. */
  private void begin() {
    int other = code.label();
    code.push(0);
    code.local(Opcodes.ISTORE, unit.moderate());
    code.local(Opcodes.ALOAD, Slots.CPU);
    code.field(new Code.Field(Opcodes.GETFIELD, Registers.CPU, "fpscr", "I"));
    code.push(FpPlain.RELEVANT);
    code.op(Opcodes.IAND);
    code.push(Fpscr.IXC);
    code.jump(Opcodes.IF_ICMPNE, other);
    code.push(1);
    code.local(Opcodes.ISTORE, unit.moderate());
    code.place(other);
  }

  /** Looks at a value: it has to be moderate, or zero. */
  private void look(int slot) {
    int odd = code.label();
    int back = code.label();
    load(slot);
    code.method(
        new Code.Method(Opcodes.INVOKESTATIC, PLAIN, "isModerate", isDouble() ? "(D)Z" : "(F)Z"));
    code.jump(Opcodes.IFEQ, odd);
    code.place(back);
    unit.exits.afterCalls(() -> {
      code.place(odd);
      load(slot);
      code.op(isDouble() ? Opcodes.DCONST_0 : Opcodes.FCONST_0);
      code.op(isDouble() ? Opcodes.DCMPL : Opcodes.FCMPL);
      code.jump(Opcodes.IFEQ, back);
      code.push(0);
      code.local(Opcodes.ISTORE, unit.moderate());
      code.jump(Opcodes.GOTO, back);
    });
  }

  private void root(int a, int r) {
    load(a);
    if (!isDouble()) {
      code.op(Opcodes.F2D);
    }
    code.method(new Code.Method(Opcodes.INVOKESTATIC, "java/lang/Math", "sqrt", "(D)D"));
    if (!isDouble()) {
      code.op(Opcodes.D2F);
    }
    store(r);
    code.local(Opcodes.ALOAD, Slots.CPU);
    load(a);
    load(r);
    check("root", isDouble() ? "DD" : "FF");
  }

  private void fused(int[] a, int r) {
    load(a[1]);
    load(a[2]);
    load(a[0]);
    code.method(
        new Code.Method(
            Opcodes.INVOKESTATIC, "java/lang/Math", "fma", isDouble() ? "(DDD)D" : "(FFF)F"));
    store(r);
    code.local(Opcodes.ALOAD, Slots.CPU);
    load(r);
    check("fused", isDouble() ? "D" : "F");
  }

  private void negate(int from, int to) {
    load(from);
    code.op(isDouble() ? Opcodes.DNEG : Opcodes.FNEG);
    store(to);
  }

  private void check(String method, String arguments) {
    code.method(
        new Code.Method(
            Opcodes.INVOKESTATIC, PLAIN, method, "(L" + Registers.CPU + ";" + arguments + ")Z"));
    code.jump(Opcodes.IFEQ, slow);
  }

  /** Off the hot path: the routine itself. */
  private void otherwise(Routine routine, int[] args, int result) {
    int back = code.label();
    code.place(back);
    unit.exits.afterCalls(() -> {
      code.place(slow);
      code.local(Opcodes.ALOAD, Slots.CPU);
      for (int arg : args) {
        load(arg);
      }
      code.method(Expressions.routine(routine));
      store(result);
      code.jump(Opcodes.GOTO, back);
    });
  }

  private boolean isDouble() {
    return type == Type.F64;
  }

  private void load(int slot) {
    code.local(Values.loadOpcode(type), slot);
  }

  private void store(int slot) {
    code.local(Values.storeOpcode(type), slot);
  }
}
