package dev.armature.machine;

/**
 * Single precision arithmetic with ARM's results, NaNs and cumulative exception bits.
 *
 * <p>The plain case, see {@link FpPlain}, is JVM arithmetic. All else goes to {@link FpExact}.
 */
public final class FpSingle {
  private FpSingle() {}

  private static FpExact exact(CpuState cpu) {
    return new FpExact(cpu, FpFormat.SINGLE);
  }

  private static long bits(float value) {
    return Float.floatToRawIntBits(value) & 0xffff_ffffL;
  }

  private static float value(long bits) {
    return Float.intBitsToFloat((int) bits);
  }

  public static float add(CpuState cpu, float a, float b) {
    float r = a + b;
    return FpPlain.sum(cpu, a, b, r) ? r : value(exact(cpu).add(bits(a), bits(b)));
  }

  public static float subtract(CpuState cpu, float a, float b) {
    float r = a - b;
    return FpPlain.difference(cpu, a, b, r) ? r : value(exact(cpu).subtract(bits(a), bits(b)));
  }

  public static float multiply(CpuState cpu, float a, float b) {
    float r = a * b;
    return FpPlain.product(cpu, a, b, r) ? r : value(exact(cpu).multiply(bits(a), bits(b)));
  }

  /** The negated product: the product is rounded, then its sign turned. */
  public static float negatedMultiply(CpuState cpu, float a, float b) {
    return negate(multiply(cpu, a, b));
  }

  public static float divide(CpuState cpu, float a, float b) {
    float r = a / b;
    return FpPlain.quotient(cpu, a, b, r) ? r : value(exact(cpu).divide(bits(a), bits(b)));
  }

  public static float squareRoot(CpuState cpu, float a) {
    float r = (float) Math.sqrt(a);
    return FpPlain.root(cpu, a, r) ? r : value(exact(cpu).squareRoot(bits(a)));
  }

  /** VMLA: d + n * m with the product rounded first. */
  public static float multiplyAccumulate(CpuState cpu, float d, float n, float m) {
    return add(cpu, d, multiply(cpu, n, m));
  }

  /** VMLS: d + -(n * m). */
  public static float multiplySubtract(CpuState cpu, float d, float n, float m) {
    return add(cpu, d, negate(multiply(cpu, n, m)));
  }

  /** VNMLA: -d + -(n * m). */
  public static float negatedMultiplyAccumulate(CpuState cpu, float d, float n, float m) {
    return add(cpu, negate(d), negate(multiply(cpu, n, m)));
  }

  /** VNMLS: -d + n * m. */
  public static float negatedMultiplySubtract(CpuState cpu, float d, float n, float m) {
    return add(cpu, negate(d), multiply(cpu, n, m));
  }

  /** VFMA: d + n * m, rounded once. The other fused forms negate d or n first. */
  public static float fusedMultiplyAdd(CpuState cpu, float d, float n, float m) {
    float r = Math.fma(n, m, d);
    return FpPlain.fused(cpu, r) ? r : value(exact(cpu).multiplyAdd(bits(d), bits(n), bits(m)));
  }

  private static float negate(float value) {
    // Not Java's minus, which need not turn the sign of a NaN.
    return value(bits(value) ^ FpFormat.SINGLE.sign(true));
  }

  /**
   * VCMP and VCMPE: N, Z, C, V in bits 31:28. {@code signalling} 1 makes every NaN an invalid
   * operation, 0 only signalling ones.
   */
  public static int compare(CpuState cpu, float a, float b, int signalling) {
    float x = a;
    float y = b;
    if ((cpu.fpscr & Fpscr.FZ) != 0) {
      x = value(exact(cpu).input(bits(a)));
      y = value(exact(cpu).input(bits(b)));
    }
    // Equality last: most comparisons are made to find which is less, and find it.
    if (x < y) {
      return 0x8000_0000;
    }
    if (x > y) {
      return 0x2000_0000;
    }
    if (x == y) {
      return 0x6000_0000;
    }
    if (signalling != 0
        || FpFormat.SINGLE.isSignallingNan(bits(a))
        || FpFormat.SINGLE.isSignallingNan(bits(b))) {
      cpu.fpscr |= Fpscr.IOC;
    }
    return 0x3000_0000;
  }

  /** VMAXNM: the larger number; a quiet NaN loses against a number. */
  public static float maxNumber(CpuState cpu, float a, float b) {
    return pickNumber(cpu, a, b, true);
  }

  /** VMINNM: the smaller number. */
  public static float minNumber(CpuState cpu, float a, float b) {
    return pickNumber(cpu, a, b, false);
  }

  private static float pickNumber(CpuState cpu, float a, float b, boolean larger) {
    FpExact exact = exact(cpu);
    long x = exact.input(bits(a));
    long y = exact.input(bits(b));
    boolean nanX = FpFormat.SINGLE.isNan(x);
    boolean nanY = FpFormat.SINGLE.isNan(y);
    boolean signalling = FpFormat.SINGLE.isSignallingNan(x) || FpFormat.SINGLE.isSignallingNan(y);
    if ((nanX && nanY) || signalling) {
      return value(exact.add(x, y)); // a NaN by the rules of any operation
    }
    if (nanX || nanY) {
      return value(nanX ? y : x);
    }
    return larger ? Math.max(value(x), value(y)) : Math.min(value(x), value(y));
  }

  /** VRINT: rounded to an integer. {@code mode} as {@link Fpscr}; -1 takes the FPSCR's. */
  public static float roundToInteger(CpuState cpu, float a, int mode, int exact) {
    int rounding = mode < 0 ? Fpscr.roundingMode(cpu) : mode;
    return value(new FpExact(cpu, FpFormat.SINGLE, rounding).roundToInteger(bits(a), exact != 0));
  }
}
