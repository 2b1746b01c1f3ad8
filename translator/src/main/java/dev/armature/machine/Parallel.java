package dev.armature.machine;

/**
 * Parallel addition and subtraction of halfwords and bytes that wrap around, and the GE flags they
 * set (ARM ARM A8.8, SADD16 and its like). Signed and unsigned forms have the same value and differ
 * in GE. SWAR: the top bit of each lane is added apart so that no carry crosses lanes.
 */
public final class Parallel {
  private Parallel() {}

  private static final int TOP16 = 0x8000_8000;
  private static final int TOP8 = 0x8080_8080;

  public static int add16(int a, int b) {
    return (a & ~TOP16) + (b & ~TOP16) ^ (a ^ b) & TOP16;
  }

  public static int sub16(int a, int b) {
    return (a | TOP16) - (b & ~TOP16) ^ (a ^ ~b) & TOP16;
  }

  public static int add8(int a, int b) {
    return (a & ~TOP8) + (b & ~TOP8) ^ (a ^ b) & TOP8;
  }

  public static int sub8(int a, int b) {
    return (a | TOP8) - (b & ~TOP8) ^ (a ^ ~b) & TOP8;
  }

  /**
   * ASX: adds in the upper half, subtracts in the lower, with the halves of {@code b} exchanged.
   */
  public static int asx(int a, int b) {
    return pack((a >> 16) + b, a - (b >> 16));
  }

  /**
   * SAX: subtracts in the upper half, adds in the lower, with the halves of {@code b} exchanged.
   */
  public static int sax(int a, int b) {
    return pack((a >> 16) - b, a + (b >> 16));
  }

  private static int pack(int high, int low) {
    return high << 16 | low & 0xffff;
  }

  // GE: for signed forms a lane's bit is set when its exact result is not negative, for unsigned
  // additions when it carries, for unsigned subtractions when it does not borrow.

  public static int sadd16Ge(int a, int b) {
    return ge16((a >> 16) + (b >> 16), (short) a + (short) b);
  }

  public static int ssub16Ge(int a, int b) {
    return ge16((a >> 16) - (b >> 16), (short) a - (short) b);
  }

  public static int sasxGe(int a, int b) {
    return ge16((a >> 16) + (short) b, (short) a - (b >> 16));
  }

  public static int ssaxGe(int a, int b) {
    return ge16((a >> 16) - (short) b, (short) a + (b >> 16));
  }

  public static int uadd16Ge(int a, int b) {
    return ge16(~(0xffff - (a >>> 16) - (b >>> 16)), ~(0xffff - (a & 0xffff) - (b & 0xffff)));
  }

  public static int usub16Ge(int a, int b) {
    return ge16((a >>> 16) - (b >>> 16), (a & 0xffff) - (b & 0xffff));
  }

  public static int uasxGe(int a, int b) {
    return ge16(~(0xffff - (a >>> 16) - (b & 0xffff)), (a & 0xffff) - (b >>> 16));
  }

  public static int usaxGe(int a, int b) {
    return ge16((a >>> 16) - (b & 0xffff), ~(0xffff - (a & 0xffff) - (b >>> 16)));
  }

  /** Two bits per halfword, set where the argument is not negative. */
  private static int ge16(int high, int low) {
    return ~high >> 31 & 0xc | ~low >> 31 & 3;
  }

  public static int sadd8Ge(int a, int b) {
    int negative = add8(a, b) ^ signedOverflowAdd8(a, b);
    return gather8(~negative);
  }

  public static int ssub8Ge(int a, int b) {
    int difference = sub8(a, b);
    int negative = difference ^ (a ^ b) & (a ^ difference);
    return gather8(~negative);
  }

  private static int signedOverflowAdd8(int a, int b) {
    int sum = add8(a, b);
    return (a ^ sum) & (b ^ sum);
  }

  public static int uadd8Ge(int a, int b) {
    return gather8(a & b | (a | b) & ~add8(a, b));
  }

  public static int usub8Ge(int a, int b) {
    return gather8(a & ~b | (a | ~b) & ~sub8(a, b));
  }

  /** The top bits of the four bytes as a four-bit mask. */
  private static int gather8(int value) {
    return (value >>> 7 & 0x0101_0101) * 0x0102_0408 >>> 24 & 0xf;
  }

  /** SEL: each byte from {@code a} where its GE bit is set, else from {@code b}. */
  public static int select(int a, int b, int ge) {
    int mask = (ge * 0x0020_4081 & 0x0101_0101) * 0xff;
    return a & mask | b & ~mask;
  }

  /** USAD8: the sum of the absolute differences of the bytes. */
  public static int absoluteDifferences(int a, int b) {
    return Math.abs((a & 0xff) - (b & 0xff))
        + Math.abs((a >>> 8 & 0xff) - (b >>> 8 & 0xff))
        + Math.abs((a >>> 16 & 0xff) - (b >>> 16 & 0xff))
        + Math.abs((a >>> 24) - (b >>> 24));
  }
}
