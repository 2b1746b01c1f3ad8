package dev.armature.syscalls.sig;

import dev.armature.abi.Errno;
import dev.armature.signal.SigInfo;
import dev.armature.signal.Signals;
import dev.armature.task.Credentials;
import dev.armature.task.Signalling;
import dev.armature.task.Task;
import dev.armature.task.ThreadGroup;
import java.util.List;

/** Sending signals: kill, tkill, tgkill, rt_sigqueueinfo, rt_tgsigqueueinfo. */
public final class Sending {
  private Sending() {}

  public static int kill(Task task, int pid, int signo) {
    if (signo < 0 || signo > Signals.NSIG) {
      return -Errno.EINVAL;
    }
    if (pid > 0) {
      ThreadGroup target = process(task, pid);
      return target == null ? -Errno.ESRCH : sendOne(task, target, signo);
    }
    if (pid == -1) {
      return broadcast(task, signo);
    }
    if (pid == Integer.MIN_VALUE) {
      return -Errno.ESRCH;
    }
    return sendAll(task, task.kernel.processGroup(pid == 0 ? task.group.pgid() : -pid), signo);
  }

  /** The process with this id, or with a thread of this id ({@code find_vpid}). */
  private static ThreadGroup process(Task task, int pid) {
    ThreadGroup group = task.kernel.group(pid);
    if (group != null) {
      return group;
    }
    Task thread = task.kernel.task(pid);
    return thread == null ? null : thread.group;
  }

  /** All processes but the own one; there is no init to spare. */
  private static int broadcast(Task task, int signo) {
    List<ThreadGroup> others =
        task.kernel.groups().stream().filter(group -> group != task.group).toList();
    return sendAll(task, others, signo);
  }

  private static int sendAll(Task task, List<ThreadGroup> targets, int signo) {
    int result = -Errno.ESRCH;
    boolean sent = false;
    // As Signalling.sendToProcessGroup does.
    synchronized (task.kernel.tasklist) {
      for (ThreadGroup target : targets) {
        result = sendOne(task, target, signo);
        sent |= result == 0;
      }
    }
    return sent ? 0 : result;
  }

  private static int sendOne(Task task, ThreadGroup target, int signo) {
    if (!permitted(task, target, signo)) {
      return -Errno.EPERM;
    }
    if (signo != 0) {
      Signalling.sendToGroup(
          target, SigInfo.fromUser(signo, SigInfo.SI_USER, task.pid(), task.cred.uid()));
    }
    return 0;
  }

  /** {@code check_kill_permission}. */
  public static boolean permitted(Task task, ThreadGroup target, int signo) {
    Credentials own = task.cred;
    Task first = target.firstThread();
    if (target == task.group || first == null || own.capable()) {
      return true;
    }
    if (signo == Signals.SIGCONT && target.sid() == task.group.sid()) {
      return true;
    }
    Credentials other = first.cred;
    return own.euid() == other.suid()
        || own.euid() == other.uid()
        || own.uid() == other.suid()
        || own.uid() == other.uid();
  }

  public static int tkill(Task task, int tid, int signo) {
    return tid <= 0 ? -Errno.EINVAL : thread(task, 0, tid, signo);
  }

  public static int tgkill(Task task, int pid, int tid, int signo) {
    return pid <= 0 || tid <= 0 ? -Errno.EINVAL : thread(task, pid, tid, signo);
  }

  private static int thread(Task task, int pid, int tid, int signo) {
    if (signo < 0 || signo > Signals.NSIG) {
      return -Errno.EINVAL;
    }
    Task target = task.kernel.task(tid);
    if (target == null || (pid != 0 && target.pid() != pid)) {
      return -Errno.ESRCH;
    }
    if (!permitted(task, target.group, signo)) {
      return -Errno.EPERM;
    }
    return signo == 0
        ? 0
        : Signalling.queueToTask(
            target, SigInfo.fromUser(signo, SigInfo.SI_TKILL, task.pid(), task.cred.uid()));
  }

  public static int rtSigqueueinfo(Task task, int pid, int signo, int info) {
    SigInfo given = info(task, signo, info);
    ThreadGroup target = process(task, pid);
    if (forged(given, pid == task.pid())) {
      return -Errno.EPERM;
    }
    if (signo < 0 || signo > Signals.NSIG) {
      return -Errno.EINVAL;
    }
    if (target == null) {
      return -Errno.ESRCH;
    }
    if (!permitted(task, target, signo)) {
      return -Errno.EPERM;
    }
    return signo == 0 ? 0 : Signalling.queueToGroup(target, given);
  }

  public static int rtTgsigqueueinfo(Task task, int pid, int tid, int signo, int info) {
    SigInfo given = info(task, signo, info);
    if (pid <= 0 || tid <= 0 || signo < 0 || signo > Signals.NSIG) {
      return -Errno.EINVAL;
    }
    if (forged(given, pid == task.pid())) {
      return -Errno.EPERM;
    }
    Task target = task.kernel.task(tid);
    if (target == null || target.pid() != pid) {
      return -Errno.ESRCH;
    }
    if (!permitted(task, target.group, signo)) {
      return -Errno.EPERM;
    }
    return signo == 0 ? 0 : Signalling.queueToTask(target, given);
  }

  private static SigInfo info(Task task, int signo, int address) {
    return info(task, address).withSigno(signo);
  }

  /** The siginfo that user code made up at an address. */
  public static SigInfo info(Task task, int address) {
    // One check for all, so that a bad pointer is EFAULT before anything else is looked at.
    long unused = task.mm.uaccess().readable(address, SigInfo.SIZE);
    return SigInfo.read(task.mm.memory(), address);
  }

  /** Nobody may pretend to another that the kernel, or kill, sent a signal. */
  public static boolean forged(SigInfo info, boolean self) {
    return !self && (info.code() >= 0 || info.code() == SigInfo.SI_TKILL);
  }
}
