package dev.armature.task;

import dev.armature.abi.Errno;
import dev.armature.abi.ErrnoException;
import dev.armature.mm.AddressSpace;
import dev.armature.mm.MemoryUse;
import dev.armature.mm.ProgramBounds;
import dev.armature.signal.Signals;
import dev.armature.vfs.FileOperations;
import dev.armature.vfs.FileTable;
import dev.armature.vfs.FsStruct;
import dev.armature.vfs.ProcessView;
import java.util.List;
import java.util.function.Function;

/** A process as {@code /proc/PID} shows it, read from any thread. */
final class ProcProcess implements ProcessView {
  private final ThreadGroup group;

  ProcProcess(ThreadGroup group) {
    this.group = group;
  }

  private Task task(int tid) {
    for (Task task : group.threads()) {
      if (task.tid == tid) {
        return task;
      }
    }
    return group.firstThread();
  }

  /** Runs {@code read} on the memory of the process, kept alive meanwhile. */
  private <T> T withMemory(T none, Function<AddressSpace, T> read) {
    Task first = group.firstThread();
    AddressSpace mm = first == null ? null : first.mm;
    if (mm == null || !mm.tryGet()) {
      return none;
    }
    try {
      return read.apply(mm);
    } finally {
      mm.put();
    }
  }

  @Override
  public int pid() {
    return group.pid;
  }

  @Override
  public int parentPid() {
    return group.ppid();
  }

  @Override
  public int processGroup() {
    return group.pgid;
  }

  @Override
  public int session() {
    return group.sid;
  }

  @Override
  public int terminal() {
    return group.kernel.terminals.device(group.sid);
  }

  @Override
  public int foregroundGroup() {
    return group.kernel.terminals.foregroundGroup(group.sid);
  }

  @Override
  public int[] threads() {
    List<Task> threads = group.threads();
    return threads.isEmpty()
        ? new int[] {group.pid}
        : threads.stream().mapToInt(task -> task.tid).sorted().toArray();
  }

  @Override
  public String name(int tid) {
    Task task = task(tid);
    return task == null ? group.lastComm : task.comm;
  }

  @Override
  public void setName(int tid, String name) {
    Task task = task(tid);
    if (task != null) {
      task.setComm(name);
    }
  }

  @Override
  public char state(int tid) {
    if (group.zombie) {
      return 'Z';
    }
    Task task = task(tid);
    if (task == null || task.exiting()) {
      return 'X';
    }
    if ((task.jobctl & Jobctl.TRACED) != 0) {
      return 't';
    }
    if ((task.jobctl & Jobctl.STOPPED) != 0) {
      return 'T';
    }
    return task.sleeper.sleeping() ? 'S' : 'R';
  }

  @Override
  public FileOperations memoryFile(int caller, String path) {
    Task looking = group.kernel.task(caller);
    Task first = group.firstThread();
    if (first == null || first.mm == null || looking == null) {
      throw new ErrnoException(Errno.ESRCH);
    }
    if (!PtraceAccess.mayAttach(looking, first)) {
      throw new ErrnoException(Errno.EACCES);
    }
    return new ProcMemory(first.mm, path);
  }

  @Override
  public boolean noNewPrivs(int tid) {
    Task task = task(tid);
    return task != null && task.noNewPrivs;
  }

  @Override
  public int seccompMode(int tid) {
    Task task = task(tid);
    return task == null ? 0 : task.seccompMode;
  }

  @Override
  public int seccompFilters(int tid) {
    Task task = task(tid);
    SyscallFilter filter = task == null ? null : task.seccompFilter;
    return filter == null ? 0 : filter.count();
  }

  @Override
  public int tracerPid(int tid) {
    Task task = task(tid);
    Task tracer = task == null ? null : task.trace.tracer;
    return tracer == null ? 0 : tracer.tid;
  }

  @Override
  public String executable() {
    return group.zombie ? "" : group.exe;
  }

  @Override
  public byte[] commandLine() {
    return withMemory(new byte[0], mm -> bytes(mm, mm.bounds().argStart, mm.bounds().argEnd));
  }

  @Override
  public byte[] environment() {
    return withMemory(new byte[0], mm -> bytes(mm, mm.bounds().envStart, mm.bounds().envEnd));
  }

  private static byte[] bytes(AddressSpace mm, long start, long end) {
    if (end <= start) {
      return new byte[0];
    }
    try {
      return mm.uaccess().bytes((int) start, (int) (end - start));
    } catch (ErrnoException unmapped) {
      return new byte[0];
    }
  }

  @Override
  public byte[] auxiliaryVector() {
    return withMemory(new byte[0], mm -> mm.bounds().auxv.clone());
  }

  @Override
  public String maps() {
    return withMemory("", mm -> MapsText.of(mm.snapshot(), mm.bounds()));
  }

  @Override
  public MemoryFigures memory() {
    return withMemory(
        MemoryFigures.NONE,
        mm -> {
          MemoryUse use = mm.use();
          ProgramBounds bounds = mm.bounds();
          return new MemoryFigures(
              use.total() * AddressSpace.PAGE_SIZE,
              use.resident() * AddressSpace.PAGE_SIZE,
              use.data() * AddressSpace.PAGE_SIZE,
              use.stack() * AddressSpace.PAGE_SIZE,
              use.text() * AddressSpace.PAGE_SIZE,
              bounds.startCode,
              bounds.endCode,
              bounds.startData,
              bounds.endData,
              bounds.startBrk,
              bounds.startStack,
              bounds.argStart,
              bounds.argEnd,
              bounds.envStart,
              bounds.envEnd);
        });
  }

  private Credentials cred() {
    Task first = group.firstThread();
    return first == null ? group.lastCred : first.cred;
  }

  @Override
  public int[] userIds() {
    Credentials cred = cred();
    return new int[] {cred.uid(), cred.euid(), cred.suid(), cred.fsuid()};
  }

  @Override
  public int[] groupIds() {
    Credentials cred = cred();
    return new int[] {cred.gid(), cred.egid(), cred.sgid(), cred.fsgid()};
  }

  @Override
  public int[] supplementaryGroups() {
    return cred().groups();
  }

  @Override
  public long pendingSignals(int tid) {
    Task task = task(tid);
    synchronized (group.siglock) {
      return task == null ? 0 : task.pending.set();
    }
  }

  @Override
  public long sharedPendingSignals() {
    synchronized (group.siglock) {
      return group.sharedPending.set();
    }
  }

  @Override
  public long blockedSignals(int tid) {
    Task task = task(tid);
    return task == null ? 0 : task.blocked;
  }

  @Override
  public long ignoredSignals() {
    return handlers(false);
  }

  @Override
  public long caughtSignals() {
    return handlers(true);
  }

  private long handlers(boolean caught) {
    long set = 0;
    synchronized (group.siglock) {
      for (int signo = 1; signo <= Signals.NSIG; signo++) {
        var action = group.handlers.get(signo);
        boolean member = caught ? action.caught() : action.handler() == 1;
        set |= member ? Signals.bit(signo) : 0;
      }
    }
    return set;
  }

  @Override
  public long[] limits() {
    long[] limits = new long[2 * Rlimits.COUNT];
    for (int i = 0; i < Rlimits.COUNT; i++) {
      limits[2 * i] = group.rlimits.soft(i);
      limits[2 * i + 1] = group.rlimits.hard(i);
    }
    return limits;
  }

  @Override
  public long[] times() {
    CpuUsage own = Accounting.processTimes(group);
    CpuUsage children = group.times.children();
    return new long[] {
      Accounting.ticks(own.user()),
      Accounting.ticks(own.system()),
      Accounting.ticks(children.user()),
      Accounting.ticks(children.system())
    };
  }

  @Override
  public long startTime() {
    return group.startNanos / (1_000_000_000 / Accounting.HZ);
  }

  @Override
  public int nice() {
    return group.nice;
  }

  @Override
  public int oomScoreAdjustment() {
    return group.oomScoreAdjustment;
  }

  @Override
  public void setOomScoreAdjustment(int value) {
    group.oomScoreAdjustment = value;
  }

  @Override
  public FileTable files() {
    Task first = group.firstThread();
    return first == null ? null : first.files;
  }

  @Override
  public FsStruct fs() {
    Task first = group.firstThread();
    return first == null ? null : first.fs;
  }
}
