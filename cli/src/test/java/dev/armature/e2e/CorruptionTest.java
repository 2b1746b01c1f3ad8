package dev.armature.e2e;

import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/**
 * Damaged programs never crash or hang the JVM: each ends by itself, by a signal of its own, with
 * ENOEXEC, or is killed by its parent in time. All corruptions of a group of programs run as
 * processes of one machine, so a JVM that dies or hangs takes the rest of its list with it, and
 * shows.
 *
 * <p>By default each program is damaged three times, once for each engine. {@code
 * -Darmature.corruptions=100} damages each a hundred times, again shared out among the engines;
 * {@code -Darmature.corruption.seed=7} in other ways.
 */
class CorruptionTest {
  @TempDir static Path scratch;

  /** Programs a JVM takes; more would make the list of one failure too long. */
  private static final int GROUP = 16;

  /** Runs the others; damaged it might end them, so it is run alone. */
  private static final String RUNNER = "linux-each";

  private static final List<String> ENGINES = List.of("auto", "interp", "jit");

  @TestFactory
  Stream<DynamicTest> damagedPrograms() {
    int count = Integer.getInteger("armature.corruptions", ENGINES.size());
    long seed = Long.getLong("armature.corruption.seed", 1);
    List<String> programs =
        Repository.table(Repository.testBinaries().resolve("programs.tsv")).stream()
            .map(List::getFirst)
            .filter(name -> !name.equals(RUNNER))
            .sorted()
            .toList();
    List<DynamicTest> tests = new ArrayList<>();
    for (int from = 0; from < programs.size(); from += GROUP) {
      List<String> group = programs.subList(from, Math.min(from + GROUP, programs.size()));
      String name = group.getFirst() + " to " + group.getLast();
      for (String engine : ENGINES) {
        tests.add(
            DynamicTest.dynamicTest(
                name + " " + engine, () -> run(group, copies(engine, count), seed, engine)));
      }
    }
    for (String engine : ENGINES) {
      tests.add(
          DynamicTest.dynamicTest(
              RUNNER + " " + engine, () -> alone(copies(engine, count), seed, engine)));
    }
    return tests.stream();
  }

  /** Which of the copies 0..count-1 an engine runs. */
  private static int[] copies(String engine, int count) {
    return IntStream.range(0, count)
        .filter(copy -> copy % ENGINES.size() == ENGINES.indexOf(engine))
        .toArray();
  }

  private static Path damaged(String program, int number, long seed, Path directory)
      throws IOException {
    Random random = new Random(seed * 1_000_003 + program.hashCode() + number);
    Path file = directory.resolve(program + "." + number);
    Files.write(file, damage(Files.readAllBytes(Repository.guest(program)), random));
    assertTrue(file.toFile().setExecutable(true));
    return file;
  }

  private static Outcome run(
      Path program, List<String> arguments, Path directory, long seconds, String engine)
      throws IOException, InterruptedException {
    return new ArmatureRunner(engine)
        .run(
            new Invocation(
                program,
                arguments,
                directory,
                Invocation.ENVIRONMENT,
                new byte[0],
                null,
                Duration.ofSeconds(seconds)));
  }

  private static void run(List<String> programs, int[] copies, long seed, String engine)
      throws IOException, InterruptedException {
    Path directory = Files.createTempDirectory(scratch, "damaged");
    List<String> names = new ArrayList<>();
    names.add("2");
    for (String program : programs) {
      for (int copy : copies) {
        names.add("./" + damaged(program, copy, seed, directory).getFileName());
      }
    }
    Outcome outcome =
        run(Repository.guest(RUNNER), names, directory, 60 + 3L * names.size(), engine);
    List<String> lines = outcome.output().lines().toList();
    String context = "seed " + seed + "\n" + outcome.output() + outcome.errors();
    assertAll(
        () -> assertFalse(outcome.late(), () -> "hangs: " + context),
        () -> assertEquals(0, outcome.status(), context),
        () -> assertEquals("all", lines.isEmpty() ? "" : lines.getLast(), context),
        () -> assertEquals(names.size(), lines.size(), context),
        () -> assertFalse(outcome.errors().contains("internal error"), context));
  }

  /** The program that runs the others may damaged do what it likes, within the machine. */
  private static void alone(int[] copies, long seed, String engine)
      throws IOException, InterruptedException {
    Path directory = Files.createTempDirectory(scratch, "alone");
    for (int copy : copies) {
      Path file = damaged(RUNNER, copy, seed, directory);
      Outcome outcome = run(file, List.of(), directory, 10, engine);
      String context = file + ", seed " + seed + "\n" + outcome.output() + outcome.errors();
      assertAll(
          // Whether it ends by itself is its own affair; that SIGTERM still ends it is not.
          () -> assertFalse(outcome.deaf(), () -> "hangs: " + context),
          () -> assertFalse(outcome.errors().contains("internal error"), context),
          () -> assertFalse(outcome.errors().contains("fatal error"), context),
          () -> assertFalse(outcome.output().contains("fatal error"), context));
    }
  }

  /** A few bytes changed, most of them in the headers or in the first code, or the end cut off. */
  private static byte[] damage(byte[] whole, Random random) {
    byte[] bytes = whole.clone();
    int changes = 1 + random.nextInt(8);
    for (int i = 0; i < changes; i++) {
      int within = random.nextBoolean() ? Math.min(bytes.length, 0x200) : bytes.length;
      int at = random.nextInt(within);
      bytes[at] =
          random.nextBoolean()
              ? (byte) (bytes[at] ^ 1 << random.nextInt(8))
              : (byte) random.nextInt(256);
    }
    return random.nextInt(8) == 0 ? Arrays.copyOf(bytes, random.nextInt(bytes.length)) : bytes;
  }
}
