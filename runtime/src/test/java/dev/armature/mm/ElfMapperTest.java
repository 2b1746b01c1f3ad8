package dev.armature.mm;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.armature.abi.Errno;
import dev.armature.elf.ByteSource;
import dev.armature.elf.ElfFormatException;
import dev.armature.elf.ElfImage;
import dev.armature.elf.LoadPlan;
import dev.armature.host.HostDescriptors;
import dev.armature.host.HostFiles;
import dev.armature.machine.GuestFault;
import dev.armature.machine.GuestMemory;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ElfMapperTest {
  private static final int PAGE = 4096;

  @TempDir Path dir;
  private final AddressSpace mm = TestSpaces.create();
  private final GuestMemory memory = mm.memory();
  private int fd = -1;

  @AfterEach
  void close() {
    HostDescriptors.close(fd);
    mm.put();
  }

  /** Text of one page and a bit, data that starts in the last page of the text, then zero pages. */
  private LoadPlan program(int type, long textAddress) throws IOException, ElfFormatException {
    byte[] bytes = new byte[3 * PAGE];
    Arrays.fill(bytes, 0x1000, bytes.length, (byte) 0x55);
    ByteBuffer file = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
    file.putInt(0, 0x464c_457f).putShort(4, (short) 0x0101).put(6, (byte) 1);
    file.putShort(16, (short) type).putShort(18, (short) 40);
    file.putInt(24, (int) textAddress + 0x100).putInt(28, 52).putInt(36, 0x0500_0000);
    file.putShort(42, (short) 32).putShort(44, (short) 2);
    header(file, 52, 0, textAddress, 0x1400, 0x1400, 5);
    header(file, 84, 0x1400, textAddress + 0x2400, 0x100, 0x3000, 6);
    Path path = Files.write(dir.resolve("program"), bytes);
    fd = HostFiles.openat(HostFiles.AT_FDCWD, path.toString(), HostFiles.O_RDONLY, 0);
    return ElfImage.parse(ByteSource.of(bytes), ElfImage.Role.PROGRAM).plan(AddressSpace.TASK_SIZE);
  }

  private static void header(
      ByteBuffer file, int at, int offset, long address, int filesz, int memsz, int flags) {
    file.putInt(at, 1).putInt(at + 4, offset).putInt(at + 8, (int) address);
    file.putInt(at + 16, filesz).putInt(at + 20, memsz).putInt(at + 24, flags);
    file.putInt(at + 28, PAGE);
  }

  private int map(LoadPlan plan, long bias) {
    return ElfMapper.map(mm, plan, new MapSource(fd, "/program", true, false), bias);
  }

  @Test
  void segmentsTailsAndZeroPages() throws IOException, ElfFormatException {
    LoadPlan plan = program(2, 0x1_0000);
    assertEquals(0, ElfMapper.programBias(mm, plan));
    assertEquals(0, map(plan, 0));
    assertEquals(0x464c_457f, memory.load32(0x1_0000));
    assertEquals(0x5555_5555, memory.fetch32(0x1_1000));
    // Data: the page holds what the file has before it, the data, and zeroes to its end.
    assertEquals(0x5555_5555, memory.load32(0x1_23fc));
    assertEquals(0x5555_5555, memory.load32(0x1_24fc));
    assertEquals(0, memory.load32(0x1_2500));
    assertEquals(0, memory.load32(0x1_2ffc));
    assertEquals(0, memory.load32(0x1_5ffc));
    memory.store32(0x1_5ffc, 1);
    assertThrows(GuestFault.class, () -> memory.load32(0x1_6000));
    assertThrows(GuestFault.class, () -> memory.store32(0x1_0000, 1));
    assertThrows(GuestFault.class, () -> memory.fetch32(0x1_2000));
    assertArrayEquals(
        new long[] {0x1_0000, 0x1_2000, 0x1_3000},
        mm.snapshot().stream().mapToLong(Vma::start).toArray());
    assertEquals(0x1_6000, plan.end());
  }

  @Test
  void positionIndependentProgramsGoAmongTheMappings() throws IOException, ElfFormatException {
    LoadPlan plan = program(3, 0);
    long bias = ElfMapper.programBias(mm, plan);
    assertTrue(bias > 0x4000_0000L && bias + plan.span() < AddressSpace.TASK_SIZE);
    assertEquals(0, map(plan, bias));
    assertEquals(0x464c_457f, memory.load32((int) bias));
    long second = ElfMapper.programBias(mm, plan);
    assertEquals(bias - plan.span(), second);
    assertEquals(0, map(plan, second));
    assertEquals(-Errno.EEXIST, map(plan, second));
  }

  @Test
  void aProgramMayNotLieInTheFirstPage() throws IOException, ElfFormatException {
    assertEquals(-Errno.EPERM, map(program(2, 0), 0));
    assertEquals(List.of(), mm.snapshot());
  }

  @Test
  void limitsHoldForPrograms() throws IOException, ElfFormatException {
    TestSpaces.Limits limits = new TestSpaces.Limits();
    limits.addressSpace = 4 * PAGE;
    mm.setLimits(limits);
    assertEquals(-Errno.ENOMEM, map(program(2, 0x1_0000), 0));
  }
}
