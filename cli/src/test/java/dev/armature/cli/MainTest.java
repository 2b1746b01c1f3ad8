package dev.armature.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MainTest {
  record Result(int status, String out, String err) {}

  private static Result execute(String... words) {
    PrintStream out = System.out;
    PrintStream err = System.err;
    ByteArrayOutputStream newOut = new ByteArrayOutputStream();
    ByteArrayOutputStream newErr = new ByteArrayOutputStream();
    System.setOut(new PrintStream(newOut, true));
    System.setErr(new PrintStream(newErr, true));
    try {
      int status = Main.execute(List.of(words));
      return new Result(status, newOut.toString(), newErr.toString());
    } finally {
      System.setOut(out);
      System.setErr(err);
    }
  }

  @Test
  void versionAgreesWithPicocliAndWithout() {
    Result quick = execute("--version");
    assertEquals(0, quick.status());
    assertTrue(quick.out().startsWith("armature "));
    assertEquals(quick, execute("-V"));
  }

  @Test
  void wrongCommandLinesAreToldInOneLine() {
    for (String words : List.of("", "nonsense", "run", "run -Q x", "--nonsense", "help nonsense")) {
      Result r =
          execute(Arrays.stream(words.split(" ")).filter(w -> !w.isEmpty()).toArray(String[]::new));
      assertEquals(Main.USAGE, r.status(), words);
      assertEquals("", r.out(), words);
      assertTrue(r.err().startsWith("armature: "), r.err());
      assertEquals(1, r.err().lines().count(), r.err());
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "nonsense | there is no command 'nonsense' (armature --help)",
        "perf nonsense | perf: there is no command 'nonsense' (armature help perf)",
        "warm | warm: which command? (armature help warm)",
        "warm start --idle=x | warm start: Invalid value for option '--idle': 'x' is not a number"
            + " (armature help warm start)",
        "syscalls x | syscalls: one word too many: 'x' (armature help syscalls)",
        "syscalls --x | syscalls: unknown option --x (armature help syscalls)",
        "bench chart x | bench chart: of which results? (armature help bench)",
        "perf bench syscall nothing | perf bench syscall: no benchmark 'nothing': choose basic,"
            + " getpgid, fork, execve or all",
        "perf bench syscall basic -l 0 | perf bench syscall: -l 0: at least 1",
        "perf bench -r 0 syscall basic | perf bench: -r 0: at least 1",
        "perf bench -f x entry | perf bench: -f x: choose default or simple",
        "perf compare -L /nowhere | perf compare: -L /nowhere: no directory",
        "perf compare --chart /nowhere/x | perf compare: --chart /nowhere/x: can't be written",
        "perf compare --chart / | perf compare: --chart /: can't be written",
        "run -d x | run: -d does not work yet (armature help run)",
        "run -cpu help | run: -cpu help: choose one of arm926, arm1176, cortex-a7, cortex-a15, max"
            + " (armature help run)",
      })
  void saysWhatIsWrong(String words, String message) {
    Result r = execute(words.split(" "));
    assertEquals("armature: " + message + "\n", r.err());
    assertEquals(Main.USAGE, r.status());
  }

  @Test
  void benchChartSaysWhichFile() {
    for (String words : List.of("bench chart /nowhere/x /nowhere/y", "bench chart . /")) {
      Result r = execute(words.split(" "));
      assertEquals(1, r.status(), words);
      assertTrue(r.err().matches("armature: bench chart: /[^\n]*: [^\n]*\n"), r.err());
    }
  }

  /** The script as bash calls it for the last of {@code words}. */
  private static String completed(String words) throws Exception {
    String call =
        """
        compopt() { :; }  # works while bash completes only
        COMP_WORDS=(%s "") COMP_CWORD=%d
        _complete_armature
        echo "${COMPREPLY[*]}"
        """
            .formatted(words, words.split(" ").length);
    Process bash = new ProcessBuilder("bash").redirectErrorStream(true).start();
    try (var in = bash.outputWriter()) {
      in.write(execute("help", "--completion").out() + call);
    }
    return bash.inputReader().readAllAsString().strip();
  }

  @Test
  void completesCommandsAndValues() throws Exception {
    assertTrue(completed("armature").contains("strace"), completed("armature"));
    assertEquals("interp jit auto", completed("armature run --engine"));
    assertEquals("always never auto", completed("armature strace --color"));
    assertEquals("basic getpgid fork execve all", completed("armature perf bench syscall"));
  }

  @Test
  void helpNamesEveryOptionThatWorks() {
    String help = execute("help", "run").out();
    assertEquals(help, execute("run", "--help").out());
    for (RunOption option : RunOption.values()) {
      for (String name : option.names) {
        assertEquals(
            !option.reserved(),
            Pattern.compile("[ \\[]" + name + "[ ,\\]]").matcher(help).find(),
            name);
      }
      String variable = option.variable().substring("ARMATURE_".length());
      assertEquals(
          !option.reserved(),
          Pattern.compile("(?<![A-Z])" + variable + "(?![A-Z_])").matcher(help).find(),
          variable);
    }
  }
}
