package dev.armature.e2e;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.armature.host.HostSystem;
import java.io.File;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Options of {@code armature strace} that change more than what a line looks like. */
class StraceOptionsTest {
  private static final String CROSS = "/usr/bin/arm-linux-gnueabihf-gcc";

  @TempDir Path scratch;

  private static List<String> command(String... words) {
    List<String> command = new ArrayList<>(ArmatureRunner.jvm());
    command.add("strace");
    command.addAll(Arrays.asList(words));
    return command;
  }

  private static List<String> command(List<String> first, String... words) {
    List<String> all = new ArrayList<>(first);
    all.addAll(Arrays.asList(words));
    return command(all.toArray(String[]::new));
  }

  private String errors(List<String> command) throws Exception {
    Path errors = Files.createTempFile(scratch, "err", "");
    Process process =
        new ProcessBuilder(command)
            .directory(scratch.toFile())
            .redirectInput(new File("/dev/null"))
            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
            .redirectError(errors.toFile())
            .start();
    assertTrue(process.waitFor(120, TimeUnit.SECONDS), () -> "takes too long: " + command);
    return Files.readString(errors, StandardCharsets.ISO_8859_1);
  }

  /** Builds a program for ARM. */
  private Path program(String source, String... options) throws Exception {
    assumeTrue(Files.isExecutable(Path.of(CROSS)), "no cross compiler");
    Path file = Files.writeString(scratch.resolve("program.c"), source);
    Path program = scratch.resolve("program");
    List<String> words = new ArrayList<>(List.of(CROSS, "-O1", "-static"));
    words.addAll(Arrays.asList(options));
    words.addAll(List.of("-o", program.toString(), file.toString()));
    assertEquals("", errors(words));
    return program;
  }

  @ParameterizedTest
  @ValueSource(strings = {"-gdwarf-3", "-gdwarf-5"})
  void stacksTellLinesOfTheSource(String debug) throws Exception {
    String source =
        """
        #include <unistd.h>
        static int __attribute__((noinline)) inner(int x)
        {
        \treturn getppid() + x;
        }
        int main(void)
        {
        \tint y = inner(1);
        \treturn y == 0;
        }
        """;
    Path program = program(source, debug, "-funwind-tables");
    String text = errors(command("-kk", "-e", "trace=getppid", program.toString()));
    assertTrue(text.matches("(?s).*\\(inner\\+0x\\w+\\) \\[0x\\w+\\] \\S*program.c:4\n.*"), text);
    assertTrue(text.matches("(?s).*\\(main\\+0x\\w+\\) \\[0x\\w+\\] \\S*program.c:8\n.*"), text);
  }

  @Test
  void colorsNamesResultsAndEnds() throws Exception {
    String hello = Repository.guest("hello").toString();
    String plain = errors(command("-e", "trace=write", hello));
    String text = errors(command("--color=always", "-e", "trace=write", hello));
    assertTrue(text.startsWith("\033[1;36mwrite\033[m(1, "), text);
    assertTrue(text.contains("\033[35m+++ exited with 0 +++\033[m\n"), text);
    assertEquals(plain, text.replaceAll("\033\\[[0-9;]*m", ""));
    assertEquals(plain, errors(command("--color", "-e", "trace=write", hello)));
  }

  @Test
  void jsonLinesHeedStatusAndCounting() throws Exception {
    String hello = Repository.guest("hello").toString();
    List<String> types = List.of("-E", "A=b,c", "--json");
    String all = errors(command(types, hello));
    assertEquals(4, all.lines().count(), all);
    String failed = errors(command(types, "-Z", hello));
    assertTrue(failed.matches("\\{\"type\":\"exited\".*\n"), failed);
    String counted = errors(command(types, "-c", hello));
    assertTrue(counted.startsWith("% time"), counted);
  }

  @Test
  void tellsWhyThereIsNoOutput() throws Exception {
    String hello = Repository.guest("hello").toString();
    assertEquals(
        "armature: strace: Can't fopen 'no/file': No such file or directory\n",
        errors(command("-o", "no/file", hello)));
    assertEquals(
        "armature: strace: Can't fopen '.': Is a directory\n", errors(command("-o", ".", hello)));
  }

  @Test
  void runsAsAnotherUser() throws Exception {
    assumeTrue(HostSystem.euid() == 0, "only root can become another user");
    String hello = Repository.guest("hello").toString();
    assertTrue(errors(command("-u", "no-such-user", hello)).contains("Cannot find user"));
    Path log = scratch.resolve("log");
    Path program =
        program(
            """
            #include <fcntl.h>
            #include <unistd.h>
            int main(void)
            {
            \tgid_t groups[64];
            \tgetuid();
            \tgetegid();
            \topen("private", O_RDONLY);
            \treturn getgroups(64, groups) > 1;
            }
            """);
    Path secret = Files.writeString(scratch.resolve("private"), "x");
    assertTrue(secret.toFile().setReadable(false, false) && secret.toFile().setReadable(true));
    assertTrue(scratch.toFile().setExecutable(true, false));
    assertTrue(scratch.toFile().setReadable(true, false));
    errors(command("-o", log.toString(), "-u", "nobody", program.toString()));
    String text = Files.readString(log);
    assertTrue(text.contains("getuid32()                              = 65534\n"), text);
    assertTrue(text.matches("(?s).*getegid32\\(\\) +.*= [1-9]\\d+\n.*"), text);
    assertTrue(text.matches("(?s).*open\\w*\\(.*\"private\".* = -1 EACCES .*"), text);
    assertTrue(text.contains("exited with 0"), text);
  }

  @ParameterizedTest
  @ValueSource(strings = {"never", "waiting", "waiting --kill-on-exit"})
  void anInterruptEndsTheTraceWhenWanted(String when) throws Exception {
    Path program =
        program(
            """
            #include <signal.h>
            #include <unistd.h>
            static void caught(int signal) { write(1, "c", 1); }
            int main(void)
            {
            \tsignal(SIGINT, caught);
            \twrite(1, "r", 1);
            \tpause();
            \twrite(1, "e", 1);
            \treturn 3;
            }
            """);
    List<String> words = new ArrayList<>(List.of("-I"));
    words.addAll(List.of(when.split(" ")));
    words.addAll(List.of("-e", "trace=write", program.toString()));
    Path errors = scratch.resolve("errors");
    Process process =
        new ProcessBuilder(command(words.toArray(String[]::new)))
            .redirectError(errors.toFile())
            .start();
    assertEquals('r', process.getInputStream().read());
    // The handler is in place; the call that waits is, or will be, interrupted by the next signal.
    while (process.isAlive() && process.getInputStream().available() == 0) {
      new ProcessBuilder("kill", "-INT", Long.toString(process.pid())).start().waitFor();
      Thread.sleep(100);
    }
    byte[] rest = process.getInputStream().readAllBytes();
    String text = Files.readString(errors);
    switch (when) {
      case "never" -> {
        assertEquals(3, process.waitFor());
        assertTrue(text.contains("--- SIGINT {si_signo=SIGINT, "), text);
        assertTrue(text.contains("write(1, \"c\", 1)"), text);
        assertTrue(text.endsWith("+++ exited with 3 +++\n"), text);
      }
      case "waiting" -> {
        assertEquals(3, process.waitFor());
        assertTrue(new String(rest, StandardCharsets.US_ASCII).endsWith("e"));
        assertTrue(text.matches("(?s).* detached\n"), text);
        assertTrue(!text.contains("SIGINT") && !text.contains("\"c\""), text);
      }
      default -> {
        assertEquals(137, process.waitFor());
        assertTrue(text.matches("(?s).* detached\n"), text);
      }
    }
  }

  @Test
  void showsTheTableWhileTheProgramRuns() throws Exception {
    Path python = Path.of("/usr/bin/python3");
    assumeTrue(Files.isExecutable(python), "no python3 here, which makes the terminal");
    Path log = scratch.resolve("table");
    List<String> words =
        command(
            "-c",
            "--live",
            "-S",
            "calls",
            "-e",
            "inject=lseek:delay_enter=3s",
            "-o",
            log.toString(),
            Repository.guest("strace-topics").toString(),
            "read-write");
    String terminal = "import pty, sys; sys.exit(pty.spawn(sys.argv[1:]) >> 8)";
    words.addAll(0, List.of(python.toString(), "-c", terminal));
    Path out = scratch.resolve("screen");
    Process process =
        new ProcessBuilder(words)
            .directory(scratch.toFile())
            .redirectInput(new File("/dev/null"))
            .redirectErrorStream(true)
            .redirectOutput(out.toFile())
            .start();
    assertTrue(process.waitFor(120, TimeUnit.SECONDS), () -> "takes too long: " + words);
    List<String> screens = List.of(Files.readString(out).split("\033\\[H\033\\[J", -1));
    assertTrue(screens.size() >= 3, () -> "only " + screens);
    // While lseek waits the calls before it stand in the table, and it does not.
    assertTrue(screens.get(1).contains(" write"), screens.get(1));
    assertTrue(!screens.get(1).contains("lseek"), screens.get(1));
    assertTrue(Files.readString(log).contains("lseek"), Files.readString(log));
  }

  /** The real strace, which runs as a guest, and ours say the same of a pipeline of a shell. */
  @Test
  void followsThePipelineOfAShell() throws Exception {
    Path root = Repository.armhf();
    String shell = root + "/bin/busybox";
    List<String> tail = List.of(shell, "sh", "-c", "echo hi | cat | wc -c; exit 3");
    Path real = scratch.resolve("real");
    Path ours = scratch.resolve("ours");
    List<String> words = new ArrayList<>(ArmatureRunner.jvm());
    words.addAll(List.of("run", "-L", root.toString(), root + "/usr/bin/strace"));
    words.addAll(List.of("-f", "-o", real.toString()));
    words.addAll(tail);
    errors(words);
    words = command("-f", "-o", ours.toString());
    words.addAll(tail);
    errors(words);
    List<String> expected = processes(Files.readAllLines(real));
    assertEquals(
        String.join("\n", expected), String.join("\n", processes(Files.readAllLines(ours))));
    assertEquals(4, expected.stream().filter(line -> line.contains("+++ exited with")).count());
  }

  /**
   * The lines of each process in turn, without what depends on who is first: the parent's waiting,
   * the children's signals with what they interrupt, and which of two lines was interrupted.
   */
  private static List<String> processes(List<String> lines) {
    Map<String, List<String>> byPid = new LinkedHashMap<>();
    Map<String, String> open = new HashMap<>();
    for (String line : lines) {
      String pid = line.replaceFirst(" .*", "");
      String text = line.replaceFirst("^\\d+ +", "");
      if (text.endsWith(" <unfinished ...>")) {
        open.put(pid, text.replace(" <unfinished ...>", ""));
        continue;
      }
      if (text.startsWith("<... ")) {
        text = open.remove(pid) + text.replaceFirst("^<\\.\\.\\. \\w+ resumed>", "");
      }
      text =
          text.replaceAll("\\) += ", ") = ")
              .replaceAll(",  *", ", ")
              .replaceAll("0x[0-9a-f]{4,}", "ADDRESS")
              .replaceAll("^getrandom\\(\"([^\"\\\\]|\\\\.)*\"", "getrandom(BYTES")
              .replaceAll("^getppid\\(\\) = \\d+", "getppid() = PID")
              .replaceAll("(CHILD_SETTID.*|set_tid_address.*|[a-z]+id.*) = \\d{2,}", "$1 = PID")
              .replaceAll("/\\* \\d+ vars \\*/", "/* VARS */");
      // Linux makes no child while a signal is pending: the call is made again after the handler.
      boolean again = text.endsWith(" = ? ERESTARTNOINTR (To be restarted)");
      if (!again && !text.matches("(wait4|.?.?-* ?SIGCHLD|sigreturn|rt_sigreturn|--- SIGCHLD).*")) {
        byPid.computeIfAbsent(pid, p -> new ArrayList<>()).add(text);
      }
    }
    List<List<String>> all = new ArrayList<>(byPid.values());
    List<String> flat = new ArrayList<>(all.removeFirst());
    // Children run at the same time; in the order of what they do.
    all.sort(Comparator.comparing(calls -> String.join("\n", calls)));
    all.forEach(flat::addAll);
    return flat;
  }

  /** Calls by the old ABI and the private ones, whose arguments need not be where others' are. */
  @Test
  void showsOldAndPrivateCalls() throws Exception {
    String old = errors(command(Repository.guest("oabi-layouts").toString()));
    for (String line :
        List.of(
            "pwrite64\\(3, \"hello\", 5, 2\\) += 5",
            "truncate64\\(\"oabi-file\", 1110\\) += 0",
            "fstat64\\(3, \\{st_mode=S_IFREG\\|0600, st_size=1110, \\.\\.\\.\\}\\) += 0",
            "fcntl64\\(3, F_SETLK64, \\{l_type=F_WRLCK, .*, l_start=17, l_len=34\\}\\) += 0",
            "epoll_ctl\\(.*data=\\{u32=19088743, u64=9920249030613615975\\}\\}\\) += 0")) {
      assertTrue(old.lines().anyMatch(l -> l.matches(line)), () -> line + " in\n" + old);
    }
    String forms = errors(command(Repository.guest("svc-forms-arm").toString()));
    for (String line :
        List.of(
            "set_tls\\(0x12345670\\) += 0",
            "syscall_0x3e7\\(0, 0, 0, 0, 0, 0\\) += -1 ENOSYS \\(Function not implemented\\)",
            "syscall_0xf07f0\\(0, 0, 0, 0, 0, 0\\) += -1 ENOSYS .*")) {
      assertTrue(forms.lines().anyMatch(l -> l.matches(line)), () -> line + " in\n" + forms);
    }
    String code = errors(command(Repository.guest("self-modifying-arm").toString()));
    assertTrue(code.matches("(?s).*\ncacheflush\\(0x\\w+, 0x\\w+, 0\\) += 0\n.*"), code);
  }

  /** The real strace ends the line of a program that it lets go in the same way. */
  @Test
  void letsGoOfWhatExecveStarts() throws Exception {
    Path program =
        program(
            """
            #include <sys/wait.h>
            #include <unistd.h>
            int main(int argc, char **argv)
            {
            \tchar *more[] = {argv[0], "x", "y", 0}, *none[] = {0};
            \tif (argc > 2)
            \t\treturn 0;
            \tif (fork() == 0)
            \t\texecve(argv[0], more, none);
            \twait(0);
            \treturn 3;
            }
            """);
    String text =
        errors(command("-f", "-b", "execve", "-e", "execve,exit_group", program.toString()));
    String[] lines = text.replaceAll("0x\\w+", "ADDRESS").split("\n", -1);
    assertTrue(lines[1].matches("strace: Process (\\d+) attached"), text);
    String pid = lines[1].replaceAll("\\D", "");
    assertTrue(lines[2].startsWith("[pid   " + pid + "] execve("), text);
    assertTrue(lines[2].endsWith("ADDRESS /* 0 vars */ <detached ...>"), text);
    assertEquals("strace: Process " + pid + " detached", lines[3]);
    // One is left: no line needs to say which.
    assertTrue(lines[4].startsWith("--- SIGCHLD"), text);
    assertTrue(text.endsWith("+++ exited with 3 +++\n"), text);
  }
}
