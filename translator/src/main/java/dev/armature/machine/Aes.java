package dev.armature.machine;

/**
 * The AES instructions of ARMv8 (FIPS 197). The state is two doublewords, its first column in the
 * low bits of the first one.
 */
public final class Aes {
  private static final byte[] SUBSTITUTION = new byte[256];
  private static final byte[] INVERSE_SUBSTITUTION = new byte[256];

  static {
    // Powers of the generator 3 and of its inverse go through all p and 1/p.
    int p = 1;
    int q = 1;
    do {
      p = (p ^ p << 1 ^ ((p & 0x80) != 0 ? 0x11b : 0)) & 0xff;
      q ^= q << 1;
      q ^= q << 2;
      q ^= q << 4;
      q &= 0xff;
      q ^= (q & 0x80) != 0 ? 0x09 : 0;
      int spread = q * 0x0101;
      int affine = q ^ spread >>> 7 ^ spread >>> 6 ^ spread >>> 5 ^ spread >>> 4;
      set(p, (affine & 0xff) ^ 0x63);
    } while (p != 1);
    set(0, 0x63);
  }

  private Aes() {}

  private static void set(int from, int to) {
    SUBSTITUTION[from] = (byte) to;
    INVERSE_SUBSTITUTION[to] = (byte) from;
  }

  /** AESE after the key was added: rows shifted, bytes substituted; the low half of the result. */
  public static long encryptLow(long low, long high) {
    return substitute(SUBSTITUTION, low, high, 0, 1);
  }

  /** The high half. */
  public static long encryptHigh(long low, long high) {
    return substitute(SUBSTITUTION, low, high, 2, 1);
  }

  /** AESD after the key was added, the low half. */
  public static long decryptLow(long low, long high) {
    return substitute(INVERSE_SUBSTITUTION, low, high, 0, 3);
  }

  /** The high half. */
  public static long decryptHigh(long low, long high) {
    return substitute(INVERSE_SUBSTITUTION, low, high, 2, 3);
  }

  /** Two columns from {@code column}; row r comes from the column {@code r * step} further on. */
  private static long substitute(byte[] table, long low, long high, int column, int step) {
    long result = 0;
    for (int i = 0; i < 8; i++) {
      int row = i & 3;
      int from = (column + (i >> 2) + row * step) & 3;
      long word = (from < 2 ? low : high) >>> (32 * (from & 1));
      result |= (table[(int) (word >>> (8 * row)) & 0xff] & 0xffL) << (8 * i);
    }
    return result;
  }

  private static long times2(long a) {
    return ((a & 0x7f7f_7f7f_7f7f_7f7fL) << 1) ^ ((a >>> 7) & 0x0101_0101_0101_0101L) * 0x1b;
  }

  /** Each byte of a column becomes the one {@code bits / 8} rows further down. */
  private static long rotate(long a, int bits) {
    long kept = 0xffff_ffffL >>> bits;
    kept |= kept << 32;
    return ((a >>> bits) & kept) | ((a << (32 - bits)) & ~kept);
  }

  /** AESMC of two columns. */
  public static long mixColumns(long a) {
    long next = rotate(a, 8);
    return times2(a ^ next) ^ next ^ rotate(a, 16) ^ rotate(a, 24);
  }

  /** AESIMC of two columns: what AESMC makes of the column times 4x^2 + 5. */
  public static long inverseMixColumns(long a) {
    return mixColumns(a ^ times2(times2(a ^ rotate(a, 16))));
  }
}
