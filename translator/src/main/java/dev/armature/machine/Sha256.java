package dev.armature.machine;

/**
 * The SHA-256 instructions of ARMv8 (FIPS 180-4, 6.2). Words a, b, c, d are X, words e, f, g, h are
 * Y, each as two doublewords. The four rounds of SHA256H and SHA256H2 are twice two: two rounds
 * leave the first doubleword of X and Y in the second one's place.
 */
public final class Sha256 {
  private Sha256() {}

  /**
   * Words a and b after two rounds.
   *
   * @param w two words of the schedule, constants added
   */
  public static long hashX(long x0, long x1, long y0, long y1, long w) {
    int a = (int) x0;
    int b = (int) (x0 >>> 32);
    int c = (int) x1;
    int e = (int) y0;
    int f = (int) (y0 >>> 32);
    int g = (int) y1;
    int t = mix((int) (y1 >>> 32), e, f, g, (int) w);
    int first = t + majority(a, b, c);
    int second = mix(g, (int) (x1 >>> 32) + t, e, f, (int) (w >>> 32)) + majority(first, a, b);
    return pair(second, first);
  }

  /** Words e and f after two rounds. */
  public static long hashY(long x0, long x1, long y0, long y1, long w) {
    int e = (int) y0;
    int f = (int) (y0 >>> 32);
    int g = (int) y1;
    int first = (int) (x1 >>> 32) + mix((int) (y1 >>> 32), e, f, g, (int) w);
    int second = (int) x1 + mix(g, first, e, f, (int) (w >>> 32));
    return pair(second, first);
  }

  private static int mix(int h, int e, int f, int g, int word) {
    return h + sigma(e, 6, 11, 25) + (((f ^ g) & e) ^ g) + word;
  }

  private static int majority(int a, int b, int c) {
    return sigma(a, 2, 13, 22) + ((a & b) | ((a | b) & c));
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
