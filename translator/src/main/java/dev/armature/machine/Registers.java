package dev.armature.machine;

/** Registers behind MRC and MCR, and the E bit: what generated code does not hold in locals. */
public final class Registers {
  private Registers() {}

  public static int readTpidruro(CpuState cpu) {
    return cpu.tpidruro;
  }

  public static int readTpidrurw(CpuState cpu) {
    return cpu.tpidrurw;
  }

  public static void writeTpidrurw(CpuState cpu, int value) {
    cpu.tpidrurw = value;
  }

  /** SETEND and MSR CPSR_x: {@code e} 1 makes data accesses big-endian. */
  public static void setEndian(CpuState cpu, int e) {
    cpu.bigEndian = e;
  }
}
