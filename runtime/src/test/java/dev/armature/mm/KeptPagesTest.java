package dev.armature.mm;

import static dev.armature.abi.Mman.MAP_ANONYMOUS;
import static dev.armature.abi.Mman.MAP_FIXED;
import static dev.armature.abi.Mman.MAP_PRIVATE;
import static dev.armature.abi.Mman.PROT_READ;
import static dev.armature.abi.Mman.PROT_WRITE;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.armature.host.HostBytes;
import dev.armature.host.HostPagemap;
import dev.armature.machine.GuestFault;
import dev.armature.machine.GuestMemory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class KeptPagesTest {
  private static final int PAGE = 4096;
  private static final int AT = 0x1000_0000;

  private final AddressSpace mm = TestSpaces.create();
  private final GuestMemory memory = mm.memory();

  @AfterEach
  void close() {
    mm.put();
  }

  private void map(int address, int pages) {
    int flags = MAP_PRIVATE | MAP_ANONYMOUS | MAP_FIXED;
    assertEquals(address, mm.mmap(address, pages * PAGE, PROT_READ | PROT_WRITE, flags, null, 0));
  }

  private void write(int address, int pages) {
    for (int i = 0; i < pages; i++) {
      memory.store32(address + i * PAGE, 1 + i);
    }
  }

  /** How many pages the host has for a range, mapped or not. */
  private long held(int address, int pages) {
    long[] held = new long[1];
    try (HostPagemap pagemap = HostPagemap.open()) {
      pagemap.written(
          memory.host(address), (long) pages * PAGE, (at, length) -> held[0] += length / PAGE);
    }
    return held[0];
  }

  @Test
  void fewPagesAreKeptAndZeroWhenMappedAgain() {
    map(AT, 4);
    write(AT, 4);
    assertEquals(0, mm.munmap(AT + PAGE, 2 * PAGE));
    assertThrows(GuestFault.class, () -> memory.load32(AT + PAGE));
    assertEquals(4, held(AT, 4));
    // What a thread stores that had looked at the permission before.
    HostBytes.setInt(memory.host(AT + 2 * PAGE + 8), 99);
    map(AT + 2 * PAGE, 1);
    assertEquals(0, memory.load32(AT + 2 * PAGE));
    assertEquals(0, memory.load32(AT + 2 * PAGE + 8));
    assertThrows(GuestFault.class, () -> memory.load32(AT + PAGE));
    map(AT + PAGE, 1);
    assertEquals(0, memory.load32(AT + PAGE));
    assertEquals(1, memory.load32(AT));
    assertEquals(4, memory.load32(AT + 3 * PAGE));
  }

  @Test
  void longRangesGoToTheHost() {
    map(AT, 17);
    write(AT, 17);
    mm.munmap(AT, 17 * PAGE);
    assertEquals(0, held(AT, 17));
  }

  @Test
  void theHostGetsAllWhenThereAreTooMany() {
    int pages = 16;
    int window = 3 * KeptPages.MOST;
    int start = AT - (window - pages) * PAGE;
    for (int n = 0; n <= KeptPages.MOST / pages; n++) {
      int address = AT - 2 * n * pages * PAGE;
      map(address, pages);
      write(address, pages);
      mm.munmap(address, pages * PAGE);
      int expected = n < KeptPages.MOST / pages ? (n + 1) * pages : pages;
      assertEquals(expected, held(start, window), "after " + n);
    }
  }

  @Test
  void aForkHasNoneOfThem() {
    map(AT, 2);
    write(AT, 2);
    mm.munmap(AT, PAGE);
    AddressSpace child = mm.fork();
    int flags = MAP_PRIVATE | MAP_ANONYMOUS | MAP_FIXED;
    assertEquals(AT, child.mmap(AT, PAGE, PROT_READ, flags, null, 0));
    assertEquals(0, child.memory().load32(AT));
    child.put();
  }
}
