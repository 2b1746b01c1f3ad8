package dev.armature.cli;

import java.util.Arrays;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;

/** {@code --tips}: a word of advice at the end of a trace. */
record Tips(int id, Form form) {
  /** How much is made of a tip. */
  enum Form {
    NONE,
    COMPACT,
    FULL
  }

  private static final List<String> TEXT =
      List.of(
          "-f follows the processes that the program starts, -ff -o FILE gives each a file.",
          "-e trace=%file shows the calls that take a file name, %net those about sockets.",
          "-c counts calls, errors and times; --live shows the table while the program runs.",
          "--json prints an object per line: jq selects what you look for.",
          "-k prints the program's stack below each call, -kk with lines of its source.",
          "-yy tells of each descriptor which file, device or connection it is.",
          "-P PATH shows only what has to do with PATH.",
          "-e inject=write:error=ENOSPC:when=3 lets the third write find the disk full.",
          "-e fault=SET makes calls fail as if the kernel did not have them.",
          "-z shows only calls that succeed, -Z only those that fail.",
          "-o '|COMMAND' pipes the trace into a command.",
          "armature syscalls lists what the kernel inside has.");

  /** The value of the option; null when it has none. */
  static Tips parse(String value) {
    int id = -1;
    Form form = Form.COMPACT;
    for (String part : value == null ? new String[0] : value.split(",", -1)) {
      String word = part.replaceFirst("^(id|format):", "");
      switch (word) {
        case "none" -> form = Form.NONE;
        case "compact" -> form = Form.COMPACT;
        case "full" -> form = Form.FULL;
        case "random" -> id = -1;
        default -> {
          if (!word.matches("[0-9]{1,9}")) {
            throw StraceLine.usage("invalid --tips argument: '" + value + "'");
          }
          id = Integer.parseInt(word);
        }
      }
    }
    return new Tips(id, form);
  }

  String text() {
    if (form == Form.NONE) {
      return "";
    }
    int chosen = id < 0 ? ThreadLocalRandom.current().nextInt(TEXT.size()) : id % TEXT.size();
    String tip = TEXT.get(chosen);
    if (form == Form.COMPACT) {
      return "strace: tip " + chosen + ": " + tip + "\n";
    }
    char[] edge = new char[tip.length() + 2];
    Arrays.fill(edge, '-');
    String rule = "+" + new String(edge) + "+\n";
    return rule + "| " + tip + " |\n" + rule;
  }
}
