package dev.armature.seccomp;

import java.util.Arrays;

/**
 * A checked filter program: each instruction is a {@code struct sock_filter} as one long, code in
 * bits 15:0, jt in 23:16, jf in 31:24, k above.
 */
final class BpfProgram {
  /** {@code BPF_MAXINSNS}. */
  static final int MAX_LENGTH = 4096;

  private final long[] code;

  private BpfProgram(long[] code) {
    this.code = code;
  }

  /**
   * The program, if seccomp accepts it ({@code bpf_check_classic} and {@code
   * seccomp_check_filter}).
   *
   * @return null when it does not
   */
  static BpfProgram checked(long[] code) {
    return BpfCheck.valid(code) ? new BpfProgram(code.clone()) : null;
  }

  int length() {
    return code.length;
  }

  /** The instructions as they were given. */
  long[] code() {
    return code.clone();
  }

  /** Runs over the words of a {@code struct seccomp_data}. */
  int run(int[] data) {
    int a = 0;
    int x = 0;
    int[] memory = null;
    int pc = 0;
    while (true) {
      long insn = code[pc++];
      int op = (int) insn & 0xffff;
      int k = (int) (insn >>> 32);
      switch (Bpf.classOf(op)) {
        case Bpf.LD -> a = load(op, k, data, memory);
        case Bpf.LDX -> x = load(op, k, data, memory);
        case Bpf.ST, Bpf.STX -> {
          memory = memory == null ? new int[Bpf.MEMWORDS] : memory;
          memory[k] = Bpf.classOf(op) == Bpf.ST ? a : x;
        }
        case Bpf.ALU -> {
          int right = Bpf.usesX(op) ? x : k;
          if (Bpf.operation(op) == Bpf.DIV && right == 0) {
            return 0;
          }
          a = arithmetic(Bpf.operation(op), a, right);
        }
        case Bpf.JMP -> {
          if (Bpf.operation(op) == Bpf.JA) {
            pc += k;
          } else {
            boolean taken = test(Bpf.operation(op), a, Bpf.usesX(op) ? x : k);
            pc += (int) insn >>> (taken ? 16 : 24) & 0xff;
          }
        }
        case Bpf.RET -> {
          return (op & Bpf.A) != 0 ? a : k;
        }
        default -> {
          if ((op & Bpf.TXA) != 0) {
            a = x;
          } else {
            x = a;
          }
        }
      }
    }
  }

  private static int load(int op, int k, int[] data, int[] memory) {
    return switch (op & 0xe0) {
      case Bpf.ABS -> data[k >>> 2];
      case Bpf.MEM -> memory == null ? 0 : memory[k];
      case Bpf.LEN -> 4 * data.length;
      default -> k;
    };
  }

  private static int arithmetic(int operation, int a, int b) {
    return switch (operation) {
      case Bpf.ADD -> a + b;
      case Bpf.SUB -> a - b;
      case Bpf.MUL -> a * b;
      case Bpf.DIV -> Integer.divideUnsigned(a, b);
      case Bpf.OR -> a | b;
      case Bpf.AND -> a & b;
      case Bpf.XOR -> a ^ b;
      case Bpf.LSH -> a << b;
      case Bpf.RSH -> a >>> b;
      default -> -a;
    };
  }

  private static boolean test(int operation, int a, int b) {
    return switch (operation) {
      case Bpf.JEQ -> a == b;
      case Bpf.JGT -> Integer.compareUnsigned(a, b) > 0;
      case Bpf.JGE -> Integer.compareUnsigned(a, b) >= 0;
      default -> (a & b) != 0;
    };
  }

  @Override
  public String toString() {
    return Arrays.toString(code);
  }
}
