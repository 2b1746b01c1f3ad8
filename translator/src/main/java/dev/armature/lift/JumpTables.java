package dev.armature.lift;

import dev.armature.decode.Insn;
import dev.armature.decode.MemoryOperand;
import dev.armature.decode.Operand;
import dev.armature.decode.ShiftType;
import dev.armature.ir.Op;
import dev.armature.ir.Terminal;
import java.util.ArrayList;
import java.util.List;

/**
 * Finds the tables of compiled switch statements behind computed branches, so that their cases are
 * known as successors. Where a table ends is a guess (it is followed by the code of the first
 * case), but nothing depends on it: an index beyond what was found takes the computed branch.
 *
 * <p>Tables are read only from memory that the guest can't write.
 */
final class JumpTables {
  /** More cases than this are not worth a table of their own in an engine. */
  private static final int MOST_TARGETS = 255;

  /** A case lies no farther from its switch than this; what points farther is no table entry. */
  private static final int REACH = 1 << 20;

  private static final int A32_BRANCH = 0xea;

  private JumpTables() {}

  /** TBB and TBH off the PC: {@code target} is what they compute. */
  static void offsets(Lift lift, int entryBytes, Op index, Op target) {
    Insn insn = lift.insn();
    int base = insn.pc();
    var targets = new ArrayList<Integer>();
    int end = Integer.MAX_VALUE;
    int at = 0;
    while (targets.size() < MOST_TARGETS
        && at + entryBytes <= end
        && lift.isConstantCode(base + at)) {
      int halfword = lift.code().fetch16(base + at & ~1);
      int offset = 2 * (entryBytes == 2 ? halfword : halfword >>> 8 * (base + at & 1) & 0xff);
      if (offset < at + entryBytes) {
        break;
      }
      end = Math.min(end, offset);
      targets.add(base + offset | 1);
      at += entryBytes;
    }
    finish(lift, index, targets, base + at + 1 & ~1, target);
  }

  /** Whether the instruction is {@code ldr pc, [pc, rm, lsl #2]}. */
  static boolean isTableLoad(Insn insn) {
    MemoryOperand memory = insn.memory();
    return !insn.thumb()
        && memory.rn() == 15
        && memory.preIndexed()
        && !memory.writeback()
        && memory.add()
        && isWordIndex(memory.offset());
  }

  private static boolean isWordIndex(Operand operand) {
    return operand instanceof Operand.Register(int rm, ShiftType type, int amount)
        && rm != 15
        && type == ShiftType.LSL
        && amount == 2;
  }

  /** {@code ldr pc, [pc, rm, lsl #2]}, which has loaded {@code target}. */
  static void addresses(Lift lift, Op index, Op target) {
    int base = lift.insn().pc();
    var targets = new ArrayList<Integer>();
    int end = REACH;
    int at = 0;
    while (targets.size() < MOST_TARGETS && at + 4 <= end && lift.isConstantCode(base + at)) {
      int location = lift.code().fetch32(base + at);
      int offset = (location & ~1) - base;
      boolean inside = offset >= 0 && offset < at + 4;
      if (inside || Math.abs(offset) >= REACH || (location & 3) == 2) {
        break;
      }
      if (offset > 0) {
        end = Math.min(end, offset);
      }
      targets.add(location);
      at += 4;
    }
    finish(lift, index, targets, base + at, target);
  }

  /**
   * Whether the instruction is {@code add pc, pc, rm, lsl #2}: it goes to one of the branches after
   * it.
   */
  static boolean isBranchLadder(Insn insn) {
    return !insn.thumb() && insn.rd() == 15 && insn.rn() == 15 && isWordIndex(insn.operand());
  }

  /** {@code add pc, pc, rm, lsl #2}, which computed {@code target}. */
  static void ladder(Lift lift, Op index, Op target) {
    int base = lift.insn().pc();
    var targets = new ArrayList<Integer>();
    int at = base;
    while (targets.size() < MOST_TARGETS && lift.isConstantCode(at)) {
      int branch = lift.code().fetch32(at);
      if (branch >>> 24 != A32_BRANCH) {
        break;
      }
      targets.add(at + 8 + (branch << 8 >> 6));
      at += 4;
    }
    finish(lift, index, targets, at, target);
  }

  private static void finish(Lift lift, Op index, List<Integer> targets, int end, Op target) {
    if (targets.size() < 2) {
      lift.transfer(target, false);
    } else {
      lift.codeEndsAt(end);
      lift.end(new Terminal.TableJump(index, targets, new Terminal.JumpIndirect(target)));
    }
  }
}
