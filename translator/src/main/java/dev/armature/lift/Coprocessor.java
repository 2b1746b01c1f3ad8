package dev.armature.lift;

import dev.armature.decode.Insn;
import dev.armature.machine.Routine;

/**
 * What user mode may reach through MRC and MCR on coprocessor 15: the thread registers and the
 * barriers of ARMv6. All else is undefined, MRC2 and MCR2 on the same registers too (ARM ARM
 * A8.6.92, A8.6.100: CP15 has none of them).
 */
final class Coprocessor {
  private Coprocessor() {}

  /** The condition field of MRC2 and MCR2, in A32 and T32. */
  private static final int UNCONDITIONAL = 15;

  private static boolean is(Insn insn, int crn, int opc1, int crm, int opc2) {
    return insn.word() >>> 28 != UNCONDITIONAL
        && insn.field('p') == 15
        && insn.field('n') == crn
        && insn.field('x') == opc1
        && insn.field('m') == crm
        && insn.field('z') == opc2;
  }

  private static boolean isTpidrurw(Insn insn) {
    return is(insn, 13, 0, 0, 2);
  }

  private static boolean isTpidruro(Insn insn) {
    return is(insn, 13, 0, 0, 3);
  }

  private static boolean isBarrier(Insn insn) {
    return is(insn, 7, 0, 5, 4) || is(insn, 7, 0, 10, 4) || is(insn, 7, 0, 10, 5);
  }

  /** MRC. */
  static void read(Lift lift) {
    Insn insn = lift.insn();
    if (insn.rt() != 15 && isTpidruro(insn)) {
      lift.setReg(insn.rt(), lift.call(Routine.READ_TPIDRURO));
    } else if (insn.rt() != 15 && isTpidrurw(insn)) {
      lift.setReg(insn.rt(), lift.call(Routine.READ_TPIDRURW));
    } else {
      lift.undefined();
    }
  }

  /** MCR. */
  static void write(Lift lift) {
    Insn insn = lift.insn();
    if (isTpidrurw(insn)) {
      lift.call(Routine.WRITE_TPIDRURW, lift.reg(insn.rt()));
    } else if (isBarrier(insn)) {
      lift.call(Routine.FENCE);
    } else {
      lift.undefined();
    }
  }
}
