package dev.armature.machine;

/**
 * Tells when JVM arithmetic gave ARM's result: modes at their defaults, a zero or normal result,
 * and an inexact one only where the sticky inexact bit is set already. Whether a result is exact is
 * found by an error-free transformation.
 *
 * <p>Translated code computes first and asks here; what is not plain it leaves to {@link FpDouble}
 * and {@link FpSingle}. All methods are small enough for HotSpot to inline.
 */
public final class FpPlain {
  /** The bits of the FPSCR that matter for arithmetic on ordinary numbers. */
  public static final int RELEVANT = Fpscr.MODES | Fpscr.IXC;

  /** Moderate doubles are from 2 to the power of minus this to 2 to the power of this. */
  public static final int MODERATE = 127;

  /** The same of floats. */
  public static final int MODERATE_SINGLE = 32;

  private static final double INFINITY = Double.POSITIVE_INFINITY;
  private static final float INFINITY_F = Float.POSITIVE_INFINITY;

  /** Above this the rounding error of a product or quotient is a normal number as well. */
  private static final double ERROR_IS_NORMAL = 0x1p-900;

  /** The upper word of doubles from just above the least normal number on, without its sign. */
  private static final int LEAST = 0x0010_0001 << 1;

  private static final int LEAST_F = 0x0080_0001 << 1;

  /** As floating point: what is this large was no smaller before it was rounded. */
  private static final double LEAST_NORMAL = Double.longBitsToDouble(0x0010_0001_0000_0000L);

  private static final float LEAST_NORMAL_F = Float.intBitsToFloat(0x0080_0001);

  private FpPlain() {}

  /**
   * Whether {@code r} is a normal number, and not so near to the least that it may have been tiny
   * before it was rounded. One comparison of integers instead of two of floating point.
   */
  private static boolean isNormal(double r) {
    int upper = (int) (Double.doubleToRawLongBits(r) >>> 32) << 1;
    return Integer.compareUnsigned(upper - LEAST, (0x7ff0_0000 << 1) - LEAST) < 0;
  }

  private static boolean isNormal(float r) {
    int upper = Float.floatToRawIntBits(r) << 1;
    return Integer.compareUnsigned(upper - LEAST_F, (0x7f80_0000 << 1) - LEAST_F) < 0;
  }

  /** Whether the magnitude of {@code value} is moderate; not of zero. */
  public static boolean isModerate(double value) {
    int upper = (int) (Double.doubleToRawLongBits(value) >>> 32) << 1;
    return Integer.compareUnsigned(upper - (0x3ff - MODERATE << 21), 2 * MODERATE << 21) < 0;
  }

  public static boolean isModerate(float value) {
    int upper = Float.floatToRawIntBits(value) << 1;
    return Integer.compareUnsigned(
            upper - (0x7f - MODERATE_SINGLE << 24), 2 * MODERATE_SINGLE << 24)
        < 0;
  }

  /** r = a + b. A sum can't underflow: tiny sums are exact. */
  public static boolean sum(CpuState cpu, double a, double b, double r) {
    int modes = cpu.fpscr & RELEVANT;
    return Math.abs(r) < INFINITY && (modes == Fpscr.IXC || (modes == 0 && isExactSum(a, b, r)));
  }

  /** r = a - b. */
  public static boolean difference(CpuState cpu, double a, double b, double r) {
    int modes = cpu.fpscr & RELEVANT;
    return Math.abs(r) < INFINITY && (modes == Fpscr.IXC || (modes == 0 && isExactSum(a, -b, r)));
  }

  /** Knuth's TwoSum: the rounding error of r = a + b is itself a number. */
  private static boolean isExactSum(double a, double b, double r) {
    double bPart = r - a;
    return (a - (r - bPart)) + (b - bPart) == 0; // no number when an intermediate overflowed
  }

  /** r = a * b. */
  public static boolean product(CpuState cpu, double a, double b, double r) {
    int modes = cpu.fpscr & RELEVANT;
    return isNormal(r)
        ? modes == Fpscr.IXC
            || (modes == 0 && Math.abs(r) >= ERROR_IS_NORMAL && Math.fma(a, b, -r) == 0)
        : r == 0 && (a == 0 || b == 0) && (modes & Fpscr.MODES) == 0;
  }

  /**
   * r = a * b, where r is added to something at once and {@link #sum} or {@link #difference} asked
   * about that: no sum with an infinity or NaN is finite. So it need only not be tiny, which is one
   * comparison of floating point.
   */
  public static boolean addend(CpuState cpu, double a, double b, double r) {
    int modes = cpu.fpscr & RELEVANT;
    return Math.abs(r) >= LEAST_NORMAL
        ? modes == Fpscr.IXC
            || (modes == 0 && Math.abs(r) >= ERROR_IS_NORMAL && Math.fma(a, b, -r) == 0)
        : r == 0 && (a == 0 || b == 0) && (modes & Fpscr.MODES) == 0;
  }

  /** r = a / b. */
  public static boolean quotient(CpuState cpu, double a, double b, double r) {
    int modes = cpu.fpscr & RELEVANT;
    return isNormal(r)
        ? modes == Fpscr.IXC
            || (modes == 0 && Math.abs(a) >= ERROR_IS_NORMAL && Math.fma(r, b, -a) == 0)
        : a == 0 && r == 0 && (modes & Fpscr.MODES) == 0;
  }

  /** r = the square root of a. */
  public static boolean root(CpuState cpu, double a, double r) {
    int modes = cpu.fpscr & RELEVANT;
    return r > 0 && r < INFINITY
        ? modes == Fpscr.IXC || (modes == 0 && a >= ERROR_IS_NORMAL && Math.fma(r, r, -a) == 0)
        : r == 0 && (modes & Fpscr.MODES) == 0;
  }

  /** r = a fused multiply-add. */
  public static boolean fused(CpuState cpu, double r) {
    return isNormal(r) && (cpu.fpscr & RELEVANT) == Fpscr.IXC;
  }

  /** r = a + b. */
  public static boolean sum(CpuState cpu, float a, float b, float r) {
    int modes = cpu.fpscr & RELEVANT;
    return Math.abs(r) < INFINITY_F && (modes == Fpscr.IXC || (modes == 0 && isExactSum(a, b, r)));
  }

  /** r = a - b. */
  public static boolean difference(CpuState cpu, float a, float b, float r) {
    int modes = cpu.fpscr & RELEVANT;
    return Math.abs(r) < INFINITY_F && (modes == Fpscr.IXC || (modes == 0 && isExactSum(a, -b, r)));
  }

  private static boolean isExactSum(float a, float b, float r) {
    float bPart = r - a;
    return (a - (r - bPart)) + (b - bPart) == 0;
  }

  /** r = a * b. */
  public static boolean product(CpuState cpu, float a, float b, float r) {
    int modes = cpu.fpscr & RELEVANT;
    return isNormal(r)
        ? modes == Fpscr.IXC || (modes == 0 && (double) a * b == r)
        : r == 0 && (a == 0 || b == 0) && (modes & Fpscr.MODES) == 0;
  }

  /** As {@link #addend(CpuState, double, double, double)}. */
  public static boolean addend(CpuState cpu, float a, float b, float r) {
    int modes = cpu.fpscr & RELEVANT;
    return Math.abs(r) >= LEAST_NORMAL_F
        ? modes == Fpscr.IXC || (modes == 0 && (double) a * b == r)
        : r == 0 && (a == 0 || b == 0) && (modes & Fpscr.MODES) == 0;
  }

  /** r = a / b. */
  public static boolean quotient(CpuState cpu, float a, float b, float r) {
    int modes = cpu.fpscr & RELEVANT;
    return isNormal(r)
        ? modes == Fpscr.IXC || (modes == 0 && (double) r * b == a)
        : a == 0 && r == 0 && (modes & Fpscr.MODES) == 0;
  }

  /** r = the square root of a. */
  public static boolean root(CpuState cpu, float a, float r) {
    int modes = cpu.fpscr & RELEVANT;
    return r > 0 && r < INFINITY_F
        ? modes == Fpscr.IXC || (modes == 0 && (double) r * r == a)
        : r == 0 && (modes & Fpscr.MODES) == 0;
  }

  /** r = a fused multiply-add. */
  public static boolean fused(CpuState cpu, float r) {
    return isNormal(r) && (cpu.fpscr & RELEVANT) == Fpscr.IXC;
  }
}
