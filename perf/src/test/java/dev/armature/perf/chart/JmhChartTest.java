package dev.armature.perf.chart;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;

/** Pictures of JMH's results. */
class JmhChartTest {
  private static final String JSON =
      """
      [ {"benchmark": "a.b.RestartBenchmark.call", "mode": "avgt", "params": {"local": "true"},
         "primaryMetric": {"score": 50.0, "scoreError": "NaN", "scoreUnit": "ns/op",
                           "rawData": [[70, 40.0], [5.0e1]]}},
        {"benchmark": "a.b.RestartBenchmark.call", "mode": "avgt", "params": {"local": "false"},
         "primaryMetric": {"scoreUnit": "ns/op", "rawData": [[80]]}},
        {"benchmark": "a.b.EntryBenchmark.table", "primaryMetric":
         {"scoreUnit": "ns/op", "rawData": [[0.5]], "more": null, "on": true}},
        {"benchmark": "a.b.EntryBenchmark.any<Call\\u003e",
         "primaryMetric": {"scoreUnit": "ns/op", "rawData": [[900.0, 900.0]]}} ]
      """;

  @TempDir Path scratch;

  @Test
  void readsWhatJmhWrites() {
    List<Result> results = Result.read(JSON);
    assertEquals(new Result("Restart", "call local=true", 40, 50, "ns/op"), results.get(0));
    assertEquals(new Result("Restart", "call local=false", 80, 80, "ns/op"), results.get(1));
    assertEquals("table", results.get(2).name());
    assertEquals("any<Call>", results.get(3).name());
    for (String wrong : List.of("{}", "[]", "[{}]", "[", "[1] 2", "benchmark", "[[\"a\"")) {
      assertThrows(IllegalArgumentException.class, () -> Result.read(wrong), wrong);
    }
  }

  @Test
  void drawsABarForEach() throws Exception {
    Path json = Files.writeString(scratch.resolve("results.json"), JSON);
    List<Path> pictures = JmhChart.write(json, scratch.resolve("out"));
    assertEquals(
        List.of("jmh-restart.svg", "jmh-entry.svg"),
        pictures.stream().map(p -> p.getFileName().toString()).toList());
    // Twice the score is twice the bar.
    NodeList bars = bars(pictures.getFirst());
    assertEquals(3, bars.getLength());
    assertEquals(2 * width(bars, 1), width(bars, 2), 0.1);
    assertFalse(Files.readString(pictures.getFirst()).contains("logarithmic"));
    // Scores too far apart for that.
    NodeList logarithmic = bars(pictures.getLast());
    assertTrue(width(logarithmic, 1) > 20 && width(logarithmic, 2) > 2 * width(logarithmic, 1));
    assertTrue(Files.readString(pictures.getLast()).contains("logarithmic"));
  }

  private static NodeList bars(Path svg) throws Exception {
    return DocumentBuilderFactory.newInstance()
        .newDocumentBuilder()
        .parse(svg.toFile())
        .getElementsByTagName("rect");
  }

  /** Of a bar; the first rectangle is the background. */
  private static double width(NodeList rectangles, int index) {
    return Double.parseDouble(((Element) rectangles.item(index)).getAttribute("width"));
  }
}
