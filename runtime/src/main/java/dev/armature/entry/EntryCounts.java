package dev.armature.entry;

import dev.armature.machine.Exit;
import dev.armature.task.Task;
import java.util.EnumMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicLongArray;

/** How often guest code came back to the user loops of a machine, and why. */
public final class EntryCounts {
  private static final Exit[] REASONS = Exit.values();

  private final AtomicLongArray exits = new AtomicLongArray(REASONS.length);
  private final AtomicLong interpreted = new AtomicLong();
  private final AtomicLong guardMisses = new AtomicLong();
  private final AtomicLong recognised = new AtomicLong();
  private final AtomicLong threads = new AtomicLong();

  /** A counter for one thread: by the ordinal of the reason. */
  static long[] ofThread() {
    return new long[REASONS.length];
  }

  /** Adds what a thread has counted, at its end. */
  void add(Task task, long[] thread) {
    for (int i = 0; i < thread.length; i++) {
      exits.addAndGet(i, thread[i]);
    }
    interpreted.addAndGet(task.cpu.interpreted);
    guardMisses.addAndGet(task.cpu.guardMisses);
    recognised.addAndGet(task.cpu.recognised);
    threads.incrementAndGet();
  }

  /** Exits by reason; NONE counts those that only went on elsewhere. Ended threads only. */
  public Map<Exit, Long> exits() {
    Map<Exit, Long> counts = new EnumMap<>(Exit.class);
    for (Exit reason : REASONS) {
      counts.put(reason, exits.get(reason.ordinal()));
    }
    return counts;
  }

  /** Guest instructions of the blocks that the interpreter entered, of ended threads. */
  public long interpreted() {
    return interpreted.get();
  }

  /** Accesses that the guard in translated code sent the slow way, of ended threads. */
  public long guardMisses() {
    return guardMisses.get();
  }

  /** Calls of recognised routines that were done without the guest's code, of ended threads. */
  public long recognised() {
    return recognised.get();
  }

  /** Threads that have ended. */
  public long threads() {
    return threads.get();
  }
}
