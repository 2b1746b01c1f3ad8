package dev.armature.cli;

import dev.armature.perf.bench.BenchProgram;
import dev.armature.perf.bench.BenchReport;
import dev.armature.perf.bench.SyscallBenchmark;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;

/** {@code armature perf bench syscall}: how long system calls of a guest take. */
@Command(
    name = "syscall",
    description = "Benchmark system calls of a guest: basic (getppid), getpgid, fork, execve, all.")
final class PerfBenchSyscallCommand implements Callable<Integer> {
  @ParentCommand PerfBenchCommand bench;

  @Parameters(paramLabel = "basic|getpgid|fork|execve|all", completionCandidates = Names.class)
  String name;

  @Option(
      names = {"-l", "--loop"},
      paramLabel = "N",
      description = "How many calls (10,000,000; 10,000 for fork and execve).")
  Long loops;

  @Option(names = "--json", description = "Print a JSON object per result.")
  boolean json;

  @Option(
      names = "--compare",
      description = "Run the same under qemu-arm and natively, where there are such, too.")
  boolean compare;

  @Mixin HelpOption help;

  /** For completion. */
  static final class Names implements Iterable<String> {
    @Override
    public Iterator<String> iterator() {
      return List.of("basic", "getpgid", "fork", "execve", "all").iterator();
    }
  }

  @Override
  public Integer call() throws IOException, InterruptedException {
    boolean all = name.equals("all");
    SyscallBenchmark one = SyscallBenchmark.named(name);
    if (one == null && !all) {
      throw new CommandException(
          Main.USAGE,
          "perf bench syscall: no benchmark '"
              + name
              + "': choose basic, getpgid, fork, execve"
              + " or all");
    }
    if (loops != null && loops < 1) {
      throw new CommandException(Main.USAGE, "perf bench syscall: -l " + loops + ": at least 1");
    }
    bench.check();
    List<SyscallBenchmark> chosen = all ? List.of(SyscallBenchmark.values()) : List.of(one);
    Path work = Files.createTempDirectory("armature-perf-bench");
    try {
      if (compare) {
        compare(chosen, runners(work));
      } else {
        BenchProgram armature = PerfBench.armature();
        for (SyscallBenchmark benchmark : chosen) {
          report(benchmark, all, armature);
        }
      }
    } finally {
      Files.deleteIfExists(work.resolve("perf-bench"));
      Files.delete(work);
    }
    return 0;
  }

  private long loops(SyscallBenchmark benchmark) {
    return loops == null ? benchmark.defaultLoops : loops;
  }

  private void report(SyscallBenchmark benchmark, boolean all, BenchProgram runner)
      throws IOException, InterruptedException {
    boolean simple = bench.simple();
    for (int run = 0; run < bench.repeat; run++) {
      // perf tells what it runs in both formats when it runs all.
      if (!json && (all || !simple)) {
        System.out.printf(
            all ? "# Running syscall/%s benchmark...%n" : "# Running 'syscall/%s' benchmark:%n",
            benchmark.name);
        System.out.flush();
      }
      long micros = runner.micros(benchmark.name, loops(benchmark), "");
      if (json) {
        System.out.print(BenchReport.json("armature", benchmark, loops(benchmark), micros));
      } else {
        System.out.print(
            simple
                ? BenchReport.simple(micros)
                : BenchReport.text(benchmark, loops(benchmark), micros));
      }
      if (all && !json) {
        System.out.println();
      }
    }
  }

  private static Map<String, BenchProgram> runners(Path work)
      throws IOException, InterruptedException {
    Map<String, BenchProgram> runners = new LinkedHashMap<>();
    runners.put("armature", PerfBench.armature());
    Path qemu = BenchProgram.onPath("qemu-arm");
    if (qemu != null) {
      runners.put("qemu-arm", new BenchProgram(List.of(qemu.toString()), PerfBench.program()));
    }
    BenchProgram compiled = BenchProgram.compiled(PerfBench.source(), work);
    if (compiled != null) {
      runners.put("native", compiled);
    }
    return runners;
  }

  /** Interleaved runs; the least of each counts. */
  private void compare(List<SyscallBenchmark> chosen, Map<String, BenchProgram> runners)
      throws IOException, InterruptedException {
    if (!json) {
      StringBuilder head = new StringBuilder(String.format("%-16s", "usecs/op"));
      runners.keySet().forEach(name -> head.append(String.format(" %12s", name)));
      runners.keySet().stream()
          .skip(1)
          .forEach(name -> head.append(String.format(" %12s", "x " + name)));
      System.out.println(head);
    }
    for (SyscallBenchmark benchmark : chosen) {
      Map<String, Long> least = new LinkedHashMap<>();
      for (int run = 0; run < bench.repeat; run++) {
        for (var runner : runners.entrySet()) {
          long micros = runner.getValue().micros(benchmark.name, loops(benchmark), "");
          least.merge(runner.getKey(), micros, Math::min);
        }
      }
      if (json) {
        least.forEach((runner, micros) ->
            System.out.print(BenchReport.json(runner, benchmark, loops(benchmark), micros)));
        continue;
      }
      StringBuilder line = new StringBuilder(String.format("%-16s", "syscall/" + benchmark.name));
      double ours = least.get("armature");
      least
          .values()
          .forEach(micros ->
              line.append(
                  String.format(Locale.ROOT, " %12.6f", (double) micros / loops(benchmark))));
      least.values().stream()
          .skip(1)
          .forEach(micros -> line.append(String.format(Locale.ROOT, " %12.2f", micros / ours)));
      System.out.println(line);
    }
    if (!json) {
      System.out.println("x: how many times as fast armature is");
    }
  }
}
