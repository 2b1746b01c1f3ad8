package dev.armature.lift;

import dev.armature.ir.Op;
import dev.armature.ir.Opcode;

/** Memory accesses in the byte order that the E bit says. */
final class DataAccess {
  private DataAccess() {}

  static Op load16(Lift lift, Op address) {
    Op value = lift.op(Opcode.LOAD16, address);
    return lift.bigEndian() ? lift.op(Opcode.SHR, lift.op(Opcode.REV, value), 16) : value;
  }

  static Op load16s(Lift lift, Op address) {
    return lift.bigEndian()
        ? lift.op(Opcode.SAR, lift.op(Opcode.REV, lift.op(Opcode.LOAD16, address)), 16)
        : lift.op(Opcode.LOAD16S, address);
  }

  static Op load32(Lift lift, Op address) {
    return order(lift, lift.op(Opcode.LOAD32, address));
  }

  static void store16(Lift lift, Op address, Op value) {
    Op ordered = lift.bigEndian() ? lift.op(Opcode.SHR, lift.op(Opcode.REV, value), 16) : value;
    lift.op(Opcode.STORE16, address, ordered);
  }

  static void store32(Lift lift, Op address, Op value) {
    lift.op(Opcode.STORE32, address, order(lift, value));
  }

  /** A word between its register and its little-endian form. */
  static Op order(Lift lift, Op word) {
    return lift.bigEndian() ? lift.op(Opcode.REV, word) : word;
  }

  /** A halfword in the low bits of {@code value} between its register and little-endian form. */
  static Op order16(Lift lift, Op value) {
    return lift.bigEndian() ? lift.op(Opcode.SHR, lift.op(Opcode.REV, value), 16) : value;
  }
}
