package dev.armature.lift;

import dev.armature.decode.Decoder;
import dev.armature.decode.Features;
import dev.armature.decode.Insn;
import dev.armature.decode.Operation;
import dev.armature.ir.Block;
import dev.armature.ir.IrBuilder;
import dev.armature.ir.Op;
import dev.armature.ir.Reg;
import dev.armature.ir.Terminal;
import dev.armature.machine.Fpscr;
import dev.armature.machine.GuestFault;
import dev.armature.machine.GuestFault.Access;
import dev.armature.machine.GuestFault.Cause;

/**
 * Lifts guest code to IR, a block at a time. For each instruction: decode, follow the IT block,
 * predicate, and let its family ({@link Families}) say what it does.
 *
 * <p>A conditional instruction runs inside an IF, which neighbours with the same condition share.
 * One that changes control flow ends the block with a branch, or with a block of its own under
 * {@link Terminal.If}.
 */
public final class Lifter {
  private static final int ALWAYS = 14;

  private static final int FLAGS = 1 << Reg.N | 1 << Reg.Z | 1 << Reg.C | 1 << Reg.V;

  private final Features features;

  /** A lifter for the CPU that {@code features} describe. */
  public Lifter(Features features) {
    this.features = features;
  }

  /**
   * Lifts the block at {@code location}, outside IT blocks and with little-endian data.
   *
   * @throws GuestFault when its first instruction can't be fetched
   */
  public Block lift(CodeReader code, int location, BlockLimit limit) {
    return lift(code, location, 0, false, limit);
  }

  /**
   * Lifts the block at {@code location}.
   *
   * @param state ITSTATE at its first instruction, for an entry in the middle of an IT block, and
   *     LEN and STRIDE of short vectors as in the FPSCR
   * @param bigEndian whether the E bit is set
   * @throws GuestFault when its first instruction can't be fetched
   */
  public Block lift(CodeReader code, int location, int state, boolean bigEndian, BlockLimit limit) {
    return new Run(code, location, state, bigEndian, limit).block();
  }

  /** Decodes the instruction at {@code location}. */
  private Insn decode(CodeReader code, int location) {
    int address = location & ~1;
    if ((location & 1) == 0) {
      if ((address & 2) != 0) {
        throw misaligned(code, address);
      }
      return Decoder.a32(code.fetch32(address), address, features);
    }
    int first = code.fetch16(address);
    int second = Decoder.isThumb32(first) ? code.fetch16(address + 2) : 0;
    return Decoder.thumb(first, second, address, features);
  }

  /** The fault of A32 code at half a word: a page that can't be executed counts first. */
  private static GuestFault misaligned(CodeReader code, int address) {
    Cause cause = Cause.ALIGNMENT;
    try {
      code.fetch16(address);
    } catch (GuestFault fault) {
      cause = fault.reason();
    }
    return new GuestFault(address, Access.EXECUTE, cause);
  }

  /** The lifting of one block. */
  private final class Run {
    private final CodeReader code;
    private final int location;
    private final BlockLimit limit;
    private final IrBuilder ir = new IrBuilder();
    private final Lift lift;
    private final int thumbBit;
    private int itState;
    private int count;

    /** Condition of the open IF, or -1. */
    private int open = -1;

    Run(CodeReader code, int location, int state, boolean bigEndian, BlockLimit limit) {
      this.code = code;
      this.location = location;
      this.limit = limit;
      this.itState = state & 0xff;
      thumbBit = location & 1;
      lift = new Lift(ir, features, code, bigEndian, state & Fpscr.VECTOR);
    }

    Block block() {
      int at = location & ~1;
      Terminal terminal = null;
      while (terminal == null) {
        if (count > 0 && mustEnd(at)) {
          terminal =
              itState == 0
                  ? new Terminal.Jump(at | thumbBit)
                  : new Terminal.Leave(at | thumbBit, itState);
          break;
        }
        Insn insn;
        try {
          insn = decode(code, at | thumbBit);
        } catch (GuestFault fault) {
          if (count == 0) {
            throw fault;
          }
          // The look-up of that location raises the abort, should control get there.
          terminal =
              itState == 0
                  ? new Terminal.Jump(at | thumbBit)
                  : new Terminal.Leave(at | thumbBit, itState);
          break;
        }
        terminal = one(insn);
        at = lift.codeEnd();
      }
      close();
      return new Block(location, at, count, ir.ops(), terminal);
    }

    private boolean mustEnd(int at) {
      if (itState != 0) {
        return limit.instructions() == BlockLimit.ONE.instructions();
      }
      return count >= limit.instructions() || limit.leader().test(at | thumbBit);
    }

    /** Lifts one instruction; null when control goes on to the next. */
    private Terminal one(Insn insn) {
      count++;
      int condition = itState == 0 ? insn.condition() : itState >>> 4;
      int next = insn.operation() == Operation.IT ? insn.field('i') : advance(itState);
      lift.begin(insn, itState, next);
      itState = next;
      boolean unconditional = insn.thumb() && insn.operation() == Operation.BKPT;
      if (condition >= ALWAYS || unconditional) {
        close();
        lift.mark();
        Families.lift(lift);
        return lift.terminal();
      }
      return predicated(insn, condition);
    }

    private Terminal predicated(Insn insn, int condition) {
      if (open == condition) {
        IrBuilder.Mark mark = ir.mark();
        lift.mark();
        Families.lift(lift);
        if (lift.terminal() == null) {
          closeIfFlagsChanged();
          return null;
        }
        ir.rollback(mark);
      }
      close();
      lift.mark();
      IrBuilder.Mark mark = ir.mark();
      Op holds = ir.cond(condition);
      if (insn.operation() != Operation.B) {
        ir.beginIf(holds);
        lift.begin(insn, lift.itState(), itState);
        Families.lift(lift);
        if (lift.terminal() == null) {
          open = condition;
          closeIfFlagsChanged();
          return null;
        }
        ir.rollback(mark);
        holds = ir.cond(condition);
      }
      return transfer(insn, holds);
    }

    /** A conditional change of control flow. */
    private Terminal transfer(Insn insn, Op holds) {
      var then = new IrBuilder();
      lift.again(then);
      Families.lift(lift);
      Terminal terminal = lift.terminal();
      if (terminal instanceof Terminal.Jump jump
          && insn.operation() == Operation.B
          && itState == 0) {
        return new Terminal.Branch(holds, jump.target(), lift.next());
      }
      int start = insn.address() | thumbBit;
      var block = new Block(start, lift.codeEnd(), 1, then.ops(), terminal);
      return new Terminal.If(holds, block, lift.onward());
    }

    private void closeIfFlagsChanged() {
      if ((ir.putInIf() & FLAGS) != 0) {
        close();
      }
    }

    private void close() {
      if (open >= 0) {
        ir.endIf();
        open = -1;
      }
    }
  }

  /** ITAdvance of the ARM ARM: 0 after the last instruction of an IT block. */
  private static int advance(int itState) {
    return (itState & 7) == 0 ? 0 : itState & 0xe0 | itState << 1 & 0x1f;
  }
}
