package dev.armature.machine;

/**
 * Double precision arithmetic with ARM's results, NaNs and cumulative exception bits.
 *
 * <p>The plain case, see {@link FpPlain}, is JVM arithmetic. All else goes to {@link FpExact}.
 */
public final class FpDouble {
  private FpDouble() {}

  private static FpExact exact(CpuState cpu) {
    return new FpExact(cpu, FpFormat.DOUBLE);
  }

  private static long bits(double value) {
    return Double.doubleToRawLongBits(value);
  }

  private static double value(long bits) {
    return Double.longBitsToDouble(bits);
  }

  public static double add(CpuState cpu, double a, double b) {
    double r = a + b;
    return FpPlain.sum(cpu, a, b, r) ? r : value(exact(cpu).add(bits(a), bits(b)));
  }

  public static double subtract(CpuState cpu, double a, double b) {
    double r = a - b;
    return FpPlain.difference(cpu, a, b, r) ? r : value(exact(cpu).subtract(bits(a), bits(b)));
  }

  public static double multiply(CpuState cpu, double a, double b) {
    double r = a * b;
    return FpPlain.product(cpu, a, b, r) ? r : value(exact(cpu).multiply(bits(a), bits(b)));
  }

  /** The negated product: the product is rounded, then its sign turned. */
  public static double negatedMultiply(CpuState cpu, double a, double b) {
    return negate(multiply(cpu, a, b));
  }

  public static double divide(CpuState cpu, double a, double b) {
    double r = a / b;
    return FpPlain.quotient(cpu, a, b, r) ? r : value(exact(cpu).divide(bits(a), bits(b)));
  }

  public static double squareRoot(CpuState cpu, double a) {
    double r = Math.sqrt(a);
    return FpPlain.root(cpu, a, r) ? r : value(exact(cpu).squareRoot(bits(a)));
  }

  /** VMLA: d + n * m with the product rounded first. */
  public static double multiplyAccumulate(CpuState cpu, double d, double n, double m) {
    return add(cpu, d, multiply(cpu, n, m));
  }

  /** VMLS: d + -(n * m). */
  public static double multiplySubtract(CpuState cpu, double d, double n, double m) {
    return add(cpu, d, negate(multiply(cpu, n, m)));
  }

  /** VNMLA: -d + -(n * m). */
  public static double negatedMultiplyAccumulate(CpuState cpu, double d, double n, double m) {
    return add(cpu, negate(d), negate(multiply(cpu, n, m)));
  }

  /** VNMLS: -d + n * m. */
  public static double negatedMultiplySubtract(CpuState cpu, double d, double n, double m) {
    return add(cpu, negate(d), multiply(cpu, n, m));
  }

  /** VFMA: d + n * m, rounded once. The other fused forms negate d or n first. */
  public static double fusedMultiplyAdd(CpuState cpu, double d, double n, double m) {
    double r = Math.fma(n, m, d);
    return FpPlain.fused(cpu, r) ? r : value(exact(cpu).multiplyAdd(bits(d), bits(n), bits(m)));
  }

  private static double negate(double value) {
    // Not Java's minus, which need not turn the sign of a NaN.
    return value(bits(value) ^ FpFormat.DOUBLE.sign(true));
  }

  /**
   * VCMP and VCMPE: N, Z, C, V in bits 31:28. {@code signalling} 1 makes every NaN an invalid
   * operation, 0 only signalling ones.
   */
  public static int compare(CpuState cpu, double a, double b, int signalling) {
    double x = a;
    double y = b;
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
        || FpFormat.DOUBLE.isSignallingNan(bits(a))
        || FpFormat.DOUBLE.isSignallingNan(bits(b))) {
      cpu.fpscr |= Fpscr.IOC;
    }
    return 0x3000_0000;
  }

  /** VMAXNM: the larger number; a quiet NaN loses against a number. */
  public static double maxNumber(CpuState cpu, double a, double b) {
    return pickNumber(cpu, a, b, true);
  }

  /** VMINNM: the smaller number. */
  public static double minNumber(CpuState cpu, double a, double b) {
    return pickNumber(cpu, a, b, false);
  }

  private static double pickNumber(CpuState cpu, double a, double b, boolean larger) {
    FpExact exact = exact(cpu);
    long x = exact.input(bits(a));
    long y = exact.input(bits(b));
    boolean nanX = FpFormat.DOUBLE.isNan(x);
    boolean nanY = FpFormat.DOUBLE.isNan(y);
    boolean signalling = FpFormat.DOUBLE.isSignallingNan(x) || FpFormat.DOUBLE.isSignallingNan(y);
    if ((nanX && nanY) || signalling) {
      return value(exact.add(x, y)); // a NaN by the rules of any operation
    }
    if (nanX || nanY) {
      return value(nanX ? y : x);
    }
    return larger ? Math.max(value(x), value(y)) : Math.min(value(x), value(y));
  }

  /** VRINT: rounded to an integer. {@code mode} as {@link Fpscr}; -1 takes the FPSCR's. */
  public static double roundToInteger(CpuState cpu, double a, int mode, int exact) {
    int rounding = mode < 0 ? Fpscr.roundingMode(cpu) : mode;
    return value(new FpExact(cpu, FpFormat.DOUBLE, rounding).roundToInteger(bits(a), exact != 0));
  }
}
