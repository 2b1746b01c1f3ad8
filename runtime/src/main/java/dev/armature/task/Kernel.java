package dev.armature.task;

import dev.armature.ipc.IpcNamespace;
import dev.armature.machine.CpuState;
import dev.armature.machine.GuestMemory;
import dev.armature.mm.AddressSpace;
import dev.armature.mm.MappedFile;
import dev.armature.mm.ProcessCode;
import dev.armature.signal.SigHandlers;
import dev.armature.signal.Signals;
import dev.armature.vfs.FileTable;
import dev.armature.vfs.FilesInFlight;
import dev.armature.vfs.FsStruct;
import dev.armature.vfs.PathLookup;
import dev.armature.vfs.RecordLocks;
import dev.armature.vfs.UnixEnds;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * The state of one machine: its tasks, ids and time. Many machines live in one JVM and share
 * nothing.
 */
public final class Kernel {
  private static final int PID_MAX = 32768;

  /** The first id given; lower ones look like kernel threads to ps and its kin. */
  private static final int FIRST_PID = 300;

  public final MachineConfig config;
  public final Log log;

  /** Guards the tree of processes. See {@link ThreadGroup}. */
  public final Object tasklist = new Object();

  /** pid 1: nobody runs in it; it adopts and reaps orphans. */
  final ThreadGroup init;

  final TaskBody body;

  /** Runs when the first process has been stopped; its parent is outside. */
  public Runnable onRootStop = () -> {};

  /** The first process. */
  volatile ThreadGroup root;

  /** Watches the first task from its start, or null. Set before that. */
  public Tracer tracer;

  /** Check every transition between user code and kernel. Set before the first task runs. */
  public boolean debugEntry;

  /**
   * Whether an interrupted call is restarted inside the kernel, without a way through user code
   * ({@code local_restart} of arch/arm/kernel/entry-common.S). Off, a call that keeps its number is
   * made again by its SVC. Set before the first task runs.
   */
  public boolean localRestart = true;

  /** Who controls which terminal. */
  public final Terminals terminals = new Terminals();

  /** Signals that wait in all queues: everybody here is one user to RLIMIT_SIGPENDING. */
  final AtomicInteger queuedSignals = new AtomicInteger();

  public final Futexes futexes = new Futexes();

  /** The futexes with owners. */
  public final PiFutexes piFutexes = new PiFutexes(this);

  /** Signals and timers that fire at a time. */
  public final TimerQueue timerQueue = new TimerQueue();

  private final ConcurrentHashMap<Integer, Task> tasks = new ConcurrentHashMap<>();
  private final ConcurrentHashMap<Integer, ThreadGroup> groups = new ConcurrentHashMap<>();
  private final long bootNanos = System.nanoTime();
  private int lastPid = FIRST_PID - 1;

  /** Finds files by path. */
  public final PathLookup lookup;

  /** Record locks of all processes. */
  public final RecordLocks locks = new RecordLocks();

  /** Signals about files that become ready. */
  public final AsyncIo asyncIo = new AsyncIo(this);

  /** Open files on their way from guest to guest. */
  public final FilesInFlight filesInFlight = new FilesInFlight();

  /** Which guest is at which end of an AF_UNIX socket. */
  public final UnixEnds unixEnds = new UnixEnds();

  /**
   * Whether a socket may have a SO_RCVTIMEO or SO_SNDTIMEO: a guest has set one, or a socket has
   * come from outside. Until then nobody need ask the host before waiting.
   */
  public volatile boolean socketTimeLimits;

  /** System V IPC and POSIX message queues. */
  public final IpcNamespace ipc = new IpcNamespace();

  private final ProcessCode.Factory codeFactory;

  /** Of this machine: many live in one JVM. */
  @SuppressWarnings("ThreadLocalUsage")
  private final ThreadLocal<Task> current = new ThreadLocal<>();

  /**
   * @param body what each thread executes
   * @param codeFactory where an address space gets its translated code from
   */
  public Kernel(MachineConfig config, Log log, TaskBody body, ProcessCode.Factory codeFactory) {
    this.config = config;
    this.log = log;
    this.body = body;
    this.codeFactory = codeFactory;
    lookup = new PathLookup(new ProcSystem(this), config.libraryPrefix());
    init = new ThreadGroup(this, 1, new SigHandlers(), new Rlimits(0));
    init.pgid = 1;
    init.sid = 1;
  }

  /** Nanoseconds since the machine started. */
  public long uptimeNanos() {
    return System.nanoTime() - bootNanos;
  }

  /** The guest task that the calling thread runs, or null. */
  public Task current() {
    return current.get();
  }

  void setCurrent(Task task) {
    current.set(task);
  }

  /** The process that the machine was started for, perhaps dead; null before it is made. */
  public ThreadGroup firstProcess() {
    return root;
  }

  /** The task with thread id {@code tid}, or null. */
  public Task task(int tid) {
    return tasks.get(tid);
  }

  /** The process with id {@code pid}, zombies included, or null. */
  public ThreadGroup group(int pid) {
    return groups.get(pid);
  }

  /** All processes, zombies included, by pid. */
  public List<ThreadGroup> groups() {
    List<ThreadGroup> all = new ArrayList<>(groups.values());
    all.sort((a, b) -> Integer.compare(a.pid, b.pid));
    return all;
  }

  /** Number of live threads. */
  public int taskCount() {
    return tasks.size();
  }

  /** The processes of a process group. */
  public List<ThreadGroup> processGroup(int pgid) {
    List<ThreadGroup> members = new ArrayList<>(2);
    for (ThreadGroup group : groups.values()) {
      if (group.pgid == pgid) {
        members.add(group);
      }
    }
    return members;
  }

  /** Takes an unused id, or returns 0 when there is none. */
  int allocatePid() {
    synchronized (tasklist) {
      for (int tries = 0; tries < PID_MAX; tries++) {
        lastPid = lastPid + 1 >= PID_MAX ? FIRST_PID : lastPid + 1;
        if (!inUse(lastPid)) {
          return lastPid;
        }
      }
      return 0;
    }
  }

  private boolean inUse(int id) {
    if (tasks.containsKey(id) || groups.containsKey(id)) {
      return true;
    }
    for (ThreadGroup group : groups.values()) {
      if (group.pgid == id || group.sid == id) {
        return true;
      }
    }
    return false;
  }

  void register(Task task) {
    tasks.put(task.tid, task);
  }

  void unregister(Task task) {
    tasks.remove(task.tid, task);
  }

  void register(ThreadGroup group) {
    groups.put(group.pid, group);
  }

  /** The root process has been reaped, or another one. */
  void reaped() {
    synchronized (tasklist) {
      tasklist.notifyAll();
    }
  }

  void unregister(ThreadGroup group) {
    groups.remove(group.pid, group);
  }

  /** An empty address space under the limits of a process, for a program at {@code path}. */
  AddressSpace newAddressSpace(Rlimits limits, String path) {
    return AddressSpace.create(codeFactory, limits.memoryLimits(), path);
  }

  /** The last thread of a process becomes its leader at execve ({@code de_thread}). */
  void takeLeadership(Task task) {
    if (task.tid == task.group.pid) {
      return;
    }
    synchronized (tasklist) {
      Task old = task.group.leader;
      Task waiting = old.trace.tracer;
      PtraceLinks.unlink(old);
      unregister(task);
      task.tid = task.group.pid;
      register(task);
      task.group.leader = task;
      if (waiting != null) {
        // Who waits for the old leader's id waits for this thread now.
        waiting.group.waitChildExit.wakeAll();
      }
    }
  }

  /**
   * Makes the first process of the machine: its own session and group, child of init.
   *
   * @return the task, not started; Exec gives it a program
   */
  public Task firstTask(FileTable files, FsStruct fs, Credentials cred) {
    int pid = allocatePid();
    ThreadGroup group =
        new ThreadGroup(this, pid, new SigHandlers(), new Rlimits(config.stackSize()));
    root = group;
    group.pgid = pid;
    group.sid = pid;
    group.exitSignal = Signals.SIGCHLD;
    Task task = new Task(this, pid, group, new CpuState(), null, files, fs, cred);
    synchronized (tasklist) {
      group.parent = init;
      init.children.add(group);
      group.threads.add(task);
      group.leader = task;
      register(task);
      register(group);
    }
    return task;
  }

  /**
   * Lets the first task run the program that Exec gave it.
   *
   * @param nanos what that took
   */
  public void start(Task task, long nanos) {
    if (tracer != null) {
      int unused = task.watch(tracer);
      tracer.began(task, nanos);
    }
    task.start();
  }

  /**
   * The file behind a host descriptor may have become shorter: in every process that maps it the
   * pages behind its end are SIGBUS from now on.
   */
  public void fileTruncated(int hostFd) {
    MappedFile.Identity identity = MappedFile.identify(hostFd);
    for (Task task : tasks.values()) {
      AddressSpace mm = task.mm;
      if (mm != null && mm.tryGet()) {
        mm.fileTruncated(identity);
        mm.put();
      }
    }
  }

  /** Translated code over {@code memory} was dropped: who runs in it must look it up anew. */
  public void codeChanged(GuestMemory memory) {
    for (Task task : tasks.values()) {
      if (task.cpu.memory == memory) {
        task.setFlag(WorkFlags.CODE_CHANGED);
      }
    }
  }

  /** Waits for the end of every process, so that nothing of the machine is left. */
  public void awaitEmpty() throws InterruptedException {
    synchronized (tasklist) {
      while (!groups.isEmpty()) {
        tasklist.wait();
      }
    }
  }

  /** Waits for the end of a process; its status in wait4's form. */
  public int awaitExit(ThreadGroup group) throws InterruptedException {
    synchronized (tasklist) {
      while (groups.get(group.pid) == group) {
        tasklist.wait();
      }
    }
    return group.exitStatus;
  }
}
