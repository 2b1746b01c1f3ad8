package dev.armature.mm;

import static dev.armature.abi.Mman.MAP_ANONYMOUS;
import static dev.armature.abi.Mman.MAP_FIXED;
import static dev.armature.abi.Mman.MAP_FIXED_NOREPLACE;
import static dev.armature.abi.Mman.MAP_PRIVATE;
import static dev.armature.abi.Mman.MAP_SHARED;
import static dev.armature.abi.Mman.PROT_EXEC;
import static dev.armature.abi.Mman.PROT_NONE;
import static dev.armature.abi.Mman.PROT_READ;
import static dev.armature.abi.Mman.PROT_WRITE;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.armature.abi.Errno;
import dev.armature.machine.GuestFault;
import dev.armature.machine.GuestFault.Access;
import dev.armature.machine.GuestMemory;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class AddressSpaceTest {
  private static final int PAGE = 4096;
  private static final int ANON = MAP_PRIVATE | MAP_ANONYMOUS;
  private static final int RW = PROT_READ | PROT_WRITE;
  private static final int AT = 0x1000_0000;

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

  private void faults(MemoryFault expected, int address, Access access) {
    assertThrows(GuestFault.class, () -> memory.check(address, 1, access));
    assertEquals(expected, mm.fault(address, access));
  }

  @Test
  void anonymousMemoryIsZeroAndKeepsWhatIsStored() {
    assertEquals(AT, map(AT, 2, RW));
    assertEquals(0, memory.load32(AT + PAGE));
    memory.store32(AT + PAGE - 2, 0x1234_5678);
    assertEquals(0x1234_5678, memory.load32(AT + PAGE - 2));
  }

  @Test
  void mappingsGoTopDownBelowTheStack() {
    int first = mm.mmap(0, PAGE, RW, ANON, null, 0);
    int second = mm.mmap(0, 3 * PAGE, RW, ANON, null, 0);
    assertEquals((int) (AddressSpace.TASK_SIZE - (128 << 20) - PAGE), first);
    assertEquals(first - 3 * PAGE, second);
    assertEquals(1, mm.snapshot().size(), "neighbours with the same rights are one area");
  }

  @Test
  void aFreedHoleIsUsedAgain() {
    int block = mm.mmap(0, 8 * PAGE, RW, ANON, null, 0);
    mm.munmap(block + 2 * PAGE, 3 * PAGE);
    assertEquals(block + 3 * PAGE, mm.mmap(0, 2 * PAGE, RW, ANON, null, 0));
    assertEquals(block + 2 * PAGE, mm.mmap(0, PAGE, RW, ANON, null, 0));
    assertEquals(block - PAGE, mm.mmap(0, PAGE, RW, ANON, null, 0));
  }

  @Test
  void bottomUpWhenTheStackIsUnlimited() {
    limits.stack = -1;
    mm.pickLayout(false);
    assertEquals(0x4000_0000, mm.mmap(0, PAGE, RW, ANON, null, 0));
    assertEquals(0x4000_1000, mm.mmap(0, PAGE, RW, ANON, null, 0));
  }

  @Test
  void aHintIsTakenWhenFree() {
    assertEquals(AT, mm.mmap(AT, PAGE, RW, ANON, null, 0));
    assertEquals(AT + PAGE, mm.mmap(AT + 1, PAGE, RW, ANON, null, 0), "rounded up");
    assertTrue(mm.mmap(AT, PAGE, RW, ANON, null, 0) != AT);
  }

  @Test
  void badArguments() {
    assertEquals(-Errno.EINVAL, mm.mmap(0, 0, RW, ANON, null, 0));
    assertEquals(-Errno.EINVAL, mm.mmap(0, PAGE, RW, MAP_ANONYMOUS, null, 0));
    assertEquals(-Errno.ENOMEM, mm.mmap(0, -1, RW, ANON, null, 0));
    assertEquals(-Errno.ENOMEM, mm.mmap(0, 0xbf00_1000, RW, ANON, null, 0));
    assertEquals(-Errno.EINVAL, mm.mmap(AT + 1, PAGE, RW, ANON | MAP_FIXED, null, 0));
    assertEquals(-Errno.ENOMEM, map(0xbf00_0000, 1, RW));
    assertEquals(-Errno.EPERM, map(0, 1, RW));
    assertEquals(0xbeff_f000, map(0xbeff_f000, 1, RW));
    assertEquals(-Errno.EINVAL, mm.munmap(AT + 1, PAGE));
    assertEquals(-Errno.EINVAL, mm.munmap(AT, 0));
    assertEquals(-Errno.EINVAL, mm.munmap(0xbf00_0000, PAGE));
    assertEquals(0, mm.munmap(AT, PAGE), "nothing there is no error");
  }

  @Test
  void fixedReplacesUnlessToldNotTo() {
    map(AT, 3, RW);
    memory.store32(AT + PAGE, 7);
    int noReplace = ANON | MAP_FIXED_NOREPLACE;
    assertEquals(-Errno.EEXIST, mm.mmap(AT + 2 * PAGE, 2 * PAGE, RW, noReplace, null, 0));
    assertEquals(AT + 3 * PAGE, mm.mmap(AT + 3 * PAGE, PAGE, RW, noReplace, null, 0));
    map(AT + PAGE, 1, RW);
    assertEquals(0, memory.load32(AT + PAGE));
  }

  @Test
  void faultsSayWhatWasWrong() {
    map(AT, 1, PROT_READ);
    map(AT + PAGE, 1, PROT_NONE);
    faults(MemoryFault.SEGV_ACCERR, AT, Access.WRITE);
    faults(MemoryFault.SEGV_ACCERR, AT, Access.EXECUTE);
    faults(MemoryFault.SEGV_ACCERR, AT + PAGE, Access.READ);
    faults(MemoryFault.SEGV_MAPERR, AT + 2 * PAGE, Access.READ);
    faults(MemoryFault.SEGV_MAPERR, 0, Access.READ);
    faults(MemoryFault.SEGV_MAPERR, -4, Access.WRITE);
    GuestFault fault = assertThrows(GuestFault.class, () -> memory.load32(AT + PAGE - 2));
    assertEquals(AT + PAGE, fault.address());
  }

  @Test
  void whatIsWritableOrExecutableIsReadable() {
    map(AT, 1, PROT_WRITE);
    map(AT + PAGE, 1, PROT_EXEC);
    assertEquals(0, memory.load32(AT));
    assertEquals(0, memory.load32(AT + PAGE));
    assertEquals(0, memory.fetch32(AT + PAGE));
  }

  @Test
  void protectionOfAPart() {
    map(AT, 5, RW);
    assertEquals(0, mm.mprotect(AT + PAGE, PAGE, PROT_READ));
    assertEquals(3, mm.snapshot().size());
    faults(MemoryFault.SEGV_ACCERR, AT + PAGE, Access.WRITE);
    assertEquals(0, mm.mprotect(AT + PAGE, PAGE, RW));
    assertEquals(1, mm.snapshot().size());
    memory.store8(AT + PAGE, 1);
    assertEquals(-Errno.ENOMEM, mm.mprotect(AT + 4 * PAGE, 2 * PAGE, PROT_READ));
    faults(MemoryFault.SEGV_ACCERR, AT + 4 * PAGE, Access.WRITE);
    assertEquals(-Errno.EINVAL, mm.mprotect(AT + 1, PAGE, RW));
    assertEquals(-Errno.EINVAL, mm.mprotect(AT, PAGE, 0x100));
    assertEquals(0, mm.mprotect(AT, 0, RW));
  }

  @Test
  void memoryThatComesBackIsZero() {
    map(AT, 2, RW);
    memory.store32(AT, 5);
    mm.munmap(AT, 2 * PAGE);
    map(AT, 2, RW);
    assertEquals(0, memory.load32(AT));
  }

  @Test
  void brkGrowsShrinksAndStopsAtItsNeighbour() {
    mm.bounds().startBrk = AT;
    mm.bounds().brk = AT;
    assertEquals(AT, mm.brk(0));
    assertEquals(AT + 100, mm.brk(AT + 100));
    memory.store32(AT + PAGE - 4, 9);
    faults(MemoryFault.SEGV_MAPERR, AT + PAGE, Access.READ);
    assertEquals(AT + 3 * PAGE + 1, mm.brk(AT + 3 * PAGE + 1));
    memory.store32(AT + 3 * PAGE, 9);
    assertEquals(AT + PAGE, mm.brk(AT + PAGE));
    faults(MemoryFault.SEGV_MAPERR, AT + PAGE, Access.READ);
    assertEquals(9, memory.load32(AT + PAGE - 4));
    mm.brk(AT + 4 * PAGE);
    assertEquals(0, memory.load32(AT + 3 * PAGE));
    map(AT + 8 * PAGE, 1, RW);
    assertEquals(AT + 4 * PAGE, mm.brk(AT + 8 * PAGE), "a page stays free");
    assertEquals(AT + 7 * PAGE, mm.brk(AT + 7 * PAGE));
    assertEquals(AT + 7 * PAGE, mm.brk(AT - 1));
  }

  @Test
  void limitsHold() {
    limits.addressSpace = 4 * PAGE;
    map(AT, 3, PROT_READ);
    assertEquals(-Errno.ENOMEM, map(AT + 8 * PAGE, 2, PROT_READ));
    assertEquals(AT, map(AT, 4, PROT_READ), "what is replaced doesn't count");
    limits.addressSpace = -1;
    limits.data = 2 * PAGE;
    assertEquals(-Errno.ENOMEM, map(AT + 8 * PAGE, 3, RW));
    assertEquals(AT + 8 * PAGE, map(AT + 8 * PAGE, 2, RW));
    assertEquals(-Errno.ENOMEM, mm.mprotect(AT, PAGE, RW));
  }

  @Test
  void stackGrowsDownToItsLimitAndItsGuardGap() {
    limits.stack = 64 * PAGE;
    int top = 0xbeff_f000;
    mm.mapSpecial(
        top & 0xffff_ffffL, PAGE, VmFlags.VM_READ | VmFlags.VM_WRITE | VmFlags.VM_GROWSDOWN, null);
    memory.store32(top - 10 * PAGE, 1);
    assertEquals(0, memory.load32(top - 3 * PAGE));
    assertEquals(11 * PAGE, mm.snapshot().getLast().length());
    memory.store32(top - 63 * PAGE, 1);
    faults(MemoryFault.SEGV_MAPERR, top - 64 * PAGE, Access.WRITE);
    limits.stack = -1;
    map(top - 400 * PAGE, 1, PROT_READ);
    memory.store32(top - 143 * PAGE, 1);
    faults(MemoryFault.SEGV_MAPERR, top - 144 * PAGE, Access.READ);
    assertEquals(1, mm.uaccess().getInt(top - 143 * PAGE));
  }

  @Test
  void codeIsDroppedWhereItChanges() {
    map(AT, 4, PROT_READ | PROT_EXEC);
    map(AT + 8 * PAGE, 1, RW);
    assertEquals(List.of(), TestSpaces.invalidated(mm));
    mm.mprotect(AT + PAGE, PAGE, RW);
    mm.munmap(AT + 8 * PAGE, PAGE);
    mm.munmap(AT + 2 * PAGE, PAGE);
    map(AT + 3 * PAGE, 1, PROT_READ);
    assertEquals(
        List.of(
            new TestSpaces.Range(AT + PAGE, PAGE),
            // Data as well: compiled code may rely on the bounds of the area it accessed.
            new TestSpaces.Range(AT + 8 * PAGE, PAGE),
            new TestSpaces.Range(AT + 2 * PAGE, PAGE),
            new TestSpaces.Range(AT + 3 * PAGE, PAGE)),
        TestSpaces.invalidated(mm));
  }

  @Test
  void readImpliesExec() {
    mm.setReadImpliesExec(true);
    map(AT, 1, PROT_READ);
    assertEquals(0, memory.fetch32(AT));
    map(AT + PAGE, 1, PROT_NONE);
    mm.mprotect(AT + PAGE, PAGE, RW);
    assertEquals(0, memory.fetch32(AT + PAGE));
  }

  @Test
  void forkCopiesPrivateAndSharesSharedMemory() {
    map(AT, 4, RW);
    memory.store32(AT, 1);
    memory.store32(AT + 3 * PAGE, 3);
    map(AT + 8 * PAGE, 1, PROT_READ);
    int shared = mm.mmap(0, 2 * PAGE, RW, MAP_SHARED | MAP_ANONYMOUS, null, 0);
    memory.store32(shared, 10);
    AddressSpace child = mm.fork();
    try {
      assertEquals(mm.snapshot().size(), child.snapshot().size());
      assertEquals(1, child.memory().load32(AT));
      assertEquals(0, child.memory().load32(AT + PAGE));
      assertEquals(3, child.memory().load32(AT + 3 * PAGE));
      assertEquals(10, child.memory().load32(shared));
      child.memory().store32(AT, 2);
      child.memory().store32(shared, 20);
      memory.store32(shared + PAGE, 30);
      assertEquals(1, memory.load32(AT));
      assertEquals(20, memory.load32(shared));
      assertEquals(30, child.memory().load32(shared + PAGE));
      assertThrows(GuestFault.class, () -> child.memory().store32(AT + 8 * PAGE, 1));
      assertThrows(GuestFault.class, () -> child.memory().load32(AT + 4 * PAGE));
    } finally {
      child.put();
    }
  }
}
