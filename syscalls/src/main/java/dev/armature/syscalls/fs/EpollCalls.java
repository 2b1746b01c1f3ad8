package dev.armature.syscalls.fs;

import dev.armature.abi.Errno;
import dev.armature.abi.OpenFlags;
import dev.armature.abi.PollEvents;
import dev.armature.host.HostEpoll;
import dev.armature.mm.Uaccess;
import dev.armature.task.Task;
import dev.armature.vfs.EpollFile;
import dev.armature.vfs.OpenFile;
import dev.armature.wait.Sleeper;

/** epoll: {@code fs/eventpoll.c}. */
public final class EpollCalls {
  /** {@code struct epoll_event} of EABI: events, a hole, 64 bits of data. */
  private static final int EVENT = 16;

  /** The old ABI has no hole. */
  private static final int OABI_EVENT = 12;

  private static final int MAX_EVENTS = Integer.MAX_VALUE / EVENT;

  private EpollCalls() {}

  public static int create(Task task, int size) {
    return size <= 0 ? -Errno.EINVAL : create1(task, 0);
  }

  public static int create1(Task task, int flags) {
    if ((flags & ~OpenFlags.O_CLOEXEC) != 0) {
      return -Errno.EINVAL;
    }
    OpenFile file = new OpenFile(EpollFile.create(), OpenFlags.O_RDWR);
    return Files.install(task, file, flags != 0);
  }

  public static int control(Task task, int epfd, int operation, int fd, int event) {
    return control(task, epfd, operation, fd, event, EVENT);
  }

  /** {@code sys_oabi_epoll_ctl}: no hole in the structure. */
  public static int oabiControl(Task task, int epfd, int operation, int fd, int event) {
    return control(task, epfd, operation, fd, event, OABI_EVENT);
  }

  private static int control(Task task, int epfd, int operation, int fd, int event, int layout) {
    int events = 0;
    long data = 0;
    if (operation != HostEpoll.DELETE) {
      Uaccess user = task.mm.uaccess();
      events = user.getInt(event);
      data = user.getLong(event + layout - 8);
    }
    OpenFile epoll = Files.get(task, epfd);
    try {
      OpenFile file = Files.get(task, fd);
      try {
        if (file.pathOnly()) {
          return -Errno.EBADF;
        }
        if (epoll == file || !(epoll.operations() instanceof EpollFile instance)) {
          return -Errno.EINVAL;
        }
        return instance.control(operation, fd, file, events, data);
      } finally {
        file.release();
      }
    } finally {
      epoll.release();
    }
  }

  public static int await(Task task, int epfd, int events, int max, int timeout) {
    return waitFor(task, epfd, events, max, nanoseconds(timeout), EVENT);
  }

  /** {@code sys_oabi_epoll_wait}. */
  public static int oabiAwait(Task task, int epfd, int events, int max, int timeout) {
    return waitFor(task, epfd, events, max, nanoseconds(timeout), OABI_EVENT);
  }

  private static long nanoseconds(int milliseconds) {
    return milliseconds < 0 ? Sleeper.FOREVER : milliseconds * 1_000_000L;
  }

  public static int pwait(
      Task task, int epfd, int events, int max, int timeout, int mask, int size) {
    boolean masked = PollCalls.useMask(task, mask, size);
    int result = await(task, epfd, events, max, timeout);
    if (masked) {
      task.restoreSavedSigmaskUnless(result == -Errno.EINTR);
    }
    return result;
  }

  /** The time-out is a timespec of 64-bit values on every architecture. */
  public static int pwait2(
      Task task, int epfd, int events, int max, int timeout, int mask, int size) {
    TimeLimit limit = new TimeLimit(task, timeout, TimeLimit.Layout.TIMESPEC64);
    boolean masked = PollCalls.useMask(task, mask, size);
    int result = waitFor(task, epfd, events, max, limit.left(), EVENT);
    if (masked) {
      task.restoreSavedSigmaskUnless(result == -Errno.EINTR);
    }
    return result;
  }

  // do_epoll_wait: a signal is EINTR, never a restart.
  private static int waitFor(
      Task task, int epfd, int address, int max, long nanoseconds, int layout) {
    if (max <= 0 || max > MAX_EVENTS) {
      return -Errno.EINVAL;
    }
    OpenFile file = Files.get(task, epfd);
    try {
      if (!(file.operations() instanceof EpollFile epoll)) {
        return -Errno.EINVAL;
      }
      int limit = Math.min(max, HostEpoll.MAX_EVENTS);
      limit = Math.min(limit, UserMemory.writable(task, address, limit * layout) / layout);
      if (limit == 0) {
        return -Errno.EFAULT;
      }
      int[] events = new int[limit];
      long[] data = new long[limit];
      long deadline = System.nanoTime() + Math.max(0, Math.min(nanoseconds, Long.MAX_VALUE / 2));
      while (true) {
        int count = epoll.take(events, data, limit);
        if (count != 0) {
          put(task, address, events, data, count, layout);
          return count;
        }
        long left = nanoseconds < 0 ? nanoseconds : deadline - System.nanoTime();
        if (nanoseconds >= 0 && left <= 0) {
          return 0;
        }
        Sleeper.Result how = task.sleeper.awaitFd(epoll.descriptor(), PollEvents.POLLIN, left);
        if (how == Sleeper.Result.INTERRUPTED) {
          return -Errno.EINTR;
        }
      }
    } finally {
      file.release();
    }
  }

  private static void put(
      Task task, int address, int[] events, long[] data, int count, int layout) {
    Uaccess user = task.mm.uaccess();
    for (int i = 0; i < count; i++) {
      user.putInt(address + layout * i, events[i]);
      user.putLong(address + layout * (i + 1) - 8, data[i]);
    }
  }
}
