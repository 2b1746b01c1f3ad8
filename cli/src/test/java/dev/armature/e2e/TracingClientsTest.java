package dev.armature.e2e;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Debian's own armhf strace, gdbserver and gdb, as guests that trace other guests. */
class TracingClientsTest {
  /** Static, without symbols: mov r0, #1; ldr r1, =text; mov r2, #22; ... */
  private static final Path HELLO = Repository.guest("hello");

  @TempDir Path directory;

  /** A program of the armhf packages; the test is skipped without it. */
  private static Path program(String name) {
    Path root = Repository.armhf();
    Path path = root.resolve("usr/bin").resolve(name);
    assumeTrue(
        Files.isExecutable(path),
        () -> "no " + name + " in " + root + ": test-binaries/fetch-debian-armhf.sh puts it there");
    return path;
  }

  private Outcome run(Path program, String... arguments) throws Exception {
    return new ArmatureRunner("auto")
        .run(
            new Invocation(
                program,
                List.of(arguments),
                directory,
                Invocation.ENVIRONMENT,
                new byte[0],
                Repository.armhf(),
                Duration.ofSeconds(300)));
  }

  private static String busybox() {
    return Repository.armhf().resolve("bin/busybox").toString();
  }

  @Test
  void straceFollowsChildrenWithTimesAndPaths() throws Exception {
    Path log = directory.resolve("log");
    String script = busybox() + " true; echo out; " + busybox() + " sh -c 'kill -TERM $$'; exit 3";
    Outcome end =
        run(
            program("strace"),
            "-f",
            "-tt",
            "-y",
            "-o",
            log.toString(),
            busybox(),
            "sh",
            "-c",
            script);
    assertEquals(3, end.status(), end.errors());
    assertEquals("out\n", end.output());
    List<String> lines = Files.readAllLines(log, StandardCharsets.ISO_8859_1);
    Pattern shape = Pattern.compile("\\d+ +\\d\\d:\\d\\d:\\d\\d\\.\\d{6} .*");
    for (String line : lines) {
      assertTrue(shape.matcher(line).matches(), line);
    }
    String all = String.join("\n", lines);
    assertTrue(all.contains(" execve(\"" + busybox() + "\", [\""), all);
    assertMatches("write\\(1<[^>]+>, \"out\\\\n\", 4\\) += 4", all);
    assertMatches("clone\\(.*flags=CLONE_.*SIGCHLD.*= \\d+", all);
    assertMatches("--- SIGTERM \\{si_signo=SIGTERM, si_code=SI_USER, si_pid=\\d+", all);
    assertMatches("\\+\\+\\+ killed by SIGTERM \\+\\+\\+", all);
    assertMatches("--- SIGCHLD \\{si_signo=SIGCHLD, si_code=CLD_KILLED, .*si_status=SIGTERM", all);
    assertMatches("\\+\\+\\+ exited with 0 \\+\\+\\+", all);
    assertMatches("exit_group\\(3\\) += \\?", all);
    assertTrue(lines.getLast().endsWith("+++ exited with 3 +++"), lines.getLast());
  }

  private static void assertMatches(String pattern, String text) {
    assertTrue(Pattern.compile(pattern).matcher(text).find(), pattern + " in\n" + text);
  }

  @Test
  void straceCounts() throws Exception {
    Path log = directory.resolve("counts");
    Outcome end =
        run(
            program("strace"),
            "-f",
            "-c",
            "-o",
            log.toString(),
            busybox(),
            "sh",
            "-c",
            busybox() + " true; echo a; echo b");
    assertEquals("a\nb\n", end.output(), end.errors());
    String table = Files.readString(log);
    assertTrue(
        table.startsWith("% time     seconds  usecs/call     calls    errors syscall\n"), table);
    assertMatches("(?m)^ *[\\d.]+ +[\\d.]+ +\\d+ +2 +write$", table);
    assertMatches("(?m)^ *[\\d.]+ +[\\d.]+ +\\d+ +2 +execve$", table);
    assertMatches("(?m)^100\\.00 +[\\d.]+ +\\d+ +\\d+ +\\d* *total$", table);
  }

  /** The entry point of an ELF file. */
  private static int entry(Path elf) throws IOException {
    return ByteBuffer.wrap(Files.readAllBytes(elf)).order(ByteOrder.LITTLE_ENDIAN).getInt(24);
  }

  @Test
  @Timeout(120)
  void gdbserverSetsBreakpointsStepsAndReadsRegisters() throws Exception {
    int entry = entry(HELLO);
    List<String> command = new ArrayList<>(ArmatureRunner.jvm());
    command.addAll(List.of("run", "-L", Repository.armhf().toString()));
    command.add(program("gdbserver").toString());
    command.addAll(List.of("--once", "--no-startup-with-shell", "-", HELLO.toString()));
    Path errors = directory.resolve("errors");
    Process process = new ProcessBuilder(command).redirectError(errors.toFile()).start();
    try (var remote = new Remote(process)) {
      assertEquals("OK", remote.ask("QStartNoAckMode"));
      assertTrue(remote.ask("?").startsWith("T05"));
      assertEquals(entry, remote.register(15));
      // mov r0, #1 and ldr r1 have been executed at the third instruction.
      assertEquals("OK", remote.ask("Z0,%x,4".formatted(entry + 8)));
      assertTrue(remote.ask("vCont;c").startsWith("T05"));
      assertEquals(entry + 8, remote.register(15));
      assertEquals(1, remote.register(0));
      assertEquals("OK", remote.ask("z0,%x,4".formatted(entry + 8)));
      assertTrue(remote.ask("vCont;s").startsWith("T05"));
      assertEquals(entry + 12, remote.register(15));
      assertEquals(22, remote.register(2));
      // The text that it will write, read from its memory.
      String text = remote.ask("m%x,5".formatted(remote.register(1)));
      assertEquals("48656c6c6f", text);
      assertEquals("W00", remote.ask("vCont;c").substring(0, 3));
    } finally {
      assertTrue(process.waitFor(60, TimeUnit.SECONDS), "gdbserver goes on");
    }
    assertTrue(Files.readString(errors).contains("Hello"), Files.readString(errors));
  }

  /** One end of gdb's remote protocol, over a process's streams. */
  private static final class Remote implements AutoCloseable {
    private final Process process;

    Remote(Process process) {
      this.process = process;
    }

    String ask(String packet) throws IOException {
      int sum = 0;
      for (byte one : packet.getBytes(StandardCharsets.ISO_8859_1)) {
        sum += one;
      }
      String framed = "$" + packet + "#" + "%02x".formatted(sum & 0xff);
      process.getOutputStream().write(framed.getBytes(StandardCharsets.ISO_8859_1));
      process.getOutputStream().flush();
      return reply();
    }

    private String reply() throws IOException {
      InputStream in = process.getInputStream();
      int c = in.read();
      while (c != '$') {
        assertFalse(c < 0, "gdbserver has ended");
        c = in.read();
      }
      var text = new ByteArrayOutputStream();
      for (c = in.read(); c != '#'; c = in.read()) {
        assertFalse(c < 0, "gdbserver has ended");
        if (c == '*') {
          // The last byte is repeated.
          byte[] soFar = text.toByteArray();
          int more = in.read() - 29;
          for (int i = 0; i < more; i++) {
            text.write(soFar[soFar.length - 1]);
          }
        } else {
          text.write(c);
        }
      }
      int unused = in.read() + in.read();
      return text.toString(StandardCharsets.ISO_8859_1);
    }

    /** A core register of the thread that stopped. */
    int register(int number) throws IOException {
      String all = ask("g");
      return Integer.reverseBytes(
          Integer.parseUnsignedInt(all.substring(8 * number, 8 * number + 8), 16));
    }

    @Override
    public void close() throws IOException {
      process.getOutputStream().close();
    }
  }

  /**
   * The whole debugger, Python inside: the largest program that the tests run, and most of the time
   * is its start. Stepping off a breakpoint out of line is a bug of gdb 13.1 on ARM.
   */
  @Test
  void gdbDebugs() throws Exception {
    int entry = entry(HELLO);
    Path script = directory.resolve("script");
    Files.writeString(
        script,
        """
        set pagination off
        set confirm off
        set startup-with-shell off
        set displaced-stepping off
        starti
        break *%d
        continue
        stepi
        info registers r0 r2 pc
        x/i $pc - 4
        continue
        """
            .formatted(entry + 8));
    Outcome end = run(program("gdb"), "-nx", "-batch", "-x", script.toString(), HELLO.toString());
    assertFalse(end.late(), "gdb did not end: " + end.output());
    assertEquals(0, end.status(), end.errors());
    assertMatches("Breakpoint 1, 0x0*%x in".formatted(entry + 8), end.output());
    assertMatches("(?m)^r0 +0x1 .*\\nr2 +0x16 .*\\npc +0x%x ".formatted(entry + 12), end.output());
    assertMatches("mov\\s+r2, #22", end.output());
    assertMatches("Hello from ARM Linux!", end.output());
    assertMatches("exited normally", end.output());
  }
}
