package dev.armature.cli;

import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code armature warm}: a JVM that stays, and runs the guests of later commands. */
@Command(
    name = "warm",
    description = "Keep a JVM that runs guests for later 'armature run' commands.",
    footer = {
      "",
      "While it is there, 'armature run' of the same user gives it what it would do the",
      "same, and starts a JVM as without for what it would not: at a terminal, under other",
      "limits, with options such as --stat. ARMATURE_WARM=off: always a JVM of its own.",
      "ARMATURE_WARM=auto: 'armature run' starts one in the background when there is none."
    })
final class WarmCommand implements Runnable {
  /** Minutes. */
  static final String DEFAULT_IDLE = "30";

  private static final String NOBODY = "there is no warm JVM";

  @Spec CommandSpec spec;

  @Mixin HelpOption help;

  @Override
  public void run() {
    throw new ParameterException(spec.commandLine(), "which command?");
  }

  static String time(Instant instant) {
    return DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss")
        .format(instant.atZone(ZoneId.systemDefault()));
  }

  static String minutes(long nanos) {
    return String.format("%s minutes", Math.round(nanos / 6e8) / 100.0).replace(".0 ", " ");
  }

  /** {@code armature warm start}. */
  @Command(name = "start", description = "Start it; returns when it is ready.")
  void start(
      @Option(
              names = "--idle",
              paramLabel = "MINUTES",
              defaultValue = DEFAULT_IDLE,
              description =
                  "It leaves after so long without a guest; 0: never. Default: ${DEFAULT-VALUE}.")
          double idle,
      @Mixin HelpOption help)
      throws IOException {
    if (!(idle >= 0 && idle < 1e7)) {
      throw new CommandException(Main.USAGE, "warm start: --idle: so many minutes can't be");
    }
    WarmDirectory directory = WarmDirectory.make();
    WarmControl.Asked there = WarmControl.ask(directory, "status");
    if (there != null) {
      there.close();
      throw new CommandException(
          1, "warm: there is one already: " + there.text().lines().findFirst().orElse(""));
    }
    Path launcher = WarmBuild.launcher();
    List<String> words = new ArrayList<>(List.of(launcher.toString()));
    words.addAll(WarmServer.COMMAND);
    words.add("--idle=" + idle);
    Path log = Path.of(directory.log());
    Process process =
        new ProcessBuilder(words)
            .directory(new File("/"))
            .redirectInput(new File("/dev/null"))
            .redirectError(log.toFile())
            .start();
    try (BufferedReader answers = process.inputReader()) {
      if (WarmServer.READY.equals(answers.readLine())) {
        System.out.println("warm: ready, pid " + process.pid());
        return;
      }
    }
    String said = Files.exists(log) ? Files.readString(log).strip() : "";
    throw new CommandException(1, said.isEmpty() ? "warm: it did not start" : strip(said));
  }

  private static String strip(String said) {
    return said.startsWith("armature: ") ? said.substring("armature: ".length()) : said;
  }

  /** {@code armature warm status}. */
  @Command(name = "status", description = "Show what it does; exit status 1 when there is none.")
  void status(@Mixin HelpOption help) {
    WarmControl.Asked asked = WarmControl.ask(WarmDirectory.find(), "status");
    if (asked == null) {
      throw new CommandException(1, NOBODY);
    }
    asked.close();
    System.out.print(asked.text());
  }

  /** {@code armature warm stop}. */
  @Command(
      name = "stop",
      description = "End it when its guests have ended; it takes no new ones from now on.")
  void stop(
      @Option(names = "--kill", description = "Kill its guests.") boolean kill,
      @Mixin HelpOption help) {
    WarmControl.Asked asked = WarmControl.ask(WarmDirectory.find(), kill ? "kill" : "stop");
    if (asked == null) {
      throw new CommandException(1, NOBODY);
    }
    asked.await();
  }
}
