package dev.armature.machine;

/**
 * Advanced SIMD arithmetic on the two single-precision lanes of a doubleword. It goes by the
 * standard FPSCR value: to nearest, flushing to zero, default NaNs; the cumulative exception bits
 * are those of the FPSCR.
 *
 * <p>As in {@link FpSingle} the plain case is JVM arithmetic, here with operands that are normal or
 * zero, and all else is left to {@link FpExact}.
 */
public final class NeonFloat {
  private static final float MIN_NORMAL = Float.MIN_NORMAL;
  private static final float INFINITY = Float.POSITIVE_INFINITY;
  private static final int MAGNITUDE = 0x7fff_ffff;

  private NeonFloat() {}

  private static FpExact exact(CpuState cpu) {
    return FpExact.standard(cpu, FpFormat.SINGLE, Fpscr.NEAREST);
  }

  static float low(long a) {
    return Float.intBitsToFloat((int) a);
  }

  static float high(long a) {
    return Float.intBitsToFloat((int) (a >>> 32));
  }

  static long join(float low, float high) {
    return (Float.floatToRawIntBits(low) & 0xffff_ffffL)
        | (long) Float.floatToRawIntBits(high) << 32;
  }

  static long bits(float value) {
    return Float.floatToRawIntBits(value) & 0xffff_ffffL;
  }

  private static float value(long bits) {
    return Float.intBitsToFloat((int) bits);
  }

  private static boolean wantsInexact(CpuState cpu) {
    return (cpu.fpscr & Fpscr.IXC) == 0;
  }

  /** Whether a number is not one of those that are flushed to zero. */
  private static boolean isKept(float value) {
    int magnitude = Float.floatToRawIntBits(value) & MAGNITUDE;
    return magnitude >= 0x0080_0000 || magnitude == 0;
  }

  public static long add(CpuState cpu, long a, long b) {
    return join(add(cpu, low(a), low(b)), add(cpu, high(a), high(b)));
  }

  private static float add(CpuState cpu, float a, float b) {
    float r = a + b;
    if (!(Math.abs(r) < INFINITY) || !isKept(a) || !isKept(b) || !isKept(r)) {
      return value(exact(cpu).add(bits(a), bits(b)));
    }
    if (wantsInexact(cpu)) {
      float part = r - a;
      if ((a - (r - part)) + (b - part) != 0) {
        cpu.fpscr |= Fpscr.IXC;
      }
    }
    return r;
  }

  public static long subtract(CpuState cpu, long a, long b) {
    return join(subtract(cpu, low(a), low(b)), subtract(cpu, high(a), high(b)));
  }

  private static float subtract(CpuState cpu, float a, float b) {
    // The sign of a NaN does not matter: the result is the default one.
    return add(cpu, a, Float.intBitsToFloat(Float.floatToRawIntBits(b) ^ 0x8000_0000));
  }

  public static long multiply(CpuState cpu, long a, long b) {
    return join(multiply(cpu, low(a), low(b)), multiply(cpu, high(a), high(b)));
  }

  private static float multiply(CpuState cpu, float a, float b) {
    float r = a * b;
    float magnitude = Math.abs(r);
    boolean ordinary = magnitude > MIN_NORMAL && magnitude < INFINITY;
    if (!(ordinary || (r == 0 && (a == 0 || b == 0))) || !isKept(a) || !isKept(b)) {
      return value(exact(cpu).multiply(bits(a), bits(b)));
    }
    if (wantsInexact(cpu) && (double) a * b != r) {
      cpu.fpscr |= Fpscr.IXC;
    }
    return r;
  }

  /** VMLA: the product is rounded, then added. */
  public static long multiplyAdd(CpuState cpu, long d, long n, long m) {
    return join(
        add(cpu, low(d), multiply(cpu, low(n), low(m))),
        add(cpu, high(d), multiply(cpu, high(n), high(m))));
  }

  public static long multiplySubtract(CpuState cpu, long d, long n, long m) {
    return join(
        subtract(cpu, low(d), multiply(cpu, low(n), low(m))),
        subtract(cpu, high(d), multiply(cpu, high(n), high(m))));
  }

  /** VFMA: rounded once. VFMS negates n first. */
  public static long fusedMultiplyAdd(CpuState cpu, long d, long n, long m) {
    return join(fused(cpu, low(d), low(n), low(m)), fused(cpu, high(d), high(n), high(m)));
  }

  private static float fused(CpuState cpu, float d, float n, float m) {
    float r = Math.fma(n, m, d);
    float magnitude = Math.abs(r);
    boolean plain =
        magnitude > MIN_NORMAL
            && magnitude < INFINITY
            && isKept(d)
            && isKept(n)
            && isKept(m)
            && !wantsInexact(cpu);
    return plain ? r : value(exact(cpu).multiplyAdd(bits(d), bits(n), bits(m)));
  }

  /** VABD: the magnitude of the difference; of a NaN too. */
  public static long difference(CpuState cpu, long a, long b) {
    return subtract(cpu, a, b) & 0x7fff_ffff_7fff_ffffL;
  }

  /** VPADD: the sums within a, then within b. */
  public static long addPairs(CpuState cpu, long a, long b) {
    return join(add(cpu, low(a), high(a)), add(cpu, low(b), high(b)));
  }

  /** VRECPS: 2 - a * b, a step of Newton's for the reciprocal. */
  public static long reciprocalStep(CpuState cpu, long a, long b) {
    return join(step(cpu, low(a), low(b), 2f, false), step(cpu, high(a), high(b), 2f, false));
  }

  /** VRSQRTS: (3 - a * b) / 2, a step of Newton's for the reciprocal square root. */
  public static long rootStep(CpuState cpu, long a, long b) {
    return join(step(cpu, low(a), low(b), 3f, true), step(cpu, high(a), high(b), 3f, true));
  }

  private static float step(CpuState cpu, float a, float b, float from, boolean halve) {
    // A number that is flushed is zero here too.
    boolean infinite = Float.isInfinite(a) || Float.isInfinite(b);
    boolean zero = Math.abs(a) < MIN_NORMAL || Math.abs(b) < MIN_NORMAL;
    if (infinite && zero) {
      if (!isKept(a) || !isKept(b)) {
        cpu.fpscr |= Fpscr.IDC;
      }
      return halve ? 1.5f : from;
    }
    float difference = subtract(cpu, from, multiply(cpu, a, b));
    return halve ? multiply(cpu, difference, 0.5f) : difference;
  }
}
