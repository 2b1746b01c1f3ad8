package dev.armature.machine;

import java.math.BigInteger;

/**
 * Floating-point arithmetic by the letter of the ARM ARM's pseudocode (FPAdd, FPMul, FPDiv,
 * FPMulAdd, FPSqrt, FPRound and friends): the exact result, rounded once. It serves every rounding
 * mode, flush to zero, default NaN and the cumulative exception bits. Plain code comes here only
 * when plain JVM arithmetic would not do: it is written to be right, not fast.
 */
final class FpExact {
  private final CpuState cpu;
  private final FpFormat format;
  private final int mode;

  /** FZ, DN and AHP as the FPSCR has them, or as Advanced SIMD takes them. */
  private final int modes;

  FpExact(CpuState cpu, FpFormat format) {
    this(cpu, format, Fpscr.roundingMode(cpu));
  }

  FpExact(CpuState cpu, FpFormat format, int mode) {
    this(cpu, format, mode, cpu.fpscr);
  }

  private FpExact(CpuState cpu, FpFormat format, int mode, int modes) {
    this.cpu = cpu;
    this.format = format;
    this.mode = mode;
    this.modes = modes;
  }

  /** With StandardFPSCRValue() of the ARM ARM, by which Advanced SIMD computes. */
  static FpExact standard(CpuState cpu, FpFormat format, int mode) {
    return new FpExact(cpu, format, mode, Fpscr.FZ | Fpscr.DN | (cpu.fpscr & Fpscr.AHP));
  }

  private void raise(int exception) {
    cpu.fpscr |= exception;
  }

  private boolean flushes() {
    return (modes & Fpscr.FZ) != 0;
  }

  /** FPUnpack's part that changes an operand: denormals are zero when flushing. */
  long input(long bits) {
    if (flushes() && format.isDenormal(bits) && !format.equals(FpFormat.HALF)) {
      raise(Fpscr.IDC);
      return bits & format.sign(true);
    }
    return bits;
  }

  /** FPProcessNaN. */
  long nan(long bits) {
    if (format.isSignallingNan(bits)) {
      raise(Fpscr.IOC);
    }
    return (modes & Fpscr.DN) != 0 ? format.defaultNan() : bits | format.quietBit();
  }

  private long invalid() {
    raise(Fpscr.IOC);
    return format.defaultNan();
  }

  /** FPProcessNaNs: signalling ones first, in operand order. */
  private long nans(long a, long b) {
    if (format.isSignallingNan(a)) {
      return nan(a);
    }
    if (format.isSignallingNan(b)) {
      return nan(b);
    }
    return nan(format.isNan(a) ? a : b);
  }

  long add(long x, long y) {
    long a = input(x);
    long b = input(y);
    if (format.isNan(a) || format.isNan(b)) {
      return nans(a, b);
    }
    boolean negA = format.isNegative(a);
    boolean negB = format.isNegative(b);
    if (format.isInfinite(a)) {
      return format.isInfinite(b) && negA != negB ? invalid() : a;
    }
    if (format.isInfinite(b)) {
      return b;
    }
    if (format.isZero(a) && format.isZero(b) && negA == negB) {
      return a;
    }
    int scale = Math.min(format.scale(a), format.scale(b));
    BigInteger sum = aligned(a, scale).add(aligned(b, scale));
    if (sum.signum() == 0) {
      return format.sign(mode == Fpscr.TO_MINUS_INFINITY);
    }
    return round(sum.signum() < 0, sum.abs(), scale, false);
  }

  private BigInteger aligned(long bits, int scale) {
    BigInteger magnitude =
        BigInteger.valueOf(format.significand(bits)).shiftLeft(format.scale(bits) - scale);
    return format.isNegative(bits) ? magnitude.negate() : magnitude;
  }

  long subtract(long x, long y) {
    // A NaN keeps its sign: only numbers are negated.
    return add(x, format.isNan(y) ? y : y ^ format.sign(true));
  }

  long multiply(long x, long y) {
    long a = input(x);
    long b = input(y);
    if (format.isNan(a) || format.isNan(b)) {
      return nans(a, b);
    }
    boolean negative = format.isNegative(a) != format.isNegative(b);
    boolean infinite = format.isInfinite(a) || format.isInfinite(b);
    boolean zero = format.isZero(a) || format.isZero(b);
    if (infinite) {
      return zero ? invalid() : format.infinity(negative);
    }
    if (zero) {
      return format.sign(negative);
    }
    return round(negative, product(a, b), format.scale(a) + format.scale(b), false);
  }

  private BigInteger product(long a, long b) {
    return BigInteger.valueOf(format.significand(a))
        .multiply(BigInteger.valueOf(format.significand(b)));
  }

  long divide(long x, long y) {
    long a = input(x);
    long b = input(y);
    if (format.isNan(a) || format.isNan(b)) {
      return nans(a, b);
    }
    boolean negative = format.isNegative(a) != format.isNegative(b);
    if (format.isInfinite(a)) {
      return format.isInfinite(b) ? invalid() : format.infinity(negative);
    }
    if (format.isInfinite(b)) {
      return format.sign(negative);
    }
    if (format.isZero(b)) {
      if (format.isZero(a)) {
        return invalid();
      }
      raise(Fpscr.DZC);
      return format.infinity(negative);
    }
    if (format.isZero(a)) {
      return format.sign(negative);
    }
    // Enough extra bits that the quotient has more than a full significand.
    int extra = 2 * format.fractionBits() + 4;
    BigInteger[] parts =
        BigInteger.valueOf(format.significand(a))
            .shiftLeft(extra)
            .divideAndRemainder(BigInteger.valueOf(format.significand(b)));
    return round(
        negative, parts[0], format.scale(a) - format.scale(b) - extra, parts[1].signum() != 0);
  }

  long squareRoot(long x) {
    long a = input(x);
    if (format.isNan(a)) {
      return nan(a);
    }
    if (format.isZero(a)) {
      return a;
    }
    if (format.isNegative(a)) {
      return invalid();
    }
    if (format.isInfinite(a)) {
      return a;
    }
    int extra = 2 * format.fractionBits() + 6;
    if ((format.scale(a) - extra & 1) != 0) {
      extra++;
    }
    BigInteger[] parts =
        BigInteger.valueOf(format.significand(a)).shiftLeft(extra).sqrtAndRemainder();
    return round(false, parts[0], (format.scale(a) - extra) / 2, parts[1].signum() != 0);
  }

  /** addend + a * b, rounded once. */
  long multiplyAdd(long addend, long x, long y) {
    long c = input(addend);
    long a = input(x);
    long b = input(y);
    boolean invalidProduct =
        (format.isInfinite(a) && format.isZero(b)) || (format.isZero(a) && format.isInfinite(b));
    if (format.isNan(a) || format.isNan(b) || format.isNan(c)) {
      if (format.isNan(c) && !format.isSignallingNan(c) && invalidProduct) {
        return invalid();
      }
      if (format.isSignallingNan(c)) {
        return nan(c);
      }
      if (format.isSignallingNan(a) || format.isSignallingNan(b)) {
        return nans(a, b);
      }
      return format.isNan(c) ? nan(c) : nans(a, b);
    }
    if (invalidProduct) {
      return invalid();
    }
    boolean negative = format.isNegative(a) != format.isNegative(b);
    boolean infinite = format.isInfinite(a) || format.isInfinite(b);
    if (format.isInfinite(c)) {
      return infinite && negative != format.isNegative(c) ? invalid() : c;
    }
    if (infinite) {
      return format.infinity(negative);
    }
    boolean zero = format.isZero(a) || format.isZero(b);
    if (zero && format.isZero(c)) {
      return negative == format.isNegative(c) ? c : format.sign(mode == Fpscr.TO_MINUS_INFINITY);
    }
    int productScale = format.scale(a) + format.scale(b);
    int scale = Math.min(productScale, format.scale(c));
    BigInteger exact = product(a, b).shiftLeft(productScale - scale);
    BigInteger sum = (negative ? exact.negate() : exact).add(aligned(c, scale));
    if (sum.signum() == 0) {
      return format.sign(mode == Fpscr.TO_MINUS_INFINITY);
    }
    return round(sum.signum() < 0, sum.abs(), scale, false);
  }

  /**
   * FPRound: the number {@code magnitude * 2^scale}, a little more when {@code sticky}, in this
   * format.
   */
  long round(boolean negative, BigInteger magnitude, int scale, boolean sticky) {
    int length = magnitude.bitLength();
    int exponent = length - 1 + scale; // of the leading bit
    int minimum = 1 - format.bias();
    boolean tiny = exponent < minimum;
    if (tiny && flushes() && !format.equals(FpFormat.HALF)) {
      raise(Fpscr.UFC);
      return format.sign(negative);
    }
    // The weight of the last bit that the result keeps.
    int unit = Math.max(exponent, minimum) - format.fractionBits();
    int drop = unit - scale;
    BigInteger kept = drop > 0 ? magnitude.shiftRight(drop) : magnitude.shiftLeft(-drop);
    BigInteger rest = drop > 0 ? magnitude.subtract(kept.shiftLeft(drop)) : BigInteger.ZERO;
    boolean inexact = rest.signum() != 0 || sticky;
    int half = drop > 0 ? rest.compareTo(BigInteger.ONE.shiftLeft(drop - 1)) : -1;
    if (half == 0 && sticky) {
      half = 1;
    }
    long significand = kept.longValueExact();
    boolean up = inexact && roundsUp(negative, (significand & 1) != 0, half);
    if (up) {
      significand++;
      if (significand >>> format.fractionBits() == 2) {
        significand >>>= 1;
        unit++;
      }
    }
    if (tiny && inexact) {
      raise(Fpscr.UFC);
    }
    int biased =
        significand >>> format.fractionBits() == 0
            ? 0
            : unit + format.fractionBits() + format.bias();
    if (format.equals(FpFormat.HALF) && (modes & Fpscr.AHP) != 0) {
      if (biased > format.maxExponent()) {
        // The alternative format has no infinity: the largest number, an invalid operation.
        raise(Fpscr.IOC);
        return format.sign(negative) | 0x7fff;
      }
    } else if (biased >= format.maxExponent()) {
      raise(Fpscr.OFC | Fpscr.IXC);
      return overflowsToInfinity(negative)
          ? format.infinity(negative)
          : format.infinity(negative) - 1;
    }
    if (inexact) {
      raise(Fpscr.IXC);
    }
    return format.sign(negative)
        | (long) biased << format.fractionBits()
        | format.fraction(significand);
  }

  private boolean roundsUp(boolean negative, boolean odd, int half) {
    return switch (mode) {
      case Fpscr.NEAREST -> half > 0 || (half == 0 && odd);
      case Fpscr.TO_PLUS_INFINITY -> !negative;
      case Fpscr.TO_MINUS_INFINITY -> negative;
      case Fpscr.TO_ZERO -> false;
      default -> half >= 0;
    };
  }

  private boolean overflowsToInfinity(boolean negative) {
    return switch (mode) {
      case Fpscr.TO_PLUS_INFINITY -> !negative;
      case Fpscr.TO_MINUS_INFINITY -> negative;
      case Fpscr.TO_ZERO -> false;
      default -> true;
    };
  }

  /** FPConvert: {@code x} of format {@code from} in this format. */
  long convert(FpFormat from, long x) {
    boolean alternative = (modes & Fpscr.AHP) != 0;
    boolean ahpSource = alternative && from.equals(FpFormat.HALF);
    long bits = new FpExact(cpu, from, mode, modes).input(x);
    boolean negative = from.isNegative(bits);
    if (from.isNan(bits) && !ahpSource) {
      if (alternative && format.equals(FpFormat.HALF)) {
        raise(Fpscr.IOC);
        return format.sign(negative);
      }
      if (from.isSignallingNan(bits)) {
        raise(Fpscr.IOC);
      }
      if ((modes & Fpscr.DN) != 0) {
        return format.defaultNan();
      }
      int shift = format.fractionBits() - from.fractionBits();
      long fraction = from.fraction(bits);
      fraction = shift >= 0 ? fraction << shift : fraction >>> -shift;
      return format.infinity(negative) | format.quietBit() | fraction;
    }
    if (from.isInfinite(bits) && !ahpSource) {
      if (alternative && format.equals(FpFormat.HALF)) {
        raise(Fpscr.IOC);
        return format.sign(negative) | 0x7fff;
      }
      return format.infinity(negative);
    }
    if (from.isZero(bits)) {
      return format.sign(negative);
    }
    return round(negative, BigInteger.valueOf(from.significand(bits)), from.scale(bits), false);
  }

  /** FixedToFP: {@code value / 2^fraction}, value signed or unsigned as the caller widened it. */
  long fromFixed(BigInteger value, int fraction) {
    if (value.signum() == 0) {
      return 0;
    }
    return round(value.signum() < 0, value.abs(), -fraction, false);
  }

  /**
   * FPToFixed: {@code x * 2^fraction} as an integer between {@code minimum} and {@code maximum},
   * saturated.
   */
  BigInteger toFixed(long x, int fraction, BigInteger minimum, BigInteger maximum) {
    long bits = input(x);
    if (format.isNan(bits)) {
      raise(Fpscr.IOC);
      return BigInteger.ZERO;
    }
    boolean negative = format.isNegative(bits);
    if (format.isInfinite(bits)) {
      raise(Fpscr.IOC);
      return negative ? minimum : maximum;
    }
    BigInteger magnitude = BigInteger.valueOf(format.significand(bits));
    int scale = format.scale(bits) + fraction;
    BigInteger integer;
    boolean inexact = false;
    if (scale >= 0) {
      integer = magnitude.shiftLeft(Math.min(scale, 200));
    } else {
      integer = magnitude.shiftRight(-scale);
      BigInteger rest = magnitude.subtract(integer.shiftLeft(-scale));
      inexact = rest.signum() != 0;
      int half = rest.compareTo(BigInteger.ONE.shiftLeft(-scale - 1));
      if (inexact && roundsUp(negative, integer.testBit(0), half)) {
        integer = integer.add(BigInteger.ONE);
      }
    }
    BigInteger result = negative ? integer.negate() : integer;
    if (result.compareTo(minimum) < 0 || result.compareTo(maximum) > 0) {
      raise(Fpscr.IOC);
      return negative ? minimum : maximum;
    }
    if (inexact) {
      raise(Fpscr.IXC);
    }
    return result;
  }

  /** FPRoundInt: rounded to an integer in the same format; {@code exact} raises inexact. */
  long roundToInteger(long x, boolean exact) {
    long bits = input(x);
    if (format.isNan(bits)) {
      return nan(bits);
    }
    if (format.isInfinite(bits) || format.isZero(bits) || format.scale(bits) >= 0) {
      return bits;
    }
    boolean negative = format.isNegative(bits);
    int drop = -format.scale(bits);
    BigInteger magnitude = BigInteger.valueOf(format.significand(bits));
    BigInteger integer = magnitude.shiftRight(drop);
    BigInteger rest = magnitude.subtract(integer.shiftLeft(drop));
    boolean inexact = rest.signum() != 0;
    if (inexact
        && roundsUp(
            negative, integer.testBit(0), rest.compareTo(BigInteger.ONE.shiftLeft(drop - 1)))) {
      integer = integer.add(BigInteger.ONE);
    }
    if (inexact && exact) {
      raise(Fpscr.IXC);
    }
    return integer.signum() == 0 ? format.sign(negative) : round(negative, integer, 0, false);
  }
}
