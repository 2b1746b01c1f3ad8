package dev.armature.machine;

/** Advanced SIMD instructions that count bits of lanes or swap them: VCNT, VCLZ, VCLS, VREV. */
public final class LaneBits {
  private LaneBits() {}

  /** VCNT: the number of ones in each byte. */
  public static long ones(long a) {
    long x = a - ((a >>> 1) & 0x5555_5555_5555_5555L);
    x = (x & 0x3333_3333_3333_3333L) + ((x >>> 2) & 0x3333_3333_3333_3333L);
    return (x + (x >>> 4)) & 0x0f0f_0f0f_0f0f_0f0fL;
  }

  /** VCLZ: leading zeros of each lane of {@code bits}. */
  public static long leadingZeros(long a, int bits) {
    long result = 0;
    for (int i = 0; i < 64; i += bits) {
      long lane = a << (64 - bits - i) >>> (64 - bits);
      result |= (long) (Long.numberOfLeadingZeros(lane) - (64 - bits)) << i;
    }
    return result;
  }

  /** VCLS: how many bits after the sign bit equal it, in each lane. */
  public static long leadingSigns(long a, int bits) {
    long result = 0;
    for (int i = 0; i < 64; i += bits) {
      long lane = a << (64 - bits - i) >> (64 - bits);
      result |= (long) (Long.numberOfLeadingZeros(lane ^ (lane >> 63)) - (65 - bits)) << i;
    }
    return result;
  }

  /** Exchanges neighbours of {@code bits} each; {@code low} has ones where the lower ones are. */
  public static long swap(long a, int bits, long low) {
    return ((a >>> bits) & low) | ((a & low) << bits);
  }

  /** VREV64.8. */
  public static long reverseBytes(long a) {
    return Long.reverseBytes(a);
  }
}
