package dev.armature.syscalls.fs;

import dev.armature.abi.Errno;
import dev.armature.abi.PollEvents;
import dev.armature.mm.Uaccess;
import dev.armature.task.Task;
import dev.armature.vfs.FileTable;
import dev.armature.vfs.OpenFile;
import dev.armature.wait.Sleeper;

/** select and pselect6: {@code fs/select.c}. */
public final class SelectCalls {
  private static final int IN =
      PollEvents.POLLRDNORM
          | PollEvents.POLLRDBAND
          | PollEvents.POLLIN
          | PollEvents.POLLHUP
          | PollEvents.POLLERR;
  private static final int OUT =
      PollEvents.POLLWRBAND | PollEvents.POLLWRNORM | PollEvents.POLLOUT | PollEvents.POLLERR;
  private static final int EXCEPT = PollEvents.POLLPRI;

  private SelectCalls() {}

  public static int select(Task task, int count, int in, int out, int except, int timeout) {
    TimeLimit limit = new TimeLimit(task, timeout, TimeLimit.Layout.TIMEVAL);
    int result = selectFor(task, count, new int[] {in, out, except}, limit.left());
    limit.writeLeft();
    return result;
  }

  /** The sixth argument points at the mask and its size. */
  public static int pselect6(
      Task task, int count, int in, int out, int except, int timeout, int mask) {
    return pselect(
        task, count, new int[] {in, out, except}, timeout, TimeLimit.Layout.TIMESPEC, mask);
  }

  public static int pselect6Time64(
      Task task, int count, int in, int out, int except, int timeout, int mask) {
    return pselect(
        task, count, new int[] {in, out, except}, timeout, TimeLimit.Layout.TIMESPEC64, mask);
  }

  private static int pselect(
      Task task, int count, int[] sets, int timeout, TimeLimit.Layout layout, int mask) {
    TimeLimit limit = new TimeLimit(task, timeout, layout);
    boolean masked = false;
    if (mask != 0) {
      Uaccess user = task.mm.uaccess();
      masked = PollCalls.useMask(task, user.getInt(mask), user.getInt(mask + 4));
    }
    int result = selectFor(task, count, sets, limit.left());
    if (masked) {
      task.restoreSavedSigmaskUnless(result == -Errno.ERESTARTNOHAND);
    }
    limit.writeLeft();
    return result;
  }

  /** {@code core_sys_select}: how many bits are set, or {@code -ERESTARTNOHAND}. */
  private static int selectFor(Task task, int wanted, int[] sets, long nanoseconds) {
    if (wanted < 0) {
      return -Errno.EINVAL;
    }
    int count = Math.min(wanted, Math.min(task.files.capacity(), FileTable.MAX));
    int words = (wanted + 31) / 32;
    // The table may be smaller than what the guest asks for, which has no files there.
    int[][] bits = new int[3][(count + 31) / 32];
    Uaccess user = task.mm.uaccess();
    for (int set = 0; set < 3; set++) {
      if (sets[set] != 0) {
        for (int word = 0; word < bits[set].length; word++) {
          bits[set][word] = user.getInt(sets[set] + 4 * word);
        }
      }
    }
    try (PollSet polls = new PollSet(task, count)) {
      for (int fd = 0; fd < count; fd++) {
        int events =
            (bit(bits[0], fd) ? IN : 0)
                | (bit(bits[1], fd) ? OUT : 0)
                | (bit(bits[2], fd) ? EXCEPT : 0);
        if (events == 0) {
          polls.set(fd, null, 0);
          continue;
        }
        OpenFile file = task.files.acquire(fd);
        if (file == null) {
          return -Errno.EBADF;
        }
        polls.set(fd, file, events);
      }
      Sleeper.Result how = polls.await(task, nanoseconds);
      int[][] result = new int[3][words];
      int ready = 0;
      for (int fd = 0; fd < count; fd++) {
        int events = polls.ready(fd);
        ready += mark(bits[0], result[0], fd, events & IN);
        ready += mark(bits[1], result[1], fd, events & OUT);
        ready += mark(bits[2], result[2], fd, events & EXCEPT);
      }
      if (ready == 0 && how == Sleeper.Result.INTERRUPTED) {
        return -Errno.ERESTARTNOHAND;
      }
      for (int set = 0; set < 3; set++) {
        for (int word = 0; sets[set] != 0 && word < words; word++) {
          user.putInt(sets[set] + 4 * word, result[set][word]);
        }
      }
      return ready;
    }
  }

  private static boolean bit(int[] bits, int fd) {
    return (bits[fd >> 5] >>> (fd & 31) & 1) != 0;
  }

  private static int mark(int[] wanted, int[] result, int fd, int events) {
    if (events == 0 || !bit(wanted, fd)) {
      return 0;
    }
    result[fd >> 5] |= 1 << (fd & 31);
    return 1;
  }
}
