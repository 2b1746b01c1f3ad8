package dev.armature.recognise;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.armature.cache.CodeSpace;
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
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

/**
 * What stands for a routine must do what the routine does: every one that is recognised in the
 * prebuilt programs, with random and odd arguments, against the guest's own code.
 */
class RecognisedRoutinesTest {
  private static final Path BINARIES = Path.of("..", "test-binaries", "bin");
  private static final int TRIES = Integer.getInteger("armature.test.calls", 1000);

  /** Where the routines return to; nothing is there. */
  private static final int RETURN = 0x7000_0000;

  private static final int STACK = 0x6000_0000;

  /** Pages that may be written, then one that may be read, with nothing before and behind. */
  private static final int DATA = 0x5000_0000;

  private static final int DATA_PAGES = 4;
  private static final int DATA_END = DATA + DATA_PAGES * GuestMemory.PAGE_SIZE;

  private static final Set<GuestRoutine> GLIBC =
      EnumSet.complementOf(EnumSet.of(GuestRoutine.UDIVMODDI4, GuestRoutine.STRCMP));

  private final Map<GuestRoutine, Integer> replaced = new EnumMap<>(GuestRoutine.class);
  private final Set<Exit> exits = EnumSet.noneOf(Exit.class);

  @Test
  void musl() throws IOException {
    compare(BINARIES.resolve("kernel-wide"), 0);
    compare(BINARIES.resolve("kernel-strings"), 0);
    assertReplaced(
        EnumSet.of(
            GuestRoutine.UIDIV,
            GuestRoutine.UIDIVMOD,
            GuestRoutine.ULDIVMOD,
            GuestRoutine.LDIVMOD,
            GuestRoutine.MEMCPY,
            GuestRoutine.MEMSET,
            GuestRoutine.MEMCHR,
            GuestRoutine.MEMCMP,
            GuestRoutine.STPCPY,
            GuestRoutine.STRCHRNUL,
            GuestRoutine.STRLEN));
  }

  @Test
  void glibc() throws IOException {
    compare(BINARIES.resolve("glibc-static"), 0);
    assertReplaced(GLIBC);
  }

  @Test
  void sharedGlibc() throws IOException {
    String root = System.getenv("ARMATURE_ARMHF_ROOT");
    assumeTrue(root != null, "ARMATURE_ARMHF_ROOT names no ARM system");
    Path libraries = Path.of(root, "lib", "arm-linux-gnueabihf");
    assumeTrue(Files.exists(libraries.resolve("libc.so.6")), "no libc.so.6 in it");
    // Its memcmp protects its stack by way of the global offset table, which is not filled here.
    compare(libraries.resolve("libc.so.6"), 0x4000_0000, GuestRoutine.MEMCMP);
    compare(libraries.resolve("ld-linux-armhf.so.3"), 0x4100_0000);
    var all = EnumSet.copyOf(GLIBC);
    all.remove(GuestRoutine.MEMCMP);
    assertReplaced(all);
  }

  private void assertReplaced(Set<GuestRoutine> routines) {
    for (GuestRoutine routine : routines) {
      int least = TRIES / 20;
      assertTrue(
          replaced.getOrDefault(routine, 0) > least, routine + " hardly replaced: " + replaced);
    }
    assertTrue(exits.containsAll(EnumSet.of(Exit.NONE, Exit.DATA_ABORT, Exit.KERNEL)));
  }

  private void compare(Path program, int bias, GuestRoutine... but) throws IOException {
    try (Arena arena = Arena.ofConfined()) {
      GuestMemory memory = SmallMemory.create(arena);
      List<RoutineCode.Found> found = RoutineCode.load(memory, program, bias);
      int readWrite = GuestMemory.READ | GuestMemory.WRITE;
      memory.setPermissions(STACK - 0x10000, 16, readWrite);
      memory.setPermissions(DATA, DATA_PAGES - 1, readWrite);
      memory.setPermissions(DATA_END - GuestMemory.PAGE_SIZE, 1, GuestMemory.READ);
      // The same engine: what a refused STM has stored before is the implementation's choice.
      var guests =
          new Translator(Features.max(), Engine.JIT, KernelCall.Table.NONE, null, null, false)
              .newSpace(memory);
      var ours = new Translator(Features.max(), Engine.JIT).newSpace(memory);
      for (RoutineCode.Found routine : found) {
        if (routine.routine() != GuestRoutine.UDIVMODDI4
            && !List.of(but).contains(routine.routine())) {
          compare(memory, guests, ours, routine);
        }
      }
      guests.close();
      ours.close();
    }
  }

  private void compare(
      GuestMemory memory, CodeSpace guests, CodeSpace ours, RoutineCode.Found found) {
    var random = new Random(found.location());
    for (int i = 0; i < TRIES; i++) {
      long seed = random.nextLong();
      String what = "%s at %08x, seed %d".formatted(found.routine(), found.location(), seed);
      CpuState expected = call(memory, guests, found, seed);
      byte[] expectedData = data(memory);
      CpuState actual = call(memory, ours, found, seed);
      boolean done = actual.recognised != 0;
      replaced.merge(found.routine(), done ? 1 : 0, Integer::sum);
      exits.add(expected.exit);
      assertEquals(expected.exit, actual.exit, what);
      if (expected.exit == Exit.NONE) {
        assertEquals(results(found.routine(), expected), results(found.routine(), actual), what);
      } else {
        assertTrue(!done, what);
        assertEquals(all(expected), all(actual), what);
      }
      assertEquals(-1, Arrays.mismatch(expectedData, data(memory)), what);
    }
  }

  private static byte[] data(GuestMemory memory) {
    return memory.codeBytes(DATA, DATA_END);
  }

  /** The registers that the procedure call standard lets a caller look at. */
  private static String results(GuestRoutine routine, CpuState cpu) {
    int results =
        switch (routine) {
          case ULDIVMOD, LDIVMOD -> 4;
          case UIDIVMOD, IDIVMOD -> 2;
          default -> 1;
        };
    var text = new StringBuilder();
    for (int i = 0; i < 14; i++) {
      if (i < results || i > 3 && i != 12) {
        text.append(" %08x".formatted(cpu.r(i)));
      }
    }
    for (int i = 8; i < 16; i++) {
      text.append(" %016x".formatted(cpu.d(i)));
    }
    return text.append(" %08x".formatted(cpu.fullFpscr())).toString();
  }

  private static String all(CpuState cpu) {
    var text = new StringBuilder("pc %08x, flags %08x:".formatted(cpu.location(), cpu.cpsr()));
    for (int i = 0; i < 15; i++) {
      text.append(" %08x".formatted(cpu.r(i)));
    }
    for (int i = 0; i < 32; i++) {
      text.append(" %016x".formatted(cpu.d(i)));
    }
    return text.append(cpu.exit == Exit.DATA_ABORT ? cpu.fault.getMessage() : "").toString();
  }

  private static CpuState call(
      GuestMemory memory, CodeSpace space, RoutineCode.Found found, long seed) {
    var random = new Random(seed);
    var cpu = new CpuState();
    cpu.memory = memory;
    cpu.code = space;
    // Division by zero ends in raise; that it gets there is enough.
    cpu.kernel = (c, immediate) -> c.leave(c.location(), Exit.KERNEL);
    for (int i = 0; i < 13; i++) {
      cpu.setR(i, random.nextInt());
    }
    for (int i = 0; i < 32; i++) {
      cpu.setD(i, random.nextLong());
    }
    cpu.setFlags(random.nextInt());
    cpu.r13 = STACK - 0x100;
    cpu.r14 = RETURN | random.nextInt(2);
    fill(memory, random);
    arguments(found.routine(), cpu, memory, random);
    cpu.exit = Exit.NONE;
    int link = cpu.r14;
    int location = found.location();
    while (location != link) {
      location = space.lookup(location).run(cpu, 1);
      if (location == Unit.EXIT) {
        assertTrue(cpu.exit != Exit.NONE);
        return cpu;
      }
    }
    return cpu;
  }

  private static void fill(GuestMemory memory, Random random) {
    // Few different bytes, so that long stretches are equal.
    int[] bytes = {random.nextInt(), random.nextInt(), 0x61, 0x61, 0x61, 0x61, 0x80, 0};
    boolean zeros = random.nextInt(4) == 0;
    boolean equal = random.nextBoolean();
    int end = DATA_END - GuestMemory.PAGE_SIZE;
    var words = new long[64];
    for (int i = 0; i < words.length * 8; i++) {
      long value = equal ? 0x61 : bytes[random.nextInt(zeros ? 8 : 7)];
      words[i >> 3] = words[i >> 3] << 8 | value & 0xff;
    }
    for (int at = DATA; at < end; at += 8) {
      memory.store64(at, words[at >> 3 & words.length - 1]);
    }
    for (int i = random.nextInt(4); i > 0; i--) {
      memory.store8(DATA + random.nextInt(end - DATA), zeros ? 0 : random.nextInt());
    }
  }

  private static void arguments(
      GuestRoutine routine, CpuState cpu, GuestMemory memory, Random random) {
    switch (routine) {
      case UIDIV, UIDIVMOD, IDIV, IDIVMOD, ULDIVMOD, LDIVMOD, UDIVMODDI4 -> {
        for (int i = 0; i < 4; i++) {
          cpu.setR(i, number(random));
        }
        if (random.nextInt(3) == 0) {
          cpu.r3 = 0;
        }
        if (random.nextInt(20) == 0) {
          cpu.r1 = 0;
          cpu.r2 = 0;
          cpu.r3 = 0;
        }
      }
      case MEMSET, MEMCHR -> {
        cpu.r0 = address(random);
        cpu.r1 = random.nextBoolean() ? 0x61 : random.nextInt();
        cpu.r2 = random.nextInt(40) == 0 ? number(random) : length(random);
      }
      case MEMCPY, MEMMOVE, MEMCMP -> {
        cpu.r0 = address(random);
        cpu.r1 = address(random);
        cpu.r2 = length(random);
        if (random.nextInt(routine == GuestRoutine.MEMMOVE ? 2 : 10) == 0) {
          cpu.r1 = cpu.r0 + random.nextInt(200) - 150;
        }
      }
      case STRLEN -> cpu.r0 = address(random);
      case STRNLEN -> {
        cpu.r0 = address(random);
        cpu.r1 = random.nextInt(40) == 0 ? number(random) : length(random);
      }
      case STRCHR, STRCHRNUL, RAWMEMCHR -> {
        cpu.r0 = address(random);
        cpu.r1 = random.nextInt(4) == 0 ? 0x61 : random.nextInt(4) == 0 ? 0 : random.nextInt();
      }
      case STRCPY, STPCPY -> {
        cpu.r0 = address(random);
        cpu.r1 = address(random);
        int end = cpu.r1 + length(random);
        if (random.nextInt(4) != 0 && end >= DATA && end < DATA_END - 0x1000) {
          memory.store8(end, 0);
        }
      }
      case STRCMP, STRCMP_BY_WORDS, STRNCMP -> {
        cpu.r0 = address(random);
        cpu.r1 = address(random);
        cpu.r2 = random.nextInt(40) == 0 ? number(random) : length(random);
        if (random.nextInt(3) == 0) {
          int copied = Math.min(length(random), DATA_END - 0x1000 - Math.max(cpu.r0, cpu.r1));
          for (int i = 0; i < copied && cpu.r0 >= DATA && cpu.r1 >= DATA; i++) {
            memory.store8(cpu.r1 + i, memory.load8(cpu.r0 + i));
          }
        }
      }
    }
  }

  private static int number(Random random) {
    return switch (random.nextInt(6)) {
      case 0 -> random.nextInt(5) - 2;
      case 1 -> (1 << random.nextInt()) + random.nextInt(3) - 1;
      case 2 -> Integer.MIN_VALUE;
      case 3 -> random.nextInt() >>> random.nextInt(32);
      case 4 -> -1;
      default -> random.nextInt();
    };
  }

  /** Anywhere, or just before or behind a border between pages. */
  private static int address(Random random) {
    if (random.nextInt(3) == 0) {
      return DATA + random.nextInt(DATA_END - DATA);
    }
    int page = DATA + random.nextInt(DATA_PAGES + 1) * GuestMemory.PAGE_SIZE;
    return page + random.nextInt(200) - (random.nextInt(8) == 0 ? 100 : 200);
  }

  private static int length(Random random) {
    return switch (random.nextInt(8)) {
      case 0 -> random.nextInt(9000);
      case 1 -> random.nextInt(700);
      default -> random.nextInt(100);
    };
  }
}
