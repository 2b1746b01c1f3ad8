package dev.armature.e2e;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What {@code armature run} does with its options, its failures and the guest's end. */
class CommandTest {
  /** Exits with 16 times argc, and one for each variable of its environment. */
  private static final String COUNTS = Repository.guest("exit-status").toString();

  private static final int VARIABLES = Invocation.ENVIRONMENT.size();

  @TempDir Path directory;

  private Outcome run(String... words) throws Exception {
    List<String> command = new ArrayList<>(ArmatureRunner.jvm());
    command.add("run");
    command.addAll(Arrays.asList(words));
    Path out = directory.resolve("out");
    Path err = directory.resolve("err");
    ProcessBuilder builder =
        new ProcessBuilder(command)
            .directory(directory.toFile())
            .redirectOutput(out.toFile())
            .redirectError(err.toFile());
    builder.environment().clear();
    builder.environment().putAll(Invocation.ENVIRONMENT);
    int status = builder.start().waitFor();
    return new Outcome(status, Files.readString(out), Files.readString(err), false);
  }

  @Test
  void knownRoutinesAreDoneUnlessAskedNotTo() throws Exception {
    String wide = Repository.guest("kernel-wide").toString();
    assertTrue(
        run("--stat", wide).errors().matches("(?s).* [1-9][0-9,]* +calls of known routines.*"));
    assertTrue(
        run("--stat", "--no-recognise", wide)
            .errors()
            .matches("(?s).* 0 +calls of known routines.*"));
  }

  @Test
  void argumentsAndEnvironmentReachTheGuest() throws Exception {
    assertEquals(3 * 16 + VARIABLES, run(COUNTS, "-E", "A=1").status());
    assertEquals(16 + VARIABLES + 1, run("-E", "A=1,B=2", "-U", "TZ", COUNTS).status());
  }

  @Test
  void aProgramThatIsNotThereOrNotExecutable() throws Exception {
    Outcome missing = run("nowhere");
    assertEquals(127, missing.status());
    assertEquals("armature: nowhere: No such file or directory\n", missing.errors());
    Path text = Files.writeString(directory.resolve("text"), "no program");
    Outcome denied = run("./text");
    assertEquals(126, denied.status());
    assertEquals("armature: ./text: Permission denied\n", denied.errors());
    assertTrue(text.toFile().setExecutable(true));
    Outcome malformed = run("./text");
    assertEquals(126, malformed.status());
    assertTrue(malformed.errors().contains("text: not an ELF file"), malformed.errors());
    assertEquals(1, malformed.errors().lines().count(), malformed.errors());
  }

  @Test
  void deathBySignalIsWhatAShellMakesOfIt() throws Exception {
    Outcome killed = run(withFirstInstruction(0xe7f0_00f0).toString()); // udf
    assertEquals(128 + 4, killed.status());
    assertEquals("Illegal instruction\n", killed.errors());
    Outcome wild = run(withFirstInstruction(0xe59f_f000).toString()); // ldr pc, [pc]
    assertEquals(128 + 11, wild.status());
    assertEquals("Segmentation fault\n", wild.errors());
  }

  /** The program hello with another instruction at its entry. */
  private Path withFirstInstruction(int word) throws IOException {
    byte[] elf = Files.readAllBytes(Repository.guest("hello"));
    int entry = 0x74; // right behind the ELF and program headers
    for (int i = 0; i < 4; i++) {
      elf[entry + i] = (byte) (word >>> (8 * i));
    }
    Path program = Files.write(directory.resolve("changed"), elf);
    assertTrue(program.toFile().setExecutable(true));
    return program;
  }

  @Test
  void rootIsAllTheGuestSees() throws Exception {
    Path root = Files.createDirectory(directory.resolve("root"));
    Path inside = Files.copy(Path.of(COUNTS), root.resolve("program"));
    assertTrue(inside.toFile().setExecutable(true));
    assertEquals(16 + VARIABLES, run("--root", root.toString(), "/program").status());
    assertEquals(127, run("--root", root.toString(), COUNTS).status());
    Outcome none = run("--root", "nowhere", "/program");
    assertEquals(127, none.status());
    assertEquals("armature: root directory nowhere: No such file or directory\n", none.errors());
    assertEquals(126, run("--root", inside.toString(), "/program").status());
  }

  @Test
  void dumpShowsEveryStageOfABlock() throws Exception {
    String hello = Repository.guest("hello").toString();
    for (String engine : List.of("interp", "jit", "auto")) {
      Outcome dumped = run("--engine=" + engine, "--dump=decode,ir,bytecode:10074", hello);
      assertEquals("Hello from ARM Linux!\n", dumped.output());
      assertTrue(dumped.errors().contains("00010074:  e3a00001  mov\tr0, #1"), dumped.errors());
      assertTrue(dumped.errors().contains("SupervisorCall[immediate=0"), dumped.errors());
      assertTrue(dumped.errors().contains("MethodHandles.classData"), dumped.errors());
    }
    Outcome nothing = run("--dump=ir:10078", hello);
    assertEquals("armature: --dump: no block began at 10078\n", nothing.errors());
  }

  @Test
  void statTellsWhatWasDone() throws Exception {
    String hello = Repository.guest("hello").toString();
    Outcome run = run("--engine=interp", "--stat", hello);
    assertEquals("Hello from ARM Linux!\n", run.output());
    assertTrue(
        run.errors().lines().anyMatch(l -> l.matches(" +[1-9][0-9]* +instructions interpreted .*")),
        run.errors());
    assertTrue(
        run.errors().lines().anyMatch(l -> l.matches(" +0 +units compiled to bytecode .*")),
        run.errors());
    Outcome compiled = run("--engine=jit", "--stat", hello);
    assertTrue(
        compiled.errors().lines().anyMatch(l -> l.matches(" +[1-9] +units compiled to.*")),
        compiled.errors());
  }

  @Test
  void tellsWhyTranslationsAreNotKept(@TempDir Path open) throws Exception {
    Files.setPosixFilePermissions(open, PosixFilePermissions.fromString("rwxr-xr-x"));
    String guest = Repository.guest("hello").toString();
    String cache = "--code-cache=" + open;
    Outcome quiet = run(cache, guest);
    assertEquals("Hello from ARM Linux!\n", quiet.output() + quiet.errors());
    Outcome told = run("--debug", cache, guest);
    assertEquals("Hello from ARM Linux!\n", told.output());
    assertTrue(told.errors().contains("translations are not kept: "), told.errors());
    try (Stream<Path> files = Files.list(open)) {
      assertEquals(0, files.count());
    }
  }

  @Test
  void aSecondRunFindsTheBlocksOfTheFirst() throws Exception {
    String guest = Repository.guest("glibc-static").toString();
    String cache = directory.resolve("cache").toString();
    Outcome first = run("--engine=interp", "--stat", "--code-cache=" + cache, guest);
    Outcome second = run("--engine=interp", "--stat", "--code-cache=" + cache, guest);
    assertEquals(first.output(), second.output());
    assertTrue(lifted(first) > 100, first.errors());
    // Class path of directories: builds can't be told apart, so nothing is kept.
    boolean jars = Files.exists(directory.resolve("cache"));
    assertTrue(jars ? lifted(second) < lifted(first) / 10 : lifted(second) > 100, second.errors());
  }

  @Test
  void aSecondRunFindsTheUnitsOfTheFirst() throws Exception {
    String guest = Repository.guest("kernel-lz").toString();
    String cache = directory.resolve("cache").toString();
    Outcome first = run("--stat", "--code-cache=" + cache, guest, "150");
    Outcome second = run("--stat", "--code-cache=" + cache, guest, "150");
    assertEquals(first.output(), second.output());
    assertEquals(0, compiledBefore(first), first.errors());
    boolean jars = Files.exists(directory.resolve("cache"));
    assertEquals(jars, compiledBefore(second) > 0, second.errors());
    Outcome third = run("--stat", "--code-cache=off", guest, "150");
    assertEquals(0, compiledBefore(third), third.errors());
  }

  private static int compiledBefore(Outcome run) {
    return run.errors()
        .lines()
        .filter(line -> line.contains(" units compiled before "))
        .mapToInt(line -> Integer.parseInt(line.strip().split(" ")[0]))
        .sum();
  }

  private static int lifted(Outcome run) {
    return run.errors()
        .lines()
        .filter(line -> line.endsWith(" blocks lifted"))
        .mapToInt(line -> Integer.parseInt(line.replaceAll("[^0-9]", "")))
        .sum();
  }
}
