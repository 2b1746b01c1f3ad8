package dev.armature.perf.compare;

import java.io.PrintStream;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** The results as a table for people, and as a bar chart. */
final class Report {
  private static final String HEADER =
      "%-22s %9s %9s %9s %9s   %-15s %9s %10s%n"
          .formatted(
              "", "runs", "native s", "qemu s", "ours s", "x qemu, CPU", "x, wall", "of native");

  private final PrintStream out;
  private final Map<String, List<Comparison.Result>> groups = new LinkedHashMap<>();

  Report(PrintStream out) {
    this.out = out;
  }

  /** Prints a result, with a header when it is the first of its group. */
  void add(Comparison.Result result) {
    List<Comparison.Result> group =
        groups.computeIfAbsent(
            result.workload().group(),
            name -> {
              out.printf("%s%n%s", name, HEADER);
              return new ArrayList<>();
            });
    group.add(result);
    Spread ratio = result.cpuRatio();
    out.printf(
        Locale.ROOT,
        "  %-20s %9d %9s %9.2f %9.2f   %5.2f %4.2f..%-4.2f %8.2f %10s%n",
        result.workload().name(),
        result.repetitions(),
        result.host() == null ? "-" : format(result.host().median()),
        result.qemu().median(),
        result.armature().median(),
        ratio.median(),
        ratio.least(),
        ratio.greatest(),
        result.wallRatio().median(),
        result.hostRatio() == null ? "-" : format(result.hostRatio().median()));
    out.flush();
  }

  /** Prints the geometric means of the groups. */
  void end() {
    groups.forEach((name, results) ->
        out.printf(
            Locale.ROOT,
            "%-22s geometric mean of %d: %.2f x qemu-arm by CPU time, %.2f by wall time%s%n",
            name,
            results.size(),
            Spread.geometricMean(results.stream().map(r -> r.cpuRatio().median()).toList()),
            Spread.geometricMean(results.stream().map(r -> r.wallRatio().median()).toList()),
            ofHost(results)));
  }

  private static String ofHost(List<Comparison.Result> results) {
    List<Double> ratios =
        results.stream()
            .filter(r -> r.hostRatio() != null)
            .map(r -> r.hostRatio().median())
            .toList();
    return ratios.isEmpty() ? "" : ", " + format(Spread.geometricMean(ratios)) + " of native";
  }

  private static String format(double value) {
    return String.format(Locale.ROOT, "%.2f", value);
  }

  /** All groups as a page of HTML with one bar for each workload. */
  String chart() {
    var page = new StringBuilder();
    page.append("<!DOCTYPE html>\n<html lang=\"en\">\n<head><meta charset=\"utf-8\"/>");
    page.append("<title>Armature and qemu-arm</title></head>\n<body>\n");
    page.append("<p>How many times as fast as qemu-arm, by CPU time of the whole process: ");
    page.append("median of the rounds, with the least and the greatest.</p>\n");
    groups.forEach((name, results) -> {
      page.append("<h2>").append(escaped(name)).append("</h2>\n");
      page.append(new BarChart(results).svg());
    });
    return page.append("</body>\n</html>\n").toString();
  }

  static String escaped(String text) {
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
  }
}
