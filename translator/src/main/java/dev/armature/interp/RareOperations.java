package dev.armature.interp;

import dev.armature.ir.Reg;
import dev.armature.machine.CpuState;

/**
 * The operations that are not worth a place in the interpreter's loop: the smaller that is, the
 * sooner HotSpot has compiled it, and an operation seen for the first time costs it less.
 */
final class RareOperations {
  private RareOperations() {}

  /** Executes the operation {@code word}; {@code p} is the index after it. */
  static void execute(CpuState cpu, int[] s, long[] w, InterpretedUnit unit, int p, long word) {
    int d = (int) word >>> 8 & 0xff;
    int a = (int) word >>> 16 & 0xff;
    int b = (int) word >>> 24;
    int imm = (int) (word >>> 32);
    switch ((int) word & 0xff) {
      case Code.SHL -> s[d] = s[a] << s[b];
      case Code.SHR -> s[d] = s[a] >>> s[b];
      case Code.SAR -> s[d] = s[a] >> s[b];
      case Code.ROR -> s[d] = Integer.rotateRight(s[a], s[b]);
      case Code.ROR_I -> s[d] = Integer.rotateRight(s[a], imm);
      case Code.NEG -> s[d] = -s[a];
      case Code.NOT -> s[d] = ~s[a];
      case Code.CLZ -> s[d] = Integer.numberOfLeadingZeros(s[a]);
      case Code.REV -> s[d] = Integer.reverseBytes(s[a]);
      case Code.RBIT -> s[d] = Integer.reverse(s[a]);
      case Code.SEXT16 -> s[d] = (short) s[a];
      case Code.ZEXT16 -> s[d] = s[a] & 0xffff;
      case Code.SEXT8 -> s[d] = (byte) s[a];
      case Code.CARRY -> s[d] = carry(s[a], s[b], s[imm]);
      case Code.OVERFLOW_ADD -> s[d] = (s[a] ^ s[imm]) & (s[b] ^ s[imm]);
      case Code.OVERFLOW_SUB -> s[d] = (s[a] ^ s[b]) & (s[a] ^ s[imm]);
      case Code.COND -> s[d] = condition(s, imm);
      case Code.MOV64 -> w[d] = w[a];
      case Code.CONST64 -> w[d] = unit.block.constants()[imm];
      case Code.ADD64 -> w[d] = w[a] + w[b];
      case Code.SUB64 -> w[d] = w[a] - w[b];
      case Code.MUL64 -> w[d] = w[a] * w[b];
      case Code.AND64 -> w[d] = w[a] & w[b];
      case Code.OR64 -> w[d] = w[a] | w[b];
      case Code.XOR64 -> w[d] = w[a] ^ w[b];
      case Code.NOT64 -> w[d] = ~w[a];
      case Code.SHL64 -> w[d] = w[a] << s[b];
      case Code.SHR64 -> w[d] = w[a] >>> s[b];
      case Code.SAR64 -> w[d] = w[a] >> s[b];
      case Code.SEXT64 -> w[d] = s[a];
      case Code.ZEXT64 -> w[d] = s[a] & 0xffff_ffffL;
      case Code.LOW -> s[d] = (int) w[a];
      case Code.HIGH -> s[d] = (int) (w[a] >>> 32);
      case Code.EQ64 -> s[d] = w[a] == w[b] ? 1 : 0;
      case Code.GET_W -> s[d] = cpu.s(imm);
      case Code.PUT_W -> cpu.setS(imm, s[a]);
      case Code.GET_X -> w[d] = cpu.d(imm);
      case Code.PUT_X -> cpu.setD(imm, w[a]);
      case Code.LOAD8S -> {
        unit.addresses[p] = s[a] + imm;
        s[d] = cpu.memory.load8s(s[a] + imm);
      }
      case Code.LOAD16S -> {
        unit.addresses[p] = s[a] + imm;
        s[d] = cpu.memory.load16s(s[a] + imm);
      }
      case Code.LOAD64 -> {
        unit.addresses[p] = s[a] + imm;
        w[d] = cpu.memory.load64(s[a] + imm);
      }
      case Code.STORE64 -> {
        unit.addresses[p] = s[a] + imm;
        cpu.memory.store64(s[a] + imm, w[b]);
      }
      case Code.CALL -> RoutineCalls.call(cpu, s, w, unit.block.calls()[imm], d);
      default -> throw new IllegalStateException("operation " + ((int) word & 0xff));
    }
  }

  private static int carry(int a, int b, int sum) {
    return ((a & b) | ((a | b) & ~sum)) >>> 31;
  }

  /** ARM ARM A8.3.1: whether condition 0 (EQ) .. 13 (LE) holds. */
  private static int condition(int[] s, int condition) {
    boolean holds =
        switch (condition >>> 1) {
          case 0 -> s[Reg.Z] == 0;
          case 1 -> s[Reg.C] != 0;
          case 2 -> s[Reg.N] < 0;
          case 3 -> s[Reg.V] < 0;
          case 4 -> s[Reg.C] != 0 && s[Reg.Z] != 0;
          case 5 -> (s[Reg.N] ^ s[Reg.V]) >= 0;
          case 6 -> (s[Reg.N] ^ s[Reg.V]) >= 0 && s[Reg.Z] != 0;
          default -> true;
        };
    return holds == ((condition & 1) == 0) ? 1 : 0;
  }
}
