package dev.armature.lift;

import dev.armature.decode.Insn;
import dev.armature.ir.Op;
import dev.armature.ir.Opcode;

/**
 * LDM and STM in all four addressing modes, PUSH and POP among them. Every word is addressed off
 * the unchanged base, so that an engine can guard them together. The {@code ^} forms are UNDEFINED:
 * the decoder sees to it.
 */
final class LoadStoreMultiple {
  private LoadStoreMultiple() {}

  /** Offset of the first word from the base, which is the lowest address in every mode. */
  private static int first(Insn insn, int count) {
    int start = insn.flag('U') ? 0 : -4 * count;
    return insn.flag('P') == insn.flag('U') ? start + 4 : start;
  }

  private static Op updated(Lift lift, Op base, int count) {
    return lift.op(Opcode.ADD, base, lift.insn().flag('U') ? 4 * count : -4 * count);
  }

  /**
   * LDM. A base that is in the list gets the loaded value; 16-bit LDM then does not write back (W
   * is 2).
   */
  static void load(Lift lift) {
    Insn insn = lift.insn();
    int list = insn.registerList();
    int count = Integer.bitCount(list);
    int rn = insn.rn();
    if (count == 0 || rn == 15) {
      lift.undefined(); // UNPREDICTABLE
      return;
    }
    Op base = lift.reg(rn);
    int offset = first(insn, count);
    Op[] values = new Op[16];
    for (int reg = 0; reg < 16; reg++) {
      if ((list & 1 << reg) != 0) {
        values[reg] = DataAccess.load32(lift, lift.op(Opcode.ADD, base, offset));
        offset += 4;
      }
    }
    int w = insn.field('W');
    if (w == 1 || w == 2 && (list & 1 << rn) == 0) {
      lift.put(rn, updated(lift, base, count));
    }
    for (int reg = 0; reg < 15; reg++) {
      if (values[reg] != null) {
        lift.put(reg, values[reg]);
      }
    }
    if (values[15] != null) {
      lift.loadPc(values[15], true);
    }
  }

  /** STM. A base in the list is stored as it was before. */
  static void store(Lift lift) {
    Insn insn = lift.insn();
    int list = insn.registerList();
    int count = Integer.bitCount(list);
    int rn = insn.rn();
    if (count == 0 || rn == 15) {
      lift.undefined(); // UNPREDICTABLE
      return;
    }
    Op base = lift.reg(rn);
    int offset = first(insn, count);
    for (int reg = 0; reg < 16; reg++) {
      if ((list & 1 << reg) != 0) {
        DataAccess.store32(lift, lift.op(Opcode.ADD, base, offset), lift.reg(reg));
        offset += 4;
      }
    }
    if (insn.field('W') != 0) {
      lift.put(rn, updated(lift, base, count));
    }
  }
}
