package dev.armature.syscalls.proc;

import dev.armature.abi.Errno;
import dev.armature.abi.ErrnoException;
import dev.armature.abi.OpenFlags;
import dev.armature.signal.SigInfo;
import dev.armature.signal.Signals;
import dev.armature.syscalls.fs.Files;
import dev.armature.syscalls.sig.Sending;
import dev.armature.task.PidFd;
import dev.armature.task.Signalling;
import dev.armature.task.Task;
import dev.armature.task.ThreadGroup;
import dev.armature.vfs.OpenFile;

/** pidfd_open, pidfd_send_signal, pidfd_getfd: {@code kernel/pid.c}, {@code kernel/signal.c}. */
public final class PidFds {
  private static final int PIDFD_SIGNAL_PROCESS_GROUP = 4;
  private static final int PIDFD_SIGNAL_FLAGS = 7;

  private PidFds() {}

  /** The process behind a descriptor; EBADF when it is no pidfd. */
  static ThreadGroup group(OpenFile file) {
    if (file.operations() instanceof PidFd pidfd) {
      return pidfd.group();
    }
    throw new ErrnoException(Errno.EBADF);
  }

  public static int open(Task task, int pid, int flags) {
    if ((flags & ~OpenFlags.O_NONBLOCK) != 0 || pid <= 0) {
      return -Errno.EINVAL;
    }
    ThreadGroup target = task.kernel.group(pid);
    if (target == null) {
      // A thread that leads no process has an id, but none that can be opened.
      return task.kernel.task(pid) == null ? -Errno.ESRCH : -Errno.EINVAL;
    }
    return Files.install(task, new OpenFile(new PidFd(target), OpenFlags.O_RDWR | flags), true);
  }

  public static int sendSignal(Task task, int fd, int signo, int info, int flags) {
    if ((flags & ~PIDFD_SIGNAL_FLAGS) != 0 || Integer.bitCount(flags) > 1) {
      return -Errno.EINVAL;
    }
    OpenFile file = Files.get(task, fd);
    try {
      ThreadGroup target = group(file);
      SigInfo what = SigInfo.fromUser(signo, SigInfo.SI_USER, task.pid(), task.cred.uid());
      if (info != 0) {
        what = Sending.info(task, info);
        if (what.signo() != signo) {
          return -Errno.EINVAL;
        }
        if (Sending.forged(what, target == task.group)) {
          return -Errno.EPERM;
        }
      }
      if (signo < 0 || signo > Signals.NSIG) {
        return -Errno.EINVAL;
      }
      if (flags == PIDFD_SIGNAL_PROCESS_GROUP) {
        return Sending.kill(task, -target.pid, signo);
      }
      if (task.kernel.group(target.pid) != target) {
        return -Errno.ESRCH;
      }
      if (!Sending.permitted(task, target, signo)) {
        return -Errno.EPERM;
      }
      if (signo != 0) {
        Signalling.sendToGroup(target, what);
      }
      return 0;
    } finally {
      file.release();
    }
  }

  /** A descriptor of another process, for who could trace it. */
  public static int getFd(Task task, int pidfd, int fd, int flags) {
    if (flags != 0) {
      return -Errno.EINVAL;
    }
    OpenFile file = Files.get(task, pidfd);
    try {
      ThreadGroup target = group(file);
      Task first = target.firstThread();
      if (first == null) {
        return -Errno.ESRCH;
      }
      if (target != task.group && !Sending.permitted(task, target, Signals.SIGKILL)) {
        return -Errno.EPERM;
      }
      OpenFile wanted = first.files.acquire(fd);
      return wanted == null ? -Errno.EBADF : Files.install(task, wanted, true);
    } finally {
      file.release();
    }
  }
}
