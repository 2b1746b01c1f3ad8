package dev.armature.syscalls.time;

import dev.armature.abi.Errno;
import dev.armature.abi.ErrnoException;
import dev.armature.mm.Uaccess;
import dev.armature.signal.Signals;
import dev.armature.task.CpuClock;
import dev.armature.task.PosixTimers;
import dev.armature.task.PosixTimers.Event;
import dev.armature.task.PosixTimers.Setting;
import dev.armature.task.Task;
import java.util.function.LongSupplier;

/** timer_create and its kin. */
public final class TimerCalls {
  private static final int TIMER_ABSTIME = 1;

  private TimerCalls() {}

  public static int create(Task task, int clock, int event, int id) {
    LongSupplier time = CpuClock.find(task, clock);
    if (time == null) {
      return -Errno.EINVAL;
    }
    if (!PosixTimers.runsOn(clock)) {
      return -Errno.EOPNOTSUPP;
    }
    Uaccess user = task.mm.uaccess();
    Event what = null;
    if (event != 0) {
      int notify = user.getInt(event + 8);
      int signo = user.getInt(event + 4);
      int tid = notify == PosixTimers.SIGEV_THREAD_ID ? user.getInt(event + 12) : 0;
      int error = check(task, notify, signo, tid);
      if (error != 0) {
        return error;
      }
      what = new Event(notify, signo, user.getInt(event), tid);
    }
    int made = task.group.posixTimers.create(clock, time, what);
    if (made < 0) {
      return made;
    }
    try {
      user.putInt(id, made);
      return 0;
    } catch (ErrnoException badPointer) {
      int unused = task.group.posixTimers.delete(made);
      return -badPointer.errno();
    }
  }

  /** {@code good_sigevent}. SIGEV_THREAD is the C library's affair: a signal to the kernel. */
  private static int check(Task task, int notify, int signo, int tid) {
    if (notify == PosixTimers.SIGEV_NONE) {
      return 0;
    }
    if (notify == PosixTimers.SIGEV_THREAD_ID) {
      Task target = task.kernel.task(tid);
      if (target == null || target.group != task.group) {
        return -Errno.EINVAL;
      }
    } else if (notify != PosixTimers.SIGEV_SIGNAL && notify != PosixTimers.SIGEV_THREAD) {
      return -Errno.EINVAL;
    }
    return Signals.valid(signo) ? 0 : -Errno.EINVAL;
  }

  public static int delete(Task task, int id) {
    return task.group.posixTimers.delete(id);
  }

  public static int getoverrun(Task task, int id) {
    return task.group.posixTimers.overrun(id);
  }

  public static int gettime(Task task, int id, int value) {
    return gettime(task, id, value, false);
  }

  public static int gettime64(Task task, int id, int value) {
    return gettime(task, id, value, true);
  }

  private static int gettime(Task task, int id, int value, boolean wide) {
    if (!task.group.posixTimers.exists(id)) {
      return -Errno.EINVAL;
    }
    put(task.mm.uaccess(), value, wide, task.group.posixTimers.get(id));
    return 0;
  }

  public static int settime(Task task, int id, int flags, int wanted, int old) {
    return settime(task, id, flags, wanted, old, false);
  }

  public static int settime64(Task task, int id, int flags, int wanted, int old) {
    return settime(task, id, flags, wanted, old, true);
  }

  private static int settime(Task task, int id, int flags, int wanted, int old, boolean wide) {
    if (wanted == 0) {
      return -Errno.EINVAL;
    }
    Uaccess user = task.mm.uaccess();
    int half = wide ? 16 : 8;
    long interval = GuestTime.timespec(user, wanted, wide);
    long value = GuestTime.timespec(user, wanted + half, wide);
    PosixTimers timers = task.group.posixTimers;
    if (interval < 0 || value < 0 || !timers.exists(id)) {
      return -Errno.EINVAL;
    }
    Setting before = timers.get(id);
    timers.set(id, new Setting(value, interval), (flags & TIMER_ABSTIME) != 0);
    if (old != 0) {
      put(user, old, wide, before);
    }
    return 0;
  }

  private static void put(Uaccess user, int address, boolean wide, Setting setting) {
    GuestTime.putTimespec(user, address, wide, setting.interval());
    GuestTime.putTimespec(user, address + (wide ? 16 : 8), wide, setting.value());
  }
}
