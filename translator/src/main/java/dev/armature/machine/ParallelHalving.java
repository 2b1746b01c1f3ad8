package dev.armature.machine;

/**
 * Parallel addition and subtraction of halfwords and bytes whose results are halved, signed (SH)
 * and unsigned (UH) (ARM ARM A8.8, SHADD16, UHADD16 and their like). They set no flags.
 */
public final class ParallelHalving {
  private ParallelHalving() {}

  // Signed.

  public static int shadd16(int a, int b) {
    return halves(half((a >> 16) + (b >> 16)), half((short) a + (short) b));
  }

  public static int shsub16(int a, int b) {
    return halves(half((a >> 16) - (b >> 16)), half((short) a - (short) b));
  }

  public static int shasx(int a, int b) {
    return halves(half((a >> 16) + (short) b), half((short) a - (b >> 16)));
  }

  public static int shsax(int a, int b) {
    return halves(half((a >> 16) - (short) b), half((short) a + (b >> 16)));
  }

  public static int shadd8(int a, int b) {
    int result = 0;
    for (int shift = 0; shift < 32; shift += 8) {
      result |= (half((byte) (a >> shift) + (byte) (b >> shift)) & 0xff) << shift;
    }
    return result;
  }

  public static int shsub8(int a, int b) {
    int result = 0;
    for (int shift = 0; shift < 32; shift += 8) {
      result |= (half((byte) (a >> shift) - (byte) (b >> shift)) & 0xff) << shift;
    }
    return result;
  }

  // Unsigned.

  public static int uhadd16(int a, int b) {
    return halves(half((a >>> 16) + (b >>> 16)), half((a & 0xffff) + (b & 0xffff)));
  }

  public static int uhsub16(int a, int b) {
    return halves(half((a >>> 16) - (b >>> 16)), half((a & 0xffff) - (b & 0xffff)));
  }

  public static int uhasx(int a, int b) {
    return halves(half((a >>> 16) + (b & 0xffff)), half((a & 0xffff) - (b >>> 16)));
  }

  public static int uhsax(int a, int b) {
    return halves(half((a >>> 16) - (b & 0xffff)), half((a & 0xffff) + (b >>> 16)));
  }

  public static int uhadd8(int a, int b) {
    int result = 0;
    for (int shift = 0; shift < 32; shift += 8) {
      result |= (half((a >>> shift & 0xff) + (b >>> shift & 0xff)) & 0xff) << shift;
    }
    return result;
  }

  public static int uhsub8(int a, int b) {
    int result = 0;
    for (int shift = 0; shift < 32; shift += 8) {
      result |= (half((a >>> shift & 0xff) - (b >>> shift & 0xff)) & 0xff) << shift;
    }
    return result;
  }

  private static int halves(int high, int low) {
    return high << 16 | low & 0xffff;
  }

  private static int half(int value) {
    return value >> 1;
  }
}
