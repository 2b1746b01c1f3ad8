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
    String command = name(e.getCommandLine());
    String help = command.isEmpty() ? "armature --help" : "armature help " + command;
    String where = command.isEmpty() ? "" : command + ": ";
    String message = where + what(e) + " (" + help + ")";
    return Main.report(new CommandException(Main.USAGE, message, e), false);
  }

  /** The words that choose the command, without armature's own name. */
  private static String name(CommandLine command) {
    String name = command.getCommandSpec().qualifiedName();
    return name.substring(Math.min(name.length(), "armature ".length()));
  }

  private static String what(CommandLine.ParameterException e) {
    if (e instanceof CommandLine.UnmatchedArgumentException unmatched) {
      String word = unmatched.getUnmatched().getFirst();
      if (!unmatched.isUnknownOption()) {
        return e.getCommandLine().getSubcommands().isEmpty()
            ? "one word too many: '" + word + "'"
            : "there is no command '" + word + "'";
      }
      return "unknown option " + word;
    }
    return e.getMessage().replaceFirst("is not an? (int|long|double)$", "is not a number");
  }
}
