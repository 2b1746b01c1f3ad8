package dev.armature.lift;

import dev.armature.decode.Insn;
import dev.armature.decode.Operand;
import dev.armature.ir.Op;
import dev.armature.ir.Opcode;

/** VLDR, VSTR, VLDM, VSTM, VPUSH, VPOP (ARM ARM A7.6). */
final class VfpLoadStore {
  private VfpLoadStore() {}

  static void load(Lift lift) {
    Insn insn = lift.insn();
    Op address = address(lift);
    put(lift, insn.fd(), word(lift, address, 0));
  }

  static void store(Lift lift) {
    Insn insn = lift.insn();
    store(lift, address(lift), 0, insn.fd());
  }

  private static Op address(Lift lift) {
    Insn insn = lift.insn();
    int offset = ((Operand.Immediate) insn.operand()).value();
    return lift.op(Opcode.ADD, lift.base(insn.rn()), insn.flag('U') ? offset : -offset);
  }

  /** VLDM: all loads before the first register is written. */
  static void loadMultiple(Lift lift) {
    Insn insn = lift.insn();
    int count = insn.registerCount();
    if (!isValid(lift, count)) {
      lift.undefined(); // UNPREDICTABLE
      return;
    }
    Op base = lift.base(insn.rn());
    int width = insn.isDouble() ? 8 : 4;
    int first = insn.flag('U') ? 0 : -bytes(insn);
    Op[] values = new Op[count];
    for (int i = 0; i < count; i++) {
      values[i] = word(lift, base, first + i * width);
    }
    for (int i = 0; i < count; i++) {
      put(lift, insn.fd() + i, values[i]);
    }
    writeBack(lift, base);
  }

  static void storeMultiple(Lift lift) {
    Insn insn = lift.insn();
    int count = insn.registerCount();
    if (!isValid(lift, count)) {
      lift.undefined(); // UNPREDICTABLE
      return;
    }
    Op base = lift.base(insn.rn());
    int width = insn.isDouble() ? 8 : 4;
    int first = insn.flag('U') ? 0 : -bytes(insn);
    for (int i = 0; i < count; i++) {
      store(lift, base, first + i * width, insn.fd() + i);
    }
    writeBack(lift, base);
  }

  /** FLDMX and FSTMX, with an odd count of words, move the base by the odd word as well. */
  private static int bytes(Insn insn) {
    return 4 * insn.field('i');
  }

  private static boolean isValid(Lift lift, int count) {
    Insn insn = lift.insn();
    int registers = !insn.isDouble() || lift.has(dev.armature.decode.Feature.D32) ? 32 : 16;
    return count > 0
        && insn.fd() + count <= registers
        && (count <= 16 || !insn.isDouble())
        && (insn.rn() != 15 || !insn.flag('W'));
  }

  private static void writeBack(Lift lift, Op base) {
    Insn insn = lift.insn();
    if (insn.flag('W')) {
      int bytes = bytes(insn);
      lift.put(insn.rn(), lift.op(Opcode.ADD, base, insn.flag('U') ? bytes : -bytes));
    }
  }

  private static Op word(Lift lift, Op base, int offset) {
    Op address = lift.op(Opcode.ADD, base, offset);
    if (!lift.insn().isDouble()) {
      return DataAccess.load32(lift, address);
    }
    if (!lift.bigEndian()) {
      return lift.op(Opcode.LOAD64, address);
    }
    Op high = DataAccess.load32(lift, address);
    Op low = DataAccess.load32(lift, lift.op(Opcode.ADD, base, offset + 4));
    return Multiplies.join(lift, low, high);
  }

  private static void put(Lift lift, int register, Op value) {
    if (lift.insn().isDouble()) {
      VfpRegisters.putBits(lift, register, value);
    } else {
      VfpRegisters.putWord(lift, register, value);
    }
  }

  private static void store(Lift lift, Op base, int offset, int register) {
    Op address = lift.op(Opcode.ADD, base, offset);
    if (!lift.insn().isDouble()) {
      DataAccess.store32(lift, address, VfpRegisters.word(lift, register));
      return;
    }
    Op value = VfpRegisters.bits(lift, register);
    if (!lift.bigEndian()) {
      lift.op(Opcode.STORE64, address, value);
      return;
    }
    DataAccess.store32(lift, address, lift.op(Opcode.HIGH, value));
    DataAccess.store32(lift, lift.op(Opcode.ADD, base, offset + 4), lift.op(Opcode.LOW, value));
  }
}
