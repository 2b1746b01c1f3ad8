package dev.armature.translate;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.armature.cache.CodeSpace;
import dev.armature.cache.HotCode;
import dev.armature.cache.TranslationDirectory;
import dev.armature.decode.Features;
import dev.armature.emit.CompiledUnit;
import dev.armature.emit.Host;
import dev.armature.interp.ColdCode;
import dev.armature.lift.BlockLimit;
import dev.armature.lift.CodeReader;
import dev.armature.lift.Lifter;
import dev.armature.machine.CpuState;
import dev.armature.machine.Exit;
import dev.armature.machine.GuestMemory;
import dev.armature.machine.KernelCall;
import dev.armature.machine.SmallMemory;
import dev.armature.machine.Unit;
import dev.armature.opt.Passes;
import java.io.IOException;
import java.io.InputStream;
import java.lang.foreign.Arena;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Compiled units that are kept mean what they meant, and are only used where they do. */
class KeptUnitsTest {
  private static final int CODE = 0x1_0000;
  private static final int DATA = 0x2_0000;
  private static final int RETURN = 0x3_0000;
  private static final int READ_WRITE = GuestMemory.READ | GuestMemory.WRITE;
  private static final int READ_EXECUTE = GuestMemory.READ | GuestMemory.EXECUTE;
  private static final int ROUNDS = 50;

  /** Bytes of a unit that is kept that say how long its parts are, and the first of these. */
  private static final int HEADER = 120;

  /** Adds a word of memory to r0 in each of r3 rounds; every eighth one goes another way. */
  private static final int[] PROGRAM = {
    0xe591_2000, // loop: ldr r2, [r1]
    0xe080_0002, // add r0, r0, r2
    0xe581_0004, // str r0, [r1, #4]
    0xe313_0007, // tst r3, #7
    0x0a00_0002, // beq other
    0xe253_3001, // next: subs r3, r3, #1
    0x1aff_fff8, // bne loop
    0xe12f_ff1e, // bx lr
    0xe080_0001, // other: add r0, r0, r1
    0xeaff_fffa, // b next
  };

  private static final int OTHER = CODE + 4 * 8;

  /** Where the program is when it is a library that was loaded at another address. */
  private static final int MOVED = 0x1_8000;

  @TempDir Path temporary;
  private final Arena arena = Arena.ofConfined();
  private final Lifter lifter = new Lifter(Features.max());
  private int lifted;
  private Compiler compiler = newCompiler();

  @AfterEach
  void tearDown() {
    arena.close();
  }

  private Compiler newCompiler() {
    return new Compiler(
        (code, location, limit) -> {
          lifted++;
          return Passes.run(lifter.lift(code, location, limit));
        },
        Host.available(),
        KernelCall.Table.NONE);
  }

  private boolean hot(CodeSpace space, ProgramUnits units, boolean asked, int location) {
    var process = new ProcessUnits(units, new RetiredUnits(), space.memory().base());
    return compiler.hot(space, process, asked, location, false, System.nanoTime());
  }

  private GuestMemory memory(int... program) {
    GuestMemory memory = SmallMemory.create(arena);
    memory.setPermissions(DATA, 4, READ_WRITE);
    memory.store32(DATA, 3);
    load(memory, CODE, program);
    return memory;
  }

  private static void load(GuestMemory memory, int address, int... program) {
    memory.setPermissions(address, 1, READ_WRITE);
    for (int i = 0; i < program.length; i++) {
      memory.store32(address + 4 * i, program[i]);
    }
    memory.setPermissions(address, 1, READ_EXECUTE);
  }

  private CodeSpace space(GuestMemory memory) {
    return space(memory, (s, location, loop) -> {});
  }

  private CodeSpace space(GuestMemory memory, HotCode hot) {
    var cold =
        new ColdCode((from, location, state, big, max) ->
            Passes.run(
                lifter.lift(
                    CodeReader.of(from), location, state, big, new BlockLimit(max, _ -> false))));
    return new CodeSpace(memory, cold, hot);
  }

  private static CpuState cpu(CodeSpace space, int rounds) {
    var cpu = new CpuState();
    cpu.memory = space.memory();
    cpu.code = space;
    cpu.r1 = DATA;
    cpu.r3 = rounds;
    cpu.r14 = RETURN;
    return cpu;
  }

  private static int run(CodeSpace space, int rounds) {
    return run(space, CODE, rounds);
  }

  private static int run(CodeSpace space, int entry, int rounds) {
    CpuState cpu = cpu(space, rounds);
    int location = entry;
    while (location != RETURN) {
      location = space.lookup(location).run(cpu, 1);
    }
    return cpu.r0;
  }

  /** As after {@code rounds} of the program. */
  private static int expected(int rounds) {
    return 3 * rounds + rounds / 8 * DATA;
  }

  private static ProgramUnits inMemory() {
    return new ProgramUnits(null);
  }

  private ProgramUnits inFile(String version, String options) {
    var directory = TranslationDirectory.open(temporary.resolve("cache"), version);
    return new ProgramUnits(directory.kept("/bin/program", "units", options));
  }

  private Path file() throws IOException {
    try (Stream<Path> files = Files.list(temporary.resolve("cache"))) {
      List<Path> all = files.toList();
      assertEquals(1, all.size());
      return all.getFirst();
    }
  }

  /** Lets the program prove hot in a space that keeps its units in {@code units}. */
  private void compile(ProgramUnits units, GuestMemory memory) {
    CodeSpace space = space(memory);
    assertEquals(expected(ROUNDS), run(space, ROUNDS));
    assertTrue(hot(space, units, false, CODE));
    assertTrue(space.lookup(CODE).isCompiled());
    assertEquals(expected(ROUNDS), run(space, ROUNDS));
    units.save();
  }

  private long compiled() {
    return compiler.counts.units.get();
  }

  private long known() {
    return compiler.counts.known.get();
  }

  /** Uses what is kept in a new space, and checks what it does. */
  private void use(ProgramUnits units, GuestMemory memory) {
    compiler = newCompiler();
    lifted = 0;
    CodeSpace space = space(memory);
    // At its first jump: nothing has run here that could be looked at.
    assertTrue(hot(space, units, false, CODE));
    assertEquals(List.of(1L, 0L), List.of(known(), compiled()));
    assertEquals(0, lifted);
    CpuState cpu = cpu(space, ROUNDS);
    assertEquals(RETURN, space.lookup(CODE).run(cpu, 1));
    assertEquals(expected(ROUNDS), cpu.r0);
    assertEquals(List.of(0L, 0L), List.of(cpu.interpreted, cpu.guardMisses));
  }

  /** That what is kept is not used: the space compiles for itself, when it is asked again. */
  private void refuse(ProgramUnits units, GuestMemory memory, int result) {
    compiler = newCompiler();
    CodeSpace space = space(memory);
    assertEquals(result, run(space, ROUNDS));
    if (!hot(space, units, false, CODE)) {
      assertFalse(space.lookup(CODE).isCompiled());
      assertTrue(hot(space, units, true, CODE));
    }
    assertEquals(List.of(0L, 1L), List.of(known(), compiled()));
    assertEquals(result, run(space, ROUNDS));
  }

  @Test
  void anotherProcessUsesThem() {
    ProgramUnits units = inMemory();
    GuestMemory first = memory(PROGRAM);
    GuestMemory second = memory(PROGRAM);
    assertNotEquals(first.base(), second.base());
    assertFalse(units.has(CODE));
    compile(units, first);
    assertTrue(units.has(CODE));
    assertFalse(units.has(CODE + 4));
    use(units, second);
    assertEquals(expected(ROUNDS), second.load32(DATA + 4));
  }

  @Test
  void aLaterRunUsesThem() throws IOException {
    compile(inFile("1", "a"), memory(PROGRAM));
    assertEquals("rw-------", PosixFilePermissions.toString(Files.getPosixFilePermissions(file())));
    use(inFile("1", "a"), memory(PROGRAM));
  }

  /** To compile it again would take the next run the whole translator. */
  @Test
  void oneMoreUnitIsKept() {
    int routines = 40;
    int[] program = new int[2 * routines];
    for (int i = 0; i < routines; i++) {
      program[2 * i] = 0xe080_0001; // add r0, r0, r1
      program[2 * i + 1] = 0xe12f_ff1e; // bx lr
    }
    GuestMemory memory = memory(program);
    int last = CODE + 8 * (routines - 1);
    for (int end : new int[] {last, last + 8}) {
      CodeSpace space = space(memory);
      ProgramUnits units = inFile("1", "a");
      for (int location = CODE; location < end; location += 8) {
        assertTrue(hot(space, units, false, location));
      }
      units.save();
    }
    assertTrue(inFile("1", "a").has(last));
  }

  /** The loop got hot first, and then the function around it. */
  @Test
  void wholeFunctionsComeBeforeTheirLoops() {
    int[] program = new int[PROGRAM.length + 1];
    program[0] = 0xe1a0_c003; // mov r12, r3
    System.arraycopy(PROGRAM, 0, program, 1, PROGRAM.length);
    GuestMemory memory = memory(program);
    ProgramUnits units = inMemory();
    int loop = CODE + 4;
    CodeSpace first = space(memory);
    assertEquals(expected(ROUNDS), run(first, ROUNDS));
    for (int location : new int[] {loop, CODE}) {
      assertTrue(hot(first, units, false, location));
      assertTrue(first.lookup(location).isCompiled());
    }
    CodeSpace later = space(memory);
    assertEquals(expected(1), run(later, 1));
    later.lookup(CODE).calls = 100;
    assertTrue(hot(later, units, false, loop));
    assertTrue(later.lookup(CODE).isCompiled());
    assertFalse(later.lookup(loop).isCompiled());
    assertEquals(expected(ROUNDS), run(later, ROUNDS));
  }

  @Test
  void onlyTheSameVersionAndOptionsUseThem() {
    compile(inFile("1", "a"), memory(PROGRAM));
    assertFalse(inFile("2", "a").has(CODE));
    assertFalse(inFile("1", "b").has(CODE));
    assertTrue(inFile("1", "a").has(CODE));
  }

  @Test
  void onlyTheSameCodeUsesThem() {
    ProgramUnits units = inMemory();
    compile(units, memory(PROGRAM));
    int[] changed = PROGRAM.clone();
    changed[8] = 0xe080_0002; // other: add r0, r0, r2
    refuse(units, memory(changed), 3 * (ROUNDS + ROUNDS / 8));
    // The newest one is kept.
    refuse(units, memory(PROGRAM), expected(ROUNDS));
    use(units, memory(PROGRAM));
  }

  /**
   * A library that lies elsewhere in a later run, as after another order of dlopen: what is kept is
   * of its old place, where something else may be now.
   */
  @Test
  void codeAtAnotherAddressIsCompiledAnewAndKeptForBoth() {
    compile(inFile("1", "a"), memory(PROGRAM));
    int[] changed = PROGRAM.clone();
    changed[1] = 0xe080_0003; // add r0, r0, r3
    for (boolean taken : new boolean[] {false, true}) {
      ProgramUnits units = inFile("1", "a");
      GuestMemory memory = memory(PROGRAM);
      load(memory, MOVED, PROGRAM);
      memory.setPermissions(CODE, 1, 0);
      if (taken) {
        load(memory, CODE, changed);
      }
      compiler = newCompiler();
      CodeSpace space = space(memory);
      // In the second round the first one has kept it for here.
      assertEquals(taken, units.has(MOVED));
      assertEquals(expected(ROUNDS), run(space, MOVED, ROUNDS));
      assertTrue(hot(space, units, false, MOVED));
      assertEquals(List.of(taken ? 1L : 0L, taken ? 0L : 1L), List.of(known(), compiled()));
      assertTrue(space.lookup(MOVED).isCompiled());
      assertEquals(expected(ROUNDS), run(space, MOVED, ROUNDS));
      assertTrue(units.has(CODE));
      assertFalse(hot(space, units, false, CODE));
      if (taken) {
        assertFalse(space.lookup(CODE).isCompiled());
        assertEquals(ROUNDS * (ROUNDS + 1) / 2 + ROUNDS / 8 * DATA, run(space, ROUNDS));
      }
      units.save();
    }
    use(inFile("1", "a"), memory(PROGRAM));
  }

  @Test
  void codeThatTheGuestCanWriteIsNotKept() {
    ProgramUnits units = inMemory();
    GuestMemory memory = memory(PROGRAM);
    memory.setPermissions(CODE, 1, READ_EXECUTE | GuestMemory.WRITE);
    compile(units, memory);
    assertFalse(units.has(CODE));
    compile(units, memory(PROGRAM));
    refuse(units, memory, expected(ROUNDS));
  }

  @Test
  void memoryThatTheyRelyOnMustBeThere() {
    ProgramUnits units = inMemory();
    compile(units, memory(PROGRAM));
    GuestMemory less = memory(PROGRAM);
    less.setPermissions(DATA + 0x3000, 1, 0);
    refuse(units, less, expected(ROUNDS));
    // What was compiled for less fits where there is more.
    use(units, memory(PROGRAM));

    units = inMemory();
    compile(units, memory(PROGRAM));
    GuestMemory constant = memory(PROGRAM);
    constant.setPermissions(DATA + 0x3000, 1, GuestMemory.READ);
    refuse(units, constant, expected(ROUNDS));
  }

  @Test
  void memoryThatComesAndGoesIsNotReliedOn() {
    ProgramUnits units = inMemory();
    GuestMemory memory = memory(PROGRAM);
    compile(units, memory);
    CodeSpace space = space(memory);
    assertTrue(hot(space, units, false, CODE));
    assertTrue(space.invalidate(DATA + 0x3000, 0x1000));
    assertFalse(space.lookup(CODE).isCompiled());
    assertFalse(hot(space, units, false, CODE));
  }

  @Test
  void aPartThatHasNoRoomGetsAUnitOfItsOwn() {
    int alone = 0;
    for (int length = 20; length <= 300; length += 20) {
      // The short way is left out, and has room next to the long one unless that is too long.
      int[] program = new int[length + 70];
      Arrays.fill(program, 0xe591_2000); // ldr r2, [r1]
      program[0] = 0xe313_0001; // tst r3, #1
      program[1] = 0x0a00_0000 | length - 3; // beq short
      program[length - 1] = 0xe12f_ff1e; // bx lr
      program[length + 69] = 0xe12f_ff1e;
      int part = CODE + 4 * length;
      compiler = newCompiler();
      ProgramUnits units = inMemory();
      CodeSpace space = space(memory(program));
      assertEquals(0, run(space, 1));
      assertTrue(hot(space, units, false, CODE));
      assertTrue(Arrays.stream(units.find(CODE).leftOut()).anyMatch(at -> at == part));
      assertEquals(0, run(space, 2));
      assertTrue(hot(space, units, false, part));
      boolean own = space.lookup(part).isCompiled();
      boolean left = Arrays.stream(units.find(CODE).leftOut()).anyMatch(at -> at == part);
      assertEquals(own, left, length + " instructions");
      assertEquals(own ? 0 : 1, compiler.counts.again.get());
      alone += own ? 1 : 0;
    }
    assertTrue(alone > 0 && alone < 15, alone + " times alone");
  }

  @Test
  void faultsAreExact() {
    ProgramUnits units = inMemory();
    compile(units, memory(PROGRAM));
    CodeSpace space = space(memory(PROGRAM));
    assertTrue(hot(space, units, false, CODE));
    CpuState cpu = cpu(space, ROUNDS);
    cpu.r1 = 0x7000_0000;
    assertEquals(Unit.EXIT, space.lookup(CODE).run(cpu, 1));
    assertEquals(Exit.DATA_ABORT, cpu.exit);
    assertEquals(List.of(CODE, 0x7000_0000), List.of(cpu.pc, cpu.fault.address()));
  }

  @Test
  void whatRanBeforeIsPartOfAUnitThatIsCompiledAgain() {
    ProgramUnits units = inMemory();
    GuestMemory memory = memory(PROGRAM);
    CodeSpace first = space(memory);
    // Seven rounds do not go the other way.
    assertEquals(expected(7), run(first, 7));
    assertTrue(hot(first, units, false, CODE));
    assertEquals(List.of(OTHER), boxed(units.find(CODE).leftOut()));

    CodeSpace second = space(memory);
    assertTrue(hot(second, units, false, CODE));
    assertTrue(second.ran(CODE));
    assertFalse(second.ran(OTHER));
    assertEquals(expected(ROUNDS), run(second, ROUNDS));
    assertTrue(hot(second, units, false, OTHER));
    assertEquals(1, compiler.counts.again.get());
    // With the ranges that only the first process has seen.
    KeptUnit again = units.find(CODE);
    assertEquals(0, again.leftOut().length);
    assertEquals(List.of(DATA, DATA + 0x4000), boxed(again.unit().ranges()));
    use(units, memory);
  }

  private static List<Integer> boxed(int... numbers) {
    return Arrays.stream(numbers).boxed().toList();
  }

  @Test
  void damageMeansCompilingAgain() throws IOException {
    compile(inFile("1", "a"), memory(PROGRAM));
    Path file = file();
    byte[] good = Files.readAllBytes(file);
    for (int at = 0; at < good.length; at += 61) {
      byte[] bad = good.clone();
      bad[at] ^= 0x10;
      Files.write(file, bad);
      assertFalse(inFile("1", "a").has(CODE), "byte " + at);
    }
    for (int length = 0; length < good.length; length += 61) {
      Files.write(file, Arrays.copyOf(good, length));
      assertFalse(inFile("1", "a").has(CODE), length + " bytes");
    }
    Files.write(file, good);
    use(inFile("1", "a"), memory(PROGRAM));
  }

  @Test
  void whatOthersCouldHaveWrittenIsNotRead() throws IOException {
    compile(inFile("1", "a"), memory(PROGRAM));
    Files.setPosixFilePermissions(file(), PosixFilePermissions.fromString("rw-rw----"));
    assertFalse(inFile("1", "a").has(CODE));
    Files.setPosixFilePermissions(file(), PosixFilePermissions.fromString("rw-------"));
    assertTrue(inFile("1", "a").has(CODE));
  }

  /** With the right checksum, that is. */
  @Test
  void nonsenseIsRefused() {
    ProgramUnits units = inMemory();
    compile(units, memory(PROGRAM));
    byte[] good = units.find(CODE).encoded();
    GuestMemory memory = memory(PROGRAM);
    int refused = 0;
    for (int at = 0; at < good.length; at += at < HEADER ? 1 : 7) {
      byte[] bad = good.clone();
      bad[at] ^= 0x55;
      try {
        var in = ByteBuffer.wrap(bad).order(ByteOrder.LITTLE_ENDIAN);
        KeptUnit kept = KeptUnit.decoded(in);
        var mine = inMemory();
        mine.put(kept);
        boolean _ = hot(space(memory), mine, false, CODE);
      } catch (RuntimeException e) {
        refused++;
      }
    }
    assertTrue(refused > 100, "refused " + refused);
  }

  @Test
  void onlyClassesOfUnitsAreSound() throws IOException {
    ProgramUnits units = inMemory();
    compile(units, memory(PROGRAM));
    CompiledUnit good = units.find(CODE).unit();
    assertTrue(good.isSound());
    assertFalse(at(CODE + 4, good, good.bytes()).isSound());
    byte[] other;
    try (InputStream in = KeptUnitsTest.class.getResourceAsStream("KeptUnitsTest.class")) {
      other = in.readAllBytes();
    }
    assertFalse(at(CODE, good, other).isSound());
    assertFalse(at(CODE, good, new byte[20]).isSound());
  }

  private static CompiledUnit at(int location, CompiledUnit unit, byte[] bytes) {
    return new CompiledUnit(
        location,
        bytes,
        unit.baseOffsets(),
        unit.links(),
        unit.systemCalls(),
        unit.indirectLinks(),
        unit.ranges(),
        unit.codeSize());
  }

  @Test
  void whatProvedHotIsAskedForEarly() {
    int[] asked = new int[2];
    for (int proved = 0; proved < 2; proved++) {
      int known = proved;
      HotCode hot =
          new HotCode() {
            @Override
            public void hot(CodeSpace space, int location, boolean loop) {
              asked[known]++;
            }

            @Override
            public boolean provedHot(int location) {
              return known == 1 && location == CODE;
            }
          };
      assertEquals(expected(10_000), run(space(memory(PROGRAM), hot), 10_000));
    }
    assertEquals(List.of(0, 1), boxed(asked));
  }
}
