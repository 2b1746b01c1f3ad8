package dev.armature.cli;

import java.util.ArrayList;
import java.util.List;

/**
 * What {@code -p} names.
 *
 * @param text as it was given
 * @param host an id of the host: of a JVM that runs guests, or of one of its threads
 * @param guest the guest's id of a process or thread in it, 0 where none is given
 */
record TraceTarget(String text, int host, int guest) {
  /** Takes the value of one {@code -p} apart, as strace does: ids between blanks and commas. */
  static List<TraceTarget> parse(String value) {
    List<TraceTarget> targets = new ArrayList<>();
    if (value.isEmpty()) {
      return targets;
    }
    for (String text : value.split("[\n\t ,]", -1)) {
      int colon = text.indexOf(':');
      int host = id(text, colon < 0 ? text : text.substring(0, colon));
      int guest = colon < 0 ? 0 : id(text, text.substring(colon + 1));
      targets.add(new TraceTarget(text, host, guest));
    }
    return targets;
  }

  private static int id(String text, String digits) {
    if (!digits.matches("0*[1-9][0-9]{0,8}")) {
      throw new CommandException(1, "strace: Invalid process id: '" + text + "'");
    }
    return Integer.parseInt(digits);
  }
}
