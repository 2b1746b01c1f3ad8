package dev.armature.cli;

import dev.armature.Machine;
import dev.armature.Machine.StartException;
import dev.armature.perf.bench.BenchProgram;
import dev.armature.perf.bench.EntryProbe;
import dev.armature.syscalls.table.ArmSyscalls;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParentCommand;

/** {@code armature perf bench entry}: what the parts of kernel entry cost a getppid. */
@Command(
    name = "entry",
    description = "Cost of kernel entry and exit, and of what can be switched on in it.")
final class PerfBenchEntryCommand implements Callable<Integer> {
  @ParentCommand PerfBenchCommand bench;

  @Option(
      names = {"-l", "--loop"},
      paramLabel = "N",
      defaultValue = "3000000",
      description =
          "How many calls (3,000,000); a tenth where each is slow, a hundredth under ptrace.")
  int loops;

  @Option(names = "--json", description = "Print a JSON object per row.")
  boolean json;

  @Mixin HelpOption help;

  private double plain;
  private double bare;
  private double full;
  private double checked;
  private double unchecked;

  @Override
  public Integer call() throws IOException, InterruptedException {
    if (loops < 1000) {
      throw new CommandException(Main.USAGE, "perf bench entry: -l " + loops + ": at least 1000");
    }
    bench.check();
    if (!json) {
      System.out.printf("%-44s %12s %12s%n", "getppid()", "nsecs/op", "x plain");
    }
    probe();
    BenchProgram run = PerfBench.armature();
    plain = row("guest: nothing switched on", run, "basic", "", 1);
    row(
        "context tracking assertion (--debug-entry)",
        PerfBench.armature("run", "--debug-entry"),
        "basic",
        "",
        10);
    row("strace, call filtered out", strace("-e", "trace=none"), "basic", "", 1);
    row("strace -c -w", strace("-c", "-w"), "basic", "", 10);
    row("strace, lines written to /dev/null", strace(), "basic", "", 10);
    row("syscall user dispatch, selector allows", run, "basic", "dispatch", 1);
    row("seccomp, filter of 4 instructions", run, "basic", "seccomp", 1);
    row("ptrace, stops at entry and exit", run, "basic", "traced", 100);
    row("with a pointer: clock_gettime()", run, "pointer", "", 1);
    if (!json) {
      orientation();
    }
    return 0;
  }

  /**
   * The figures of the series that moved ARM to the kernel's generic entry, from its cover letters:
   * getppid on a Vexpress A15 in QEMU.
   */
  private void orientation() {
    String line = "%-44s %12s %12s %12s%n";
    System.out.println();
    System.out.printf(line, "usecs/op, for orientation", "here", "x", "ARM series");
    System.out.printf(line, "call without the entry contract", micros(bare), "", "14.65");
    System.out.printf(line, "call with it", micros(full), ratio(full / bare), "15.63");
    System.out.printf(line, "", "", "", "1.07 x");
    System.out.printf(line, "user memory without checks", micros(unchecked), "", "");
    String pan = ratio(checked / unchecked);
    System.out.printf(
        line, "user memory with them (there: PAN)", micros(checked), pan, "about 4 x");
  }

  private static String micros(double nanos) {
    return String.format(Locale.ROOT, "%.5f", nanos / 1000);
  }

  private static String ratio(double value) {
    return String.format(Locale.ROOT, "%.2f", value);
  }

  private static BenchProgram strace(String... options) {
    String[] words = new String[options.length + 3];
    words[0] = "strace";
    words[1] = "-o";
    words[2] = "/dev/null";
    System.arraycopy(options, 0, words, 3, options.length);
    return PerfBench.armature(words);
  }

  private double row(String what, BenchProgram program, String kind, String with, int fewer)
      throws IOException, InterruptedException {
    long calls = Math.max(1000, loops / fewer);
    double least = Double.MAX_VALUE;
    for (int run = 0; run < bench.repeat; run++) {
      least = Math.min(least, program.micros(kind, calls, with) * 1000.0 / calls);
    }
    print(what, least);
    return least;
  }

  private void print(String what, double nanos) {
    if (json) {
      System.out.printf(Locale.ROOT, "{\"what\":\"%s\",\"nsecs_per_op\":%.2f}%n", what, nanos);
    } else {
      String ratio = plain == 0 ? "" : String.format(Locale.ROOT, "%12.2f", nanos / plain);
      System.out.printf(Locale.ROOT, "%-44s %12.2f %s%n", what, nanos, ratio);
    }
    System.out.flush();
  }

  /** The handler alone and with entry and exit, inside one guest thread of this JVM. */
  private void probe() throws IOException, InterruptedException {
    ArmSyscalls table = new ArmSyscalls();
    EntryProbe probe = new EntryProbe(table.eabi(), table.oabi(), loops);
    String program = PerfBench.program().toString();
    Path answer = Files.createTempFile("perf-bench", "");
    try {
      Machine.builder(new ArmSyscalls())
          .program(program)
          .argv(List.of(program, answer.toString(), "basic", "1"))
          .tracer(probe)
          .build()
          .run();
    } catch (StartException e) {
      throw StartError.of(e);
    } finally {
      Files.delete(answer);
    }
    bare = probe.bare();
    full = probe.full();
    checked = probe.checkedStore();
    unchecked = probe.uncheckedStore();
    print("Java: the handler alone", bare);
    print("Java: with entry and exit", full);
    print("Java: interrupted, fast restart off", probe.restartedBySvc());
    print("Java: interrupted, fast restart on", probe.restartedInKernel());
    print("Java: 8 bytes to user memory, unchecked", unchecked);
    print("Java: 8 bytes to user memory, checked", checked);
  }
}
