package dev.armature.wait;

/**
 * Who wants to hear of a change. Firing costs a field read when nobody does. A listener is called
 * by the thread that made the change, perhaps with locks held: it may look and wake, not wait.
 */
public final class Listeners {
  private static final Runnable[] NONE = {};

  private volatile Runnable[] listeners = NONE;

  public synchronized void add(Runnable listener) {
    Runnable[] now = java.util.Arrays.copyOf(listeners, listeners.length + 1);
    now[now.length - 1] = listener;
    listeners = now;
  }

  /** Takes one registration of the very same object away. */
  @SuppressWarnings("ReferenceEquality")
  public synchronized void remove(Runnable listener) {
    Runnable[] before = listeners;
    for (int i = 0; i < before.length; i++) {
      if (before[i] == listener) {
        Runnable[] now = new Runnable[before.length - 1];
        System.arraycopy(before, 0, now, 0, i);
        System.arraycopy(before, i + 1, now, i, now.length - i);
        listeners = now.length == 0 ? NONE : now;
        return;
      }
    }
  }

  /** Calls everybody. Make the change visible first. */
  public void fire() {
    for (Runnable listener : listeners) {
      listener.run();
    }
  }
}
