package dev.armature.lift;

import dev.armature.decode.Insn;
import dev.armature.decode.Operation;
import dev.armature.ir.Op;
import dev.armature.ir.Opcode;
import dev.armature.ir.Reg;
import dev.armature.machine.Fpscr;
import dev.armature.machine.Routine;

/** Scalar floating-point arithmetic and comparisons (ARM ARM A7.5). */
final class VfpArithmetic {
  private VfpArithmetic() {}

  private static final long SIGN_64 = 1L << 63;
  private static final int SIGN_32 = 1 << 31;

  /** VADD, VSUB, VMUL, VNMUL, VDIV, VMAXNM, VMINNM: Vd = f(Vn, Vm). */
  static void binary(Lift lift) {
    Insn insn = lift.insn();
    Op n = VfpRegisters.get(lift, insn.fn());
    Op m = VfpRegisters.get(lift, insn.fm());
    VfpRegisters.put(lift, insn.fd(), lift.call(routine(insn), n, m));
  }

  /** VMLA, VMLS, VNMLA, VNMLS: Vd = f(Vd, Vn, Vm), the product rounded first. */
  static void accumulate(Lift lift) {
    Insn insn = lift.insn();
    Op d = VfpRegisters.get(lift, insn.fd());
    Op n = VfpRegisters.get(lift, insn.fn());
    Op m = VfpRegisters.get(lift, insn.fm());
    VfpRegisters.put(lift, insn.fd(), lift.call(routine(insn), d, n, m));
  }

  /** VFMA, VFMS, VFNMA, VFNMS: rounded once; the variants negate an operand of it. */
  static void fused(Lift lift) {
    Insn insn = lift.insn();
    Op d = VfpRegisters.get(lift, insn.fd());
    Op n = VfpRegisters.get(lift, insn.fn());
    Op m = VfpRegisters.get(lift, insn.fm());
    Operation operation = insn.operation();
    if (operation == Operation.VFMS || operation == Operation.VFNMA) {
      n = negated(lift, n);
    }
    if (operation == Operation.VFNMA || operation == Operation.VFNMS) {
      d = negated(lift, d);
    }
    Routine routine = insn.isDouble() ? Routine.VFMA_F64 : Routine.VFMA_F32;
    VfpRegisters.put(lift, insn.fd(), lift.call(routine, d, n, m));
  }

  static void squareRoot(Lift lift) {
    Insn insn = lift.insn();
    Routine routine = insn.isDouble() ? Routine.VSQRT_F64 : Routine.VSQRT_F32;
    VfpRegisters.put(lift, insn.fd(), lift.call(routine, VfpRegisters.get(lift, insn.fm())));
  }

  /** VABS and VNEG only touch the sign bit, of NaNs too. */
  static void sign(Lift lift) {
    Insn insn = lift.insn();
    Op m = VfpRegisters.get(lift, insn.fm());
    VfpRegisters.put(
        lift, insn.fd(), insn.operation() == Operation.VNEG ? negated(lift, m) : absolute(lift, m));
  }

  private static Op negated(Lift lift, Op value) {
    if (lift.insn().isDouble()) {
      Op bits = lift.op(Opcode.F64_BITS, value);
      return lift.op(Opcode.BITS_F64, lift.op(Opcode.XOR64, bits, lift.ir().constant64(SIGN_64)));
    }
    Op bits = lift.op(Opcode.F32_BITS, value);
    return lift.op(Opcode.BITS_F32, lift.op(Opcode.XOR, bits, SIGN_32));
  }

  private static Op absolute(Lift lift, Op value) {
    if (lift.insn().isDouble()) {
      Op bits = lift.op(Opcode.F64_BITS, value);
      return lift.op(Opcode.BITS_F64, lift.op(Opcode.AND64, bits, lift.ir().constant64(~SIGN_64)));
    }
    Op bits = lift.op(Opcode.F32_BITS, value);
    return lift.op(Opcode.BITS_F32, lift.op(Opcode.AND, bits, ~SIGN_32));
  }

  /** VCMP, VCMPE, with a register or zero: the flags of the FPSCR. */
  static void compare(Lift lift) {
    Insn insn = lift.insn();
    Op d = VfpRegisters.get(lift, insn.fd());
    Op m;
    if (insn.operation() == Operation.VCMP) {
      m = VfpRegisters.get(lift, insn.fm());
    } else if (insn.isDouble()) {
      m = lift.op(Opcode.BITS_F64, lift.ir().constant64(0));
    } else {
      m = lift.op(Opcode.BITS_F32, lift.constant(0));
    }
    Op signalling = lift.constant(insn.field('E'));
    Routine routine = insn.isDouble() ? Routine.VCMP_F64 : Routine.VCMP_F32;
    lift.put(Reg.FP_NZCV, lift.call(routine, d, m, signalling));
  }

  /** VSEL: Vd = condition k (EQ, VS, GE, GT) ? Vn : Vm. */
  static void select(Lift lift) {
    Insn insn = lift.insn();
    Op n = VfpRegisters.get(lift, insn.fn());
    Op m = VfpRegisters.get(lift, insn.fm());
    int condition =
        switch (insn.field('k')) {
          case 0 -> 0;
          case 1 -> 6;
          case 2 -> 10;
          default -> 12;
        };
    VfpRegisters.put(lift, insn.fd(), m);
    lift.ir().beginIf(lift.ir().cond(condition));
    VfpRegisters.put(lift, insn.fd(), n);
    lift.ir().endIf();
  }

  /** VRINT: rounded to an integer in the same precision. */
  static void round(Lift lift) {
    Insn insn = lift.insn();
    int mode =
        switch (insn.operation()) {
          case VRINTA -> Fpscr.TIES_AWAY;
          case VRINTN -> Fpscr.NEAREST;
          case VRINTP -> Fpscr.TO_PLUS_INFINITY;
          case VRINTM -> Fpscr.TO_MINUS_INFINITY;
          case VRINTZ -> Fpscr.TO_ZERO;
          default -> -1;
        };
    int exact = insn.operation() == Operation.VRINTX ? 1 : 0;
    Routine routine = insn.isDouble() ? Routine.VRINT_F64 : Routine.VRINT_F32;
    Op m = VfpRegisters.get(lift, insn.fm());
    VfpRegisters.put(
        lift, insn.fd(), lift.call(routine, m, lift.constant(mode), lift.constant(exact)));
  }

  private static Routine routine(Insn insn) {
    boolean wide = insn.isDouble();
    return switch (insn.operation()) {
      case VADD -> wide ? Routine.VADD_F64 : Routine.VADD_F32;
      case VSUB -> wide ? Routine.VSUB_F64 : Routine.VSUB_F32;
      case VMUL -> wide ? Routine.VMUL_F64 : Routine.VMUL_F32;
      case VNMUL -> wide ? Routine.VNMUL_F64 : Routine.VNMUL_F32;
      case VDIV -> wide ? Routine.VDIV_F64 : Routine.VDIV_F32;
      case VMAXNM -> wide ? Routine.VMAXNM_F64 : Routine.VMAXNM_F32;
      case VMINNM -> wide ? Routine.VMINNM_F64 : Routine.VMINNM_F32;
      case VMLA -> wide ? Routine.VMLA_F64 : Routine.VMLA_F32;
      case VMLS -> wide ? Routine.VMLS_F64 : Routine.VMLS_F32;
      case VNMLA -> wide ? Routine.VNMLA_F64 : Routine.VNMLA_F32;
      case VNMLS -> wide ? Routine.VNMLS_F64 : Routine.VNMLS_F32;
      default -> throw new IllegalStateException(insn.toString());
    };
  }
}
