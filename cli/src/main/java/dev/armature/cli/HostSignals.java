package dev.armature.cli;

import dev.armature.host.HostQuit;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import java.util.function.IntConsumer;
import jdk.internal.misc.Signal;

/**
 * Hands the signals that others send to this process on to the guest, so that Ctrl-C, {@code kill}
 * and a closed terminal mean what they mean to any program.
 *
 * <p>The JVM keeps SIGPIPE, SIGSEGV and its kin to itself, and SIGUSR2, with which it stops threads
 * for the flight recorder, unless the launcher told it to use another signal. SIGQUIT must be taken
 * from it. The class is the one behind {@code sun.misc.Signal}, which javac can't be told to
 * compile silently.
 */
final class HostSignals {
  private static final List<String> NAMES =
      List.of("HUP", "INT", "USR1", "ALRM", "TERM", "TSTP", "CONT", "WINCH");

  private HostSignals() {}

  /** Not a lambda: of this interface the AOT cache has none. */
  private record Handler(IntConsumer machine) implements Signal.Handler {
    @Override
    public void handle(Signal signal) {
      machine.accept(signal.getNumber());
    }
  }

  /** Linux numbers these signals alike on ARM and on every host that Armature runs on. */
  static void handOnTo(IntConsumer machine) {
    for (String name : NAMES) {
      handOn(name, machine);
    }
    if (System.getenv(ProcessStrings.SUSPEND_SIGNAL) != null) {
      handOn("USR2", machine);
    }
  }

  private static void handOn(String name, IntConsumer machine) {
    try {
      Signal.handle(new Signal(name), new Handler(machine));
    } catch (IllegalArgumentException e) {
      // A JVM started with -Xrs keeps some for itself.
    }
  }

  /**
   * Hands on SIGQUIT as well, for which {@link HostQuit} wants descriptor 3.
   *
   * @param later what else is to be done, {@link TraceServer#DELAY} from now: a thread only for it
   *     would cost every program
   */
  static void handOnQuit(IntConsumer taker, Runnable later) {
    Thread.ofPlatform()
        .daemon()
        .name("SIGQUIT")
        .start(() -> {
          boolean taken = HostQuit.take();
          long start = System.nanoTime();
          for (long left = TraceServer.DELAY; left > 0; ) {
            if (!taken) {
              LockSupport.parkNanos(left);
            } else if (HostQuit.await(left)) {
              taker.accept(HostQuit.SIGQUIT);
            }
            left = start + TraceServer.DELAY - System.nanoTime();
          }
          later.run();
          while (taken) {
            if (HostQuit.await(-1)) {
              taker.accept(HostQuit.SIGQUIT);
            }
          }
        });
  }

  /** The signals that ask a process to end; SIGQUIT stays HotSpot's, for jcmd and its kin. */
  static void handOnEnding(IntConsumer taker) {
    for (String name : List.of("HUP", "INT", "TERM")) {
      handOn(name, taker);
    }
  }

  /**
   * What signals do to a command that traces guests of other processes: they end the trace, or
   * nothing.
   *
   * @param end whether {@code taker} is told
   * @param neverStops whether SIGTSTP does nothing either
   */
  static void handOnEnding(boolean end, boolean neverStops, IntConsumer taker) {
    IntConsumer action = end ? taker : signo -> {};
    handOnEnding(action);
    if (neverStops) {
      handOn("TSTP", signo -> {});
    }
    if (!System.getProperty(GuestRun.DESCRIPTORS, "").isEmpty()) {
      handOnQuit(action, () -> {});
    }
  }
}
