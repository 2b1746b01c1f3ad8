package dev.armature.machine;

/**
 * How many rounds a guest loop goes at least: computed before it from where its counter is, where
 * it stops and how far it goes in a round. Too few is right, only slower; too many is not. The
 * methods are small enough for HotSpot to inline.
 *
 * <p>Distances are unsigned. A loop with a distance of 0 still goes one round, as its test is at
 * its end.
 */
public final class TripCount {
  /**
   * Rounds without a look for pending work. So many take a few microseconds, and looking once for
   * all of them costs nothing to speak of.
   */
  public static final int MOST = 1024;

  private TripCount() {}

  /** The way from {@code from} up to {@code to}; 0 when that is not above. Unsigned. */
  public static int distanceUnsigned(int from, int to) {
    return Integer.compareUnsigned(from, to) < 0 ? to - from : 0;
  }

  /** The way from {@code from} up to and with {@code to}; 0 when that is below. Unsigned. */
  public static int distanceWithUnsigned(int from, int to) {
    return Integer.compareUnsigned(from, to) <= 0 ? to - from + 1 : 0;
  }

  /** The way from {@code from} up to {@code to}; 0 when that is not above. Signed. */
  public static int distance(int from, int to) {
    return from < to ? to - from : 0;
  }

  /** The way from {@code from} up to and with {@code to}; 0 when that is below. Signed. */
  public static int distanceWith(int from, int to) {
    return from <= to ? to - from + 1 : 0;
  }

  /** Rounds with a step of 2 to the power {@code shift}. */
  public static int shifted(int distance, int shift) {
    return distance == 0 ? 1 : most((distance - 1 >>> shift) + 1);
  }

  /**
   * Rounds by multiplication.
   *
   * @param inverse 2 to the power 32 divided by the step, rounded down; the step is no power of 2
   */
  public static int scaled(int distance, long inverse) {
    return distance == 0 ? 1 : most((int) ((distance & 0xffff_ffffL) * inverse >>> 32) + 1);
  }

  /** Rounds with a step that is not known before; below 2 GiB of way in all of them together. */
  public static int divided(int distance, int step) {
    return distance <= 0 || step <= 0 ? 1 : most((distance - 1) / step + 1);
  }

  private static int most(int rounds) {
    return Integer.compareUnsigned(rounds, MOST) < 0 ? rounds : MOST;
  }
}
