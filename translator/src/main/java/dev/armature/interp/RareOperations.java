package dev.armature.interp;

import dev.armature.ir.Reg;
import dev.armature.machine.CpuState;

/**
 * The operations that are not worth a place in the interpreter's inner loop, because they are rare
 * or call something; and accesses to memory that it could not do: they fault, or need a closer
 * look.
 */
final class RareOperations {
  private RareOperations() {}

  /** Executes the operation before {@code p}, an index into the unit's code. */
  static void execute(CpuState cpu, int[] s, long[] w, InterpretedUnit unit, int p) {
    int word = unit.code[p - 2];
    int imm = unit.code[p - 1];
    int d = Code.d(word);
    int a = Code.a(word);
    int b = Code.b(word);
    switch (word & 0xff) {
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
      case Code.ZEXT8 -> s[d] = s[a] & 0xff;
      case Code.ZEXT16 -> s[d] = s[a] & 0xffff;
      case Code.SEXT8 -> s[d] = (byte) s[a];
      case Code.CARRY -> s[d] = carry(s[a], s[b], s[imm]);
      case Code.COND -> s[d] = condition(s, imm);
      case Code.MOV64 -> w[d] = w[a];
      case Code.CONST64 -> w[d] = unit.block.constants()[imm];
      case Code.ADD64 -> w[d] = w[a] + w[b];
      case Code.SUB64 -> w[d] = w[a] - w[b];
      case Code.MUL64 -> w[d] = w[a] * w[b];
      case Code.AND64 -> w[d] = w[a] & w[b];
      case Code.XOR64 -> w[d] = w[a] ^ w[b];
      case Code.NOT64 -> w[d] = ~w[a];
      case Code.SHR64 -> w[d] = w[a] >>> s[b];
      case Code.SAR64 -> w[d] = w[a] >> s[b];
      case Code.SEXT64 -> w[d] = s[a];
      case Code.EQ64 -> s[d] = w[a] == w[b] ? 1 : 0;
      case Code.GET_W -> s[d] = cpu.s(imm);
      case Code.PUT_W -> cpu.setS(imm, s[a]);
      case Code.GET_X -> w[d] = cpu.d(imm);
      case Code.PUT_X -> cpu.setD(imm, w[a]);
      case Code.LOAD8 -> s[d] = cpu.memory.load8(s[a] + imm);
      case Code.LOAD16 -> s[d] = cpu.memory.load16(s[a] + imm);
      case Code.LOAD32 -> s[d] = cpu.memory.load32(s[a] + imm);
      case Code.STORE8 -> cpu.memory.store8(s[a] + imm, s[b]);
      case Code.STORE16 -> cpu.memory.store16(s[a] + imm, s[b]);
      case Code.STORE32 -> cpu.memory.store32(s[a] + imm, s[b]);
      case Code.LOAD8S -> {
        unit.addresses[p >> 1] = s[a] + imm;
        s[d] = cpu.memory.load8s(s[a] + imm);
      }
      case Code.LOAD16S -> {
        unit.addresses[p >> 1] = s[a] + imm;
        s[d] = cpu.memory.load16s(s[a] + imm);
      }
      case Code.LOAD64 -> {
        unit.addresses[p >> 1] = s[a] + imm;
        w[d] = cpu.memory.load64(s[a] + imm);
      }
      case Code.STORE64 -> {
        unit.addresses[p >> 1] = s[a] + imm;
        cpu.memory.store64(s[a] + imm, w[b]);
      }
      case Code.CALL -> RoutineCalls.call(cpu, s, w, unit.block.calls()[imm], d);
      default -> throw new IllegalStateException("operation " + (word & 0xff));
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
