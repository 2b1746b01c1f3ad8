package dev.armature.interp;

import dev.armature.ir.Block;
import dev.armature.ir.Op;
import dev.armature.ir.Opcode;
import dev.armature.ir.Reg;
import dev.armature.ir.Terminal;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;

/** Turns a block into the interpreter's {@link Code}. */
final class Lowering {
  private int[] code = new int[64 * Code.SIZE];

  /** Operations so far. */
  private int length;

  private final List<Long> constants = new ArrayList<>();
  private final List<LoweredBlock.Call> calls = new ArrayList<>();
  private final List<Integer> targets = new ArrayList<>();
  private final List<Integer> insnStarts = new ArrayList<>();
  private final List<Long> insnMarks = new ArrayList<>();

  private Lowering() {}

  /**
   * Lowers {@code block}, which was lifted from {@code bytes}.
   *
   * @throws SlotPlan.TooManySlots when the block is too large for an operation's slot fields
   */
  static LoweredBlock lower(Block block, byte[] bytes) {
    var lowering = new Lowering();
    lowering.block(block);
    return new LoweredBlock(
        block.location(),
        block.end(),
        Arrays.copyOf(lowering.code, lowering.length * Code.SIZE),
        lowering.targets.stream().mapToInt(Integer::intValue).toArray(),
        lowering.calls.toArray(LoweredBlock.Call[]::new),
        new LoweredBlock.Details(
            bytes,
            lowering.constants.stream().mapToLong(Long::longValue).toArray(),
            lowering.insnStarts.stream().mapToInt(Integer::intValue).toArray(),
            lowering.insnMarks.stream().mapToLong(Long::longValue).toArray()));
  }

  private void emit(int operation, int d, int a, int b, int imm) {
    if (length * Code.SIZE == code.length) {
      code = Arrays.copyOf(code, code.length * 2);
    }
    code[length * Code.SIZE] = Code.pack(operation, d, a, b);
    code[length * Code.SIZE + 1] = imm;
    length++;
  }

  private void block(Block block) {
    var selection = new Selection(block.ops(), block.terminal());
    new Run(block.ops(), selection, new SlotPlan(block.ops(), selection)).lower(block.terminal());
  }

  /** One run of ops with its slot plan. */
  private final class Run {
    private final List<Op> ops;
    private final Selection selection;
    private final SlotPlan plan;
    private final Deque<Integer> openIfs = new ArrayDeque<>();

    Run(List<Op> ops, Selection selection, SlotPlan plan) {
      this.ops = ops;
      this.selection = selection;
      this.plan = plan;
    }

    void lower(Terminal terminal) {
      for (int i = 0; i < ops.size(); i++) {
        Op flags = selection.flagsAt(i);
        if (flags != null) {
          flags(flags);
        }
        if (!selection.skipped(i)) {
          op(ops.get(i), i);
        }
      }
      end(terminal);
    }

    private void flags(Op overflow) {
      boolean sub = overflow.code() == Opcode.OVERFLOW_SUB;
      int a = plan.slot(overflow.arg(0));
      Op b = overflow.arg(1);
      if (b.isConst()) {
        emit(sub ? Code.FLAGS_SUB_I : Code.FLAGS_ADD_I, 0, a, 0, (int) b.imm());
      } else {
        emit(sub ? Code.FLAGS_SUB : Code.FLAGS_ADD, 0, a, plan.slot(b), 0);
      }
    }

    private int d(Op op) {
      return plan.slot(op);
    }

    private int slot(Op op, int k) {
      return plan.slot(op.arg(k));
    }

    private void unary(int operation, Op op) {
      emit(operation, d(op), slot(op, 0), 0, 0);
    }

    private void binary(int operation, Op op) {
      emit(operation, d(op), slot(op, 0), slot(op, 1), 0);
    }

    private void swapped(int operation, Op op) {
      emit(operation, d(op), slot(op, 1), slot(op, 0), 0);
    }

    private void binary(int operation, int withImmediate, Op op) {
      if (op.arg(1).isConst()) {
        emit(withImmediate, d(op), slot(op, 0), 0, (int) op.arg(1).imm());
      } else {
        binary(operation, op);
      }
    }

    private void ternary(int operation, Op op) {
      emit(operation, d(op), slot(op, 0), slot(op, 1), slot(op, 2));
    }

    private void load(int operation, Op op) {
      emit(operation, d(op), addressSlot(op), 0, addressOffset(op));
    }

    private void store(int operation, Op op) {
      emit(operation, 0, addressSlot(op), slot(op, 1), addressOffset(op));
    }

    private int addressSlot(Op op) {
      return selection.addressFolded(op) ? slot(op.arg(0), 0) : slot(op, 0);
    }

    private int addressOffset(Op op) {
      return selection.addressFolded(op) ? (int) op.arg(0).arg(1).imm() : 0;
    }

    private void op(Op op, int index) {
      switch (op.code()) {
        case INSN -> {
          insnStarts.add(length);
          insnMarks.add(op.imm());
        }
        case IF -> {
          openIfs.push(length);
          emit(Code.GOTO_IF_ZERO, 0, slot(op, 0), 0, 0);
        }
        case END_IF -> patch(openIfs.pop());
        case CONST -> {
          if (plan.hasSlot(op)) {
            emit(Code.MOV_I, d(op), 0, 0, (int) op.imm());
          }
        }
        case CONST64 -> {
          emit(Code.CONST64, d(op), 0, 0, constants.size());
          constants.add(op.imm());
        }
        case GET -> {
          if (plan.hasSlot(op) && d(op) != op.imm()) {
            emit(Code.MOV, d(op), (int) op.imm(), 0, 0);
          }
        }
        case PUT -> put(op, index);
        case GET_S, GET_W -> get(Code.GET_W, op);
        case GET_D, GET_X -> get(Code.GET_X, op);
        case PUT_S, PUT_W -> emit(Code.PUT_W, 0, slot(op, 0), 0, (int) op.imm());
        case PUT_D, PUT_X -> emit(Code.PUT_X, 0, slot(op, 0), 0, (int) op.imm());
        case ADD -> binary(Code.ADD, Code.ADD_I, op);
        case SUB -> binary(Code.SUB, Code.SUB_I, op);
        case MUL -> binary(Code.MUL, op);
        case AND -> binary(Code.AND, Code.AND_I, op);
        case OR -> binary(Code.OR, Code.OR_I, op);
        case XOR -> binary(Code.XOR, Code.XOR_I, op);
        case SHL -> binary(Code.SHL, Code.SHL_I, op);
        case SHR -> binary(Code.SHR, Code.SHR_I, op);
        case SAR -> binary(Code.SAR, Code.SAR_I, op);
        case ROR -> binary(Code.ROR, Code.ROR_I, op);
        case NEG -> unary(Code.NEG, op);
        case NOT -> unary(Code.NOT, op);
        case CLZ -> unary(Code.CLZ, op);
        case REV -> unary(Code.REV, op);
        case RBIT -> unary(Code.RBIT, op);
        case SEXT8 -> unary(Code.SEXT8, op);
        case SEXT16 -> unary(Code.SEXT16, op);
        case ZEXT8 -> unary(Code.ZEXT8, op);
        case ZEXT16 -> unary(Code.ZEXT16, op);
        case EQ -> binary(Code.EQ, op);
        case NE -> binary(Code.NE, op);
        case LT -> binary(Code.LT, op);
        case LE -> binary(Code.LE, op);
        case GT -> swapped(Code.LT, op);
        case GE -> swapped(Code.LE, op);
        case ULT -> binary(Code.ULT, op);
        case ULE -> binary(Code.ULE, op);
        case UGT -> swapped(Code.ULT, op);
        case UGE -> swapped(Code.ULE, op);
        case EQ64 -> binary(Code.EQ64, op);
        case SELECT -> ternary(Code.SELECT, op);
        case CARRY -> ternary(Code.CARRY, op);
        case OVERFLOW_ADD -> ternary(Code.OVERFLOW_ADD, op);
        case OVERFLOW_SUB -> ternary(Code.OVERFLOW_SUB, op);
        case COND -> emit(Code.COND, d(op), 0, 0, (int) op.imm());
        case ADD64 -> binary(Code.ADD64, op);
        case SUB64 -> binary(Code.SUB64, op);
        case MUL64 -> binary(Code.MUL64, op);
        case AND64 -> binary(Code.AND64, op);
        case OR64 -> binary(Code.OR64, op);
        case XOR64 -> binary(Code.XOR64, op);
        case NOT64 -> unary(Code.NOT64, op);
        case SHL64 -> binary(Code.SHL64, op);
        case SHR64 -> binary(Code.SHR64, op);
        case SAR64 -> binary(Code.SAR64, op);
        case SEXT64 -> unary(Code.SEXT64, op);
        case ZEXT64 -> unary(Code.ZEXT64, op);
        case LOW -> unary(Code.LOW, op);
        case HIGH -> unary(Code.HIGH, op);
        case F32_BITS, BITS_F32 -> unary(Code.MOV, op);
        case F64_BITS, BITS_F64 -> unary(Code.MOV64, op);
        case LOAD8 -> load(Code.LOAD8, op);
        case LOAD8S -> load(Code.LOAD8S, op);
        case LOAD16 -> load(Code.LOAD16, op);
        case LOAD16S -> load(Code.LOAD16S, op);
        case LOAD32 -> load(Code.LOAD32, op);
        case LOAD64 -> load(Code.LOAD64, op);
        case STORE8 -> store(Code.STORE8, op);
        case STORE16 -> store(Code.STORE16, op);
        case STORE32 -> store(Code.STORE32, op);
        case STORE64 -> store(Code.STORE64, op);
        case CALL -> call(op);
      }
    }

    private void put(Op op, int index) {
      int reg = (int) op.imm();
      Op value = op.arg(0);
      if (value.isConst()) {
        emit(Code.MOV_I, reg, 0, 0, (int) value.imm());
      } else if (reg == Reg.N && isPutOf(index + 1, Reg.Z, value)) {
        emit(Code.FLAGS_NZ, 0, plan.slot(value), 0, 0);
      } else if (reg == Reg.Z && index > 0 && isPutOf(index - 1, Reg.N, value)) {
        return; // done together with N
      } else if (!plan.isCoalesced(index) && plan.slot(value) != reg) {
        emit(Code.MOV, reg, plan.slot(value), 0, 0);
      }
    }

    private boolean isPutOf(int index, int reg, Op value) {
      if (index >= ops.size() || selection.skipped(index)) {
        return false;
      }
      Op op = ops.get(index);
      return op.code() == Opcode.PUT
          && op.imm() == reg
          && op.arg(0) == value
          && !plan.isCoalesced(index);
    }

    private void get(int operation, Op op) {
      if (plan.hasSlot(op)) {
        emit(operation, d(op), 0, 0, (int) op.imm());
      }
    }

    private void call(Op op) {
      int[] slots = new int[op.arity()];
      for (int k = 0; k < slots.length; k++) {
        slots[k] = slot(op, k);
      }
      int d = plan.hasSlot(op) ? d(op) : 0;
      emit(Code.CALL, d, 0, 0, calls.size());
      calls.add(new LoweredBlock.Call(op.routine(), slots));
    }

    private void patch(int at) {
      code[at * Code.SIZE + 1] = length;
    }

    private int target(int location) {
      targets.add(location);
      return targets.size() - 1;
    }

    private void end(Terminal terminal) {
      switch (terminal) {
        case Terminal.Jump jump -> emit(Code.JUMP, 0, 0, 0, target(jump.target()));
        case Terminal.Branch branch -> branch(branch);
        case Terminal.If choice -> {
          int skip = length;
          emit(Code.GOTO_IF_ZERO, 0, plan.slot(choice.condition()), 0, 0);
          block(choice.then());
          patch(skip);
          end(choice.otherwise());
        }
        case Terminal.Call call -> emit(Code.JUMP_CALL, 0, 0, 0, target(call.target()));
        case Terminal.CallIndirect call ->
            emit(Code.JUMP_INDIRECT, 0, plan.slot(call.target()), 0, 0);
        case Terminal.Return ret -> emit(Code.RETURN, 0, plan.slot(ret.target()), 0, 0);
        case Terminal.JumpIndirect jump ->
            emit(Code.JUMP_INDIRECT, 0, plan.slot(jump.target()), 0, 0);
        case Terminal.TableJump table -> {
          int first = targets.size();
          targets.addAll(table.targets());
          emit(Code.TABLE, 0, plan.slot(table.index()), table.targets().size() & 0xff, first);
          end(table.otherwise());
        }
        case Terminal.SupervisorCall svc -> {
          int next = target(svc.next());
          emit(Code.SVC, svc.itState(), next, 0, svc.immediate());
        }
        case Terminal.Leave leave -> emit(Code.LEAVE, leave.itState(), 0, 0, leave.next());
        case Terminal.Undefined undefined -> emit(Code.UNDEFINED, 0, 0, 0, undefined.word());
        case Terminal.Breakpoint breakpoint ->
            emit(Code.BREAKPOINT, 0, 0, 0, breakpoint.immediate());
      }
    }

    private void branch(Terminal.Branch branch) {
      int taken = target(branch.taken());
      target(branch.otherwise());
      Op condition = branch.condition();
      if (!selection.skipped(condition.index())) {
        emit(Code.BRANCH_IF, 0, plan.slot(condition), 0, taken);
        return;
      }
      Op a = condition.arg(0);
      Op b = condition.arg(1);
      switch (condition.code()) {
        case EQ -> compare(Code.BRANCH_EQ, Code.BRANCH_EQ_I, a, b, taken);
        case NE -> compare(Code.BRANCH_NE, Code.BRANCH_NE_I, a, b, taken);
        case LT -> compare(Code.BRANCH_LT, Code.BRANCH_LT_I, a, b, taken);
        case LE -> compare(Code.BRANCH_LE, Code.BRANCH_LE_I, a, b, taken);
        case ULT -> compare(Code.BRANCH_ULT, Code.BRANCH_ULT_I, a, b, taken);
        case ULE -> compare(Code.BRANCH_ULE, Code.BRANCH_ULE_I, a, b, taken);
        case GT -> emit(Code.BRANCH_LT, 0, plan.slot(b), plan.slot(a), taken);
        case GE -> emit(Code.BRANCH_LE, 0, plan.slot(b), plan.slot(a), taken);
        case UGT -> emit(Code.BRANCH_ULT, 0, plan.slot(b), plan.slot(a), taken);
        case UGE -> emit(Code.BRANCH_ULE, 0, plan.slot(b), plan.slot(a), taken);
        default -> throw new IllegalStateException("not a comparison: " + condition);
      }
    }

    private void compare(int operation, int withImmediate, Op a, Op b, int taken) {
      if (b.isConst()) {
        emit(withImmediate, 0, plan.slot(a), taken, (int) b.imm());
      } else {
        emit(operation, 0, plan.slot(a), plan.slot(b), taken);
      }
    }
  }
}
