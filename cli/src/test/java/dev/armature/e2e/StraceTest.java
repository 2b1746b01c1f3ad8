package dev.armature.e2e;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.google.gson.Gson;
import com.google.gson.GsonBuilder;
import com.google.gson.JsonObject;
import com.google.gson.Strictness;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * {@code armature strace} prints what the real strace prints of a native build of the same source,
 * topic by topic.
 */
class StraceTest {
  private static final int TOPICS = 66;

  @TempDir static Path scratch;
  private static Path nativeProgram;

  @BeforeAll
  static void build() throws Exception {
    assumeTrue(Files.isExecutable(Path.of("/usr/bin/strace")), "strace is not installed");
    assumeTrue(Files.isExecutable(Path.of("/usr/bin/gcc")), "gcc is not installed");
    nativeProgram = scratch.resolve("topics");
    Path source = Repository.testBinaries().resolve("src/strace/topics.c");
    List<String> gcc = List.of("gcc", "-std=gnu17", "-O1", "-w", "-static");
    List<String> words = new ArrayList<>(gcc);
    words.addAll(List.of(source.toString(), "-o", nativeProgram.toString()));
    assertEquals(0, run(scratch, words));
    assumeTrue(
        run(scratch, List.of("strace", "-o", "/dev/null", "/bin/true")) == 0,
        "this machine does not let programs be traced");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "-v", "-s 5 -x -a 60", "-y", "-yy", "-X raw", "-X verbose", "-X abbrev"})
  void printsWhatStracePrints(String options) throws Exception {
    List<String> words = options.isEmpty() ? List.of() : List.of(options.split(" "));
    List<String> real = new ArrayList<>(List.of("strace"));
    List<String> ours = ours();
    Map<String, List<String>> expected =
        StraceText.topics(trace(real, words, nativeProgram.toString()));
    Map<String, List<String>> actual =
        StraceText.topics(trace(ours, words, Repository.guest("strace-topics").toString()));
    assertTrue(expected.size() >= TOPICS, "only " + expected.size() + " topics");
    if (options.startsWith("-X ") && !options.endsWith("abbrev")) {
      // Here the numbers differ and not the names, or they are expressions of several.
      for (String topic : List.of("open", "getdents", "locks", "terminal", "personality")) {
        expected.remove(topic);
      }
    }
    StringBuilder wrong = new StringBuilder();
    expected.forEach((topic, lines) -> {
      List<String> got = actual.getOrDefault(topic, List.of());
      if (!lines.equals(got)) {
        wrong.append("== ").append(topic).append('\n');
        lines.stream().filter(l -> !got.contains(l)).forEach(l -> wrong.append("- " + l + "\n"));
        got.stream().filter(l -> !lines.contains(l)).forEach(l -> wrong.append("+ " + l + "\n"));
      }
    });
    assertEquals("", wrong.toString());
  }

  @ParameterizedTest
  @CsvSource({
    "read-write, inject=write:error=EIO:when=2+2",
    "read-write, inject=write:error=12:when=5+",
    "read-write, inject=write:retval=7:when=1..3",
    "read-write, inject=write:retval=7:when=2..7+3",
    "read-write, fault=lseek",
    "read-write, fault=lseek:error=EPERM:when=1",
    "read-write, inject=lseek:signal=WINCH",
    "read-write, inject=write:signal=CHLD:error=EAGAIN:when=2",
    "read-write, inject=write:delay_enter=20000:when=1",
    "read-write, inject=write:delay_exit=20ms:error=EIO:when=1..2",
    "read-write, inject=write:poke_enter=@arg2=4142:when=1",
    "read-write, inject=write:poke_enter=@arg2=51:retval=3:when=1",
    "read-write, inject=lseek:poke_enter=@arg2=51",
    "read-write, inject=read:poke_exit=@arg2=5859:when=1",
    "read-write, inject=read:poke_exit=@arg2=4142:retval=3:when=1",
    "read-write, inject=read:poke_enter=@arg2=4142:poke_exit=@arg2=43:delay_enter=5:when=1",
    "read-write, inject=read:signal=WINCH:when=2..3",
    "read-write, inject=write:syscall=getpid:retval=5:when=1",
    "names, inject=/^(rename|unlink):error=EACCES:when=2",
  })
  void tampersAsStraceDoes(String topic, String expression) throws Exception {
    List<String> words = List.of("-e", expression);
    List<String> expected =
        StraceText.topics(trace(List.of("strace"), words, nativeProgram.toString(), topic))
            .get(topic);
    List<String> actual =
        StraceText.topics(trace(ours(), words, Repository.guest("strace-topics").toString(), topic))
            .get(topic);
    assertEquals(String.join("\n", expected), String.join("\n", actual));
    assertTrue(
        expected.stream().anyMatch(l -> l.matches(".*(\\((INJECTED|DELAYED).*|--- SIG.*)"))
            || expression.contains("lseek:poke"),
        () -> "nothing happens: " + expected);
  }

  @Test
  void delaysAreReal() throws Exception {
    String program = Repository.guest("strace-topics").toString();
    List<String> words = List.of("-T", "-e", "inject=lseek:delay_enter=150ms:delay_exit=150ms");
    String text = String.join("\n", trace(ours(), words, program, "read-write"));
    assertTrue(text.matches("(?s).*seek\\(.*\\) += 0 \\(DELAYED\\) <0\\.[3-9]\\d+>\n.*"), text);
  }

  @Test
  void theExecveOfTheProgramHasItsTime() throws Exception {
    String program = Repository.guest("hello").toString();
    String text = String.join("\n", trace(ours(), List.of("-T", "-e", "execve"), program));
    assertTrue(text.matches("(?s)execve\\(.* vars \\*/\\) = 0 <\\d+\\.\\d{6}>\n.*"), text);
  }

  @Test
  void everyLineOfJsonIsAnObject() throws Exception {
    List<String> lines =
        trace(ours(), List.of("--json"), Repository.guest("strace-topics").toString());
    assertTrue(lines.size() > 500, "only " + lines.size() + " lines");
    Gson strict = new GsonBuilder().setStrictness(Strictness.STRICT).create();
    for (String line : lines) {
      assertDoesNotThrow(() -> strict.fromJson(line, JsonObject.class), line);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"deaths", "bomb", "chain chain chain chain end"})
  void followsProcessesAsStraceDoes(String arguments) throws Exception {
    List<String> words = List.of("-f", "-s", "300");
    List<String> expected =
        ends(trace(List.of("strace"), words, nativeProgram.toString(), arguments));
    List<String> actual =
        ends(trace(ours(), words, Repository.guest("strace-topics").toString(), arguments));
    assertEquals(expected, actual);
    assertTrue(expected.size() >= 2, () -> "only " + expected);
  }

  /** How processes begin and end, without ids, in the order of the words. */
  private static List<String> ends(List<String> lines) {
    return lines.stream()
        .filter(l -> l.matches("\\d+ +(--- SIG(?!CHLD)|\\+\\+\\+ |execve\\(|kill\\().*"))
        .map(l -> l.replaceFirst("^\\d+ +", "").replace(" (core dumped)", ""))
        .map(l -> l.replaceAll("si_pid=\\d+", "si_pid=PID").replaceAll("kill\\(\\d+", "kill(PID"))
        .map(l -> l.replaceAll("\"[^\"]*/(strace-)?topics\"", "PROGRAM"))
        .map(l -> l.replaceAll("0x[0-9a-f]{5,}", "ADDRESS").replaceAll("\\) += ", ") = "))
        // Whoever wins the race for the log: a call may be interrupted by another's line.
        .map(l -> l.replaceAll("^(kill\\(PID, \\w+).*", "$1"))
        .sorted()
        .toList();
  }

  @Test
  void showsTheStack() throws Exception {
    List<String> lines =
        trace(
            ours(),
            List.of("-k", "-e", "trace=exit_group,write"),
            Repository.guest("glibc-static").toString());
    int frames = 0;
    int most = 0;
    for (String line : lines) {
      frames = line.matches(" > .*/glibc-static\\(.*\\) \\[0x[0-9a-f]+\\]") ? frames + 1 : 0;
      most = Math.max(most, frames);
    }
    assertTrue(most >= 4, String.join("\n", lines));
  }

  private static List<String> ours() {
    // -Darmature.launcher=FILE tests what is built instead of what is on the class path.
    String launcher = System.getProperty("armature.launcher");
    List<String> words =
        launcher == null ? ArmatureRunner.jvm() : new ArrayList<>(List.of(launcher));
    words.add("strace");
    return words;
  }

  /** Runs a tracer over a program in an empty directory. */
  private static List<String> trace(
      List<String> tracer, List<String> options, String program, String... arguments)
      throws Exception {
    Path directory = Files.createTempDirectory(scratch, "run");
    Path log = Files.createTempFile(scratch, "log", "");
    List<String> words = new ArrayList<>(tracer);
    words.addAll(options);
    words.addAll(List.of("-o", log.toString(), program));
    for (String argument : arguments) {
      words.addAll(List.of(argument.split(" ")));
    }
    int status = run(directory, words);
    assertTrue(Files.size(log) > 0, () -> "status " + status + ": " + words);
    return Files.readString(log, StandardCharsets.ISO_8859_1)
        .replace(directory.toString(), "DIRECTORY")
        .lines()
        .toList();
  }

  private static int run(Path directory, List<String> words)
      throws IOException, InterruptedException {
    Process process =
        new ProcessBuilder(words)
            .directory(directory.toFile())
            .redirectInput(new File("/dev/null"))
            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
            .redirectError(ProcessBuilder.Redirect.DISCARD)
            .start();
    try {
      assertTrue(process.waitFor(120, TimeUnit.SECONDS), "takes too long: " + words);
      return process.exitValue();
    } finally {
      process.descendants().forEach(ProcessHandle::destroyForcibly);
      process.destroyForcibly();
    }
  }
}
