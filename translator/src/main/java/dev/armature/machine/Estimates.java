package dev.armature.machine;

/**
 * VRECPE and VRSQRTE (ARM ARM A2.7.5: FPRecipEstimate, FPRSqrtEstimate and their unsigned forms):
 * estimates of nine bits, which the architecture fixes exactly.
 */
public final class Estimates {
  private Estimates() {}

  /** Of 1/x for x = a/512 with a in 256..511; the result is in 256..511 as well. */
  private static int reciprocal(int a) {
    return ((1 << 19) / (2 * a + 1) + 1) >> 1;
  }

  /** Of 1/sqrt(x) for x = a/512 with a in 128..511. */
  private static int root(int a) {
    int doubled = a < 256 ? 2 * a + 1 : 2 * ((a & ~1) + 1);
    // The largest b with b * b * doubled < 2^28, found from above 512.
    int b = 512;
    while ((long) doubled * (b + 1) * (b + 1) < 1L << 28) {
      b++;
    }
    return (b + 1) >> 1;
  }

  private static int word(long a, int lane) {
    return (int) (a >>> (32 * lane));
  }

  /** VRECPE.U32. */
  public static long reciprocalUnsigned(long a) {
    long result = 0;
    for (int lane = 0; lane < 2; lane++) {
      int x = word(a, lane);
      int estimate = x >= 0 ? -1 : reciprocal(x >>> 23) << 23;
      result |= (estimate & 0xffff_ffffL) << (32 * lane);
    }
    return result;
  }

  /** VRSQRTE.U32. */
  public static long rootUnsigned(long a) {
    long result = 0;
    for (int lane = 0; lane < 2; lane++) {
      int x = word(a, lane);
      int estimate = x >>> 30 == 0 ? -1 : root(x >>> 23) << 23;
      result |= (estimate & 0xffff_ffffL) << (32 * lane);
    }
    return result;
  }

  /** VRECPE.F32. */
  public static long reciprocalFloat(CpuState cpu, long a) {
    return (reciprocalLane(cpu, a & 0xffff_ffffL) & 0xffff_ffffL)
        | reciprocalLane(cpu, a >>> 32) << 32;
  }

  private static long reciprocalLane(CpuState cpu, long lane) {
    FpExact exact = FpExact.standard(cpu, FpFormat.SINGLE, Fpscr.NEAREST);
    long x = exact.input(lane);
    FpFormat format = FpFormat.SINGLE;
    long sign = x & format.sign(true);
    if (format.isNan(x)) {
      return exact.nan(x);
    }
    if (format.isInfinite(x)) {
      return sign;
    }
    if (format.isZero(x)) {
      cpu.fpscr |= Fpscr.DZC;
      return sign | format.infinity(false);
    }
    int exponent = format.exponent(x);
    if (exponent >= 253) { // the result would be denormal
      cpu.fpscr |= Fpscr.UFC;
      return sign;
    }
    int estimate = reciprocal(256 | (int) (format.fraction(x) >>> 15));
    return sign | (253L - exponent) << 23 | (estimate & 0xffL) << 15;
  }

  /** VRSQRTE.F32. */
  public static long rootFloat(CpuState cpu, long a) {
    return (rootLane(cpu, a & 0xffff_ffffL) & 0xffff_ffffL) | rootLane(cpu, a >>> 32) << 32;
  }

  private static long rootLane(CpuState cpu, long lane) {
    FpExact exact = FpExact.standard(cpu, FpFormat.SINGLE, Fpscr.NEAREST);
    long x = exact.input(lane);
    FpFormat format = FpFormat.SINGLE;
    if (format.isNan(x)) {
      return exact.nan(x);
    }
    if (format.isZero(x)) {
      cpu.fpscr |= Fpscr.DZC;
      return x | format.infinity(false);
    }
    if (format.isNegative(x)) {
      cpu.fpscr |= Fpscr.IOC;
      return format.defaultNan();
    }
    if (format.isInfinite(x)) {
      return 0;
    }
    int exponent = format.exponent(x);
    int fraction = (int) format.fraction(x);
    int estimate = root((exponent & 1) == 0 ? 256 | fraction >>> 15 : 128 | fraction >>> 16);
    return (long) ((380 - exponent) / 2) << 23 | (estimate & 0xffL) << 15;
  }
}
