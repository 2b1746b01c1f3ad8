package dev.armature.cli;

import dev.armature.host.HostProcess;
import java.util.List;

/**
 * Entry point of the {@code armature} command: arguments in, exit status out.
 *
 * <p>What is used in every script, {@code run} and {@code --version}, goes past picocli: loading it
 * costs 150 ms (its classes are too old for the AOT cache), three times the start of the JVM. So
 * this class does not name it: verifying would load some of it.
 */
public final class Main {
  /** Exit status when the command line is wrong. */
  static final int USAGE = 2;

  private Main() {}

  public static void main(String[] args) {
    if (args.length > 1) {
      HostProcess.prepareCalls();
    }
    List<String> words = List.of(ProcessStrings.arguments(args));
    int status = execute(words);
    System.out.flush();
    System.err.flush();
    // The launcher asks for it, unless HotSpot has something to write at its end.
    if (Boolean.getBoolean("armature.exit.now") && runsGuest(words)) {
      HostProcess.exitNow(status);
    }
    System.exit(status);
  }

  private static boolean runsGuest(List<String> words) {
    return !words.isEmpty() && List.of("run", "strace").contains(words.getFirst());
  }

  /** Runs one command line and returns the status to exit with. */
  static int execute(List<String> words) {
    boolean run = !words.isEmpty() && words.getFirst().equals("run");
    boolean help = run && words.size() > 1 && List.of("-h", "--help").contains(words.get(1));
    try {
      if (help) {
        return Subcommands.run(List.of("help", "run"));
      }
      if (run) {
        return run(words.subList(1, words.size()));
      }
      if (words.equals(List.of("--version"))) {
        new Version().print(System.out);
        return 0;
      }
      if (!words.isEmpty() && words.getFirst().equals("strace")) {
        return strace(words.subList(1, words.size()));
      }
      if (!words.isEmpty() && words.getFirst().equals("train")) {
        return Training.run(words.subList(1, words.size()));
      }
      if (words.size() > 1 && words.subList(0, 2).equals(WarmServer.COMMAND)) {
        return WarmServer.run(words.subList(2, words.size()));
      }
      return Subcommands.run(words);
    } catch (CommandException e) {
      return report(e, false);
    }
  }

  static int run(List<String> words) {
    GuestRequest request = GuestRequest.of(RunLine.parse(words), ProcessStrings.environment());
    try {
      return request.strace() ? StraceRun.run(request, StraceRun.plain()) : GuestRun.run(request);
    } catch (RuntimeException | Error e) {
      return report(e, request.debug());
    }
  }

  private static int strace(List<String> words) {
    if (!words.isEmpty() && List.of("-h", "--help").contains(words.getFirst())) {
      return Subcommands.run(List.of("help", "strace"));
    }
    try {
      return StraceRun.run(words);
    } catch (RuntimeException | Error e) {
      return report(e, false);
    }
  }

  /** Tells a failure in one line; Java's stack trace is only for those who ask. */
  static int report(Throwable e, boolean debug) {
    System.err.println(line(e, debug));
    if (debug) {
      e.printStackTrace();
    }
    return status(e);
  }

  static String line(Throwable e, boolean debug) {
    boolean known = e instanceof CommandException;
    String message = e.getMessage() == null ? e.getClass().getName() : e.getMessage();
    return "armature: "
        + (known ? "" : "internal error: ")
        + message
        + (known || debug ? "" : " (--debug shows more)");
  }

  static int status(Throwable e) {
    return e instanceof CommandException c ? c.status : 1;
  }
}
