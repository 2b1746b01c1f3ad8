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
    assumeTrue(Files.isExecutable(PYTHON), "no python3 here, which makes the terminal");
    Path root = Repository.armhf();
    Path resources = Repository.top().resolve("cli/src/test/resources/e2e");
    List<String> words = new ArrayList<>();
    words.add(PYTHON.toString());
    words.add(resources.resolve("terminal.py").toString());
    words.add(resources.resolve("terminal").resolve(steps).toString());
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

  @Test
  void vi() throws Exception {
    Files.writeString(dir.resolve("text"), "one\ntwo\nthree\n");
    assertEquals(0, type("vi.steps", "busybox", "vi", "text"));
    assertEquals("two\nXone\nthree\n", Files.readString(dir.resolve("text")));
  }
}
