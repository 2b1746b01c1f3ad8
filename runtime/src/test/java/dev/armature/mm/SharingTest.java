package dev.armature.mm;

import static dev.armature.abi.Mman.MAP_ANONYMOUS;
import static dev.armature.abi.Mman.MAP_FIXED;
import static dev.armature.abi.Mman.MAP_PRIVATE;
import static dev.armature.abi.Mman.MAP_SHARED;
import static dev.armature.abi.Mman.PROT_READ;
import static dev.armature.abi.Mman.PROT_WRITE;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.armature.machine.GuestMemory;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Several threads in one space, and what is left when spaces go. */
class SharingTest {
  private static final int PAGE = 4096;
  private static final int RW = PROT_READ | PROT_WRITE;
  private static final int FIXED = MAP_PRIVATE | MAP_ANONYMOUS | MAP_FIXED;
  private static final int AT = 0x1000_0000;

  @Test
  void accessesNeverFailWhileTheirPageIsReplaced() throws InterruptedException, ExecutionException {
    AddressSpace mm = TestSpaces.create();
    mm.mmap(AT, 16 * PAGE, RW, FIXED, null, 0);
    AtomicBoolean done = new AtomicBoolean();
    GuestMemory memory = mm.memory();
    Callable<Integer> reader =
        () -> {
          int stores = 0;
          while (!done.get()) {
            memory.store32(AT + (stores % 16) * PAGE, stores);
            int seen = memory.load32(AT + (stores % 16) * PAGE);
            assertTrue(seen >= 0 && seen <= 1 << 30);
            stores++;
          }
          return stores;
        };
    try (ExecutorService threads = Executors.newFixedThreadPool(2)) {
      List<Future<Integer>> readers = List.of(threads.submit(reader), threads.submit(reader));
      for (int i = 0; i < 3_000; i++) {
        assertEquals(AT, mm.mmap(AT, 16 * PAGE, RW, FIXED, null, 0));
        assertEquals(0, mm.mprotect(AT + PAGE, PAGE, RW));
      }
      done.set(true);
      for (Future<Integer> each : readers) {
        assertTrue(each.get() > 0);
      }
    }
    mm.put();
  }

  /** Translated code loads doublewords by words where nobody else writes. */
  @Test
  void memoryIsSharedWhenOthersMayWrite() {
    AddressSpace mm = TestSpaces.create();
    mm.mmap(AT, 16 * PAGE, RW, FIXED, null, 0);
    AddressSpace child = mm.fork();
    assertFalse(mm.memory().shared);
    assertFalse(child.memory().shared);
    mm.mmap(0, PAGE, RW, MAP_SHARED | MAP_ANONYMOUS, null, 0);
    assertTrue(mm.memory().shared);
    AddressSpace grandchild = mm.fork();
    assertTrue(grandchild.memory().shared);
    child.letOthersIn();
    assertTrue(child.memory().shared);
    assertTrue(child.memory() != mm.memory());
    List.of(mm, child, grandchild).forEach(AddressSpace::put);
  }

  @Test
  void aThousandForksLeaveNothingBehind() throws IOException {
    AddressSpace mm = TestSpaces.create();
    mm.mmap(AT, 64 * PAGE, RW, FIXED, null, 0);
    for (int i = 0; i < 64; i++) {
      mm.memory().store32(AT + i * PAGE, i);
    }
    int shared = mm.mmap(0, PAGE, RW, 0x21, null, 0);
    mm.fork().put();
    long mappings = hostMappings();
    int descriptors = hostDescriptors();
    for (int i = 0; i < 1_000; i++) {
      AddressSpace child = mm.fork();
      child.memory().store32(shared, i);
      child.put();
    }
    assertEquals(999, mm.memory().load32(shared));
    assertEquals(descriptors, hostDescriptors());
    assertTrue(hostMappings() < mappings + 50, "host mappings: " + hostMappings());
    mm.put();
  }

  @Test
  void manySpacesAtOnce() {
    List<AddressSpace> spaces = new ArrayList<>();
    AddressSpace first = TestSpaces.create();
    first.mmap(AT, PAGE, RW, FIXED, null, 0);
    for (int i = 0; i < 100; i++) {
      first.memory().store32(AT, i);
      spaces.add(first.fork());
    }
    for (int i = 0; i < 100; i++) {
      assertEquals(i, spaces.get(i).memory().load32(AT));
      spaces.get(i).put();
    }
    first.put();
  }

  @Test
  void theLastUserClosesTheSpace() {
    AddressSpace mm = TestSpaces.create();
    TestSpaces.Code code = (TestSpaces.Code) mm.processCode();
    mm.get();
    assertTrue(mm.tryGet());
    mm.put();
    mm.put();
    assertFalse(code.closed);
    mm.put();
    assertTrue(code.closed);
    assertFalse(mm.tryGet());
  }

  private static long hostMappings() throws IOException {
    try (Stream<String> lines = Files.lines(Path.of("/proc/self/maps"))) {
      return lines.count();
    }
  }

  private static int hostDescriptors() {
    return new java.io.File("/proc/self/fd").list().length;
  }
}
