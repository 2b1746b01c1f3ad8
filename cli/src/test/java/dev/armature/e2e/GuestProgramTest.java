package dev.armature.e2e;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/**
 * Every case of {@code test-binaries/cases.tsv} in every engine: output and exit status are the
 * committed ones. {@code -Darmature.cases=linux-} runs those whose name begins so.
 */
@Execution(ExecutionMode.CONCURRENT)
class GuestProgramTest {
  @TempDir static Path scratch;

  private record Case(
      String id, String program, List<String> arguments, int status, Path output, String remark) {

    static Case of(List<String> row) {
      String arguments = row.get(2);
      Path output = row.get(4).equals("-") ? null : Path.of(row.get(4));
      return new Case(
          row.get(0),
          row.get(1),
          arguments.equals("-") ? List.of() : List.of(arguments.split(" ")),
          Integer.parseInt(row.get(3)),
          output,
          row.get(5));
    }
  }

  @TestFactory
  @Execution(ExecutionMode.CONCURRENT)
  Stream<DynamicTest> cases() {
    String only = System.getProperty("armature.cases", "");
    return Repository.table(Repository.testBinaries().resolve("cases.tsv")).stream()
        .map(Case::of)
        .filter(c -> c.id().startsWith(only))
        .flatMap(c ->
            GuestRunner.underTest().stream()
                .map(runner ->
                    DynamicTest.dynamicTest(c.id() + " " + runner, () -> run(c, runner))));
  }

  private static void run(Case c, GuestRunner runner) throws IOException, InterruptedException {
    assumeFalse(runner instanceof QemuRunner && c.remark().startsWith("not-qemu"), c.remark());
    Path directory = Files.createTempDirectory(scratch, c.id());
    Outcome outcome =
        runner.run(Invocation.of(Repository.guest(c.program()), c.arguments(), directory));
    String output =
        c.output() == null
            ? ""
            : Outcome.text(
                Files.readAllBytes(Repository.testBinaries().resolve("src").resolve(c.output())));
    Outcome expected = new Outcome(c.status(), output, "", false);
    assertEquals(expected.report(), outcome.report(), () -> "stderr: " + outcome.errors());
  }
}
