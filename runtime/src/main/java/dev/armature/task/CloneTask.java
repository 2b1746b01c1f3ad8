package dev.armature.task;

import dev.armature.abi.Errno;
import dev.armature.abi.ErrnoException;
import dev.armature.abi.OpenFlags;
import dev.armature.abi.Restart;
import dev.armature.machine.CpuState;
import dev.armature.machine.GuestFault;
import dev.armature.mm.AddressSpace;
import dev.armature.signal.SigAltStack;
import dev.armature.signal.SigHandlers;
import dev.armature.signal.SigInfo;
import dev.armature.signal.Signals;
import dev.armature.vfs.FileTable;
import dev.armature.vfs.FsStruct;
import dev.armature.vfs.OpenFile;
import dev.armature.wait.Sleeper;

/** New tasks and processes ({@code kernel/fork.c}). */
public final class CloneTask {
  public static final int CSIGNAL = 0xff;
  public static final int CLONE_VM = 0x100;
  public static final int CLONE_FS = 0x200;
  public static final int CLONE_FILES = 0x400;
  public static final int CLONE_SIGHAND = 0x800;
  public static final int CLONE_PIDFD = 0x1000;
  public static final int CLONE_PTRACE = 0x2000;
  public static final int CLONE_VFORK = 0x4000;
  public static final int CLONE_PARENT = 0x8000;
  public static final int CLONE_THREAD = 0x1_0000;
  public static final int CLONE_NEWNS = 0x2_0000;
  public static final int CLONE_SYSVSEM = 0x4_0000;
  public static final int CLONE_SETTLS = 0x8_0000;
  public static final int CLONE_PARENT_SETTID = 0x10_0000;
  public static final int CLONE_CHILD_CLEARTID = 0x20_0000;

  /**
   * Ours, for CLONE_CLEAR_SIGHAND, which has no place in 32 bits: where clone keeps its exit
   * signal.
   */
  public static final int CLEAR_SIGHAND = 1;

  private static final int CLONE_DETACHED = 0x40_0000;
  public static final int CLONE_UNTRACED = 0x80_0000;
  public static final int CLONE_CHILD_SETTID = 0x100_0000;

  /** Namespaces: not for a guest without privileges. */
  private static final int CLONE_NEW =
      CLONE_NEWNS | 0x200_0000 | 0x400_0000 | 0x800_0000 | 0x1000_0000 | 0x2000_0000 | 0x4000_0000;

  private CloneTask() {}

  /**
   * What the callers of clone say ({@code kernel_clone_args}).
   *
   * @param flags CLONE_* without the exit signal
   * @param exitSignal what the parent gets at the child's end, 0 for nothing
   * @param stack the child's sp, 0 for the parent's
   * @param pidfd where the descriptor of CLONE_PIDFD goes
   */
  public record Args(
      int flags, int exitSignal, int stack, int parentTid, int childTid, int tls, int pidfd) {

    boolean has(int flag) {
      return (flags & flag) != 0;
    }
  }

  /** fork(2). */
  public static int fork(Task task) {
    return clone(task, new Args(0, Signals.SIGCHLD, 0, 0, 0, 0, 0));
  }

  /** vfork(2). */
  public static int vfork(Task task) {
    return clone(task, new Args(CLONE_VFORK | CLONE_VM, Signals.SIGCHLD, 0, 0, 0, 0, 0));
  }

  /** {@code kernel_clone}: the child's tid, or a negated errno. */
  public static int clone(Task parent, Args args) {
    int error = check(args);
    if (error != 0) {
      return error;
    }
    if (parent.signalPending()) {
      return Restart.ERESTARTNOINTR;
    }
    Kernel kernel = parent.kernel;
    int tid = kernel.allocatePid();
    if (tid == 0) {
      return -Errno.EAGAIN;
    }
    AddressSpace mm = parent.mm;
    if (args.has(CLONE_VM)) {
      mm.get();
      // A vfork's parent sleeps for as long as the child is in its memory.
      if (!args.has(CLONE_VFORK)) {
        mm.letOthersIn();
      }
    } else {
      try {
        mm = mm.fork();
      } catch (ErrnoException noMemory) {
        return -noMemory.errno();
      }
    }
    int event = event(parent, args);
    Task child = copy(parent, args, tid, mm);
    VforkDone done = null;
    if (args.has(CLONE_VFORK)) {
      done = new VforkDone(parent.sleeper);
      child.vforkDone = done;
    }
    if (args.has(CLONE_CHILD_SETTID)) {
      store(mm, args.childTid(), tid);
    }
    if (args.has(CLONE_PARENT_SETTID)) {
      store(parent.mm, args.parentTid(), tid);
    }
    if (args.has(CLONE_PIDFD)) {
      int fd = pidFd(parent, child.group, args.pidfd());
      if (fd < 0) {
        release(child);
        return fd;
      }
    }
    if (!start(parent, child, args, event != 0)) {
      return -Errno.EAGAIN;
    }
    if (event != 0) {
      PtraceStop.event(parent, event, tid);
    }
    if (done != null) {
      VforkDone wait = done;
      Sleeper.Result end =
          parent.sleeper.await(wait::done, Sleeper.FOREVER, parent::fatalSignalPending);
      if (end == Sleeper.Result.READY) {
        PtraceStop.event(parent, TraceState.EVENT_VFORK_DONE, tid);
      }
    }
    return tid;
  }

  /** The event that a tracer wants for this clone, 0 for none. */
  private static int event(Task parent, Args args) {
    if (!parent.trace.traced() || args.has(CLONE_UNTRACED)) {
      return 0;
    }
    int event = TraceState.EVENT_FORK;
    if (args.has(CLONE_VFORK)) {
      event = TraceState.EVENT_VFORK;
    } else if (args.exitSignal() != Signals.SIGCHLD) {
      event = TraceState.EVENT_CLONE;
    }
    return parent.trace.wants(event) ? event : 0;
  }

  /** The kernel ignores a bad address here as well. */
  private static void store(AddressSpace mm, int address, int value) {
    try {
      mm.memory().store32(address, value);
    } catch (GuestFault ignored) {
      // put_user's result is not looked at.
    }
  }

  /** CLONE_PIDFD: a descriptor for the child, close-on-exec, written before it runs. */
  private static int pidFd(Task parent, ThreadGroup child, int address) {
    OpenFile file = new OpenFile(new PidFd(child), OpenFlags.O_RDWR);
    int fd = parent.files.install(file, true, 0, parent.group.rlimits.soft(Rlimits.NOFILE));
    if (fd < 0) {
      file.release();
      return fd;
    }
    try {
      parent.mm.uaccess().putInt(address, fd);
      return fd;
    } catch (ErrnoException badPointer) {
      int unused = parent.files.close(fd);
      return -badPointer.errno();
    }
  }

  private static int check(Args args) {
    if (args.has(CLONE_SIGHAND) && !args.has(CLONE_VM)
        || args.has(CLONE_THREAD) && !args.has(CLONE_SIGHAND)
        || args.has(CLONE_PIDFD) && args.has(CLONE_DETACHED | CLONE_THREAD)) {
      return -Errno.EINVAL;
    }
    if ((args.flags() & CLONE_NEW) != 0) {
      return -Errno.EPERM;
    }
    return 0;
  }

  private static Task copy(Task parent, Args args, int tid, AddressSpace mm) {
    CpuState cpu = new CpuState();
    cpu.copyFrom(parent.cpu);
    cpu.memory = mm.memory();
    cpu.code = mm.code();
    cpu.r0 = 0;
    if (args.stack() != 0) {
      cpu.r13 = args.stack();
    }
    if (args.has(CLONE_SETTLS)) {
      cpu.tpidruro = args.tls();
    }
    FileTable files = parent.files;
    if (args.has(CLONE_FILES)) {
      files.get();
    } else {
      files = files.copy();
    }
    FsStruct fs = parent.fs;
    if (args.has(CLONE_FS)) {
      fs.get();
    } else {
      fs = fs.copy();
    }
    ThreadGroup group = args.has(CLONE_THREAD) ? parent.group : process(parent, args, tid, mm);
    Task child = new Task(parent.kernel, tid, group, cpu, mm, files, fs, parent.cred);
    child.blocked = parent.blocked;
    child.comm = parent.comm;
    child.personality = parent.personality;
    child.ioPriority = parent.ioPriority;
    child.sigpage = parent.sigpage;
    child.fault = parent.fault;
    if (!args.has(CLONE_VM) || args.has(CLONE_VFORK)) {
      child.altStack = parent.altStack;
    } else {
      child.altStack = SigAltStack.NONE;
    }
    if (args.has(CLONE_SYSVSEM)) {
      child.semaphoreUndo = parent.semaphoreUndo();
      child.semaphoreUndo.get();
    }
    if (args.has(CLONE_CHILD_CLEARTID)) {
      child.clearChildTid = args.childTid();
    }
    return child;
  }

  private static ThreadGroup process(Task parent, Args args, int pid, AddressSpace mm) {
    ThreadGroup from = parent.group;
    SigHandlers handlers;
    synchronized (from.siglock) {
      handlers = args.has(CLONE_SIGHAND) ? from.handlers : from.handlers.copy();
    }
    if (args.has(CLEAR_SIGHAND)) {
      handlers.resetCaught();
    }
    ThreadGroup group = new ThreadGroup(parent.kernel, pid, handlers, from.rlimits.copy());
    if (!args.has(CLONE_VM)) {
      mm.setLimits(group.rlimits.memoryLimits());
    }
    group.exitSignal = args.exitSignal();
    group.forkedBy = args.has(CLONE_PARENT) ? from.forkedBy : parent;
    group.exe = from.exe;
    group.nice = from.nice;
    group.dumpable = from.dumpable;
    return group;
  }

  private static boolean start(Task parent, Task child, Args args, boolean traced) {
    Kernel kernel = parent.kernel;
    ThreadGroup group = child.group;
    boolean thread = group == parent.group;
    synchronized (kernel.tasklist) {
      synchronized (group.siglock) {
        if (thread && group.groupExitLocked()) {
          // The new thread sees the end of its process at its first step.
          child.setFlag(WorkFlags.SIGPENDING);
        }
        copySeccomp(parent, child);
        group.threads.add(child);
        if (thread) {
          GroupStop.joinLocked(parent, child);
        } else {
          group.leader = child;
        }
      }
      kernel.register(child);
      if ((traced || args.has(CLONE_PTRACE)) && parent.trace.traced()) {
        trace(parent, child);
      }
      if (!thread) {
        group.pgid = parent.group.pgid;
        group.sid = parent.group.sid;
        ThreadGroup up = args.has(CLONE_PARENT) ? parent.group.parent : parent.group;
        group.parent = up;
        up.children.add(group);
        kernel.register(group);
      }
    }
    follow(parent, child);
    try {
      child.start();
      return true;
    } catch (OutOfMemoryError noThread) {
      kernel.log.note("the host has no thread left: clone fails with EAGAIN");
      abandon(child, thread);
      return false;
    }
  }

  /**
   * Asks the parent's watcher about the child. Behind its registration: who comes to watch all
   * threads of a process finds the parent unwatched and this child, or the parent is asked here.
   */
  private static void follow(Task parent, Task child) {
    Tracer tracer = parent.tracer();
    // Watched first: whoever ends the trace meanwhile knows the child then.
    if (parent.watched() && child.watch(tracer) == 0 && !tracer.created(parent, child)) {
      child.unwatch(tracer);
    }
  }

  /** {@code copy_seccomp}: under siglock, because another thread may synchronise filters. */
  private static void copySeccomp(Task parent, Task child) {
    synchronized (parent.group.siglock) {
      child.noNewPrivs = parent.noNewPrivs;
      child.seccompMode = parent.seccompMode;
      child.seccompFilter = parent.seccompFilter;
      if (child.seccompFilter != null) {
        child.seccompFilter.use();
      }
      if (child.seccompMode != 0) {
        child.setSyscallWork(WorkFlags.SYSCALL_WORK_SECCOMP);
      }
    }
  }

  /** {@code ptrace_init_task}: the parent's tracer traces the child as well. Under tasklist. */
  private static void trace(Task parent, Task child) {
    PtraceLinks.link(child, parent.trace.tracer, parent.trace.flags);
    synchronized (child.group.siglock) {
      if (child.trace.seized()) {
        boolean unused = Jobctl.setPending(child, Jobctl.TRAP_STOP);
      } else {
        boolean unused = child.pending.add(SigInfo.fromUser(Signals.SIGSTOP, 0, 0, 0));
      }
      child.setFlag(WorkFlags.SIGPENDING);
    }
  }

  private static void abandon(Task child, boolean thread) {
    Kernel kernel = child.kernel;
    ThreadGroup group = child.group;
    synchronized (kernel.tasklist) {
      synchronized (group.siglock) {
        boolean unused = group.threads.remove(child);
      }
      PtraceLinks.unlink(child);
      kernel.unregister(child);
      if (!thread) {
        boolean unused = group.parent.children.remove(group);
        group.parent = null;
        kernel.unregister(group);
      }
    }
    release(child);
  }

  /** Gives back what {@link #copy} took for a child that never runs. */
  private static void release(Task child) {
    child.leaveSemaphoreUndo();
    child.files.put();
    child.fs.put();
    child.mm.put();
  }
}
