package dev.armature.task;

import dev.armature.abi.Errno;
import dev.armature.host.HostClock;
import dev.armature.signal.SigInfo;
import dev.armature.signal.Signals;
import java.util.HashMap;
import java.util.Map;
import java.util.function.LongSupplier;

/**
 * The POSIX timers of a process ({@code kernel/time/posix-timers.c}). Times are nanoseconds.
 *
 * <p>A timer has one signal at most on its way. While it waits the timer rests; when it is
 * delivered the timer goes on, and what it has missed is the signal's overrun.
 *
 * <p>Guarded by the siglock of the process.
 */
public final class PosixTimers {
  public static final int SIGEV_SIGNAL = 0;
  public static final int SIGEV_NONE = 1;
  public static final int SIGEV_THREAD = 2;
  public static final int SIGEV_THREAD_ID = 4;

  /** More than any program needs; the kernel counts them under RLIMIT_SIGPENDING. */
  private static final int LIMIT = 10_000;

  /**
   * What happens at expiry.
   *
   * @param kind SIGEV_*
   * @param value sigev_value, for the siginfo
   * @param tid the thread that gets the signal with SIGEV_THREAD_ID, else 0
   */
  public record Event(int kind, int signo, int value, int tid) {}

  /** What timer_settime sets and timer_gettime tells: time left and interval. */
  public record Setting(long value, long interval) {}

  private static final class Timer {
    private final int id;
    private final boolean cpu;
    private final LongSupplier clock;
    private final Event event;
    private long interval;

    /** On the timer's clock; only while running. */
    private long expiry;

    private TimerQueue.Entry armed;
    private boolean running;

    /** The signal that waits for delivery, null when none does. */
    private SigInfo queued;

    /** Of the signal delivered last. */
    private int overrun;

    private Timer(int id, boolean cpu, LongSupplier clock, Event event) {
      this.id = id;
      this.cpu = cpu;
      this.clock = clock;
      this.event = event;
    }

    private long now() {
      return clock.getAsLong();
    }

    /** {@code hrtimer_forward}: lets an interval timer pass what is over; how many expiries. */
    private long forward() {
      long late = now() - expiry;
      if (late < 0 || interval == 0) {
        return 0;
      }
      long passed = 1 + late / interval;
      expiry += interval * passed;
      return passed;
    }
  }

  private final ThreadGroup group;
  private final Map<Integer, Timer> timers = new HashMap<>();
  private int next;

  PosixTimers(ThreadGroup group) {
    this.group = group;
  }

  /**
   * timer_create.
   *
   * @param clock the clock's id, which has been checked
   * @param time tells that clock's time
   * @return the id, or -EAGAIN
   */
  public int create(int clock, LongSupplier time, Event event) {
    synchronized (group.siglock) {
      if (timers.size() >= LIMIT) {
        return -Errno.EAGAIN;
      }
      int id = next++ & Integer.MAX_VALUE;
      Event filled = event == null ? new Event(SIGEV_SIGNAL, Signals.SIGALRM, id, 0) : event;
      timers.put(id, new Timer(id, CpuClock.isCpu(clock), time, filled));
      return id;
    }
  }

  public boolean exists(int id) {
    synchronized (group.siglock) {
      return timers.containsKey(id);
    }
  }

  /** timer_delete. */
  public int delete(int id) {
    synchronized (group.siglock) {
      Timer timer = timers.remove(id);
      if (timer == null) {
        return -Errno.EINVAL;
      }
      disarm(timer);
      return 0;
    }
  }

  /** timer_gettime. */
  public Setting get(int id) {
    synchronized (group.siglock) {
      return setting(timers.get(id));
    }
  }

  private static Setting setting(Timer timer) {
    if (!timer.running) {
      return new Setting(0, timer.interval);
    }
    boolean silent = timer.event.kind() == SIGEV_NONE;
    if (timer.interval > 0 && (silent || timer.queued != null)) {
      // Nobody lets it go on while nothing is delivered: look where it would be.
      long late = timer.now() - timer.expiry;
      long passed = late < 0 ? 0 : 1 + late / timer.interval;
      long left = timer.expiry + timer.interval * passed - timer.now();
      return new Setting(Math.max(1, left), timer.interval);
    }
    long left = timer.expiry - timer.now();
    // One that is about to fire shows as 1: zero would mean that it is not armed.
    return new Setting(left > 0 ? left : silent ? 0 : 1, timer.interval);
  }

  /** timer_getoverrun. */
  public int overrun(int id) {
    synchronized (group.siglock) {
      Timer timer = timers.get(id);
      return timer == null ? -Errno.EINVAL : timer.overrun;
    }
  }

  /** timer_settime; value 0 disarms. */
  public void set(int id, Setting setting, boolean absolute) {
    synchronized (group.siglock) {
      Timer timer = timers.get(id);
      disarm(timer);
      timer.interval = setting.interval();
      timer.overrun = 0;
      timer.queued = null;
      if (setting.value() > 0) {
        timer.expiry = absolute ? setting.value() : timer.now() + setting.value();
        timer.running = true;
        arm(timer);
      } else {
        timer.interval = 0;
      }
    }
  }

  /** Timers do not survive exec and exit. */
  void deleteAll() {
    synchronized (group.siglock) {
      timers.values().forEach(this::disarm);
      timers.clear();
    }
  }

  private void disarm(Timer timer) {
    group.kernel.timerQueue.cancel(timer.armed);
    timer.armed = null;
    timer.running = false;
  }

  private void arm(Timer timer) {
    if (timer.event.kind() == SIGEV_NONE) {
      return;
    }
    long delay = Math.max(0, timer.expiry - timer.now());
    if (timer.cpu) {
      delay = CpuClock.soonest(group, delay);
    }
    timer.armed = group.kernel.timerQueue.schedule(System.nanoTime() + delay, () -> fire(timer));
  }

  private void fire(Timer timer) {
    Event event = timer.event;
    SigInfo info;
    synchronized (group.siglock) {
      if (!timer.running || timer.armed == null) {
        return;
      }
      if (timer.now() - timer.expiry < 0) {
        arm(timer);
        return;
      }
      timer.armed = null;
      info = SigInfo.timer(event.signo(), timer.id, 0, event.value());
      timer.queued = info;
      if (timer.interval == 0) {
        timer.running = false;
      }
    }
    Task target = event.tid() == 0 ? null : group.kernel.task(event.tid());
    boolean reachable = event.tid() == 0 || target != null && target.group == group;
    if (!reachable || !Signalling.sendTimer(group, target, info)) {
      // Nobody will take it: on to the next expiry.
      delivered(info);
    }
  }

  /**
   * A timer's signal is taken from its queue ({@code posixtimer_rearm}): the overrun is known now,
   * and an interval timer goes on.
   */
  @SuppressWarnings("ReferenceEquality")
  void delivered(SigInfo info) {
    synchronized (group.siglock) {
      Timer timer = timers.get(info.field(0));
      // A user may make up such a signal, and the timer may have been set anew.
      if (timer == null || timer.queued != info) {
        return;
      }
      timer.queued = null;
      timer.overrun = 0;
      if (timer.running && timer.interval > 0) {
        timer.overrun = (int) Math.min(timer.forward() - 1, Integer.MAX_VALUE);
        info.setOverrun(timer.overrun);
        arm(timer);
      }
    }
  }

  /** Whether timers can run on a clock: those that only tell the time coarsely or raw have none. */
  public static boolean runsOn(int clock) {
    return clock < 0
        || clock <= HostClock.CLOCK_THREAD_CPUTIME_ID
        || clock == HostClock.CLOCK_BOOTTIME
        || clock == CpuClock.CLOCK_TAI;
  }
}
