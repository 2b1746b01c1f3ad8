package dev.armature.e2e;

import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/**
 * Debian's armhf programs under qemu-arm and here: same output, same messages, same exit status.
 * The cases are the rows of {@code e2e/*.tsv}. {@code -Darmature.cases=awk} runs those whose name
 * begins so, {@code -Darmature.oracle.engines=interp,jit,auto} all engines instead of the default
 * one.
 */
@Execution(ExecutionMode.CONCURRENT)
class OracleTest {
  /** The engine {@code jit} compiles whatever a program touches: a minute for bash alone. */
  private static final Duration LIMIT = Duration.ofSeconds(300);

  @TempDir static Path scratch;

  private record Case(String id, String how, String command) {

    /** Program and arguments; programs are below {@code root}. */
    List<String> words(Path root) {
      List<String> words =
          switch (how) {
            case "busybox" -> List.of("/bin/busybox", "sh", "-c", command);
            case "bash" -> List.of("/bin/bash-static", "-c", command);
            case "mksh" -> List.of("/usr/lib/klibc/bin/mksh", "-c", command);
            case "dash" -> List.of("/bin/dash", "-c", command);
            case "program" -> Words.split(command.replace("$ROOT", root.toString()));
            default -> throw new IllegalArgumentException(id + ": " + how);
          };
      List<String> full = new ArrayList<>(words);
      full.set(0, root + words.getFirst());
      return full;
    }
  }

  @TestFactory
  @Execution(ExecutionMode.CONCURRENT)
  Stream<DynamicTest> busybox() {
    return cases("busybox.tsv");
  }

  @TestFactory
  @Execution(ExecutionMode.CONCURRENT)
  Stream<DynamicTest> shells() {
    return cases("shells.tsv");
  }

  @TestFactory
  @Execution(ExecutionMode.CONCURRENT)
  Stream<DynamicTest> dynamic() {
    return cases("dynamic.tsv");
  }

  private static Stream<DynamicTest> cases(String table) {
    Path root = Repository.armhf();
    assumeTrue(QemuRunner.present(), "no qemu-arm here (Debian package qemu-user)");
    String only = System.getProperty("armature.cases", "");
    List<GuestRunner> engines =
        Stream.of(System.getProperty("armature.oracle.engines", "auto").split(","))
            .<GuestRunner>map(ArmatureRunner::new)
            .toList();
    return Repository.table(resources().resolve(table)).stream()
        .map(row -> new Case(row.get(0), row.get(1), row.get(2)))
        .filter(c -> c.id().startsWith(only))
        .map(c -> DynamicTest.dynamicTest(c.id(), () -> compare(c, root, engines)));
  }

  private static void compare(Case c, Path root, List<GuestRunner> engines) throws Exception {
    assumeTrue(
        c.how().equals("program") || QemuRunner.canStartChildren(),
        "qemu-arm cannot start children here: no binfmt_misc in a user namespace (Linux 6.7)");
    Path directory = Files.createTempDirectory(scratch, "case");
    Outcome expected = run(c, root, directory, new QemuRunner());
    assertFalse(expected.late(), "qemu-arm did not end");
    if ("qemu-arm".equals(System.getProperty("armature.runner"))) {
      System.out.printf(
          "== %s: %d%n%s-- %s%n",
          c.id(), expected.status(), expected.output(), expected.guestErrors());
      return;
    }
    for (GuestRunner engine : engines) {
      Outcome actual = run(c, root, directory, engine);
      assertAll(
          engine + ": " + c.command(),
          () ->
              assertEquals(expected.report(), actual.report(), () -> difference(expected, actual)),
          () -> assertEquals(expected.guestErrors(), actual.guestErrors(), "standard error"));
    }
  }

  private static String difference(Outcome expected, Outcome actual) {
    return Outcome.firstDifference(expected.report(), actual.report())
        + "; stderr: "
        + actual.errors();
  }

  /** Runs a case in a directory of the same name and content each time. */
  private static Outcome run(Case c, Path root, Path directory, GuestRunner runner)
      throws IOException, InterruptedException {
    List<String> words = c.words(root);
    Path work = Files.createDirectory(directory.resolve("work"));
    try {
      try (Stream<Path> files = Files.list(resources().resolve("files"))) {
        for (Path file : files.sorted().toList()) {
          Files.copy(file, work.resolve(file.getFileName()));
        }
      }
      Map<String, String> environment = new HashMap<>(Invocation.ENVIRONMENT);
      environment.put("PATH", root + "/usr/bin:" + root + "/bin");
      environment.put("HOME", work.toString());
      return runner.run(
          new Invocation(
              Path.of(words.getFirst()),
              words.subList(1, words.size()),
              work,
              environment,
              new byte[0],
              root,
              LIMIT));
    } finally {
      remove(work);
    }
  }

  private static void remove(Path tree) throws IOException {
    try (Stream<Path> all = Files.walk(tree)) {
      for (Path path : all.sorted((a, b) -> b.compareTo(a)).toList()) {
        Files.delete(path);
      }
    }
  }

  private static Path resources() {
    return Repository.top().resolve("cli/src/test/resources/e2e");
  }
}
