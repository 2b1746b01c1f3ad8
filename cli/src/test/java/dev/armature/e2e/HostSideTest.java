package dev.armature.e2e;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a program gets from the process that runs it: descriptors, signals, niceness. */
class HostSideTest {
  @TempDir Path dir;

  /** Starts a shell script of the guest from one of the host that does {@code before} first. */
  private Process start(String before, String script) throws IOException {
    return start(before, script, "run");
  }

  private Process start(String before, String script, String... command) throws IOException {
    List<String> words = new ArrayList<>(ArmatureRunner.jvm());
    words.add(1, "-Darmature.descriptors=0,1,2,5");
    String busybox = Repository.armhf().resolve("bin/busybox").toString();
    words.addAll(List.of(command));
    words.addAll(List.of(busybox, "sh", "-c", script));
    words.addAll(0, List.of("/bin/sh", "-c", before + "\nexec \"$@\"", "sh"));
    return new ProcessBuilder(words)
        .directory(dir.toFile())
        .redirectError(ProcessBuilder.Redirect.INHERIT)
        .start();
  }

  private static void signal(Process process, String name) throws Exception {
    List<String> words = List.of("/bin/kill", "-" + name, Long.toString(process.pid()));
    assertEquals(0, new ProcessBuilder(words).start().waitFor());
  }

  @Test
  void descriptorsBeyondTheStandardOnes() throws Exception {
    Files.writeString(dir.resolve("file"), "inherited\n");
    Process process = start("exec 3</dev/null 5<file", "cat <&5; cat <&3");
    try (BufferedReader out = process.inputReader()) {
      assertEquals("inherited", out.readLine());
      assertEquals(1, process.waitFor(), "3 was the launcher's");
    }
  }

  @Test
  void aDescriptorThatTheGuestHasClosedIsClosed() throws Exception {
    Process process = start("exec 3</dev/null 5</dev/null", "echo last; exec >&-; read never");
    try (BufferedReader out = process.inputReader()) {
      assertEquals("last", out.readLine());
      assertEquals(-1, out.read(), "the end, while the guest still runs");
    } finally {
      process.destroyForcibly();
    }
  }

  @Test
  void signalsOfTheHost() throws Exception {
    String script =
        "for s in QUIT USR1; do trap \"echo $s\" $s; done; echo ready; while :; do sleep 0.1; done";
    Process process = start("exec 3</dev/null 5</dev/null", script);
    try (BufferedReader out = process.inputReader()) {
      assertEquals("ready", out.readLine());
      signal(process, "USR1");
      assertEquals("USR1", out.readLine());
      signal(process, "QUIT");
      assertEquals("QUIT", out.readLine());
      signal(process, "TERM");
      assertEquals(143, process.waitFor());
    } finally {
      process.destroyForcibly();
    }
  }

  @Test
  void whoHasSentASignalOfTheHost() throws Exception {
    String script = "trap 'echo caught' USR1 WINCH; echo ready; while :; do :; done";
    Path trace = dir.resolve("trace");
    Process process =
        start(
            "exec 3</dev/null 5</dev/null",
            script,
            "strace",
            "-e",
            "trace=none",
            "-o",
            trace.toString());
    try (BufferedReader out = process.inputReader()) {
      assertEquals("ready", out.readLine());
      for (String name : List.of("USR1", "WINCH")) {
        signal(process, name);
        assertEquals("caught", out.readLine());
      }
      signal(process, "TERM");
      assertEquals(143, process.waitFor());
    } finally {
      process.destroyForcibly();
    }
    // A terminal sends SIGWINCH; the others come from a process, which has no number in the guest.
    List<String> expected =
        List.of(
            "--- SIGUSR1 {si_signo=SIGUSR1, si_code=SI_USER, si_pid=0, si_uid=" + uid() + "} ---",
            "--- SIGWINCH {si_signo=SIGWINCH, si_code=SI_KERNEL} ---",
            "--- SIGTERM {si_signo=SIGTERM, si_code=SI_USER, si_pid=0, si_uid=" + uid() + "} ---",
            "+++ killed by SIGTERM +++");
    assertEquals(expected, Files.readAllLines(trace));
  }

  private static Object uid() throws IOException {
    return Files.getAttribute(Path.of("/proc/self"), "unix:uid");
  }

  @Test
  void ignoredSignalsAndNiceness() throws Exception {
    String script = "kill -HUP $$; cut -d' ' -f19 /proc/self/stat";
    Process process =
        start("exec 3</dev/null 5</dev/null; trap '' HUP; exec nice -n 3 \"$@\"", script);
    try (BufferedReader out = process.inputReader()) {
      int outside =
          Integer.parseInt(
              Files.readString(Path.of("/proc/self/stat")).replaceAll(".*\\) ", "").split(" ")[16]);
      assertEquals(Integer.toString(outside + 3), out.readLine());
      assertEquals(0, process.waitFor());
    }
  }
}
