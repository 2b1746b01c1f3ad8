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
 * <p>{@code -Darmature.corruptions=100} for the full count per program, {@code
 * -Darmature.corruption.seed=7} for other ones.
 */
class CorruptionTest {
  @TempDir static Path scratch;

  /** Programs a JVM takes; more would make the list of one failure too long. */
  private static final int GROUP = 16;

  /** These try to signal or to start everything in reach, damaged even more so. */
  private static final List<String> LEFT_OUT = List.of("linux-each");

  @TestFactory
  Stream<DynamicTest> damagedPrograms() {
    int count = Integer.getInteger("armature.corruptions", 3);
    long seed = Long.getLong("armature.corruption.seed", 1);
    List<Path> programs =
        Repository.table(Repository.testBinaries().resolve("programs.tsv")).stream()
            .map(List::getFirst)
            .filter(name -> !LEFT_OUT.contains(name))
            .sorted()
            .map(Repository::guest)
            .toList();
    List<DynamicTest> tests = new ArrayList<>();
    for (int from = 0; from < programs.size(); from += GROUP) {
      List<Path> group = programs.subList(from, Math.min(from + GROUP, programs.size()));
      String name = group.getFirst().getFileName() + " to " + group.getLast().getFileName();
      tests.add(DynamicTest.dynamicTest(name, () -> run(group, count, seed)));
    }
    return tests.stream();
  }

  private static void run(List<Path> programs, int count, long seed)
      throws IOException, InterruptedException {
    Path directory = Files.createTempDirectory(scratch, "damaged");
    List<String> names = new ArrayList<>();
    names.add("2");
    for (Path program : programs) {
      byte[] whole = Files.readAllBytes(program);
      for (int i = 0; i < count; i++) {
        Random random = new Random(seed * 1_000_003 + program.getFileName().hashCode() + i);
        Path file = directory.resolve(program.getFileName() + "." + i);
        Files.write(file, damage(whole, random));
        assertTrue(file.toFile().setExecutable(true));
        names.add("./" + file.getFileName());
      }
    }
    Outcome outcome =
        new ArmatureRunner("auto")
            .run(
                new Invocation(
                    Repository.guest("linux-each"),
                    names,
                    directory,
                    Invocation.ENVIRONMENT,
                    new byte[0],
                    null,
                    Duration.ofSeconds(60 + 3L * names.size())));
    List<String> lines = outcome.output().lines().toList();
    String context = "seed " + seed + "\n" + outcome.output() + outcome.errors();
    assertAll(
        () -> assertFalse(outcome.late(), () -> "hangs: " + context),
        () -> assertEquals(0, outcome.status(), context),
        () -> assertEquals("all", lines.isEmpty() ? "" : lines.getLast(), context),
        () -> assertEquals(names.size(), lines.size(), context),
        () -> assertFalse(outcome.errors().contains("internal error"), context));
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
