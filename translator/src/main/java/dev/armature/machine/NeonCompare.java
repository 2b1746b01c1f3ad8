package dev.armature.machine;

/**
 * Advanced SIMD comparisons, maxima and minima of single-precision lanes, see {@link NeonFloat}.
 */
public final class NeonCompare {
  private NeonCompare() {}

  /** A lane with denormals as zero. */
  private static long flushed(CpuState cpu, long lane) {
    int bits = (int) lane;
    int magnitude = bits & 0x7fff_ffff;
    if (magnitude < 0x0080_0000 && magnitude != 0) {
      cpu.fpscr |= Fpscr.IDC;
      bits &= 0x8000_0000;
    }
    return bits & 0xffff_ffffL;
  }

  /** Operands of a comparison as numbers; false when one is a NaN. */
  private static boolean areNumbers(CpuState cpu, long x, long y, boolean signalling) {
    boolean nan = FpFormat.SINGLE.isNan(x) || FpFormat.SINGLE.isNan(y);
    if (nan
        && (signalling
            || FpFormat.SINGLE.isSignallingNan(x)
            || FpFormat.SINGLE.isSignallingNan(y))) {
      cpu.fpscr |= Fpscr.IOC;
    }
    return !nan;
  }

  /** VCEQ: all ones where equal; only signalling NaNs are invalid. */
  public static long equal(CpuState cpu, long a, long b) {
    return (equalLane(cpu, a, b) & 0xffff_ffffL) | equalLane(cpu, a >>> 32, b >>> 32) << 32;
  }

  private static long equalLane(CpuState cpu, long a, long b) {
    long x = flushed(cpu, a);
    long y = flushed(cpu, b);
    return areNumbers(cpu, x, y, false) && NeonFloat.low(x) == NeonFloat.low(y) ? -1 : 0;
  }

  /** VCGE: all ones where a >= b; every NaN is invalid. */
  public static long greaterOrEqual(CpuState cpu, long a, long b) {
    return (geLane(cpu, a, b) & 0xffff_ffffL) | geLane(cpu, a >>> 32, b >>> 32) << 32;
  }

  private static long geLane(CpuState cpu, long a, long b) {
    long x = flushed(cpu, a);
    long y = flushed(cpu, b);
    return areNumbers(cpu, x, y, true) && NeonFloat.low(x) >= NeonFloat.low(y) ? -1 : 0;
  }

  /** VCGT. */
  public static long greater(CpuState cpu, long a, long b) {
    return (gtLane(cpu, a, b) & 0xffff_ffffL) | gtLane(cpu, a >>> 32, b >>> 32) << 32;
  }

  private static long gtLane(CpuState cpu, long a, long b) {
    long x = flushed(cpu, a);
    long y = flushed(cpu, b);
    return areNumbers(cpu, x, y, true) && NeonFloat.low(x) > NeonFloat.low(y) ? -1 : 0;
  }

  /** VMAX: a NaN wins. */
  public static long max(CpuState cpu, long a, long b) {
    return (pick(cpu, a, b, true) & 0xffff_ffffL) | pick(cpu, a >>> 32, b >>> 32, true) << 32;
  }

  /** VMIN. */
  public static long min(CpuState cpu, long a, long b) {
    return (pick(cpu, a, b, false) & 0xffff_ffffL) | pick(cpu, a >>> 32, b >>> 32, false) << 32;
  }

  private static long pick(CpuState cpu, long a, long b, boolean larger) {
    long x = flushed(cpu, a);
    long y = flushed(cpu, b);
    if (FpFormat.SINGLE.isNan(x) || FpFormat.SINGLE.isNan(y)) {
      // A NaN by the rules of any operation.
      return FpExact.standard(cpu, FpFormat.SINGLE, Fpscr.NEAREST).add(x, y);
    }
    float p = NeonFloat.low(x);
    float q = NeonFloat.low(y);
    return NeonFloat.bits(larger ? Math.max(p, q) : Math.min(p, q));
  }

  /** VPMAX. */
  public static long maxPairs(CpuState cpu, long a, long b) {
    return (pick(cpu, a, a >>> 32, true) & 0xffff_ffffL) | pick(cpu, b, b >>> 32, true) << 32;
  }

  /** VPMIN. */
  public static long minPairs(CpuState cpu, long a, long b) {
    return (pick(cpu, a, a >>> 32, false) & 0xffff_ffffL) | pick(cpu, b, b >>> 32, false) << 32;
  }

  /** VMAXNM: a quiet NaN loses against a number. */
  public static long maxNumber(CpuState cpu, long a, long b) {
    return (number(cpu, a, b, true) & 0xffff_ffffL) | number(cpu, a >>> 32, b >>> 32, true) << 32;
  }

  /** VMINNM. */
  public static long minNumber(CpuState cpu, long a, long b) {
    return (number(cpu, a, b, false) & 0xffff_ffffL) | number(cpu, a >>> 32, b >>> 32, false) << 32;
  }

  private static long number(CpuState cpu, long a, long b, boolean larger) {
    long x = a & 0xffff_ffffL;
    long y = b & 0xffff_ffffL;
    boolean quietX = FpFormat.SINGLE.isNan(x) && !FpFormat.SINGLE.isSignallingNan(x);
    boolean quietY = FpFormat.SINGLE.isNan(y) && !FpFormat.SINGLE.isSignallingNan(y);
    if (quietX && !FpFormat.SINGLE.isNan(y)) {
      return flushed(cpu, y);
    }
    if (quietY && !FpFormat.SINGLE.isNan(x)) {
      return flushed(cpu, x);
    }
    return pick(cpu, x, y, larger);
  }
}
