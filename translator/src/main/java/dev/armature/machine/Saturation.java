package dev.armature.machine;

/**
 * Saturating arithmetic (ARM ARM A2.2.1, SignedSat and UnsignedSat). Whether it saturated is not
 * returned: the lifter compares with the unsaturated value.
 */
public final class Saturation {
  private Saturation() {}

  /** {@code value} limited to a signed number of {@code bits} 1..32 bits. */
  public static int signed(int value, int bits) {
    int top = -1 >>> 33 - bits;
    if (bits == 1) {
      top = 0;
    }
    return Math.clamp(value, ~top, top);
  }

  /** {@code value} limited to an unsigned number of {@code bits} 0..31 bits. */
  public static int unsigned(int value, int bits) {
    return Math.clamp(value, 0, (1 << bits) - 1);
  }

  /** SSAT16: both halves limited to {@code bits} 1..16 bits. */
  public static int signed16(int value, int bits) {
    return signed((short) value, bits) & 0xffff | signed(value >> 16, bits) << 16;
  }

  /** USAT16: both halves, as signed numbers, limited to {@code bits} 0..15 bits. */
  public static int unsigned16(int value, int bits) {
    return unsigned((short) value, bits) | unsigned(value >> 16, bits) << 16;
  }

  /** QADD: {@code a + b} limited to 32 bits. */
  public static int add(int a, int b) {
    int sum = a + b;
    return ((a ^ sum) & (b ^ sum)) < 0 ? a >> 31 ^ 0x7fff_ffff : sum;
  }

  /** QSUB: {@code a - b} limited to 32 bits. */
  public static int subtract(int a, int b) {
    int difference = a - b;
    return ((a ^ b) & (a ^ difference)) < 0 ? a >> 31 ^ 0x7fff_ffff : difference;
  }
}
