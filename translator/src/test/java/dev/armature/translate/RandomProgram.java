package dev.armature.translate;

import dev.armature.ir.Block;
import dev.armature.ir.IrBuilder;
import dev.armature.ir.Op;
import dev.armature.ir.Opcode;
import dev.armature.ir.Reg;
import dev.armature.ir.Terminal;
import dev.armature.ir.Type;
import dev.armature.machine.Routine;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

/**
 * Random IR that always ends: two functions of a few blocks, with every opcode, loops that count
 * down r12, calls, conditional parts, faults and all kinds of flag writes. The same seed and
 * location give the same block again.
 */
final class RandomProgram {
  static final int MAIN = 0x1000;
  static final int CALLEE = 0x1400;
  static final int RETURN = 0x8000;

  /** Two pages that can be read and written; what follows can't be accessed. */
  static final int DATA = 0x2000;

  /** A page that can only be read. */
  static final int CONSTANTS = 0x5000;

  private static final int BLOCKS = 6;
  private static final int BLOCK_SIZE = 0x40;
  private static final int COUNTER = 12;
  private static final int DATA_BASE = 8;
  private static final int CONSTANT_BASE = 9;

  private final long seed;
  private Random random;
  private IrBuilder ir;
  private Map<Type, List<Op>> values;

  RandomProgram(long seed) {
    this.seed = seed;
  }

  Block block(int location) {
    random = new Random(seed * 31 + location);
    ir = new IrBuilder();
    int insns = 1 + random.nextInt(6);
    forgetValues();
    for (int i = 0; i < insns; i++) {
      ir.insn(location + 4 * i, 0);
      instruction();
    }
    ir.insn(location + 4 * insns, 0);
    Terminal terminal = terminal(location);
    return new Block(location, location + BLOCK_SIZE, insns + 1, ir.ops(), terminal);
  }

  private void forgetValues() {
    values = new EnumMap<>(Type.class);
    for (Type type : Type.values()) {
      values.put(type, new ArrayList<>());
    }
  }

  /** Traps first, then values, then puts: the order rule. */
  private void instruction() {
    boolean conditional = random.nextInt(4) == 0;
    var outside = values;
    if (conditional) {
      ir.beginIf(random.nextBoolean() ? ir.cond(random.nextInt(14)) : value(Type.I32));
      outside = new EnumMap<>(Type.class);
      for (var entry : values.entrySet()) {
        outside.put(entry.getKey(), new ArrayList<>(entry.getValue()));
      }
    }
    if (random.nextInt(3) != 0) {
      access();
    }
    if (random.nextInt(6) == 0) {
      routine();
    }
    int operations = random.nextInt(6);
    for (int i = 0; i < operations; i++) {
      operation();
    }
    int puts = random.nextInt(3);
    for (int i = 0; i < puts; i++) {
      put();
    }
    if (random.nextInt(3) == 0) {
      flags();
    }
    if (conditional) {
      ir.endIf();
      values = outside;
    }
  }

  private Op value(Type type) {
    List<Op> list = values.get(type);
    if (!list.isEmpty() && random.nextInt(3) != 0) {
      return list.get(random.nextInt(list.size()));
    }
    return switch (type) {
      case I32 ->
          switch (random.nextInt(4)) {
            case 0 -> ir.constant(constant());
            case 1 -> ir.getFp(Opcode.GET_W, random.nextInt(32));
            default -> ir.get(random.nextInt(Reg.COUNT));
          };
      case I64 ->
          random.nextBoolean()
              ? ir.getFp(Opcode.GET_X, random.nextInt(32))
              : ir.constant64(random.nextLong());
      case F32 -> ir.getFp(Opcode.GET_S, random.nextInt(32));
      case F64 -> ir.getFp(Opcode.GET_D, random.nextInt(32));
      case VOID -> throw new IllegalArgumentException();
    };
  }

  private int constant() {
    return switch (random.nextInt(4)) {
      case 0 -> random.nextInt(40) - 4;
      case 1 -> Integer.MIN_VALUE + random.nextInt(2);
      default -> random.nextInt();
    };
  }

  private void keep(Op op) {
    if (op.type() != Type.VOID) {
      values.get(op.type()).add(op);
    }
  }

  private static final List<Opcode> PURE =
      java.util.Arrays.stream(Opcode.values())
          .filter(c -> c.effect() == Opcode.Effect.PURE && !c.arguments().isEmpty())
          .toList();

  private void operation() {
    Opcode code = PURE.get(random.nextInt(PURE.size()));
    List<Type> types = code.arguments();
    var args = new Op[types.size()];
    for (int i = 0; i < args.length; i++) {
      args[i] = value(types.get(i));
    }
    keep(
        switch (args.length) {
          case 1 -> ir.op(code, args[0]);
          case 2 -> ir.op(code, args[0], args[1]);
          default -> ir.op(code, args[0], args[1], args[2]);
        });
  }

  private static final List<Routine> ROUTINES =
      java.util.Arrays.stream(Routine.values())
          .filter(r -> !r.takesCpu() || r.name().startsWith("V") || r.name().startsWith("NEON"))
          .toList();

  private void routine() {
    Routine routine = ROUTINES.get(random.nextInt(ROUTINES.size()));
    var args = new Op[routine.arity()];
    for (int i = 0; i < args.length; i++) {
      args[i] = value(Type.of(routine.argument(i)));
      if (Type.of(routine.argument(i)) == Type.I32) {
        // Amounts, positions and modes: what every routine takes.
        args[i] = ir.op(Opcode.AND, args[i], 1);
        if (routine.name().startsWith("LANE_")) {
          args[i] = ir.constant(8); // also a width
        }
      }
    }
    keep(ir.call(routine, args));
  }

  private static final Opcode[] LOADS = {
    Opcode.LOAD8, Opcode.LOAD8S, Opcode.LOAD16, Opcode.LOAD16S, Opcode.LOAD32, Opcode.LOAD64
  };

  private static final Opcode[] STORES = {
    Opcode.STORE8, Opcode.STORE16, Opcode.STORE32, Opcode.STORE64
  };

  /** A store, or loads of one or several neighbours. */
  private void access() {
    boolean store = random.nextBoolean();
    boolean wrong = store && random.nextInt(60) == 0;
    int base = wrong || (!store && random.nextBoolean()) ? CONSTANT_BASE : DATA_BASE;
    int offset = random.nextInt(48) - 8;
    Op address = ir.op(Opcode.ADD, ir.get(base), offset);
    if (random.nextInt(5) == 0) {
      address = ir.op(Opcode.ADD, address, ir.op(Opcode.AND, value(Type.I32), 0xff));
    } else if (random.nextInt(10) == 0) {
      address = ir.constant(DATA + random.nextInt(0x1fff));
    }
    if (store) {
      Opcode code = STORES[random.nextInt(STORES.length)];
      ir.op(code, address, value(code.arguments().get(1)));
      return;
    }
    keep(ir.op(LOADS[random.nextInt(LOADS.length)], address));
    if (random.nextInt(3) == 0) {
      for (int i = 0; i < 5; i++) {
        keep(ir.op(Opcode.LOAD32, ir.op(Opcode.ADD, ir.get(base), offset + 8 + 4 * i)));
      }
    }
  }

  private void put() {
    switch (random.nextInt(8)) {
      case 0 -> ir.putFp(Opcode.PUT_S, random.nextInt(32), value(Type.F32));
      case 1 -> ir.putFp(Opcode.PUT_D, random.nextInt(32), value(Type.F64));
      case 2 -> ir.putFp(Opcode.PUT_W, random.nextInt(32), value(Type.I32));
      case 3 -> ir.putFp(Opcode.PUT_X, random.nextInt(32), value(Type.I64));
      case 4 -> {
        // Bases move, but stay near enough for faults to be rare.
        Op step = ir.op(Opcode.AND, value(Type.I32), 0xf);
        ir.put(DATA_BASE, ir.op(Opcode.ADD, ir.get(DATA_BASE), step));
      }
      default -> {
        int reg = random.nextInt(8);
        ir.put(reg, value(Type.I32));
      }
    }
  }

  private void flags() {
    Op a = value(Type.I32);
    Op b = value(Type.I32);
    switch (random.nextInt(6)) {
      case 0, 1 -> {
        Op r = ir.op(Opcode.SUB, a, b);
        nz(r);
        ir.put(Reg.C, ir.op(Opcode.UGE, a, b));
        ir.put(Reg.V, ir.op(Opcode.OVERFLOW_SUB, a, b, r));
      }
      case 2 -> {
        Op r = ir.op(Opcode.ADD, a, b);
        nz(r);
        ir.put(Reg.C, ir.op(Opcode.ULT, r, a));
        ir.put(Reg.V, ir.op(Opcode.OVERFLOW_ADD, a, b, r));
      }
      case 3 -> nz(a);
      case 4 -> {
        nz(a);
        ir.put(Reg.C, ir.op(Opcode.AND, b, 1));
      }
      default -> {
        ir.put(Reg.N, a);
        ir.put(Reg.Z, b);
        ir.put(Reg.V, ir.op(Opcode.XOR, a, b));
      }
    }
    if (random.nextInt(6) == 0) {
      ir.put(Reg.Q, ir.op(Opcode.AND, a, 1));
      ir.put(Reg.GE, ir.op(Opcode.AND, b, 15));
      ir.put(Reg.FP_NZCV, ir.op(Opcode.AND, a, 0xf000_0000));
    }
  }

  private void nz(Op result) {
    ir.put(Reg.N, result);
    ir.put(Reg.Z, result);
  }

  private Terminal terminal(int location) {
    int first = location >= CALLEE ? CALLEE : MAIN;
    int index = (location - first) / BLOCK_SIZE;
    if (index == BLOCKS - 1) {
      return new Terminal.Return(ir.get(location >= CALLEE ? 11 : 10));
    }
    int next = location + BLOCK_SIZE;
    int forward = first + (index + 1 + random.nextInt(BLOCKS - index - 1)) * BLOCK_SIZE;
    int backward = first + random.nextInt(index + 1) * BLOCK_SIZE;
    return switch (random.nextInt(8)) {
      case 0 -> new Terminal.Jump(forward);
      case 1, 2 -> new Terminal.Branch(condition(), forward, next);
      case 3, 4 -> loop(backward, next);
      case 5 -> {
        if (first == CALLEE) {
          yield new Terminal.Jump(next);
        }
        ir.put(11, ir.constant(next));
        ir.put(Reg.LR, ir.constant(next));
        yield random.nextBoolean()
            ? new Terminal.Call(CALLEE, next)
            : new Terminal.CallIndirect(ir.constant(CALLEE), next);
      }
      case 6 -> {
        Op condition = condition();
        IrBuilder outer = ir;
        ir = new IrBuilder();
        forgetValues();
        ir.insn(location + BLOCK_SIZE - 4, 0);
        put();
        Block then =
            new Block(
                location + BLOCK_SIZE - 4,
                location + BLOCK_SIZE,
                1,
                ir.ops(),
                new Terminal.Return(ir.get(first == CALLEE ? 11 : 10)));
        ir = outer;
        yield new Terminal.If(condition, then, new Terminal.Jump(next));
      }
      default ->
          new Terminal.TableJump(
              ir.op(Opcode.AND, value(Type.I32), 3),
              List.of(forward, next, forward),
              new Terminal.Jump(next));
    };
  }

  private Op condition() {
    return random.nextBoolean() ? ir.cond(random.nextInt(14)) : value(Type.I32);
  }

  /** Goes back while the counter lasts. */
  private Terminal loop(int backward, int next) {
    Op left = ir.op(Opcode.SUB, ir.get(COUNTER), 1);
    ir.put(COUNTER, left);
    return new Terminal.Branch(ir.op(Opcode.GT, left, 0), backward, next);
  }
}
