package dev.armature.perf.bench;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * The program {@code perf-bench} under something that runs it.
 *
 * @param runner the words before the program's own: armature, qemu-arm, or none for a native build
 * @param program the program for that runner
 */
public record BenchProgram(List<String> runner, Path program) {
  /** The program could not be run, or not finish. */
  public static final class FailedException extends IOException {
    private static final long serialVersionUID = 1;

    FailedException(String message) {
      super(message);
    }
  }

  /**
   * Runs one benchmark.
   *
   * @param kind as the program names it
   * @param with what of kernel entry to switch on, see the program; empty for nothing
   * @return the microseconds that {@code loops} calls took
   */
  public long micros(String kind, long loops, String with)
      throws IOException, InterruptedException {
    Path answer = Files.createTempFile("perf-bench", "");
    Path errors = Files.createTempFile("perf-bench", ".err");
    try {
      List<String> words = new ArrayList<>(runner);
      words.add(program.toString());
      words.addAll(List.of(answer.toString(), kind, Long.toString(loops)));
      if (!with.isEmpty()) {
        words.add(with);
      }
      Process process =
          new ProcessBuilder(words)
              .redirectInput(Path.of("/dev/null").toFile())
              .redirectOutput(ProcessBuilder.Redirect.DISCARD)
              .redirectError(errors.toFile())
              .start();
      int status;
      try {
        status = process.waitFor();
      } finally {
        process.destroyForcibly();
      }
      String text = Files.readString(answer, StandardCharsets.US_ASCII).strip();
      if (status != 0 || text.isEmpty()) {
        String said = Files.readString(errors, StandardCharsets.ISO_8859_1).strip();
        throw new FailedException(
            String.join(" ", words)
                + ": exit status "
                + status
                + (said.isEmpty() ? "" : ": ")
                + said);
      }
      return Long.parseLong(text);
    } finally {
      Files.delete(answer);
      Files.delete(errors);
    }
  }

  /** A program on the PATH, or null. */
  public static Path onPath(String name) {
    String path = System.getenv("PATH");
    for (String directory : (path == null ? "" : path).split(":", -1)) {
      Path file = Path.of(directory, name);
      if (!directory.isEmpty() && Files.isExecutable(file)) {
        return file;
      }
    }
    return null;
  }

  /**
   * A native build of a C program, or null when there is no compiler.
   *
   * @param directory where to put it
   */
  public static BenchProgram compiled(Path source, Path directory)
      throws IOException, InterruptedException {
    Path gcc = onPath("gcc");
    if (gcc == null) {
      return null;
    }
    Path program = directory.resolve("perf-bench");
    Process compiler =
        new ProcessBuilder(gcc.toString(), "-O2", "-w", "-o", program.toString(), source.toString())
            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
            .redirectError(ProcessBuilder.Redirect.DISCARD)
            .start();
    return compiler.waitFor() == 0 ? new BenchProgram(List.of(), program) : null;
  }
}
