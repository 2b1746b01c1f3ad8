package dev.armature.e2e;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * How a run ended.
 *
 * @param status exit status as a shell sees it: 128 + n after signal n
 * @param output one char per byte of standard output
 * @param errors one char per byte of standard error
 * @param late whether it was ended because its time was over, by SIGTERM or, where that did not
 *     help, SIGKILL
 */
record Outcome(int status, String output, String errors, boolean late) {

  /** Whether it did not even end by SIGTERM. */
  boolean deaf() {
    return late && status == 128 + 9;
  }

  static String text(byte[] bytes) {
    return new String(bytes, StandardCharsets.ISO_8859_1);
  }

  /** What an emulator prints when a signal kills its guest, as a shell would. */
  private static final Set<String> DEATHS =
      Set.of(
          "Terminated",
          "Killed",
          "Aborted",
          "Hangup",
          "Segmentation fault",
          "Illegal instruction",
          "Bus error");

  /**
   * Standard error without what the emulator itself says about a guest's death, and with one name
   * for all process ids in the messages of shells.
   */
  String guestErrors() {
    List<String> lines =
        new ArrayList<>(errors.lines().filter(line -> !line.startsWith("qemu: ")).toList());
    if (status > 128 && !lines.isEmpty() && DEATHS.contains(lines.getLast())) {
      lines.removeLast();
    }
    return String.join("\n", lines).replaceAll("(line \\d+:) +\\d+ ", "$1 PID ");
  }

  /** Where two texts begin to differ: for long output the only readable message. */
  static String firstDifference(String expected, String actual) {
    List<String> left = expected.lines().toList();
    List<String> right = actual.lines().toList();
    for (int i = 0; i < Math.max(left.size(), right.size()); i++) {
      String l = i < left.size() ? left.get(i) : "(end)";
      String r = i < right.size() ? right.get(i) : "(end)";
      if (!l.equals(r)) {
        return "line " + (i + 1) + ": expected [" + l + "], got [" + r + "]";
      }
    }
    return "same lines";
  }

  /** All of it in one text, so that one comparison shows every difference. */
  String report() {
    return "status " + status + (late ? " (late)" : "") + "\n" + output;
  }
}
