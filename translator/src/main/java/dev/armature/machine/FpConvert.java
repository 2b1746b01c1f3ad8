package dev.armature.machine;

import java.math.BigInteger;

/** Conversions between floating-point formats, integers and fixed-point numbers (VCVT). */
public final class FpConvert {
  private FpConvert() {}

  private static long bits(float value) {
    return Float.floatToRawIntBits(value) & 0xffff_ffffL;
  }

  private static long bits(double value) {
    return Double.doubleToRawLongBits(value);
  }

  private static boolean plainModes(CpuState cpu) {
    return (cpu.fpscr & Fpscr.MODES) == 0;
  }

  // Between formats.

  public static double singleToDouble(CpuState cpu, float value) {
    double result = value;
    // A denormal single is a normal double, so only flushing, NaNs and infinities are special.
    if (plainModes(cpu) && Math.abs(result) < Double.POSITIVE_INFINITY) {
      return result;
    }
    return Double.longBitsToDouble(
        new FpExact(cpu, FpFormat.DOUBLE).convert(FpFormat.SINGLE, bits(value)));
  }

  public static float doubleToSingle(CpuState cpu, double value) {
    float result = (float) value;
    float magnitude = Math.abs(result);
    if (plainModes(cpu)
        && magnitude > Float.MIN_NORMAL
        && magnitude < Float.POSITIVE_INFINITY
        && (result == value || (cpu.fpscr & Fpscr.IXC) != 0)) {
      return result;
    }
    return Float.intBitsToFloat(
        (int) new FpExact(cpu, FpFormat.SINGLE).convert(FpFormat.DOUBLE, bits(value)));
  }

  public static float halfToSingle(CpuState cpu, int half) {
    return Float.intBitsToFloat(
        (int) new FpExact(cpu, FpFormat.SINGLE).convert(FpFormat.HALF, half & 0xffff));
  }

  public static int singleToHalf(CpuState cpu, float value) {
    return (int) new FpExact(cpu, FpFormat.HALF).convert(FpFormat.SINGLE, bits(value));
  }

  public static double halfToDouble(CpuState cpu, int half) {
    return Double.longBitsToDouble(
        new FpExact(cpu, FpFormat.DOUBLE).convert(FpFormat.HALF, half & 0xffff));
  }

  public static int doubleToHalf(CpuState cpu, double value) {
    return (int) new FpExact(cpu, FpFormat.HALF).convert(FpFormat.DOUBLE, bits(value));
  }

  // From integers.

  public static double signedToDouble(int value) {
    return value;
  }

  public static double unsignedToDouble(int value) {
    return value & 0xffff_ffffL;
  }

  public static float signedToSingle(CpuState cpu, int value) {
    return integerToSingle(cpu, value);
  }

  public static float unsignedToSingle(CpuState cpu, int value) {
    return integerToSingle(cpu, value & 0xffff_ffffL);
  }

  private static float integerToSingle(CpuState cpu, long value) {
    float result = value;
    int modes = cpu.fpscr & FpPlain.RELEVANT;
    if (modes == Fpscr.IXC || (modes == 0 && (long) result == value)) {
      return result;
    }
    return Float.intBitsToFloat(
        (int) new FpExact(cpu, FpFormat.SINGLE).fromFixed(BigInteger.valueOf(value), 0));
  }

  // To integers. mode as Fpscr; -1 takes the FPSCR's.

  public static int doubleToSigned(CpuState cpu, double value, int mode) {
    int result = (int) value;
    if (mode == Fpscr.TO_ZERO && isPlain(cpu, value, result, 0x1p31)) {
      return result;
    }
    return toFixed(cpu, FpFormat.DOUBLE, bits(value), mode, 0, 32, true);
  }

  public static int doubleToUnsigned(CpuState cpu, double value, int mode) {
    long result = (long) value;
    if (mode == Fpscr.TO_ZERO && result >>> 32 == 0 && isPlain(cpu, value, result, 0x1p32)) {
      return (int) result;
    }
    return toFixed(cpu, FpFormat.DOUBLE, bits(value), mode, 0, 32, false);
  }

  public static int singleToSigned(CpuState cpu, float value, int mode) {
    int result = (int) value;
    if (mode == Fpscr.TO_ZERO && isPlain(cpu, value, result, 0x1p31)) {
      return result;
    }
    return toFixed(cpu, FpFormat.SINGLE, bits(value), mode, 0, 32, true);
  }

  public static int singleToUnsigned(CpuState cpu, float value, int mode) {
    long result = (long) value;
    if (mode == Fpscr.TO_ZERO && result >>> 32 == 0 && isPlain(cpu, value, result, 0x1p32)) {
      return (int) result;
    }
    return toFixed(cpu, FpFormat.SINGLE, bits(value), mode, 0, 32, false);
  }

  /**
   * Whether truncation to {@code result} raised nothing that is not already raised.
   *
   * @param limit what is below this, of either sign, is no number that is too large for the result
   *     but for those that the caller has excluded
   */
  private static boolean isPlain(CpuState cpu, double value, long result, double limit) {
    return (cpu.fpscr & (Fpscr.FZ | Fpscr.IXC)) == Fpscr.IXC
        ? Math.abs(value) < limit
        : (cpu.fpscr & Fpscr.FZ) == 0 && value == result;
  }

  // Fixed point. Packed arguments: fraction bits | size in bits << 8 | signed << 16.

  public static float fixedToSingle(CpuState cpu, int value, int packed) {
    return Float.intBitsToFloat(
        (int)
            new FpExact(cpu, FpFormat.SINGLE, Fpscr.NEAREST)
                .fromFixed(fixed(value, packed), packed & 0xff));
  }

  public static double fixedToDouble(CpuState cpu, int value, int packed) {
    return Double.longBitsToDouble(
        new FpExact(cpu, FpFormat.DOUBLE, Fpscr.NEAREST)
            .fromFixed(fixed(value, packed), packed & 0xff));
  }

  public static int singleToFixed(CpuState cpu, float value, int packed) {
    return toFixed(
        cpu,
        FpFormat.SINGLE,
        bits(value),
        Fpscr.TO_ZERO,
        packed & 0xff,
        packed >>> 8 & 0xff,
        packed >>> 16 != 0);
  }

  public static int doubleToFixed(CpuState cpu, double value, int packed) {
    return toFixed(
        cpu,
        FpFormat.DOUBLE,
        bits(value),
        Fpscr.TO_ZERO,
        packed & 0xff,
        packed >>> 8 & 0xff,
        packed >>> 16 != 0);
  }

  private static BigInteger fixed(int value, int packed) {
    int size = packed >>> 8 & 0xff;
    boolean signed = packed >>> 16 != 0;
    long wide =
        size == 16
            ? signed ? (short) value : value & 0xffff
            : signed ? value : value & 0xffff_ffffL;
    return BigInteger.valueOf(wide);
  }

  private static int toFixed(
      CpuState cpu, FpFormat format, long bits, int mode, int fraction, int size, boolean signed) {
    int rounding = mode < 0 ? Fpscr.roundingMode(cpu) : mode;
    long maximum = signed ? (1L << (size - 1)) - 1 : (1L << size) - 1;
    long minimum = signed ? -(1L << (size - 1)) : 0;
    return new FpExact(cpu, format, rounding)
        .toFixed(bits, fraction, BigInteger.valueOf(minimum), BigInteger.valueOf(maximum))
        .intValue();
  }
}
