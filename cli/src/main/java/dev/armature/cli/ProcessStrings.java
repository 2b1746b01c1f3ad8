package dev.armature.cli;

import java.io.IOException;
import java.util.List;

/**
 * Arguments and environment as the bytes the host gave, one char per byte.
 *
 * <p>Java decodes both by the locale and so loses bytes: with {@code LANG=C} every letter beyond
 * ASCII is gone before {@code main} starts. A guest must see exactly what its caller wrote.
 */
final class ProcessStrings {
  /** Tells HotSpot to suspend threads with another signal than SIGUSR2. The launcher sets it. */
  static final String SUSPEND_SIGNAL = "_JAVA_SR_SIGNUM";

  private ProcessStrings() {}

  /** The last {@code decoded.length} words of this process's command line. */
  static String[] arguments(String[] decoded) {
    boolean ascii = true;
    for (String word : decoded) {
      ascii &= word.chars().allMatch(c -> c > 0 && c < 0x80);
    }
    if (ascii) {
      return decoded;
    }
    List<String> words = words("/proc/self/cmdline");
    // The JVM itself expands @files before main; then the counts differ and Java's view stays.
    return words.size() < decoded.length
        ? decoded
        : words.subList(words.size() - decoded.length, words.size()).toArray(String[]::new);
  }

  /**
   * The environment this process was started with, each {@code NAME=VALUE}, in its order, without
   * what the launcher added.
   */
  static List<String> environment() {
    List<String> variables = words("/proc/self/environ");
    variables.removeIf(variable -> variable.startsWith(SUSPEND_SIGNAL + "="));
    return variables;
  }

  private static List<String> words(String file) {
    try {
      return ProcText.strings(ProcText.read(file));
    } catch (IOException e) {
      throw new CommandException(1, "cannot read " + file + ": " + e.getMessage(), e);
    }
  }
}
