package dev.armature.syscalls.fs;

import dev.armature.abi.Errno;
import dev.armature.abi.ErrnoException;
import dev.armature.abi.PollEvents;
import dev.armature.mm.Uaccess;
import dev.armature.task.Task;
import dev.armature.vfs.OpenFile;
import dev.armature.wait.Sleeper;

/** poll and ppoll: {@code fs/select.c}. */
public final class PollCalls {
  private static final int POLLFD = 8;
  private static final int SIGSET_SIZE = 8;

  private PollCalls() {}

  /** The time-out is in milliseconds; negative for none. */
  public static int poll(Task task, int fds, int count, int timeout) {
    return pollUntil(
        task,
        fds,
        count,
        timeout < 0 ? Long.MAX_VALUE : System.nanoTime() + timeout * 1_000_000L,
        timeout < 0);
  }

  private static int pollUntil(Task task, int fds, int count, long deadline, boolean forever) {
    long left = forever ? Sleeper.FOREVER : Math.max(0, deadline - System.nanoTime());
    int result = pollFor(task, fds, count, left);
    if (result == -Errno.ERESTARTNOHAND) {
      task.restartBlock = again -> pollUntil(again, fds, count, deadline, forever);
      return -Errno.ERESTART_RESTARTBLOCK;
    }
    return result;
  }

  public static int ppoll(Task task, int fds, int count, int timeout, int mask, int size) {
    return ppollFor(task, fds, count, timeout, TimeLimit.Layout.TIMESPEC, mask, size);
  }

  public static int ppollTime64(Task task, int fds, int count, int timeout, int mask, int size) {
    return ppollFor(task, fds, count, timeout, TimeLimit.Layout.TIMESPEC64, mask, size);
  }

  private static int ppollFor(
      Task task, int fds, int count, int timeout, TimeLimit.Layout layout, int mask, int size) {
    TimeLimit limit = new TimeLimit(task, timeout, layout);
    boolean masked = useMask(task, mask, size);
    int result = pollFor(task, fds, count, limit.left());
    if (masked) {
      task.restoreSavedSigmaskUnless(result == -Errno.ERESTARTNOHAND);
    }
    limit.writeLeft();
    return result;
  }

  /** Takes a mask over for the duration of the call ({@code set_user_sigmask}). */
  static boolean useMask(Task task, int mask, int size) {
    if (mask == 0) {
      return false;
    }
    if (size != SIGSET_SIZE) {
      throw new ErrnoException(Errno.EINVAL);
    }
    task.setUserSigmask(task.mm.uaccess().getLong(mask));
    return true;
  }

  /** {@code do_sys_poll}: how many are ready, or {@code -ERESTARTNOHAND}. */
  private static int pollFor(Task task, int fds, int count, long nanoseconds) {
    if (Integer.toUnsignedLong(count) > Files.limit(task)) {
      return -Errno.EINVAL;
    }
    Uaccess user = task.mm.uaccess();
    UserMemory.in(task, fds, count * POLLFD);
    try (PollSet set = new PollSet(task, count)) {
      for (int i = 0; i < count; i++) {
        int fd = user.getInt(fds + POLLFD * i);
        if (fd < 0) {
          set.set(i, null, 0);
          continue;
        }
        OpenFile file = task.files.acquire(fd);
        if (file == null || file.pathOnly()) {
          if (file != null) {
            file.release();
          }
          set.setReady(i, PollEvents.POLLNVAL);
        } else {
          set.set(i, file, user.getShort(fds + POLLFD * i + 4));
        }
      }
      Sleeper.Result how = set.await(task, nanoseconds);
      int ready = 0;
      for (int i = 0; i < count; i++) {
        int events = set.ready(i);
        user.putShort(fds + POLLFD * i + 6, events);
        if (events != 0) {
          ready++;
        }
      }
      return ready == 0 && how == Sleeper.Result.INTERRUPTED ? -Errno.ERESTARTNOHAND : ready;
    }
  }
}
