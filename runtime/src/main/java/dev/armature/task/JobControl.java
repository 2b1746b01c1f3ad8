package dev.armature.task;

import dev.armature.abi.Errno;
import dev.armature.signal.SigInfo;
import dev.armature.signal.Signals;

/** Process groups and sessions ({@code kernel/sys.c}, {@code kernel/exit.c}). */
public final class JobControl {
  private JobControl() {}

  /**
   * {@code will_become_orphaned_pgrp}: no member has a parent in another group of the same session.
   */
  public static boolean isOrphaned(Kernel kernel, int pgid) {
    return isOrphaned(kernel, pgid, null);
  }

  /** The same, without counting process {@code leaving}. */
  static boolean isOrphaned(Kernel kernel, int pgid, ThreadGroup leaving) {
    for (ThreadGroup member : kernel.processGroup(pgid)) {
      ThreadGroup parent = member.parent;
      if (member == kernel.root && member != leaving && !member.zombie) {
        // Its parent is the shell outside, which takes care of it.
        return false;
      }
      if (member != leaving
          && !member.zombie
          && parent != null
          && parent != kernel.init
          && parent.pgid != pgid
          && parent.sid == member.sid) {
        return false;
      }
    }
    return true;
  }

  /** Whether some live process of the group is stopped. */
  static boolean hasStopped(Kernel kernel, int pgid) {
    for (ThreadGroup member : kernel.processGroup(pgid)) {
      if (member.isStopped()) {
        return true;
      }
    }
    return false;
  }

  /**
   * Sends SIGHUP and SIGCONT to a group that has become orphaned with a stopped member ({@code
   * kill_orphaned_pgrp}).
   */
  static void killIfOrphaned(ThreadGroup group, ThreadGroup parent, boolean leaving) {
    Kernel kernel = group.kernel;
    int pgid = group.pgid;
    if (parent == null || parent.pgid == pgid || parent.sid != group.sid) {
      return;
    }
    if (isOrphaned(kernel, pgid, leaving ? group : null) && hasStopped(kernel, pgid)) {
      int hup = Signalling.sendToProcessGroup(kernel, pgid, SigInfo.fromKernel(Signals.SIGHUP));
      if (hup > 0) {
        int unused =
            Signalling.sendToProcessGroup(kernel, pgid, SigInfo.fromKernel(Signals.SIGCONT));
      }
    }
  }

  /** setpgid(2). */
  public static int setpgid(Task task, int pid, int pgid) {
    Kernel kernel = task.kernel;
    if (pgid < 0 || (pgid == 0 && pid < 0)) {
      return -Errno.EINVAL;
    }
    synchronized (kernel.tasklist) {
      ThreadGroup self = task.group;
      ThreadGroup target = pid == 0 ? self : kernel.group(pid);
      if (target == null) {
        return -Errno.ESRCH;
      }
      int wanted = pgid == 0 ? target.pid : pgid;
      if (target.parent == self) {
        if (target.sid != self.sid) {
          return -Errno.EPERM;
        }
        if (target.didExec) {
          return -Errno.EACCES;
        }
      } else if (target != self) {
        return -Errno.ESRCH;
      }
      if (target.sid == target.pid) {
        return -Errno.EPERM;
      }
      if (wanted != target.pid && !groupInSession(kernel, wanted, self.sid)) {
        return -Errno.EPERM;
      }
      target.pgid = wanted;
      return 0;
    }
  }

  /** Whether process group {@code pgid} exists in session {@code sid}: what tcsetpgrp asks. */
  public static boolean groupInSession(Kernel kernel, int pgid, int sid) {
    for (ThreadGroup member : kernel.processGroup(pgid)) {
      if (member.sid == sid) {
        return true;
      }
    }
    return false;
  }

  /** setsid(2). */
  public static int setsid(Task task) {
    Kernel kernel = task.kernel;
    synchronized (kernel.tasklist) {
      ThreadGroup self = task.group;
      if (self.sid == self.pid || !kernel.processGroup(self.pid).isEmpty()) {
        return -Errno.EPERM;
      }
      self.sid = self.pid;
      self.pgid = self.pid;
      return self.pid;
    }
  }

  /** getpgid(2): 0 asks for the own one. */
  public static int getpgid(Task task, int pid) {
    ThreadGroup target = pid == 0 ? task.group : task.kernel.group(pid);
    return target == null ? -Errno.ESRCH : target.pgid;
  }

  /** getsid(2). */
  public static int getsid(Task task, int pid) {
    ThreadGroup target = pid == 0 ? task.group : task.kernel.group(pid);
    return target == null ? -Errno.ESRCH : target.sid;
  }
}
