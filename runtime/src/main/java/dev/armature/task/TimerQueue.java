package dev.armature.task;

import java.util.PriorityQueue;

/**
 * What must happen at a time: interval timers, POSIX timers. One daemon thread per machine, started
 * with the first timer; it ends when the machine closes.
 */
public final class TimerQueue implements AutoCloseable {
  /** An armed timer. */
  public static final class Entry implements Comparable<Entry> {
    private final long deadline;
    private final Runnable action;
    private boolean cancelled;

    private Entry(long deadline, Runnable action) {
      this.deadline = deadline;
      this.action = action;
    }

    /** When it fires, as {@link System#nanoTime} tells time. */
    public long deadline() {
      return deadline;
    }

    @Override
    public int compareTo(Entry other) {
      return Long.compare(deadline - other.deadline, 0);
    }
  }

  private final PriorityQueue<Entry> queue = new PriorityQueue<>();
  private Thread thread;
  private boolean closed;

  /** Runs {@code action} at {@code deadline} (a {@link System#nanoTime}); it must be short. */
  public synchronized Entry schedule(long deadline, Runnable action) {
    Entry entry = new Entry(deadline, action);
    if (closed) {
      return entry;
    }
    queue.add(entry);
    if (thread == null) {
      thread = Thread.ofPlatform().name("guest timers").daemon(true).start(this::run);
    } else if (queue.peek() == entry) {
      notifyAll();
    }
    return entry;
  }

  /** Disarms; the action may be running already. */
  public synchronized void cancel(Entry entry) {
    if (entry != null && !entry.cancelled) {
      entry.cancelled = true;
      boolean unused = queue.remove(entry);
    }
  }

  @Override
  public synchronized void close() {
    closed = true;
    queue.clear();
    notifyAll();
  }

  private void run() {
    while (true) {
      Entry due;
      synchronized (this) {
        while (true) {
          if (closed) {
            return;
          }
          Entry next = queue.peek();
          long left = next == null ? 0 : next.deadline - System.nanoTime();
          if (next != null && left <= 0) {
            due = queue.poll();
            break;
          }
          try {
            if (next == null) {
              wait();
            } else {
              wait(left / 1_000_000, (int) (left % 1_000_000));
            }
          } catch (InterruptedException e) {
            return;
          }
        }
      }
      due.action.run();
    }
  }
}
