package dev.armature.seccomp;

import dev.armature.abi.Errno;
import dev.armature.mm.Uaccess;
import dev.armature.task.Rlimits;
import dev.armature.task.Task;
import dev.armature.task.WorkFlags;
import dev.armature.vfs.OpenFile;

/** Turning seccomp on: what seccomp(2) and prctl(PR_SET_SECCOMP) do. Results are 0 or -errno. */
public final class SetSeccomp {
  private static final int FLAG_TSYNC = 1;
  private static final int FLAG_LOG = 2;
  private static final int FLAG_NEW_LISTENER = 8;
  private static final int FLAG_TSYNC_ESRCH = 16;
  private static final int FLAG_WAIT_KILLABLE_RECV = 32;
  private static final int FLAGS = 63;

  /** {@code MAX_INSNS_PER_PATH}: of all filters of a task. */
  private static final int MAX_TOTAL = (1 << 18) / 8;

  private static final int O_RDWR = 2;

  private SetSeccomp() {}

  /** SECCOMP_SET_MODE_STRICT. */
  public static int strict(Task task) {
    synchronized (task.group.siglock) {
      if (!mayAssign(task, Seccomp.MODE_STRICT)) {
        return -Errno.EINVAL;
      }
      assign(task, Seccomp.MODE_STRICT);
      return 0;
    }
  }

  private static boolean mayAssign(Task task, int mode) {
    return task.seccompMode == Seccomp.MODE_DISABLED || task.seccompMode == mode;
  }

  private static void assign(Task task, int mode) {
    task.seccompMode = mode;
    task.setSyscallWork(WorkFlags.SYSCALL_WORK_SECCOMP);
  }

  /**
   * SECCOMP_SET_MODE_FILTER.
   *
   * @param address of a {@code struct sock_fprog}
   * @return 0, a descriptor with NEW_LISTENER, or with TSYNC the id of a thread that can't follow
   */
  public static int filter(Task task, int flags, int address) {
    boolean sync = (flags & FLAG_TSYNC) != 0;
    boolean listen = (flags & FLAG_NEW_LISTENER) != 0;
    boolean killable = (flags & FLAG_WAIT_KILLABLE_RECV) != 0;
    if ((flags & ~FLAGS) != 0
        || (sync && listen && (flags & FLAG_TSYNC_ESRCH) == 0)
        || (killable && !listen)) {
      return -Errno.EINVAL;
    }
    Uaccess user = task.mm.uaccess();
    int length = user.getShort(address);
    int code = user.getInt(address + 4);
    if (length == 0 || length > BpfProgram.MAX_LENGTH) {
      return -Errno.EINVAL;
    }
    if (!task.noNewPrivs && !task.cred.capable()) {
      return -Errno.EACCES;
    }
    BpfProgram program = BpfProgram.checked(read(user, code, length));
    if (program == null) {
      return -Errno.EINVAL;
    }
    Notifications notifications = listen ? new Notifications(killable) : null;
    synchronized (task.group.siglock) {
      int error = attach(task, program, flags, notifications);
      if (error != 0) {
        return error;
      }
    }
    return listen ? listener(task, notifications) : 0;
  }

  private static long[] read(Uaccess user, int address, int length) {
    long unused = user.readable(address, 8 * length);
    long[] code = new long[length];
    for (int i = 0; i < length; i++) {
      code[i] = user.getLong(address + 8 * i);
    }
    return code;
  }

  /** {@code seccomp_attach_filter}. Under siglock. */
  private static int attach(Task task, BpfProgram program, int flags, Notifications asked) {
    if (!mayAssign(task, Seccomp.MODE_FILTER)) {
      return -Errno.EINVAL;
    }
    var previous = (SeccompFilter) task.seccompFilter;
    for (SeccompFilter one = previous; asked != null && one != null; one = one.previous) {
      if (one.notifications != null) {
        return -Errno.EBUSY;
      }
    }
    int before = previous == null ? 0 : previous.totalLength();
    if (before + program.length() > MAX_TOTAL) {
      return -Errno.ENOMEM;
    }
    boolean sync = (flags & FLAG_TSYNC) != 0;
    if (sync) {
      int failed = cannotFollow(task, previous);
      if (failed != 0) {
        return (flags & FLAG_TSYNC_ESRCH) != 0 ? -Errno.ESRCH : failed;
      }
    }
    // The count that the task had on the previous filter becomes the new filter's.
    var filter = new SeccompFilter(program, previous, (flags & FLAG_LOG) != 0, asked);
    task.seccompFilter = filter;
    assign(task, Seccomp.MODE_FILTER);
    if (sync) {
      synchronize(task, filter);
    }
    return 0;
  }

  /** {@code seccomp_can_sync_threads}: the id of a thread that has other filters, or 0. */
  private static int cannotFollow(Task task, SeccompFilter own) {
    for (Task thread : task.group.threads()) {
      boolean ancestor =
          thread.seccompMode == Seccomp.MODE_FILTER
              && (own == null
                  ? thread.seccompFilter == null
                  : own.contains((SeccompFilter) thread.seccompFilter));
      if (thread != task
          && !thread.exiting()
          && thread.seccompMode != Seccomp.MODE_DISABLED
          && !ancestor) {
        return thread.tid;
      }
    }
    return 0;
  }

  /** {@code seccomp_sync_threads}. */
  private static void synchronize(Task task, SeccompFilter filter) {
    for (Task thread : task.group.threads()) {
      if (thread == task || thread.exiting()) {
        continue;
      }
      filter.use();
      var old = (SeccompFilter) thread.seccompFilter;
      thread.seccompFilter = filter;
      if (old != null) {
        old.unuse();
      }
      if (task.noNewPrivs) {
        thread.noNewPrivs = true;
      }
      assign(thread, Seccomp.MODE_FILTER);
    }
  }

  private static int listener(Task task, Notifications notifications) {
    var file = new OpenFile(new SeccompListener(notifications), O_RDWR);
    int fd = task.files.install(file, true, 0, task.group.rlimits.soft(Rlimits.NOFILE));
    if (fd < 0) {
      file.release();
    }
    return fd;
  }

  /** SECCOMP_GET_ACTION_AVAIL. */
  public static int actionAvailable(int action) {
    return switch (action) {
      case Seccomp.RET_KILL_PROCESS,
          Seccomp.RET_KILL_THREAD,
          Seccomp.RET_TRAP,
          Seccomp.RET_ERRNO,
          Seccomp.RET_USER_NOTIF,
          Seccomp.RET_TRACE,
          Seccomp.RET_LOG,
          Seccomp.RET_ALLOW ->
          0;
      default -> -Errno.EOPNOTSUPP;
    };
  }

  /** SECCOMP_GET_NOTIF_SIZES. */
  public static int notificationSizes(Task task, int address) {
    Uaccess user = task.mm.uaccess();
    long unused = user.writable(address, 6);
    user.putShort(address, SeccompListener.NOTIF_SIZE);
    user.putShort(address + 2, SeccompListener.RESP_SIZE);
    user.putShort(address + 4, SeccompData.SIZE);
    return 0;
  }

  /**
   * PTRACE_SECCOMP_GET_FILTER: the instructions of filter {@code index} of {@code child}, the
   * oldest first.
   *
   * @param address where they go, 0 for nowhere
   * @return how many there are, or -errno
   */
  public static int getFilter(Task task, Task child, int index, int address) {
    if (!task.cred.capable() || task.seccompMode != Seccomp.MODE_DISABLED) {
      return -Errno.EACCES;
    }
    if (child.seccompMode != Seccomp.MODE_FILTER) {
      return -Errno.EINVAL;
    }
    var newest = (SeccompFilter) child.seccompFilter;
    int count = newest.count();
    if (index < 0 || index >= count) {
      return -Errno.ENOENT;
    }
    SeccompFilter wanted = newest;
    for (int i = count - 1; i > index; i--) {
      wanted = wanted.previous;
    }
    long[] code = wanted.program.code();
    if (address != 0) {
      Uaccess user = task.mm.uaccess();
      long unused = user.writable(address, 8 * code.length);
      for (int i = 0; i < code.length; i++) {
        user.putLong(address + 8 * i, code[i]);
      }
    }
    return code.length;
  }
}
