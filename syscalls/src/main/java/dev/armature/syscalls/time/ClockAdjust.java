package dev.armature.syscalls.time;

import dev.armature.abi.Errno;
import dev.armature.host.HostBytes;
import dev.armature.host.HostClock;
import dev.armature.mm.Uaccess;
import dev.armature.task.Task;
import java.lang.foreign.Arena;

/** adjtimex, clock_adjtime: the state of the host's clock to read; nobody may change it. */
public final class ClockAdjust {
  private static final int ADJ_OFFSET_SS_READ = 0xa001;

  /** Bytes of {@code struct timex} with fields of 64 bits, and of {@code old_timex32}. */
  private static final int TIMEX = 208;

  private static final int TIMEX32 = 128;

  /** Where the fields are in both, in the same order; those of 4 bytes in the wide one. */
  private static final int[] WIDE = {
    0, 8, 16, 24, 32, 40, 48, 56, 64, 72, 80, 88, 96, 104, 112, 120, 128, 136, 144, 152, 160
  };

  private static final int STATUS = 5;
  private static final int SHIFT = 14;
  private static final int TAI = 20;

  private ClockAdjust() {}

  public static int adjtimex(Task task, int buffer) {
    return adjust(task, Clocks.CLOCK_REALTIME, buffer, false);
  }

  public static int clockAdjtime(Task task, int clock, int buffer) {
    return adjust(task, clock, buffer, false);
  }

  public static int clockAdjtime64(Task task, int clock, int buffer) {
    return adjust(task, clock, buffer, true);
  }

  private static int adjust(Task task, int clock, int buffer, boolean wide) {
    Uaccess user = task.mm.uaccess();
    long unused = user.writable(buffer, wide ? TIMEX : TIMEX32);
    int modes = user.getInt(buffer);
    if (clock != Clocks.CLOCK_REALTIME) {
      return Clocks.time(task, clock) == Long.MIN_VALUE ? -Errno.EINVAL : -Errno.EOPNOTSUPP;
    }
    if (modes != 0 && modes != ADJ_OFFSET_SS_READ) {
      return -Errno.EPERM;
    }
    try (Arena arena = Arena.ofConfined()) {
      long timex = arena.allocate(TIMEX, 8).address();
      HostBytes.setInt(timex, modes);
      int result = HostClock.adjust(timex);
      if (result < 0) {
        return result;
      }
      if (wide) {
        user.copyOut(timex, buffer, TIMEX);
        return result;
      }
      for (int i = 0; i < WIDE.length; i++) {
        boolean narrow = i == 0 || i == STATUS || i == SHIFT || i == TAI;
        int value =
            narrow ? HostBytes.getInt(timex + WIDE[i]) : (int) HostBytes.getLong(timex + WIDE[i]);
        user.putInt(buffer + 4 * i, value);
      }
      return result;
    }
  }
}
