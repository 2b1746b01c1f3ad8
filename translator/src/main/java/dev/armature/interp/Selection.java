package dev.armature.interp;

import dev.armature.ir.Op;
import dev.armature.ir.Opcode;
import dev.armature.ir.Reg;
import dev.armature.ir.Terminal;
import java.util.ArrayList;
import java.util.List;

/**
 * Decides which ops of a run become one operation together: the four flag PUTs of a compare, an
 * address sum with its load or store, a constant operand. The others keep their own operation.
 */
final class Selection {
  private final List<Op> ops;
  private final int[] useCount;
  // Ops that need no operation of their own.
  private final boolean[] skipped;
  // For each op: the overflow op of the flag group computed right before it.
  private final Op[] flagsAt;

  private final List<Op> terminalUses = new ArrayList<>();

  Selection(List<Op> ops, Terminal terminal) {
    this.ops = ops;
    collectUses(terminal);
    useCount = new int[ops.size()];
    skipped = new boolean[ops.size()];
    flagsAt = new Op[ops.size()];
    for (Op op : ops) {
      for (int k = 0; k < op.arity(); k++) {
        useCount[op.arg(k).index()]++;
      }
    }
    for (Op use : terminalUses) {
      useCount[use.index()]++;
    }
    for (int i = 0; i < ops.size(); i++) {
      Op op = ops.get(i);
      if (op.code() == Opcode.OVERFLOW_SUB || op.code() == Opcode.OVERFLOW_ADD) {
        flagGroup(op);
      }
    }
    foldAddresses();
    foldBranchCondition(terminal);
    dropUnused();
  }

  /** The ops whose values the block's end needs in slots. */
  List<Op> terminalUses() {
    return terminalUses;
  }

  private void collectUses(Terminal terminal) {
    switch (terminal) {
      case Terminal.Branch branch -> terminalUses.add(branch.condition());
      case Terminal.If choice -> {
        terminalUses.add(choice.condition());
        collectUses(choice.otherwise());
      }
      case Terminal.CallIndirect call -> terminalUses.add(call.target());
      case Terminal.Return ret -> terminalUses.add(ret.target());
      case Terminal.JumpIndirect jump -> terminalUses.add(jump.target());
      case Terminal.TableJump table -> {
        terminalUses.add(table.index());
        collectUses(table.otherwise());
      }
      case Terminal.Jump _,
          Terminal.Call _,
          Terminal.SupervisorCall _,
          Terminal.Leave _,
          Terminal.Undefined _,
          Terminal.Breakpoint _ -> {}
    }
  }

  /** Lets a branch compare by itself instead of testing the result of a comparison. */
  private void foldBranchCondition(Terminal terminal) {
    if (!(terminal instanceof Terminal.Branch(Op condition, int _, int _))
        || useCount[condition.index()] != 1
        || !isComparison(condition.code())) {
      return;
    }
    skipped[condition.index()] = true;
    terminalUses.clear();
    terminalUses.add(condition.arg(0));
    if (!condition.arg(1).isConst() || !isOrdered(condition.code())) {
      terminalUses.add(condition.arg(1));
    }
  }

  private static boolean isComparison(Opcode code) {
    return switch (code) {
      case EQ, NE, LT, LE, GT, GE, ULT, ULE, UGT, UGE -> true;
      default -> false;
    };
  }

  /** Whether the interpreter has the comparison with its operands in this order. */
  static boolean isOrdered(Opcode code) {
    return switch (code) {
      case EQ, NE, LT, LE, ULT, ULE -> true;
      default -> false;
    };
  }

  private void dropUnused() {
    for (int i = ops.size() - 1; i >= 0; i--) {
      Op op = ops.get(i);
      if (!skipped[i] && useCount[i] == 0 && op.effect() == Opcode.Effect.PURE) {
        skip(op);
      }
    }
  }

  /** Whether op {@code i} needs no operation. */
  boolean skipped(int i) {
    return skipped[i];
  }

  /** OVERFLOW_SUB or OVERFLOW_ADD whose flag group is computed right before op {@code i}. */
  Op flagsAt(int i) {
    return flagsAt[i];
  }

  /** The ops whose values op {@code i} needs in slots. */
  List<Op> uses(int i) {
    var uses = new ArrayList<Op>(4);
    Op flags = flagsAt[i];
    if (flags != null) {
      uses.add(flags.arg(0));
      if (!flags.arg(1).isConst()) {
        uses.add(flags.arg(1));
      }
    }
    Op op = ops.get(i);
    if (skipped[i]) {
      return uses;
    }
    for (int k = 0; k < op.arity(); k++) {
      Op arg = op.arg(k);
      if (k == 0 && isAccess(op.code()) && skipped[arg.index()]) {
        uses.add(arg.arg(0)); // a folded address sum
      } else if (!arg.isConst() || !takesImmediate(op, k)) {
        uses.add(arg);
      }
    }
    return uses;
  }

  /** Whether argument {@code k} of {@code op} may be a constant without a slot. */
  static boolean takesImmediate(Op op, int k) {
    return switch (op.code()) {
      case ADD, SUB, AND, OR, XOR, SHL, SHR, SAR, ROR -> k == 1;
      case PUT -> true;
      default -> false;
    };
  }

  /** Whether the address of access {@code op} is a sum computed by the access itself. */
  boolean addressFolded(Op op) {
    return skipped[op.arg(0).index()];
  }

  private static boolean isAccess(Opcode code) {
    return switch (code) {
      case LOAD8, LOAD8S, LOAD16, LOAD16S, LOAD32, LOAD64, STORE8, STORE16, STORE32, STORE64 ->
          true;
      default -> false;
    };
  }

  private void foldAddresses() {
    for (Op op : ops) {
      if (!isAccess(op.code())) {
        continue;
      }
      Op address = op.arg(0);
      if (address.code() == Opcode.ADD
          && address.arg(1).isConst()
          && !address.arg(0).isConst()
          && useCount[address.index()] == 1
          && !skipped[address.index()]
          && flagsAt[address.index()] == null) {
        skipped[address.index()] = true;
        useCount[address.arg(1).index()]--;
      }
    }
  }

  private void skip(Op op) {
    skipped[op.index()] = true;
    for (int k = 0; k < op.arity(); k++) {
      useCount[op.arg(k).index()]--;
    }
  }

  /**
   * Finds PUT N r, PUT Z r, PUT C carry, PUT V overflow around {@code overflow} and makes them one
   * operation, computed where r is (or at the overflow op when r is no subtraction of the same
   * operands, as in a compare with 0).
   */
  private void flagGroup(Op overflow) {
    Op a = overflow.arg(0);
    Op b = overflow.arg(1);
    Op r = overflow.arg(2);
    boolean sub = overflow.code() == Opcode.OVERFLOW_SUB;
    boolean atResult =
        r.code() == (sub ? Opcode.SUB : Opcode.ADD) && r.arg(0) == a && sameValue(r.arg(1), b);
    if (!atResult && !(sub && b.isConst(0) && r == a)) {
      return;
    }
    int anchor = atResult ? r.index() : overflow.index();
    Op[] puts = new Op[4];
    int found = 0;
    int i = anchor + 1;
    for (; i < ops.size() && found < 4; i++) {
      Op op = ops.get(i);
      if (op.code() == Opcode.PUT && op.imm() >= Reg.N && op.imm() <= Reg.V) {
        int flag = (int) op.imm() - Reg.N;
        if (puts[flag] != null || !matches(op, a, b, r, overflow, sub)) {
          return;
        }
        puts[flag] = op;
        found++;
      } else if (op.code() == Opcode.GET && op.imm() >= Reg.N && op.imm() <= Reg.V) {
        return;
      } else if (op.code() != Opcode.PUT
          && op.effect() != Opcode.Effect.PURE
          && op.code() != Opcode.GET) {
        return;
      }
    }
    if (found < 4 || flagValueUsedIn(anchor)) {
      return;
    }
    Op carry = puts[Reg.C - Reg.N].arg(0);
    if (useCount[carry.index()] != 1 || useCount[overflow.index()] != 1) {
      return;
    }
    skip(carry);
    for (Op put : puts) {
      skip(put);
    }
    skip(overflow);
    flagsAt[anchor] = overflow;
    useCount[a.index()]++;
    useCount[b.index()]++;
  }

  /** Whether a flag read before {@code anchor} is still needed after it. */
  private boolean flagValueUsedIn(int anchor) {
    for (int i = 0; i < anchor; i++) {
      Op get = ops.get(i);
      if (get.code() == Opcode.GET && get.imm() >= Reg.N && get.imm() <= Reg.V) {
        return true;
      }
    }
    return false;
  }

  private static boolean sameValue(Op x, Op y) {
    return x == y || (x.isConst() && y.isConst() && x.imm() == y.imm());
  }

  private static boolean matches(Op put, Op a, Op b, Op r, Op overflow, boolean sub) {
    Op value = put.arg(0);
    return switch ((int) put.imm()) {
      case Reg.N, Reg.Z -> value == r;
      case Reg.V -> value == overflow;
      default ->
          sub
              ? value.code() == Opcode.UGE && value.arg(0) == a && sameValue(value.arg(1), b)
              : switch (value.code()) {
                case CARRY -> value.arg(0) == a && sameValue(value.arg(1), b) && value.arg(2) == r;
                case ULT -> value.arg(0) == r && (value.arg(1) == a || value.arg(1) == b);
                default -> false;
              };
    };
  }
}
