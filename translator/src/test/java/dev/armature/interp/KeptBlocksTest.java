package dev.armature.interp;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.armature.cache.CodeSpace;
import dev.armature.cache.TranslationDirectory;
import dev.armature.ir.Block;
import dev.armature.ir.IrBuilder;
import dev.armature.ir.Op;
import dev.armature.ir.Opcode;
import dev.armature.ir.Reg;
import dev.armature.ir.Terminal;
import dev.armature.machine.CpuState;
import dev.armature.machine.GuestMemory;
import dev.armature.machine.RawMemory;
import dev.armature.machine.Routine;
import dev.armature.machine.SmallMemory;
import dev.armature.machine.Unit;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Blocks that are kept between runs mean what they meant, and only where they may. */
class KeptBlocksTest {
  private static final int CODE = 0x1000;
  private static final int DATA = 0x2000;
  private static final int BLOCKS = 40;

  @TempDir Path temporary;
  private final Arena arena = Arena.ofConfined();
  private GuestMemory memory;
  private Path directory;
  private int lifted;

  @BeforeEach
  void setUp() {
    memory = SmallMemory.create(arena);
    memory.setPermissions(CODE, 1, GuestMemory.READ | GuestMemory.EXECUTE);
    memory.setPermissions(DATA, 1, GuestMemory.READ | GuestMemory.WRITE);
    directory = temporary.resolve("deep").resolve("cache");
  }

  @AfterEach
  void tearDown() {
    arena.close();
  }

  /** A chain of blocks that counts in memory and r0 with all kinds of operations, then returns. */
  private Block lift(GuestMemory from, int location, int it, boolean big, int max) {
    lifted++;
    from.fetch32(location);
    var ir = new IrBuilder();
    ir.insn(location, it);
    Op r0 = ir.get(0);
    Op count = ir.op(Opcode.LOAD32, ir.constant(DATA));
    ir.op(Opcode.STORE32, ir.constant(DATA), ir.op(Opcode.ADD, count, 3));
    Op wide = ir.op(Opcode.ADD64, ir.op(Opcode.ZEXT64, r0), ir.constant64(0x1_0000_0007L));
    Op sum = ir.op(Opcode.ADD, ir.op(Opcode.LOW, wide), ir.op(Opcode.HIGH, wide));
    ir.put(0, ir.call(Routine.ROR_CARRY, sum, ir.constant(0), ir.constant(1)));
    ir.put(1, sum);
    int next = location + 4;
    Terminal end =
        next == CODE + 4 * BLOCKS ? new Terminal.Return(ir.get(Reg.LR)) : new Terminal.Jump(next);
    return new Block(location, next, 1, ir.ops(), end);
  }

  private List<Integer> run(TranslationDirectory from) {
    return run(from, CODE);
  }

  private List<Integer> run(TranslationDirectory from, int start) {
    var code = new ColdCode(this::lift, from);
    var space = new CodeSpace(memory, code.program("/bin/program"), (s, location, loop) -> {});
    RawMemory.putInt(memory.host(DATA), 0);
    var cpu = new CpuState();
    cpu.memory = memory;
    cpu.code = space;
    cpu.r14 = 0x8000;
    lifted = 0;
    assertEquals(0x8000, space.lookup(start).run(cpu, 1));
    code.save();
    return List.of(cpu.r0, cpu.r1, memory.load32(DATA));
  }

  private Path onlyFile() throws IOException {
    try (Stream<Path> files = Files.list(directory)) {
      return files.reduce((a, b) -> fail(a, b)).orElseThrow();
    }
  }

  private static Path fail(Path a, Path b) {
    throw new AssertionError("both " + a + " and " + b);
  }

  @Test
  void aSecondRunLiftsNothing() throws IOException {
    List<Integer> first = run(TranslationDirectory.open(directory, "1"));
    assertEquals(BLOCKS, lifted);
    assertEquals(
        "rwx------", PosixFilePermissions.toString(Files.getPosixFilePermissions(directory)));
    assertEquals(
        "rw-------", PosixFilePermissions.toString(Files.getPosixFilePermissions(onlyFile())));
    assertEquals(first, run(TranslationDirectory.open(directory, "1")));
    assertEquals(0, lifted);
    assertEquals(3 * BLOCKS, first.get(2));
  }

  @Test
  void whatAFileHasStaysWhenMoreIsAdded() {
    run(TranslationDirectory.open(directory, "1"), CODE + 4 * BLOCKS / 2);
    List<Integer> whole = run(TranslationDirectory.open(directory, "1"));
    assertEquals(BLOCKS / 2, lifted);
    assertEquals(whole, run(TranslationDirectory.open(directory, "1")));
    assertEquals(0, lifted);
  }

  @Test
  void onlyTheSameVersionUsesThem() {
    run(TranslationDirectory.open(directory, "1"));
    run(TranslationDirectory.open(directory, "2"));
    assertEquals(BLOCKS, lifted);
  }

  @Test
  void onlyTheSameCodeUsesThem() {
    run(TranslationDirectory.open(directory, "1"));
    RawMemory.putInt(memory.host(CODE + 8), 0x1234_5678);
    run(TranslationDirectory.open(directory, "1"));
    assertEquals(1, lifted);
  }

  @Test
  void faultsNameTheirInstruction() {
    run(TranslationDirectory.open(directory, "1"));
    memory.setPermissions(DATA, 1, 0);
    var code = new ColdCode(this::lift, TranslationDirectory.open(directory, "1"));
    var space = new CodeSpace(memory, code.program("/bin/program"), (s, location, loop) -> {});
    var cpu = new CpuState();
    cpu.memory = memory;
    cpu.code = space;
    lifted = 0;
    assertEquals(Unit.EXIT, space.lookup(CODE + 4).run(cpu, 1));
    assertEquals(CODE + 4, cpu.pc);
    assertEquals(DATA, cpu.fault.address());
    assertEquals(0, lifted);
  }

  @Test
  void damageMeansLiftingAgain() throws IOException {
    List<Integer> first = run(TranslationDirectory.open(directory, "1"));
    Path file = onlyFile();
    byte[] good = Files.readAllBytes(file);
    for (int at = 0; at < good.length; at += 97) {
      byte[] bad = good.clone();
      bad[at] ^= 0x10;
      Files.write(file, bad);
      assertEquals(first, run(TranslationDirectory.open(directory, "1")));
      assertEquals(BLOCKS, lifted, "byte " + at);
    }
    Files.write(file, new byte[] {1, 2, 3});
    assertEquals(first, run(TranslationDirectory.open(directory, "1")));
    assertEquals(BLOCKS, lifted);
  }

  @Test
  void whatOthersCouldHaveWrittenIsNotRead() throws IOException {
    run(TranslationDirectory.open(directory, "1"));
    Files.setPosixFilePermissions(onlyFile(), PosixFilePermissions.fromString("rw-rw----"));
    run(TranslationDirectory.open(directory, "1"));
    assertEquals(BLOCKS, lifted);

    Files.setPosixFilePermissions(directory, PosixFilePermissions.fromString("rwxr-xr-x"));
    assertNull(TranslationDirectory.open(directory, "1"));
    Path link = temporary.resolve("link");
    Files.setPosixFilePermissions(directory, PosixFilePermissions.fromString("rwx------"));
    Files.createSymbolicLink(link, directory);
    assertNull(TranslationDirectory.open(link, "1"));
    assertNotNull(TranslationDirectory.open(directory, "1"));
  }

  @Test
  void aPlaceThatCannotBeMadeIsNone() throws IOException {
    Path file = Files.createFile(temporary.resolve("file"));
    assertNull(TranslationDirectory.open(file.resolve("below"), "1"));
    assertTrue(Files.isRegularFile(file));
  }
}
