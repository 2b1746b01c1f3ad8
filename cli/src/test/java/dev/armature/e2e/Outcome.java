package dev.armature.e2e;

import java.nio.charset.StandardCharsets;
import java.util.stream.Collectors;

/**
 * How a run ended.
 *
 * @param status exit status as a shell sees it: 128 + n after signal n
 * @param output one char per byte of standard output
 * @param errors one char per byte of standard error
 * @param late whether it was killed because its time was over
 */
record Outcome(int status, String output, String errors, boolean late) {

  static String text(byte[] bytes) {
    return new String(bytes, StandardCharsets.ISO_8859_1);
  }

  /** Standard error without what the emulator itself says about a guest's death. */
  String guestErrors() {
    return errors
        .lines()
        .filter(line -> !line.startsWith("qemu: "))
        .collect(Collectors.joining("\n"));
  }

  /** All of it in one text, so that one comparison shows every difference. */
  String report() {
    return "status " + status + (late ? " (late)" : "") + "\n" + output;
  }
}
