package dev.armature.perf.chart;

import com.google.gson.Gson;
import com.google.gson.JsonParseException;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.DoubleStream;
import java.util.stream.Stream;

/**
 * What JMH tells of a benchmark.
 *
 * @param group the benchmark's class, without {@code Benchmark}
 * @param name its method, with the values of its parameters
 * @param least the best iteration: what others on the machine disturbed least
 * @param median the one in the middle
 * @param unit e.g. {@code ns/op}
 */
record Result(String group, String name, double least, double median, String unit) {

  /**
   * Reads what JMH writes with {@code -rf json}.
   *
   * @throws IllegalArgumentException when it is something else
   */
  static List<Result> read(String json) {
    try {
      Run[] runs = new Gson().fromJson(json, Run[].class);
      if (runs.length == 0) {
        throw new IllegalArgumentException("no results");
      }
      return Stream.of(runs).map(Run::result).toList();
    } catch (JsonParseException | NullPointerException e) {
      throw new IllegalArgumentException("not results that JMH wrote with -rf json", e);
    }
  }

  /** A benchmark as JMH writes it, as far as it is wanted here. */
  private record Run(String benchmark, Map<String, String> params, Metric primaryMetric) {
    Result result() {
      List<String> path = List.of(benchmark.split("\\.", -1));
      StringBuilder name = new StringBuilder(path.getLast());
      if (params != null) {
        params.forEach((key, value) -> name.append(' ').append(key).append('=').append(value));
      }
      double[] scores =
          Stream.of(primaryMetric.rawData).flatMapToDouble(DoubleStream::of).toArray();
      if (scores.length == 0) {
        throw new IllegalArgumentException(name + " has no iterations");
      }
      Arrays.sort(scores);
      return new Result(
          path.get(path.size() - 2).replaceFirst("Benchmark$", ""),
          name.toString(),
          scores[0],
          scores[scores.length / 2],
          primaryMetric.scoreUnit);
    }
  }

  /**
   * @param rawData the score of each iteration, by fork
   */
  private record Metric(String scoreUnit, double[][] rawData) {}
}
