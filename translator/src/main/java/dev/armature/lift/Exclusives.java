package dev.armature.lift;

import dev.armature.decode.Insn;
import dev.armature.ir.Op;
import dev.armature.ir.Opcode;
import dev.armature.machine.Routine;

/**
 * LDREX and STREX and their ordered forms, LDA and STL, SWP. The ordered forms have a full barrier
 * on the side that must not be crossed: acquire after the load, release before the store.
 */
final class Exclusives {
  private Exclusives() {}

  private static Op address(Lift lift) {
    return lift.op(Opcode.ADD, lift.reg(lift.insn().rn()), lift.insn().immediate());
  }

  /** LDREX, LDREXB, LDREXH, LDREXD and LDAEX, LDAEXB, LDAEXH, LDAEXD. */
  static void load(Lift lift) {
    Insn insn = lift.insn();
    Op address = address(lift);
    switch (insn.operation()) {
      case LDREXD, LDAEXD -> {
        if (isUnpredictablePair(insn)) {
          lift.undefined();
          return;
        }
        Op value = lift.call(Routine.LDREXD, address);
        acquire(lift);
        lift.setReg(insn.rt(), DataAccess.order(lift, lift.op(Opcode.LOW, value)));
        lift.setReg(insn.rt2(), DataAccess.order(lift, lift.op(Opcode.HIGH, value)));
      }
      default -> {
        Op value =
            switch (insn.operation()) {
              case LDREX, LDAEX -> DataAccess.order(lift, lift.call(Routine.LDREX, address));
              case LDREXH, LDAEXH -> DataAccess.order16(lift, lift.call(Routine.LDREXH, address));
              case LDREXB, LDAEXB -> lift.call(Routine.LDREXB, address);
              default -> throw new IllegalStateException(insn.toString());
            };
        acquire(lift);
        lift.setReg(insn.rt(), value);
      }
    }
  }

  private static boolean isUnpredictablePair(Insn insn) {
    return !insn.thumb() && ((insn.rt() & 1) != 0 || insn.rt() == 14);
  }

  private static void acquire(Lift lift) {
    switch (lift.insn().operation()) {
      case LDAEX, LDAEXB, LDAEXH, LDAEXD -> lift.call(Routine.FENCE);
      default -> {}
    }
  }

  /** STREX, STREXB, STREXH, STREXD and STLEX, STLEXB, STLEXH, STLEXD: Rd is 0 when it stored. */
  static void store(Lift lift) {
    Insn insn = lift.insn();
    switch (insn.operation()) {
      case STREXD, STLEXD -> {
        if (isUnpredictablePair(insn)) {
          lift.undefined();
          return;
        }
      }
      default -> {}
    }
    Op address = address(lift);
    Op value = lift.reg(insn.rt());
    // The compare-and-set of the routines is itself a full barrier.
    Op status =
        switch (insn.operation()) {
          case STREX, STLEX -> lift.call(Routine.STREX, address, DataAccess.order(lift, value));
          case STREXH, STLEXH ->
              lift.call(Routine.STREXH, address, DataAccess.order16(lift, value));
          case STREXB, STLEXB -> lift.call(Routine.STREXB, address, value);
          case STREXD, STLEXD -> {
            Op low = DataAccess.order(lift, value);
            Op high = DataAccess.order(lift, lift.reg(insn.rt2()));
            yield lift.call(Routine.STREXD, address, Multiplies.join(lift, low, high));
          }
          default -> throw new IllegalStateException(insn.toString());
        };
    lift.setReg(insn.rd(), status);
  }

  static void clear(Lift lift) {
    lift.call(Routine.CLREX);
  }

  /** LDA, LDAB, LDAH. */
  static void loadAcquire(Lift lift) {
    Insn insn = lift.insn();
    Op address = lift.reg(insn.rn());
    Op value =
        switch (insn.operation()) {
          case LDA -> {
            lift.call(Routine.ALIGN_READ, address, lift.constant(4));
            yield DataAccess.load32(lift, address);
          }
          case LDAH -> {
            lift.call(Routine.ALIGN_READ, address, lift.constant(2));
            yield DataAccess.load16(lift, address);
          }
          case LDAB -> lift.op(Opcode.LOAD8, address);
          default -> throw new IllegalStateException(insn.toString());
        };
    lift.call(Routine.FENCE);
    lift.setReg(insn.rt(), value);
  }

  /** STL, STLB, STLH: a later LDA must not pass them, hence the barrier after. */
  static void storeRelease(Lift lift) {
    Insn insn = lift.insn();
    Op address = lift.reg(insn.rn());
    Op value = lift.reg(insn.rt());
    lift.call(Routine.FENCE);
    switch (insn.operation()) {
      case STL -> {
        lift.call(Routine.ALIGN_WRITE, address, lift.constant(4));
        DataAccess.store32(lift, address, value);
      }
      case STLH -> {
        lift.call(Routine.ALIGN_WRITE, address, lift.constant(2));
        DataAccess.store16(lift, address, value);
      }
      case STLB -> lift.op(Opcode.STORE8, address, value);
      default -> throw new IllegalStateException(insn.toString());
    }
    lift.call(Routine.FENCE);
  }

  /** SWP. */
  static void swap(Lift lift) {
    Insn insn = lift.insn();
    Op value = DataAccess.order(lift, lift.reg(insn.rm()));
    Op old = lift.call(Routine.SWP, lift.reg(insn.rn()), value);
    lift.setReg(insn.rt(), DataAccess.order(lift, old));
  }

  /** SWPB. */
  static void swapByte(Lift lift) {
    Insn insn = lift.insn();
    lift.setReg(insn.rt(), lift.call(Routine.SWPB, lift.reg(insn.rn()), lift.reg(insn.rm())));
  }
}
