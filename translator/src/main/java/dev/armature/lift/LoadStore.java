package dev.armature.lift;

import dev.armature.decode.Insn;
import dev.armature.decode.MemoryOperand;
import dev.armature.decode.Operand;
import dev.armature.ir.Op;
import dev.armature.ir.Opcode;
import dev.armature.ir.Reg;

/**
 * Loads and stores of bytes, halfwords, words and doublewords. Unaligned addresses work: from ARMv6
 * on the core does it, for LDRD and STRD the kernel's alignment handler stands in ({@code
 * arch/arm/mm/alignment.c}). The unprivileged forms are the plain ones in user mode.
 */
final class LoadStore {
  private LoadStore() {}

  /**
   * The address of an access.
   *
   * @param access where it is
   * @param updated what the base register becomes, or null
   */
  private record Address(Op access, Op updated) {}

  private static Address address(Lift lift, MemoryOperand memory) {
    Op base = lift.base(memory.rn());
    Op moved =
        switch (memory.offset()) {
          // One form whatever the sign, so that accesses off one base are seen to belong together.
          case Operand.Immediate i ->
              lift.op(Opcode.ADD, base, memory.add() ? i.value() : -i.value());
          case Operand.Register r -> move(lift, base, r, memory.add());
          case Operand.ShiftedByRegister r -> move(lift, base, r, memory.add());
        };
    return new Address(memory.preIndexed() ? moved : base, memory.writeback() ? moved : null);
  }

  private static Op move(Lift lift, Op base, Operand offset, boolean add) {
    return lift.op(add ? Opcode.ADD : Opcode.SUB, base, Shifter.value(lift, offset));
  }

  private static void writeBack(Lift lift, MemoryOperand memory, Address address) {
    if (address.updated != null && memory.rn() != 15) {
      lift.put(memory.rn(), address.updated);
    }
  }

  /** LDR, LDRB, LDRH, LDRSB, LDRSH. */
  static void load(Lift lift) {
    Insn insn = lift.insn();
    MemoryOperand memory = insn.memory();
    Address address = address(lift, memory);
    Op value =
        switch (insn.operation()) {
          case LDR -> DataAccess.load32(lift, address.access);
          case LDRB -> lift.op(Opcode.LOAD8, address.access);
          case LDRSB -> lift.op(Opcode.LOAD8S, address.access);
          case LDRH -> DataAccess.load16(lift, address.access);
          case LDRSH -> DataAccess.load16s(lift, address.access);
          default -> throw new IllegalStateException(insn.toString());
        };
    writeBack(lift, memory, address);
    if (insn.rt() == 15 && JumpTables.isTableLoad(insn) && !lift.bigEndian()) {
      JumpTables.addresses(lift, lift.reg(insn.rm()), value);
    } else if (insn.rt() == 15) {
      lift.loadPc(value, memory.rn() == Reg.SP && !memory.preIndexed());
    } else {
      lift.put(insn.rt(), value);
    }
  }

  /** STR, STRB, STRH. */
  static void store(Lift lift) {
    Insn insn = lift.insn();
    MemoryOperand memory = insn.memory();
    Address address = address(lift, memory);
    Op value = lift.reg(insn.rt());
    switch (insn.operation()) {
      case STR -> DataAccess.store32(lift, address.access, value);
      case STRB -> lift.op(Opcode.STORE8, address.access, value);
      case STRH -> DataAccess.store16(lift, address.access, value);
      default -> throw new IllegalStateException(insn.toString());
    }
    writeBack(lift, memory, address);
  }

  /** Pairs with the PC; in A32 pairs that begin odd, and the unprivileged form that is none. */
  private static boolean isUnpredictablePair(Insn insn) {
    return insn.rt() == 15
        || insn.rt2() == 15
        || (!insn.thumb() && ((insn.rt() & 1) != 0 || (!insn.flag('P') && insn.flag('W'))));
  }

  /** LDRD. */
  static void loadPair(Lift lift) {
    Insn insn = lift.insn();
    MemoryOperand memory = insn.memory();
    if (isUnpredictablePair(insn)) {
      lift.undefined();
      return;
    }
    Address address = address(lift, memory);
    Op value = lift.op(Opcode.LOAD64, address.access);
    Op low = DataAccess.order(lift, lift.op(Opcode.LOW, value));
    Op high = DataAccess.order(lift, lift.op(Opcode.HIGH, value));
    writeBack(lift, memory, address);
    lift.put(insn.rt(), low);
    lift.put(insn.rt2(), high);
  }

  /** STRD. */
  static void storePair(Lift lift) {
    Insn insn = lift.insn();
    MemoryOperand memory = insn.memory();
    if (isUnpredictablePair(insn)) {
      lift.undefined();
      return;
    }
    Address address = address(lift, memory);
    Op low = DataAccess.order(lift, lift.reg(insn.rt()));
    Op high = DataAccess.order(lift, lift.reg(insn.rt2()));
    lift.op(Opcode.STORE64, address.access, Multiplies.join(lift, low, high));
    writeBack(lift, memory, address);
  }
}
