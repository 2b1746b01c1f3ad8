package dev.armature.machine;

/**
 * Double precision arithmetic with ARM's results, NaNs and cumulative exception bits.
 *
 * <p>The plain case is JVM arithmetic: modes at their defaults and a normal or zero result. Whether
 * it was exact only matters until the sticky inexact bit is set, and is then found by an error-free
 * transformation. All else goes to {@link FpExact}.
 */
public final class FpDouble {
  private static final double MIN_NORMAL = Double.MIN_NORMAL;

  /** Above this the rounding error of a product or quotient is a normal number as well. */
  private static final double ERROR_IS_NORMAL = 0x1p-900;

  private static final double INFINITY = Double.POSITIVE_INFINITY;

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

  private static boolean plainModes(CpuState cpu) {
    return (cpu.fpscr & Fpscr.MODES) == 0;
  }

  private static boolean wantsInexact(CpuState cpu) {
    return (cpu.fpscr & Fpscr.IXC) == 0;
  }

  /** Whether a product or quotient is neither tiny nor out of range: no exception but inexact. */
  private static boolean isOrdinary(double magnitude) {
    // MIN_NORMAL itself may have been tiny before it was rounded.
    return magnitude > MIN_NORMAL && magnitude < INFINITY;
  }

  public static double add(CpuState cpu, double a, double b) {
    double r = a + b;
    // A sum can't underflow: tiny sums are exact.
    if (!plainModes(cpu) || !(Math.abs(r) < INFINITY)) {
      return value(exact(cpu).add(bits(a), bits(b)));
    }
    if (wantsInexact(cpu)) {
      noteSum(cpu, a, b, r);
    }
    return r;
  }

  public static double subtract(CpuState cpu, double a, double b) {
    double r = a - b;
    if (!plainModes(cpu) || !(Math.abs(r) < INFINITY)) {
      return value(exact(cpu).subtract(bits(a), bits(b)));
    }
    if (wantsInexact(cpu)) {
      noteSum(cpu, a, -b, r);
    }
    return r;
  }

  /** Knuth's TwoSum: the rounding error of r = a + b is itself a number. */
  private static void noteSum(CpuState cpu, double a, double b, double r) {
    double bPart = r - a;
    double error = (a - (r - bPart)) + (b - bPart);
    if (error != 0) { // also when an intermediate overflowed: then it is not a number
      cpu.fpscr |= Fpscr.IXC;
    }
  }

  public static double multiply(CpuState cpu, double a, double b) {
    double r = a * b;
    if (!plainModes(cpu) || !isOrdinary(Math.abs(r))) {
      return value(exact(cpu).multiply(bits(a), bits(b)));
    }
    if (wantsInexact(cpu) && (Math.abs(r) < ERROR_IS_NORMAL || Math.fma(a, b, -r) != 0)) {
      exact(cpu).multiply(bits(a), bits(b));
    }
    return r;
  }

  /** The negated product: the product is rounded, then its sign turned. */
  public static double negatedMultiply(CpuState cpu, double a, double b) {
    return negate(multiply(cpu, a, b));
  }

  public static double divide(CpuState cpu, double a, double b) {
    double r = a / b;
    if (!plainModes(cpu) || !isOrdinary(Math.abs(r))) {
      return value(exact(cpu).divide(bits(a), bits(b)));
    }
    if (wantsInexact(cpu) && (Math.abs(a) < ERROR_IS_NORMAL || Math.fma(r, b, -a) != 0)) {
      exact(cpu).divide(bits(a), bits(b));
    }
    return r;
  }

  public static double squareRoot(CpuState cpu, double a) {
    double r = (double) Math.sqrt(a);
    if (!plainModes(cpu) || !isOrdinary(r)) {
      return value(exact(cpu).squareRoot(bits(a)));
    }
    if (wantsInexact(cpu) && (a < ERROR_IS_NORMAL || Math.fma(r, r, -a) != 0)) {
      exact(cpu).squareRoot(bits(a));
    }
    return r;
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
    if (!plainModes(cpu) || !isOrdinary(Math.abs(r))) {
      return value(exact(cpu).multiplyAdd(bits(d), bits(n), bits(m)));
    }
    if (wantsInexact(cpu)) {
      exact(cpu).multiplyAdd(bits(d), bits(n), bits(m));
    }
    return r;
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
    if (x == y) {
      return 0x6000_0000;
    }
    if (x < y) {
      return 0x8000_0000;
    }
    if (x > y) {
      return 0x2000_0000;
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
