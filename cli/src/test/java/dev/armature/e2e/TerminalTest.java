package dev.armature.e2e;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Interactive programs in a terminal: the keys of job control, window size, raw mode. */
class TerminalTest {
  private static final Path PYTHON = Path.of("/usr/bin/python3");

  @TempDir Path dir;

  /** Types the steps at a program and returns its exit status. */
  private int type(String steps, String... program) throws IOException, InterruptedException {
    return type(List.of(), steps, program);
  }

  /**
   * The same through a command of the host.
   *
   * @param by the command, which runs the words behind it
   */
  private int type(List<String> by, String steps, String... program)
      throws IOException, InterruptedException {
    assumeTrue(Files.isExecutable(PYTHON), "no python3 here, which makes the terminal");
    Path root = Repository.armhf();
    Path resources = Repository.top().resolve("cli/src/test/resources/e2e");
    List<String> words = new ArrayList<>();
    words.add(PYTHON.toString());
    words.add(resources.resolve("terminal.py").toString());
    words.add(resources.resolve("terminal").resolve(steps).toString());
    words.addAll(by);
    words.addAll(ArmatureRunner.jvm());
    words.add("run");
    words.add(root + "/bin/" + program[0]);
    words.addAll(List.of(program).subList(1, program.length));
    Path out = dir.resolve("out");
    ProcessBuilder builder =
        new ProcessBuilder(words)
            .directory(dir.toFile())
            .redirectErrorStream(true)
            .redirectOutput(out.toFile());
    builder.environment().put("PATH", root + "/bin");
    builder.environment().put("PS1", "$ ");
    builder.environment().put("TERM", "xterm");
    int status = builder.start().waitFor();
    System.out.print(Files.readString(out));
    return status;
  }

  @Test
  void busyboxShell() throws Exception {
    assertEquals(7, type("busybox-sh.steps", "busybox", "sh", "-i"));
  }

  /**
   * On Linux, too, bash loses an interrupt that comes when a child is forked and still has the
   * handlers of its parent; so its child is what says that it is there.
   */
  @Test
  void bash() throws Exception {
    assertEquals(9, type("bash.steps", "bash-static", "--norc", "-i"));
  }

  /** Its descriptors are no terminals, but it was started at one. */
  @Test
  void redirected() throws Exception {
    String through =
        "\"$@\" < /dev/null > redirected 2>&1; s=$?; read said < redirected; echo status $s of $said; read end";
    String script =
        """
        exec 3<>/dev/tty
        busybox sleep 1000 &
        echo ready >&3
        read line <&3
        echo got $line >/dev/tty
        [ "$(busybox awk '{ print ($7 == 0) }' /proc/self/stat)" = 0 ] && echo terminal
        (busybox sleep 0.1; echo survived >&3; kill $!) &
        exit 3
        """;
    assertEquals(
        0,
        type(
            List.of("/bin/sh", "-c", through, "sh"),
            "redirected.steps",
            "busybox",
            "sh",
            "-c",
            script));
  }

  @Test
  void vi() throws Exception {
    Files.writeString(dir.resolve("text"), "one\ntwo\nthree\n");
    assertEquals(0, type("vi.steps", "busybox", "vi", "text"));
    assertEquals("two\nXone\nthree\n", Files.readString(dir.resolve("text")));
  }
}
