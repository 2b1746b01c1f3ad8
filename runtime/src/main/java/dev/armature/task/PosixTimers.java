package dev.armature.task;

import dev.armature.abi.Errno;
import dev.armature.host.HostClock;
import dev.armature.signal.SigInfo;
import dev.armature.signal.Signals;
import java.util.HashMap;
import java.util.Map;

/** The POSIX timers of a process ({@code kernel/time/posix-timers.c}). Times are nanoseconds. */
public final class PosixTimers {
  public static final int SIGEV_SIGNAL = 0;
  public static final int SIGEV_NONE = 1;
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
    private final int clock;
    private final Event event;
    private long interval;

    /** On the timer's clock; only while armed. */
    private long expiry;

    private TimerQueue.Entry armed;
    private boolean running;
    private int overrun;

    private Timer(int id, int clock, Event event) {
      this.id = id;
      this.clock = clock;
      this.event = event;
    }
  }

  private final ThreadGroup group;
  private final Map<Integer, Timer> timers = new HashMap<>();
  private int next;

  PosixTimers(ThreadGroup group) {
    this.group = group;
  }

  /** timer_create: the id, or -EAGAIN. The clock has been checked. */
  public synchronized int create(int clock, Event event) {
    if (timers.size() >= LIMIT) {
      return -Errno.EAGAIN;
    }
    int id = next++ & Integer.MAX_VALUE;
    Event filled = event == null ? new Event(SIGEV_SIGNAL, Signals.SIGALRM, id, 0) : event;
    timers.put(id, new Timer(id, clock, filled));
    return id;
  }

  public synchronized boolean exists(int id) {
    return timers.containsKey(id);
  }

  /** timer_delete. */
  public synchronized int delete(int id) {
    Timer timer = timers.remove(id);
    if (timer == null) {
      return -Errno.EINVAL;
    }
    disarm(timer);
    return 0;
  }

  /** timer_gettime. */
  public synchronized Setting get(int id) {
    Timer timer = timers.get(id);
    forward(timer);
    long left = timer.running ? Math.max(1, timer.expiry - now(timer.clock)) : 0;
    if (timer.running && timer.event.kind() == SIGEV_NONE && timer.interval == 0) {
      left = Math.max(0, timer.expiry - now(timer.clock));
    }
    return new Setting(left, timer.interval);
  }

  /** timer_getoverrun. */
  public synchronized int overrun(int id) {
    Timer timer = timers.get(id);
    return timer == null ? -Errno.EINVAL : timer.overrun;
  }

  /** timer_settime; value 0 disarms. */
  public synchronized void set(int id, Setting setting, boolean absolute) {
    Timer timer = timers.get(id);
    disarm(timer);
    timer.interval = setting.interval();
    timer.overrun = 0;
    if (setting.value() > 0) {
      timer.expiry = absolute ? setting.value() : now(timer.clock) + setting.value();
      timer.running = true;
      arm(timer);
    }
  }

  /** Timers do not survive exec and exit. */
  synchronized void deleteAll() {
    timers.values().forEach(this::disarm);
    timers.clear();
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
    long delay = Math.max(0, timer.expiry - now(timer.clock));
    timer.armed = group.kernel.timerQueue.schedule(System.nanoTime() + delay, () -> fire(timer));
  }

  /** A periodic timer without events moves on when somebody looks at it. */
  private void forward(Timer timer) {
    long late = now(timer.clock) - timer.expiry;
    if (timer.running && timer.armed == null && timer.interval > 0 && late >= 0) {
      timer.expiry += timer.interval * (1 + late / timer.interval);
    }
  }

  private void fire(Timer timer) {
    synchronized (this) {
      if (!timer.running || timer.armed == null) {
        return;
      }
      long late = now(timer.clock) - timer.expiry;
      if (late < 0) {
        arm(timer);
        return;
      }
      if (timer.interval > 0) {
        long missed = late / timer.interval;
        timer.overrun = (int) Math.min(missed, Integer.MAX_VALUE);
        timer.expiry += timer.interval * (1 + missed);
        arm(timer);
      } else {
        timer.running = false;
        timer.armed = null;
      }
    }
    Event event = timer.event;
    SigInfo info = SigInfo.timer(event.signo(), timer.id, timer.overrun, event.value());
    if (event.tid() == 0) {
      Signalling.sendToGroup(group, info);
      return;
    }
    Task target = group.kernel.task(event.tid());
    if (target != null && target.group == group) {
      Signalling.sendToTask(target, info);
    }
  }

  private long now(int clock) {
    return switch (clock) {
      case HostClock.CLOCK_PROCESS_CPUTIME_ID, HostClock.CLOCK_THREAD_CPUTIME_ID ->
          Accounting.processNanos(group);
      default -> HostClock.time(clock);
    };
  }
}
