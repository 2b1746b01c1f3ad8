package dev.armature.perf.compare;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** A JVM that stays and runs guests, {@code armature warm start}, for the time of a comparison. */
final class WarmJvm implements AutoCloseable {
  private static final int SECONDS_TO_STOP = 30;

  private final String launcher;
  private final Path directory;
  private final Map<String, String> environment;
  private final long pid;

  /**
   * Starts one with a directory of its own.
   *
   * @throws ProcessRun.FailedException when that fails
   */
  WarmJvm(Path launcher) throws IOException, InterruptedException, ProcessRun.FailedException {
    this.launcher = launcher.toString();
    directory = Files.createTempDirectory("armature-warm");
    environment = Map.of("XDG_RUNTIME_DIR", directory.toString());
    try {
      String unused = ask("start");
      pid = Long.parseLong(Files.readString(directory.resolve("armature/warm/pid")).strip());
    } catch (IOException | InterruptedException | ProcessRun.FailedException | RuntimeException e) {
      deleteDirectory();
      throw e;
    }
  }

  /**
   * The command that gives it guests. A terminal's are not for it, so it has a session of its own.
   */
  List<String> command() {
    return List.of("setsid", "-w", launcher, "run");
  }

  /** The variables by which the command finds it. */
  Map<String, String> environment() {
    return environment;
  }

  /** Its process, which does the work. */
  long pid() {
    return pid;
  }

  /**
   * Makes sure that it ran the guests itself.
   *
   * @throws ProcessRun.FailedException when it refused one
   */
  void check() throws IOException, InterruptedException, ProcessRun.FailedException {
    String status = ask("status");
    if (!status.contains(" 0 sent away")) {
      throw new ProcessRun.FailedException("the warm JVM did not take all guests: " + status);
    }
  }

  private String ask(String... words)
      throws IOException, InterruptedException, ProcessRun.FailedException {
    var builder = new ProcessBuilder(launcher, "warm");
    builder.command().addAll(List.of(words));
    builder.environment().putAll(environment);
    builder.redirectErrorStream(true).redirectInput(Path.of("/dev/null").toFile());
    Process process = builder.start();
    String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    if (!process.waitFor(SECONDS_TO_STOP, TimeUnit.SECONDS) || process.exitValue() != 0) {
      throw new ProcessRun.FailedException(
          "armature warm " + String.join(" ", words) + ": " + said.strip());
    }
    return said.strip();
  }

  @Override
  public void close() throws IOException, InterruptedException, ProcessRun.FailedException {
    try {
      String unused = ask("stop", "--kill");
    } finally {
      deleteDirectory();
    }
  }

  private void deleteDirectory() throws IOException {
    try (Stream<Path> files = Files.walk(directory)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    }
  }
}
