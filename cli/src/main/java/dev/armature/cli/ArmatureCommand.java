package dev.armature.cli;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The command without a subcommand. */
@Command(
    name = "armature",
    description = "Runs 32-bit ARM Linux programs on the JVM.",
    subcommands = {
      SyscallsCommand.class,
      BenchCommand.class,
      PerfCommand.class,
      WarmCommand.class,
      HelpCommand.class
    })
final class ArmatureCommand implements Runnable {
  @Spec CommandSpec spec;

  @Mixin HelpOption help;

  @Option(
      names = {"-V", "--version"},
      description = "Show the version and the JVM.")
  boolean version;

  @Override
  public void run() {
    if (!version) {
      throw new ParameterException(spec.commandLine(), "which command?");
    }
    new Version().print(System.out);
  }
}
