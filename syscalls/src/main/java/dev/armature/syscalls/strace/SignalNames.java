package dev.armature.syscalls.strace;

import dev.armature.signal.Signals;

/** Signals and sets of them as strace names them. */
final class SignalNames {
  private SignalNames() {}

  /** {@code SIGHUP}, {@code SIGRTMIN}, {@code SIGRT_3}; null for a number that is no signal. */
  static String of(int signal) {
    if (signal < 1 || signal > Signals.NSIG) {
      return null;
    }
    return signal == Signals.SIGRTMIN ? "SIGRTMIN" : Signals.name(signal);
  }

  static void print(Out out, int signal) {
    String name = of(signal);
    if (name == null) {
      out.decimal(signal);
    } else {
      out.numbered(name, signal);
    }
  }

  /** {@code [INT CHLD]}, inverted when most are in. */
  static void printSet(Out out, long set) {
    boolean inverted = Long.bitCount(set) >= Signals.NSIG * 2 / 3;
    long shown = inverted ? ~set : set;
    out.signalSet(inverted, shown);
  }

  /** The number of {@code SIGINT}, {@code INT} or {@code 2}. */
  static int parse(String text) {
    for (int signal = 1; signal <= Signals.NSIG; signal++) {
      String name = of(signal);
      if (text.equalsIgnoreCase(name) || text.equalsIgnoreCase(name.substring(3))) {
        return signal;
      }
    }
    try {
      int number = Integer.parseInt(text);
      if (Signals.valid(number)) {
        return number;
      }
    } catch (NumberFormatException notANumber) {
      // Told below.
    }
    throw new BadExpression("invalid signal '" + text + "'");
  }

  static long parseSet(String text) {
    boolean inverted = text.startsWith("!");
    long set = 0;
    for (String word : (inverted ? text.substring(1) : text).split(",", -1)) {
      switch (word) {
        case "all" -> set = -1L;
        case "none" -> {}
        default -> set |= Signals.bit(parse(word));
      }
    }
    return inverted ? ~set : set;
  }
}
