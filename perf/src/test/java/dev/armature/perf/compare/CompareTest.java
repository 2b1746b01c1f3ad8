package dev.armature.perf.compare;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.io.StringReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.xml.sax.InputSource;

class CompareTest {
  @TempDir Path directory;

  private static Workload shell(String script) {
    return new Workload(
        "a < b & c",
        "scripts",
        n -> List.of("sh", "-c", script, "sh", Integer.toString(n)),
        null,
        n -> List.of("sh", "-c", "echo " + n),
        2,
        null);
  }

  private static ProcessRun.Runner runner(String variable, String value) {
    return new ProcessRun.Runner(List.of("env"), Map.of(variable, value), 0);
  }

  private static ProcessRun run(String... command) throws Exception {
    return ProcessRun.of(new ProcessRun.Runner(List.of()), List.of(command));
  }

  private static Comparison comparison(boolean steady) {
    return new Comparison(runner("WHO", "1"), runner("WHO", "2"), 1, 2, steady);
  }

  @Test
  void middleAndEnds() {
    assertEquals(new Spread(2, 1, 9), Spread.of(List.of(9.0, 1.0, 2.0)));
    assertEquals(new Spread(2.5, 1, 4), Spread.of(List.of(4.0, 1.0, 2.0, 3.0)));
    assertThrows(IllegalArgumentException.class, () -> Spread.of(List.of()));
    assertEquals(2, Spread.geometricMean(List.of(1.0, 4.0)), 1e-12);
  }

  @Test
  void cpuTimeIsTheChildrens() throws Exception {
    ProcessRun idle = run("true");
    ProcessRun busy = run("sh", "-c", "i=0; while [ $i -lt 300000 ]; do i=$((i+1)); done; echo $i");
    assertTrue(busy.cpu() > idle.cpu(), busy + " " + idle);
    assertTrue(busy.wall() > 0);
    assertEquals(run("echo", "300000").output(), busy.output());
  }

  @Test
  void aNameThatIsNoneIsNotPassedOver() throws Exception {
    Path kernels = Files.createDirectories(directory.resolve("test-binaries/src/kernels"));
    assertTrue(Files.isDirectory(kernels));
    var said = new ByteArrayOutputStream();
    var none = new PrintStream(new ByteArrayOutputStream());
    var compare = new Compare(directory, null, List.of("bash"), 1, false, false, null);
    assertEquals(1, compare.run(none, new PrintStream(said)));
    assertEquals(
        "perf compare: there is no workload 'bash'; Debian's programs need -L, and no --steady\n",
        said.toString());
  }

  @Test
  void tableAndChartShowEveryWorkload() throws Exception {
    var text = new ByteArrayOutputStream();
    var report = new Report(new PrintStream(text, true));
    Comparison.Result result = comparison(false).of(shell("echo $1"));
    assertEquals(2, result.repetitions());
    report.add(result);
    report.add(comparison(false).of(shell("echo 2")));
    report.end();
    assertEquals(5, text.toString().lines().count(), text.toString());
    assertTrue(text.toString().contains("geometric mean of 2: "), text.toString());
    String page = report.chart();
    String body = page.substring(page.indexOf("<html"));
    var document =
        DocumentBuilderFactory.newInstance()
            .newDocumentBuilder()
            .parse(new InputSource(new StringReader(body)));
    assertEquals(2, document.getElementsByTagName("rect").getLength());
  }

  @Test
  void aDifferentAnswerIsNoResult() {
    Workload differs = shell("[ $WHO = 1 ] && echo $1 || echo wrong");
    assertThrows(ProcessRun.FailedException.class, () -> comparison(false).of(differs));
  }

  @Test
  void whatMeasuresItselfIsNotTimed() throws Exception {
    var work =
        new Workload(
            "speed",
            "scripts",
            n -> List.of("sh", "-c", "echo +F:1:sum:${WHO}0000000; echo +F:2:sum:50000000"),
            null,
            null,
            1,
            DebianPrograms::secondsOfOpenssl);
    Comparison.Result result = comparison(false).of(work);
    assertEquals(10 + 2, result.qemu().median(), 1e-9);
    assertEquals(5 + 2, result.armature().median(), 1e-9);
    assertEquals(12 / 7.0, result.cpuRatio().median(), 1e-9);
    assertThrows(
        IllegalArgumentException.class,
        () -> DebianPrograms.secondsOfOpenssl("Segmentation fault"));
  }

  /** The work of a process that is asked by the command, as that of the warm JVM. */
  @Test
  void aServersTimeCounts() throws Exception {
    Process server =
        new ProcessBuilder(
                "sh", "-c", "read go; i=0; while [ $i -lt 300000 ]; do i=$((i+1)); done; read end")
            .start();
    try (var in = server.outputWriter()) {
      in.write("go\n");
      in.flush();
      var runner = new ProcessRun.Runner(List.of(), Map.of(), server.pid());
      assertTrue(ProcessRun.of(runner, List.of("sleep", "0.2")).cpu() > 0.02);
    } finally {
      server.destroyForcibly();
    }
  }

  @Test
  void aFailureSaysWhy() {
    Workload fails = shell("echo broken >&2; exit 3");
    var thrown = assertThrows(ProcessRun.FailedException.class, () -> comparison(false).of(fails));
    assertTrue(thrown.getMessage().endsWith("exit status 3: broken"), thrown.getMessage());
    assertThrows(ProcessRun.FailedException.class, () -> run("/no/such/program"));
  }

  @Test
  void steadyRunsFourTimesAsOften() {
    // The output of the long run differs from that of the short one here, and that is noticed.
    assertThrows(ProcessRun.FailedException.class, () -> comparison(true).of(shell("echo $1")));
  }
}
