package dev.armature.machine;

/**
 * Parallel addition and subtraction of halfwords and bytes that saturate, signed (Q) and unsigned
 * (UQ) (ARM ARM A8.8, QADD16, UQADD16 and their like). They set no flags.
 */
public final class ParallelSaturating {
  private ParallelSaturating() {}

  // Signed.

  public static int qadd16(int a, int b) {
    return halves(signed16((a >> 16) + (b >> 16)), signed16((short) a + (short) b));
  }

  public static int qsub16(int a, int b) {
    return halves(signed16((a >> 16) - (b >> 16)), signed16((short) a - (short) b));
  }

  public static int qasx(int a, int b) {
    return halves(signed16((a >> 16) + (short) b), signed16((short) a - (b >> 16)));
  }

  public static int qsax(int a, int b) {
    return halves(signed16((a >> 16) - (short) b), signed16((short) a + (b >> 16)));
  }

  public static int qadd8(int a, int b) {
    int result = 0;
    for (int shift = 0; shift < 32; shift += 8) {
      result |= (signed8((byte) (a >> shift) + (byte) (b >> shift)) & 0xff) << shift;
    }
    return result;
  }

  public static int qsub8(int a, int b) {
    int result = 0;
    for (int shift = 0; shift < 32; shift += 8) {
      result |= (signed8((byte) (a >> shift) - (byte) (b >> shift)) & 0xff) << shift;
    }
    return result;
  }

  // Unsigned.

  public static int uqadd16(int a, int b) {
    return halves(unsigned16((a >>> 16) + (b >>> 16)), unsigned16((a & 0xffff) + (b & 0xffff)));
  }

  public static int uqsub16(int a, int b) {
    return halves(unsigned16((a >>> 16) - (b >>> 16)), unsigned16((a & 0xffff) - (b & 0xffff)));
  }

  public static int uqasx(int a, int b) {
    return halves(unsigned16((a >>> 16) + (b & 0xffff)), unsigned16((a & 0xffff) - (b >>> 16)));
  }

  public static int uqsax(int a, int b) {
    return halves(unsigned16((a >>> 16) - (b & 0xffff)), unsigned16((a & 0xffff) + (b >>> 16)));
  }

  public static int uqadd8(int a, int b) {
    int result = 0;
    for (int shift = 0; shift < 32; shift += 8) {
      result |= (unsigned8((a >>> shift & 0xff) + (b >>> shift & 0xff)) & 0xff) << shift;
    }
    return result;
  }

  public static int uqsub8(int a, int b) {
    int result = 0;
    for (int shift = 0; shift < 32; shift += 8) {
      result |= (unsigned8((a >>> shift & 0xff) - (b >>> shift & 0xff)) & 0xff) << shift;
    }
    return result;
  }

  private static int halves(int high, int low) {
    return high << 16 | low & 0xffff;
  }

  private static int signed16(int value) {
    return Math.clamp(value, Short.MIN_VALUE, Short.MAX_VALUE);
  }

  private static int signed8(int value) {
    return Math.clamp(value, Byte.MIN_VALUE, Byte.MAX_VALUE);
  }

  private static int unsigned16(int value) {
    return Math.clamp(value, 0, 0xffff);
  }

  private static int unsigned8(int value) {
    return Math.clamp(value, 0, 0xff);
  }
}
