package dev.armature.syscalls.strace;

/**
 * The colors of {@code --color}, as escape sequences of ECMA-48.
 *
 * @param call the name of a call
 * @param error the result of one that failed
 * @param value the result of one that did not
 * @param signal a line about a signal or a stop
 * @param exit a line about an end
 * @param end back to what was before
 */
record Palette(String call, String error, String value, String signal, String exit, String end) {
  static final Palette TERMINAL =
      new Palette("\033[1;36m", "\033[31m", "\033[32m", "\033[33m", "\033[35m", "\033[m");

  String result(Text result) {
    return result.startsWith("-1 ") || result.startsWith("?") ? error : value;
  }

  String event(String line) {
    return line.startsWith("+++") ? exit : signal;
  }
}
