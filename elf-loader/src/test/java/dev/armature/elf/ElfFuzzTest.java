package dev.armature.elf;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/**
 * Feeds damaged files to the parser: whatever they hold, the answer is a plan whose numbers make
 * sense or an {@link ElfFormatException}.
 *
 * <p>{@code -Darmature.fuzz=N} sets the number of inputs, {@code -Darmature.fuzz.seed} the first of
 * them; input n is always the same file.
 */
class ElfFuzzTest {
  private static final long INPUTS = Long.getLong("armature.fuzz", 1_000_000);
  private static final long SEED = Long.getLong("armature.fuzz.seed", 0);

  /** Values at which arithmetic on 32-bit fields tends to go wrong. */
  private static final int[] EDGES = {
    0,
    1,
    2,
    3,
    4,
    31,
    32,
    33,
    52,
    4095,
    4096,
    4097,
    0x7fff_ffff,
    0x8000_0000,
    0xbeff_ffff,
    0xbf00_0000,
    0xffff_f000,
    0xffff_ffff,
    0x1_0000,
    0x7fff,
    0xffff
  };

  @Test
  void noInputEscapes() {
    byte[] seed = seed();
    long accepted = 0;
    for (long n = 0; n < INPUTS; n++) {
      SplittableRandom random = new SplittableRandom(SEED + n);
      byte[] file = damage(seed, random);
      if (tryFile(file, SEED + n)) {
        accepted++;
      }
    }
    // A parser that refused everything would pass the rest of this test too.
    assertTrue(accepted > INPUTS / 100, accepted + " of " + INPUTS + " accepted");
    assertTrue(accepted < INPUTS * 9 / 10, accepted + " of " + INPUTS + " accepted");
  }

  private static boolean tryFile(byte[] file, long number) {
    try {
      ScriptLine.parse(file, file.length);
    } catch (ElfFormatException e) {
      assertEquals(LoadError.ENOEXEC, e.error());
    } catch (RuntimeException e) {
      throw new AssertionError("script line of input " + number, e);
    }
    try {
      ElfImage.Role role = (number & 1) == 0 ? ElfImage.Role.PROGRAM : ElfImage.Role.INTERPRETER;
      ElfImage image = ElfImage.parse(ByteSource.of(file), role);
      assertTrue(image.describe().length() < 300);
      check(image.plan(ElfBuilder.TASK_SIZE), file.length);
      return true;
    } catch (ElfFormatException e) {
      assertTrue(!e.field().isEmpty() && !e.getMessage().isEmpty());
      return false;
    } catch (RuntimeException e) {
      throw new AssertionError("input " + number, e);
    }
  }

  private static void check(LoadPlan plan, int fileLength) {
    assertTrue(plan.start() < plan.end() && plan.end() <= ElfBuilder.TASK_SIZE);
    for (LoadSegment segment : plan.segments()) {
      assertTrue(segment.mapStart() >= plan.start() && segment.end() <= plan.end());
      assertEquals(0, (segment.mapStart() | segment.mapLength() | segment.anonLength()) & 4095);
      assertTrue(segment.mapLength() >= 0 && segment.anonLength() >= 0);
      assertTrue(segment.mapLength() + segment.anonLength() > 0);
      assertTrue(segment.zeroLength() >= 0 && segment.zeroLength() < 4096);
      if (segment.mapLength() > 0) {
        assertEquals(0, segment.fileOffset() & 4095);
        assertTrue(segment.fileOffset() >= 0 && segment.fileOffset() < fileLength);
      }
    }
  }

  /** A file with everything in it: two segments, interpreter, stack, TLS, attributes. */
  private static byte[] seed() {
    byte[] attributes = ArmAttributesTest.debianArmhf();
    ElfBuilder builder =
        new ElfBuilder(1024)
            .phdr(ElfConstants.PT_LOAD, 0, 0x10000, 600, 600, 5, 4096)
            .phdr(ElfConstants.PT_LOAD, 600, 0x11258, 100, 5000, 6, 4096)
            .phdr(ElfConstants.PT_INTERP, 400, 0x10190, 11, 11, 4, 1)
            .phdr(ElfConstants.PT_GNU_STACK, 0, 0, 0, 0, 6, 16)
            .phdr(ElfConstants.PT_TLS, 600, 0x11258, 4, 8, 4, 4)
            .text(400, "/lib/ld.so")
            .u32(32, 512)
            .u16(48, 2)
            .u32(512 + 40 + 4, ElfConstants.SHT_ARM_ATTRIBUTES)
            .u32(512 + 40 + 16, 700)
            .u32(512 + 40 + 20, attributes.length);
    for (int i = 0; i < attributes.length; i++) {
      builder.u8(700 + i, attributes[i]);
    }
    return builder.build();
  }

  private static byte[] damage(byte[] seed, SplittableRandom random) {
    int length = random.nextInt(20) == 0 ? random.nextInt(seed.length) : seed.length;
    byte[] file = new byte[length];
    if (random.nextInt(50) == 0) {
      random.nextBytes(file);
      for (int i = 0; i < Math.min(length, 2); i++) {
        file[i] = (byte) "#!".charAt(i);
      }
      return file;
    }
    System.arraycopy(seed, 0, file, 0, length);
    for (int changes = random.nextInt(5); changes > 0 && length > 4; changes--) {
      change(file, random);
    }
    return file;
  }

  private static void change(byte[] file, SplittableRandom random) {
    // Most of the interesting bytes are headers: the file's, the program's, the attributes'.
    int area = random.nextInt(8);
    int at =
        switch (area) {
          case 0 -> random.nextInt(file.length);
          case 1 -> random.nextInt(52);
          case 2 -> 700 + random.nextInt(60);
          case 3 -> 512 + random.nextInt(80);
          default -> 52 + random.nextInt(5 * 32);
        };
    if (random.nextBoolean()) {
      at &= ~3;
    }
    if (at + 4 > file.length) {
      return;
    }
    switch (random.nextInt(4)) {
      case 0 -> file[at] = (byte) random.nextInt();
      case 1 -> file[at] ^= (byte) (1 << random.nextInt(8));
      case 2 -> put(file, at, EDGES[random.nextInt(EDGES.length)]);
      default -> put(file, at, random.nextInt() >>> random.nextInt(32));
    }
  }

  private static void put(byte[] file, int at, int value) {
    for (int i = 0; i < 4; i++) {
      file[at + i] = (byte) (value >>> (8 * i));
    }
  }
}
