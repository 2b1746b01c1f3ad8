package dev.armature;

import dev.armature.abi.ErrnoException;
import dev.armature.abi.OpenFlags;
import dev.armature.cache.CodeSpace;
import dev.armature.cache.TranslationDirectory;
import dev.armature.decode.CpuModel;
import dev.armature.entry.EntryCounts;
import dev.armature.entry.SyscallTable;
import dev.armature.entry.UserLoop;
import dev.armature.host.HostBytes;
import dev.armature.host.HostDescriptors;
import dev.armature.host.HostFiles;
import dev.armature.host.HostProcess;
import dev.armature.host.HostSystem;
import dev.armature.machine.CodeLookup;
import dev.armature.machine.GuestMemory;
import dev.armature.mm.ProcessCode;
import dev.armature.signal.SigAction;
import dev.armature.signal.SigInfo;
import dev.armature.signal.Signals;
import dev.armature.task.Credentials;
import dev.armature.task.Exec;
import dev.armature.task.ExitTask;
import dev.armature.task.Kernel;
import dev.armature.task.Log;
import dev.armature.task.MachineConfig;
import dev.armature.task.RefusedProgram;
import dev.armature.task.Signalling;
import dev.armature.task.Task;
import dev.armature.task.ThreadGroup;
import dev.armature.task.Tracer;
import dev.armature.translate.Dump;
import dev.armature.translate.Engine;
import dev.armature.translate.TranslationStat;
import dev.armature.translate.Translator;
import dev.armature.vfs.FileTable;
import dev.armature.vfs.FsStruct;
import dev.armature.vfs.HostFile;
import dev.armature.vfs.OpenFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/**
 * One machine: a program and all processes that come of it. The embedding API.
 *
 * <pre>
 *   ExitStatus end = Machine.builder(new ArmSyscalls()).program("/bin/true").build().run();
 * </pre>
 *
 * <p>Strings of the guest (paths, arguments, environment) carry one byte per char.
 */
public final class Machine {
  /** Default of uname's release. */
  public static final String DEFAULT_RELEASE = "6.12.0";

  private static final long DEFAULT_STACK = 8L << 20;

  /** Signals that come from a terminal, or from a shell's job control. */
  private static final long FROM_TERMINAL =
      Signals.bit(Signals.SIGINT)
          | Signals.bit(Signals.SIGQUIT)
          | Signals.bit(Signals.SIGTSTP)
          | Signals.bit(Signals.SIGWINCH)
          | Signals.bit(Signals.SIGCONT);

  /** Signals that people send to one process: kill(1) without a minus. */
  private static final long FOR_ONE_PROCESS =
      Signals.bit(Signals.SIGUSR1) | Signals.bit(Signals.SIGUSR2) | Signals.bit(Signals.SIGALRM);

  /** Java stack of a guest thread: guest calls nest on it, see Unit.MAX_DEPTH. */
  private static final long THREAD_STACK = 1L << 20;

  /**
   * How the program ended.
   *
   * @param code what it gave to exit, 0..255; 0 when a signal killed it
   * @param signal the signal that killed it, 0 for none
   */
  public record ExitStatus(int code, int signal) {
    static ExitStatus of(int waitStatus) {
      return new ExitStatus(waitStatus >> 8 & 0xff, waitStatus & 0x7f);
    }

    /** What a shell's {@code $?} shows: the code, or 128 + signal. */
    public int shell() {
      return signal != 0 ? 128 + signal : code;
    }
  }

  /** The program could not be started. */
  public static final class StartException extends Exception {
    private static final long serialVersionUID = 1;
    private final int errno;

    private StartException(int errno, String message) {
      super(message);
      this.errno = errno;
    }

    /** The error execve gave, positive. */
    public int errno() {
      return errno;
    }
  }

  private final Builder settings;
  private final Kernel kernel;
  private final Translator translator;
  private final UserLoop loop;
  private volatile ThreadGroup root;

  private Machine(Builder settings) {
    this.settings = settings;
    CpuModel cpu = CpuModel.named(settings.cpu);
    Log log = new Log(settings.log, settings.errors);
    translator =
        settings.translations == null || settings.dump != null
            ? translator(settings, cpu, log)
            : settings.translations.of(settings.kind(), () -> translator(settings, cpu, log));
    loop = new UserLoop(translator, settings.syscalls);
    MachineConfig config =
        new MachineConfig(
            settings.release, cpu, settings.libraryPrefix, settings.stackSize, THREAD_STACK);
    kernel = new Kernel(config, log, loop, codeFactory());
    kernel.tracer = settings.tracer;
    kernel.debugEntry = settings.debugEntry;
    kernel.onRootStop = settings.onStop;
    kernel.localRestart = settings.localRestart;
  }

  private static Translator translator(Builder settings, CpuModel cpu, Log log) {
    return new Translator(
        cpu.features(),
        settings.engine,
        UserLoop.bound(settings.syscalls),
        settings.dump,
        translations(settings.codeCache, cpu, log),
        settings.recognise);
  }

  /** Starts to describe a machine whose calls are answered by {@code syscalls}. */
  public static Builder builder(SyscallTable syscalls) {
    return new Builder(syscalls);
  }

  /** What translation has done so far, for all machines that share this one's translations. */
  public TranslationStat translationStat() {
    return translator.stat();
  }

  /** How often guest code came back to the kernel, and why. */
  public EntryCounts entryCounts() {
    return loop.counts();
  }

  /** The kernel of this machine, for tools that look inside. */
  public Kernel kernel() {
    return kernel;
  }

  private static TranslationDirectory translations(Path directory, CpuModel cpu, Log log) {
    if (directory == null) {
      return null;
    }
    String build = BuildIdentity.text();
    var opened =
        build == null ? null : TranslationDirectory.open(directory, build + ' ' + cpu.name());
    if (opened == null) {
      String why =
          build == null
              ? "this build can't be told from others"
              : directory + " is no directory of yours alone";
      log.note("translations are not kept: " + why);
    }
    return opened;
  }

  private ProcessCode.Factory codeFactory() {
    return new ProcessCode.Factory() {
      @Override
      public ProcessCode create(GuestMemory memory, String program) {
        return code(translator.newSpace(memory, program));
      }

      @Override
      public long[] bases(String program) {
        return translator.bases(program);
      }
    };
  }

  private ProcessCode code(CodeSpace space) {
    return new ProcessCode() {
      @Override
      public CodeLookup lookup() {
        return space;
      }

      @Override
      public void invalidate(int start, long length) {
        if (space.invalidate(start, length)) {
          kernel.codeChanged(space.memory());
        }
      }

      @Override
      public void close() {
        // The compiler may be reading code this moment.
        space.close();
      }
    };
  }

  /**
   * Runs the program to its end, and waits for the processes that it leaves behind.
   *
   * @throws StartException when it can't be started
   */
  public ExitStatus run() throws StartException, InterruptedException {
    Task task = firstTask();
    root = task.group;
    long begin = System.nanoTime();
    try {
      int unused =
          Exec.execve(
              task,
              HostFiles.AT_FDCWD,
              HostBytes.bytes(settings.program),
              bytes(settings.argv),
              bytes(settings.environment),
              true);
    } catch (RefusedProgram refused) {
      ExitTask.neverRan(task);
      throw new StartException(refused.errno(), refused.getMessage());
    } catch (ErrnoException error) {
      ExitTask.neverRan(task);
      throw new StartException(error.errno(), settings.program + ": " + error.getMessage());
    }
    long loaded = System.nanoTime() - begin;
    settings.onStart.accept(this);
    kernel.start(task, loaded);
    int status = kernel.awaitExit(root);
    kernel.awaitEmpty();
    kernel.timerQueue.close();
    kernel.asyncIo.close();
    if (settings.translations == null) {
      translator.save();
    }
    return ExitStatus.of(status);
  }

  /**
   * Delivers a signal that this JVM got from outside: what terminals send goes to the foreground
   * process groups, what is meant for one process to the program, everything else to its group.
   * Before the program runs nothing happens.
   */
  public void interrupt(int signo) {
    ThreadGroup first = root;
    if (first == null) {
      return;
    }
    if (kernel.group(first.pid) != first) {
      // The program has ended. What ends a program now ends what it has left behind.
      if (!Signals.has(Signals.STOP | Signals.IGNORED, signo)) {
        kill();
      }
      return;
    }
    // The JVM does not tell who has sent it: a terminal is the kernel, anybody else a process
    // outside, which shows as number 0, as in a pid namespace.
    SigInfo info =
        Signals.has(FROM_TERMINAL, signo)
            ? SigInfo.fromKernel(signo)
            : SigInfo.fromUser(signo, SigInfo.SI_USER, 0, first.leader.cred.uid());
    if (Signals.has(FOR_ONE_PROCESS, signo)) {
      Signalling.sendToGroup(first, info);
      return;
    }
    int sent = 0;
    if (Signals.has(FROM_TERMINAL, signo)) {
      for (int pgid : kernel.terminals.foregroundGroups()) {
        sent += Signalling.sendToProcessGroup(kernel, pgid, info);
      }
    }
    if (sent == 0 || signo == Signals.SIGCONT) {
      int unused = Signalling.sendToProcessGroup(kernel, first.pgid(), info);
    }
  }

  /** Kills every process of the machine. */
  public void kill() {
    for (ThreadGroup group : kernel.groups()) {
      Signalling.sendToGroup(group, SigInfo.fromKernel(Signals.SIGKILL));
    }
  }

  private Task firstTask() throws StartException {
    HostProcess host = settings.startedBy == null ? HostProcess.current() : settings.startedBy;
    FsStruct fs;
    try {
      fs = FsStruct.initial(settings.root, settings.workingDirectory, host.umask());
    } catch (ErrnoException error) {
      String which =
          settings.root == null
              ? "working directory " + settings.workingDirectory
              : "root directory " + settings.root;
      throw new StartException(error.errno(), which + ": " + error.getMessage());
    }
    FileTable files = new FileTable(kernel.locks);
    for (Map.Entry<Integer, Integer> descriptor : settings.descriptors.entrySet()) {
      int number = descriptor.getKey();
      int fd = descriptor.getValue();
      HostFile file = HostFile.inherited(fd);
      if (file != null) {
        int flags = HostDescriptors.fcntl(fd, HostDescriptors.F_GETFL, 0);
        int mode = flags & (OpenFlags.O_ACCMODE | OpenFlags.O_APPEND | OpenFlags.O_NONBLOCK);
        int unused = files.install(new OpenFile(file, mode), false, number, number + 1);
        kernel.socketTimeLimits |= file.isSocket();
      }
    }
    if (settings.ownsDescriptors) {
      settings.descriptors.values().stream()
          .filter(fd -> fd != 2)
          .forEach(HostDescriptors::release);
    }
    int uid = HostSystem.uid();
    int euid = HostSystem.euid();
    int gid = HostSystem.gid();
    int egid = HostSystem.egid();
    Credentials cred =
        new Credentials(uid, euid, euid, euid, gid, egid, egid, egid, HostSystem.groups());
    Task task = kernel.firstTask(files, fs, cred);
    task.group.nice = host.nice();
    for (int signo = 1; signo <= Signals.NSIG; signo++) {
      if (Signals.has(host.ignoredSignals(), signo)) {
        task.group.handlers.set(signo, new SigAction(SigAction.SIG_IGN, 0, 0, 0));
      }
    }
    if (host.terminal() != 0) {
      kernel.terminals.inherit(task.group.sid(), host.terminal(), task.group.pgid(), host.leader());
    }
    return task;
  }

  private static List<byte[]> bytes(List<String> strings) {
    return strings.stream().map(text -> text.getBytes(StandardCharsets.ISO_8859_1)).toList();
  }

  /** What a machine is made of. */
  public static final class Builder {
    private final SyscallTable syscalls;
    private String program;
    private List<String> argv = List.of();
    private List<String> environment = List.of();
    private String libraryPrefix;
    private String root;
    private String cpu = "max";
    private Engine engine = Engine.AUTO;
    private String release = DEFAULT_RELEASE;
    private long stackSize = DEFAULT_STACK;
    private Consumer<String> log;
    private Consumer<String> errors = System.err::println;
    private Tracer tracer;
    private boolean debugEntry;
    private Dump dump;
    private Path codeCache;
    private Translations translations;
    private Runnable onStop = () -> {};
    private boolean localRestart = true;
    private boolean recognise = true;
    private Consumer<Machine> onStart = machine -> {};
    private Map<Integer, Integer> descriptors = Map.of(0, 0, 1, 1, 2, 2);
    private boolean ownsDescriptors;
    private HostProcess startedBy;
    private String workingDirectory = ".";

    private Builder(SyscallTable syscalls) {
      this.syscalls = syscalls;
    }

    /** Path of the program as the guest names it. */
    public Builder program(String path) {
      program = path;
      return this;
    }

    /** The argument vector, argv[0] first; the program's path alone when this is not called. */
    public Builder argv(List<String> strings) {
      argv = List.copyOf(strings);
      return this;
    }

    /** The environment as NAME=VALUE; empty when this is not called. */
    public Builder environment(List<String> strings) {
      environment = List.copyOf(strings);
      return this;
    }

    /** Host directory to try first for absolute paths: qemu-arm's -L. */
    public Builder libraryPrefix(String directory) {
      libraryPrefix = directory;
      return this;
    }

    /** Host directory that the guest takes for /; look-up can't leave it. */
    public Builder root(String directory) {
      root = directory;
      return this;
    }

    /** Name of the CPU model, see CpuModel. */
    public Builder cpu(String name) {
      cpu = name;
      return this;
    }

    public Builder engine(Engine which) {
      engine = which;
      return this;
    }

    /** What uname tells as release. */
    public Builder release(String text) {
      release = text;
      return this;
    }

    /** RLIMIT_STACK in bytes. */
    public Builder stackSize(long bytes) {
      stackSize = bytes;
      return this;
    }

    /** Where lines about missing pieces go; nowhere when this is not called. */
    public Builder log(Consumer<String> sink) {
      log = sink;
      return this;
    }

    /** Where defects of Armature are reported; this process's standard error by default. */
    public Builder errors(Consumer<String> sink) {
      errors = sink;
      return this;
    }

    /** What to show of the translation of guest code. */
    public Builder dump(Dump what) {
      dump = what;
      return this;
    }

    /** Directory of this user where translations are kept between runs; nowhere by default. */
    public Builder codeCache(Path directory) {
      codeCache = directory;
      return this;
    }

    /**
     * The descriptors that the program starts with: its numbers, and this JVM's for the same files;
     * 0, 1 and 2 under their own numbers when this is not called. They are the guest's alone: when
     * it has closed one, so has this process. Only its standard error stays open, for messages.
     */
    public Builder descriptors(Map<Integer, Integer> numbers) {
      descriptors = Map.copyOf(numbers);
      ownsDescriptors = true;
      return this;
    }

    /**
     * What the program gets as umask, niceness and ignored signals; those of this process when this
     * is not called.
     */
    public Builder startedBy(HostProcess process) {
      startedBy = process;
      return this;
    }

    /** Host directory to start in; this process's when this is not called. */
    public Builder workingDirectory(String directory) {
      workingDirectory = directory;
      return this;
    }

    /** Checks every transition between user code and kernel; slow, and finds defects of ours. */
    public Builder debugEntry(boolean on) {
      debugEntry = on;
      return this;
    }

    /** Watches calls and signals of all processes. */
    public Builder tracer(Tracer watcher) {
      tracer = watcher;
      return this;
    }

    /** Runs when the program has been loaded, before its first instruction. */
    public Builder onStart(Consumer<Machine> action) {
      onStart = action;
      return this;
    }

    /** Runs when job control has stopped the program: the place to stop the JVM as well. */
    public Builder onStop(Runnable action) {
      onStop = action;
      return this;
    }

    /**
     * Whether an interrupted call is restarted without a way through user code: true when this is
     * not called.
     */
    public Builder localRestart(boolean on) {
      localRestart = on;
      return this;
    }

    /**
     * Whether routines of C and run-time libraries that are known by their code are done by faster
     * code; true when this is not called.
     */
    public Builder recognise(boolean on) {
      recognise = on;
      return this;
    }

    /**
     * What other machines have translated, to be used and added to, and saved by its owner; a
     * machine translates for itself, and saves that at its end, when this is not called.
     */
    public Builder translations(Translations shared) {
      translations = shared;
      return this;
    }

    private Translations.Kind kind() {
      return new Translations.Kind(syscalls, cpu, engine, recognise, codeCache);
    }

    public Machine build() {
      if (program == null) {
        throw new IllegalStateException("no program");
      }
      if (argv.isEmpty()) {
        argv = List.of(program);
      }
      return new Machine(this);
    }
  }
}
