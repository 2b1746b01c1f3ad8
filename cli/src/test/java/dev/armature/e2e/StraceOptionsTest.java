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
import java.util.List;
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
}
