package dev.armature.seccomp;

import java.util.Arrays;

/** What a filter program must be like before it may run. */
final class BpfCheck {
  private BpfCheck() {}

  static boolean valid(long[] code) {
    if (code.length == 0 || code.length > BpfProgram.MAX_LENGTH) {
      return false;
    }
    for (int pc = 0; pc < code.length; pc++) {
      if (!valid(code[pc], code.length - pc - 1)) {
        return false;
      }
    }
    int last = (int) code[code.length - 1] & 0xffff;
    return Bpf.classOf(last) == Bpf.RET && loadsFollowStores(code);
  }

  /**
   * @param after instructions that follow
   */
  private static boolean valid(long insn, int after) {
    int op = (int) insn & 0xffff;
    int jt = (int) insn >>> 16 & 0xff;
    int jf = (int) insn >>> 24 & 0xff;
    int k = (int) (insn >>> 32);
    return switch (op) {
      case Bpf.LD | Bpf.ABS -> (k & 3) == 0 && k >= 0 && k < SeccompData.SIZE;
      case Bpf.LD | Bpf.IMM, Bpf.LDX | Bpf.IMM, Bpf.LD | Bpf.LEN, Bpf.LDX | Bpf.LEN -> true;
      case Bpf.LD | Bpf.MEM, Bpf.LDX | Bpf.MEM, Bpf.ST, Bpf.STX -> k >= 0 && k < Bpf.MEMWORDS;
      case Bpf.ALU | Bpf.DIV | Bpf.K -> k != 0;
      case Bpf.ALU | Bpf.LSH | Bpf.K, Bpf.ALU | Bpf.RSH | Bpf.K -> k >= 0 && k < 32;
      case Bpf.ALU | Bpf.ADD | Bpf.K,
          Bpf.ALU | Bpf.ADD | Bpf.X,
          Bpf.ALU | Bpf.SUB | Bpf.K,
          Bpf.ALU | Bpf.SUB | Bpf.X,
          Bpf.ALU | Bpf.MUL | Bpf.K,
          Bpf.ALU | Bpf.MUL | Bpf.X,
          Bpf.ALU | Bpf.DIV | Bpf.X,
          Bpf.ALU | Bpf.AND | Bpf.K,
          Bpf.ALU | Bpf.AND | Bpf.X,
          Bpf.ALU | Bpf.OR | Bpf.K,
          Bpf.ALU | Bpf.OR | Bpf.X,
          Bpf.ALU | Bpf.XOR | Bpf.K,
          Bpf.ALU | Bpf.XOR | Bpf.X,
          Bpf.ALU | Bpf.LSH | Bpf.X,
          Bpf.ALU | Bpf.RSH | Bpf.X,
          Bpf.ALU | Bpf.NEG,
          Bpf.RET | Bpf.K,
          Bpf.RET | Bpf.A,
          Bpf.MISC | Bpf.TAX,
          Bpf.MISC | Bpf.TXA ->
          true;
      case Bpf.JMP | Bpf.JA -> Integer.compareUnsigned(k, after) < 0;
      case Bpf.JMP | Bpf.JEQ | Bpf.K,
          Bpf.JMP | Bpf.JEQ | Bpf.X,
          Bpf.JMP | Bpf.JGE | Bpf.K,
          Bpf.JMP | Bpf.JGE | Bpf.X,
          Bpf.JMP | Bpf.JGT | Bpf.K,
          Bpf.JMP | Bpf.JGT | Bpf.X,
          Bpf.JMP | Bpf.JSET | Bpf.K,
          Bpf.JMP | Bpf.JSET | Bpf.X ->
          jt < after && jf < after;
      default -> false;
    };
  }

  /** No word of scratch memory is read before it was written ({@code check_load_and_stores}). */
  private static boolean loadsFollowStores(long[] code) {
    int[] written = new int[code.length];
    Arrays.fill(written, -1);
    int now = 0;
    for (int pc = 0; pc < code.length; pc++) {
      int op = (int) code[pc] & 0xffff;
      int k = (int) (code[pc] >>> 32);
      now &= written[pc];
      switch (Bpf.classOf(op)) {
        case Bpf.ST, Bpf.STX -> now |= 1 << k;
        case Bpf.LD, Bpf.LDX -> {
          if ((op & 0xe0) == Bpf.MEM && (now & 1 << k) == 0) {
            return false;
          }
        }
        case Bpf.JMP -> {
          if (Bpf.operation(op) == Bpf.JA) {
            written[pc + 1 + k] &= now;
          } else {
            written[pc + 1 + ((int) code[pc] >>> 16 & 0xff)] &= now;
            written[pc + 1 + ((int) code[pc] >>> 24 & 0xff)] &= now;
          }
          now = -1;
        }
        default -> {
          // Neither reads nor writes it.
        }
      }
    }
    return true;
  }
}
