package dev.armature.lift;

import dev.armature.decode.Insn;
import dev.armature.ir.Op;
import dev.armature.ir.Opcode;
import dev.armature.ir.Reg;
import dev.armature.ir.Terminal;
import dev.armature.machine.CpuState;
import dev.armature.machine.Routine;

/** MRS, MSR and SETEND as user mode may use them (ARM ARM B9.3). */
final class StatusRegister {
  private StatusRegister() {}

  // Bits of the mask field of MSR: which byte of the CPSR.
  private static final int FLAGS_FIELD = 8;
  private static final int STATUS_FIELD = 4;
  private static final int EXTENSION_FIELD = 2;

  /** Flags, Q, GE, E and the mode; the execution state reads as zero. */
  static void read(Lift lift) {
    Op value = nzcv(lift);
    value = lift.op(Opcode.OR, value, lift.op(Opcode.SHL, lift.get(Reg.Q), 27));
    value = lift.op(Opcode.OR, value, lift.op(Opcode.SHL, lift.get(Reg.GE), 16));
    int fixed = CpuState.CPSR_MODE_USER | (lift.bigEndian() ? CpuState.CPSR_E : 0);
    lift.setReg(lift.insn().rd(), lift.op(Opcode.OR, value, fixed));
  }

  /** N, Z, C, V as bits 31:28. */
  static Op nzcv(Lift lift) {
    Op n = lift.op(Opcode.AND, lift.get(Reg.N), 0x8000_0000);
    Op z = lift.op(Opcode.SHL, lift.op(Opcode.EQ, lift.get(Reg.Z), 0), 30);
    Op c = lift.op(Opcode.SHL, lift.get(Reg.C), 29);
    Op v = lift.op(Opcode.SHL, lift.op(Opcode.SHR, lift.get(Reg.V), 31), 28);
    return lift.op(Opcode.OR, lift.op(Opcode.OR, n, z), lift.op(Opcode.OR, c, v));
  }

  /** Puts N, Z, C, V from bits 31:28 of {@code word}. */
  static void putNzcv(Lift lift, Op word) {
    Op z = lift.op(Opcode.AND, word, 0x4000_0000);
    lift.put(Reg.N, word);
    lift.put(Reg.Z, lift.op(Opcode.XOR, z, 0x4000_0000));
    lift.put(Reg.C, bits(lift, word, 29, 1));
    lift.put(Reg.V, lift.op(Opcode.SHL, word, 3));
  }

  private static Op bits(Lift lift, Op word, int lsb, int mask) {
    return lift.op(Opcode.AND, lift.op(Opcode.SHR, word, lsb), mask);
  }

  static void write(Lift lift) {
    Insn insn = lift.insn();
    int fields = insn.field('k');
    Op value = Shifter.value(lift);
    boolean endian = (fields & EXTENSION_FIELD) != 0;
    if (endian) {
      lift.call(Routine.SET_ENDIAN, bits(lift, value, 9, 1));
    }
    if ((fields & FLAGS_FIELD) != 0) {
      putNzcv(lift, value);
      lift.put(Reg.Q, bits(lift, value, 27, 1));
    }
    if ((fields & STATUS_FIELD) != 0) {
      lift.put(Reg.GE, bits(lift, value, 16, 0xf));
    }
    if (endian) {
      lift.end(new Terminal.Leave(lift.next(), 0));
    }
  }

  /** SETEND: the code that follows is lifted anew, for the other byte order. */
  static void setEndian(Lift lift) {
    lift.call(Routine.SET_ENDIAN, lift.constant(lift.insn().field('E')));
    lift.end(new Terminal.Leave(lift.next(), 0));
  }
}
