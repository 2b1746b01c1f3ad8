package dev.armature.cli;

import dev.armature.abi.Errno;
import dev.armature.cli.TraceConnection.Kind;
import dev.armature.host.HostDescriptors;
import dev.armature.host.HostLocalSocket;
import dev.armature.host.HostProcess;
import dev.armature.host.HostSystem;
import dev.armature.syscalls.strace.BadExpression;
import dev.armature.syscalls.strace.LocalOutput;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
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

  /** How long a machine that has just started is given to open its socket, in milliseconds. */
  private static final int STARTING = 1000;

  private StraceAttach() {}

  /** What strace says when it can't attach. */
  static String failure(TraceTarget target, int error) {
    return "strace: attach: ptrace(PTRACE_SEIZE, "
        + target.text()
        + "): "
        + (error == -Errno.EPERM ? "Operation not permitted" : "No such process");
  }

  /** Traces until nobody is left to be traced, or a signal ends it: the exit status. */
  static int run(StraceLine line) {
    LocalOutput output;
    try {
      output = new LocalOutput(line.options);
    } catch (BadExpression e) {
      throw StraceLine.usage(e.getMessage());
    }
    Map<Integer, List<TraceTarget>> machines = new LinkedHashMap<>();
    Map<Integer, List<Integer>> tasks = new LinkedHashMap<>();
    Map<Integer, TraceConnection> connections = new LinkedHashMap<>();
    for (TraceTarget target : line.targets) {
      int machine = threadGroup(target.host());
      if (machine == 0) {
        System.err.println(failure(target, -Errno.ESRCH));
        continue;
      }
      TraceConnection connection = connections.get(machine);
      if (connection == null) {
        connection = connect(machine, target);
        if (connection == null) {
          continue;
        }
        connections.put(machine, connection);
      }
      machines.computeIfAbsent(machine, m -> new ArrayList<>()).add(target);
      int task =
          target.guest() != 0 ? target.guest() : machine == target.host() ? 0 : -target.host();
      tasks.computeIfAbsent(machine, m -> new ArrayList<>()).add(task);
    }
    TraceClient.Shared shared = new TraceClient.Shared(output);
    List<TraceClient> clients = new ArrayList<>();
    List<Thread> threads = new ArrayList<>();
    boolean terminal = HostDescriptors.isTerminal(2);
    connections.forEach((machine, connection) -> {
      int named = connections.size() > 1 ? machine : 0;
      TraceRequest request =
          new TraceRequest(line.optionWords, named, terminal, tasks.get(machine));
      byte[] body = request.encoded();
      if (body.length > TraceRequest.MOST) {
        throw new CommandException(1, "strace: the options are too long");
      }
      TraceClient client = new TraceClient(connection, machines.get(machine), shared);
      clients.add(client);
      threads.add(Thread.ofPlatform().daemon().unstarted(client::run));
      boolean unused = connection.send(Kind.REQUEST, body);
    });
    AtomicInteger signal = new AtomicInteger();
    HostSignals.handOnEnding(
        line.signalsEndTrace,
        line.neverStops,
        signo -> {
          if (!signal.compareAndSet(0, signo)) {
            // Once more: without a word to anybody.
            HostProcess.exitNow(128 + signo);
          }
          clients.forEach(TraceClient::detach);
        });
    threads.forEach(Thread::start);
    try {
      for (Thread thread : threads) {
        thread.join();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    shared.finish(line.options.summary);
    if (shared.refused() != null) {
      throw new CommandException(1, shared.refused());
    }
    if (signal.get() != 0) {
      return 128 + signal.get();
    }
    return shared.unreadable() ? 128 + SIGPIPE : shared.attached() ? 0 : 1;
  }

  /** The process that a thread of the host belongs to, 0 when there is none. */
  private static int threadGroup(int tid) {
    try {
      for (String status : Files.readAllLines(Path.of("/proc/" + tid + "/status"))) {
        if (status.startsWith("Tgid:")) {
          return Integer.parseInt(status.substring(5).strip());
        }
      }
    } catch (IOException gone) {
      // Told by the result.
    }
    return 0;
  }

  /** The connection to the machine in a process of the host; null, with a message, without one. */
  private static TraceConnection connect(int pid, TraceTarget target) {
    int uid;
    try {
      uid = (int) Files.getAttribute(Path.of("/proc/" + pid), "unix:uid");
    } catch (IOException gone) {
      System.err.println(failure(target, -Errno.ESRCH));
      return null;
    }
    int euid = HostSystem.euid();
    if (uid != euid && euid != 0) {
      System.err.println(failure(target, -Errno.EPERM));
      return null;
    }
    int waits = likeUs(pid) ? STARTING / 50 : 0;
    for (int i = 0; i <= waits; i++) {
      TraceConnection connection = connect(pid, uid);
      if (connection != null) {
        return connection;
      }
      try {
        Thread.sleep(i == waits ? 0 : 50);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    }
    List<Integer> machines = new ArrayList<>();
    for (String directory : ControlDirectory.candidates(euid)) {
      if (ControlDirectory.safe(directory, euid)) {
        machines.addAll(ControlDirectory.machines(directory));
      }
    }
    System.err.println(
        "strace: attach: process "
            + target.text()
            + " is not one that runs guests of Armature"
            + (machines.isEmpty()
                ? ""
                : "; these are: " + machines.toString().replaceAll("[\\[\\]]", "")));
    return null;
  }

  private static TraceConnection connect(int pid, int uid) {
    for (String directory : ControlDirectory.candidates(uid)) {
      if (!ControlDirectory.safe(directory, uid)) {
        continue;
      }
      String path = directory + "/" + pid;
      int fd = HostLocalSocket.connect(path);
      if (fd == -Errno.ECONNREFUSED) {
        ControlDirectory.remove(path);
      }
      if (fd >= 0) {
        HostLocalSocket.Peer peer = HostLocalSocket.peer(fd);
        if (peer != null && peer.pid() == pid && peer.uid() == uid) {
          return new TraceConnection(fd);
        }
        int unused = HostDescriptors.close(fd);
      }
    }
    return null;
  }

  /** Whether a process runs the program that this one runs: a JVM that may still be starting. */
  private static boolean likeUs(int pid) {
    try {
      Path ours = Files.readSymbolicLink(Path.of("/proc/self/exe"));
      return Files.readSymbolicLink(Path.of("/proc/" + pid + "/exe")).equals(ours);
    } catch (IOException unknown) {
      return false;
    }
  }
}
