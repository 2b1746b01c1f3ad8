package dev.armature.mm;

import static dev.armature.abi.Mman.MADV_DONTNEED;
import static dev.armature.abi.Mman.MAP_ANONYMOUS;
import static dev.armature.abi.Mman.MAP_FIXED;
import static dev.armature.abi.Mman.MAP_FIXED_NOREPLACE;
import static dev.armature.abi.Mman.MAP_PRIVATE;
import static dev.armature.abi.Mman.MAP_SHARED;
import static dev.armature.abi.Mman.MREMAP_DONTUNMAP;
import static dev.armature.abi.Mman.MREMAP_FIXED;
import static dev.armature.abi.Mman.MREMAP_MAYMOVE;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.armature.host.HostBytes;
import dev.armature.host.HostDescriptors;
import dev.armature.host.HostFiles;
import dev.armature.host.HostMemory;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The same random calls go to an address space and to the host's kernel, at the same addresses:
 * results and error numbers, rights and contents of every page must agree.
 *
 * <p>{@code -Darmature.fuzz.mm=N} sets the number of calls.
 */
class HostKernelTest {
  private static final int CALLS = Integer.getInteger("armature.fuzz.mm", 20_000);
  private static final int PAGES = 40;
  private static final int FILE_PAGES = 24;
  private static final int[] PROTS = {0, 1, 3, 3, 5};
  private static final int[] ODD = {0, 1, 8, 0x10, 0x40, 0x100, 0x1001, -1, 0x7fff_f000, -4096};

  @TempDir Path dir;
  private final AddressSpace mm = TestSpaces.create();
  private final int start = freeWindow();
  private SplittableRandom random;
  private int guestFile;
  private int hostFile;

  @Test
  void theHostSaysTheSame() throws IOException {
    assumeTrue(start != 0, "no window is free");
    guestFile = open("guest");
    hostFile = open("host");
    try {
      for (int n = 0; n < CALLS; n++) {
        random = new SplittableRandom(n);
        String call = "call " + n + ": " + step();
        if (n % 8 == 0) {
          compareRights(call);
        }
        compareContents(call);
      }
    } finally {
      HostMemory.munmap(start, PAGES * 4096L);
      HostDescriptors.close(guestFile);
      HostDescriptors.close(hostFile);
      mm.put();
    }
  }

  /** An address at which nothing of the JVM lies and the kernel puts nothing by itself. */
  private static int freeWindow() {
    for (int at = 0x0800_0000; at < 0x7000_0000; at += 0x0800_0000) {
      int flags = MAP_PRIVATE | MAP_ANONYMOUS | MAP_FIXED_NOREPLACE;
      if (HostMemory.mmap(at, PAGES * 4096L, 0, flags, -1, 0) == at) {
        HostMemory.munmap(at, PAGES * 4096L);
        return at;
      }
    }
    return 0;
  }

  private int open(String name) throws IOException {
    byte[] content = new byte[FILE_PAGES * 4096];
    for (int i = 0; i < content.length; i++) {
      content[i] = (byte) (i >>> 10);
    }
    Path path = Files.write(dir.resolve(name), content);
    int fd = HostFiles.openat(HostFiles.AT_FDCWD, path.toString(), HostFiles.O_RDWR, 0);
    assertTrue(fd >= 0);
    return fd;
  }

  private String step() throws IOException {
    int first = random.nextInt(PAGES);
    int address = start + first * 4096;
    int length = (1 + random.nextInt(Math.min(10, PAGES - first))) * 4096;
    boolean odd = random.nextInt(10) == 0;
    if (odd) {
      // Lengths are rounded up; a misaligned address is an error.
      address += random.nextInt(4) == 0 ? 8 : 0;
      length -= random.nextInt(4095);
    }
    return switch (random.nextInt(12)) {
      case 0, 1, 2 -> map(address, length);
      case 3 -> {
        same(HostMemory.munmap(address, length), mm.munmap(address, length));
        yield "munmap " + text(address, length);
      }
      case 4, 5 -> {
        int prot = odd ? random.nextInt(16) : PROTS[random.nextInt(PROTS.length)];
        same(HostMemory.mprotect(address, length, prot), mm.mprotect(address, length, prot));
        yield "mprotect " + text(address, length) + " " + prot;
      }
      case 6, 7 -> remap(address, length);
      case 8 -> {
        int advice = odd ? random.nextInt(30) : MADV_DONTNEED;
        if (advice > 9 && advice != 18 && advice != 19) {
          // Huge pages, KSM and population depend on how the host is built.
          yield "nothing";
        }
        same(HostMemory.madvise(address, length, advice), mm.madvise(address, length, advice));
        yield "madvise " + text(address, length) + " " + advice;
      }
      case 9 -> {
        int flags = random.nextInt(odd ? 16 : 5);
        same(HostMemory.msync(address, length, flags), mm.msync(address, length, flags));
        yield "msync " + text(address, length) + " " + flags;
      }
      default -> store();
    };
  }

  private static String text(int address, int length) {
    return "%x+%x".formatted(address, length);
  }

  private static void same(long host, int ours) {
    assertEquals((int) host, ours, "host %x, ours %x".formatted((int) host, ours));
  }

  private String map(int address, int length) {
    int prot = PROTS[random.nextInt(PROTS.length)];
    int fixed = random.nextInt(4) == 0 ? MAP_FIXED_NOREPLACE : MAP_FIXED;
    boolean file = random.nextBoolean();
    int type = random.nextBoolean() ? MAP_PRIVATE : MAP_SHARED;
    if (random.nextInt(30) == 0) {
      type = random.nextInt(4);
    }
    int flags = type | fixed | (file ? 0 : MAP_ANONYMOUS);
    int from = random.nextInt(FILE_PAGES);
    long host = HostMemory.mmap(address, length, prot, flags, file ? hostFile : -1, from * 4096L);
    MapSource source = file ? new MapSource(guestFile, "/file", true, true) : null;
    String call =
        "mmap " + text(address, length) + " prot %d flags %x from %d".formatted(prot, flags, from);
    assertEquals((int) host, mm.mmap(address, length, prot, flags, source, from), call);
    return call;
  }

  private String remap(int address, int wholeLength) throws IOException {
    int length = wholeLength;
    int target = random.nextInt(PAGES);
    int to = start + target * 4096;
    int newLength = (1 + random.nextInt(Math.min(10, PAGES - target))) * 4096;
    int flags = MREMAP_MAYMOVE | MREMAP_FIXED;
    switch (random.nextInt(6)) {
      case 0 -> {
        flags |= MREMAP_DONTUNMAP;
        length = Math.min(length, newLength);
        newLength = length;
      }
      case 1, 2 -> {
        // In place: room behind the window is free, so stay within it.
        flags = random.nextBoolean() ? 0 : ODD[random.nextInt(ODD.length)] & ~MREMAP_MAYMOVE;
        newLength = Math.min(newLength, start + PAGES * 4096 - (address & -4096));
      }
      default -> {}
    }
    String call =
        "mremap %s to %s flags %x".formatted(text(address, length), text(to, newLength), flags);
    if (spansAreas(address, length)) {
      // Linux 6.17 began to move several areas at once; before, it was EFAULT.
      return "nothing";
    }
    long host = HostMemory.mremap(address, length, newLength, flags, to);
    assertEquals((int) host, mm.mremap(address, length, newLength, flags, to), call);
    return call;
  }

  /** Whether the range isn't within one area of ours and of the host's, which joins fewer. */
  private boolean spansAreas(int address, int length) throws IOException {
    boolean inOurs =
        mm.snapshot().stream()
            .anyMatch(vma -> vma.start() <= address && address + length <= vma.end());
    return !inOurs
        || hostAreas().noneMatch(area -> area[0] <= address && address + length <= area[1]);
  }

  /** Start and end of each area of this process. */
  private static Stream<long[]> hostAreas() throws IOException {
    return Files.readAllLines(Path.of("/proc/self/maps")).stream()
        .map(line -> {
          int dash = line.indexOf('-');
          return new long[] {
            Long.parseUnsignedLong(line, 0, dash, 16),
            Long.parseUnsignedLong(line, dash + 1, line.indexOf(' '), 16)
          };
        });
  }

  private String store() {
    int address = start + random.nextInt(PAGES) * 4096 + random.nextInt(1024) * 4;
    if ((mm.memory().permissions(address) & 2) == 0) {
      return "nothing";
    }
    int value = random.nextInt();
    mm.memory().store32(address, value);
    HostBytes.setInt(address, value);
    return "store %x".formatted(address);
  }

  private void compareRights(String call) throws IOException {
    assertEquals(hostRights(), ourRights(call), call);
  }

  private List<String> hostRights() throws IOException {
    String[] pages = new String[PAGES];
    for (String line : Files.readAllLines(Path.of("/proc/self/maps"))) {
      int dash = line.indexOf('-');
      int blank = line.indexOf(' ');
      long from = Long.parseUnsignedLong(line, 0, dash, 16);
      long to = Long.parseUnsignedLong(line, dash + 1, blank, 16);
      for (int i = 0; i < PAGES; i++) {
        long page = start + i * 4096L;
        if (from <= page && page < to) {
          pages[i] = line.substring(blank + 1, blank + 5);
        }
      }
    }
    return join(pages);
  }

  private List<String> ourRights(String call) {
    String[] pages = new String[PAGES];
    for (Vma vma : mm.snapshot()) {
      for (long at = vma.start(); at < vma.end(); at += 4096) {
        assertTrue(start <= at && at < start + PAGES * 4096L, vma + " after " + call);
        pages[(int) (at - start) / 4096] =
            (vma.has(VmFlags.VM_READ) ? "r" : "-")
                + (vma.has(VmFlags.VM_WRITE) ? "w" : "-")
                + (vma.has(VmFlags.VM_EXEC) ? "x" : "-")
                + (vma.has(VmFlags.VM_MAYSHARE) ? "s" : "p");
      }
    }
    return join(pages);
  }

  private static List<String> join(String[] pages) {
    List<String> text = new ArrayList<>();
    for (int i = 0; i < PAGES; i++) {
      text.add(i + ":" + pages[i]);
    }
    return text;
  }

  /** Of pages that both can read; a page behind the end of its file is SIGBUS to both. */
  private void compareContents(String call) {
    for (Vma vma : mm.snapshot()) {
      for (long at = vma.start(); vma.has(VmFlags.VM_READ) && at < vma.end(); at += 4096) {
        if (vma.file() != null && vma.fileOffset(at) >= vma.file().size()) {
          continue;
        }
        for (int i = 0; i < 4096; i += 512) {
          int address = (int) at + i;
          assertEquals(
              HostBytes.getInt(address),
              mm.memory().load32(address),
              () -> call + ", at %x".formatted(address));
        }
      }
    }
  }
}
