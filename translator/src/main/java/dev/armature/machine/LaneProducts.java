package dev.armature.machine;

/** Advanced SIMD multiplications of integers and of polynomials over {0, 1}. */
public final class LaneProducts {
  private LaneProducts() {}

  /** VMUL.I8. */
  public static long multiply8(long a, long b) {
    // Even and odd bytes, each with room for its product.
    long even = multiply16(a & 0x00ff_00ff_00ff_00ffL, b & 0x00ff_00ff_00ff_00ffL);
    long odd = multiply16((a >>> 8) & 0x00ff_00ff_00ff_00ffL, (b >>> 8) & 0x00ff_00ff_00ff_00ffL);
    return (even & 0x00ff_00ff_00ff_00ffL) | ((odd & 0x00ff_00ff_00ff_00ffL) << 8);
  }

  /** VMUL.I16. */
  public static long multiply16(long a, long b) {
    return (a * b & 0xffff)
        | (((a >>> 16) * (b >>> 16) & 0xffff) << 16)
        | (((a >>> 32) * (b >>> 32) & 0xffff) << 32)
        | ((a >>> 48) * (b >>> 48) << 48);
  }

  /** VMUL.I32. */
  public static long multiply32(long a, long b) {
    return (a * b & 0xffff_ffffL) | ((a >>> 32) * (b >>> 32) << 32);
  }

  /** VMULL.S16 of two lanes. */
  public static long multiplyLong16(int a, int b) {
    return ((long) (short) a * (short) b & 0xffff_ffffL) | (long) (a >> 16) * (b >> 16) << 32;
  }

  /** VMULL.U16 of two lanes. */
  public static long multiplyLongUnsigned16(int a, int b) {
    return (a & 0xffffL) * (b & 0xffffL) | (long) (a >>> 16) * (b >>> 16) << 32;
  }

  /** Polynomial products of lanes; {@code ones} has the lowest bit of each. */
  private static long polynomial(long a, long b, long ones, int bits) {
    long result = 0;
    for (int k = 0; k < 8; k++) {
      long chosen = Lanes.spread(((b >>> k) & ones) << (bits - 1), bits - 1);
      // Bits that leave their lane are dropped: only the first ones << k of a lane can be hit.
      long kept = ~(ones * ((1L << k) - 1));
      result ^= (a << k) & kept & chosen;
    }
    return result;
  }

  /** VMUL.P8. */
  public static long polynomial8(long a, long b) {
    return polynomial(a, b, 0x0101_0101_0101_0101L, 8);
  }

  /** VMULL.P8 of four lanes that were widened with zeros. */
  public static long polynomialLong8(long a, long b) {
    return polynomial(a, b, 0x0001_0001_0001_0001L, 16);
  }

  /** VMULL.P64: bits 63:0 of the product. */
  public static long polynomialLow64(long a, long b) {
    // Every fourth bit at a time, so that sums of bits do not reach the next bit that counts.
    long m0 = 0x1111_1111_1111_1111L;
    long m1 = m0 << 1;
    long m2 = m0 << 2;
    long m3 = m0 << 3;
    long a0 = a & m0;
    long a1 = a & m1;
    long a2 = a & m2;
    long a3 = a & m3;
    long b0 = b & m0;
    long b1 = b & m1;
    long b2 = b & m2;
    long b3 = b & m3;
    return ((a0 * b0 ^ a1 * b3 ^ a2 * b2 ^ a3 * b1) & m0)
        | ((a0 * b1 ^ a1 * b0 ^ a2 * b3 ^ a3 * b2) & m1)
        | ((a0 * b2 ^ a1 * b1 ^ a2 * b0 ^ a3 * b3) & m2)
        | ((a0 * b3 ^ a1 * b2 ^ a2 * b1 ^ a3 * b0) & m3);
  }

  /** VMULL.P64: bits 126:64 of the product. The mirror image of the low half. */
  public static long polynomialHigh64(long a, long b) {
    return Long.reverse(polynomialLow64(Long.reverse(a), Long.reverse(b))) >>> 1;
  }
}
