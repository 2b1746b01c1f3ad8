package dev.armature.perf.compare;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
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

  /** In /proc/PID/stat behind the name: user and system time of children that were waited for. */
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
   * Runs a command with nothing on its stdin. No other child of this JVM may end meanwhile.
   *
   * @throws FailedException when it can't be started or its exit status is not 0
   */
  static ProcessRun of(List<String> command) throws FailedException, InterruptedException {
    try {
      Path errors = Files.createTempFile("armature-compare", ".err");
      try {
        double before = childrenSeconds();
        long begin = System.nanoTime();
        Process process =
            new ProcessBuilder(command)
                .redirectInput(Path.of("/dev/null").toFile())
                .redirectError(errors.toFile())
                .start();
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
        return new ProcessRun(childrenSeconds() - before, wall, output.getValue(), head);
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

  private static double childrenSeconds() throws IOException {
    String stat = Files.readString(Path.of("/proc/self/stat"));
    String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ");
    return (Long.parseLong(fields[CUTIME]) + Long.parseLong(fields[CUTIME + 1])) / TICKS;
  }
}
