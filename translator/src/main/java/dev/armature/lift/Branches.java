package dev.armature.lift;

import dev.armature.decode.Insn;
import dev.armature.decode.Operation;
import dev.armature.ir.Op;
import dev.armature.ir.Opcode;
import dev.armature.ir.Reg;
import dev.armature.ir.Terminal;

/** Branches and calls, direct and computed, and table branches. */
final class Branches {
  private Branches() {}

  static void branch(Lift lift) {
    lift.end(new Terminal.Jump(lift.insn().target() | lift.thumbBit()));
  }

  /** BL, and BLX to a label, which changes the instruction set. */
  static void call(Lift lift) {
    Insn insn = lift.insn();
    boolean thumb = insn.thumb() ^ insn.operation() == Operation.BLX_IMM;
    lift.put(Reg.LR, lift.constant(lift.next()));
    lift.end(new Terminal.Call(insn.target() | (thumb ? 1 : 0), lift.next()));
  }

  /** BX, and BXJ, which is BX on cores without Jazelle state. */
  static void exchange(Lift lift) {
    int rm = lift.insn().rm();
    lift.transfer(lift.reg(rm), rm == Reg.LR);
  }

  static void callExchange(Lift lift) {
    Op target = lift.reg(lift.insn().rm());
    lift.put(Reg.LR, lift.constant(lift.next()));
    lift.end(new Terminal.CallIndirect(target, lift.next()));
  }

  /** CBZ, CBNZ. */
  static void compare(Lift lift) {
    Insn insn = lift.insn();
    Opcode condition = insn.operation() == Operation.CBZ ? Opcode.EQ : Opcode.NE;
    Op holds = lift.op(condition, lift.reg(insn.rn()), 0);
    lift.end(new Terminal.Branch(holds, insn.target() | 1, lift.next()));
  }

  /** TBB, TBH: forward by twice the entry. */
  static void table(Lift lift) {
    Insn insn = lift.insn();
    Op index = lift.reg(insn.rm());
    Op entry;
    if (insn.operation() == Operation.TBH) {
      Op address = lift.op(Opcode.ADD, lift.reg(insn.rn()), lift.op(Opcode.SHL, index, 1));
      entry = DataAccess.load16(lift, address);
    } else {
      entry = lift.op(Opcode.LOAD8, lift.op(Opcode.ADD, lift.reg(insn.rn()), index));
    }
    Op target = lift.op(Opcode.ADD, lift.op(Opcode.SHL, entry, 1), insn.pc() | 1);
    if (insn.rn() == 15 && !lift.bigEndian()) {
      JumpTables.offsets(lift, insn.operation() == Operation.TBH ? 2 : 1, index, target);
    } else {
      lift.transfer(target, false);
    }
  }

  static void supervisorCall(Lift lift) {
    lift.end(new Terminal.SupervisorCall(lift.insn().immediate(), lift.next(), lift.nextItState()));
  }

  static void breakpoint(Lift lift) {
    lift.end(new Terminal.Breakpoint(lift.insn().immediate()));
  }
}
