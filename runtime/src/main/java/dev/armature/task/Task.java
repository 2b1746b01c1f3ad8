package dev.armature.task;

import dev.armature.abi.Errno;
import dev.armature.host.HostClock;
import dev.armature.ipc.SemaphoreUndoList;
import dev.armature.machine.CpuState;
import dev.armature.mm.AddressSpace;
import dev.armature.signal.SigAltStack;
import dev.armature.signal.SigInfo;
import dev.armature.signal.SigPending;
import dev.armature.signal.SignalFrame.FaultInfo;
import dev.armature.signal.Signals;
import dev.armature.vfs.Caller;
import dev.armature.vfs.FileTable;
import dev.armature.vfs.FsStruct;
import dev.armature.wait.Sleeper;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;

/**
 * A guest thread ({@code task_struct}): one Java platform thread runs it.
 *
 * <p>Fields without a word about sharing belong to the task's own thread.
 */
public final class Task {
  private static final VarHandle FLAGS;
  private static final VarHandle PENDING;
  private static final VarHandle SYSCALL_WORK;

  static {
    try {
      MethodHandles.Lookup lookup = MethodHandles.lookup();
      FLAGS = lookup.findVarHandle(Task.class, "flags", int.class);
      SYSCALL_WORK = lookup.findVarHandle(Task.class, "syscallWork", int.class);
      PENDING = lookup.findVarHandle(CpuState.class, "pending", int.class);
    } catch (ReflectiveOperationException e) {
      throw new ExceptionInInitializerError(e);
    }
  }

  /** The machine this task lives in. */
  public final Kernel kernel;

  /** Thread id, machine-wide. */
  public volatile int tid;

  /** The process. */
  public final ThreadGroup group;

  public final CpuState cpu;

  /** Replaced by execve. */
  public AddressSpace mm;

  public FileTable files;
  public FsStruct fs;

  /** Replaced as a whole by its own thread; others may read. */
  public volatile Credentials cred;

  /** {@link WorkFlags} for the way out to user code; set by {@link #setFlag} from any thread. */
  @SuppressWarnings("unused") // written through FLAGS
  private volatile int flags;

  /** {@code SYSCALL_WORK_*} of {@link WorkFlags}. Changed by {@link #setSyscallWork}. */
  public volatile int syscallWork;

  /** Number of the call in progress or last made; a tracer may change it at the entry stop. */
  public int syscallNumber;

  /** Sees calls and signals while this task is {@link #watched()}; changed under this monitor. */
  private volatile Tracer tracer = NoTracer.INSTANCE;

  /** Nobody can begin to watch any more. Guarded by this monitor. */
  private boolean unwatchable;

  /** Traps after each instruction for the tracer ({@code TIF_SINGLESTEP}). */
  public volatile boolean singleStep;

  /** Who traces this task and whom it traces. */
  public final TraceState trace = new TraceState();

  /** Set on the way out when the unit that made the call must not go on. Own thread only. */
  public boolean leaveUnit;

  /** r0 at the last system call entry: what a restart and a tracer see. */
  public int origR0;

  /** How this task sleeps. */
  public final Sleeper sleeper;

  /** Signals sent to this thread only. Guarded by {@link ThreadGroup#siglock}. */
  public final SigPending pending;

  /** Blocked signals. Written by its own thread under {@link ThreadGroup#siglock}. */
  public volatile long blocked;

  /** The mask to put back when no handler runs, while {@link #restoreSigmask} is set. */
  public long savedSigmask;

  /** Set by sigsuspend, ppoll, pselect, epoll_pwait ({@code TIF_RESTORE_SIGMASK}). */
  public boolean restoreSigmask;

  /** What sigtimedwait waits for: such signals wake although they are blocked. */
  public volatile long realBlocked;

  /** What frames tell of the last fault. */
  public FaultInfo fault = FaultInfo.NONE;

  public SigAltStack altStack = SigAltStack.NONE;

  /** What restart_syscall does; null answers -EINTR ({@code do_no_restart_syscall}). */
  public RestartBlock restartBlock;

  /**
   * Where exit writes 0 and wakes a futex, 0 for nowhere (set_tid_address, CLONE_CHILD_CLEARTID).
   */
  public int clearChildTid;

  /** Head of the robust futex list, 0 for none. */
  public int robustList;

  /** Futexes with owners of which this task is one, and others wait. */
  final PiState.Owned piOwned = new PiState.Owned();

  /** What its end does to System V semaphores, null for nothing; see {@link #semaphoreUndo}. */
  SemaphoreUndoList semaphoreUndo;

  /** ioprio_set: class and level, 0 for none. */
  public volatile int ioPriority;

  /** personality(2). */
  public int personality;

  /** Address of the page with the return code of signal frames ([sigpage]). */
  public int sigpage;

  /** The name in /proc and prctl, at most 15 bytes. */
  public volatile String comm = "";

  /** PR_SET_PDEATHSIG. */
  public int pdeathSignal;

  /** PR_SET_NO_NEW_PRIVS. Another thread's seccomp call may set it. */
  public volatile boolean noNewPrivs;

  /** SECCOMP_MODE_*; changed under {@link ThreadGroup#siglock}, perhaps by another thread. */
  public volatile int seccompMode;

  /** The newest seccomp filter, or null; changed with {@link #seccompMode}. */
  public volatile SyscallFilter seccompFilter;

  /** PR_SET_SYSCALL_USER_DISPATCH, null when it is off. */
  public volatile UserDispatch userDispatch;

  /** The call in progress was handed to the program itself. */
  public boolean onDispatch;

  /** What is left of a vfork on the child's side: released at exec or exit. */
  VforkDone vforkDone;

  /** Exit status in the form of wait4, once {@link #exiting()}. */
  volatile int exitCode;

  /** Whether it has begun to exit. Guarded by the group's siglock. */
  boolean leaving;

  /** {@link Jobctl} bits. Guarded by {@link ThreadGroup#siglock}. */
  public volatile int jobctl;

  /** Ended while traced, and its tracer has not waited for it yet. Guarded by tasklist. */
  boolean zombie;

  /** The host id of the Java thread, 0 before it runs. */
  volatile int hostTid;

  private final Thread thread;

  Task(
      Kernel kernel,
      int tid,
      ThreadGroup group,
      CpuState cpu,
      AddressSpace mm,
      FileTable files,
      FsStruct fs,
      Credentials cred) {
    this.kernel = kernel;
    pending = new SigPending(kernel.queuedSignals);
    this.tid = tid;
    this.group = group;
    this.cpu = cpu;
    this.mm = mm;
    this.files = files;
    this.fs = fs;
    this.cred = cred;
    thread =
        Thread.ofPlatform()
            .name("guest " + tid)
            .stackSize(kernel.config.threadStackSize())
            .daemon(true)
            .unstarted(this::run);
    sleeper = new Sleeper(this::signalPending);
  }

  /** Lets the task run from the state in {@link #cpu}. */
  void start() {
    thread.start();
  }

  private void run() {
    hostTid = HostClock.gettid();
    kernel.setCurrent(this);
    kernel.body.run(this);
  }

  /** The thread that runs this task. */
  public Thread thread() {
    return thread;
  }

  /** The host's id of the thread that runs this task, 0 before it runs and at its end. */
  public int hostTid() {
    return hostTid;
  }

  /** Process id. */
  public int pid() {
    return group.pid;
  }

  /** The work flags; an opaque-cheap read of the own task. */
  public int flags() {
    return flags;
  }

  /** Raises work for this task and gets it out of guest code or sleep. Any thread. */
  public void setFlag(int flag) {
    FLAGS.getAndBitwiseOr(this, flag);
    PENDING.setVolatile(cpu, 1);
    if (Thread.currentThread() != thread) {
      // The task itself does not sleep now, and looks at its flags before it does.
      sleeper.wake();
    }
  }

  /** Takes work flags away. Races with {@link #setFlag} end with the flag set. */
  public void clearFlag(int flag) {
    int left = (int) FLAGS.getAndBitwiseAnd(this, ~flag) & ~flag;
    if (left == 0) {
      PENDING.setVolatile(cpu, 0);
      if (flags != 0) {
        PENDING.setVolatile(cpu, 1);
      }
    }
  }

  /** Raises work for entry or exit of system calls ({@code set_task_syscall_work}). Any thread. */
  public void setSyscallWork(int work) {
    SYSCALL_WORK.getAndBitwiseOr(this, work);
  }

  /** Takes work of system calls away. Any thread. */
  public void clearSyscallWork(int work) {
    SYSCALL_WORK.getAndBitwiseAnd(this, ~work);
  }

  /** Whether SIGKILL waits for this very thread. */
  boolean killed() {
    return Signals.has(pending.set(), Signals.SIGKILL);
  }

  /** Whether a sleep must end for a signal ({@code signal_pending}). */
  public boolean signalPending() {
    return (flags & (WorkFlags.SIGPENDING | WorkFlags.NOTIFY_SIGNAL | WorkFlags.EXITING)) != 0;
  }

  /** Whether the task is about to die ({@code fatal_signal_pending}). */
  public boolean fatalSignalPending() {
    return exiting() || (signalPending() && (group.groupExit() || killed()));
  }

  public boolean exiting() {
    return (flags & WorkFlags.EXITING) != 0;
  }

  /** Whether a {@link Tracer} watches this task. */
  public boolean watched() {
    return (syscallWork & WorkFlags.SYSCALL_WORK_SYSCALL_TRACEPOINT) != 0;
  }

  /** Who watches this task, or one that looks at nothing: a watch may end at any time. */
  public Tracer tracer() {
    return tracer;
  }

  /**
   * Lets {@code watcher} see calls and signals from the next one on. Any thread.
   *
   * @return 0; -EPERM when somebody watches already, -ESRCH when the task is at its end
   */
  public synchronized int watch(Tracer watcher) {
    if (unwatchable) {
      return -Errno.ESRCH;
    }
    if (watched()) {
      return -Errno.EPERM;
    }
    // Before the flag: who sees the flag sees the tracer.
    tracer = watcher;
    setSyscallWork(WorkFlags.SYSCALL_WORK_SYSCALL_TRACEPOINT);
    return 0;
  }

  /** Ends what {@link #watch} has begun; nothing if that is over. Any thread. */
  @SuppressWarnings("ReferenceEquality")
  public synchronized void unwatch(Tracer watcher) {
    if (tracer == watcher) {
      clearSyscallWork(WorkFlags.SYSCALL_WORK_SYSCALL_TRACEPOINT);
      tracer = NoTracer.INSTANCE;
    }
  }

  /** Who has to be told of the task's end, and the last who is: nobody can come any more. */
  synchronized Tracer lastTracer() {
    unwatchable = true;
    return watched() ? tracer : NoTracer.INSTANCE;
  }

  /** Blocks other signals for the duration of a call ({@code set_user_sigmask}). */
  public void setUserSigmask(long mask) {
    savedSigmask = blocked;
    restoreSigmask = true;
    Signalling.setBlocked(this, mask);
  }

  /**
   * Ends a {@link #setUserSigmask}: puts the mask back, unless the call was interrupted; then the
   * way out to user code does ({@code restore_saved_sigmask_unless}).
   */
  public void restoreSavedSigmaskUnless(boolean interrupted) {
    if (!interrupted && restoreSigmask) {
      restoreSigmask = false;
      Signalling.setBlocked(this, savedSigmask);
    }
  }

  /** Sets the name that /proc and prctl show; it keeps 15 bytes. */
  public void setComm(String name) {
    comm = name.length() > 15 ? name.substring(0, 15) : name;
  }

  /** The list for semaphore operations with SEM_UNDO, made when it is first asked for. */
  public SemaphoreUndoList semaphoreUndo() {
    if (semaphoreUndo == null) {
      semaphoreUndo = new SemaphoreUndoList(kernel.ipc);
    }
    return semaphoreUndo;
  }

  /** Ends the sharing of that list, or the list with its last user. */
  public void leaveSemaphoreUndo() {
    if (semaphoreUndo != null) {
      semaphoreUndo.put(pid());
      semaphoreUndo = null;
    }
  }

  /** Whether both have the same list, or none. */
  @SuppressWarnings("ReferenceEquality")
  public boolean sharesSemaphoreUndo(Task other) {
    return semaphoreUndo == other.semaphoreUndo;
  }

  /** What path look-up needs to know of this task. */
  public Caller caller() {
    return new Caller(group.pid, tid, fs, files);
  }

  /** Sends a signal to this very thread, as the kernel does for SIGPIPE. */
  public void send(SigInfo info) {
    Signalling.sendToTask(this, info);
  }
}
