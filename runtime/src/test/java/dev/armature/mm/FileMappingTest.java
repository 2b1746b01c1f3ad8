package dev.armature.mm;

import static dev.armature.abi.Mman.MAP_FIXED;
import static dev.armature.abi.Mman.MAP_PRIVATE;
import static dev.armature.abi.Mman.MAP_SHARED;
import static dev.armature.abi.Mman.MAP_SHARED_VALIDATE;
import static dev.armature.abi.Mman.MAP_SYNC;
import static dev.armature.abi.Mman.MS_SYNC;
import static dev.armature.abi.Mman.PROT_EXEC;
import static dev.armature.abi.Mman.PROT_READ;
import static dev.armature.abi.Mman.PROT_WRITE;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.armature.abi.Errno;
import dev.armature.abi.Mman;
import dev.armature.host.HostDescriptors;
import dev.armature.host.HostFiles;
import dev.armature.machine.GuestFault;
import dev.armature.machine.GuestFault.Access;
import dev.armature.machine.GuestMemory;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FileMappingTest {
  private static final int PAGE = 4096;
  private static final int RW = PROT_READ | PROT_WRITE;
  private static final int AT = 0x1000_0000;

  @TempDir Path dir;
  private final AddressSpace mm = TestSpaces.create();
  private final GuestMemory memory = mm.memory();
  private Path file;
  private int fd;

  @BeforeEach
  void open() throws IOException {
    byte[] content = new byte[PAGE + 100];
    Arrays.fill(content, (byte) 'a');
    file = Files.write(dir.resolve("file"), content);
    fd = HostFiles.openat(HostFiles.AT_FDCWD, file.toString(), HostFiles.O_RDWR, 0);
    assertTrue(fd >= 0);
  }

  @AfterEach
  void close() {
    HostDescriptors.close(fd);
    mm.put();
  }

  private int map(int pages, int prot, int type, int offset) {
    MapSource source = new MapSource(fd, file.toString(), true, true);
    return mm.mmap(AT, pages * PAGE, prot, type | MAP_FIXED, source, offset);
  }

  @Test
  void theRestOfTheLastPageIsZeroAndPagesBehindItAreSigbus() {
    assertEquals(AT, map(4, RW, MAP_PRIVATE, 0));
    assertEquals('a', memory.load8(AT + PAGE + 99));
    assertEquals(0, memory.load8(AT + PAGE + 100));
    assertThrows(GuestFault.class, () -> memory.load8(AT + 2 * PAGE));
    assertEquals(MemoryFault.BUS_ADRERR, mm.fault(AT + 2 * PAGE, Access.READ));
    assertEquals(MemoryFault.SEGV_ACCERR, mm.fault(AT + 2 * PAGE, Access.EXECUTE));
    assertEquals(0, mm.uaccess().accessible(AT + 2 * PAGE, 1, Access.READ));
    assertEquals(2 * PAGE, mm.uaccess().accessible(AT, 4 * PAGE, Access.READ));
  }

  @Test
  void aFileThatGrowsOrShrinksUnderItsMapping() {
    map(4, RW, MAP_SHARED, 0);
    assertEquals(0, HostDescriptors.ftruncate(fd, 3 * PAGE));
    memory.store8(AT + 2 * PAGE, 'x');
    assertEquals(0, HostDescriptors.ftruncate(fd, PAGE));
    mm.fileTruncated(MappedFile.identify(fd));
    assertEquals('a', memory.load8(AT));
    assertThrows(GuestFault.class, () -> memory.load8(AT + PAGE));
    assertEquals(MemoryFault.BUS_ADRERR, mm.fault(AT + PAGE, Access.WRITE));
  }

  @Test
  void privateStoresStayPrivate() throws IOException {
    map(2, RW, MAP_PRIVATE, 0);
    memory.store8(AT, 'b');
    assertEquals('a', Files.readAllBytes(file)[0]);
    mm.madvise(AT, PAGE, Mman.MADV_DONTNEED);
    assertEquals('a', memory.load8(AT));
  }

  @Test
  void sharedStoresReachTheFile() throws IOException {
    map(2, RW, MAP_SHARED, 0);
    memory.store8(AT, 'b');
    assertEquals(0, mm.msync(AT, PAGE, MS_SYNC));
    assertEquals('b', Files.readAllBytes(file)[0]);
    assertEquals(0, mm.munmap(AT, 2 * PAGE));
    assertEquals('b', Files.readAllBytes(file)[0]);
  }

  @Test
  void aMappingOutlivesItsDescriptorAndGivesItBack() {
    int before = openDescriptors();
    map(2, PROT_READ, MAP_PRIVATE, 0);
    mm.mprotect(AT, PAGE, RW);
    assertEquals(before + 1, openDescriptors());
    mm.munmap(AT, PAGE);
    assertEquals('a', memory.load8(AT + PAGE));
    assertEquals(before + 1, openDescriptors());
    AddressSpace child = mm.fork();
    mm.munmap(AT + PAGE, PAGE);
    assertEquals('a', child.memory().load8(AT + PAGE));
    child.put();
    assertEquals(before, openDescriptors());
  }

  private static int openDescriptors() {
    String[] names = new java.io.File("/proc/self/fd").list();
    return names.length;
  }

  @Test
  void theOffsetCounts() {
    assertEquals(AT, map(1, PROT_READ, MAP_PRIVATE, 1));
    assertEquals('a', memory.load8(AT + 99));
    assertEquals(0, memory.load8(AT + 100));
    assertEquals(-Errno.EOVERFLOW, map(2, PROT_READ, MAP_PRIVATE, -1));
  }

  @Test
  void openModesAreHeld() {
    MapSource readOnly = new MapSource(fd, "f", true, false);
    MapSource writeOnly = new MapSource(fd, "f", false, true);
    MapSource noexec = new MapSource(fd, "f", true, true, false, true);
    assertEquals(-Errno.EACCES, mm.mmap(AT, PAGE, RW, MAP_SHARED, readOnly, 0));
    assertEquals(-Errno.EACCES, mm.mmap(AT, PAGE, PROT_READ, MAP_PRIVATE, writeOnly, 0));
    assertEquals(-Errno.EPERM, mm.mmap(AT, PAGE, PROT_EXEC, MAP_PRIVATE, noexec, 0));
    assertEquals(-Errno.EINVAL, mm.mmap(AT, PAGE, PROT_READ, 0, readOnly, 0));
    int sync = MAP_SHARED_VALIDATE | MAP_SYNC;
    assertEquals(-Errno.EOPNOTSUPP, mm.mmap(AT, PAGE, PROT_READ, sync, readOnly, 0));

    assertEquals(AT, mm.mmap(AT, PAGE, PROT_READ, MAP_SHARED, readOnly, 0));
    assertEquals('a', memory.load8(AT));
    assertEquals(-Errno.EACCES, mm.mprotect(AT, PAGE, RW));
    int mapped = mm.mmap(0, PAGE, PROT_READ, MAP_PRIVATE, noexec, 0);
    assertEquals(-Errno.EACCES, mm.mprotect(mapped, PAGE, PROT_EXEC));
    assertEquals(AT, mm.mmap(AT, PAGE, RW, MAP_PRIVATE | MAP_FIXED, readOnly, 0));
    memory.store8(AT, 1);
  }

  @Test
  void whatTheHostCannotMapIsEnodev() {
    int directory = HostFiles.openat(HostFiles.AT_FDCWD, dir.toString(), HostFiles.O_RDONLY, 0);
    MapSource source = new MapSource(directory, "d", true, false);
    assertEquals(-Errno.ENODEV, mm.mmap(AT, PAGE, PROT_READ, MAP_PRIVATE, source, 0));
    HostDescriptors.close(directory);
    assertEquals(0, mm.snapshot().size());
    assertThrows(GuestFault.class, () -> memory.load8(AT));
  }

  @Test
  void devicesHaveNoEnd() {
    int zero = HostFiles.openat(HostFiles.AT_FDCWD, "/dev/zero", HostFiles.O_RDWR, 0);
    MapSource source = new MapSource(zero, "/dev/zero", true, true);
    assertEquals(AT, mm.mmap(AT, 3 * PAGE, RW, MAP_PRIVATE | MAP_FIXED, source, 5));
    memory.store32(AT + 2 * PAGE, 1);
    HostDescriptors.close(zero);
  }

  @Test
  void forkCopiesPrivatePagesThatWereWritten() throws IOException {
    map(2, RW, MAP_PRIVATE, 0);
    memory.store8(AT, 'p');
    AddressSpace child = mm.fork();
    try {
      assertEquals('p', child.memory().load8(AT));
      assertEquals('a', child.memory().load8(AT + PAGE));
      child.memory().store8(AT + PAGE, 'c');
      assertEquals('a', memory.load8(AT + PAGE));
      assertEquals('a', Files.readAllBytes(file)[0]);
    } finally {
      child.put();
    }
  }

  @Test
  void residentPages() {
    map(2, RW, MAP_SHARED, 0);
    byte[] resident = new byte[2];
    memory.load8(AT);
    assertEquals(0, mm.mincore(AT, 2 * PAGE, resident));
    assertArrayEquals(new byte[] {1, 1}, resident);
    assertEquals(-Errno.ENOMEM, mm.mincore(AT, 3 * PAGE, new byte[3]));
    assertEquals(-Errno.EINVAL, mm.mincore(AT + 1, PAGE, resident));
  }

  @Test
  void accessFromOutsideLooksAtAreasAndNotAtProtection() {
    map(4, PROT_READ | PROT_EXEC, MAP_PRIVATE, 0);
    byte[] bytes = new byte[4 * PAGE];
    assertEquals(2 * PAGE - 8, mm.accessRemote(AT + 8, bytes, 4 * PAGE, false));
    assertEquals('a', bytes[PAGE]);
    assertEquals(0, mm.accessRemote(AT - 4, bytes, 4, false));
    assertEquals(4, mm.accessRemote(AT + PAGE - 2, new byte[] {1, 2, 3, 4}, 4, true));
    assertEquals(0x0403_0201, memory.load32(AT + PAGE - 2));
    assertEquals(AT, TestSpaces.invalidated(mm).getFirst().start());
    map(1, PROT_READ, MAP_SHARED, 0);
    assertEquals('a', memory.load8(AT), "the file is as it was");
    assertEquals(0, mm.accessRemote(AT, bytes, 4, true));
    mm.mprotect(AT, PAGE, RW);
    assertEquals(4, mm.accessRemote(AT, new byte[4], 4, true));
  }
}
