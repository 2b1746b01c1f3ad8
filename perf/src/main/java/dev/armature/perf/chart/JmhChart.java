package dev.armature.perf.chart;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Draws JMH's results: an SVG picture for each class of benchmarks, with a bar for each one's best
 * iteration and a line to the median. Scales are logarithmic where they differ a hundredfold.
 */
public final class JmhChart {
  private static final int LEFT = 190;
  private static final int WIDTH = 420;
  private static final int RIGHT = 150;
  private static final int ROW = 24;
  private static final int TOP = 30;
  private static final double WIDE = 100;

  private JmhChart() {}

  /**
   * Reads a file of results and writes {@code NAME.svg} for each class into a directory.
   *
   * @return the pictures
   */
  public static List<Path> write(Path json, Path directory) throws IOException {
    Map<String, List<Result>> groups = new LinkedHashMap<>();
    for (Result result : Result.read(Files.readString(json))) {
      groups.computeIfAbsent(result.group(), group -> new ArrayList<>()).add(result);
    }
    Files.createDirectories(directory);
    List<Path> pictures = new ArrayList<>();
    for (Map.Entry<String, List<Result>> group : groups.entrySet()) {
      Path picture = directory.resolve("jmh-" + group.getKey().toLowerCase(Locale.ROOT) + ".svg");
      Files.writeString(picture, svg(group.getKey(), group.getValue()));
      pictures.add(picture);
    }
    return pictures;
  }

  /** The picture of one class. */
  static String svg(String group, List<Result> results) {
    double most = results.stream().mapToDouble(Result::median).max().orElse(1);
    double least = results.stream().mapToDouble(Result::least).min().orElse(1);
    boolean logarithmic = least > 0 && most / least > WIDE;
    int height = TOP + results.size() * ROW + 8;
    int width = LEFT + WIDTH + RIGHT;
    StringBuilder svg = new StringBuilder();
    add(
        svg,
        "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"%d\" height=\"%d\" "
            + "viewBox=\"0 0 %d %d\" font-family=\"sans-serif\" font-size=\"12\">%n",
        width,
        height,
        width,
        height);
    add(svg, "<rect width=\"%d\" height=\"%d\" fill=\"#fff\"/>%n", width, height);
    String unit = results.getFirst().unit();
    add(
        svg,
        "<text x=\"8\" y=\"18\" font-weight=\"bold\">%s, %s%s</text>%n",
        escaped(group),
        escaped(unit),
        logarithmic ? ", logarithmic" : "");
    for (int i = 0; i < results.size(); i++) {
      Result result = results.get(i);
      row(svg, result, TOP + i * ROW, least, most, logarithmic);
    }
    return svg.append("</svg>\n").toString();
  }

  private static void row(
      StringBuilder svg, Result result, int y, double least, double most, boolean logarithmic) {
    double end = place(result.least(), least, most, logarithmic);
    double median = place(result.median(), least, most, logarithmic);
    int middle = y + ROW / 2;
    add(
        svg,
        "<text x=\"%d\" y=\"%d\" text-anchor=\"end\">%s</text>%n",
        LEFT - 8,
        middle + 4,
        escaped(result.name()));
    add(
        svg,
        "<rect x=\"%d\" y=\"%d\" width=\"%.1f\" height=\"%d\" fill=\"#58a\"/>%n",
        LEFT,
        y + 4,
        end,
        ROW - 8);
    add(
        svg,
        "<line x1=\"%.1f\" y1=\"%d\" x2=\"%.1f\" y2=\"%d\" stroke=\"#222\"/>%n",
        LEFT + end,
        middle,
        LEFT + median,
        middle);
    add(
        svg,
        "<text x=\"%.1f\" y=\"%d\">%s</text>%n",
        LEFT + median + 6,
        middle + 4,
        number(result.least()));
  }

  private static double place(double value, double least, double most, boolean logarithmic) {
    if (!logarithmic) {
      return WIDTH * value / most;
    }
    // The shortest bar still is one.
    double from = least / 2;
    return WIDTH * Math.log(value / from) / Math.log(most / from);
  }

  private static String number(double score) {
    int digits = score < 10 ? 2 : score < 100 ? 1 : 0;
    return String.format(Locale.ROOT, "%,." + digits + "f", score);
  }

  private static String escaped(String text) {
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
  }

  @SuppressWarnings("AnnotateFormatMethod") // The annotation would be a dependency.
  private static void add(StringBuilder svg, String format, Object... values) {
    svg.append(String.format(Locale.ROOT, format, values));
  }
}
