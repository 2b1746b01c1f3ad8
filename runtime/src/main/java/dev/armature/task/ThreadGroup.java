package dev.armature.task;

import dev.armature.host.HostClock;
import dev.armature.signal.SigHandlers;
import dev.armature.signal.SigPending;
import dev.armature.wait.Listeners;
import dev.armature.wait.WaitQueue;
import java.util.ArrayList;
import java.util.List;

/**
 * A guest process: what its threads share ({@code signal_struct} and the thread-group side of
 * {@code task_struct}).
 *
 * <p>Locks, in this order: {@link Kernel#tasklist} guards the tree (parent, children, groups,
 * sessions, who is a zombie); {@link #siglock} guards signals, stops and the list of threads. Both
 * are short; nobody sleeps with them.
 */
public final class ThreadGroup {
  public final Kernel kernel;

  /** Process id, the tid of the leader. */
  public final int pid;

  /** Guards what the class comment says, here and in the group's tasks. */
  public final Object siglock = new Object();

  /** Guarded by {@link #siglock}; execve replaces a shared one. */
  public SigHandlers handlers;

  /** Signals sent to the process. Guarded by {@link #siglock}. */
  public final SigPending sharedPending;

  /** Live threads, the oldest first. Guarded by {@link #siglock}. */
  final List<Task> threads = new ArrayList<>(1);

  /** Threads that are dead but still wait for their tracer to notice. Guarded by tasklist. */
  final List<Task> zombieThreads = new ArrayList<>(0);

  /** The task with the process's id, dead or alive; execve replaces it. */
  public volatile Task leader;

  /** The thread that made this process, for PTRACE_TRACEME. */
  Task forkedBy;

  /** Guarded by {@link Kernel#tasklist}, as all links of the tree. */
  volatile ThreadGroup parent;

  /** Children that are not reaped yet, zombies too. */
  final List<ThreadGroup> children = new ArrayList<>(2);

  volatile int pgid;
  volatile int sid;

  /** Whether it has called execve since fork: setpgid by the parent is over. */
  volatile boolean didExec;

  /** What the parent gets at our end; 0 for nothing, SIGCHLD after fork. */
  int exitSignal;

  /** PR_SET_CHILD_SUBREAPER. */
  public volatile boolean childSubreaper;

  /** Where the tasks of this process sleep in wait4 and waitid. */
  final WaitQueue waitChildExit = new WaitQueue();

  /** Fires when a signal was queued for this process or one of its threads. */
  final Listeners signalQueued = new Listeners();

  /** Fires when the process has become a zombie, and when that is gone. */
  final Listeners exited = new Listeners();

  public final Rlimits rlimits;

  /** Interval timers and alarm. */
  public final IntervalTimers timers;

  /** timer_create and its kin. */
  public final PosixTimers posixTimers;

  /** CPU times of this process and its reaped children. */
  public final CpuTimes times = new CpuTimes();

  /** The nice value, -20..19. */
  public volatile int nice;

  /** MEMBARRIER_CMD_REGISTER_PRIVATE_EXPEDITED. */
  public volatile boolean membarrierRegistered;

  /** PR_SET_DUMPABLE. */
  public volatile boolean dumpable = true;

  /** Of the last thread, for the parent and /proc once all are gone. */
  volatile Credentials lastCred;

  volatile String lastComm = "";

  public volatile int oomScoreAdjustment;

  /** When it started, in nanoseconds since the host's boot. */
  final long startNanos = HostClock.time(HostClock.CLOCK_BOOTTIME);

  /** Guest path of the program, as execve resolved it. */
  public volatile String exe = "";

  /** Set when every thread must leave ({@code SIGNAL_GROUP_EXIT}). Guarded by siglock. */
  private boolean groupExit;

  /** Status for wait4 when {@link #groupExit}. */
  private int groupExitCode;

  /** The thread that keeps running while an execve removes the others. */
  Task execTask;

  /** All threads are gone; the parent has not asked yet. Guarded by tasklist. */
  volatile boolean zombie;

  /** Status for wait4 once zombie. */
  volatile int exitStatus;

  /** Group stop, guarded by siglock: signal that stops or stopped the group, 0 for none. */
  int stopSignal;

  /** Threads that a group stop still waits for ({@code group_stop_count}). */
  int stopCount;

  /** All threads have stopped ({@code SIGNAL_STOP_STOPPED}). */
  boolean stopped;

  /** The parent has not been told of the stop by wait yet. */
  boolean stopUnreported;

  /** The parent has not been told by wait that the group continued. */
  boolean continuedUnreported;

  ThreadGroup(Kernel kernel, int pid, SigHandlers handlers, Rlimits rlimits) {
    this.kernel = kernel;
    sharedPending = new SigPending(kernel.queuedSignals);
    this.pid = pid;
    this.handlers = handlers;
    this.rlimits = rlimits;
    this.timers = new IntervalTimers(this);
    this.posixTimers = new PosixTimers(this);
  }

  /** Parent's pid, as getppid tells. */
  public int ppid() {
    ThreadGroup p = parent;
    return p == null ? 0 : p.pid;
  }

  public int pgid() {
    return pgid;
  }

  public int sid() {
    return sid;
  }

  public boolean zombie() {
    return zombie;
  }

  /** A snapshot of the live threads, the leader or its heir first. */
  public List<Task> threads() {
    synchronized (siglock) {
      return List.copyOf(threads);
    }
  }

  /** The oldest live thread, null for a zombie. */
  public Task firstThread() {
    synchronized (siglock) {
      return threads.isEmpty() ? null : threads.getFirst();
    }
  }

  /** Whether all threads are on their way out. */
  public boolean groupExit() {
    synchronized (siglock) {
      return groupExit;
    }
  }

  int groupExitCode() {
    synchronized (siglock) {
      return groupExitCode;
    }
  }

  /** Makes the whole process leave with {@code code}, unless it already does. Under siglock. */
  void setGroupExitLocked(int code) {
    if (!groupExit) {
      groupExit = true;
      groupExitCode = code;
    }
  }

  boolean groupExitLocked() {
    return groupExit;
  }

  /** Whether job control has stopped the process. */
  public boolean isStopped() {
    synchronized (siglock) {
      return stopped;
    }
  }

  /** The parent process. */
  public ThreadGroup parent() {
    return parent;
  }

  /** Snapshot of the children, for /proc and wait. */
  public List<ThreadGroup> children() {
    synchronized (kernel.tasklist) {
      return List.copyOf(children);
    }
  }
}
