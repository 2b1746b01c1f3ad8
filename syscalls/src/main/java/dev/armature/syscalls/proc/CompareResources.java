package dev.armature.syscalls.proc;

import dev.armature.abi.Errno;
import dev.armature.signal.Signals;
import dev.armature.syscalls.sig.Sending;
import dev.armature.task.Task;
import dev.armature.vfs.OpenFile;

/** kcmp ({@code kernel/kcmp.c}): whether two tasks share a resource. */
public final class CompareResources {
  private static final int KCMP_FILE = 0;
  private static final int KCMP_VM = 1;
  private static final int KCMP_FILES = 2;
  private static final int KCMP_FS = 3;
  private static final int KCMP_SIGHAND = 4;
  private static final int KCMP_IO = 5;
  private static final int KCMP_SYSVSEM = 6;

  private CompareResources() {}

  public static int kcmp(Task task, int pid1, int pid2, int type, int index1, int index2) {
    Task one = task.kernel.task(pid1);
    Task two = task.kernel.task(pid2);
    if (one == null || two == null) {
      return -Errno.ESRCH;
    }
    if (!Sending.permitted(task, one.group, Signals.SIGKILL)
        || !Sending.permitted(task, two.group, Signals.SIGKILL)) {
      return -Errno.EPERM;
    }
    return switch (type) {
      case KCMP_FILE -> files(one, two, index1, index2);
      case KCMP_VM -> order(one.mm, two.mm);
      case KCMP_FILES -> order(one.files, two.files);
      case KCMP_FS -> order(one.fs, two.fs);
      case KCMP_SIGHAND -> order(one.group.handlers, two.group.handlers);
      // Nobody has an I/O context of his own.
      case KCMP_IO -> 0;
      case KCMP_SYSVSEM -> one.sharesSemaphoreUndo(two) ? 0 : order(one, two);
      default -> -Errno.EINVAL;
    };
  }

  private static int files(Task one, Task two, int index1, int index2) {
    OpenFile first = one.files.acquire(index1);
    OpenFile second = two.files.acquire(index2);
    try {
      return first == null || second == null ? -Errno.EBADF : order(first, second);
    } finally {
      if (first != null) {
        first.release();
      }
      if (second != null) {
        second.release();
      }
    }
  }

  /** 0 the same, 1 and 2 for an order that lasts as long as both, 3 when there is none. */
  @SuppressWarnings("ReferenceEquality")
  private static int order(Object one, Object two) {
    if (one == two) {
      return 0;
    }
    int order = Integer.compare(System.identityHashCode(one), System.identityHashCode(two));
    return order < 0 ? 1 : order > 0 ? 2 : 3;
  }
}
