package dev.armature.lift;

import dev.armature.decode.Feature;
import dev.armature.decode.Insn;
import dev.armature.ir.Op;
import dev.armature.ir.Opcode;
import dev.armature.ir.Reg;
import dev.armature.ir.Terminal;
import dev.armature.machine.Fpscr;
import dev.armature.machine.Routine;

/** Moves among VFP registers, core registers and the FPSCR (ARM ARM A8.8.339 ff., B9.3). */
final class VfpMoves {
  private VfpMoves() {}

  static void register(Lift lift) {
    Insn insn = lift.insn();
    VfpRegisters.put(lift, insn.fd(), VfpRegisters.get(lift, insn.fm()));
  }

  static void immediate(Lift lift) {
    Insn insn = lift.insn();
    if (insn.isDouble()) {
      VfpRegisters.putBits(lift, insn.fd(), lift.ir().constant64(insn.fpImmediate()));
    } else {
      VfpRegisters.putWord(lift, insn.fd(), lift.constant((int) insn.fpImmediate()));
    }
  }

  static void coreToSingle(Lift lift) {
    Insn insn = lift.insn();
    VfpRegisters.putWord(lift, insn.fn(), lift.reg(insn.rt()));
  }

  static void singleToCore(Lift lift) {
    Insn insn = lift.insn();
    lift.put(insn.rt(), VfpRegisters.word(lift, insn.fn()));
  }

  static void coresToDouble(Lift lift) {
    Insn insn = lift.insn();
    Op value = Multiplies.join(lift, lift.reg(insn.rt()), lift.reg(insn.rt2()));
    VfpRegisters.putBits(lift, insn.fm(), value);
  }

  static void doubleToCores(Lift lift) {
    Insn insn = lift.insn();
    Op value = VfpRegisters.bits(lift, insn.fm());
    lift.put(insn.rt(), lift.op(Opcode.LOW, value));
    lift.put(insn.rt2(), lift.op(Opcode.HIGH, value));
  }

  static void coresToSingles(Lift lift) {
    Insn insn = lift.insn();
    if (insn.fm() == 31) {
      lift.undefined(); // UNPREDICTABLE: there is no s32
      return;
    }
    VfpRegisters.putWord(lift, insn.fm(), lift.reg(insn.rt()));
    VfpRegisters.putWord(lift, insn.fm() + 1, lift.reg(insn.rt2()));
  }

  static void singlesToCores(Lift lift) {
    Insn insn = lift.insn();
    if (insn.fm() == 31) {
      lift.undefined(); // UNPREDICTABLE: there is no s32
      return;
    }
    Op low = VfpRegisters.word(lift, insn.fm());
    Op high = VfpRegisters.word(lift, insn.fm() + 1);
    lift.put(insn.rt(), low);
    lift.put(insn.rt2(), high);
  }

  /** A core register to an 8, 16 or 32-bit lane; the other lanes stay. */
  static void coreToLane(Lift lift) {
    Insn insn = lift.insn();
    int bits = insn.elementBits();
    int shift = insn.lane() * bits;
    long mask = ((1L << bits) - 1) << shift;
    Op old = lift.op(Opcode.AND64, VfpRegisters.bits(lift, insn.dn()), lift.ir().constant64(~mask));
    Op value = lift.op(Opcode.ZEXT64, lift.reg(insn.rt()));
    Op placed =
        lift.op(Opcode.AND64, lift.op(Opcode.SHL64, value, shift), lift.ir().constant64(mask));
    VfpRegisters.putBits(lift, insn.dn(), lift.op(Opcode.OR64, old, placed));
  }

  /** An 8, 16 or 32-bit lane to a core register, extended as U says. */
  static void laneToCore(Lift lift) {
    Insn insn = lift.insn();
    int bits = insn.elementBits();
    Op shifted = lift.op(Opcode.SHR64, VfpRegisters.bits(lift, insn.dn()), insn.lane() * bits);
    Op word = lift.op(Opcode.LOW, shifted);
    boolean unsigned = insn.flag('U');
    Op value =
        switch (bits) {
          case 8 -> lift.op(unsigned ? Opcode.ZEXT8 : Opcode.SEXT8, word);
          case 16 -> lift.op(unsigned ? Opcode.ZEXT16 : Opcode.SEXT16, word);
          default -> word;
        };
    lift.put(insn.rt(), value);
  }

  /** VMRS: the FPSCR to a core register, or with 15 its flags to those of the APSR. */
  static void readStatus(Lift lift) {
    int t = lift.insn().rt();
    if (t != 15) {
      Op status = lift.call(Routine.FPSCR_READ);
      lift.put(t, lift.op(Opcode.OR, status, lift.get(Reg.FP_NZCV)));
      return;
    }
    Op flags = lift.get(Reg.FP_NZCV);
    lift.put(Reg.N, flags);
    Op inverted = lift.op(Opcode.NOT, flags);
    lift.put(Reg.Z, lift.op(Opcode.AND, inverted, 0x4000_0000));
    lift.put(Reg.C, lift.op(Opcode.AND, lift.op(Opcode.SHR, flags, 29), 1));
    lift.put(Reg.V, lift.op(Opcode.SHL, flags, 3));
  }

  static void writeStatus(Lift lift) {
    Op value = lift.reg(lift.insn().rt());
    boolean shortVectors = !lift.has(Feature.VFP3);
    Op written = shortVectors ? value : lift.op(Opcode.AND, value, ~Fpscr.VECTOR);
    lift.call(Routine.FPSCR_WRITE, written);
    lift.put(Reg.FP_NZCV, lift.op(Opcode.AND, value, 0xf000_0000));
    if (shortVectors) {
      // What follows may mean something else now.
      lift.end(new Terminal.Leave(lift.next(), 0));
    }
  }
}
