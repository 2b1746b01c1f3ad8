package dev.armature.cli;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** What the host's {@code /proc} tells of a process, one char per byte. */
final class ProcText {
  private ProcText() {}

  /**
   * All of a file.
   *
   * @throws IOException when the process is gone or not ours
   */
  static String read(String file) throws IOException {
    return new String(Files.readAllBytes(Path.of(file)), ISO_8859_1);
  }

  /** The strings of {@code cmdline} or {@code environ}, each with a zero behind it. */
  static List<String> strings(String text) {
    List<String> strings = new ArrayList<>();
    int start = 0;
    for (int end; (end = text.indexOf('\0', start)) >= 0; start = end + 1) {
      strings.add(text.substring(start, end));
    }
    return strings;
  }
}
