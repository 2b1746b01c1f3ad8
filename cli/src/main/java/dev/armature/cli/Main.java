package dev.armature.cli;

import java.util.List;
import picocli.CommandLine;

/**
 * Entry point of the {@code armature} command: arguments in, exit status out.
 *
 * <p>What is used in every script, {@code run} and {@code --version}, goes past picocli: loading it
 * costs 150 ms (its classes are too old for the AOT cache), three times the start of the JVM.
 */
public final class Main {
  /** Exit status when the command line is wrong. */
  static final int USAGE = 2;

  private Main() {}

  public static void main(String[] args) {
    System.exit(execute(List.of(ProcessStrings.arguments(args))));
  }

  /** Runs one command line and returns the status to exit with. */
  static int execute(List<String> words) {
    boolean run = !words.isEmpty() && words.getFirst().equals("run");
    boolean help = run && words.size() > 1 && List.of("-h", "--help").contains(words.get(1));
    try {
      if (words.equals(List.of("--version"))) {
        new Version().print(System.out);
        return 0;
      }
      if (help) {
        return other(List.of("help", "run"));
      }
      if (!words.isEmpty() && words.getFirst().equals("strace")) {
        return strace(words.subList(1, words.size()));
      }
      return run ? run(words.subList(1, words.size())) : other(words);
    } catch (CommandException e) {
      return report(e, false);
    }
  }

  private static int run(List<String> words) {
    GuestRequest request = GuestRequest.of(RunLine.parse(words), ProcessStrings.environment());
    try {
      return request.strace() ? StraceRun.run(request, StraceRun.plain()) : GuestRun.run(request);
    } catch (RuntimeException | Error e) {
      return report(e, request.debug());
    }
  }

  private static int strace(List<String> words) {
    if (!words.isEmpty() && List.of("-h", "--help").contains(words.getFirst())) {
      return other(List.of("help", "strace"));
    }
    try {
      return StraceRun.run(words);
    } catch (RuntimeException | Error e) {
      return report(e, false);
    }
  }

  private static int other(List<String> words) {
    CommandLine line = new CommandLine(new ArmatureCommand());
    line.addSubcommand("run", RunHelp.spec());
    line.addSubcommand("strace", StraceHelp.spec());
    line.getSubcommands().get("bench").setUnmatchedOptionsArePositionalParams(true);
    line.setParameterExceptionHandler((e, given) ->
        report(new CommandException(USAGE, e.getMessage() + " (armature --help)", e), false));
    line.setExecutionExceptionHandler((e, command, parsed) -> report(e, false));
    return line.execute(words.toArray(String[]::new));
  }

  /** Tells a failure in one line; Java's stack trace is only for those who ask. */
  static int report(Throwable e, boolean debug) {
    boolean known = e instanceof CommandException;
    String message = e.getMessage() == null ? e.getClass().getName() : e.getMessage();
    System.err.println(
        "armature: "
            + (known ? "" : "internal error: ")
            + message
            + (known || debug ? "" : " (--debug shows more)"));
    if (debug) {
      e.printStackTrace();
    }
    return e instanceof CommandException c ? c.status : 1;
  }
}
