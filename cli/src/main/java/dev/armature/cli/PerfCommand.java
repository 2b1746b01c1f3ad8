package dev.armature.cli;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code armature perf}: measuring, in the manner of Linux's perf. */
@Command(
    name = "perf",
    description = "Measure: whole programs, system calls and entry code.",
    subcommands = {PerfBenchCommand.class, CompareCommand.class})
final class PerfCommand implements Runnable {
  @Spec CommandSpec spec;

  @Option(
      names = {"-h", "--help"},
      usageHelp = true,
      description = "Show this text.")
  boolean help;

  @Override
  public void run() {
    throw new ParameterException(spec.commandLine(), "perf: which command?");
  }
}
