package dev.armature.wait;

import java.util.ArrayList;
import java.util.List;

/**
 * Sleepers that wait for the same kind of event ({@code wait_queue_head}). Add, then sleep on a
 * condition, then remove; who changes what the condition reads calls {@link #wakeAll} afterwards.
 */
public final class WaitQueue {
  private final List<Sleeper> sleepers = new ArrayList<>(2);

  public synchronized void add(Sleeper sleeper) {
    sleepers.add(sleeper);
  }

  public synchronized void remove(Sleeper sleeper) {
    sleepers.remove(sleeper);
  }

  public synchronized void wakeAll() {
    for (Sleeper sleeper : sleepers) {
      sleeper.wake();
    }
  }
}
