package dev.armature.cli;

import dev.armature.Machine;
import java.util.Map;
import sun.misc.Signal;

/**
 * Signals that the host sends to this process belong to the guest: Ctrl-C of the terminal, a kill
 * from a script, a changed window size.
 */
final class HostSignals {
  /** Names as the JVM knows them, and ARM Linux's numbers. QUIT stays the JVM's thread dump. */
  private static final Map<String, Integer> FORWARDED =
      Map.of("HUP", 1, "INT", 2, "TERM", 15, "CONT", 18, "TSTP", 20, "WINCH", 28);

  private HostSignals() {}

  static void deliverTo(Machine machine) {
    FORWARDED.forEach(
        (name, number) -> {
          try {
            Signal.handle(new Signal(name), signal -> machine.interrupt(number));
          } catch (IllegalArgumentException taken) {
            // A JVM started with -Xrs keeps some for itself.
          }
        });
  }
}
