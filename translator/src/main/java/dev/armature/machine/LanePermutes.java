package dev.armature.machine;

/** Advanced SIMD rearrangements of lanes: widening, narrowing, tables, structures of three. */
public final class LanePermutes {
  private LanePermutes() {}

  /** Four bytes to halfwords, with zeros. */
  public static long widenUnsigned8(int a) {
    long x = a & 0xffff_ffffL;
    x = (x | x << 16) & 0x0000_ffff_0000_ffffL;
    return (x | x << 8) & 0x00ff_00ff_00ff_00ffL;
  }

  /** Four bytes to halfwords, with their signs. */
  public static long widenSigned8(int a) {
    long x = widenUnsigned8(a);
    long signs = x & 0x0080_0080_0080_0080L;
    return x | ((signs << 9) - (signs << 1));
  }

  /** Two halfwords to words, with zeros. */
  public static long widenUnsigned16(int a) {
    return (a & 0xffffL) | (long) (a >>> 16) << 32;
  }

  /** Two halfwords to words, with their signs. */
  public static long widenSigned16(int a) {
    return ((short) a & 0xffff_ffffL) | (long) (a >> 16) << 32;
  }

  /** The low bytes of four halfwords. */
  public static int narrow16(long a) {
    long x = a & 0x00ff_00ff_00ff_00ffL;
    x = (x | x >>> 8) & 0x0000_ffff_0000_ffffL;
    return (int) (x | x >>> 16);
  }

  /** The low halfwords of two words. */
  public static int narrow32(long a) {
    return (int) ((a & 0xffff) | a >>> 32 << 16);
  }

  /**
   * VTBX: bytes of {@code old} are replaced by those of the table that {@code index} names.
   *
   * @param first what of an index the table {@code low}, {@code high} begins with
   * @param length bytes of the table: 8 or 16
   */
  public static long table(long old, long index, long low, long high, int first, int length) {
    long result = 0;
    for (int i = 0; i < 64; i += 8) {
      int at = (int) (index >>> i & 0xff) - first;
      long from = at >= 0 && at < length ? (at < 8 ? low : high) >>> (8 * (at & 7)) : old >>> i;
      result |= (from & 0xff) << i;
    }
    return result;
  }

  /**
   * VLD3: every third lane of three doublewords, beginning with lane {@code first}.
   *
   * @param bits of a lane
   */
  public static long deinterleave3(long a, long b, long c, int first, int bits) {
    long result = 0;
    for (int i = 0; i < 64; i += bits) {
      int at = 3 * i + first * bits;
      long from = at < 64 ? a : at < 128 ? b : c;
      result |= from >>> (at & 63) << (64 - bits) >>> (64 - bits) << i;
    }
    return result;
  }

  /** VST3: doubleword {@code which} of the lanes of three, taken in turn. */
  public static long interleave3(long a, long b, long c, int which, int bits) {
    long result = 0;
    int lane = which * (64 / bits);
    for (int i = 0; i < 64; i += bits, lane++) {
      int vector = lane % 3;
      long from = vector == 0 ? a : vector == 1 ? b : c;
      result |= from >>> (lane / 3 * bits) << (64 - bits) >>> (64 - bits) << i;
    }
    return result;
  }
}
