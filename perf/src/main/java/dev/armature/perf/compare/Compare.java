package dev.armature.perf.compare;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * Compares Armature with qemu-arm, and with the host where there is the same program for it.
 *
 * @param top the checkout: the launcher and the kernels are there
 * @param root directory with Debian's armhf packages, or null: no Debian programs
 * @param names of workloads, empty for all
 * @param rounds how often each program runs
 * @param steady see {@link Comparison}; for kernels only
 * @param warm whether a JVM that stays runs Armature's guests, {@code armature warm}
 * @param chart file to write the bar chart to, or null
 */
public record Compare(
    Path top, Path root, List<String> names, int rounds, boolean steady, boolean warm, Path chart) {
  /** Until HotSpot has compiled what a short program needs. */
  private static final int RUNS_TO_WARM_UP = 8;

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
      List<String> unknown = new ArrayList<>(names);
      workloads.forEach(workload -> unknown.removeIf(workload.name()::equals));
      if (!unknown.isEmpty()) {
        errors.println(
            "perf compare: there is no workload '"
                + unknown.getFirst()
                + (root == null || steady ? "'; Debian's programs need -L, and no --steady" : "'"));
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
    Path launcher = top.resolve("armature");
    if (!warm) {
      var alone =
          new ProcessRun.Runner(
              List.of(launcher.toString(), "run"), Map.of("ARMATURE_WARM", "off"), 0);
      return measure(alone, 1, workloads, out, errors);
    }
    try (var jvm = new WarmJvm(launcher)) {
      var runner = new ProcessRun.Runner(jvm.command(), jvm.environment(), jvm.pid());
      int failed = measure(runner, RUNS_TO_WARM_UP, workloads, out, errors);
      jvm.check();
      return failed;
    } catch (ProcessRun.FailedException e) {
      errors.println("perf compare: " + e.getMessage());
      return 1;
    }
  }

  private int measure(
      ProcessRun.Runner ours,
      int uncounted,
      List<Workload> workloads,
      PrintStream out,
      PrintStream errors)
      throws IOException, InterruptedException {
    var qemu = new ProcessRun.Runner(List.of("qemu-arm"));
    var comparison = new Comparison(qemu, ours, uncounted, rounds, steady);
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
