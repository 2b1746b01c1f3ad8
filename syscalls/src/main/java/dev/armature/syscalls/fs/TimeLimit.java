package dev.armature.syscalls.fs;

import dev.armature.abi.Errno;
import dev.armature.abi.ErrnoException;
import dev.armature.mm.Uaccess;
import dev.armature.task.Task;
import dev.armature.wait.Sleeper;

/**
 * How long poll, select and their kin may wait, and what is left of it for the guest to read
 * ({@code poll_select_finish} in {@code fs/select.c}).
 */
final class TimeLimit {
  /** The layout of the guest's time-out. */
  enum Layout {
    /** Seconds and microseconds of 32 bits. */
    TIMEVAL,
    /** Seconds and nanoseconds of 32 bits. */
    TIMESPEC,
    /** Seconds and nanoseconds of 64 bits. */
    TIMESPEC64
  }

  private static final long SECOND = 1_000_000_000;

  private final Task task;
  private final int address;
  private final Layout layout;
  private final long start = System.nanoTime();
  private final long length;

  /**
   * @param address the guest's time-out, 0 for none
   */
  TimeLimit(Task task, int address, Layout layout) {
    this.task = task;
    this.address = address;
    this.layout = layout;
    this.length = address == 0 ? Sleeper.FOREVER : read();
  }

  private long read() {
    Uaccess user = task.mm.uaccess();
    long seconds;
    long nanos;
    if (layout == Layout.TIMESPEC64) {
      seconds = user.getLong(address);
      nanos = (int) user.getLong(address + 8);
    } else {
      seconds = user.getInt(address);
      nanos = user.getInt(address + 4);
      if (layout == Layout.TIMEVAL) {
        // select takes more than a million microseconds.
        seconds += nanos / 1_000_000;
        nanos = nanos % 1_000_000 * 1000;
      }
    }
    if (seconds < 0 || nanos < 0 || nanos >= SECOND) {
      throw new ErrnoException(Errno.EINVAL);
    }
    return seconds >= Long.MAX_VALUE / SECOND ? Long.MAX_VALUE / 2 : seconds * SECOND + nanos;
  }

  /** Nanoseconds from now on, {@link Sleeper#FOREVER} for no limit. */
  long left() {
    return length < 0 ? length : Math.max(0, length - (System.nanoTime() - start));
  }

  /** Writes what is left. A place that can't be written does not matter. */
  void writeLeft() {
    int size = layout == Layout.TIMESPEC64 ? 16 : 8;
    if (address == 0 || UserMemory.writable(task, address, size) < size) {
      return;
    }
    Uaccess user = task.mm.uaccess();
    long left = left();
    if (layout == Layout.TIMESPEC64) {
      user.putLong(address, left / SECOND);
      user.putLong(address + 8, left % SECOND);
    } else {
      user.putInt(address, (int) (left / SECOND));
      long nanos = left % SECOND;
      user.putInt(address + 4, (int) (layout == Layout.TIMEVAL ? nanos / 1000 : nanos));
    }
  }
}
