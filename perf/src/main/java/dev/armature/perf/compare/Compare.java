package dev.armature.perf.compare;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/**
 * Compares Armature with qemu-arm, and with the host where there is the same program for it.
 *
 * @param top the checkout: the launcher and the kernels are there
 * @param root directory with Debian's armhf packages, or null: no Debian programs
 * @param names of workloads, empty for all
 * @param rounds how often each program runs
 * @param steady see {@link Comparison}; for kernels only
 * @param chart file to write the bar chart to, or null
 */
public record Compare(
    Path top, Path root, List<String> names, int rounds, boolean steady, Path chart) {

  /**
   * Measures and prints.
   *
   * @return how many workloads failed
   */
  public int run(PrintStream out, PrintStream errors) throws IOException, InterruptedException {
    Path work = Files.createTempDirectory("armature-compare");
    try {
      List<Workload> workloads = new ArrayList<>(new Kernels(top, work).all(names));
      workloads.sort(Comparator.comparing(Workload::group).reversed());
      if (root != null && !steady) {
        workloads.addAll(new DebianPrograms(root).all(names));
      }
      if (workloads.isEmpty()) {
        errors.println("perf compare: there is no workload of that name");
        return 1;
      }
      return measure(workloads, out, errors);
    } finally {
      try (Stream<Path> files = Files.list(work)) {
        for (Path file : files.toList()) {
          Files.delete(file);
        }
      }
      Files.delete(work);
    }
  }

  private int measure(List<Workload> workloads, PrintStream out, PrintStream errors)
      throws IOException, InterruptedException {
    var comparison =
        new Comparison(
            List.of("qemu-arm"),
            List.of(top.resolve("armature").toString(), "run"),
            rounds,
            steady);
    var report = new Report(out);
    int failed = 0;
    for (Workload work : workloads) {
      try {
        report.add(comparison.of(work));
      } catch (ProcessRun.FailedException e) {
        errors.println("perf compare: " + work.name() + ": " + e.getMessage());
        failed++;
      }
    }
    report.end();
    if (chart != null) {
      Files.writeString(chart, report.chart());
    }
    return failed;
  }
}
