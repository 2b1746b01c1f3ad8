package dev.armature.cli;

import dev.armature.abi.Errno;
import dev.armature.cli.TraceConnection.Kind;
import dev.armature.host.HostDescriptors;
import dev.armature.host.HostProcess;
import dev.armature.syscalls.strace.BadExpression;
import dev.armature.syscalls.strace.LocalOutput;
import dev.armature.syscalls.strace.TraceOutput;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * {@code armature strace -p}: asks other Armature processes to trace guests that they run. The
 * tracer is part of the guest's process; this one writes what it finds and says when to end.
 */
final class StraceAttach {
  private static final int SIGPIPE = 13;

  private final StraceLine line;
  private final SharedOutput shared;
  private final List<TraceClient> clients = new ArrayList<>();
  private final List<Thread> threads = new ArrayList<>();
  private final AtomicInteger signal = new AtomicInteger();

  private StraceAttach(StraceLine line) {
    this.line = line;
    try {
      shared = new SharedOutput(new LocalOutput(line.options));
    } catch (BadExpression e) {
      throw StraceLine.usage(e.getMessage());
    }
  }

  /** What strace says when it can't attach. */
  static String failure(TraceTarget target, int error) {
    return "strace: attach: ptrace(PTRACE_SEIZE, "
        + target.text()
        + "): "
        + (error == -Errno.EPERM ? "Operation not permitted" : "No such process");
  }

  /** Traces until nobody is left to be traced, or a signal ends it: the exit status. */
  static int run(StraceLine line) {
    StraceAttach attach = begin(line, false);
    attach.await();
    if (attach.shared.refused() != null) {
      throw new CommandException(1, attach.shared.refused());
    }
    if (attach.signal.get() != 0) {
      return 128 + attach.signal.get();
    }
    return attach.shared.unreadable() ? 128 + SIGPIPE : attach.shared.attached() ? 0 : 1;
  }

  /**
   * Begins to trace.
   *
   * @param program whether a program is traced in this process as well
   */
  static StraceAttach begin(StraceLine line, boolean program) {
    StraceAttach attach = new StraceAttach(line);
    Map<Integer, TraceConnection> connections = new LinkedHashMap<>();
    Map<Integer, List<TraceTarget>> targets = new LinkedHashMap<>();
    for (TraceTarget target : line.targets) {
      int machine = MachineFinder.process(target.host());
      if (machine == 0) {
        System.err.println(failure(target, -Errno.ESRCH));
        continue;
      }
      if (!connections.containsKey(machine)) {
        TraceConnection connection = MachineFinder.connect(machine, target);
        if (connection == null) {
          continue;
        }
        connections.put(machine, connection);
      }
      targets.computeIfAbsent(machine, m -> new ArrayList<>()).add(target);
    }
    boolean named = connections.size() + (program ? 1 : 0) > 1;
    if (program && named) {
      line.options.hostPid = (int) ProcessHandle.current().pid();
    }
    connections.forEach((machine, connection) ->
        attach.ask(machine, connection, targets.get(machine), named ? machine : 0));
    attach.threads.forEach(Thread::start);
    return attach;
  }

  private void ask(int machine, TraceConnection connection, List<TraceTarget> targets, int name) {
    List<Integer> tasks = new ArrayList<>();
    for (TraceTarget target : targets) {
      boolean first = target.guest() == 0 && target.host() == machine;
      tasks.add(first || target.guest() != 0 ? target.guest() : -target.host());
    }
    boolean terminal = HostDescriptors.isTerminal(2);
    List<String> words = new ArrayList<>(line.optionWords);
    if (line.program && line.options.output != null) {
      // As strace: the program is the reason.
      words.add("--quiet=attach");
    }
    byte[] body = new TraceRequest(words, name, terminal, tasks).encoded();
    if (body.length > TraceRequest.MOST) {
      throw new CommandException(1, "strace: the options are too long");
    }
    TraceClient client = new TraceClient(connection, targets, shared);
    clients.add(client);
    threads.add(Thread.ofPlatform().daemon().unstarted(client::run));
    boolean unused = connection.send(Kind.REQUEST, body);
  }

  /** Where a trace in this process goes, next to the others. */
  TraceOutput output() {
    return shared;
  }

  /** Ends the traces; the guests go on. */
  void detach() {
    clients.forEach(TraceClient::detach);
  }

  /** Waits for the end of the traces, or a signal, and writes what is written at the end. */
  void await() {
    HostSignals.handOnEnding(line.signalsEndTrace, line.neverStops, this::interrupt);
    try {
      for (Thread thread : threads) {
        thread.join();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    shared.finish(line.options.summary);
    if (line.program && shared.refused() != null) {
      System.err.println("armature: " + shared.refused());
    }
  }

  private void interrupt(int signo) {
    if (!signal.compareAndSet(0, signo)) {
      // Once more: without a word to anybody.
      HostProcess.exitNow(128 + signo);
    }
    detach();
  }
}
