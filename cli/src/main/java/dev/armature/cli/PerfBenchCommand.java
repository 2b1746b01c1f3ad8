package dev.armature.cli;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code armature perf bench}: perf's benchmarks of the kernel, for the guest's kernel. */
@Command(
    name = "bench",
    description = "General framework for benchmark suites, as perf bench.",
    subcommands = {PerfBenchSyscallCommand.class, PerfBenchEntryCommand.class})
final class PerfBenchCommand implements Runnable {
  @Spec CommandSpec spec;

  @Option(
      names = {"-f", "--format"},
      paramLabel = "FORMAT",
      defaultValue = "default",
      description = "Output formatting style: default or simple.")
  String format;

  @Option(
      names = {"-r", "--repeat"},
      paramLabel = "N",
      defaultValue = "1",
      description = "How often to repeat each run.")
  int repeat;

  @Mixin HelpOption help;

  @Override
  public void run() {
    throw new ParameterException(spec.commandLine(), "syscall or entry?");
  }

  /** Refuses what can't be before anything runs. */
  void check() {
    boolean unused = simple();
    if (repeat < 1) {
      throw new CommandException(Main.USAGE, "perf bench: -r " + repeat + ": at least 1");
    }
  }

  /** Whether results are bare numbers. */
  boolean simple() {
    return switch (format) {
      case "default" -> false;
      case "simple" -> true;
      default ->
          throw new CommandException(
              Main.USAGE, "perf bench: -f " + format + ": choose default or simple");
    };
  }
}
