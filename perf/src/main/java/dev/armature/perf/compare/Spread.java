package dev.armature.perf.compare;

import java.util.Arrays;
import java.util.List;

/** Some measurements of the same thing: the middle one, the least and the greatest. */
record Spread(double median, double least, double greatest) {

  /**
   * @throws IllegalArgumentException when there are none
   */
  static Spread of(List<Double> values) {
    if (values.isEmpty()) {
      throw new IllegalArgumentException("nothing measured");
    }
    double[] sorted = values.stream().mapToDouble(Double::doubleValue).toArray();
    Arrays.sort(sorted);
    int n = sorted.length;
    double median = (sorted[(n - 1) / 2] + sorted[n / 2]) / 2;
    return new Spread(median, sorted[0], sorted[n - 1]);
  }

  /** The geometric mean: what ratios are averaged by. */
  static double geometricMean(List<Double> ratios) {
    return Math.exp(ratios.stream().mapToDouble(Math::log).average().orElse(Double.NaN));
  }
}
