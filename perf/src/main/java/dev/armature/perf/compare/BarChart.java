package dev.armature.perf.compare;

import java.util.List;
import java.util.Locale;

/** Ratios to qemu-arm as horizontal bars of an SVG picture; a line stands where both are equal. */
final class BarChart {
  private static final int LEFT = 150;
  private static final int WIDTH = 520;
  private static final int ROW = 22;
  private static final int RIGHT = 70;

  private final List<Comparison.Result> results;
  private final double scale;

  BarChart(List<Comparison.Result> results) {
    this.results = results;
    double greatest =
        results.stream().mapToDouble(r -> r.cpuRatio().greatest()).reduce(1, Math::max);
    scale = WIDTH / greatest;
  }

  String svg() {
    int height = results.size() * ROW + 24;
    var svg = new StringBuilder();
    append(
        svg,
        "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"%d\" height=\"%d\" "
            + "font-family=\"sans-serif\" font-size=\"12\">%n",
        LEFT + WIDTH + RIGHT,
        height);
    for (int i = 0; i < results.size(); i++) {
      row(svg, results.get(i), i * ROW);
    }
    double one = LEFT + scale;
    append(
        svg,
        "<line x1=\"%.1f\" y1=\"0\" x2=\"%.1f\" y2=\"%d\" stroke=\"#c33\"/>%n",
        one,
        one,
        height - 20);
    append(
        svg,
        "<text x=\"%.1f\" y=\"%d\" text-anchor=\"middle\" fill=\"#c33\">qemu-arm</text>%n",
        one,
        height - 6);
    return svg.append("</svg>\n").toString();
  }

  private void row(StringBuilder svg, Comparison.Result result, int y) {
    Spread ratio = result.cpuRatio();
    int middle = y + ROW / 2;
    append(
        svg,
        "<text x=\"%d\" y=\"%d\" text-anchor=\"end\">%s</text>%n",
        LEFT - 8,
        middle + 4,
        Report.escaped(result.workload().name()));
    append(
        svg,
        "<rect x=\"%d\" y=\"%d\" width=\"%.1f\" height=\"%d\" fill=\"%s\"/>%n",
        LEFT,
        y + 3,
        ratio.median() * scale,
        ROW - 6,
        ratio.median() < 1 ? "#d98" : "#58a");
    append(
        svg,
        "<line x1=\"%.1f\" y1=\"%d\" x2=\"%.1f\" y2=\"%d\" stroke=\"#222\"/>%n",
        LEFT + ratio.least() * scale,
        middle,
        LEFT + ratio.greatest() * scale,
        middle);
    append(
        svg,
        "<text x=\"%.1f\" y=\"%d\">%.2f</text>%n",
        LEFT + ratio.greatest() * scale + 6,
        middle + 4,
        ratio.median());
  }

  @SuppressWarnings("AnnotateFormatMethod") // The annotation would be a dependency.
  private static void append(StringBuilder svg, String format, Object... values) {
    svg.append(String.format(Locale.ROOT, format, values));
  }
}
