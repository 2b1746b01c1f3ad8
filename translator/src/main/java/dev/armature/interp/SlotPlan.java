package dev.armature.interp;

import dev.armature.ir.Op;
import dev.armature.ir.Opcode;
import dev.armature.ir.Reg;
import dev.armature.ir.Type;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.List;

/**
 * Decides where each value of a run of ops lives. A register read lives in the register's own slot
 * when the register is not written before the value's last use; a value that is put into a register
 * is computed there when nobody can see the difference (no trap, no reader of the old value in
 * between). Everything else gets a temporary, reused after its last use.
 */
final class SlotPlan {
  static final int NONE = -1;
  private static final int LIMIT = 256;

  /** Thrown when a block needs more slots than an operation can name: lift a shorter one. */
  static final class TooManySlots extends RuntimeException {
    private static final long serialVersionUID = 1;

    TooManySlots() {
      super("block needs more than " + LIMIT + " slots", null, false, false);
    }
  }

  private final List<Op> ops;
  private final int[] slot;
  private final int[] lastUse;
  private final int[] coalescedPut;
  private final Selection selection;

  SlotPlan(List<Op> ops, Selection selection) {
    this.ops = ops;
    this.selection = selection;
    int n = ops.size();
    slot = new int[n];
    lastUse = new int[n];
    coalescedPut = new int[n];
    Arrays.fill(slot, NONE);
    Arrays.fill(lastUse, NONE);
    Arrays.fill(coalescedPut, NONE);
    for (int i = 0; i < n; i++) {
      for (Op use : selection.uses(i)) {
        lastUse[use.index()] = i;
      }
    }
    for (Op use : selection.terminalUses()) {
      lastUse[use.index()] = n;
    }
    coalescePuts();
    assign();
  }

  /** The slot of a value. */
  int slot(Op op) {
    int result = slot[op.index()];
    if (result == NONE) {
      throw new IllegalStateException("no slot for " + op);
    }
    return result;
  }

  boolean hasSlot(Op op) {
    return slot[op.index()] != NONE;
  }

  /** Whether a value is used at all. */
  boolean used(Op op) {
    return lastUse[op.index()] != NONE;
  }

  int lastUse(Op op) {
    return lastUse[op.index()];
  }

  /** Whether the PUT at {@code index} needs no operation: its value is computed in place. */
  boolean isCoalesced(int index) {
    Op value = ops.get(index).arg(0);
    return coalescedPut[value.index()] == index;
  }

  private static boolean wide(Op op) {
    return op.type() == Type.I64 || op.type() == Type.F64;
  }

  private void coalescePuts() {
    // Where the slot of a register is next written after an op, seen from the end backwards.
    int[] nextWrite = new int[Reg.COUNT];
    Arrays.fill(nextWrite, Integer.MAX_VALUE);
    for (int p = ops.size() - 1; p >= 0; p--) {
      Op put = ops.get(p);
      if (selection.flagsAt(p) != null) {
        // The fused flags are written before this op reads its operands.
        Arrays.fill(nextWrite, Reg.N, Reg.V + 1, p - 1);
      }
      if (put.code() != Opcode.PUT || selection.skipped(p)) {
        continue;
      }
      int reg = (int) put.imm();
      Op value = put.arg(0);
      int d = value.index();
      int writtenAt = p;
      if (mayComputeIn(value, d, p, reg) && lastUse[d] <= nextWrite[reg]) {
        coalescedPut[d] = p;
        writtenAt = d;
      }
      nextWrite[reg] = writtenAt;
    }
  }

  private boolean mayComputeIn(Op value, int d, int p, int reg) {
    if (value.isConst()
        || value.code() == Opcode.GET
        || coalescedPut[d] != NONE
        || (reg >= Reg.N && reg <= Reg.V && putElsewhere(value, p))) {
      return false;
    }
    for (int i = d + 1; i < p; i++) {
      Op op = ops.get(i);
      switch (op.code()) {
        case INSN, IF, END_IF -> {
          return false;
        }
        case GET, PUT -> {
          if (op.imm() == reg) {
            return false;
          }
        }
        case COND -> {
          if (reg >= Reg.N && reg <= Reg.V) {
            return false;
          }
        }
        default -> {
          if (op.effect() == Opcode.Effect.MEMORY) {
            return false;
          }
        }
      }
    }
    // A value read from the register before must not be needed after d.
    for (int i = 0; i < d; i++) {
      Op op = ops.get(i);
      if (op.code() == Opcode.GET && op.imm() == reg && lastUse[i] > d) {
        return false;
      }
    }
    return true;
  }

  /** Whether another PUT takes the value too: then that one has the better claim. */
  private boolean putElsewhere(Op value, int p) {
    for (int i = value.index() + 1; i < p; i++) {
      Op op = ops.get(i);
      if (op.code() == Opcode.PUT && op.arg(0) == value && !selection.skipped(i)) {
        return true;
      }
    }
    return false;
  }

  private void assign() {
    var free = new ArrayDeque<Integer>();
    var freeWide = new ArrayDeque<Integer>();
    int next = Reg.COUNT;
    int nextWide = 0;
    int[][] endingAt = endings();
    for (int i = 0; i < ops.size(); i++) {
      Op op = ops.get(i);
      // Arguments that end here free their slots first: an operation reads before it writes.
      for (int ending : endingAt[i]) {
        release(ending, free, freeWide);
      }
      if (op.type() == Type.VOID || selection.skipped(i)) {
        continue;
      }
      if (coalescedPut[i] != NONE) {
        slot[i] = (int) ops.get(coalescedPut[i]).imm();
      } else if (op.code() == Opcode.GET && !writtenBefore((int) op.imm(), i, lastUse[i])) {
        slot[i] = (int) op.imm();
      } else if (lastUse[i] != NONE || op.effect() == Opcode.Effect.MEMORY) {
        if (wide(op)) {
          slot[i] = freeWide.isEmpty() ? nextWide++ : freeWide.pop();
        } else {
          slot[i] = free.isEmpty() ? next++ : free.pop();
        }
        if (lastUse[i] == NONE) {
          release(i, free, freeWide);
        }
      }
      if (next > LIMIT || nextWide > LIMIT) {
        throw new TooManySlots();
      }
    }
  }

  private int[][] endings() {
    int n = ops.size();
    int[] count = new int[n + 1];
    for (int use : lastUse) {
      if (use != NONE) {
        count[use]++;
      }
    }
    int[][] endings = new int[n + 1][];
    for (int i = 0; i <= n; i++) {
      endings[i] = new int[count[i]];
    }
    for (int i = n - 1; i >= 0; i--) {
      if (lastUse[i] != NONE) {
        endings[lastUse[i]][--count[lastUse[i]]] = i;
      }
    }
    return endings;
  }

  private void release(int i, ArrayDeque<Integer> free, ArrayDeque<Integer> freeWide) {
    int s = slot[i];
    if (s == NONE) {
      return;
    }
    if (wide(ops.get(i))) {
      freeWide.push(s);
    } else if (s >= Reg.COUNT) {
      free.push(s);
    }
  }

  /**
   * Whether the slot of {@code reg} is written after op {@code from} and before {@code to} ends.
   */
  private boolean writtenBefore(int reg, int from, int to) {
    for (int i = from + 1; i < Math.min(to + 1, ops.size()); i++) {
      Op op = ops.get(i);
      if (op.code() == Opcode.PUT
          && op.imm() == reg
          && !selection.skipped(i)
          && !isCoalesced(i)
          && i < to) {
        return true;
      }
      // A value computed in place writes the slot where it is computed; reading at that very
      // operation is fine.
      if (coalescedPut[i] != NONE && ops.get(coalescedPut[i]).imm() == reg && i < to) {
        return true;
      }
    }
    return false;
  }
}
