package dev.armature.task;

import static dev.armature.task.ProgramStack.AT_BASE;
import static dev.armature.task.ProgramStack.AT_CLKTCK;
import static dev.armature.task.ProgramStack.AT_EGID;
import static dev.armature.task.ProgramStack.AT_ENTRY;
import static dev.armature.task.ProgramStack.AT_EUID;
import static dev.armature.task.ProgramStack.AT_EXECFN;
import static dev.armature.task.ProgramStack.AT_FLAGS;
import static dev.armature.task.ProgramStack.AT_GID;
import static dev.armature.task.ProgramStack.AT_HWCAP;
import static dev.armature.task.ProgramStack.AT_HWCAP2;
import static dev.armature.task.ProgramStack.AT_PAGESZ;
import static dev.armature.task.ProgramStack.AT_PHDR;
import static dev.armature.task.ProgramStack.AT_PHENT;
import static dev.armature.task.ProgramStack.AT_PHNUM;
import static dev.armature.task.ProgramStack.AT_PLATFORM;
import static dev.armature.task.ProgramStack.AT_RANDOM;
import static dev.armature.task.ProgramStack.AT_SECURE;
import static dev.armature.task.ProgramStack.AT_UID;

import dev.armature.abi.Errno;
import dev.armature.abi.ErrnoException;
import dev.armature.elf.ElfFormatException;
import dev.armature.elf.ElfImage;
import dev.armature.elf.LoadPlan;
import dev.armature.elf.ScriptLine;
import dev.armature.host.HostBytes;
import dev.armature.host.HostFiles;
import dev.armature.host.HostSystem;
import dev.armature.machine.CpuState;
import dev.armature.mm.AddressSpace;
import dev.armature.mm.VmFlags;
import dev.armature.signal.SigAltStack;
import dev.armature.signal.SigInfo;
import dev.armature.signal.SigReturnCode;
import dev.armature.signal.Signals;
import dev.armature.wait.Sleeper;
import java.util.ArrayList;
import java.util.List;

/** execve(2): a new program in the calling process ({@code fs/exec.c}, {@code fs/binfmt_*.c}). */
public final class Exec {
  /** Scripts whose interpreters are scripts: no more than this ({@code exec_binprm}). */
  private static final int MAX_DEPTH = 5;

  private static final int MAX_ARG_STRLEN = 32 * 4096;
  private static final long STACK_EXTRA = 32 * 4096;
  private static final int PHDR_SIZE = 32;

  private final Task task;
  private final int dirfd;
  private final byte[] name;
  private final List<byte[]> argv;
  private final List<byte[]> envp;
  private final boolean follow;

  private Exec(
      Task task, int dirfd, byte[] name, List<byte[]> argv, List<byte[]> envp, boolean follow) {
    this.follow = follow;
    this.task = task;
    this.dirfd = dirfd;
    this.name = name;
    this.argv = new ArrayList<>(argv);
    this.envp = envp;
  }

  /**
   * Replaces the program of the calling task.
   *
   * @param dirfd where a relative path starts, AT_FDCWD for the working directory
   * @param follow whether a symbolic link at the end of {@code name} is followed
   * @return 0; the task's registers and memory are the new program's
   * @throws ErrnoException when the old program goes on
   * @throws RefusedProgram the same, with a reason for people
   */
  public static int execve(
      Task task, int dirfd, byte[] name, List<byte[]> argv, List<byte[]> envp, boolean follow) {
    List<byte[]> arguments = argv.isEmpty() ? List.of(new byte[0]) : argv;
    new Exec(task, dirfd, name, arguments, envp, follow).run();
    return 0;
  }

  private void run() {
    ExecFile file = ExecFile.open(task, dirfd, latin(name), follow);
    try {
      file = followScripts(file);
      start(file);
    } finally {
      file.close();
    }
  }

  private static String latin(byte[] bytes) {
    return HostBytes.string(bytes, 0, bytes.length);
  }

  /** {@code load_script}: opens interpreters until there is one that is no script. */
  private ExecFile followScripts(ExecFile first) {
    ExecFile file = first;
    byte[] current = name;
    for (int depth = 0; ; depth++) {
      byte[] head = new byte[ScriptLine.BINPRM_BUF_SIZE];
      int got = file.readFully(0, head, head.length);
      if (got < 0) {
        throw new ErrnoException(-got);
      }
      if (!ScriptLine.isScript(head, got)) {
        return file;
      }
      if (depth >= MAX_DEPTH) {
        throw new ErrnoException(Errno.ELOOP);
      }
      ScriptLine line;
      try {
        line = ScriptLine.parse(head, got);
      } catch (ElfFormatException refused) {
        throw new RefusedProgram(
            refused.error().errno(), file.path() + ": " + refused.getMessage());
      }
      argv.set(0, current);
      line.argument().ifPresent(argument -> argv.addFirst(argument));
      argv.addFirst(line.interpreter());
      current = line.interpreter();
      ExecFile next = ExecFile.open(task, HostFiles.AT_FDCWD, latin(current), true);
      file.close();
      file = next;
    }
  }

  private void start(ExecFile file) {
    int oldTid = task.tid;
    LoadPlan plan = LoadProgram.plan(file, ElfImage.Role.PROGRAM);
    ExecFile interpreter = null;
    try {
      LoadPlan interpreterPlan = null;
      if (plan.image().interpreter().isPresent()) {
        String path = plan.image().interpreter().get();
        interpreter = openInterpreter(file, path);
        interpreterPlan = LoadProgram.plan(interpreter, ElfImage.Role.INTERPRETER);
      }
      checkSize();
      leaveOldProgram();
      boolean first = task.mm == null;
      try {
        load(file, plan, interpreter, interpreterPlan);
      } catch (ErrnoException noWayBack) {
        if (!first) {
          // bprm_execve: there is no program to go back to.
          ExitTask.groupExit(task, Signals.SIGSEGV);
        }
        throw noWayBack;
      }
      PtraceStop.event(task, TraceState.EVENT_EXEC, oldTid);
    } finally {
      if (interpreter != null) {
        interpreter.close();
      }
    }
  }

  /**
   * {@code exec_mmap} and what follows it in {@code load_elf_binary}. The old memory goes first, so
   * that the new program gets its place in the host: the low base makes it faster.
   */
  private void load(ExecFile file, LoadPlan plan, ExecFile interpreter, LoadPlan interpreterPlan) {
    ExitTask.releaseVfork(task);
    if (task.mm != null) {
      task.mm.put();
    }
    AddressSpace mm = task.kernel.newAddressSpace(task.group.rlimits, file.path());
    boolean done = false;
    try {
      mm.pickLayout((task.personality & Personality.ADDR_COMPAT_LAYOUT) != 0);
      mm.setReadImpliesExec(
          plan.readImpliesExec() || (task.personality & Personality.READ_IMPLIES_EXEC) != 0);
      boolean execStack = plan.stack() != LoadPlan.ExecStack.DISABLE_X;
      mapStack(mm, execStack);
      var program = LoadProgram.program(mm, file, plan);
      var loaded =
          interpreter == null ? null : LoadProgram.interpreter(mm, interpreter, interpreterPlan);
      int sigpage = mapKernelPages(mm);
      int sp = buildStack(mm, program, loaded);
      int entry = loaded == null ? program.entry() : loaded.entry();
      enter(mm, file.path(), sigpage, entry, sp);
      done = true;
    } finally {
      if (!done) {
        mm.put();
      }
    }
  }

  private ExecFile openInterpreter(ExecFile program, String path) {
    try {
      return ExecFile.open(task, HostFiles.AT_FDCWD, path, true);
    } catch (ErrnoException missing) {
      throw new RefusedProgram(
          missing.errno(),
          "%s needs the interpreter %s, which can't be opened (%s); -L names a directory to look in"
              .formatted(program.path(), path, Errno.name(missing.errno())));
    }
  }

  /** {@code bprm_stack_limits} and the limit of each string. */
  private void checkSize() {
    for (List<byte[]> strings : List.of(argv, envp)) {
      for (byte[] string : strings) {
        if (string.length >= MAX_ARG_STRLEN) {
          throw new ErrnoException(Errno.E2BIG);
        }
      }
    }
    if (stackBytes() > argLimit()) {
      throw new ErrnoException(Errno.E2BIG);
    }
  }

  private long argLimit() {
    long stack = task.group.rlimits.soft(Rlimits.STACK);
    long limit = stack < 0 ? 8L << 20 : stack;
    return Math.max(MAX_ARG_STRLEN, Math.min(limit / 4, 6L << 20));
  }

  private long stackBytes() {
    return ProgramStack.stringBytes(argv)
        + ProgramStack.stringBytes(envp)
        + name.length
        + 4L * (argv.size() + envp.size());
  }

  private void mapStack(AddressSpace mm, boolean executable) {
    long length = stackBytes() + STACK_EXTRA + 4095 & -4096L;
    long start = AddressSpace.TASK_SIZE - length;
    int flags = VmFlags.VM_READ | VmFlags.VM_WRITE | VmFlags.VM_GROWSDOWN;
    if (executable) {
      flags |= VmFlags.VM_EXEC;
    }
    ErrnoException.check(mm.mapSpecial(start, length, flags, "[stack]"));
  }

  /** The vectors page and the signal page; where the latter is. */
  private static int mapKernelPages(AddressSpace mm) {
    int code = VmFlags.VM_READ | VmFlags.VM_EXEC;
    long vectors = VectorsPage.ADDRESS & 0xffff_ffffL;
    ErrnoException.check(mm.mapSpecial(vectors, VectorsPage.SIZE, code, "[vectors]"));
    HostBytes.copyIn(
        VectorsPage.bytes(), 0, mm.memory().host(VectorsPage.ADDRESS), VectorsPage.SIZE);
    int sigpage = mm.unmappedArea(4096);
    if (sigpage < 0 && sigpage >= -4095) {
      throw new ErrnoException(-sigpage);
    }
    ErrnoException.check(mm.mapSpecial(sigpage & 0xffff_ffffL, 4096, code, "[sigpage]"));
    HostBytes.copyIn(SigReturnCode.page(), 0, mm.memory().host(sigpage), 4096);
    return sigpage;
  }

  private int buildStack(
      AddressSpace mm, LoadProgram.Mapped program, LoadProgram.Mapped interpreter) {
    MachineConfig config = task.kernel.config;
    Credentials cred = task.cred;
    boolean secure = cred.uid() != cred.euid() || cred.gid() != cred.egid();
    int[] auxiliary = {
      AT_HWCAP,
      config.cpu().hwcap(),
      AT_PAGESZ,
      AddressSpace.PAGE_SIZE,
      AT_CLKTCK,
      Accounting.HZ,
      AT_PHDR,
      program.phdr(),
      AT_PHENT,
      PHDR_SIZE,
      AT_PHNUM,
      program.plan().phnum(),
      AT_BASE,
      interpreter == null ? 0 : interpreter.bias(),
      AT_FLAGS,
      0,
      AT_ENTRY,
      program.entry(),
      AT_UID,
      cred.uid(),
      AT_EUID,
      cred.euid(),
      AT_GID,
      cred.gid(),
      AT_EGID,
      cred.egid(),
      AT_SECURE,
      secure ? 1 : 0,
      AT_RANDOM,
      0,
      AT_HWCAP2,
      config.cpu().hwcap2(),
      AT_EXECFN,
      0,
      AT_PLATFORM,
      0,
    };
    byte[] random = new byte[16];
    HostSystem.random(random);
    var stack = new ProgramStack(mm.uaccess(), (int) AddressSpace.TASK_SIZE);
    int sp = stack.build(name, argv, envp, random, config.cpu().platform(), auxiliary);
    var bounds = mm.bounds();
    bounds.startStack = sp & 0xffff_ffffL;
    bounds.argStart = stack.argStart & 0xffff_ffffL;
    bounds.argEnd = stack.argEnd & 0xffff_ffffL;
    bounds.envStart = stack.envStart & 0xffff_ffffL;
    bounds.envEnd = stack.envEnd & 0xffff_ffffL;
    bounds.auxv = mm.uaccess().bytes(stack.auxv, stack.auxvLength);
    return sp;
  }

  /** {@code begin_new_exec}: from here on there is no way back. */
  private void leaveOldProgram() {
    ThreadGroup group = task.group;
    int formerTid = task.tid;
    boolean alone;
    synchronized (group.siglock) {
      if (group.groupExitLocked() || group.execTask != null) {
        throw new ErrnoException(Errno.EAGAIN);
      }
      alone = group.threads.size() <= 1 && group.zombieThreads.isEmpty();
      if (!alone) {
        group.execTask = task;
        for (Task other : group.threads) {
          if (other != task) {
            boolean unused = other.pending.add(SigInfo.fromKernel(Signals.SIGKILL));
            other.setFlag(WorkFlags.SIGPENDING);
          }
        }
      }
    }
    if (!alone) {
      Sleeper.Result end =
          task.sleeper.await(
              () -> group.threads().size() == 1 && group.zombieThreads.isEmpty(),
              Sleeper.FOREVER,
              task::fatalSignalPending);
      synchronized (group.siglock) {
        group.execTask = null;
      }
      if (end != Sleeper.Result.READY) {
        throw new ErrnoException(Errno.EAGAIN);
      }
    }
    task.kernel.takeLeadership(task);
    if (task.watched()) {
      task.tracer().executed(task, formerTid);
    }
    RobustList.exit(task);
    task.kernel.piFutexes.exit(task);
    task.piOwned.reopen();
    if (task.mm != null) {
      ExitTask.clearChildTid(task);
    }
    task.clearChildTid = 0;
    task.robustList = 0;
  }

  private void enter(AddressSpace mm, String path, int sigpage, int entry, int sp) {
    ThreadGroup group = task.group;
    CpuState cpu = task.cpu;
    cpu.copyFrom(new CpuState());
    cpu.memory = mm.memory();
    cpu.code = mm.code();
    cpu.r13 = sp;
    cpu.setLocation(entry);
    task.mm = mm;
    task.sigpage = sigpage;
    if (task.files.shared()) {
      var own = task.files.copy();
      task.files.put();
      task.files = own;
    }
    task.files.closeOnExec();
    synchronized (group.siglock) {
      group.handlers = group.handlers.copy();
      group.handlers.resetCaught();
    }
    group.posixTimers.deleteAll();
    task.altStack = SigAltStack.NONE;
    task.restartBlock = null;
    task.userDispatch = null;
    task.clearSyscallWork(WorkFlags.SYSCALL_WORK_SYSCALL_USER_DISPATCH);
    task.pdeathSignal = 0;
    group.exitSignal = Signals.SIGCHLD;
    group.exe = path;
    group.dumpable = true;
    group.didExec = true;
    String last = latin(name);
    task.setComm(last.substring(last.lastIndexOf('/') + 1));
    task.cred = task.cred.withSavedIds();
    task.setFlag(WorkFlags.REGS_CHANGED);
  }
}
