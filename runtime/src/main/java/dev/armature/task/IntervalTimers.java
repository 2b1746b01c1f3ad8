package dev.armature.task;

import dev.armature.signal.SigInfo;
import dev.armature.signal.Signals;

/**
 * The interval timers of a process: ITIMER_REAL in real time; ITIMER_VIRTUAL and ITIMER_PROF in CPU
 * time, which is checked when their time may have come at the earliest. Nanoseconds.
 */
public final class IntervalTimers {
  public static final int ITIMER_REAL = 0;
  public static final int ITIMER_VIRTUAL = 1;
  public static final int ITIMER_PROF = 2;

  private static final int[] SIGNALS = {Signals.SIGALRM, Signals.SIGVTALRM, Signals.SIGPROF};

  private final ThreadGroup group;
  private final TimerQueue.Entry[] armed = new TimerQueue.Entry[3];
  private final long[] expiry = new long[3];
  private final long[] interval = new long[3];

  IntervalTimers(ThreadGroup group) {
    this.group = group;
  }

  /** Nanoseconds to the next expiry of timer {@code which}, 0 when it is not armed. */
  public synchronized long value(int which) {
    return armed[which] == null ? 0 : Math.max(1, expiry[which] - now(which));
  }

  public synchronized long interval(int which) {
    return interval[which];
  }

  /** Arms timer {@code which}, or disarms it when {@code value} is 0. */
  public synchronized void set(int which, long value, long every) {
    group.kernel.timerQueue.cancel(armed[which]);
    armed[which] = null;
    interval[which] = every;
    if (value > 0) {
      expiry[which] = now(which) + value;
      arm(which);
    }
  }

  /** Disarms all: the process ends. */
  void cancelAll() {
    for (int which = 0; which < 3; which++) {
      set(which, 0, 0);
    }
  }

  private void arm(int which) {
    long delay = Math.max(0, expiry[which] - now(which));
    if (which != ITIMER_REAL) {
      delay = CpuClock.soonest(group, delay);
    }
    armed[which] = group.kernel.timerQueue.schedule(System.nanoTime() + delay, () -> fire(which));
  }

  private void fire(int which) {
    synchronized (this) {
      if (armed[which] == null) {
        return;
      }
      if (now(which) - expiry[which] < 0) {
        arm(which);
        return;
      }
      if (interval[which] > 0) {
        long late = now(which) - expiry[which];
        expiry[which] += interval[which] * (1 + late / interval[which]);
        arm(which);
      } else {
        armed[which] = null;
      }
    }
    Signalling.sendToGroup(group, SigInfo.fromKernel(SIGNALS[which]));
  }

  private long now(int which) {
    return switch (which) {
      case ITIMER_REAL -> System.nanoTime();
      case ITIMER_VIRTUAL -> Accounting.processTimes(group).user();
      default -> Accounting.processNanos(group);
    };
  }
}
