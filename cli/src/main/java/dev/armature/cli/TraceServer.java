package dev.armature.cli;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import dev.armature.Machine;
import dev.armature.abi.Errno;
import dev.armature.cli.TraceConnection.Frame;
import dev.armature.cli.TraceConnection.Kind;
import dev.armature.host.HostDescriptors;
import dev.armature.host.HostFiles;
import dev.armature.host.HostLocalSocket;
import dev.armature.host.HostSystem;
import dev.armature.signal.SigInfo;
import dev.armature.signal.Signals;
import dev.armature.syscalls.strace.BadExpression;
import dev.armature.syscalls.strace.Strace;
import dev.armature.task.Kernel;
import dev.armature.task.Signalling;
import dev.armature.task.Task;
import dev.armature.task.ThreadGroup;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;

/**
 * Lets {@code armature strace -p} of this user, or of root, trace the guests of a machine: a socket
 * in the {@link ControlDirectory}. Whatever goes wrong here, the guest does not notice.
 */
final class TraceServer {
  /** So late, because most programs have ended before anybody could ask. */
  static final long DELAY = TimeUnit.MILLISECONDS.toNanos(200);

  /** How long a command may take to say what it wants. */
  private static final long PATIENCE = TimeUnit.SECONDS.toNanos(5);

  private static final int MOST_SESSIONS = 16;

  private final Machine machine;
  private final long pid;
  private final AtomicInteger sessions = new AtomicInteger();

  /** The socket and its name while it is open; guarded by this. */
  private int listening = -1;

  private String path;
  private boolean closed;

  /**
   * @param pid the process that was asked to run the guest, by which users know it; 0 for this one,
   *     which is found out when the guest runs
   */
  TraceServer(Machine machine, long pid) {
    this.machine = machine;
    this.pid = pid;
  }

  /** Opens the socket and answers, in a thread of its own. */
  void start() {
    thread("tracing", this::run);
  }

  /** The same after {@link #DELAY}. */
  void startLater() {
    thread(
        "tracing",
        () -> {
          LockSupport.parkNanos(DELAY);
          run();
        });
  }

  private static void thread(String name, Runnable body) {
    Thread.ofPlatform()
        .daemon()
        .name(name)
        // What it would print is the guest's output.
        .uncaughtExceptionHandler((thread, e) -> {})
        .start(body);
  }

  private void run() {
    int fd = open();
    if (fd < 0) {
      return;
    }
    while (true) {
      int connection = HostLocalSocket.accept(fd);
      if (connection >= 0) {
        serve(connection);
      } else if (connection == -Errno.EMFILE || connection == -Errno.ENFILE) {
        pause();
      } else if (connection != -Errno.EINTR && connection != -Errno.ECONNABORTED) {
        break;
      }
    }
    closeSocket(fd);
  }

  private synchronized void closeSocket(int fd) {
    listening = -1;
    int unused = HostDescriptors.close(fd);
  }

  private static void pause() {
    try {
      Thread.sleep(1000);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private synchronized int open() {
    long id = pid == 0 ? ProcessHandle.current().pid() : pid;
    int uid = HostSystem.euid();
    for (String directory : closed ? List.<String>of() : ControlDirectory.candidates(uid)) {
      int unused = HostFiles.mkdirat(HostFiles.AT_FDCWD, directory, 0700);
      if (!ControlDirectory.safe(directory, uid)) {
        continue;
      }
      String name = directory + "/" + id;
      int fd = HostLocalSocket.listen(name);
      if (fd == -Errno.EADDRINUSE) {
        // Of a dead process that had this id.
        ControlDirectory.remove(name);
        fd = HostLocalSocket.listen(name);
      }
      if (fd >= 0) {
        path = name;
        listening = fd;
        List<Integer> unusedNames = ControlDirectory.machines(directory);
        return fd;
      }
    }
    return -1;
  }

  /** Nobody can ask any more. Who traces is told the rest by the ends of the guests. */
  synchronized void close() {
    closed = true;
    if (path != null) {
      ControlDirectory.remove(path);
      path = null;
    }
    if (listening >= 0) {
      HostLocalSocket.shutdown(listening);
    }
  }

  private void serve(int fd) {
    TraceConnection connection = new TraceConnection(fd);
    HostLocalSocket.Peer peer = HostLocalSocket.peer(fd);
    boolean known = peer != null && (peer.uid() == HostSystem.euid() || peer.uid() == 0);
    if (!known || sessions.incrementAndGet() > MOST_SESSIONS) {
      if (known) {
        sessions.decrementAndGet();
      }
      connection.close();
      return;
    }
    thread(
        "tracing " + peer.pid(),
        () -> {
          try (connection) {
            Frame frame = connection.receive(TraceRequest.MOST, PATIENCE);
            if (frame != null && frame.kind() == Kind.REQUEST) {
              trace(connection, TraceRequest.decode(frame.body()));
            }
          } catch (IOException noRequest) {
            // Whoever it was did not mean us.
          } finally {
            sessions.decrementAndGet();
          }
        });
  }

  private void trace(TraceConnection connection, TraceRequest request) {
    AtomicBoolean finished = new AtomicBoolean();
    // A task's end may be the machine's: what is told at the end is told there.
    Strace[] made = new Strace[1];
    Runnable finish =
        () -> {
          if (finished.compareAndSet(false, true)) {
            made[0].finish();
          }
        };
    StraceLine line;
    try {
      line = StraceLine.parse(request.options(), request.terminal());
      line.options.hostPid = request.hostPid();
      made[0] = new Strace(line.options, new SocketOutput(connection), finish);
    } catch (CommandException | BadExpression wrong) {
      boolean unused = connection.send(Kind.REFUSED, wrong.getMessage().getBytes(ISO_8859_1));
      return;
    }
    Strace strace = made[0];
    attach(connection, request, strace);
    try {
      // Whatever else the command says, or its end, ends the trace.
      Frame unused = connection.receive(TraceRequest.MOST, -1);
    } catch (IOException garbage) {
      // So does this.
    }
    List<Task> left = strace.detach();
    finish.run();
    if (line.killOnExit) {
      left.forEach(task -> Signalling.sendToGroup(task.group, SigInfo.fromKernel(Signals.SIGKILL)));
    }
  }

  private void attach(TraceConnection connection, TraceRequest request, Strace strace) {
    List<Task> tasks = new ArrayList<>();
    List<Integer> indices = new ArrayList<>();
    for (int i = 0; i < request.tasks().size(); i++) {
      Task task = find(request.tasks().get(i));
      if (task == null) {
        tell(connection, i, -Errno.ESRCH);
      } else {
        tasks.add(task);
        indices.add(i);
      }
    }
    strace.attach(tasks, (i, error) -> tell(connection, indices.get(i), error));
  }

  private void tell(TraceConnection connection, int index, int error) {
    String known = error == -Errno.ESRCH ? processes() : "";
    byte[] result = new TraceResult(index, error, known).encoded();
    boolean unused = connection.send(Kind.RESULT, result);
  }

  private Task find(int id) {
    Kernel kernel = machine.kernel();
    if (id > 0) {
      Task task = kernel.task(id);
      ThreadGroup group = task == null ? kernel.group(id) : null;
      return group == null ? task : group.firstThread();
    }
    if (id == 0) {
      ThreadGroup first = kernel.firstProcess();
      return first == null ? null : first.firstThread();
    }
    for (ThreadGroup group : kernel.groups()) {
      for (Task task : group.threads()) {
        if (task.hostTid() == -id) {
          return task;
        }
      }
    }
    return null;
  }

  /** The processes that there are, with their names, as many as fit into a line. */
  private String processes() {
    StringBuilder text = new StringBuilder();
    for (ThreadGroup group : machine.kernel().groups()) {
      Task task = group.firstThread();
      if (task != null) {
        text.append(text.isEmpty() ? "" : ", ");
        if (text.length() > 200) {
          return text.append("...").toString();
        }
        text.append(group.pid).append(" (").append(task.comm).append(')');
      }
    }
    return text.toString();
  }
}
