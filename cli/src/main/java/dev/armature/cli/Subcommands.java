package dev.armature.cli;

import java.util.List;
import picocli.CommandLine;

/**
 * All commands but {@code run}, {@code strace} and {@code --version}: by picocli.
 *
 * <p>Implements one of its interfaces, so that it stays out of the AOT cache, which has no picocli:
 * HotSpot would load some of it at every start to check what this class was verified with.
 */
final class Subcommands implements CommandLine.IParameterExceptionHandler {
  private Subcommands() {}

  /** Runs one command line and returns the status to exit with. */
  static int run(List<String> words) {
    CommandLine line = new CommandLine(new ArmatureCommand());
    line.addSubcommand("run", RunHelp.spec());
    line.addSubcommand("strace", StraceHelp.spec());
    line.getSubcommands().get("bench").setUnmatchedOptionsArePositionalParams(true);
    line.setParameterExceptionHandler(new Subcommands());
    line.setExecutionExceptionHandler((e, command, parsed) -> Main.report(e, false));
    return line.execute(words.toArray(String[]::new));
  }

  @Override
  public int handleParseException(CommandLine.ParameterException e, String[] given) {
    return Main.report(
        new CommandException(Main.USAGE, e.getMessage() + " (armature --help)", e), false);
  }
}
