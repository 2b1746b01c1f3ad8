package dev.armature.cli;

import dev.armature.perf.bench.BenchProgram;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Where the benchmark program is, and how this command runs it. */
final class PerfBench {
  private PerfBench() {}

  /** The checkout this command runs from: its jar is in cli/target. */
  private static Path checkout() {
    try {
      Path jar = Path.of(Main.class.getProtectionDomain().getCodeSource().getLocation().toURI());
      return jar.resolve("../../..").normalize();
    } catch (URISyntaxException e) {
      throw new CommandException(1, "perf bench: " + e.getMessage(), e);
    }
  }

  static Path program() {
    Path program = checkout().resolve("test-binaries/bin/perf-bench");
    if (!Files.isExecutable(program)) {
      throw new CommandException(1, "perf bench works in a checkout of Armature only");
    }
    return program;
  }

  static Path source() {
    return checkout().resolve("test-binaries/src/bench/perf-bench.c");
  }

  /** This command running the program, with more words for it before the program. */
  static BenchProgram armature(String... options) {
    List<String> words = new ArrayList<>(List.of(checkout().resolve("armature").toString()));
    words.addAll(options.length == 0 ? List.of("run") : Arrays.asList(options));
    return new BenchProgram(words, program());
  }
}
