package dev.armature.lift;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.armature.decode.RandomCode;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Runs random pieces of code from random states here and under qemu-arm, and compares registers,
 * flags, memory and faults after each.
 */
class RandomInstructionsTest {
  private static final int TASKS = Integer.getInteger("armature.random.tasks", 1500);
  private static final long SEED = Long.getLong("armature.random.seed", 1);

  /** Not compared: system calls, and what is only there on one side. */
  private static final List<String> WITHOUT =
      List.of(
          "SVC",
          "MRC",
          "MCR",
          "MRRC",
          "MCRR",
          "CDP",
          "LDC",
          "STC",
          "HLT",
          "UNDEFINED",
          "STREX",
          "STLEX",
          "VMSR");

  @TempDir Path directory;

  @ParameterizedTest
  @EnumSource(RandomCode.Kind.class)
  void interpretedLeavesTheSameState(RandomCode.Kind kind) throws Exception {
    compare(kind, TASKS, false);
  }

  @ParameterizedTest
  @EnumSource(RandomCode.Kind.class)
  void compiledLeavesTheSameState(RandomCode.Kind kind) throws Exception {
    compare(kind, TASKS / 10, true);
  }

  private void compare(RandomCode.Kind kind, int count, boolean compiled) throws Exception {
    Path runner = buildRunner();
    var random = new SplittableRandom(SEED);
    var code = new RandomCode(kind, random, WITHOUT);
    var tasks = new ArrayList<StepTask>();
    var here = new ArrayList<StepResult>();
    try (var interpreting = new Stepper(false);
        var stepper = compiled ? new Stepper(true) : interpreting) {
      while (tasks.size() < count) {
        StepTask task = StepTask.random(random, code, kind.thumb);
        StepResult result = interpreting.run(task);
        if (compiled && result != null) {
          result = stepper.run(task);
        }
        if (result != null) {
          tasks.add(task);
          here.add(result);
        }
      }
    }
    List<StepResult> there = underQemu(runner, tasks);
    var differences = new ArrayList<String>();
    for (int i = 0; i < tasks.size(); i++) {
      String difference = i < there.size() ? here.get(i).difference(there.get(i)) : "no result";
      if (!difference.isEmpty()) {
        differences.add(tasks.get(i) + ": " + difference);
      }
    }
    differences.forEach(System.out::println);
    assertEquals(
        List.of(),
        differences.subList(0, Math.min(20, differences.size())),
        () -> differences.size() + " differ");
  }

  private Path buildRunner() throws Exception {
    Path source = directory.resolve("step.c");
    Path runner = directory.resolve("step");
    try (InputStream in = RandomInstructionsTest.class.getResourceAsStream("step.c")) {
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
    return runner;
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

  private List<StepResult> underQemu(Path runner, List<StepTask> tasks) throws Exception {
    Path in = directory.resolve("tasks");
    Path out = directory.resolve("results");
    ByteBuffer bytes =
        ByteBuffer.allocate(tasks.size() * StepTask.BYTES).order(ByteOrder.LITTLE_ENDIAN);
    tasks.forEach(task -> task.write(bytes));
    Files.write(in, bytes.array());
    Process process =
        new ProcessBuilder("qemu-arm", "-cpu", "max", runner.toString())
            .redirectInput(in.toFile())
            .redirectOutput(out.toFile())
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    if (!process.waitFor(120, TimeUnit.SECONDS)) {
      process.destroyForcibly();
    }
    ByteBuffer results = ByteBuffer.wrap(Files.readAllBytes(out)).order(ByteOrder.LITTLE_ENDIAN);
    var list = new ArrayList<StepResult>();
    while (results.remaining() >= StepResult.BYTES) {
      list.add(StepResult.read(results));
    }
    return list;
  }
}
