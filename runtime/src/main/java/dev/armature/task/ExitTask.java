package dev.armature.task;

import dev.armature.abi.ErrnoException;
import dev.armature.machine.GuestFault;
import dev.armature.signal.SigAction;
import dev.armature.signal.SigInfo;
import dev.armature.signal.Signals;
import java.util.ArrayList;
import java.util.List;

/** The end of tasks and processes ({@code kernel/exit.c}). */
public final class ExitTask {
  private ExitTask() {}

  /** exit(2): this thread only. */
  public static void exit(Task task, int status) {
    synchronized (task.group.siglock) {
      if (!task.exiting()) {
        task.exitCode = (status & 0xff) << 8;
        task.setFlag(WorkFlags.EXITING);
      }
    }
  }

  /**
   * The end of this thread only.
   *
   * @param code in the form of wait4's status
   */
  public static void exitThread(Task task, int code) {
    synchronized (task.group.siglock) {
      task.exitCode = code;
      task.setFlag(WorkFlags.EXITING);
    }
  }

  /**
   * exit_group(2), or the death of a process.
   *
   * @param code in the form of wait4's status
   */
  public static void groupExit(Task task, int code) {
    ThreadGroup group = task.group;
    synchronized (group.siglock) {
      group.setGroupExitLocked(code);
      task.exitCode = group.groupExitCode();
      for (Task other : group.threads) {
        if (other != task) {
          other.setFlag(WorkFlags.SIGPENDING);
        }
      }
      task.setFlag(WorkFlags.EXITING);
    }
  }

  /** What remains to do when a task has left user code for ever. Its own thread, once. */
  public static void doExit(Task task) {
    Kernel kernel = task.kernel;
    ThreadGroup group = task.group;
    synchronizeGroupExit(task);
    try {
      PtraceStop.exitEvent(task, task.exitCode);
      clearChildTid(task);
      RobustList.exit(task);
      kernel.piFutexes.exit(task);
      releaseVfork(task);
      CpuUsage used = Accounting.threadTimes(task);
      group.times.addDead(used);
      task.hostTid = 0;
      task.lastTracer().ended(task, task.exitCode);
    } finally {
      boolean last;
      synchronized (group.siglock) {
        last = group.threads.size() == 1;
      }
      if (last) {
        group.timers.cancelAll();
        group.posixTimers.deleteAll();
      }
      task.leaveSemaphoreUndo();
      synchronized (group.siglock) {
        if (task.seccompFilter != null) {
          task.seccompFilter.unuse();
          task.seccompFilter = null;
        }
      }
      task.files.put();
      task.fs.put();
      task.mm.put();
      leaveGroup(task);
      task.sleeper.close();
    }
  }

  /** Lets go of what a first task has that no program was found for. It has never run. */
  public static void neverRan(Task task) {
    task.files.put();
    task.fs.put();
    if (task.mm != null) {
      task.mm.put();
    }
    task.sleeper.close();
  }

  /**
   * {@code synchronize_group_exit}: when the threads exit one by one, the code of the last that
   * begins to is the process's, not the leader's (which it was before Linux 5.19).
   */
  private static void synchronizeGroupExit(Task task) {
    ThreadGroup group = task.group;
    synchronized (group.siglock) {
      task.leaving = true;
      if (group.threads.stream().allMatch(other -> other.leaving)) {
        group.setGroupExitLocked(task.exitCode);
      }
    }
  }

  /** The child of a vfork no longer uses the parent's memory. */
  static void releaseVfork(Task task) {
    VforkDone done = task.vforkDone;
    if (done != null) {
      task.vforkDone = null;
      done.complete();
    }
  }

  /** {@code mm_release}: tells pthread_join that the thread is gone. */
  static void clearChildTid(Task task) {
    int address = task.clearChildTid;
    if (address == 0 || task.mm.users() == 1) {
      return;
    }
    try {
      task.mm.memory().store32(address, 0);
      int unused =
          task.kernel.futexes.wake(Futexes.key(task.mm, address, true), 1, Futexes.MATCH_ANY);
    } catch (GuestFault | ErrnoException gone) {
      // The address was never checked; the kernel ignores it as well.
    }
  }

  /**
   * {@code exit_notify} and {@code release_task}. All under tasklist, so that a parent never sees a
   * zombie whose SIGCHLD has not been sent.
   */
  private static void leaveGroup(Task task) {
    Kernel kernel = task.kernel;
    ThreadGroup group = task.group;
    synchronized (kernel.tasklist) {
      boolean last;
      boolean stopped = false;
      synchronized (group.siglock) {
        boolean unused = group.threads.remove(task);
        last = group.threads.isEmpty();
        task.pending.flush(-1L);
        if (last) {
          // With the last thread gone, /proc asks the group from here on.
          group.lastCred = task.cred;
          group.lastComm = task.comm;
          group.exitStatus = group.groupExitCode();
          group.sharedPending.flush(-1L);
        } else if ((task.jobctl & Jobctl.STOP_PENDING) != 0) {
          stopped = GroupStop.participateLocked(task);
        }
      }
      if (stopped) {
        GroupStop.notifyParent(group, SigInfo.CLD_STOPPED, group.stopSignal);
      }
      List<ThreadGroup> dead = new ArrayList<>(1);
      PtraceLinks.exit(task, dead);
      if (task != group.leader) {
        if (task.trace.traced()) {
          task.zombie = true;
          group.zombieThreads.add(task);
          notifyTracer(task, childInfo(task.tid, task.exitCode, task.cred, CpuUsage.NONE));
        } else {
          kernel.unregister(task);
        }
      } else if (!last && task.trace.traced()) {
        notifyTracer(task, childInfo(task.tid, task.exitCode, task.cred, CpuUsage.NONE));
      }
      if (last) {
        giveUpTerminal(group);
        reparentChildren(group, dead);
        JobControl.killIfOrphaned(group, group.parent, true);
      }
      leftLocked(group, dead);
      tellParents(dead);
    }
  }

  /** A thread has gone: wakes an execve that waits for it, and ends the process with the last. */
  private static void leftLocked(ThreadGroup group, List<ThreadGroup> dead) {
    synchronized (group.siglock) {
      if (group.execTask != null) {
        group.execTask.sleeper.wake();
      }
      if (!group.threads.isEmpty() || !group.zombieThreads.isEmpty()) {
        return;
      }
    }
    if (!group.zombie) {
      group.zombie = true;
      group.exited.fire();
      dead.add(group);
    }
  }

  /** Forgets a dead thread that its tracer has seen ({@code release_task}). Under tasklist. */
  static void releaseThread(Task task, List<ThreadGroup> dead) {
    task.zombie = false;
    PtraceLinks.unlink(task);
    boolean unused = task.group.zombieThreads.remove(task);
    task.kernel.unregister(task);
    leftLocked(task.group, dead);
  }

  /** Tells the tracer of a dead task ({@code do_notify_parent} with a tracer for parent). */
  private static void notifyTracer(Task task, SigInfo info) {
    ThreadGroup tracer = task.trace.tracer.group;
    Signalling.sendToGroup(tracer, info);
    tracer.waitChildExit.wakeAll();
  }

  /** Lets the parents of zombies know, and buries those for which nobody will wait. */
  static void tellParents(List<ThreadGroup> dead) {
    for (ThreadGroup one : dead) {
      ThreadGroup parent = one.parent;
      if (notifyParent(one)) {
        reap(one);
        // A parent that waits for children it no longer has must see ECHILD.
        parent.waitChildExit.wakeAll();
      }
    }
  }

  /** {@code disassociate_ctty}: a session loses its terminal with its leader. */
  private static void giveUpTerminal(ThreadGroup group) {
    Kernel kernel = group.kernel;
    int foreground = kernel.terminals.foregroundGroup(group.sid);
    if (group.sid != group.pid || foreground < 0 || !kernel.terminals.led(group.sid)) {
      return;
    }
    kernel.terminals.release(group.sid);
    for (int signo : new int[] {Signals.SIGHUP, Signals.SIGCONT}) {
      int unused = Signalling.sendToProcessGroup(kernel, foreground, SigInfo.fromKernel(signo));
    }
  }

  /** {@code forget_original_parent}. Under tasklist. Zombies among the children go to dead. */
  private static void reparentChildren(ThreadGroup group, List<ThreadGroup> dead) {
    if (group.children.isEmpty()) {
      return;
    }
    ThreadGroup reaper = reaper(group);
    for (ThreadGroup child : group.children) {
      child.parent = reaper;
      // Else every generation of a program that forks on and on would be kept.
      child.forkedBy = null;
      child.exitSignal = Signals.SIGCHLD;
      reaper.children.add(child);
      if (child.zombie) {
        dead.add(child);
      } else {
        Task first = child.firstThread();
        if (first != null && first.pdeathSignal != 0) {
          Signalling.sendToGroup(child, SigInfo.fromUser(first.pdeathSignal, 0, group.pid, 0));
        }
        JobControl.killIfOrphaned(child, group, false);
      }
    }
    group.children.clear();
  }

  private static ThreadGroup reaper(ThreadGroup group) {
    for (ThreadGroup up = group.parent; up != null; up = up.parent) {
      if (up.childSubreaper && !up.zombie) {
        return up;
      }
    }
    return group.kernel.init;
  }

  /** {@code ignoring_children}. */
  static boolean ignoresChildren(ThreadGroup group) {
    synchronized (group.siglock) {
      SigAction action = group.handlers.get(Signals.SIGCHLD);
      return action.handler() == SigAction.SIG_IGN || action.has(SigAction.SA_NOCLDWAIT);
    }
  }

  /**
   * {@code do_notify_parent}.
   *
   * @return whether nobody will wait for it
   */
  private static boolean notifyParent(ThreadGroup group) {
    Task leader = group.leader;
    if (leader.trace.traced()) {
      // Its tracer sees it first; the parent is told when that is done.
      boolean own = !PtraceLinks.reparented(leader);
      int signo = own ? group.exitSignal : Signals.SIGCHLD;
      if (signo != 0) {
        notifyTracer(leader, childInfo(group).withSigno(signo));
      }
      return false;
    }
    ThreadGroup parent = group.parent;
    if (parent == null || parent == group.kernel.init) {
      return true;
    }
    int signo = group.exitSignal;
    boolean autoReap = false;
    boolean send = signo != 0;
    if (signo == Signals.SIGCHLD) {
      synchronized (parent.siglock) {
        SigAction action = parent.handlers.get(Signals.SIGCHLD);
        boolean ignored = action.handler() == SigAction.SIG_IGN;
        autoReap = ignored || action.has(SigAction.SA_NOCLDWAIT);
        send = !ignored;
      }
    }
    if (send) {
      Signalling.sendToGroup(parent, childInfo(group).withSigno(signo));
    }
    if (!autoReap) {
      parent.waitChildExit.wakeAll();
    }
    return autoReap;
  }

  /** What SIGCHLD and waitid tell of a zombie. */
  static SigInfo childInfo(ThreadGroup group) {
    CpuUsage used = group.times.dead();
    return childInfo(group.pid, group.exitStatus, group.lastCred, used);
  }

  /** The same of a thread. */
  static SigInfo childInfo(int pid, int status, Credentials cred, CpuUsage used) {
    int code = SigInfo.CLD_EXITED;
    int value = status >> 8 & 0xff;
    if ((status & 0x7f) != 0) {
      code = (status & 0x80) != 0 ? SigInfo.CLD_DUMPED : SigInfo.CLD_KILLED;
      value = status & 0x7f;
    }
    return SigInfo.child(
        code,
        pid,
        cred.uid(),
        value,
        Accounting.ticks(used.user()),
        Accounting.ticks(used.system()));
  }

  /** Forgets a zombie ({@code release_task}). */
  static void reap(ThreadGroup group) {
    Kernel kernel = group.kernel;
    synchronized (kernel.tasklist) {
      ThreadGroup parent = group.parent;
      if (parent == null) {
        return;
      }
      parent.times.addChild(group.times.dead().plus(group.times.children()));
      PtraceLinks.unlink(group.leader);
      boolean unused = parent.children.remove(group);
      group.parent = null;
      kernel.unregister(group.leader);
      kernel.unregister(group);
      group.exited.fire();
    }
    kernel.reaped();
  }
}
