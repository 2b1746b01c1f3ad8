package dev.armature.signal;

import java.util.ArrayDeque;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Signals that wait for delivery ({@code struct sigpending}): one queue per thread and one per
 * process. A standard signal is there once however often it was sent; real-time signals queue in
 * order, each with its siginfo. Guarded by the lock of the process's signal state.
 */
public final class SigPending {
  private final ArrayDeque<SigInfo> queue = new ArrayDeque<>();

  /** What waits in all queues of one user, for RLIMIT_SIGPENDING. */
  private final AtomicInteger all;

  private long set;

  /** A queue that nothing else counts with. */
  public SigPending() {
    this(new AtomicInteger());
  }

  /**
   * @param all how many siginfos wait here and elsewhere ({@code ucounts})
   */
  public SigPending(AtomicInteger all) {
    this.all = all;
  }

  /** Which signals wait. */
  public long set() {
    return set;
  }

  /**
   * Adds a signal.
   *
   * @return false when it is a standard signal that waits already
   */
  public boolean add(SigInfo info) {
    if (info.queuedAlways()) {
      set |= Signals.bit(info.signo());
      queue.add(info);
      return true;
    }
    long bit = Signals.bit(info.signo());
    if (info.signo() < Signals.SIGRTMIN && (set & bit) != 0) {
      return false;
    }
    set |= bit;
    queue.add(info);
    all.incrementAndGet();
    return true;
  }

  /** How many siginfos wait here. */
  public int size() {
    return queue.size();
  }

  /** How many siginfos wait here and in the queues that count together, RLIMIT_SIGPENDING's sum. */
  public int sizeOfAll() {
    return all.get();
  }

  /** The siginfos that wait from number {@code skip} on, at most {@code most}. */
  public List<SigInfo> peek(long skip, int most) {
    return queue.stream().skip(skip).limit(most).toList();
  }

  /**
   * Takes the next signal that {@code blocked} lets through: synchronous faults first, then the
   * lowest number ({@code next_signal}).
   *
   * @return null when there is none
   */
  public SigInfo dequeue(long blocked) {
    long ready = set & ~blocked;
    if (ready == 0) {
      return null;
    }
    long preferred = (ready & Signals.SYNCHRONOUS) != 0 ? ready & Signals.SYNCHRONOUS : ready;
    return take(Long.numberOfTrailingZeros(preferred) + 1);
  }

  /** Drops every signal of {@code mask}. */
  public void flush(long mask) {
    if ((set & mask) == 0) {
      return;
    }
    int before = queue.size();
    queue.removeIf(info -> Signals.has(mask, info.signo()));
    all.addAndGet(queue.size() - before);
    set &= ~mask;
  }

  private SigInfo take(int signo) {
    SigInfo found = null;
    boolean more = false;
    for (Iterator<SigInfo> it = queue.iterator(); it.hasNext(); ) {
      SigInfo info = it.next();
      if (info.signo() == signo) {
        if (found == null) {
          found = info;
          it.remove();
          all.decrementAndGet();
        } else {
          more = true;
          break;
        }
      }
    }
    if (!more) {
      set &= ~Signals.bit(signo);
    }
    return found;
  }
}
