package dev.armature.e2e;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/**
 * One run of a guest program.
 *
 * @param program the ELF file or script
 * @param arguments without argv[0], which is {@code program}
 * @param directory the working directory
 * @param environment all of the guest's environment
 * @param input what standard input gives
 * @param prefix directory that overlays {@code /} as with {@code -L}, or null
 * @param limit after this time the run is killed and counts as late
 */
record Invocation(
    Path program,
    List<String> arguments,
    Path directory,
    Map<String, String> environment,
    byte[] input,
    Path prefix,
    Duration limit) {

  /** The environment that the expectations of {@code test-binaries/expect.sh} were made in. */
  static final Map<String, String> ENVIRONMENT =
      Map.of("PATH", "/usr/bin:/bin", "LC_ALL", "C", "TZ", "UTC");

  static Invocation of(Path program, List<String> arguments, Path directory) {
    return new Invocation(
        program, arguments, directory, ENVIRONMENT, new byte[0], null, Duration.ofSeconds(120));
  }
}
