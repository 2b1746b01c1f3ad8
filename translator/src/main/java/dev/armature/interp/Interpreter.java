package dev.armature.interp;

import dev.armature.cache.CodeSpace;
import dev.armature.ir.Reg;
import dev.armature.machine.CpuState;
import dev.armature.machine.Exit;
import dev.armature.machine.GuestCalls;
import dev.armature.machine.GuestFault;
import dev.armature.machine.GuestMemory;
import dev.armature.machine.Unit;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;

/**
 * Executes lowered blocks: the engine for cold code and the oracle for compiled code.
 *
 * <p>The guest registers live in slots while it runs and are exact in {@link CpuState} whenever
 * something else looks: at calls of compiled units, SVCs and exits.
 */
final class Interpreter {
  /**
   * Heat at which a unit asks to be compiled: a call counts {@link #CALL_HEAT}, a back-edge 1, and
   * a long stretch of code what it takes (unrolled loops have few back-edges), see {@link #work}.
   * Measured: with a third of it programs with many warm units (bash, bzip2) take longer, with
   * three times as much all do.
   */
  static final int HOT = 20_000;

  /**
   * Heat that is enough where code has proved hot before: there is a unit, which need only be
   * defined. Not less, because HotSpot interprets new bytecode slower than we interpret blocks.
   */
  static final int HOT_AGAIN = 3_000;

  static final int CALL_HEAT = 2;

  /** Guest instructions, and how many of them count as one back-edge. */
  private static final int LONG_STRETCH = 256;

  private static final int STRETCH = 32;

  private static final VarHandle PENDING;

  static {
    try {
      PENDING = MethodHandles.lookup().findVarHandle(CpuState.class, "pending", int.class);
    } catch (ReflectiveOperationException e) {
      throw new ExceptionInInitializerError(e);
    }
  }

  private Interpreter() {}

  static int run(CpuState cpu, int depth, InterpretedUnit first) {
    int[] s = cpu.slots;
    long[] w = cpu.wideSlots;
    int returnTo = cpu.r14;
    // The way back is only known for sure where a function was called. From its middle on, what
    // tells that it is over is that its frame has gone.
    int frame = cpu.r13;
    cpu.itstate = 0;
    InterpretedUnit unit = first;
    // Compiled code that keeps coming here is left too often.
    count(first, false, CALL_HEAT);
    // Where the present stretch of code began, and the instructions that were interpreted before
    // it.
    InterpretedUnit head = first;
    long before = cpu.interpreted;
    load(cpu, s);
    for (; ; ) {
      GuestMemory memory = cpu.memory;
      long[] code = unit.code;
      cpu.interpreted += unit.length;
      int[] seen = unit.addresses;
      int p = 0;
      int location = 0;
      Unit next;
      try {
        transfer:
        for (; ; ) {
          long word = code[p];
          int d = (int) word >>> 8 & 0xff;
          int a = (int) word >>> 16 & 0xff;
          int b = (int) word >>> 24;
          int imm = (int) (word >>> 32);
          p++;
          int target;
          switch ((int) word & 0xff) {
            case Code.MOV -> {
              s[d] = s[a];
              continue;
            }
            case Code.MOV_I -> {
              s[d] = imm;
              continue;
            }
            case Code.ADD -> {
              s[d] = s[a] + s[b];
              continue;
            }
            case Code.ADD_I -> {
              s[d] = s[a] + imm;
              continue;
            }
            case Code.SUB -> {
              s[d] = s[a] - s[b];
              continue;
            }
            case Code.SUB_I -> {
              s[d] = s[a] - imm;
              continue;
            }
            case Code.MUL -> {
              s[d] = s[a] * s[b];
              continue;
            }
            case Code.AND -> {
              s[d] = s[a] & s[b];
              continue;
            }
            case Code.AND_I -> {
              s[d] = s[a] & imm;
              continue;
            }
            case Code.OR -> {
              s[d] = s[a] | s[b];
              continue;
            }
            case Code.OR_I -> {
              s[d] = s[a] | imm;
              continue;
            }
            case Code.XOR -> {
              s[d] = s[a] ^ s[b];
              continue;
            }
            case Code.XOR_I -> {
              s[d] = s[a] ^ imm;
              continue;
            }
            case Code.SHL_I -> {
              s[d] = s[a] << imm;
              continue;
            }
            case Code.SHR_I -> {
              s[d] = s[a] >>> imm;
              continue;
            }
            case Code.SAR_I -> {
              s[d] = s[a] >> imm;
              continue;
            }
            case Code.ZEXT8 -> {
              s[d] = s[a] & 0xff;
              continue;
            }
            case Code.EQ -> {
              s[d] = s[a] == s[b] ? 1 : 0;
              continue;
            }
            case Code.NE -> {
              s[d] = s[a] != s[b] ? 1 : 0;
              continue;
            }
            case Code.LT -> {
              s[d] = s[a] < s[b] ? 1 : 0;
              continue;
            }
            case Code.LE -> {
              s[d] = s[a] <= s[b] ? 1 : 0;
              continue;
            }
            case Code.ULT -> {
              s[d] = Integer.compareUnsigned(s[a], s[b]) < 0 ? 1 : 0;
              continue;
            }
            case Code.ULE -> {
              s[d] = Integer.compareUnsigned(s[a], s[b]) <= 0 ? 1 : 0;
              continue;
            }
            case Code.SELECT -> {
              s[d] = s[a] != 0 ? s[b] : s[imm];
              continue;
            }
            case Code.FLAGS_SUB -> {
              flagsSub(s, s[a], s[b]);
              continue;
            }
            case Code.FLAGS_SUB_I -> {
              flagsSub(s, s[a], imm);
              continue;
            }
            case Code.FLAGS_ADD -> {
              flagsAdd(s, s[a], s[b]);
              continue;
            }
            case Code.FLAGS_ADD_I -> {
              flagsAdd(s, s[a], imm);
              continue;
            }
            case Code.FLAGS_NZ -> {
              s[Reg.N] = s[a];
              s[Reg.Z] = s[a];
              continue;
            }
            case Code.LOAD8 -> {
              seen[p] = s[a] + imm;
              s[d] = memory.load8(s[a] + imm);
              continue;
            }
            case Code.LOAD16 -> {
              seen[p] = s[a] + imm;
              s[d] = memory.load16(s[a] + imm);
              continue;
            }
            case Code.LOAD32 -> {
              seen[p] = s[a] + imm;
              s[d] = memory.load32(s[a] + imm);
              continue;
            }
            case Code.STORE8 -> {
              seen[p] = s[a] + imm;
              memory.store8(s[a] + imm, s[b]);
              continue;
            }
            case Code.STORE16 -> {
              seen[p] = s[a] + imm;
              memory.store16(s[a] + imm, s[b]);
              continue;
            }
            case Code.STORE32 -> {
              seen[p] = s[a] + imm;
              memory.store32(s[a] + imm, s[b]);
              continue;
            }
            case Code.GOTO_IF_ZERO -> {
              if (s[a] == 0) {
                p = imm;
              }
              continue;
            }
            case Code.JUMP, Code.JUMP_CALL -> target = imm;
            case Code.BRANCH_IF -> target = s[a] != 0 ? imm : imm + 1;
            case Code.BRANCH_EQ -> target = s[a] == s[b] ? imm : imm + 1;
            case Code.BRANCH_NE -> target = s[a] != s[b] ? imm : imm + 1;
            case Code.BRANCH_LT -> target = s[a] < s[b] ? imm : imm + 1;
            case Code.BRANCH_LE -> target = s[a] <= s[b] ? imm : imm + 1;
            case Code.BRANCH_ULT ->
                target = Integer.compareUnsigned(s[a], s[b]) < 0 ? imm : imm + 1;
            case Code.BRANCH_ULE ->
                target = Integer.compareUnsigned(s[a], s[b]) <= 0 ? imm : imm + 1;
            case Code.BRANCH_EQ_I -> target = s[a] == imm ? b : b + 1;
            case Code.BRANCH_NE_I -> target = s[a] != imm ? b : b + 1;
            case Code.BRANCH_LT_I -> target = s[a] < imm ? b : b + 1;
            case Code.BRANCH_LE_I -> target = s[a] <= imm ? b : b + 1;
            case Code.BRANCH_ULT_I -> target = Integer.compareUnsigned(s[a], imm) < 0 ? b : b + 1;
            case Code.BRANCH_ULE_I -> target = Integer.compareUnsigned(s[a], imm) <= 0 ? b : b + 1;
            case Code.TABLE -> {
              if (Integer.compareUnsigned(s[a], b) >= 0) {
                continue;
              }
              target = imm + s[a];
            }
            case Code.JUMP_INDIRECT, Code.RETURN -> {
              location = s[a];
              if (depth > 0
                  && (location == returnTo || Integer.compareUnsigned(s[Reg.SP], frame) > 0)) {
                store(cpu, s);
                return location;
              }
              InterpretedUnit recent = unit.recent;
              if (recent == null || recent.location != location || recent.stale) {
                next = null;
                break transfer;
              }
              if ((int) PENDING.getOpaque(cpu) != 0) {
                store(cpu, s);
                return cpu.leave(location, Exit.PENDING);
              }
              if (((int) word & 0xff) != Code.RETURN) {
                count(recent, false, CALL_HEAT);
              }
              unit = recent;
              cpu.interpreted += recent.length;
              code = recent.code;
              seen = recent.addresses;
              p = 0;
              continue;
            }
            case Code.SVC -> {
              store(cpu, s);
              int nextLocation = unit.block.targets()[a];
              cpu.setLocation(nextLocation);
              cpu.itstate = d;
              location = cpu.kernel.supervisorCall(cpu, imm);
              if (location != nextLocation) {
                return location;
              }
              if (d != 0) {
                return cpu.leave(location, Exit.STATE);
              }
              load(cpu, s);
              memory = cpu.memory;
              target = a;
            }
            case Code.UNDEFINED -> {
              cpu.exitInfo = imm;
              return trap(cpu, s, unit, p, Exit.UNDEFINED);
            }
            case Code.BREAKPOINT -> {
              cpu.exitInfo = imm;
              return trap(cpu, s, unit, p, Exit.BREAKPOINT);
            }
            case Code.LEAVE -> {
              store(cpu, s);
              cpu.itstate = d;
              return cpu.leave(imm, Exit.STATE);
            }
            default -> {
              RareOperations.execute(cpu, s, w, unit, p, word);
              continue;
            }
          }
          // On to the block at the target: the common way is to stay in this loop.
          location = unit.block.targets()[target];
          InterpretedUnit cold = unit.successors[target];
          next = cold;
          if (cold == null || cold.stale) {
            if (unit.unnamedState) {
              store(cpu, s);
              return cpu.leave(location, Exit.STATE);
            }
            next = unit.space.lookup(location);
            cold = next.interpreted ? (InterpretedUnit) next : null;
            unit.successors[target] = cold;
          }
          if ((int) PENDING.getOpaque(cpu) != 0) {
            store(cpu, s);
            return cpu.leave(location, Exit.PENDING);
          }
          if (cold == null) {
            break;
          }
          if (((int) word & 0xff) == Code.JUMP_CALL) {
            cold.calls++;
            count(cold, false, CALL_HEAT);
            head = cold;
            before = cpu.interpreted;
          } else if (Integer.compareUnsigned(location, unit.location) <= 0) {
            count(cold, true, 1 + work(cpu, before));
            head = cold;
            before = cpu.interpreted;
          }
          unit = cold;
          cpu.interpreted += cold.length;
          code = cold.code;
          seen = cold.addresses;
          p = 0;
        }
      } catch (GuestFault fault) {
        if (fault.access() == GuestFault.Access.EXECUTE) {
          // The look-up of the next block: this one is done.
          store(cpu, s);
          return cpu.abort(location, fault);
        }
        return abort(cpu, s, unit, p, fault);
      }
      // Slow way: a computed target, or compiled code.
      try {
        CodeSpace space = unit.space;
        if (next == null) {
          if (unit.unnamedState) {
            store(cpu, s);
            return cpu.leave(location, Exit.STATE);
          }
          next = space.lookup(location);
          if ((int) PENDING.getOpaque(cpu) != 0) {
            store(cpu, s);
            return cpu.leave(location, Exit.PENDING);
          }
          if (next.interpreted) {
            unit.recent = (InterpretedUnit) next;
            if (((int) unit.code[p - 1] & 0xff) != Code.RETURN) {
              count((InterpretedUnit) next, false, CALL_HEAT);
            }
          }
        }
        if (!next.interpreted) {
          count(head, false, work(cpu, before));
        }
        while (!next.interpreted) {
          store(cpu, s);
          if (depth >= Unit.MAX_DEPTH) {
            return location;
          }
          location = GuestCalls.runCompiled(cpu, next, depth, returnTo, frame);
          if (location == Unit.EXIT
              || depth > 0 && GuestCalls.isOver(cpu, location, returnTo, frame)) {
            return location;
          }
          load(cpu, s);
          next = space.lookup(location);
          if (next.interpreted) {
            head = (InterpretedUnit) next;
            before = cpu.interpreted;
          }
        }
        unit = (InterpretedUnit) next;
      } catch (GuestFault fault) {
        store(cpu, s);
        return cpu.abort(location, fault);
      }
    }
  }

  /** The heat of what was interpreted since: only stretches that are unusually long have any. */
  private static int work(CpuState cpu, long before) {
    long length = cpu.interpreted - before;
    return length < LONG_STRETCH ? 0 : (int) Math.min(length, Short.MAX_VALUE) / STRETCH;
  }

  static void count(InterpretedUnit unit, boolean loop, int heat) {
    unit.count += heat;
    if (unit.count >= HOT) {
      // It may have to ask again: what is hot now may be compiled as a part of something else.
      unit.count = 0;
      unit.space.hot(unit.location, loop);
    }
  }

  private static int abort(CpuState cpu, int[] s, InterpretedUnit unit, int p, GuestFault fault) {
    store(cpu, s);
    long mark = unit.block.mark(p - 1);
    cpu.itstate = (int) (mark >>> 32);
    return cpu.abort((int) mark | unit.location & 1, fault);
  }

  private static int trap(CpuState cpu, int[] s, InterpretedUnit unit, int p, Exit reason) {
    store(cpu, s);
    long mark = unit.block.mark(p - 1);
    cpu.itstate = (int) (mark >>> 32);
    return cpu.leave((int) mark | unit.location & 1, reason);
  }

  private static void flagsSub(int[] s, int a, int b) {
    int r = a - b;
    s[Reg.N] = r;
    s[Reg.Z] = r;
    s[Reg.C] = Integer.compareUnsigned(a, b) >= 0 ? 1 : 0;
    s[Reg.V] = (a ^ b) & (a ^ r);
  }

  private static void flagsAdd(int[] s, int a, int b) {
    int r = a + b;
    s[Reg.N] = r;
    s[Reg.Z] = r;
    s[Reg.C] = Integer.compareUnsigned(r, a) < 0 ? 1 : 0;
    s[Reg.V] = (a ^ r) & (b ^ r);
  }

  private static void load(CpuState cpu, int[] s) {
    s[0] = cpu.r0;
    s[1] = cpu.r1;
    s[2] = cpu.r2;
    s[3] = cpu.r3;
    s[4] = cpu.r4;
    s[5] = cpu.r5;
    s[6] = cpu.r6;
    s[7] = cpu.r7;
    s[8] = cpu.r8;
    s[9] = cpu.r9;
    s[10] = cpu.r10;
    s[11] = cpu.r11;
    s[12] = cpu.r12;
    s[Reg.SP] = cpu.r13;
    s[Reg.LR] = cpu.r14;
    cpu.settleFlags();
    s[Reg.N] = cpu.n;
    s[Reg.Z] = cpu.z;
    s[Reg.C] = cpu.c;
    s[Reg.V] = cpu.v;
    s[Reg.Q] = cpu.q;
    s[Reg.GE] = cpu.ge;
    s[Reg.FP_NZCV] = cpu.fpNzcv;
  }

  private static void store(CpuState cpu, int[] s) {
    cpu.r0 = s[0];
    cpu.r1 = s[1];
    cpu.r2 = s[2];
    cpu.r3 = s[3];
    cpu.r4 = s[4];
    cpu.r5 = s[5];
    cpu.r6 = s[6];
    cpu.r7 = s[7];
    cpu.r8 = s[8];
    cpu.r9 = s[9];
    cpu.r10 = s[10];
    cpu.r11 = s[11];
    cpu.r12 = s[12];
    cpu.r13 = s[Reg.SP];
    cpu.r14 = s[Reg.LR];
    cpu.n = s[Reg.N];
    cpu.z = s[Reg.Z];
    cpu.c = s[Reg.C];
    cpu.v = s[Reg.V];
    cpu.q = s[Reg.Q];
    cpu.ge = s[Reg.GE];
    cpu.fpNzcv = s[Reg.FP_NZCV];
  }
}
