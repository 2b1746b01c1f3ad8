package dev.armature.perf.chart;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;

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
    List<Result> results = new ArrayList<>();
    try {
      for (Object one : (List<?>) Json.read(json)) {
        results.add(of((Map<?, ?>) one));
      }
    } catch (ClassCastException | NullPointerException e) {
      throw new IllegalArgumentException("not results that JMH wrote with -rf json", e);
    }
    if (results.isEmpty()) {
      throw new IllegalArgumentException("no results");
    }
    return results;
  }

  private static Result of(Map<?, ?> run) {
    String[] path = run.get("benchmark").toString().split("\\.", -1);
    StringBuilder name = new StringBuilder(path[path.length - 1]);
    if (run.get("params") instanceof Map<?, ?> parameters) {
      parameters.forEach((key, value) -> name.append(' ').append(key).append('=').append(value));
    }
    Map<?, ?> metric = (Map<?, ?>) run.get("primaryMetric");
    List<Double> scores = new ArrayList<>();
    for (Object fork : (List<?>) metric.get("rawData")) {
      for (Object score : (List<?>) fork) {
        scores.add((Double) score);
      }
    }
    if (scores.isEmpty()) {
      throw new IllegalArgumentException(name + " has no iterations");
    }
    Collections.sort(scores);
    return new Result(
        path[path.length - 2].replaceFirst("Benchmark$", ""),
        name.toString(),
        scores.getFirst(),
        scores.get(scores.size() / 2),
        metric.get("scoreUnit").toString());
  }
}
