package dev.armature.recognise;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.armature.cache.CodeSpace;
import dev.armature.cache.UnitEntry;
import dev.armature.decode.CpuModel;
import dev.armature.decode.Features;
import dev.armature.machine.CpuState;
import dev.armature.machine.Exit;
import dev.armature.machine.GuestMemory;
import dev.armature.machine.KernelCall;
import dev.armature.machine.SmallMemory;
import dev.armature.machine.Unit;
import dev.armature.translate.Engine;
import dev.armature.translate.Translator;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What is taken for a known routine, and what is not. */
class RecogniserTest {
  private static final Path PROGRAM = Path.of("..", "test-binaries", "bin", "kernel-wide");
  private static final int RETURN = 0x7000_0000;

  private final Arena arena = Arena.ofConfined();
  private final Recogniser recogniser = new Recogniser();
  private GuestMemory memory;
  private int division;

  @BeforeEach
  void load() throws IOException {
    memory = SmallMemory.create(arena);
    for (RoutineCode.Found found : RoutineCode.load(memory, PROGRAM, 0)) {
      if (found.routine() == GuestRoutine.ULDIVMOD) {
        division = found.location();
      }
    }
  }

  @AfterEach
  void close() {
    arena.close();
  }

  @Test
  void rowsDiffer() {
    var rows = new HashSet<Long>();
    Fingerprints.all().forEach(row -> assertTrue(rows.add(row.hash()), row.toString()));
    Fingerprints.all().stream()
        .filter(row -> row.routine() == GuestRoutine.UDIVMODDI4)
        .forEach(row -> assertTrue(row.length() <= Fingerprints.LONGEST_CALLEE));
  }

  /** Every bit counts but those that a linker writes. */
  @Test
  void everyHalfwordCounts() {
    Fingerprint known = recogniser.find(memory, division);
    assertEquals(GuestRoutine.ULDIVMOD, known.routine());
    int start = division & ~1;
    for (int offset = 0; offset < known.length(); offset += 2) {
      change(start + offset);
      boolean open = offset == known.open()[0] || offset == known.open()[0] + 2;
      assertEquals(open, recogniser.find(memory, division) != null, "offset " + offset);
      change(start + offset);
    }
    assertNotNull(recogniser.find(memory, division));
  }

  @Test
  void calleeCounts() {
    Fingerprint known = recogniser.find(memory, division);
    int callee = known.callee(memory, division & ~1, known.calls()[0]);
    assertEquals(GuestRoutine.UDIVMODDI4, recogniser.find(memory, callee).routine());
    change((callee & ~1) + 100);
    assertNull(recogniser.find(memory, division));
  }

  @Test
  void instructionSetCounts() {
    assertNull(recogniser.find(memory, division & ~1));
  }

  @Test
  void neverFaults() {
    assertNull(recogniser.find(memory, 0x7000_0001));
    memory.setPermissions(division & ~1, 1, GuestMemory.READ);
    assertNull(recogniser.find(memory, division));
  }

  @Test
  void olderProcessorsRunTheGuestsCode() {
    var old = new Translator(CpuModel.named("arm1176").features(), Engine.AUTO);
    assertFalse(old.newSpace(memory).lookup(division) instanceof RecognisedUnit);
  }

  @Test
  void interpreterRunsTheGuestsCode() {
    var interpreting = new Translator(Features.max(), Engine.INTERP);
    assertFalse(interpreting.newSpace(memory).lookup(division) instanceof RecognisedUnit);
  }

  /** Code that is written over is what it now says, in the routine and in what it calls. */
  @Test
  void changedCodeIsRun() {
    CodeSpace space = new Translator(Features.max(), Engine.AUTO).newSpace(memory);
    Unit unit = space.lookup(division);
    assertInstanceOf(RecognisedUnit.class, unit);
    Fingerprint known = recogniser.find(memory, division);
    int callee = known.callee(memory, division & ~1, known.calls()[0]);
    assertEquals(14, divide(space));

    memory.setPermissions(callee & ~1, 1, GuestMemory.READ | GuestMemory.WRITE);
    memory.store32(callee & ~1, 0x4770_2007); // movs r0, #7; bx lr
    memory.setPermissions(callee & ~1, 1, GuestMemory.READ | GuestMemory.EXECUTE);
    assertTrue(space.invalidate(callee & ~1, 4));
    assertTrue(unit.stale);
    assertEquals(7, divide(space));
    space.close();
  }

  /** A pending signal is seen even where routines return to each other for ever. */
  @Test
  void looksForPendingWork() {
    CodeSpace space = new Translator(Features.max(), Engine.AUTO).newSpace(memory);
    var cpu = cpu(space);
    cpu.pending = 1;
    assertEquals(Unit.EXIT, space.lookup(division).run(cpu, 1));
    assertEquals(Exit.PENDING, cpu.exit);
    assertEquals(division, cpu.location());
    assertEquals(100, cpu.r0);
    space.close();
  }

  /** Compiled code of the routine serves the unit in front of it and does not take its place. */
  @Test
  void keepsItsPlace() {
    CodeSpace space = new Translator(Features.max(), Engine.AUTO).newSpace(memory);
    Unit unit = space.lookup(division);
    Unit compiled =
        new Translator(Features.max(), Engine.JIT, KernelCall.Table.NONE, null, null, false)
            .newSpace(memory)
            .lookup(division);
    int start = division & ~1;
    assertFalse(unit.isCompiled());
    assertTrue(
        space.install(
            new UnitEntry(division, false),
            compiled,
            space.version(),
            new int[] {start, start + 48},
            new int[0],
            Set.of()));
    assertTrue(unit.isCompiled());
    assertEquals(unit, space.lookup(division));
    assertFalse(unit.stale);
    space.close();
  }

  private int divide(CodeSpace space) {
    CpuState cpu = cpu(space);
    int location = division;
    while (location != RETURN) {
      location = space.lookup(location).run(cpu, 1);
    }
    return cpu.r0;
  }

  /** About to divide 100 by 7. */
  private CpuState cpu(CodeSpace space) {
    var cpu = new CpuState();
    cpu.memory = memory;
    cpu.code = space;
    cpu.r0 = 100;
    cpu.r2 = 7;
    cpu.r13 = 0x6000_0000;
    cpu.r14 = RETURN;
    memory.setPermissions(0x5fff_f000, 1, GuestMemory.READ | GuestMemory.WRITE);
    return cpu;
  }

  private void change(int address) {
    int page = address & -GuestMemory.PAGE_SIZE;
    memory.setPermissions(page, 1, GuestMemory.READ | GuestMemory.WRITE);
    memory.store16(address, memory.load16(address) ^ 0x10);
    memory.setPermissions(page, 1, GuestMemory.READ | GuestMemory.EXECUTE);
  }
}
