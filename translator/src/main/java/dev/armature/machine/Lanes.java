package dev.armature.machine;

/**
 * Advanced SIMD integer arithmetic on the lanes of a doubleword, all lanes at once (SWAR).
 *
 * <p>{@code h} has the top bit of each lane set and so says how wide lanes are; {@code s} is the
 * bits of a lane minus 1. Sums are kept from carrying into the next lane by adding without the top
 * bits, which are put right afterwards.
 */
public final class Lanes {
  private Lanes() {}

  public static long add(long a, long b, long h) {
    return ((a & ~h) + (b & ~h)) ^ ((a ^ b) & h);
  }

  public static long subtract(long a, long b, long h) {
    return ((a | h) - (b & ~h)) ^ ((a ^ ~b) & h);
  }

  /** All ones in each lane whose top bit is set in {@code tops}, which has no other bits. */
  static long spread(long tops, int s) {
    return (tops << 1) - (tops >>> s);
  }

  /** The top bit of each lane where a < b, unsigned. */
  static long borrow(long a, long b, long h) {
    return ((~a & b) | (~(a ^ b) & subtract(a, b, h))) & h;
  }

  /** The top bit of each lane that is not zero. */
  private static long nonZero(long a, long h) {
    return (((a & ~h) + ~h) | a) & h;
  }

  /** VCEQ: all ones where a = b. */
  public static long equal(long a, long b, long h, int s) {
    return spread(nonZero(a ^ b, h) ^ h, s);
  }

  /** VTST: all ones where a & b is not zero. */
  public static long test(long a, long b, long h, int s) {
    return spread(nonZero(a & b, h), s);
  }

  /** VCGT.U: all ones where a > b. */
  public static long greaterUnsigned(long a, long b, long h, int s) {
    return spread(borrow(b, a, h), s);
  }

  /** VCGT.S. */
  public static long greaterSigned(long a, long b, long h, int s) {
    return spread(borrow(b ^ h, a ^ h, h), s);
  }

  public static long maxUnsigned(long a, long b, long h, int s) {
    return b ^ ((a ^ b) & greaterUnsigned(a, b, h, s));
  }

  public static long maxSigned(long a, long b, long h, int s) {
    return b ^ ((a ^ b) & greaterSigned(a, b, h, s));
  }

  public static long minUnsigned(long a, long b, long h, int s) {
    return a ^ ((a ^ b) & greaterUnsigned(a, b, h, s));
  }

  public static long minSigned(long a, long b, long h, int s) {
    return a ^ ((a ^ b) & greaterSigned(a, b, h, s));
  }

  /** VABD.U: a - b or b - a, whichever is not negative. */
  public static long differenceUnsigned(long a, long b, long h, int s) {
    return magnitude(subtract(a, b, h), ~greaterUnsigned(a, b, h, s), h);
  }

  /** VABD.S. */
  public static long differenceSigned(long a, long b, long h, int s) {
    return magnitude(subtract(a, b, h), ~greaterSigned(a, b, h, s), h);
  }

  /** Negates the lanes where {@code negative} is all ones. */
  private static long magnitude(long a, long negative, long h) {
    return subtract(a ^ negative, negative, h);
  }

  /** VABS. */
  public static long absolute(long a, long h, int s) {
    return magnitude(a, spread(a & h, s), h);
  }

  /** VHADD.U: (a + b) / 2, rounded down. */
  public static long halvingAddUnsigned(long a, long b, long h) {
    return (a & b) + (((a ^ b) >>> 1) & ~h);
  }

  /** VHADD.S: as unsigned, with both lanes moved up by half their range. */
  public static long halvingAddSigned(long a, long b, long h) {
    return halvingAddUnsigned(a ^ h, b ^ h, h) ^ h;
  }

  /** VRHADD.U: (a + b + 1) / 2, rounded down. */
  public static long roundingHalvingAddUnsigned(long a, long b, long h) {
    return (a | b) - (((a ^ b) >>> 1) & ~h);
  }

  /** VRHADD.S. */
  public static long roundingHalvingAddSigned(long a, long b, long h) {
    return roundingHalvingAddUnsigned(a ^ h, b ^ h, h) ^ h;
  }

  /** VHSUB.U: (a - b) / 2, rounded down, without its top bit. */
  public static long halvingSubtractUnsigned(long a, long b, long h) {
    return subtract(((a ^ b) >>> 1) & ~h, ~a & b, h);
  }

  /** VHSUB.S. */
  public static long halvingSubtractSigned(long a, long b, long h) {
    return halvingSubtractUnsigned(a ^ h, b ^ h, h);
  }
}
