package dev.armature.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.armature.translate.Dump;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class GuestRequestTest {
  private static GuestRequest request(List<String> environment, String... words) {
    return GuestRequest.of(RunLine.parse(List.of(words)), environment);
  }

  @Test
  void defaults() {
    GuestRequest r = request(List.of("HOME=/root"), "/bin/ls", "-l");
    assertEquals("/bin/ls", r.program());
    assertEquals(List.of("/bin/ls", "-l"), r.argv());
    assertEquals(List.of("HOME=/root"), r.environment());
    assertEquals("max", r.cpu());
    assertEquals("auto", r.engine());
    assertEquals(0, r.stackSize());
    assertNull(r.prefix());
    assertNull(r.root());
    assertNull(r.release());
    assertNull(r.dump());
    assertFalse(r.debug());
  }

  @Test
  void variablesStandForOptionsAndOptionsWin() {
    List<String> host =
        List.of(
            "ARMATURE_LD_PREFIX=/a",
            "ARMATURE_CPU=arm926",
            "ARMATURE_ENGINE=interp",
            "ARMATURE_UNAME=5.4",
            "ARMATURE_STACK_SIZE=1M",
            "ARMATURE_ARGV0=x",
            "ARMATURE_ROOT=");
    GuestRequest r = request(host, "-cpu", "max", "prog");
    assertEquals("/a", r.prefix());
    assertEquals("max", r.cpu());
    assertEquals("interp", r.engine());
    assertEquals("5.4", r.release());
    assertEquals(1 << 20, r.stackSize());
    assertEquals(List.of("x"), r.argv());
    assertEquals("prog", r.program());
    assertNull(r.root());
  }

  @Test
  void environmentKeepsItsOrderAndTheProgramSeesTheChanges() {
    List<String> host = List.of("A=1", "B=2", "ARMATURE_SET_ENV=X=9,Y=8", "ARMATURE_UNSET_ENV=A");
    GuestRequest r = request(host, "-E", "B=3,C=a=b", "-U", "Y,NONE", "prog");
    assertEquals(
        List.of("B=3", "ARMATURE_SET_ENV=X=9,Y=8", "ARMATURE_UNSET_ENV=A", "X=9", "C=a=b"),
        r.environment());
  }

  @Test
  void changesByStraceKeepCommasAndPassOverWhatNamesNothing() {
    RunLine line = RunLine.parse(List.of("prog"));
    List<String> changes = List.of("B=3,C=4", "A", "=x", "");
    assertEquals(
        List.of("B=3,C=4", "D="),
        GuestRequest.of(line, List.of("A=1", "B=2", "D="), changes).environment());
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "0", "-1", "k", "1x", "5G", "99999999999999999999"})
  void refusesStackSizes(String size) {
    assertThrows(CommandException.class, () -> GuestRequest.bytes(size));
  }

  @Test
  void stackSizesHaveSuffixes() {
    assertEquals(4096, GuestRequest.bytes("4096"));
    assertEquals(4096, GuestRequest.bytes("0x1000"));
    assertEquals(8 << 10, GuestRequest.bytes("8k"));
    assertEquals(8 << 20, GuestRequest.bytes("8M"));
    assertEquals(1L << 30, GuestRequest.bytes("1g"));
  }

  @Test
  void dumpNamesStagesAndAnAddress() {
    DumpRequest dump = request(List.of(), "--dump=decode,bytecode:0x10071", "p").dump();
    assertEquals(Set.of(Dump.Stage.DECODE, Dump.Stage.BYTECODE), dump.stages());
    assertEquals(0x10071, dump.location());
    assertEquals(0xffff0fc0, DumpRequest.parse("ir:ffff0fc0").location());
  }

  @ParameterizedTest
  @ValueSource(strings = {"decode", "decode:", "decode:xyz", "asm:10000", ":10000", "ir:100000000"})
  void refusesDumps(String text) {
    assertThrows(CommandException.class, () -> DumpRequest.parse(text));
  }

  @ParameterizedTest
  @ValueSource(strings = {"-d=x", "-g=1"})
  void reservedOptionsSaySo(String option) {
    String[] parts = option.split("=");
    String[] words =
        parts.length == 1
            ? new String[] {parts[0], "prog"}
            : new String[] {parts[0], parts[1], "prog"};
    CommandException e = assertThrows(CommandException.class, () -> request(List.of(), words));
    assertTrue(e.getMessage().contains(parts[0] + " does not work yet"));
  }

  @Test
  void choicesAreTold() {
    CommandException e =
        assertThrows(CommandException.class, () -> request(List.of(), "--engine", "fast", "p"));
    assertTrue(e.getMessage().contains("interp, jit, auto"));
  }
}
