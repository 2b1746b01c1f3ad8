package dev.armature.machine;

/** Bits of the FPSCR (ARM ARM A2.5.3). N, Z, C, V are kept apart, in {@link CpuState#fpNzcv}. */
public final class Fpscr {
  private Fpscr() {}

  /** Cumulative exceptions: invalid operation, division by zero, overflow, underflow, inexact. */
  public static final int IOC = 1;

  public static final int DZC = 1 << 1;
  public static final int OFC = 1 << 2;
  public static final int UFC = 1 << 3;
  public static final int IXC = 1 << 4;

  /** Input denormal: only set when flushing to zero. */
  public static final int IDC = 1 << 7;

  /** Saturation, set by Advanced SIMD. */
  public static final int QC = 1 << 27;

  /** Rounding mode: 0 nearest even, 1 plus infinity, 2 minus infinity, 3 zero. */
  public static final int RMODE = 3 << 22;

  public static final int RMODE_SHIFT = 22;

  /** Flush to zero. */
  public static final int FZ = 1 << 24;

  /** Default NaN. */
  public static final int DN = 1 << 25;

  /** Alternative half precision. */
  public static final int AHP = 1 << 26;

  /** LEN and STRIDE of short vectors, which only VFPv2 has. */
  public static final int VECTOR = 0x0037_0000;

  /** What makes arithmetic differ from Java's: any of these set. */
  static final int MODES = RMODE | FZ | DN;

  /** Bits that can be written: the exception trap enables read as zero. */
  public static final int WRITABLE = QC | AHP | DN | FZ | RMODE | VECTOR | IDC | 0x1f;

  public static final int NEAREST = 0;
  public static final int TO_PLUS_INFINITY = 1;
  public static final int TO_MINUS_INFINITY = 2;
  public static final int TO_ZERO = 3;

  /** Nearest, ties away from zero: no FPSCR mode, but VCVTA and VRINTA round so. */
  public static final int TIES_AWAY = 4;

  static int roundingMode(CpuState cpu) {
    return cpu.fpscr >>> RMODE_SHIFT & 3;
  }

  /** Reads the FPSCR without the condition flags: VMRS. */
  public static int read(CpuState cpu) {
    return cpu.fpscr;
  }

  /** Writes the FPSCR without the condition flags: VMSR. */
  public static void write(CpuState cpu, int value) {
    cpu.fpscr = value & WRITABLE;
  }
}
