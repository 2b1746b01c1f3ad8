package dev.armature.emit;

import dev.armature.ir.Block;
import dev.armature.ir.Op;
import dev.armature.ir.Opcode;
import dev.armature.ir.Reg;
import dev.armature.ir.Terminal;
import java.util.ArrayList;
import java.util.List;
import org.objectweb.asm.Opcodes;

/**
 * An innermost loop that goes a number of rounds that can be told before it: one register goes in
 * equal steps and is compared with something that stays the same.
 *
 * <p>It is emitted twice. Before both the number of rounds is computed, and whether all accesses to
 * memory whose addresses go in equal steps as well will hit the ranges that they are known for:
 * then the fast copy runs that often, with a counter of HotSpot's liking, without looking for
 * pending work and without guards for these accesses. Where not, the plain copy makes one round.
 * The guest's own comparison is made when the counter is at its end, so that the count may be too
 * small, and leads back to the computation.
 */
final class CountedLoop {
  /** A way further than this in one round could go around the address space in all of them. */
  private static final int LONGEST_STEP = 1 << 20;

  /** How the register relates to the limit as long as the loop goes on. */
  private enum Relation {
    UNEQUAL(null),
    BELOW("distanceUnsigned"),
    BELOW_OR_SAME("distanceWithUnsigned"),
    LESS("distance"),
    LESS_OR_EQUAL("distanceWith");

    final String distance;

    Relation(String distance) {
      this.distance = distance;
    }
  }

  /** An access that need not be guarded when its first and last addresses are in a range. */
  private record Proof(Linear address, int min, int max, AccessProfile.Range range) {
    boolean fits(Proof other) {
      return address.equals(other.address) && range.equals(other.range);
    }

    Proof with(Proof other) {
      return new Proof(address, Math.min(min, other.min), Math.max(max, other.max), range);
    }

    boolean isPossible() {
      return range.length() >= max - min;
    }
  }

  private final List<Block> blocks;
  private final List<Proof> proofs = new ArrayList<>();
  private final Relation relation;
  private final int register;
  private final Op limit;
  private final boolean up;
  private final Op step;

  /** Label of the fast copy. */
  int round = -1;

  private CountedLoop(
      List<Block> blocks, Relation relation, int register, Op limit, boolean up, Op step) {
    this.blocks = blocks;
    this.relation = relation;
    this.register = register;
    this.limit = limit;
    this.up = up;
    this.step = step;
  }

  /** The loop of these blocks, head first, branch back last; null when it is none such. */
  static CountedLoop of(List<Block> blocks, AccessProfile profile) {
    CountedLoop loop = of(blocks);
    if (loop != null) {
      for (Block block : blocks) {
        for (Accesses.Group group : new Accesses(block, profile).groups()) {
          loop.prove(block, group);
        }
      }
    }
    return loop;
  }

  private static CountedLoop of(List<Block> blocks) {
    Block latch = blocks.getLast();
    int head = blocks.getFirst().location();
    if (!(latch.terminal() instanceof Terminal.Branch branch)
        || (branch.taken() == head) == (branch.otherwise() == head)) {
      return null;
    }
    for (Block block : blocks) {
      if (block.location() != latch.location() && leadsTo(block.terminal(), head)) {
        return null;
      }
    }
    boolean wanted = branch.taken() == head;
    Op test = branch.condition();
    while ((test.code() == Opcode.EQ || test.code() == Opcode.NE)
        && test.arg(1).isConst(0)
        && Expressions.isCondition(test.arg(0))) {
      wanted ^= test.code() == Opcode.EQ;
      test = test.arg(0);
    }
    return test.arity() == 2 && test.code() != Opcode.EQ64 ? of(blocks, test, wanted) : null;
  }

  private static CountedLoop of(List<Block> blocks, Op test, boolean wanted) {
    for (int side = 0; side < 2; side++) {
      Op value = test.arg(side);
      Op limit = test.arg(1 - side);
      int register = register(blocks.getLast(), value);
      if (register < 0 || !isInvariant(blocks, limit)) {
        continue;
      }
      Op step = onlyChange(blocks, register);
      if (step == null || !isInvariant(blocks, step.arg(1)) || step.arg(1).isConst(0)) {
        continue;
      }
      boolean up = step.code() == Opcode.ADD;
      Op by = step.arg(1);
      if (by.isConst() && (int) by.imm() < 0) {
        // Steps are positive: what goes up by -4 goes down by 4.
        up = !up;
      }
      Relation relation = relation(test.code(), wanted, side == 0, up);
      return relation == null ? null : new CountedLoop(blocks, relation, register, limit, up, by);
    }
    return null;
  }

  /** What holds while the loop goes on; null when such a loop would not be counted that way. */
  private static Relation relation(Opcode code, boolean wanted, boolean inOrder, boolean up) {
    // As if the register were at the left, and as if the condition were the one to go on with.
    boolean less = wanted == inOrder;
    return switch (code) {
      case EQ -> wanted ? null : Relation.UNEQUAL;
      case NE -> wanted ? Relation.UNEQUAL : null;
      case LT -> up != less ? null : wanted ? Relation.LESS : Relation.LESS_OR_EQUAL;
      case LE -> up != less ? null : wanted ? Relation.LESS_OR_EQUAL : Relation.LESS;
      case GT -> up == less ? null : wanted ? Relation.LESS : Relation.LESS_OR_EQUAL;
      case GE -> up == less ? null : wanted ? Relation.LESS_OR_EQUAL : Relation.LESS;
      case ULT -> up != less ? null : wanted ? Relation.BELOW : Relation.BELOW_OR_SAME;
      case ULE -> up != less ? null : wanted ? Relation.BELOW_OR_SAME : Relation.BELOW;
      case UGT -> up == less ? null : wanted ? Relation.BELOW : Relation.BELOW_OR_SAME;
      case UGE -> up == less ? null : wanted ? Relation.BELOW_OR_SAME : Relation.BELOW;
      default -> null;
    };
  }

  private static boolean leadsTo(Terminal terminal, int location) {
    return switch (terminal) {
      case Terminal.Jump t -> t.target() == location;
      case Terminal.Branch t -> t.taken() == location || t.otherwise() == location;
      case Terminal.If t ->
          leadsTo(t.then().terminal(), location) || leadsTo(t.otherwise(), location);
      default -> false;
    };
  }

  /** The register that {@code value} is, before or after its step; -1 when it is none. */
  private static int register(Block latch, Op value) {
    if (isRegister(value)) {
      return (int) value.imm();
    }
    for (Op op : latch.ops()) {
      if (op.code() == Opcode.PUT && op.arg(0) == value && op.imm() <= Reg.LR) {
        return (int) op.imm();
      }
    }
    return -1;
  }

  private static boolean isRegister(Op op) {
    return op.code() == Opcode.GET && op.imm() <= Reg.LR;
  }

  private static boolean isInvariant(List<Block> blocks, Op op) {
    return op.code() == Opcode.CONST
        || isRegister(op) && blocks.stream().noneMatch(block -> writes(block, (int) op.imm()));
  }

  private static boolean writes(Block block, int register) {
    return block.ops().stream().anyMatch(op -> op.code() == Opcode.PUT && op.imm() == register)
        || block.terminal() instanceof Terminal.If t && writes(t.then(), register);
  }

  /**
   * The sum or difference that a register is set to in each round, of itself and something; null
   * when it is set more than once, or not always.
   */
  private static Op onlyChange(List<Block> blocks, int register) {
    // Only at the loop's head and at its end is something done in each round.
    Op change = onlyChange(blocks, blocks.getFirst(), register);
    return change != null ? change : onlyChange(blocks, blocks.getLast(), register);
  }

  private static Op onlyChange(List<Block> blocks, Block in, int register) {
    for (Block block : blocks) {
      if (block.location() != in.location() && writes(block, register)) {
        return null;
      }
    }
    Op change = null;
    int depth = 0;
    for (Op op : in.ops()) {
      switch (op.code()) {
        case IF -> depth++;
        case END_IF -> depth--;
        case PUT -> {
          if (op.imm() == register) {
            if (change != null || depth > 0) {
              return null;
            }
            change = op.arg(0);
          }
        }
        default -> {}
      }
    }
    boolean steps =
        change != null
            && (change.code() == Opcode.ADD || change.code() == Opcode.SUB)
            && isRegister(change.arg(0))
            && change.arg(0).imm() == register;
    return steps ? change : null;
  }

  private void prove(Block block, Accesses.Group group) {
    if (group.onlyRange() == null) {
      return;
    }
    Linear address = linear(block, group.root);
    if (address == null
        || address.byStep() != 0 && (address.byStep() != 1 || address.perRound() != 0)
        || Math.abs((long) address.perRound()) > LONGEST_STEP) {
      return;
    }
    var proof = new Proof(address, group.min, group.max, group.onlyRange());
    for (int i = 0; i < proofs.size(); i++) {
      Proof both = proofs.get(i).with(proof);
      if (proofs.get(i).fits(proof) && both.isPossible()) {
        proofs.set(i, both);
        return;
      }
    }
    proofs.add(proof);
  }

  /** Whether the fast copy of {@code block} needs no guard for a group of it. */
  boolean proves(Block block, Accesses.Group group) {
    if (group.onlyRange() == null
        || blocks.stream().noneMatch(b -> b.location() == block.location())) {
      return false;
    }
    var proof = new Proof(linear(block, group.root), group.min, group.max, group.onlyRange());
    return proof.address != null
        && proofs.stream().anyMatch(p -> p.fits(proof) && p.min <= proof.min && p.max >= proof.max);
  }

  /** The value as one that goes in equal steps; null when it does not. */
  private Linear linear(Block block, Op op) {
    return switch (op.code()) {
      case CONST -> Linear.constant((int) op.imm());
      case GET -> op.imm() <= Reg.LR ? linearRegister(block, op) : null;
      case ADD -> sum(linear(block, op.arg(0)), linear(block, op.arg(1)), 1);
      case SUB -> sum(linear(block, op.arg(0)), linear(block, op.arg(1)), -1);
      case SHL -> {
        Linear value = op.arg(1).isConst() ? linear(block, op.arg(0)) : null;
        int shift = (int) op.arg(1).imm();
        yield value != null && shift < 16 ? value.times(1 << shift) : null;
      }
      default -> null;
    };
  }

  private static Linear sum(Linear a, Linear b, int factor) {
    return a == null || b == null ? null : a.plus(b, factor);
  }

  private Linear linearRegister(Block block, Op get) {
    int index = (int) get.imm();
    int depth = 0;
    Op last = null;
    for (int i = 0; i < get.index(); i++) {
      Op op = block.ops().get(i);
      switch (op.code()) {
        case IF -> depth++;
        case END_IF -> depth--;
        case PUT -> {
          if (op.imm() == index) {
            if (depth > 0) {
              return null;
            }
            last = op.arg(0);
          }
        }
        default -> {}
      }
    }
    if (last != null) {
      return linear(block, last);
    }
    if (blocks.stream().noneMatch(b -> writes(b, index))) {
      return Linear.register(index);
    }
    int head = blocks.getFirst().location();
    for (Block stepping : List.of(blocks.getFirst(), blocks.getLast())) {
      Op change = onlyChange(blocks, stepping, index);
      if (change == null) {
        continue;
      }
      boolean behind = block.location() != head && stepping.location() == head;
      if (change.arg(1).isConst()) {
        int by = (int) change.arg(1).imm() * (change.code() == Opcode.ADD ? 1 : -1);
        Linear before = Linear.registerThatSteps(index, by);
        return behind ? before.plus(Linear.constant(by), 1) : before;
      }
      return index == register && up && !behind ? Linear.register(index).withStep(1) : null;
    }
    return null;
  }

  /** Whether there is anything that the plain copy is needed for. */
  boolean hasProofs() {
    return !proofs.isEmpty();
  }

  /**
   * Emits the look ahead: how many rounds there will be, and whether the fast copy may make them.
   *
   * @param plain where to go when not
   */
  void lookAhead(UnitCode unit, int plain) {
    Code code = unit.code;
    // The lower end of the way is where UNEQUAL subtracts.
    boolean limitFirst = up == (relation == Relation.UNEQUAL);
    push(unit, limitFirst);
    push(unit, !limitFirst);
    if (relation == Relation.UNEQUAL) {
      code.op(Opcodes.ISUB);
    } else {
      tripCount(code, relation.distance, "(II)I");
    }
    if (!step.isConst()) {
      code.local(Opcodes.ILOAD, unit.registers.core((int) step.imm()));
      tripCount(code, "divided", "(II)I");
    } else {
      long by = Math.abs((long) (int) step.imm());
      if (Long.bitCount(by) == 1) {
        code.push(Long.numberOfTrailingZeros(by));
        tripCount(code, "shifted", "(II)I");
      } else {
        code.push((1L << 32) / by);
        tripCount(code, "scaled", "(IJ)I");
      }
    }
    code.local(Opcodes.ISTORE, unit.rounds());
    proofs.forEach(proof -> check(unit, proof, plain));
    code.push(0);
    code.local(Opcodes.ISTORE, unit.counter());
  }

  private void check(UnitCode unit, Proof proof, int plain) {
    Code code = unit.code;
    unit.ranges.add(proof.range);
    Linear address = proof.address;
    code.push(address.constant() + proof.min - proof.range.start());
    address
        .terms()
        .forEach((index, times) -> {
          code.local(Opcodes.ILOAD, unit.registers.core(index));
          if (times != 1) {
            code.push(times);
            code.op(Opcodes.IMUL);
          }
          code.op(Opcodes.IADD);
        });
    int allowed = proof.range.length() - (proof.max - proof.min) + 1;
    if (address.byStep() != 0) {
      code.op(Opcodes.DUP);
      code.local(Opcodes.ISTORE, unit.counter());
      outside(code, allowed, plain);
      code.local(Opcodes.ILOAD, unit.counter());
      pushWay(unit, address);
      code.op(Opcodes.IADD);
      outside(code, allowed, plain);
    } else if (address.perRound() == 0) {
      outside(code, allowed, plain);
    } else {
      // One comparison for first and last: the lower of them has to leave room for the way, which
      // is at most MOST rounds of LONGEST_STEP and therefore no overflow.
      if (address.perRound() < 0) {
        pushWay(unit, address);
        code.op(Opcodes.IADD);
      }
      Bits.flip(code);
      code.push(allowed);
      pushWay(unit, address);
      code.op(address.perRound() < 0 ? Opcodes.IADD : Opcodes.ISUB);
      code.push(0);
      code.method(Bits.MAX);
      Bits.flip(code);
      code.jump(Opcodes.IF_ICMPGE, plain);
    }
  }

  /** Pushes how far an address goes from the first round to the last. */
  private void pushWay(UnitCode unit, Linear address) {
    Code code = unit.code;
    code.local(Opcodes.ILOAD, unit.rounds());
    code.push(1);
    code.op(Opcodes.ISUB);
    if (address.byStep() != 0) {
      code.local(Opcodes.ILOAD, unit.registers.core((int) step.imm()));
    } else {
      code.push(address.perRound());
    }
    code.op(Opcodes.IMUL);
  }

  private static void outside(Code code, int allowed, int plain) {
    Bits.flip(code);
    code.push(allowed + Bits.FLIP);
    code.jump(Opcodes.IF_ICMPGE, plain);
  }

  /** Emits the jump to the next round as long as there is one. */
  void next(UnitCode unit) {
    Code code = unit.code;
    code.local(Opcodes.ILOAD, unit.counter());
    code.push(1);
    code.op(Opcodes.IADD);
    code.local(Opcodes.ISTORE, unit.counter());
    code.local(Opcodes.ILOAD, unit.counter());
    code.local(Opcodes.ILOAD, unit.rounds());
    code.jump(Opcodes.IF_ICMPLT, round);
  }

  /** Pushes the limit or the register that goes there. */
  private void push(UnitCode unit, boolean isLimit) {
    if (isLimit && limit.isConst()) {
      unit.code.push((int) limit.imm());
    } else {
      unit.code.local(Opcodes.ILOAD, unit.registers.core(isLimit ? (int) limit.imm() : register));
    }
  }

  private static void tripCount(Code code, String name, String descriptor) {
    code.method(
        new Code.Method(Opcodes.INVOKESTATIC, "dev/armature/machine/TripCount", name, descriptor));
  }
}
