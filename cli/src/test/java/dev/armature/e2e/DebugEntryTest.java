package dev.armature.e2e;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Entries and exits are balanced: programs with signals, tracers and filters behave the same with
 * every transition checked, and no check fails.
 */
class DebugEntryTest {
  @TempDir Path directory;

  @ParameterizedTest
  @ValueSource(strings = {"signals", "delivery", "restart", "ptrace", "seccomp"})
  void transitionsAreBalanced(String name) throws Exception {
    Map<String, String> environment = new HashMap<>(Invocation.ENVIRONMENT);
    environment.put("ARMATURE_DEBUG_ENTRY", "1");
    Outcome outcome =
        new ArmatureRunner("auto")
            .run(
                new Invocation(
                    Repository.guest("linux-" + name),
                    List.of(),
                    directory,
                    environment,
                    new byte[0],
                    null,
                    Duration.ofSeconds(120)));
    Path expected = Repository.testBinaries().resolve("src/linux/" + name + ".out");
    assertEquals(
        new Outcome(0, Outcome.text(Files.readAllBytes(expected)), "", false).report(),
        outcome.report());
    assertEquals("", outcome.errors());
  }
}
