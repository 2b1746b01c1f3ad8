package dev.armature.syscalls.strace;

import dev.armature.abi.Errno;
import dev.armature.abi.Restart;
import dev.armature.host.HostClock;
import dev.armature.signal.SigInfo;
import dev.armature.signal.Signals;
import dev.armature.syscalls.table.ArmSyscalls;
import dev.armature.syscalls.table.SyscallRow;
import dev.armature.task.Task;
import dev.armature.task.Tracer;
import dev.armature.task.WorkFlags;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;

/**
 * strace, built in: prints the calls and signals of a machine's tasks as strace(1) does, or as JSON
 * Lines, counts them, and tampers with them. What a call looks like comes from its row.
 *
 * <p>A call that is not wanted costs the look-up of its number in two arrays of booleans.
 */
public final class Strace implements Tracer {
  private static final int EXIT = 1;

  private final StraceOptions options;
  private final TraceOutput output;
  private final Logs logs;
  private final CallPlan[] plans = new CallPlan[CallSet.SLOTS];
  private final CallPlan[] oldPlans = new CallPlan[CallSet.SLOTS];
  private final ConcurrentHashMap<Task, Tracee> tracees = new ConcurrentHashMap<>();
  private final AtomicInteger count = new AtomicInteger();
  private final AtomicLong callsLeft = new AtomicLong();

  /** By slot: the calls that are printed or tampered with. */
  private final boolean[] watched = new boolean[CallSet.SLOTS];

  private final PathFilter paths;
  private final Backtrace backtrace;
  private final Summary summary;
  private final JsonLines json;
  private final List<String> argv;
  private final List<String> environment;
  private final String program;

  /** Runs when nobody is watched any more; null for a trace that ends with its machine. */
  private final Runnable whenOver;

  /** Tasks are being attached: the first may end before the last is there. */
  private volatile boolean attaching;

  /** The trace has been ended: no task is added. Guarded by this. */
  private boolean detached;

  /**
   * A trace of a program from its start.
   *
   * @param program the program that the machine starts with, its argv and its environment: its
   *     execve has no call to be seen
   */
  public Strace(
      StraceOptions options,
      TraceOutput output,
      String program,
      List<String> argv,
      List<String> environment) {
    this(options, output, null, program, argv, environment);
  }

  /**
   * A trace of tasks that run already, see {@link #attach}.
   *
   * @param whenOver runs once {@link #attach} has been called and no task is left; perhaps in the
   *     thread of the last one
   */
  public Strace(StraceOptions options, TraceOutput output, Runnable whenOver) {
    this(options, output, whenOver, null, List.of(), List.of());
  }

  private Strace(
      StraceOptions options,
      TraceOutput output,
      Runnable whenOver,
      String program,
      List<String> argv,
      List<String> environment) {
    this.options = options;
    this.output = output;
    this.whenOver = whenOver;
    this.program = program;
    this.argv = argv;
    this.environment = environment;
    ArmSyscalls table = options.table;
    for (SyscallRow row : table.rows()) {
      int slot = CallSet.slot(row.number());
      plans[slot] = CallPlan.of(row, false);
      oldPlans[slot] = CallPlan.of(row, true);
    }
    for (SyscallRow row : OldCalls.rows()) {
      oldPlans[CallSet.slot(row.number())] = CallPlan.of(row, true);
    }
    for (int slot = 0; slot < watched.length; slot++) {
      watched[slot] = options.traces(slot);
      for (Injection injection : options.injections) {
        watched[slot] |= injection.calls().has(slot);
      }
    }
    logs = new Logs(options, output, new Leader(options, count));
    paths = new PathFilter(options);
    backtrace = options.stackTrace ? new Backtrace(options.sourceLines) : null;
    summary = options.summary ? new Summary(options) : null;
    json = options.json && !options.summaryOnly ? new JsonLines(options) : null;
    callsLeft.set(options.callLimit == 0 ? Long.MAX_VALUE : options.callLimit);
    if (summary != null && options.live) {
      summary.live(output);
    }
  }

  /** Prints what is printed at the end, once; no task is watched any more. */
  public void finish() {
    if (summary != null) {
      summary.stopLive();
      logs.shared().plain(new Text());
      output.counts(summary.counts(), true);
    }
    logs.close();
  }

  /**
   * Begins to watch tasks that run already, with {@code -f} all threads of their processes. Whoever
   * sleeps in a call begins it anew, as after PTRACE_INTERRUPT. Once for a trace.
   *
   * @param results is told of each task's number in the list and 0 or a negated error number,
   *     before anything is printed of the tasks
   */
  public void attach(List<Task> tasks, AttachResults results) {
    List<Task> added = new ArrayList<>();
    attaching = true;
    // Nobody prints before all have been told of.
    synchronized (logs.shared()) {
      for (int i = 0; i < tasks.size(); i++) {
        results.result(i, attach(tasks.get(i), added));
      }
    }
    added.forEach(task -> task.setFlag(WorkFlags.NOTIFY_SIGNAL));
    attaching = false;
    overIfEmpty();
  }

  /** What has become of the tasks that were to be watched. */
  public interface AttachResults {
    void result(int index, int error);
  }

  private int attach(Task task, List<Task> added) {
    int before = added.size();
    int error = add(task, added);
    if (error != 0) {
      return error;
    }
    // New threads come while others are attached.
    for (int known = before; options.followForks && known != added.size(); ) {
      known = added.size();
      for (Task thread : task.group.threads()) {
        int unused = add(thread, added);
      }
    }
    int threads = added.size() - before;
    if (talks()) {
      String many = threads == 1 ? "" : " with " + threads + " threads";
      logs.message("strace: Process " + options.id(task.tid) + " attached" + many);
    }
    return 0;
  }

  private int add(Task task, List<Task> added) {
    if (tracees.containsKey(task)) {
      return -Errno.EPERM;
    }
    Tracee tracee = new Tracee(task, options, logs.of(task));
    tracee.number = -1;
    synchronized (this) {
      if (detached) {
        return -Errno.ESRCH;
      }
      tracees.put(task, tracee);
      count.incrementAndGet();
    }
    int error = task.watch(this);
    if (error == 0) {
      tracee.log.open();
      added.add(task);
    } else {
      forget(tracee);
    }
    return error;
  }

  /** Whether messages about attaching are printed. */
  private boolean talks() {
    return !options.quiet.contains("attach") && !options.summaryOnly && json == null;
  }

  private void forget(Tracee tracee) {
    if (tracees.remove(tracee.task, tracee)) {
      count.decrementAndGet();
      tracee.log.forget(tracee, options.separate());
    }
  }

  private void overIfEmpty() {
    if (whenOver != null && !attaching && tracees.isEmpty()) {
      whenOver.run();
    }
  }

  @Override
  public void began(Task task, long nanos) {
    count.incrementAndGet();
    Tracee tracee = new Tracee(task, options, logs.of(task));
    tracee.log.open();
    tracees.put(task, tracee);
    if (!options.traces(CallSet.slot(InitialExec.NUMBER))) {
      return;
    }
    if (summary != null) {
      // The task had no processor time then.
      summary.count("execve", InitialExec.NUMBER, options.wallClock ? nanos : 0, false);
    }
    if (options.summaryOnly
        || options.filtersByStatus() && !options.statuses.contains(StraceOptions.Status.SUCCESSFUL)
        || !options.paths.isEmpty() && !options.paths.contains(program)) {
      return;
    }
    if (json != null) {
      json.initialExec(tracee, program, argv, nanos);
      return;
    }
    tracee.number = InitialExec.NUMBER;
    tracee.name = "execve";
    boolean full =
        plans[InitialExec.NUMBER] != null && options.full(plans[InitialExec.NUMBER].row());
    InitialExec.print(tracee, program, argv, environment, full);
    printDuration(tracee.tail, nanos);
    tracee.log.whole(tracee, tracee.text, options.column, tracee.tail);
    if (backtrace != null) {
      tracee.log.plain(backtrace.of(task));
    }
  }

  /**
   * Ends the trace; the program goes on. From any thread.
   *
   * @return the tasks that were watched until now
   */
  public List<Task> detach() {
    List<Tracee> all;
    synchronized (this) {
      detached = true;
      all = new ArrayList<>(tracees.values());
    }
    all.sort(Comparator.comparingInt(tracee -> tracee.task.tid));
    all.forEach(this::detach);
    return all.stream().map(tracee -> tracee.task).toList();
  }

  private void detach(Tracee tracee) {
    announce(tracee);
    if (!tracee.log.detach(tracee)) {
      return;
    }
    tracee.task.unwatch(this);
    if (talks()) {
      logs.message("strace: Process " + options.id(tracee.task.tid) + " detached");
    }
    forget(tracee);
    overIfEmpty();
  }

  @Override
  public boolean watches(int number) {
    return watched[CallSet.slot(number)];
  }

  /** What is known of a task; null when the trace of it ends this moment. */
  private Tracee tracee(Task task) {
    return tracees.get(task);
  }

  private void announce(Tracee tracee) {
    if (tracee.unannounced && !tracee.detached) {
      tracee.unannounced = false;
      if (talks()) {
        logs.message("strace: Process " + options.id(tracee.task.tid) + " attached");
      }
    }
  }

  @Override
  public int enter(Task task, int number, boolean oldAbi) {
    int slot = CallSet.slot(number);
    if (!watched[slot]) {
      return number;
    }
    boolean printed = options.traces(slot);
    Tracee tracee = tracee(task);
    if (tracee == null || tracee.detached) {
      return number;
    }
    announce(tracee);
    tracee.number = number;
    tracee.inCall = false;
    int run = options.injections.isEmpty() ? number : tamper(tracee, slot, number);
    if (!printed) {
      return run;
    }
    CallPlan plan = (oldAbi ? oldPlans : plans)[slot];
    if (plan == null || slot == CallSet.UNKNOWN) {
      plan = CallPlan.of(OldCalls.unknown(number), oldAbi);
    }
    tracee.call.begin(plan);
    if (!paths.passes(tracee.call)) {
      return run;
    }
    tracee.inCall = true;
    tracee.begun = false;
    tracee.name = plan.row().name();
    if (!options.summaryOnly && json == null) {
      tracee.text.clear();
      tracee.out.reset();
      printStart(tracee, plan, slot);
      if (!options.filtersByStatus()) {
        tracee.log.begin(tracee, tracee.text);
        tracee.text.clear();
        tracee.begun = true;
      }
    } else if (json != null) {
      json.begin(tracee);
    }
    if (options.durations || summary != null || json != null) {
      if (tracee.injection == null) {
        tracee.start = System.nanoTime();
      }
      if (summary != null && !options.wallClock) {
        tracee.startCpu = HostClock.time(HostClock.CLOCK_THREAD_CPUTIME_ID);
      }
    }
    return run;
  }

  private void printStart(Tracee tracee, CallPlan plan, int slot) {
    Text text = tracee.text;
    text.add(tracee.name).add('(');
    if (options.isRaw(slot)) {
      plan.printRaw(tracee.call, tracee.out);
      tracee.next = plan.size();
      tracee.decoded = true;
    } else if (plan.row().number() == 0) {
      text.add("<... resuming interrupted ").add(tracee.interrupted).add(" ...>");
      tracee.next = plan.size();
      tracee.decoded = true;
    } else {
      tracee.next = plan.print(tracee.call, tracee.out, 0);
      tracee.decoded = tracee.next == plan.size();
    }
  }

  @Override
  public int exit(Task task, int number, boolean oldAbi, int result) {
    int slot = CallSet.slot(number);
    if (!watched[slot]) {
      return result;
    }
    Tracee tracee = tracee(task);
    if (tracee == null) {
      return result;
    }
    int value = tracee.injection == null ? result : tampered(tracee, result);
    if (!tracee.inCall && Restart.isCode(result) && plans[slot] != null) {
      // It was in progress when the trace began; resumed, it has no name of its own.
      tracee.interrupted = plans[slot].row().name();
    }
    if (!tracee.inCall || tracee.detached || task.fatalSignalPending()) {
      return value;
    }
    tracee.inCall = false;
    Call call = tracee.call;
    call.end(value);
    long now = options.durations || summary != null || json != null ? System.nanoTime() : 0;
    boolean failed = call.failed();
    if (summary != null) {
      long spent =
          options.wallClock
              ? now - tracee.start
              : HostClock.time(HostClock.CLOCK_THREAD_CPUTIME_ID) - tracee.startCpu;
      summary.count(tracee.name, tracee.number, spent, failed);
    }
    if (call.restarts()) {
      tracee.interrupted = tracee.name;
    }
    if (json != null) {
      json.end(tracee, value, now - tracee.start);
    } else if (!options.summaryOnly) {
      printEnd(tracee, slot, value, failed, now - tracee.start);
    }
    tracee.injection = null;
    if (callsLeft.decrementAndGet() <= 0) {
      List<Task> unused = detach();
    }
    return value;
  }

  private void printEnd(Tracee tracee, int slot, int value, boolean failed, long nanos) {
    if (!options.statuses.contains(
        failed ? StraceOptions.Status.FAILED : StraceOptions.Status.SUCCESSFUL)) {
      return;
    }
    Text text = tracee.text;
    CallPlan plan = tracee.call.plan();
    int unused = plan.print(tracee.call, tracee.out, tracee.next);
    text.add(')');
    Text tail = tracee.tail;
    tail.clear();
    Results.print(tracee, value, options, options.isRaw(slot));
    if (tracee.poked) {
      tail.add(tracee.tampered ? " (INJECTED: args, retval)" : " (INJECTED: args)");
    } else if (tracee.tampered) {
      tail.add(" (INJECTED)");
    }
    if (tracee.injection != null
        && (tracee.injection.delayEnter() != 0 || tracee.injection.delayExit() != 0)) {
      tail.add(" (DELAYED)");
    }
    printDuration(tail, nanos);
    if (tracee.begun) {
      tracee.log.end(tracee, text, options.column, tail);
    } else {
      tracee.log.whole(tracee, text, options.column, tail);
    }
    Text dump = Dump.of(tracee.call, options);
    if (dump != null) {
      tracee.log.plain(dump);
    }
    if (backtrace != null) {
      tracee.log.plain(backtrace.of(tracee.task));
    }
  }

  private void printDuration(Text tail, long nanos) {
    if (options.durations) {
      tail.add(" <").decimal(nanos / 1_000_000_000L);
      Leader.fraction(nanos % 1_000_000_000L, options.durationDigits, tail);
      tail.add('>');
    }
  }

  /** What the injections make of a call that is about to run: the number to run. */
  private int tamper(Tracee tracee, int slot, int number) {
    tracee.injection = null;
    tracee.tampered = false;
    tracee.poked = false;
    if (tracee.seen == null) {
      tracee.seen = new int[CallSet.SLOTS];
    }
    Injection chosen = null;
    for (Injection injection : options.injections) {
      if (injection.calls().has(slot)) {
        chosen = injection;
      }
    }
    if (chosen == null || !chosen.applies(++tracee.seen[slot])) {
      return number;
    }
    tracee.injection = chosen;
    Task task = tracee.task;
    // Delays count.
    tracee.start = System.nanoTime();
    poke(tracee, chosen.pokesEnter());
    if (chosen.delayEnter() != 0) {
      LockSupport.parkNanos(chosen.delayEnter() * 1000);
    }
    if (chosen.signal() != 0) {
      task.send(SigInfo.fromKernel(chosen.signal()));
    }
    if (chosen.replace()) {
      tracee.tampered = true;
      return chosen.callNumber() >= 0 ? chosen.callNumber() : SKIP;
    }
    return number;
  }

  private static int tampered(Tracee tracee, int result) {
    Injection injection = tracee.injection;
    poke(tracee, injection.pokesExit());
    if (injection.delayExit() != 0) {
      LockSupport.parkNanos(injection.delayExit() * 1000);
    }
    return injection.replace() ? injection.value() : result;
  }

  private static void poke(Tracee tracee, List<Injection.Poke> pokes) {
    var cpu = tracee.task.cpu;
    int[] registers = {tracee.task.origR0, cpu.r1, cpu.r2, cpu.r3, cpu.r4, cpu.r5, cpu.r6};
    for (Injection.Poke poke : pokes) {
      // As a tracer pokes: protection does not count.
      int length = poke.bytes().length;
      tracee.poked |=
          tracee.task.mm.accessRemote(registers[poke.argument()], poke.bytes(), length, true)
              == length;
    }
  }

  @Override
  public void signal(Task task, SigInfo info) {
    Tracee tracee = tracee(task);
    if (tracee == null) {
      return;
    }
    announce(tracee);
    if (options.summaryOnly || tracee.detached || !Signals.has(options.signals, info.signo())) {
      return;
    }
    if (json != null) {
      json.signal(tracee, info);
      return;
    }
    Text text = tracee.text;
    text.clear();
    tracee.out.reset();
    text.add("--- ");
    text.add(SignalNames.of(info.signo())).add(' ');
    SigInfoFormat.print(tracee.out, info);
    text.add(" ---");
    tracee.log.line(tracee, text.toString());
    if (backtrace != null) {
      tracee.log.plain(backtrace.of(task));
    }
  }

  @Override
  public void stopped(Task task, int signo) {
    Tracee tracee = tracee(task);
    if (tracee == null
        || options.summaryOnly
        || tracee.detached
        || !Signals.has(options.signals, signo)) {
      return;
    }
    String name = SignalNames.of(signo);
    if (json != null) {
      json.event(tracee, "stopped", "signal", name);
    } else {
      tracee.log.line(tracee, "--- stopped by " + name + " ---");
    }
  }

  @Override
  public boolean created(Task parent, Task child) {
    Tracee ofParent = tracee(parent);
    if (!options.followForks || ofParent == null || ofParent.detached) {
      return false;
    }
    Tracee tracee = new Tracee(child, options, logs.of(child));
    tracee.unannounced = true;
    tracee.number = -1;
    synchronized (this) {
      if (detached) {
        return false;
      }
      tracees.put(child, tracee);
      count.incrementAndGet();
    }
    tracee.log.open();
    if (!ofParent.inCall) {
      // No line is open that the message would break into; else it comes with the child's first.
      announce(tracee);
    }
    return true;
  }

  @Override
  public void executed(Task task, int formerTid) {
    Tracee tracee = tracee(task);
    if (tracee == null) {
      return;
    }
    if (backtrace != null) {
      backtrace.forget();
    }
    if (options.detachOnExec) {
      detach(tracee);
      return;
    }
    if (formerTid != task.tid
        && json == null
        && !options.summaryOnly
        && !options.quiet.contains("thread-execve")) {
      tracee.log.line(tracee, "+++ superseded by execve in pid " + formerTid + " +++");
    }
  }

  @Override
  public void ended(Task task, int status) {
    Tracee tracee = tracee(task);
    if (tracee == null) {
      return;
    }
    announce(tracee);
    if (tracee.inCall && tracee.begun && !tracee.detached) {
      unfinished(tracee);
    } else if (tracee.inCall && summary != null && tracee.call.plan().result() == Result.NONE) {
      // strace does not count calls that do not return either.
      tracee.inCall = false;
    }
    if (!options.summaryOnly && !tracee.detached) {
      int signal = status & 0x7f;
      if (json != null) {
        json.ended(tracee, status);
      } else if (!options.quiet.contains("exit") && !superseded(tracee)) {
        tracee.log.line(
            tracee,
            signal != 0
                ? "+++ killed by " + SignalNames.of(signal) + " +++"
                : "+++ exited with " + (status >> 8 & 0xff) + " +++");
      }
    }
    boolean unused = tracee.log.detach(tracee);
    forget(tracee);
    overIfEmpty();
  }

  /** Whether another thread's execve takes the place of this leader: that is told then. */
  private static boolean superseded(Tracee tracee) {
    Task task = tracee.task;
    return task.tid == task.pid()
        && tracee.number != EXIT
        && task.group.threads().size() > 1
        && !task.group.groupExit();
  }

  /** The call in which the task ended. */
  private void unfinished(Tracee tracee) {
    if (json != null
        || options.summaryOnly
        || !options.statuses.contains(StraceOptions.Status.UNFINISHED)) {
      return;
    }
    Text text = tracee.text;
    text.clear();
    text.add(tracee.decoded ? ")" : " <unfinished ...>)");
    tracee.tail.clear();
    tracee.tail.add('?');
    tracee.log.end(tracee, text, options.column, tracee.tail);
  }

  /** The word for an error number, {@code ENOENT}, or null. */
  static String errorName(int errno) {
    return Errno.name(errno);
  }
}
