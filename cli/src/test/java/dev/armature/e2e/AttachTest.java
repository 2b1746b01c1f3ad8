package dev.armature.e2e;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * {@code armature strace -p}: a guest that runs in another process is traced, as the real strace
 * traces a native build of the same source, and goes on afterwards.
 */
@Timeout(300)
class AttachTest {
  private static final String CROSS = "/usr/bin/arm-linux-gnueabihf-gcc";

  /**
   * Does what its input says, byte by byte, and so sleeps in read(2) whenever nobody asks for
   * anything.
   */
  private static final String SOURCE =
      """
      #define _GNU_SOURCE
      #include <pthread.h>
      #include <stdlib.h>
      #include <sys/stat.h>
      #include <sys/wait.h>
      #include <time.h>
      #include <unistd.h>
      static int fds[2];
      static void *other(void *unused)
      {
      \tchar c;
      \twhile (read(fds[0], &c, 1) == 1)
      \t\tgetppid();
      \treturn NULL;
      }
      int main(void)
      {
      \tchar c;
      \tstruct timespec hour = {3600, 0};
      \tint status;
      \twrite(1, "ready\\n", 6);
      \twhile (read(0, &c, 1) == 1) {
      \t\tswitch (c) {
      \t\tcase 'c':
      \t\t\tgetppid();
      \t\t\twrite(-1, "some\\tbytes", 10);
      \t\t\tchdir("/nonexistent");
      \t\t\tdup(88);
      \t\t\tclose(77);
      \t\t\tumask(022);
      \t\t\tbreak;
      \t\tcase 'f':
      \t\t\tif (fork() == 0)
      \t\t\t\t_exit(3);
      \t\t\twait(&status);
      \t\t\tbreak;
      \t\tcase 't': {
      \t\t\tpthread_t thread;
      \t\t\tpipe(fds);
      \t\t\tpthread_create(&thread, NULL, other, NULL);
      \t\t\twrite(1, "thread\\n", 7);
      \t\t\tbreak;
      \t\t}
      \t\tcase 'w':
      \t\t\twrite(fds[1], "", 1);
      \t\t\tbreak;
      \t\tcase 's':
      \t\t\twrite(1, "sleep\\n", 6);
      \t\t\tnanosleep(&hour, NULL);
      \t\t\tbreak;
      \t\t}
      \t}
      \treturn 7;
      }
      """;

  @TempDir static Path scratch;
  private static Path guest;
  private static Path host;

  private final List<Process> started = new ArrayList<>();

  @BeforeAll
  static void build() throws Exception {
    assumeTrue(Files.isExecutable(Path.of(CROSS)), "no cross compiler");
    Path source = Files.writeString(scratch.resolve("asked.c"), SOURCE);
    guest = compile(CROSS, source, "asked-arm");
    if (Files.isExecutable(Path.of("/usr/bin/gcc"))) {
      host = compile("/usr/bin/gcc", source, "asked-host");
    }
  }

  private static Path compile(String compiler, Path source, String name) throws Exception {
    Path program = scratch.resolve(name);
    List<String> words =
        List.of(compiler, "-w", "-O1", "-static", "-pthread", source + "", "-o", program + "");
    assertEquals(0, new ProcessBuilder(words).inheritIO().start().waitFor());
    return program;
  }

  @AfterEach
  void endAll() {
    started.forEach(Process::destroyForcibly);
  }

  private Process start(List<String> words) throws IOException {
    ProcessBuilder builder = new ProcessBuilder(words);
    builder.environment().put("XDG_RUNTIME_DIR", scratch.toString());
    Process process = builder.start();
    started.add(process);
    return process;
  }

  private static List<String> armature(String... words) {
    List<String> command = new ArrayList<>(ArmatureRunner.jvm());
    command.addAll(Arrays.asList(words));
    return command;
  }

  /** A running copy of the program. */
  private final class Asked {
    final Process process;

    Asked(List<String> words) throws IOException {
      process = start(words);
      assertEquals("ready", process.inputReader().readLine());
    }

    void ask(String what) throws IOException {
      OutputStream input = process.getOutputStream();
      input.write(what.getBytes(StandardCharsets.US_ASCII));
      input.flush();
    }

    /** Has it make a second thread, number 301. */
    void askForThread() throws IOException {
      ask("t");
      assertEquals("thread", process.inputReader().readLine());
    }

    void endsWell() throws Exception {
      process.getOutputStream().close();
      assertEquals(7, process.waitFor());
    }
  }

  private Asked guest() throws IOException {
    return new Asked(armature("run", "--code-cache=off", guest.toString()));
  }

  /** A tracer and what it has written to stderr so far. */
  private final class Tracer {
    final Process process;
    final StringBuilder text = new StringBuilder();
    private final InputStream errors;

    Tracer(List<String> words) throws IOException {
      process = start(words);
      errors = process.getErrorStream();
    }

    /** Waits for a text behind all that was waited for before. */
    private void await(String what) throws IOException {
      int from = text.length();
      while (text.indexOf(what, from) < 0) {
        int next = errors.read();
        assertTrue(next >= 0, () -> "no " + what + " in " + text);
        text.append((char) next);
      }
    }

    /** Ends it by a signal, as Ctrl-C does. */
    List<String> interrupt() throws Exception {
      // Not the Process's own method, which closes the streams.
      assertTrue(process.toHandle().destroy());
      return end(128 + 15);
    }

    List<String> end(int status) throws Exception {
      text.append(new String(errors.readAllBytes(), StandardCharsets.ISO_8859_1));
      assertEquals(status, process.waitFor(), text::toString);
      return text.toString().lines().toList();
    }
  }

  private Tracer attach(Asked asked, String... options) throws IOException {
    List<String> words = armature("strace");
    words.addAll(List.of(options));
    words.addAll(List.of("-p", Long.toString(asked.process.pid())));
    return new Tracer(words);
  }

  /** What the tracer says about one round of calls. */
  private static List<String> round(Asked asked, Tracer tracer) throws Exception {
    tracer.await("read(0, ");
    asked.ask("c");
    tracer.await("umask(");
    tracer.await("read(0, ");
    return tracer.interrupt().stream()
        .map(line -> line.replaceAll("Process \\d+", "Process ID"))
        .map(line -> line.replaceAll("^(getppid.*) \\d+$", "$1 ID"))
        // Where the line that was begun ends: before the message or behind it.
        .map(line -> line.replace(" <detached ...>", "").replaceAll("strace: .* detached", ""))
        .map(String::strip)
        .filter(line -> !line.isEmpty())
        .toList();
  }

  @Test
  void printsWhatStracePrints() throws Exception {
    assumeTrue(host != null, "no gcc");
    assumeTrue(Files.isExecutable(Path.of("/usr/bin/strace")), "strace is not installed");
    Asked real = new Asked(List.of(host.toString()));
    Tracer strace = new Tracer(List.of("strace", "-p", Long.toString(real.process.pid())));
    List<String> expected = round(real, strace);
    real.endsWell();

    Asked asked = guest();
    Tracer ours = attach(asked);
    assertEquals(expected, round(asked, ours));
    assertTrue(ours.text.toString().endsWith(" detached\n"), ours.text::toString);
    // Once more: the first trace has left nothing.
    assertEquals(expected, round(asked, attach(asked)));
    asked.endsWell();
  }

  @Test
  void aSleepIsResumed() throws Exception {
    Asked asked = guest();
    asked.ask("s");
    assertEquals("sleep", asked.process.inputReader().readLine());
    Tracer tracer = attach(asked, "--kill-on-exit");
    tracer.await("restart_syscall(<... resuming interrupted clock_nanosleep ...>");
    List<String> lines = tracer.interrupt();
    assertTrue(lines.getLast().matches("strace: Process \\d+ detached"), lines::toString);
    assertEquals(128 + 9, asked.process.waitFor(), "--kill-on-exit");
  }

  @Test
  void threadsAndChildrenAreFollowedWithF() throws Exception {
    Asked asked = guest();
    asked.askForThread();
    Tracer tracer = attach(asked, "-f");
    tracer.await(" attached with 2 threads");
    asked.ask("w");
    tracer.await("getppid()");
    asked.ask("f");
    tracer.await("+++ exited with 3 +++");
    asked.ask("c");
    tracer.await("umask(");
    asked.process.getOutputStream().close();
    List<String> lines = tracer.end(0);
    assertTrue(lines.getLast().matches("\\+\\+\\+ exited with 7 \\+\\+\\+"), lines::toString);
    assertEquals(
        2,
        lines.stream().filter(l -> l.matches("strace: Process \\d+ attached.*")).count(),
        lines::toString);
    assertTrue(
        lines.stream().anyMatch(l -> l.matches("\\[pid +\\d+\\] getppid\\(\\) .*= 1")),
        lines::toString);
    assertEquals(7, asked.process.waitFor());
  }

  @Test
  void onlyTheProcessItselfWithoutF() throws Exception {
    Asked asked = guest();
    asked.askForThread();
    Tracer tracer = attach(asked);
    tracer.await("read(0, ");
    asked.ask("wf");
    tracer.await("SIGCHLD {");
    tracer.await("read(0, ");
    List<String> lines = tracer.interrupt();
    assertFalse(lines.stream().anyMatch(l -> l.matches(".*(\\[pid|getppid|exited).*")));
    asked.endsWell();
  }

  @Test
  void aThreadByItsIdOfTheHost() throws Exception {
    Asked asked = guest();
    asked.askForThread();
    String thread = null;
    try (var threads =
        Files.newDirectoryStream(Path.of("/proc/" + asked.process.pid() + "/task"))) {
      for (Path each : threads) {
        if (Files.readString(each.resolve("comm")).strip().equals("guest 301")) {
          thread = each.getFileName().toString();
        }
      }
    }
    Tracer tracer = new Tracer(armature("strace", "-p", thread));
    tracer.await("read(3, ");
    asked.ask("w");
    tracer.await("getppid()");
    tracer.interrupt();
    asked.endsWell();
  }

  @Test
  void countsAndFilesAreTheCommands() throws Exception {
    Asked asked = guest();
    Path log = scratch.resolve("attach-log");
    String calls = "trace=getppid,umask";
    Tracer tracer = attach(asked, "-ff", "-o", log.toString(), "-e", calls, "--quiet=exit");
    tracer.await(" attached");
    asked.ask("cf");
    // The child has no line, but its file is there by now, and closed once the child has ended.
    tracer.await(" attached");
    while (opens(tracer.process, log).size() > 1) {
      Thread.sleep(10);
    }
    assertTrue(opens(tracer.process, log).getFirst().endsWith(".300"));
    tracer.interrupt();
    List<Path> files;
    try (var all = Files.list(scratch)) {
      files = all.filter(f -> f.toString().startsWith(log + ".")).sorted().toList();
    }
    assertEquals(2, files.size(), files::toString);
    String first = Files.readString(files.getFirst());
    assertTrue(first.matches("(?s)getppid\\(\\) += 1\numask\\(022\\) += \\d+\n.*"), first);

    Tracer counts = attach(asked, "-C", "-e", "trace=umask,close", "-S", "name");
    counts.await(" attached");
    for (int i = 0; i < 2; i++) {
      asked.ask("c");
      counts.await("umask(");
      // It counts when it has ended.
      counts.await("\n");
    }
    String table = String.join("\n", counts.interrupt());
    assertTrue(table.matches("(?s).* 2 +2 +close\n.* 2 +umask\n-.*total"), table);
    asked.endsWell();
  }

  /** The files that a process has open whose names begin so. */
  private static List<String> opens(Process process, Path begin) throws IOException {
    List<String> names = new ArrayList<>();
    try (var all = Files.newDirectoryStream(Path.of("/proc/" + process.pid() + "/fd"))) {
      for (Path each : all) {
        try {
          names.add(Files.readSymbolicLink(each).toString());
        } catch (NoSuchFileException closed) {
          // A moment ago.
        }
      }
    }
    names.removeIf(name -> !name.startsWith(begin + "."));
    return names;
  }

  @Test
  void severalMachinesAtOnce() throws Exception {
    Asked one = guest();
    Asked two = guest();
    Tracer tracer = attach(one, "-e", "trace=getppid", "-p", two.process.pid() + ":300");
    tracer.await(" attached");
    tracer.await(" attached");
    one.ask("c");
    tracer.await("[pid " + one.process.pid() + ":300] getppid() ");
    two.ask("c");
    tracer.await("[pid " + two.process.pid() + ":300] getppid() ");
    one.endsWell();
    two.endsWell();
    List<String> lines = tracer.end(0);
    assertEquals(2, lines.stream().filter(l -> l.endsWith("+++ exited with 7 +++")).count());
  }

  @Test
  void aProgramOfItsOwnAndOneThatRuns() throws Exception {
    Asked asked = guest();
    long pid = asked.process.pid();
    Tracer tracer =
        new Tracer(armature("strace", "-e", "trace=getppid", "-p", pid + "", guest.toString()));
    OutputStream input = tracer.process.getOutputStream();
    tracer.await(" attached");
    asked.ask("c");
    tracer.await("[pid " + pid + ":300] getppid() ");
    input.write('c');
    input.flush();
    tracer.await("[pid " + tracer.process.pid() + ":300] getppid() ");
    input.close();
    tracer.await("[pid " + tracer.process.pid() + ":300] +++ exited with 7 +++");
    asked.ask("c");
    tracer.await("[pid " + pid + ":300] getppid() ");
    asked.endsWell();
    List<String> lines = tracer.end(7);
    assertEquals("[pid " + pid + ":300] +++ exited with 7 +++", lines.getLast());
  }

  @Test
  void saysWhyNot() throws Exception {
    Asked asked = guest();
    long pid = asked.process.pid();
    Tracer tracer = attach(asked);
    tracer.await("read(0, ");
    assertEquals(
        List.of("strace: attach: ptrace(PTRACE_SEIZE, " + pid + "): Operation not permitted"),
        attach(asked).end(1));
    tracer.interrupt();
    String noGuest = Long.toString(ProcessHandle.current().pid());
    Process dead = start(List.of("/bin/true"));
    assertEquals(0, dead.waitFor());
    List<String> words = armature("strace", "-p", dead.pid() + "," + noGuest + " " + pid + ":1");
    List<String> lines = new Tracer(words).end(1);
    assertEquals(
        "strace: attach: ptrace(PTRACE_SEIZE, " + dead.pid() + "): No such process",
        lines.getFirst());
    assertTrue(
        lines.get(1).startsWith("strace: attach: process " + noGuest + " is not one that runs"),
        lines::toString);
    assertTrue(
        lines.get(2).matches(".*:1\\): No such process; process \\d+ of .* runs 300 \\(asked-.*"),
        lines::toString);
    asked.endsWell();

    Asked traced = new Asked(armature("strace", "-o", "/dev/null", guest.toString()));
    lines = attach(traced).end(1);
    assertTrue(lines.getFirst().endsWith("Operation not permitted"), lines::toString);
    traced.endsWell();
  }

  @Test
  void garbageOnTheSocketHarmsNobody() throws Exception {
    Asked asked = guest();
    // Its answer says that the socket is there.
    Tracer first = attach(asked, "-e", "trace=none");
    first.await(" attached");
    first.interrupt();
    Path socket = scratch.resolve("armature/" + asked.process.pid());
    assertEquals(
        "rwx------",
        PosixFilePermissions.toString(Files.getPosixFilePermissions(socket.getParent())));
    UnixDomainSocketAddress address = UnixDomainSocketAddress.of(socket);
    Random random = new Random(1);
    List<SocketChannel> silent = new ArrayList<>();
    for (int i = 0; i < 200; i++) {
      ByteBuffer bytes = ByteBuffer.allocate(random.nextInt(100, 3000));
      random.nextBytes(bytes.array());
      if (i % 2 == 0) {
        // A request that begins well.
        bytes.order(ByteOrder.LITTLE_ENDIAN).put(0, (byte) 0);
        bytes.putInt(1, i % 4 == 0 ? bytes.capacity() - 5 : random.nextInt());
        bytes.put(5, "\0\21armature strace 1".getBytes(StandardCharsets.ISO_8859_1));
      }
      try (SocketChannel channel = SocketChannel.open(StandardProtocolFamily.UNIX)) {
        assertTrue(channel.connect(address));
        channel.write(bytes);
      } catch (IOException refused) {
        // So many at once, or it has been closed already: both are answers.
      }
    }
    for (int i = 0; i < 3; i++) {
      SocketChannel channel = SocketChannel.open(StandardProtocolFamily.UNIX);
      assertTrue(channel.connect(address));
      silent.add(channel);
    }
    Tracer tracer = attach(asked);
    tracer.await("read(0, ");
    asked.ask("c");
    tracer.await("umask(");
    tracer.interrupt();
    asked.endsWell();
    assertEquals("", new String(asked.process.getErrorStream().readAllBytes()));
    assertFalse(Files.exists(socket), "the socket stays");
    for (SocketChannel channel : silent) {
      channel.close();
    }
  }
}
