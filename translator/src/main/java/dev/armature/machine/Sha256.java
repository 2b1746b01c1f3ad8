package dev.armature.machine;

/**
 * The SHA-256 instructions of ARMv8 (FIPS 180-4, 6.2). Words a, b, c, d are X, words e, f, g, h are
 * Y, each as two doublewords; four rounds at once with two doublewords of the schedule, constants
 * added.
 */
public final class Sha256 {
  private Sha256() {}

  /** SHA256H: words a and b. */
  public static long hashXLow(long x0, long x1, long y0, long y1, long w0, long w1) {
    return hash(x0, x1, y0, y1, w0, w1, 0);
  }

  /** SHA256H: words c and d. */
  public static long hashXHigh(long x0, long x1, long y0, long y1, long w0, long w1) {
    return hash(x0, x1, y0, y1, w0, w1, 1);
  }

  /** SHA256H2: words e and f. */
  public static long hashYLow(long x0, long x1, long y0, long y1, long w0, long w1) {
    return hash(x0, x1, y0, y1, w0, w1, 2);
  }

  /** SHA256H2: words g and h. */
  public static long hashYHigh(long x0, long x1, long y0, long y1, long w0, long w1) {
    return hash(x0, x1, y0, y1, w0, w1, 3);
  }

  private static long hash(long x0, long x1, long y0, long y1, long w0, long w1, int which) {
    int a = (int) x0;
    int b = (int) (x0 >>> 32);
    int c = (int) x1;
    int d = (int) (x1 >>> 32);
    int e = (int) y0;
    int f = (int) (y0 >>> 32);
    int g = (int) y1;
    int h = (int) (y1 >>> 32);
    for (int i = 0; i < 4; i++) {
      int word = (int) ((i < 2 ? w0 : w1) >>> (32 * (i & 1)));
      int t = h + sigma(e, 6, 11, 25) + (((f ^ g) & e) ^ g) + word;
      int first = t + sigma(a, 2, 13, 22) + ((a & b) | ((a | b) & c));
      h = g;
      g = f;
      f = e;
      e = d + t;
      d = c;
      c = b;
      b = a;
      a = first;
    }
    return switch (which) {
      case 0 -> pair(a, b);
      case 1 -> pair(c, d);
      case 2 -> pair(e, f);
      default -> pair(g, h);
    };
  }

  private static long pair(int low, int high) {
    return (low & 0xffff_ffffL) | (long) high << 32;
  }

  private static int sigma(int a, int p, int q, int r) {
    return Integer.rotateRight(a, p) ^ Integer.rotateRight(a, q) ^ Integer.rotateRight(a, r);
  }

  /** SHA256SU0 of two words; {@code following} is the word after them. */
  public static long schedule0(long words, int following) {
    return pair(
        (int) words + small0((int) (words >>> 32)), (int) (words >>> 32) + small0(following));
  }

  private static int small0(int a) {
    return Integer.rotateRight(a, 7) ^ Integer.rotateRight(a, 18) ^ a >>> 3;
  }

  /** SHA256SU1 of two words: added are two words and the mix of two more. */
  public static long schedule1(long words, long added, long mixed) {
    return pair(
        (int) words + (int) added + small1((int) mixed),
        (int) (words >>> 32) + (int) (added >>> 32) + small1((int) (mixed >>> 32)));
  }

  private static int small1(int a) {
    return Integer.rotateRight(a, 17) ^ Integer.rotateRight(a, 19) ^ a >>> 10;
  }
}
