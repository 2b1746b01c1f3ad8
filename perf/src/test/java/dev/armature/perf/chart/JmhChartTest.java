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
  private static final String HEAD =
      "\"Benchmark\",\"Mode\",\"Threads\",\"Samples\",\"Score\",\"Score Error (99.9%)\",\"Unit\"";

  private static final List<String> CSV =
      List.of(
          HEAD + ",\"Param: local\"",
          "\"a.b.RestartBenchmark.call\",\"avgt\",1,5,40.0,2.5,\"ns/op\",true",
          "\"a.b.RestartBenchmark.call\",\"avgt\",1,5,80.0,NaN,\"ns/op\",false",
          "\"a.b.EntryBenchmark.table\",\"avgt\",1,5,0.5,0.01,\"ns/op\",",
          "\"a.b.EntryBenchmark.any<Call>\",\"avgt\",1,5,900.0,1.0,\"ns/op\",");

  @TempDir Path scratch;

  @Test
  void readsWhatJmhWrites() {
    List<Result> results = Result.read(CSV);
    assertEquals(new Result("Restart", "call local=true", 40, 2.5, "ns/op"), results.get(0));
    assertEquals(new Result("Restart", "call local=false", 80, 0, "ns/op"), results.get(1));
    assertEquals("table", results.get(2).name());
    assertThrows(IllegalArgumentException.class, () -> Result.read(List.of("{}")));
    assertThrows(IllegalArgumentException.class, () -> Result.read(List.of(HEAD, "1,2")));
  }

  @Test
  void drawsABarForEach() throws Exception {
    Path csv = Files.write(scratch.resolve("results.csv"), CSV);
    List<Path> pictures = JmhChart.write(csv, scratch.resolve("out"));
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
