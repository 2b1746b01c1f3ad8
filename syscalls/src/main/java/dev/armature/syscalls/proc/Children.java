package dev.armature.syscalls.proc;

import dev.armature.abi.Errno;
import dev.armature.mm.Uaccess;
import dev.armature.signal.SigInfo;
import dev.armature.signal.Signals;
import dev.armature.syscalls.fs.Files;
import dev.armature.task.CloneTask;
import dev.armature.task.ExitTask;
import dev.armature.task.Task;
import dev.armature.task.WaitChild;
import dev.armature.task.WaitChild.Which;
import dev.armature.vfs.OpenFile;

/** Birth and death of processes: fork, vfork, clone, clone3, exit, wait4, waitid. */
public final class Children {
  private static final int P_ALL = 0;
  private static final int P_PID = 1;
  private static final int P_PGID = 2;
  private static final int P_PIDFD = 3;

  private static final int WAIT4_OPTIONS =
      WaitChild.WNOHANG
          | WaitChild.WSTOPPED
          | WaitChild.WCONTINUED
          | WaitChild.WNOTHREAD
          | WaitChild.WCLONE
          | WaitChild.WALL;

  private static final int WAITID_OPTIONS =
      WaitChild.WNOHANG
          | WaitChild.WNOWAIT
          | WaitChild.WEXITED
          | WaitChild.WSTOPPED
          | WaitChild.WCONTINUED
          | WaitChild.WNOTHREAD
          | WaitChild.WCLONE
          | WaitChild.WALL;

  private Children() {}

  public static int fork(Task task) {
    return CloneTask.fork(task);
  }

  public static int vfork(Task task) {
    return CloneTask.vfork(task);
  }

  /** ARM is a CLONE_BACKWARDS architecture: tls comes before child_tid. */
  public static int clone(Task task, int flags, int stack, int parentTid, int tls, int childTid) {
    // Both use the same place here; only clone3 has one for each.
    if ((flags & CloneTask.CLONE_PIDFD) != 0 && (flags & CloneTask.CLONE_PARENT_SETTID) != 0) {
      return -Errno.EINVAL;
    }
    return CloneTask.clone(
        task,
        new CloneTask.Args(
            flags & ~CloneTask.CSIGNAL,
            flags & CloneTask.CSIGNAL,
            stack,
            parentTid,
            childTid,
            tls,
            parentTid));
  }

  public static int clone3(Task task, int args, int size) {
    return Clone3.call(task, args, size);
  }

  public static int exit(Task task, int status) {
    ExitTask.exit(task, status);
    return 0;
  }

  public static int exitGroup(Task task, int status) {
    ExitTask.groupExit(task, (status & 0xff) << 8);
    return 0;
  }

  public static int wait4(Task task, int pid, int status, int options, int usage) {
    if ((options & ~WAIT4_OPTIONS) != 0) {
      return -Errno.EINVAL;
    }
    if (pid == Integer.MIN_VALUE) {
      return -Errno.ESRCH;
    }
    Which which = pid == -1 ? Which.ALL : pid > 0 ? Which.PID : Which.PGID;
    int id = pid == 0 ? task.group.pgid() : Math.abs(pid);
    WaitChild wait = new WaitChild(task, which, id, options | WaitChild.WEXITED);
    int result = wait.run();
    if (result > 0) {
      if (status != 0) {
        task.mm.uaccess().putInt(status, wait.status());
      }
      if (usage != 0) {
        Usage.write(task.mm.uaccess(), usage, wait.cpuUsage());
      }
    }
    return result;
  }

  public static int waitid(Task task, int type, int id, int info, int options, int usage) {
    int kinds = WaitChild.WEXITED | WaitChild.WSTOPPED | WaitChild.WCONTINUED;
    if ((options & ~WAITID_OPTIONS) != 0 || (options & kinds) == 0) {
      return -Errno.EINVAL;
    }
    Which which;
    int wanted = id;
    boolean retry = false;
    int how = options;
    switch (type) {
      case P_ALL -> which = Which.ALL;
      case P_PID -> {
        if (id <= 0) {
          return -Errno.EINVAL;
        }
        which = Which.PID;
      }
      case P_PGID -> {
        if (id < 0) {
          return -Errno.EINVAL;
        }
        which = Which.PGID;
        wanted = id == 0 ? task.group.pgid() : id;
      }
      case P_PIDFD -> {
        OpenFile file = Files.get(task, id);
        try {
          which = Which.PID;
          wanted = PidFds.group(file).pid;
          // A descriptor that must not wait: EAGAIN instead of WNOHANG's zero.
          retry = file.nonBlocking() && (options & WaitChild.WNOHANG) == 0;
          how |= retry ? WaitChild.WNOHANG : 0;
        } finally {
          file.release();
        }
      }
      default -> {
        return -Errno.EINVAL;
      }
    }
    WaitChild wait = new WaitChild(task, which, wanted, how);
    int result = wait.run();
    if (result < 0) {
      return result;
    }
    if (result == 0 && retry) {
      return -Errno.EAGAIN;
    }
    if (usage != 0 && result > 0) {
      Usage.write(task.mm.uaccess(), usage, wait.cpuUsage());
    }
    if (info != 0) {
      writeInfo(task.mm.uaccess(), info, result > 0 ? wait.info() : null);
    }
    return 0;
  }

  /** The kernel writes just these six fields. */
  private static void writeInfo(Uaccess user, int address, SigInfo info) {
    user.putInt(address, info == null ? 0 : Signals.SIGCHLD);
    user.putInt(address + 4, 0);
    user.putInt(address + 8, info == null ? 0 : info.code());
    user.putInt(address + 12, info == null ? 0 : info.field(0));
    user.putInt(address + 16, info == null ? 0 : info.field(1));
    user.putInt(address + 20, info == null ? 0 : info.field(2));
  }
}
