package dev.armature.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The words after {@code armature strace}. */
class StraceLineTest {
  private static StraceLine parse(String words) {
    return StraceLine.parse(List.of(words.split(" ")));
  }

  @Test
  void takesOptionsUpToTheProgram() {
    StraceLine line = parse("-fkk -uroot -E A=1 -I never_tstp --tips=3,full ls -c");
    assertTrue(line.options.followForks);
    assertTrue(line.options.stackTrace && line.options.sourceLines);
    assertEquals("root", line.user);
    assertTrue(line.neverStops);
    assertFalse(line.signalsEndTrace);
    assertEquals(new Tips(3, Tips.Form.FULL), line.tips);
    assertEquals(List.of("--", "ls", "-c"), line.runWords);
    assertEquals(List.of("A=1"), line.environment);
    assertTrue(parse("-I 2 --kill-on-exit ls").signalsEndTrace);
    assertEquals(StraceOption.VERSION, parse("-V").instead);
  }

  @Test
  void takesProcessesToAttachTo() {
    StraceLine line = parse("-f -p 7 --attach=8,9:310 -p10");
    assertEquals(
        List.of(
            new TraceTarget("7", 7, 0),
            new TraceTarget("8", 8, 0),
            new TraceTarget("9:310", 9, 310),
            new TraceTarget("10", 10, 0)),
        line.targets);
    assertEquals(List.of("-f", "-p", "7", "--attach=8,9:310", "-p10"), line.optionWords);
    assertTrue(line.signalsEndTrace);
    assertFalse(parse("-I never -p 7").signalsEndTrace);
    assertEquals(2, StraceLine.parse(List.of("-p", "1 2")).targets.size());
  }

  @Test
  void theOldSpellingFollowsForksToo() {
    assertTrue(parse("-F ls").options.followForks);
    assertFalse(parse("-F -f ls").options.outputSeparately);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "-p x1 | Invalid process id: 'x1'",
        "--attach=0 | Invalid process id: '0'",
        "-p 1,,2 | Invalid process id: ''",
        "-p 1: | Invalid process id: '1:'",
        "-D -p 1 | PROG [ARGS] must be specified with -D",
        "-I 5 ls | invalid -I argument: '5'",
        "-DDDD ls | Too many -D's (4)",
        "--daemonize=x ls | invalid --daemonize argument: 'x'",
        "--color=x ls | invalid --color argument: 'x'",
        "--color=always --json ls | mutually exclusive",
        "--tips=x ls | invalid --tips argument: 'x'",
        "--decode-pids=x ls | invalid --decode-pids argument: 'x'",
        "--stack-trace=x ls | invalid --stack-trace argument: 'x'",
        "--live ls | --live must be given with -c",
        "-c --live ls | stderr is none",
        "-cC ls | -c/--summary-only and -C/--summary are mutually exclusive",
        "-w ls | -w/--summary-wall-clock must be given with",
        "-U name ls | -U/--summary-columns must be given with",
        "-c -U x ls | unknown column name: 'x'",
        "-S x ls | invalid sortby: 'x'",
        "-y --decode-fds=path ls | -y and --decode-fds cannot be provided simultaneously",
        "--columns=-1 ls | invalid --columns argument: '-1'",
        "-s x ls | invalid -s argument: 'x'",
        "--syscall-limit=0 ls | invalid --syscall-limit argument: '0'",
        "--cpu x ls | --cpu x: choose one of arm926",
        "-y | must have PROG [ARGS]",
      })
  void saysWhatIsWrong(String words, String message) {
    CommandException wrong = assertThrows(CommandException.class, () -> parse(words));
    assertTrue(wrong.getMessage().contains(message), wrong.getMessage());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "-A ls | -A/--output-append-mode has no effect without -o/--output",
        "-S name ls | -S/--summary-sort-by has no effect without",
        "-zz ls | Only the last of -z/--successful-only/-Z/--failed-only",
        "-c -t ls | -t/--absolute-timestamps has no effect with -c/--summary-only",
        "-cy ls | -y/--decode-fds has no effect with -c/--summary-only",
      })
  void saysWhatHasNoEffect(String words, String message) {
    List<String> warnings = parse(words).warnings;
    assertEquals(1, warnings.size());
    assertTrue(warnings.getFirst().startsWith(message), warnings.getFirst());
  }

  @Test
  void everyTipIsPrinted() {
    assertEquals("", Tips.parse("none").text());
    assertTrue(Tips.parse("id:2,format:full").text().startsWith("+--"));
    assertEquals(Tips.parse("0").text(), Tips.parse("12").text());
  }
}
