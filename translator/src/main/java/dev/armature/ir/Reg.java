package dev.armature.ir;

/**
 * Guest registers that {@link Opcode#GET} and {@link Opcode#PUT} name by index. 0..14 are the core
 * registers; pc is never one: the lifter knows it. Flag conventions are those of {@link
 * dev.armature.machine.CpuState}: N and V set when negative, Z set when zero, C and Q 0 or 1.
 */
public final class Reg {
  private Reg() {}

  public static final int SP = 13;
  public static final int LR = 14;
  public static final int N = 15;
  public static final int Z = 16;
  public static final int C = 17;
  public static final int V = 18;
  public static final int Q = 19;
  public static final int GE = 20;

  /** N, Z, C, V of the FPSCR as bits 31:28. */
  public static final int FP_NZCV = 21;

  public static final int COUNT = 22;

  private static final String[] NAMES = {
    "r0", "r1", "r2", "r3", "r4", "r5", "r6", "r7", "r8", "r9", "r10", "r11", "r12", "sp", "lr",
    "n", "z", "c", "v", "q", "ge", "fpnzcv"
  };

  public static String name(int index) {
    return index < COUNT ? NAMES[index] : "?" + index;
  }
}
