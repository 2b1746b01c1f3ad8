package dev.armature.perf.chart;

import java.util.ArrayList;
import java.util.List;

/**
 * A line of JMH's results.
 *
 * @param group the benchmark's class, without {@code Benchmark}
 * @param name its method, with the values of its parameters
 * @param score the mean, {@code error} half of the interval that holds it with 99.9 %
 * @param unit e.g. {@code ns/op}
 */
record Result(String group, String name, double score, double error, String unit) {

  /**
   * Reads what JMH writes with {@code -rf csv}.
   *
   * @throws IllegalArgumentException when it is something else
   */
  static List<Result> read(List<String> lines) {
    if (lines.isEmpty() || !lines.getFirst().startsWith("\"Benchmark\",\"Mode\"")) {
      throw new IllegalArgumentException("not a file of results that JMH wrote with -rf csv");
    }
    List<Result> results = new ArrayList<>();
    for (String line : lines.subList(1, lines.size())) {
      String[] cells = line.replace("\"", "").split(",", -1);
      if (cells.length < 7) {
        throw new IllegalArgumentException("not a result: " + line);
      }
      String[] path = cells[0].split("\\.", -1);
      StringBuilder name = new StringBuilder(path[path.length - 1]);
      String[] heads = lines.getFirst().replace("\"", "").split(",", -1);
      for (int i = 7; i < cells.length; i++) {
        if (!cells[i].isEmpty()) {
          name.append(' ').append(heads[i].replace("Param: ", "")).append('=').append(cells[i]);
        }
      }
      results.add(
          new Result(
              path[path.length - 2].replaceFirst("Benchmark$", ""),
              name.toString(),
              Double.parseDouble(cells[4]),
              cells[5].equals("NaN") ? 0 : Double.parseDouble(cells[5]),
              cells[6]));
    }
    return results;
  }
}
