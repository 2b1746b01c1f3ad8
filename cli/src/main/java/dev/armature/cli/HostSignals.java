package dev.armature.cli;

import dev.armature.Machine;
import java.util.List;
import jdk.internal.misc.Signal;

/**
 * Hands the signals that others send to this process on to the guest, so that Ctrl-C, {@code kill}
 * and a closed terminal mean what they mean to any program.
 *
 * <p>The JVM keeps SIGQUIT (it prints its threads), SIGUSR1, SIGUSR2 (the flight recorder stops
 * threads with it: a guest would die of being profiled), SIGSEGV and its kin to itself. The class
 * is the one behind {@code sun.misc.Signal}, which javac can't be told to compile silently.
 */
final class HostSignals {
  private static final List<String> NAMES =
      List.of("HUP", "INT", "ALRM", "TERM", "TSTP", "CONT", "WINCH");

  private HostSignals() {}

  /** Linux numbers these signals alike on ARM and on every host that Armature runs on. */
  static void handOnTo(Machine machine) {
    for (String name : NAMES) {
      try {
        Signal.handle(new Signal(name), signal -> machine.interrupt(signal.getNumber()));
      } catch (IllegalArgumentException e) {
        // A JVM started with -Xrs keeps some for itself.
      }
    }
  }
}
