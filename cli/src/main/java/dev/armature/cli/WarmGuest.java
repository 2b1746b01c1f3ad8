package dev.armature.cli;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import dev.armature.Machine;
import dev.armature.Machine.ExitStatus;
import dev.armature.Machine.StartException;
import dev.armature.abi.Errno;
import dev.armature.host.HostBytes;
import dev.armature.host.HostDescriptors;
import dev.armature.host.HostPidFd;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * One client of the warm JVM, and its guest. The answers, a line each:
 *
 * <ul>
 *   <li>{@code own}: run it in a JVM of your own
 *   <li>{@code ok}: the guest is ours, and its descriptors are in our hands
 *   <li>{@code stop}: the guest has stopped, so stop as well
 *   <li>{@code exit N}: it has ended
 * </ul>
 */
final class WarmGuest {
  /** What a client asked in its line. */
  record Request(int pid, int slot, int input, int output) {}

  private static final List<String> HELP = List.of("-h", "--help");

  private final WarmServer server;
  private final Request request;
  private final int answers;

  /** Stands for the client; the server's dispatcher closes it. */
  final int pidfd;

  private final Map<Integer, Integer> descriptors = new HashMap<>();
  private int errors = -1;

  // Guarded by this.
  private final List<Integer> early = new ArrayList<>();
  private Machine machine;
  private boolean killed;

  /** Belongs to the dispatcher. */
  private boolean watched = true;

  private volatile String name = "?";

  WarmGuest(WarmServer server, Request request, int answers, int pidfd) {
    this.server = server;
    this.request = request;
    this.answers = answers;
    this.pidfd = pidfd;
  }

  int pid() {
    return request.pid();
  }

  /** The program, for people. */
  String name() {
    return name;
  }

  /** From the request to the last answer: whether the guest was ours. */
  boolean run() {
    try {
      String reason = refusal();
      if (reason != null) {
        server.turnedAway(reason);
        answer("own");
        return false;
      }
    } catch (IOException | RuntimeException | Error e) {
      server.turnedAway(e.toString());
      answer("own");
      return false;
    } finally {
      if (accepted == null) {
        descriptors.values().forEach(HostDescriptors::close);
      }
    }
    int status;
    try {
      answer("ok");
      status = accepted.run();
    } catch (RuntimeException | Error e) {
      print(Main.line(e, false));
      status = Main.status(e);
    }
    answer("exit " + status);
    if (errors >= 0) {
      int unused = HostDescriptors.close(errors);
    }
    return true;
  }

  /** Sends the client away at once. */
  void refuse() {
    answer("own");
    close();
  }

  /** A guest that is ready to be run. */
  @FunctionalInterface
  private interface Accepted {
    int run();
  }

  private Accepted accepted;

  /** Looks whether the guest can be run here: null, or why it can't. */
  private String refusal() throws IOException {
    String slot = WarmClient.link(pid(), "fd/0");
    if (slot == null || !slot.equals(server.directory().slot(request.slot()))) {
      return "a request in the name of another process";
    }
    server.taken(request.slot());
    WarmClient client = WarmClient.of(Integer.toString(pid()));
    String difference = server.standing().difference(client.standing());
    if (difference != null) {
      server.stranger();
      return difference;
    }
    if (client.process().terminal() != 0) {
      return "a terminal";
    }
    if (client.traced()) {
      return "a tracer";
    }
    List<String> words = client.words();
    if (words.size() < 4 || !words.get(2).equals("run") || HELP.contains(words.get(3))) {
      return "another command line than run";
    }
    if (server.outdated()) {
      return "another build";
    }
    return take(client);
  }

  private String take(WarmClient client) throws IOException {
    Map<Integer, Integer> numbers =
        WarmClient.descriptors(pid(), request.input(), request.output());
    if (numbers == null) {
      return "a descriptor above 9";
    }
    for (Map.Entry<Integer, Integer> number : numbers.entrySet()) {
      int fd = HostPidFd.take(pidfd, number.getValue());
      if (fd < 0) {
        if (fd == -Errno.EPERM || fd == -Errno.ENOSYS) {
          server.outOfReach();
        }
        return "descriptors of other processes are out of reach here";
      }
      descriptors.put(number.getKey(), fd);
      if (HostDescriptors.isTerminal(fd)) {
        return "a terminal";
      }
    }
    if (HostDescriptors.ready(pidfd, HostDescriptors.POLLIN) != 0) {
      // What we read may be another process's.
      return "its client died";
    }
    GuestRequest guest;
    try {
      RunLine line = RunLine.parse(client.words().subList(3, client.words().size()));
      guest = GuestRequest.of(line, client.environment());
    } catch (CommandException wrong) {
      accept();
      accepted =
          () -> {
            descriptors.values().forEach(HostDescriptors::close);
            throw wrong;
          };
      return null;
    }
    if (guest.needsOwnProcess()) {
      return "an option";
    }
    String cwd = WarmClient.link(pid(), "cwd");
    GuestRequest absolute = cwd == null ? null : guest.in(cwd);
    if (absolute == null) {
      return "its working directory";
    }
    name = absolute.program();
    accept();
    Machine.Builder builder =
        server
            .machine(absolute)
            .startedBy(client.process())
            .workingDirectory("/proc/" + pid() + "/cwd")
            .descriptors(descriptors)
            .errors(this::print)
            .onStop(() -> answer("stop"))
            .onStart(this::started);
    accepted = () -> run(builder);
    return null;
  }

  /** Keeps standard error for messages, whatever the guest does with it. */
  private void accept() {
    Integer fd = descriptors.get(2);
    errors = fd == null ? -1 : HostDescriptors.duplicate(fd);
  }

  private int run(Machine.Builder builder) {
    TraceServer tracing = null;
    try {
      Machine built = builder.build();
      tracing = new TraceServer(built, pid());
      server.later(tracing::start);
      ExitStatus status = built.run();
      String message = DeathBySignal.message(status.signal());
      if (message != null) {
        print(message);
      }
      return status.shell();
    } catch (StartException e) {
      throw StartError.of(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new CommandException(1, "interrupted", e);
    } finally {
      if (tracing != null) {
        tracing.close();
      }
    }
  }

  private synchronized void started(Machine ready) {
    machine = ready;
    early.forEach(machine::interrupt);
    if (killed) {
      machine.kill();
    }
  }

  /** The client got a signal. */
  synchronized void signal(int signal) {
    if (machine == null) {
      early.add(signal);
    } else {
      machine.interrupt(signal);
    }
  }

  /** The client has ended, as it does after the last answer. Without that, so does the guest. */
  void clientDied() {
    watched = false;
    kill();
  }

  /** Whether the client's end is still to come. */
  boolean watched() {
    return watched;
  }

  /** Kills the guest, now or when it starts. */
  synchronized void kill() {
    killed = true;
    if (machine != null) {
      machine.kill();
    }
  }

  private void answer(String line) {
    write(answers, line + '\n');
  }

  private void print(String line) {
    if (errors >= 0) {
      write(errors, line + '\n');
    }
  }

  private static void write(int fd, String text) {
    byte[] bytes = text.getBytes(ISO_8859_1);
    try (Arena arena = Arena.ofConfined()) {
      long buffer = arena.allocate(bytes.length).address();
      HostBytes.copyIn(bytes, 0, buffer, bytes.length);
      long unused = HostDescriptors.write(fd, buffer, bytes.length);
    }
  }

  /** After the last answer: the client reads the end. */
  void close() {
    int unused = HostDescriptors.close(answers);
  }
}
