package dev.armature.cli;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code armature perf}: measuring, in the manner of Linux's perf. */
@Command(
    name = "perf",
    description = "Measure: whole programs, system calls and entry code.",
    subcommands = {PerfBenchCommand.class, CompareCommand.class})
final class PerfCommand implements Runnable {
  @Spec CommandSpec spec;

  @Mixin HelpOption help;

  @Override
  public void run() {
    throw new ParameterException(spec.commandLine(), "which command?");
  }
}
