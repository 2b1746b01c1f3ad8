package dev.armature.emit;

import dev.armature.ir.Type;

/**
 * What is known of the magnitude of a floating-point value that is no NaN.
 *
 * @param least it is zero or at least 2 to the power -least
 * @param most and at most 2 to the power most
 * @param grain and a multiple of 2 to the power -grain
 * @param nonZero whether it is not zero
 */
record FpRange(int least, int most, int grain, boolean nonZero) {
  static final FpRange INTEGER = new FpRange(0, 32, 0, false);
  static final FpRange ZERO = new FpRange(0, 0, 0, false);

  /** Without products or sums. */
  static FpRange between(int least, int most, boolean nonZero, Type type) {
    return new FpRange(least, most, least + precision(type) - 1, nonZero);
  }

  static FpRange constant(double number, Type type) {
    int exponent = Math.getExponent(number);
    if (number == 0) {
      return ZERO;
    }
    return Math.abs(exponent) < leastExponent(type)
        ? between(-exponent, exponent + 1, true, type)
        : null;
  }

  FpRange times(FpRange other, Type type) {
    int product = least + other.least;
    // However small, its bits are those of a number of this precision.
    int bits = Math.min(grain + other.grain, product + precision(type) - 1);
    return new FpRange(product, most + other.most, bits, nonZero && other.nonZero);
  }

  FpRange plus(FpRange other) {
    int bits = Math.max(grain, other.grain);
    return new FpRange(bits, Math.max(most, other.most) + 1, bits, false);
  }

  /** The quotient by something that is not zero. */
  FpRange by(FpRange divisor, Type type) {
    return between(least + divisor.most, most + divisor.least, nonZero, type);
  }

  /** The root of something that is above zero. */
  FpRange root(Type type) {
    return between(Math.ceilDiv(least, 2), Math.ceilDiv(most, 2), true, type);
  }

  /** What is known of a value that is in one or the other. */
  FpRange or(FpRange other) {
    return new FpRange(
        Math.max(least, other.least),
        Math.max(most, other.most),
        Math.max(grain, other.grain),
        nonZero && other.nonZero);
  }

  /** Whether all that is known of a value in the other is known of one in this. */
  boolean isWithin(FpRange other) {
    return least <= other.least
        && most <= other.most
        && grain <= other.grain
        && (nonZero || !other.nonZero);
  }

  boolean isNormal(Type type) {
    return least < leastExponent(type) && isFinite(type);
  }

  boolean isFinite(Type type) {
    return most <= leastExponent(type);
  }

  private static int precision(Type type) {
    return type == Type.F64 ? 53 : 24;
  }

  /** Normal numbers are not below 2 to the power of minus this. */
  private static int leastExponent(Type type) {
    return type == Type.F64 ? 1022 : 126;
  }
}
