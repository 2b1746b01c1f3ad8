package dev.armature.machine;

/** The SHA-1 instructions of ARMv8 (FIPS 180-4, 6.1). */
public final class Sha1 {
  /** Which function of three words {@link #hash} uses. */
  public static final int CHOOSE = 0;

  public static final int PARITY = 1;
  public static final int MAJORITY = 2;

  /** Returns words 2 and 3 instead of 0 and 1. */
  public static final int HIGH = 4;

  private Sha1() {}

  /**
   * SHA1C, SHA1P, SHA1M: four rounds.
   *
   * @param low words a and b
   * @param high words c and d
   * @param e the fifth word
   * @param w0 two words of the schedule with their constant added
   * @param w1 the next two
   * @param which the function, and the half to return
   */
  public static long hash(long low, long high, int e, long w0, long w1, int which) {
    int x0 = (int) low;
    int x1 = (int) (low >>> 32);
    int x2 = (int) high;
    int x3 = (int) (high >>> 32);
    int y = e;
    for (int i = 0; i < 4; i++) {
      int mixed =
          switch (which & 3) {
            case CHOOSE -> ((x2 ^ x3) & x1) ^ x3;
            case PARITY -> x1 ^ x2 ^ x3;
            default -> (x1 & x2) | ((x1 | x2) & x3);
          };
      int word = (int) ((i < 2 ? w0 : w1) >>> (32 * (i & 1)));
      int next = y + Integer.rotateLeft(x0, 5) + mixed + word;
      y = x3;
      x3 = x2;
      x2 = Integer.rotateLeft(x1, 30);
      x1 = x0;
      x0 = next;
    }
    return (which & HIGH) == 0
        ? (x0 & 0xffff_ffffL) | (long) x1 << 32
        : (x2 & 0xffff_ffffL) | (long) x3 << 32;
  }

  /** SHA1H of the lowest word. */
  public static int rotate30(int a) {
    return Integer.rotateLeft(a, 30);
  }

  /** SHA1SU1: both words rotated by one. */
  public static long schedule(long a) {
    return ((a << 1) & 0xffff_fffe_ffff_fffeL) | ((a >>> 31) & 0x0000_0001_0000_0001L);
  }
}
