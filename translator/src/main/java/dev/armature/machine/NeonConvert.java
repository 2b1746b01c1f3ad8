package dev.armature.machine;

import java.math.BigInteger;

/** Advanced SIMD conversions of single-precision lanes, see {@link NeonFloat}. */
public final class NeonConvert {
  private static final BigInteger MAX_SIGNED = BigInteger.valueOf(Integer.MAX_VALUE);
  private static final BigInteger MIN_SIGNED = BigInteger.valueOf(Integer.MIN_VALUE);
  private static final BigInteger MAX_UNSIGNED = BigInteger.valueOf(0xffff_ffffL);

  private NeonConvert() {}

  private static FpExact exact(CpuState cpu, int mode) {
    return FpExact.standard(cpu, FpFormat.SINGLE, mode);
  }

  /**
   * VCVT to integers or fixed point, VCVTA and its like.
   *
   * @param packed fraction bits, the rounding mode of {@link Fpscr} times 256, 1 << 16 for unsigned
   */
  public static long toFixed(CpuState cpu, long a, int packed) {
    return (toFixedLane(cpu, a & 0xffff_ffffL, packed) & 0xffff_ffffL)
        | toFixedLane(cpu, a >>> 32, packed) << 32;
  }

  private static long toFixedLane(CpuState cpu, long lane, int packed) {
    boolean unsigned = packed >>> 16 != 0;
    if ((packed & 0xffff) == Fpscr.TO_ZERO << 8) {
      float value = NeonFloat.low(lane);
      long integer = (long) value;
      boolean fits = unsigned ? integer >>> 32 == 0 : integer == (int) integer;
      if (fits && integer == value) {
        return integer;
      }
      if (fits && Math.abs(value) >= 1 && (cpu.fpscr & Fpscr.IXC) != 0) {
        return integer;
      }
    }
    return exact(cpu, packed >>> 8 & 0xff)
        .toFixed(
            lane,
            packed & 0xff,
            unsigned ? BigInteger.ZERO : MIN_SIGNED,
            unsigned ? MAX_UNSIGNED : MAX_SIGNED)
        .longValue();
  }

  /** VCVT from integers or fixed point, to nearest; {@code packed} as above, without a mode. */
  public static long fromFixed(CpuState cpu, long a, int packed) {
    return (fromFixedLane(cpu, (int) a, packed) & 0xffff_ffffL)
        | fromFixedLane(cpu, (int) (a >>> 32), packed) << 32;
  }

  private static long fromFixedLane(CpuState cpu, int lane, int packed) {
    long integer = packed >>> 16 != 0 ? lane & 0xffff_ffffL : lane;
    float value = integer;
    if ((long) value != integer) {
      cpu.fpscr |= Fpscr.IXC;
    }
    // A power of two: exact, and far from the ends of the range.
    return NeonFloat.bits(Math.scalb(value, -(packed & 0xff)));
  }

  /** VRINT: to integers in the same format; {@code packed}: the mode, 256 to raise inexact. */
  public static long round(CpuState cpu, long a, int packed) {
    FpExact exact = exact(cpu, packed & 0xff);
    boolean raises = packed >>> 8 != 0;
    return exact.roundToInteger(a & 0xffff_ffffL, raises)
        | exact.roundToInteger(a >>> 32, raises) << 32;
  }

  /** VCVT.F16.F32: two lanes to two halfwords. */
  public static int toHalf(CpuState cpu, long a) {
    FpExact half = FpExact.standard(cpu, FpFormat.HALF, Fpscr.NEAREST);
    return (int)
        (half.convert(FpFormat.SINGLE, a & 0xffff_ffffL)
            | half.convert(FpFormat.SINGLE, a >>> 32) << 16);
  }

  /** VCVT.F32.F16: two halfwords to two lanes. */
  public static long fromHalf(CpuState cpu, int a) {
    FpExact single = exact(cpu, Fpscr.NEAREST);
    return single.convert(FpFormat.HALF, a & 0xffff)
        | single.convert(FpFormat.HALF, a >>> 16) << 32;
  }
}
