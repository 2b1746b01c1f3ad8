package dev.armature.machine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.function.IntPredicate;
import org.junit.jupiter.api.Test;

/** Trip counts against loops that count: never more rounds, and all of them where it matters. */
class TripCountTest {
  private static final int[] VALUES = {
    0,
    1,
    2,
    3,
    7,
    100,
    2303,
    2304,
    40_000,
    -1,
    -2,
    -100,
    Integer.MAX_VALUE,
    Integer.MIN_VALUE,
    Integer.MAX_VALUE - 5,
    Integer.MIN_VALUE + 5
  };
  private static final int[] STEPS = {1, 2, 3, 4, 5, 7, 12, 48, 1000, 4096, 1 << 30};

  /** Rounds of {@code do x += step while (goesOn(x))}, no more than are ever counted. */
  private static int rounds(int from, int step, IntPredicate goesOn) {
    int x = from;
    for (int n = 1; ; n++) {
      x += step;
      if (n == TripCount.MOST || !goesOn.test(x)) {
        return n;
      }
    }
  }

  private static int counted(int distance, int step) {
    return Integer.bitCount(step) == 1
        ? TripCount.shifted(distance, Integer.numberOfTrailingZeros(step))
        : TripCount.scaled(distance, (1L << 32) / step);
  }

  private static void check(int distance, int from, int step, IntPredicate goesOn) {
    int expected = rounds(from, step, goesOn);
    int actual = counted(distance, step);
    String what = "from %d by %d, distance %d".formatted(from, step, distance);
    assertTrue(actual >= 1 && actual <= expected, () -> what + ": " + actual);
    if (distance > 0 && distance < 1 << 20 && expected < TripCount.MOST) {
      assertEquals(expected, actual, what);
    }
    int divided = TripCount.divided(distance, step);
    assertTrue(divided >= 1 && divided <= expected, () -> what + ": divided " + divided);
  }

  @Test
  void countsAreRight() {
    for (int from : VALUES) {
      for (int limit : VALUES) {
        for (int step : STEPS) {
          int unsigned = from + Integer.MIN_VALUE;
          int unsignedLimit = limit + Integer.MIN_VALUE;
          if ((limit - from) % step == 0 && limit - from > 0) {
            check(limit - from, from, step, x -> x != limit);
          }
          check(TripCount.distance(from, limit), from, step, x -> x < limit);
          check(TripCount.distanceWith(from, limit), from, step, x -> x <= limit);
          check(
              TripCount.distanceUnsigned(unsigned, unsignedLimit),
              unsigned,
              step,
              x -> Integer.compareUnsigned(x, unsignedLimit) < 0);
          check(
              TripCount.distanceWithUnsigned(unsigned, unsignedLimit),
              unsigned,
              step,
              x -> Integer.compareUnsigned(x, unsignedLimit) <= 0);
        }
      }
    }
  }

  @Test
  void unknownStepsMustBePositive() {
    assertEquals(1, TripCount.divided(100, 0));
    assertEquals(1, TripCount.divided(100, -4));
    assertEquals(1, TripCount.divided(-100, 4));
    assertEquals(25, TripCount.divided(100, 4));
  }
}
