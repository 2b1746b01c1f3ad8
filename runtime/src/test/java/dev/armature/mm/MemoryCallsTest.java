package dev.armature.mm;

import static dev.armature.abi.Mman.MADV_DOFORK;
import static dev.armature.abi.Mman.MADV_DONTFORK;
import static dev.armature.abi.Mman.MADV_DONTNEED;
import static dev.armature.abi.Mman.MADV_FREE;
import static dev.armature.abi.Mman.MADV_POPULATE_WRITE;
import static dev.armature.abi.Mman.MADV_REMOVE;
import static dev.armature.abi.Mman.MADV_WIPEONFORK;
import static dev.armature.abi.Mman.MAP_ANONYMOUS;
import static dev.armature.abi.Mman.MAP_FIXED;
import static dev.armature.abi.Mman.MAP_LOCKED;
import static dev.armature.abi.Mman.MAP_PRIVATE;
import static dev.armature.abi.Mman.MAP_SHARED;
import static dev.armature.abi.Mman.MCL_CURRENT;
import static dev.armature.abi.Mman.MCL_FUTURE;
import static dev.armature.abi.Mman.MREMAP_DONTUNMAP;
import static dev.armature.abi.Mman.MREMAP_FIXED;
import static dev.armature.abi.Mman.MREMAP_MAYMOVE;
import static dev.armature.abi.Mman.MS_ASYNC;
import static dev.armature.abi.Mman.MS_INVALIDATE;
import static dev.armature.abi.Mman.MS_SYNC;
import static dev.armature.abi.Mman.PROT_NONE;
import static dev.armature.abi.Mman.PROT_READ;
import static dev.armature.abi.Mman.PROT_WRITE;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.armature.abi.Errno;
import dev.armature.machine.GuestFault;
import dev.armature.machine.GuestMemory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** mremap, madvise, msync and the mlock family. */
class MemoryCallsTest {
  private static final int PAGE = 4096;
  private static final int RW = PROT_READ | PROT_WRITE;
  private static final int ANON = MAP_PRIVATE | MAP_ANONYMOUS;
  private static final int AT = 0x1000_0000;
  private static final int TO = 0x2000_0000;

  private final TestSpaces.Limits limits = new TestSpaces.Limits();
  private final AddressSpace mm = TestSpaces.create(limits);
  private final GuestMemory memory = mm.memory();

  @AfterEach
  void close() {
    mm.put();
  }

  private int map(int address, int pages, int prot) {
    return mm.mmap(address, pages * PAGE, prot, ANON | MAP_FIXED, null, 0);
  }

  @Test
  void mremapGrowsInPlaceOrMoves() {
    map(AT, 2, RW);
    memory.store32(AT + PAGE, 5);
    assertEquals(AT, mm.mremap(AT, 2 * PAGE, 4 * PAGE, 0, 0));
    memory.store32(AT + 3 * PAGE, 6);
    map(AT + 4 * PAGE, 1, PROT_READ);
    assertEquals(-Errno.ENOMEM, mm.mremap(AT, 4 * PAGE, 5 * PAGE, 0, 0));
    int moved = mm.mremap(AT, 4 * PAGE, 600 * PAGE, MREMAP_MAYMOVE, 0);
    assertEquals(5, memory.load32(moved + PAGE));
    assertEquals(6, memory.load32(moved + 3 * PAGE));
    assertEquals(0, memory.load32(moved + 599 * PAGE));
    assertThrows(GuestFault.class, () -> memory.load32(AT));
    // Large enough for the host to move the pages.
    memory.store32(moved + 599 * PAGE, 7);
    assertEquals(TO, mm.mremap(moved, 600 * PAGE, 600 * PAGE, MREMAP_MAYMOVE | MREMAP_FIXED, TO));
    assertEquals(5, memory.load32(TO + PAGE));
    assertEquals(7, memory.load32(TO + 599 * PAGE));
    assertEquals(TO, mm.mremap(TO, 600 * PAGE, PAGE, 0, 0));
    assertThrows(GuestFault.class, () -> memory.load32(TO + PAGE));
    assertEquals(moved, mm.mmap(moved, 600 * PAGE, RW, ANON, null, 0));
    assertEquals(0, memory.load32(moved + 599 * PAGE));
  }

  @Test
  void mremapThatKeepsTheOldPlace() {
    map(AT, 300, RW);
    memory.store32(AT, 5);
    int flags = MREMAP_MAYMOVE | MREMAP_FIXED | MREMAP_DONTUNMAP;
    assertEquals(TO, mm.mremap(AT, 300 * PAGE, 300 * PAGE, flags, TO));
    assertEquals(5, memory.load32(TO));
    assertEquals(0, memory.load32(AT));
    memory.store32(AT, 9);
    assertEquals(5, memory.load32(TO));
  }

  @Test
  void mremapOfSharedMemoryDuplicates() {
    int shared = mm.mmap(AT, 2 * PAGE, RW, MAP_SHARED | MAP_ANONYMOUS, null, 0);
    int twin = mm.mremap(shared, 0, 2 * PAGE, MREMAP_MAYMOVE, 0);
    memory.store32(shared + PAGE, 42);
    assertEquals(42, memory.load32(twin + PAGE));
  }

  @Test
  void mremapErrors() {
    map(AT, 2, RW);
    assertEquals(-Errno.EINVAL, mm.mremap(AT, PAGE, PAGE, 8, 0));
    assertEquals(-Errno.EINVAL, mm.mremap(AT + 1, PAGE, PAGE, 0, 0));
    assertEquals(-Errno.EINVAL, mm.mremap(AT, PAGE, 0, 0, 0));
    assertEquals(-Errno.EINVAL, mm.mremap(AT, PAGE, PAGE, MREMAP_FIXED, TO));
    assertEquals(-Errno.EFAULT, mm.mremap(TO, PAGE, 2 * PAGE, 0, 0));
    assertEquals(-Errno.EFAULT, mm.mremap(AT, 3 * PAGE, 4 * PAGE, MREMAP_MAYMOVE, 0));
    assertEquals(-Errno.EINVAL, mm.mremap(AT, 0, PAGE, MREMAP_MAYMOVE, 0));
    int fixed = MREMAP_MAYMOVE | MREMAP_FIXED;
    assertEquals(-Errno.EINVAL, mm.mremap(AT, 2 * PAGE, 2 * PAGE, fixed, AT + PAGE));
    limits.addressSpace = 3 * PAGE;
    assertEquals(-Errno.ENOMEM, mm.mremap(AT, 2 * PAGE, 4 * PAGE, MREMAP_MAYMOVE, 0));
  }

  @Test
  void madviseDontneedZeroes() {
    map(AT, 3, RW);
    memory.store32(AT + PAGE, 5);
    memory.store32(AT + 2 * PAGE, 6);
    assertEquals(0, mm.madvise(AT + PAGE, PAGE, MADV_DONTNEED));
    assertEquals(0, memory.load32(AT + PAGE));
    assertEquals(6, memory.load32(AT + 2 * PAGE));
    assertEquals(-Errno.ENOMEM, mm.madvise(AT + 2 * PAGE, 2 * PAGE, MADV_DONTNEED));
    assertEquals(0, memory.load32(AT + 2 * PAGE));
    assertEquals(-Errno.EINVAL, mm.madvise(AT, PAGE, 999));
    assertEquals(-Errno.EINVAL, mm.madvise(AT + 1, PAGE, MADV_DONTNEED));
    assertEquals(0, mm.madvise(AT, PAGE, MADV_FREE));
    assertEquals(-Errno.EINVAL, mm.madvise(AT, PAGE, MADV_REMOVE));
    assertEquals(0, mm.madvise(AT, 3 * PAGE, MADV_POPULATE_WRITE));
    assertEquals(3, mm.use().resident());
  }

  @Test
  void madviseDecidesWhatForkDoes() {
    map(AT, 3, RW);
    memory.store32(AT, 1);
    memory.store32(AT + PAGE, 2);
    memory.store32(AT + 2 * PAGE, 3);
    mm.madvise(AT, PAGE, MADV_DONTFORK);
    mm.madvise(AT + PAGE, PAGE, MADV_WIPEONFORK);
    AddressSpace child = mm.fork();
    assertThrows(GuestFault.class, () -> child.memory().load32(AT));
    assertEquals(0, child.memory().load32(AT + PAGE));
    assertEquals(3, child.memory().load32(AT + 2 * PAGE));
    child.put();
    mm.madvise(AT, PAGE, MADV_DOFORK);
    AddressSpace second = mm.fork();
    assertEquals(1, second.memory().load32(AT));
    second.put();
  }

  @Test
  void msyncChecks() {
    map(AT, 2, RW);
    assertEquals(0, mm.msync(AT, 2 * PAGE, MS_SYNC));
    assertEquals(-Errno.EINVAL, mm.msync(AT, PAGE, MS_SYNC | MS_ASYNC));
    assertEquals(-Errno.EINVAL, mm.msync(AT, PAGE, 64));
    assertEquals(-Errno.EINVAL, mm.msync(AT + 1, PAGE, MS_SYNC));
    assertEquals(-Errno.ENOMEM, mm.msync(AT, 3 * PAGE, MS_ASYNC));
    mm.mlock(AT, PAGE, true);
    assertEquals(-Errno.EBUSY, mm.msync(AT, PAGE, MS_INVALIDATE));
  }

  @Test
  void mlockHoldsItsLimit() {
    limits.memlock = 4 * PAGE;
    map(AT, 8, RW);
    assertEquals(0, mm.mlock(AT + 10, PAGE, true));
    assertEquals(2, mm.use().locked());
    assertEquals(2, mm.use().resident());
    assertEquals(0, mm.mlock(AT, 4 * PAGE, true));
    assertEquals(-Errno.ENOMEM, mm.mlock(AT, 5 * PAGE, true));
    assertEquals(-Errno.ENOMEM, mm.mlockall(MCL_CURRENT));
    assertEquals(-Errno.EINVAL, mm.madvise(AT, PAGE, MADV_DONTNEED));
    assertEquals(0, mm.mlock(AT, 8 * PAGE, false));
    assertEquals(0, mm.use().locked());
    assertEquals(1, mm.snapshot().size());
    assertEquals(-Errno.EINVAL, mm.mlockall(32));
    assertEquals(0, mm.mlockall(MCL_FUTURE));
    assertEquals(-Errno.EAGAIN, mm.mmap(0, 5 * PAGE, RW, ANON, null, 0));
    mm.mmap(0, 3 * PAGE, RW, ANON, null, 0);
    assertEquals(3, mm.use().locked());
    assertEquals(0, mm.mlockall(0));
    assertEquals(-Errno.EAGAIN, mm.mmap(0, 5 * PAGE, RW, ANON | MAP_LOCKED, null, 0));
    limits.memlock = 0;
    assertEquals(-Errno.EPERM, mm.mlock(AT, PAGE, true));
    assertEquals(-Errno.ENOMEM, mm.mlock(TO, PAGE, false));
  }

  @Test
  void memoryOfProtNoneKeepsItsContents() {
    map(AT, 1, RW);
    memory.store32(AT, 5);
    mm.mprotect(AT, PAGE, PROT_NONE);
    AddressSpace child = mm.fork();
    child.mprotect(AT, PAGE, PROT_READ);
    assertEquals(5, child.memory().load32(AT));
    child.put();
  }
}
