package dev.armature.perf.compare;

import dev.armature.host.HostProcess;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.zip.CRC32C;

/**
 * One process from start to end.
 *
 * @param cpu seconds of processor time of all its threads, user and system, in steps of 10 ms
 * @param wall seconds that passed
 * @param output checksum of what it wrote to stdout
 * @param head the first 8 KiB of that, as ISO 8859-1
 */
record ProcessRun(double cpu, double wall, long output, String head) {
  /** Ticks of times in /proc per second: USER_HZ, 100 on every architecture but Alpha. */
  private static final double TICKS = 100;

  /** Among the fields of {@link HostProcess#stat}: user and system time. */
  private static final int UTIME = 11;

  /** The same of children that were waited for. */
  private static final int CUTIME = 13;

  private static final int HEAD = 8 << 10;

  /** A program did not end as it should. */
  static final class FailedException extends Exception {
    private static final long serialVersionUID = 1;

    FailedException(String message) {
      super(message);
    }
  }

  /**
   * Who runs a guest.
   *
   * @param command what the guest's command line is put behind
   * @param environment more variables for it
   * @param server another process that does the work, or 0
   */
  record Runner(List<String> command, Map<String, String> environment, long server) {
    Runner(List<String> command) {
      this(command, Map.of(), 0);
    }
  }

  /**
   * Runs a command with nothing on its stdin. No other child of this JVM may end meanwhile.
   *
   * @param runner whose environment it has and whose server's time is counted
   * @throws FailedException when it can't be started or its exit status is not 0
   */
  static ProcessRun of(Runner runner, List<String> command)
      throws FailedException, InterruptedException {
    try {
      Path errors = Files.createTempFile("armature-compare", ".err");
      try {
        double before = seconds(runner);
        long begin = System.nanoTime();
        var builder =
            new ProcessBuilder(command)
                .redirectInput(Path.of("/dev/null").toFile())
                .redirectError(errors.toFile());
        builder.environment().putAll(runner.environment);
        Process process = builder.start();
        var output = new CRC32C();
        String head;
        try (InputStream in = process.getInputStream()) {
          byte[] first = in.readNBytes(HEAD);
          head = new String(first, StandardCharsets.ISO_8859_1);
          output.update(first);
          rest(in, output);
        }
        int status = process.waitFor();
        double wall = (System.nanoTime() - begin) / 1e9;
        if (status != 0) {
          String said = Files.readString(errors, StandardCharsets.ISO_8859_1).strip();
          throw new FailedException(
              "%s: exit status %d%s"
                  .formatted(String.join(" ", command), status, said.isEmpty() ? "" : ": " + said));
        }
        return new ProcessRun(seconds(runner) - before, wall, output.getValue(), head);
      } finally {
        Files.deleteIfExists(errors);
      }
    } catch (IOException e) {
      throw new FailedException(String.join(" ", command) + ": " + e.getMessage());
    }
  }

  private static void rest(InputStream in, CRC32C crc) throws IOException {
    byte[] buffer = new byte[1 << 16];
    for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
      crc.update(buffer, 0, n);
    }
  }

  /** What children have taken that have ended, and the server so far. */
  private static double seconds(Runner runner) throws IOException {
    long ticks = ticks("self", CUTIME);
    return (runner.server == 0 ? ticks : ticks + ticks(Long.toString(runner.server), UTIME))
        / TICKS;
  }

  private static long ticks(String process, int field) throws IOException {
    String[] fields = HostProcess.stat(process);
    return Long.parseLong(fields[field]) + Long.parseLong(fields[field + 1]);
  }
}
