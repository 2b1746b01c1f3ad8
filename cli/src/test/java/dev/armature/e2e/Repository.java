package dev.armature.e2e;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;

/** Where the checkout keeps what the tests run. */
final class Repository {
  private Repository() {}

  static Path top() {
    return Path.of(System.getProperty("armature.top", "..")).toAbsolutePath().normalize();
  }

  static Path testBinaries() {
    return top().resolve("test-binaries");
  }

  static Path guest(String name) {
    return testBinaries().resolve("bin").resolve(name);
  }

  /** The rows of a table of tab-separated columns, without comments. */
  static List<List<String>> table(Path file) {
    try (Stream<String> lines = Files.lines(file)) {
      return lines
          .filter(line -> !line.isBlank() && !line.startsWith("#"))
          .map(line -> Arrays.asList(line.split("\t", -1)))
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The directory with Debian's armhf packages; the test is skipped when there is none. */
  static Path armhf() {
    String named = System.getenv("ARMATURE_ARMHF_ROOT");
    Path root = named == null ? top().resolve("target/armhf") : Path.of(named);
    Assumptions.assumeTrue(
        Files.isExecutable(root.resolve("bin/busybox")),
        () ->
            "no Debian armhf packages in "
                + root
                + ": test-binaries/fetch-debian-armhf.sh puts them there"
                + " (or set ARMATURE_ARMHF_ROOT)");
    return root.toAbsolutePath().normalize();
  }
}
