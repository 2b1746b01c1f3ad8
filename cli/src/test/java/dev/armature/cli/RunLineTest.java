package dev.armature.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;

class RunLineTest {
  private static RunLine parse(String... words) {
    return RunLine.parse(List.of(words));
  }

  private static String refusal(String... words) {
    CommandException e = assertThrows(CommandException.class, () -> parse(words));
    assertEquals(Main.USAGE, e.status);
    return e.getMessage();
  }

  @Test
  void whatFollowsTheProgramIsTheProgramsOwn() {
    RunLine line = parse("-L", "/armhf", "ls", "-L", "--root", "-strace");
    assertEquals(List.of("ls", "-L", "--root", "-strace"), line.command());
    assertEquals("/armhf", line.last(RunOption.PREFIX));
    assertNull(line.last(RunOption.ROOT));
  }

  @Test
  void takesQemuArmSpellings() {
    RunLine line =
        parse(
            "-cpu", "max", "-E", "A=1", "-E", "B=2", "-U", "C", "-0", "sh", "-r", "6.1", "-s", "8M",
            "prog");
    assertEquals("max", line.last(RunOption.CPU));
    assertEquals(List.of("A=1", "B=2"), line.all(RunOption.SET_ENV));
    assertEquals("C", line.last(RunOption.UNSET_ENV));
    assertEquals("sh", line.last(RunOption.ARGV0));
    assertEquals("6.1", line.last(RunOption.UNAME));
    assertEquals("8M", line.last(RunOption.STACK_SIZE));
  }

  @Test
  void longOptionsTakeTheirValueEitherWay() {
    assertEquals("/r", parse("--root", "/r", "p").last(RunOption.ROOT));
    assertEquals("/r=x", parse("--root=/r=x", "p").last(RunOption.ROOT));
  }

  @Test
  void twoDashesEndTheOptionsAndOneIsAProgram() {
    assertEquals(List.of("-prog", "x"), parse("--", "-prog", "x").command());
    assertEquals(List.of("-"), parse("-").command());
  }

  @Test
  void tellsWhatIsWrong() {
    assertTrue(refusal("-Q", "prog").contains("unknown option -Q"));
    assertTrue(refusal("--rooot=/", "prog").contains("unknown option --rooot=/"));
    assertTrue(refusal("-L").contains("-L needs a value: DIR"));
    assertTrue(refusal("--debug=1", "prog").contains("--debug takes no value"));
    assertTrue(refusal("-L", "/x").contains("which program?"));
    assertTrue(refusal().contains("which program?"));
  }
}
