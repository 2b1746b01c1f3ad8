package dev.armature.interp;

import static dev.armature.interp.Code.a;
import static dev.armature.interp.Code.b;
import static dev.armature.interp.Code.d;

import dev.armature.ir.Reg;
import dev.armature.machine.CpuState;
import dev.armature.machine.Exit;
import dev.armature.machine.GuestCalls;
import dev.armature.machine.GuestFault;
import dev.armature.machine.GuestMemory;
import dev.armature.machine.Unit;

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

  /** Added to both sides it makes a comparison unsigned. */
  private static final int MIN = Integer.MIN_VALUE;

  private static final int IN_PAGE = GuestMemory.PAGE_SIZE - 1;

  /** No block's target: the operation does not end it, or goes where a register says. */
  private static final int NONE = -1;

  private final CpuState cpu;
  private final int[] slots;
  private final long[] wide;
  private final int depth;
  private final int returnTo;

  /**
   * The stack pointer at the call. The way back is only known for sure where a function was called;
   * from its middle on, what tells that it is over is that its frame has gone.
   */
  private final int frame;

  private InterpretedUnit unit;

  /** Index of the next operation in the unit's code. */
  private int p;

  /** Index of the block's target, or {@link #NONE}. */
  private int target;

  /** Where the present stretch of code began. */
  private InterpretedUnit head;

  /** The instructions that were interpreted before it. */
  private long before;

  private Interpreter(CpuState cpu, int depth, InterpretedUnit first) {
    this.cpu = cpu;
    this.slots = cpu.slots;
    this.wide = cpu.wideSlots;
    this.depth = depth;
    this.returnTo = cpu.r14;
    this.frame = cpu.r13;
    this.unit = first;
    this.head = first;
    this.before = cpu.interpreted;
  }

  static int run(CpuState cpu, int depth, InterpretedUnit first) {
    cpu.itstate = 0;
    // Compiled code that keeps coming here is left too often.
    count(first, false, CALL_HEAT);
    return new Interpreter(cpu, depth, first).run();
  }

  private int run() {
    int[] s = slots;
    cpu.interpreted += unit.length;
    load(cpu, s);
    for (; ; ) {
      simple();
      int word = unit.code[p - 2];
      int imm = unit.code[p - 1];
      int op = word & 0xff;
      int d = d(word);
      int a = a(word);
      int location = 0;
      Unit next = null;
      try {
        if (target == NONE) {
          switch (op) {
            case Code.JUMP_INDIRECT, Code.RETURN -> {
              location = s[a];
              if (depth > 0 && (location == returnTo || s[Reg.SP] + MIN > frame + MIN)) {
                store(cpu, s);
                return location;
              }
              if (unit.unnamedState) {
                store(cpu, s);
                return cpu.leave(location, Exit.STATE);
              }
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
              RareOperations.execute(cpu, s, wide, unit, p);
              continue;
            }
          }
        }
        if (target != NONE) {
          location = unit.block.targets()[target];
          InterpretedUnit cold = unit.successors[target];
          next = cold;
          if (cold == null || cold.stale) {
            if (unit.unnamedState) {
              store(cpu, s);
              return cpu.leave(location, Exit.STATE);
            }
            next = unit.space.lookup(location);
            unit.successors[target] = next.interpreted ? (InterpretedUnit) next : null;
          }
        } else {
          next = unit.space.lookup(location);
          if (next.interpreted) {
            unit.recent = (InterpretedUnit) next;
            cpu.recentTargets[recentIndex(location)] = next;
          }
        }
        if (cpu.pending != 0) {
          store(cpu, s);
          return cpu.leave(location, Exit.PENDING);
        }
        if (next.interpreted) {
          InterpretedUnit cold = (InterpretedUnit) next;
          if (op == Code.JUMP_CALL) {
            cold.calls++;
            count(cold, false, CALL_HEAT);
            head = cold;
            before = cpu.interpreted;
          } else if (op == Code.JUMP_INDIRECT) {
            count(cold, false, CALL_HEAT);
          } else if (target != NONE && location + MIN <= unit.location + MIN) {
            count(cold, true, 1 + work(cpu, before));
            head = cold;
            before = cpu.interpreted;
          }
        } else {
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
          next = unit.space.lookup(location);
          if (next.interpreted) {
            head = (InterpretedUnit) next;
            before = cpu.interpreted;
          }
        }
      } catch (GuestFault fault) {
        if (fault.access() == GuestFault.Access.EXECUTE) {
          // The look-up of the next block: this one is done.
          store(cpu, s);
          return cpu.abort(location, fault);
        }
        return abort(cpu, s, unit, p, fault);
      }
      unit = (InterpretedUnit) next;
      cpu.interpreted += unit.length;
      p = 0;
    }
  }

  /**
   * Executes what most programs do most of the time, up to an operation that is not of that kind or
   * an end of a block that needs a closer look. Nothing is called here: HotSpot's first compiler
   * keeps variables in registers then, from call to call, and its code for this loop is what short
   * programs run in.
   *
   * <p>What is to be done then is the operation of {@link #unit} before {@link #p}; where it ends
   * the block and the target is a number, that is {@link #target}.
   */
  private void simple() {
    int[] s = slots;
    CpuState cpu = this.cpu;
    GuestMemory memory = cpu.memory;
    InterpretedUnit unit = this.unit;
    int p = this.p;
    int target;
    blocks:
    for (; ; ) {
      int[] code = unit.code;
      int[] seen = unit.addresses;
      for (; ; ) {
        int w = code[p];
        int imm = code[p + 1];
        int op = w & 0xff;
        p += 2;
        target = NONE;
        if (op < Code.OFTEN) {
          switch (op) {
            case Code.LOAD32 -> {
              int address = s[a(w)] + imm;
              seen[p >> 1] = address;
              if ((address & IN_PAGE) > IN_PAGE - 3
                  || (memory.permissions(address) & GuestMemory.READ) == 0) {
                break;
              }
              s[d(w)] = memory.uncheckedWord(address);
              continue;
            }
            case Code.MOV_I -> {
              s[d(w)] = imm;
              continue;
            }
            case Code.MOV -> {
              s[d(w)] = s[a(w)];
              continue;
            }
            case Code.STORE32 -> {
              int address = s[a(w)] + imm;
              seen[p >> 1] = address;
              if ((address & IN_PAGE) > IN_PAGE - 3
                  || (memory.permissions(address) & GuestMemory.WRITE) == 0) {
                break;
              }
              memory.setUncheckedWord(address, s[b(w)]);
              continue;
            }
            case Code.ADD_I -> {
              s[d(w)] = s[a(w)] + imm;
              continue;
            }
            case Code.FLAGS_SUB_I -> {
              int x = s[a(w)];
              int r = x - imm;
              s[Reg.V] = (x ^ imm) & (x ^ r);
              s[Reg.C] = x + MIN >= imm + MIN ? 1 : 0;
              s[Reg.Z] = r;
              s[Reg.N] = r;
              continue;
            }
            case Code.ADD -> {
              s[d(w)] = s[a(w)] + s[b(w)];
              continue;
            }
            case Code.AND_I -> {
              s[d(w)] = s[a(w)] & imm;
              continue;
            }
            default -> {}
          }
        } else if (op < Code.SOMETIMES) {
          switch (op) {
            case Code.BRANCH_EQ_I -> target = s[a(w)] == imm ? b(w) : b(w) + 1;
            case Code.BRANCH_NE_I -> target = s[a(w)] != imm ? b(w) : b(w) + 1;
            case Code.SHL_I -> {
              s[d(w)] = s[a(w)] << imm;
              continue;
            }
            case Code.FLAGS_NZ -> {
              s[Reg.Z] = s[a(w)];
              s[Reg.N] = s[a(w)];
              continue;
            }
            case Code.SHR_I -> {
              s[d(w)] = s[a(w)] >>> imm;
              continue;
            }
            case Code.FLAGS_SUB -> {
              int x = s[a(w)];
              int y = s[b(w)];
              int r = x - y;
              s[Reg.V] = (x ^ y) & (x ^ r);
              s[Reg.C] = x + MIN >= y + MIN ? 1 : 0;
              s[Reg.Z] = r;
              s[Reg.N] = r;
              continue;
            }
            case Code.SUB_I -> {
              s[d(w)] = s[a(w)] - imm;
              continue;
            }
            case Code.LOAD8 -> {
              int address = s[a(w)] + imm;
              seen[p >> 1] = address;
              if ((memory.permissions(address) & GuestMemory.READ) == 0) {
                break;
              }
              s[d(w)] = memory.uncheckedByte(address);
              continue;
            }
            case Code.JUMP_CALL, Code.JUMP -> target = imm;
            case Code.RETURN -> {
              int location = s[a(w)];
              InterpretedUnit next = recall(cpu, unit, location);
              if (next == null
                  || next.stale
                  || cpu.pending != 0
                  || depth > 0 && (location == returnTo || s[Reg.SP] + MIN > frame + MIN)) {
                break;
              }
              unit = next;
              cpu.interpreted += next.length;
              p = 0;
              continue blocks;
            }
            case Code.SELECT -> {
              s[d(w)] = s[a(w)] != 0 ? s[b(w)] : s[imm];
              continue;
            }
            default -> {}
          }
        } else if (op < Code.SELDOM) {
          switch (op) {
            case Code.FLAGS_ADD_I -> {
              int x = s[a(w)];
              int r = x + imm;
              s[Reg.V] = (x ^ r) & (imm ^ r);
              s[Reg.C] = r + MIN < x + MIN ? 1 : 0;
              s[Reg.Z] = r;
              s[Reg.N] = r;
              continue;
            }
            case Code.BRANCH_LT_I -> target = s[a(w)] < imm ? b(w) : b(w) + 1;
            case Code.XOR -> {
              s[d(w)] = s[a(w)] ^ s[b(w)];
              continue;
            }
            case Code.OR -> {
              s[d(w)] = s[a(w)] | s[b(w)];
              continue;
            }
            case Code.BRANCH_EQ -> target = s[a(w)] == s[b(w)] ? imm : imm + 1;
            case Code.BRANCH_NE -> target = s[a(w)] != s[b(w)] ? imm : imm + 1;
            case Code.JUMP_INDIRECT -> {
              int location = s[a(w)];
              InterpretedUnit next = recall(cpu, unit, location);
              if (next == null
                  || next.stale
                  || cpu.pending != 0
                  || next.count >= HOT - CALL_HEAT
                  || depth > 0 && (location == returnTo || s[Reg.SP] + MIN > frame + MIN)) {
                break;
              }
              next.count += CALL_HEAT;
              unit = next;
              cpu.interpreted += next.length;
              p = 0;
              continue blocks;
            }
            case Code.BRANCH_LE -> target = s[a(w)] <= s[b(w)] ? imm : imm + 1;
            case Code.BRANCH_ULT -> target = s[a(w)] + MIN < s[b(w)] + MIN ? imm : imm + 1;
            case Code.HIGH -> {
              s[d(w)] = (int) (wide[a(w)] >>> 32);
              continue;
            }
            case Code.LOW -> {
              s[d(w)] = (int) wide[a(w)];
              continue;
            }
            case Code.SUB -> {
              s[d(w)] = s[a(w)] - s[b(w)];
              continue;
            }
            case Code.GOTO_IF_ZERO -> {
              if (s[a(w)] == 0) {
                p = imm * 2;
              }
              continue;
            }
            case Code.NE -> {
              s[d(w)] = s[a(w)] != s[b(w)] ? 1 : 0;
              continue;
            }
            case Code.LOAD16 -> {
              int address = s[a(w)] + imm;
              seen[p >> 1] = address;
              if ((address & IN_PAGE) > IN_PAGE - 1
                  || (memory.permissions(address) & GuestMemory.READ) == 0) {
                break;
              }
              s[d(w)] = memory.uncheckedHalfword(address);
              continue;
            }
            case Code.ZEXT64 -> {
              wide[d(w)] = s[a(w)] & 0xffff_ffffL;
              continue;
            }
            default -> {}
          }
        } else {
          switch (op) {
            case Code.BRANCH_IF -> target = s[a(w)] != 0 ? imm : imm + 1;
            case Code.ULE -> {
              s[d(w)] = s[a(w)] + MIN <= s[b(w)] + MIN ? 1 : 0;
              continue;
            }
            case Code.OVERFLOW_SUB -> {
              s[d(w)] = (s[a(w)] ^ s[b(w)]) & (s[a(w)] ^ s[imm]);
              continue;
            }
            case Code.BRANCH_LT -> target = s[a(w)] < s[b(w)] ? imm : imm + 1;
            case Code.ULT -> {
              s[d(w)] = s[a(w)] + MIN < s[b(w)] + MIN ? 1 : 0;
              continue;
            }
            case Code.SHL64 -> {
              wide[d(w)] = wide[a(w)] << s[b(w)];
              continue;
            }
            case Code.OR64 -> {
              wide[d(w)] = wide[a(w)] | wide[b(w)];
              continue;
            }
            case Code.BRANCH_LE_I -> target = s[a(w)] <= imm ? b(w) : b(w) + 1;
            case Code.STORE8 -> {
              int address = s[a(w)] + imm;
              seen[p >> 1] = address;
              if ((memory.permissions(address) & GuestMemory.WRITE) == 0) {
                break;
              }
              memory.setUncheckedByte(address, s[b(w)]);
              continue;
            }
            case Code.EQ -> {
              s[d(w)] = s[a(w)] == s[b(w)] ? 1 : 0;
              continue;
            }
            case Code.AND -> {
              s[d(w)] = s[a(w)] & s[b(w)];
              continue;
            }
            case Code.OR_I -> {
              s[d(w)] = s[a(w)] | imm;
              continue;
            }
            case Code.TABLE -> {
              if (s[a(w)] + MIN >= b(w) + MIN) {
                continue;
              }
              target = imm + s[a(w)];
            }
            case Code.LT -> {
              s[d(w)] = s[a(w)] < s[b(w)] ? 1 : 0;
              continue;
            }
            case Code.OVERFLOW_ADD -> {
              s[d(w)] = (s[a(w)] ^ s[imm]) & (s[b(w)] ^ s[imm]);
              continue;
            }
            case Code.MUL -> {
              s[d(w)] = s[a(w)] * s[b(w)];
              continue;
            }
            case Code.BRANCH_ULE_I -> target = s[a(w)] + MIN <= imm + MIN ? b(w) : b(w) + 1;
            case Code.STORE16 -> {
              int address = s[a(w)] + imm;
              seen[p >> 1] = address;
              if ((address & IN_PAGE) > IN_PAGE - 1
                  || (memory.permissions(address) & GuestMemory.WRITE) == 0) {
                break;
              }
              memory.setUncheckedHalfword(address, s[b(w)]);
              continue;
            }
            case Code.LE -> {
              s[d(w)] = s[a(w)] <= s[b(w)] ? 1 : 0;
              continue;
            }
            case Code.SAR_I -> {
              s[d(w)] = s[a(w)] >> imm;
              continue;
            }
            case Code.FLAGS_ADD -> {
              int x = s[a(w)];
              int y = s[b(w)];
              int r = x + y;
              s[Reg.V] = (x ^ r) & (y ^ r);
              s[Reg.C] = r + MIN < x + MIN ? 1 : 0;
              s[Reg.Z] = r;
              s[Reg.N] = r;
              continue;
            }
            case Code.BRANCH_ULE -> target = s[a(w)] + MIN <= s[b(w)] + MIN ? imm : imm + 1;
            case Code.XOR_I -> {
              s[d(w)] = s[a(w)] ^ imm;
              continue;
            }
            case Code.BRANCH_ULT_I -> target = s[a(w)] + MIN < imm + MIN ? b(w) : b(w) + 1;
            default -> {}
          }
        }
        if (target == NONE) {
          break blocks;
        }
        // The end of the block.
        InterpretedUnit next = unit.successors[target];
        if (next == null || next.stale || cpu.pending != 0) {
          break blocks;
        }
        if (op == Code.JUMP_CALL) {
          if (next.count >= HOT - CALL_HEAT) {
            break blocks;
          }
          next.calls++;
          next.count += CALL_HEAT;
          head = next;
          before = cpu.interpreted;
        } else if (next.location + MIN <= unit.location + MIN) {
          if (next.count >= HOT - 1 || cpu.interpreted - before >= LONG_STRETCH) {
            break blocks;
          }
          next.count++;
          head = next;
          before = cpu.interpreted;
        }
        unit = next;
        cpu.interpreted += next.length;
        p = 0;
        continue blocks;
      }
    }
    this.unit = unit;
    this.p = p;
    this.target = target;
  }

  /** The unit that control went to when it came to {@code location} before, or null. */
  private static InterpretedUnit recall(CpuState cpu, InterpretedUnit unit, int location) {
    InterpretedUnit recent = unit.recent;
    if (recent != null && recent.location == location) {
      return recent;
    }
    return cpu.recentTargets[recentIndex(location)] instanceof InterpretedUnit known
            && known.location == location
            && known.space == unit.space
            && !unit.unnamedState
        ? known
        : null;
  }

  private static int recentIndex(int location) {
    return location >>> 1 & CpuState.RECENT_TARGETS - 1;
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
    long mark = unit.block.mark((p >> 1) - 1);
    cpu.itstate = (int) (mark >>> 32);
    return cpu.abort((int) mark | unit.location & 1, fault);
  }

  private static int trap(CpuState cpu, int[] s, InterpretedUnit unit, int p, Exit reason) {
    store(cpu, s);
    long mark = unit.block.mark((p >> 1) - 1);
    cpu.itstate = (int) (mark >>> 32);
    return cpu.leave((int) mark | unit.location & 1, reason);
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
