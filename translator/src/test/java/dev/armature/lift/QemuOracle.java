package dev.armature.lift;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Runs {@link StepTask}s under qemu-arm, by the guest program step.c. */
final class QemuOracle {
  /** Tasks for one process, so that what ends it costs little. */
  private static final int BATCH = 5000;

  private final Path directory;
  private final Path runner;
  private final String cpu;

  private QemuOracle(Path directory, Path runner, String cpu) {
    this.cpu = cpu;
    this.directory = directory;
    this.runner = runner;
  }

  /**
   * Builds the guest program; the test is skipped where a tool is missing.
   *
   * @param cpu a processor as qemu-arm names it
   */
  static QemuOracle build(Path directory, String cpu) throws Exception {
    Path source = directory.resolve("step.c");
    Path runner = directory.resolve("step");
    try (InputStream in = QemuOracle.class.getResourceAsStream("step.c")) {
      Files.copy(in, source);
    }
    assumeTrue(works("qemu-arm", "--version"), "qemu-arm is not installed");
    assumeTrue(
        works(
            "arm-linux-gnueabihf-gcc",
            "-O1",
            "-static",
            "-o",
            runner.toString(),
            source.toString()),
        "arm-linux-gnueabihf-gcc is not installed");
    return new QemuOracle(directory, runner, cpu);
  }

  private static boolean works(String... command) throws InterruptedException {
    try {
      Process process =
          new ProcessBuilder(command)
              .redirectErrorStream(true)
              .redirectOutput(ProcessBuilder.Redirect.DISCARD)
              .start();
      return process.waitFor(60, TimeUnit.SECONDS) && process.exitValue() == 0;
    } catch (IOException e) {
      return false;
    }
  }

  /**
   * What the tasks come to; null for one that qemu-arm does not survive (it aborts when a guest
   * branches into its vectors page).
   */
  List<StepResult> run(List<StepTask> tasks) throws Exception {
    var results = new ArrayList<StepResult>();
    while (results.size() < tasks.size()) {
      int end = Math.min(tasks.size(), results.size() + BATCH);
      List<StepTask> batch = tasks.subList(results.size(), end);
      int before = results.size();
      batch(batch, results);
      if (results.size() - before < batch.size()) {
        results.add(null);
      }
    }
    return results;
  }

  private void batch(List<StepTask> tasks, List<StepResult> results) throws Exception {
    Path in = directory.resolve("tasks");
    Path out = directory.resolve("results");
    ByteBuffer bytes =
        ByteBuffer.allocate(tasks.size() * StepTask.BYTES).order(ByteOrder.LITTLE_ENDIAN);
    tasks.forEach(task -> task.write(bytes));
    Files.write(in, bytes.array());
    Process process =
        new ProcessBuilder("qemu-arm", "-cpu", cpu, runner.toString())
            .redirectInput(in.toFile())
            .redirectOutput(out.toFile())
            .redirectError(ProcessBuilder.Redirect.DISCARD)
            .start();
    if (!process.waitFor(120, TimeUnit.SECONDS)) {
      process.destroyForcibly();
    }
    ByteBuffer read = ByteBuffer.wrap(Files.readAllBytes(out)).order(ByteOrder.LITTLE_ENDIAN);
    while (read.remaining() >= StepResult.BYTES) {
      results.add(StepResult.read(read));
    }
  }
}
