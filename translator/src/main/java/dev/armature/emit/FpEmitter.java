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
  private final FpRanges ranges;
  private final boolean freeProduct;
  private final boolean freeResult;
  private final boolean looked;
  private final boolean mayBeZero;
  private final int slow;

  private FpEmitter(UnitCode unit, Op op, FpRanges ranges) {
    this.unit = unit;
    this.code = unit.code;
    this.type = op.type();
    this.ranges = ranges;
    this.freeProduct = ranges.isFreeProduct(op);
    this.freeResult = ranges.isFreeResult(op);
    this.looked = ranges.looksAtResult(op);
    this.mayBeZero = !ranges.isDivisor(op);
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
    if (ranges.isFree(op) || emitter.looked) {
      if (ranges.begin()) {
        emitter.begin();
      }
      for (int i = 0; i < args.length; i++) {
        if (ranges.look(op.arg(i))) {
          emitter.look(args[i], !ranges.isDivisor(op.arg(i)));
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
      case VMUL_F32, VMUL_F64 -> product(a[0], a[1], r, "product", looked);
      case VDIV_F32, VDIV_F64 -> checked(DIV, a[0], a[1], r, "quotient", freeResult, looked);
      case VNMUL_F32, VNMUL_F64 -> {
        product(a[0], a[1], r, "product", looked);
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
    product(a[1], a[2], product, "addend", false);
    sum.of(product, a[0]);
    unit.slots.give(type, product);
  }

  private void product(int a, int b, int r, String check, boolean look) {
    checked(MUL, a, b, r, check, freeProduct, look);
  }

  private void sum(int opcode, int a, int b, int r, String check) {
    checked(opcode, a, b, r, check, freeResult, looked);
  }

  /**
   * r = a op b, and the check of that, which is off the hot path where it is free.
   *
   * @param look whether r is looked at, which tells more than the check
   */
  private void checked(int opcode, int a, int b, int r, String check, boolean free, boolean look) {
    load(a);
    load(b);
    code.op(isDouble() ? opcode + 1 : opcode);
    store(r);
    confirm(r, free, look, () -> check(check, a, b, r));
  }

  private void confirm(int r, boolean free, boolean look, Runnable check) {
    if (!free && !look) {
      check.run();
      return;
    }
    int careful = code.label();
    int back = code.label();
    code.local(Opcodes.ILOAD, ranges.flag());
    code.jump(Opcodes.IFEQ, careful);
    if (look) {
      look(r, mayBeZero, careful);
    }
    code.place(back);
    unit.exits.afterCalls(() -> {
      code.place(careful);
      check.run();
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

  /**
   * Before the first look of a block: whether what is known before it holds. Where nothing is,
   * whether the modes are those where no flag is needed.
   */
  private void begin() {
    int flag = ranges.flag();
    if (!ranges.startsAnew()) {
      if (flag != ranges.flagBefore()) {
        code.local(Opcodes.ILOAD, ranges.flagBefore());
        code.local(Opcodes.ISTORE, flag);
      }
      return;
    }
    int other = code.label();
    code.push(0);
    code.local(Opcodes.ISTORE, flag);
    code.local(Opcodes.ALOAD, Slots.CPU);
    code.field(new Code.Field(Opcodes.GETFIELD, Registers.CPU, "fpscr", "I"));
    code.push(FpPlain.RELEVANT);
    code.op(Opcodes.IAND);
    code.push(Fpscr.IXC);
    code.jump(Opcodes.IF_ICMPNE, other);
    code.push(1);
    code.local(Opcodes.ISTORE, flag);
    code.place(other);
  }

  /** Looks at a value: it has to be moderate, or zero where it may be. */
  private void look(int slot, boolean zero) {
    int back = code.label();
    look(slot, zero, back);
    code.place(back);
  }

  /**
   * Looks at a value.
   *
   * @param otherwise where to go when it is not moderate, once that is noted
   */
  private void look(int slot, boolean zero, int otherwise) {
    int odd = code.label();
    load(slot);
    code.method(
        new Code.Method(Opcodes.INVOKESTATIC, PLAIN, "isModerate", isDouble() ? "(D)Z" : "(F)Z"));
    code.jump(Opcodes.IFEQ, odd);
    unit.exits.afterCalls(() -> {
      code.place(odd);
      if (zero) {
        load(slot);
        code.op(isDouble() ? Opcodes.DCONST_0 : Opcodes.FCONST_0);
        code.op(isDouble() ? Opcodes.DCMPL : Opcodes.FCMPL);
        code.jump(Opcodes.IFEQ, otherwise);
      }
      code.push(0);
      code.local(Opcodes.ISTORE, ranges.flag());
      code.jump(Opcodes.GOTO, otherwise);
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
    if (freeResult) {
      freeRoot(a, r);
    } else {
      confirm(r, false, looked, () -> checkRoot(a, r));
    }
  }

  /** The root of something moderate: it need only be above zero, and is moderate then. */
  private void freeRoot(int a, int r) {
    int careful = code.label();
    int odd = code.label();
    int back = code.label();
    code.local(Opcodes.ILOAD, ranges.flag());
    code.jump(Opcodes.IFEQ, careful);
    load(r);
    code.op(isDouble() ? Opcodes.DCONST_0 : Opcodes.FCONST_0);
    code.op(isDouble() ? Opcodes.DCMPL : Opcodes.FCMPL);
    code.jump(Opcodes.IFLE, odd);
    code.place(back);
    unit.exits.afterCalls(() -> {
      code.place(odd);
      code.push(0);
      code.local(Opcodes.ISTORE, ranges.flag());
      code.place(careful);
      checkRoot(a, r);
      code.jump(Opcodes.GOTO, back);
    });
  }

  private void checkRoot(int a, int r) {
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
    confirm(
        r,
        false,
        looked,
        () -> {
          code.local(Opcodes.ALOAD, Slots.CPU);
          load(r);
          check("fused", isDouble() ? "D" : "F");
        });
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
      if (looked) {
        // The product of a sum was not ordinary: nobody has looked at the sum.
        code.push(0);
        code.local(Opcodes.ISTORE, ranges.flag());
      }
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
