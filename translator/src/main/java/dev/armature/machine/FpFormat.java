package dev.armature.machine;

/**
 * A binary floating-point format by its widths.
 *
 * @param fractionBits stored fraction bits
 * @param exponentBits stored exponent bits
 */
record FpFormat(int fractionBits, int exponentBits) {
  static final FpFormat HALF = new FpFormat(10, 5);
  static final FpFormat SINGLE = new FpFormat(23, 8);
  static final FpFormat DOUBLE = new FpFormat(52, 11);

  int bias() {
    return (1 << (exponentBits - 1)) - 1;
  }

  int maxExponent() {
    return (1 << exponentBits) - 1;
  }

  long sign(boolean negative) {
    return negative ? 1L << (fractionBits + exponentBits) : 0;
  }

  long infinity(boolean negative) {
    return sign(negative) | (long) maxExponent() << fractionBits;
  }

  long quietBit() {
    return 1L << (fractionBits - 1);
  }

  /** The NaN that ARM makes: positive, quiet, no payload. */
  long defaultNan() {
    return infinity(false) | quietBit();
  }

  boolean isNegative(long bits) {
    return (bits & sign(true)) != 0;
  }

  int exponent(long bits) {
    return (int) (bits >>> fractionBits) & maxExponent();
  }

  long fraction(long bits) {
    return bits & (1L << fractionBits) - 1;
  }

  boolean isNan(long bits) {
    return exponent(bits) == maxExponent() && fraction(bits) != 0;
  }

  boolean isSignallingNan(long bits) {
    return isNan(bits) && (bits & quietBit()) == 0;
  }

  boolean isInfinite(long bits) {
    return exponent(bits) == maxExponent() && fraction(bits) == 0;
  }

  boolean isZero(long bits) {
    return exponent(bits) == 0 && fraction(bits) == 0;
  }

  boolean isDenormal(long bits) {
    return exponent(bits) == 0 && fraction(bits) != 0;
  }

  /** The integer significand of a finite number. */
  long significand(long bits) {
    return exponent(bits) == 0 ? fraction(bits) : fraction(bits) | 1L << fractionBits;
  }

  /** The power of two that {@link #significand} is multiplied with. */
  int scale(long bits) {
    return Math.max(exponent(bits), 1) - bias() - fractionBits;
  }
}
