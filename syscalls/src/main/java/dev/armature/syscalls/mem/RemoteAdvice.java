package dev.armature.syscalls.mem;

import dev.armature.abi.Errno;
import dev.armature.mm.AddressSpace;
import dev.armature.mm.Uaccess;
import dev.armature.signal.Signals;
import dev.armature.syscalls.fs.Files;
import dev.armature.syscalls.sig.Sending;
import dev.armature.task.PidFd;
import dev.armature.task.Task;
import dev.armature.vfs.OpenFile;

/** process_madvise, process_mrelease ({@code mm/madvise.c}, {@code mm/oom_kill.c}). */
public final class RemoteAdvice {
  private static final int MADV_WILLNEED = 3;
  private static final int MADV_COLD = 20;
  private static final int MADV_PAGEOUT = 21;
  private static final int MADV_COLLAPSE = 25;
  private static final int UIO_MAXIOV = 1024;

  private RemoteAdvice() {}

  public static int madvise(Task task, int pidfd, int vector, int count, int advice, int flags) {
    if (flags != 0 || count < 0 || count > UIO_MAXIOV) {
      return -Errno.EINVAL;
    }
    OpenFile file = Files.get(task, pidfd);
    try {
      if (!(file.operations() instanceof PidFd target)) {
        return -Errno.EBADF;
      }
      Task first = target.group().firstThread();
      if (first == null) {
        return -Errno.ESRCH;
      }
      boolean harmless =
          advice == MADV_WILLNEED
              || advice == MADV_COLD
              || advice == MADV_PAGEOUT
              || advice == MADV_COLLAPSE;
      if (target.group() != task.group && !harmless) {
        return -Errno.EINVAL;
      }
      if (!Sending.permitted(task, target.group(), Signals.SIGKILL)) {
        return -Errno.EPERM;
      }
      AddressSpace mm = first.mm;
      if (mm == null || !mm.tryGet()) {
        return -Errno.ESRCH;
      }
      try {
        return advise(task.mm.uaccess(), mm, vector, count, advice);
      } finally {
        mm.put();
      }
    } finally {
      file.release();
    }
  }

  private static int advise(Uaccess user, AddressSpace mm, int vector, int count, int advice) {
    int done = 0;
    for (int i = 0; i < count; i++) {
      int start = user.getInt(vector + 8 * i);
      int length = user.getInt(vector + 8 * i + 4);
      int result = mm.madvise(start, length, advice);
      if (result < 0) {
        return done > 0 ? done : result;
      }
      done += length;
    }
    return done;
  }

  /** A process that is dying gives its memory back by itself here. */
  public static int release(Task task, int pidfd, int flags) {
    if (flags != 0) {
      return -Errno.EINVAL;
    }
    OpenFile file = Files.get(task, pidfd);
    try {
      if (!(file.operations() instanceof PidFd target)) {
        return -Errno.EBADF;
      }
      if (target.group().firstThread() == null) {
        return -Errno.ESRCH;
      }
      return target.group().groupExit() ? 0 : -Errno.EINVAL;
    } finally {
      file.release();
    }
  }
}
