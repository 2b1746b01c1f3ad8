package dev.armature.mm;

import static dev.armature.abi.Mman.MADV_DONTNEED;
import static dev.armature.abi.Mman.MAP_ANONYMOUS;
import static dev.armature.abi.Mman.MAP_FIXED;
import static dev.armature.abi.Mman.MAP_PRIVATE;
import static dev.armature.abi.Mman.MAP_SHARED;
import static dev.armature.abi.Mman.MREMAP_DONTUNMAP;
import static dev.armature.abi.Mman.MREMAP_FIXED;
import static dev.armature.abi.Mman.MREMAP_MAYMOVE;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.armature.abi.Errno;
import dev.armature.host.HostDescriptors;
import dev.armature.host.HostFiles;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Random calls on an address space and on a model of it: an array with one entry per page. After
 * every call each page must have the rights and the contents that the model has.
 *
 * <p>{@code -Darmature.fuzz.mm=N} sets the number of calls.
 */
class ModelTest {
  private static final int CALLS = Integer.getInteger("armature.fuzz.mm", 20_000);
  private static final int PAGES = 48;
  private static final int FILE_PAGES = 32;
  private static final int START = 0x1000_0000;
  private static final int[] PROTS = {0, 1, 2, 3, 4, 5, 7};

  /** What the model knows of a page. A page that is not mapped has kind NONE. */
  private enum Kind {
    NONE,
    ANONYMOUS,
    PRIVATE_FILE,
    SHARED_FILE
  }

  private final Kind[] kind = new Kind[PAGES];
  private final int[] prot = new int[PAGES];
  private final int[] value = new int[PAGES];
  private final boolean[] own = new boolean[PAGES];
  private final int[] filePage = new int[PAGES];
  private final long[] areaBefore = new long[PAGES];
  private final int[] file = new int[FILE_PAGES];

  @TempDir Path dir;
  private AddressSpace mm = TestSpaces.create();
  private int fd;
  private SplittableRandom random;

  @Test
  void theSpaceAgreesWithTheModel() throws IOException {
    Arrays.fill(kind, Kind.NONE);
    fd = openFile();
    for (int n = 0; n < CALLS; n++) {
      random = new SplittableRandom(n);
      String call = step();
      check("call " + n + ": " + call);
    }
    mm.put();
    HostDescriptors.close(fd);
  }

  private int openFile() throws IOException {
    ByteBuffer content = ByteBuffer.allocate(FILE_PAGES * 4096).order(ByteOrder.LITTLE_ENDIAN);
    for (int i = 0; i < FILE_PAGES; i++) {
      file[i] = 0x4649_0000 + i;
      content.putInt(i * 4096, file[i]);
    }
    Path path = Files.write(dir.resolve("file"), content.array());
    int opened = HostFiles.openat(HostFiles.AT_FDCWD, path.toString(), HostFiles.O_RDWR, 0);
    assertTrue(opened >= 0);
    return opened;
  }

  private String step() {
    int first = random.nextInt(PAGES);
    int count = 1 + random.nextInt(Math.min(12, PAGES - first));
    return switch (random.nextInt(10)) {
      case 0, 1 -> mapAnonymous(first, count);
      case 2 -> mapFile(first, count);
      case 3 -> unmap(first, count);
      case 4, 5 -> protect(first, count);
      case 6 -> remap(first, count);
      case 7 -> dontNeed(first, count);
      case 8 -> random.nextInt(4) == 0 ? fork() : store();
      default -> store();
    };
  }

  private static int address(int page) {
    return START + page * 4096;
  }

  private String mapAnonymous(int first, int count) {
    int rights = PROTS[random.nextInt(PROTS.length)];
    int flags = MAP_PRIVATE | MAP_ANONYMOUS | MAP_FIXED;
    assertEquals(address(first), mm.mmap(address(first), count * 4096, rights, flags, null, 0));
    for (int i = first; i < first + count; i++) {
      set(i, Kind.ANONYMOUS, rights, 0);
    }
    return "mmap anonymous " + first + " " + count + " " + rights;
  }

  private String mapFile(int first, int count) {
    int rights = PROTS[random.nextInt(PROTS.length)];
    boolean shared = random.nextBoolean();
    int from = random.nextInt(FILE_PAGES);
    int flags = (shared ? MAP_SHARED : MAP_PRIVATE) | MAP_FIXED;
    MapSource source = new MapSource(fd, "/file", true, true);
    assertEquals(
        address(first), mm.mmap(address(first), count * 4096, rights, flags, source, from));
    for (int i = 0; i < count; i++) {
      set(first + i, shared ? Kind.SHARED_FILE : Kind.PRIVATE_FILE, rights, 0);
      filePage[first + i] = from + i;
    }
    return "mmap file " + first + " " + count + " " + rights + " from " + from + " " + shared;
  }

  private void set(int page, Kind newKind, int rights, int newValue) {
    kind[page] = newKind;
    prot[page] = rights;
    value[page] = newValue;
    own[page] = false;
    filePage[page] = 0;
  }

  private String unmap(int first, int count) {
    assertEquals(0, mm.munmap(address(first), count * 4096));
    for (int i = first; i < first + count; i++) {
      set(i, Kind.NONE, 0, 0);
    }
    return "munmap " + first + " " + count;
  }

  private String protect(int first, int count) {
    int rights = PROTS[random.nextInt(PROTS.length)];
    int done = first;
    while (done < first + count && kind[done] != Kind.NONE) {
      prot[done++] = rights;
    }
    assertEquals(
        done < first + count ? -Errno.ENOMEM : 0,
        mm.mprotect(address(first), count * 4096, rights));
    return "mprotect " + first + " " + count + " " + rights;
  }

  private String remap(int first, int count) {
    int target = random.nextInt(PAGES);
    int newCount = 1 + random.nextInt(Math.min(12, PAGES - target));
    boolean keep = random.nextInt(3) == 0;
    int flags = MREMAP_MAYMOVE | MREMAP_FIXED | (keep ? MREMAP_DONTUNMAP : 0);
    if (keep) {
      newCount = Math.min(count, PAGES - target);
    }
    int oldCount = keep ? newCount : count;
    String call = "mremap " + first + " " + oldCount + " to " + target + " " + newCount + keep;
    int result =
        mm.mremap(address(first), oldCount * 4096, newCount * 4096, flags, address(target));
    boolean overlap = first < target + newCount && target < first + oldCount;
    if (kind[first] == Kind.NONE) {
      assertEquals(-Errno.EFAULT, result, call);
      return call;
    }
    if (overlap) {
      assertEquals(-Errno.EINVAL, result, call);
      return call;
    }
    // From here on the kernel takes away the target and a tail before it finds other errors.
    for (int i = target; i < target + newCount; i++) {
      set(i, Kind.NONE, 0, 0);
    }
    for (int i = first + newCount; i < first + oldCount; i++) {
      set(i, Kind.NONE, 0, 0);
    }
    int moved = Math.min(oldCount, newCount);
    for (int i = first; i < first + moved; i++) {
      if (!sameArea(first, i)) {
        assertEquals(-Errno.EFAULT, result, call);
        return call;
      }
    }
    assertEquals(address(target), result, call);
    for (int i = 0; i < newCount; i++) {
      if (i < moved) {
        move(first + i, target + i, keep);
      } else {
        set(target + i, kind[target], prot[target], 0);
        filePage[target + i] = filePage[target] + i;
      }
    }
    return call;
  }

  private void move(int from, int to, boolean keep) {
    kind[to] = kind[from];
    prot[to] = prot[from];
    value[to] = value[from];
    own[to] = own[from];
    filePage[to] = filePage[from];
    if (keep) {
      value[from] = 0;
      own[from] = false;
    } else {
      set(from, Kind.NONE, 0, 0);
    }
  }

  /** Two mappings of one file never join, so the areas before the call decide. */
  private boolean sameArea(int first, int page) {
    return areaBefore[first] == areaBefore[page];
  }

  private String dontNeed(int first, int count) {
    boolean hole = false;
    for (int i = first; i < first + count; i++) {
      hole |= kind[i] == Kind.NONE;
      value[i] = 0;
      own[i] = false;
    }
    assertEquals(hole ? -Errno.ENOMEM : 0, mm.madvise(address(first), count * 4096, MADV_DONTNEED));
    return "madvise " + first + " " + count;
  }

  private String fork() {
    AddressSpace child = mm.fork();
    for (int i = 0; i < PAGES; i++) {
      // What the parent does now must not be seen by the child.
      if (kind[i] != Kind.SHARED_FILE && !pastEnd(i) && (prot[i] & 2) != 0) {
        mm.memory().store32(address(i), -1);
      }
    }
    mm.put();
    mm = child;
    return "fork";
  }

  private String store() {
    int page = random.nextInt(PAGES);
    if ((prot[page] & 2) == 0 || pastEnd(page)) {
      return "nothing";
    }
    int stored = random.nextInt();
    mm.memory().store32(address(page), stored);
    if (kind[page] == Kind.SHARED_FILE) {
      file[filePage[page]] = stored;
    } else {
      value[page] = stored;
      own[page] = true;
    }
    return "store " + page;
  }

  private boolean pastEnd(int page) {
    return (kind[page] == Kind.PRIVATE_FILE || kind[page] == Kind.SHARED_FILE)
        && filePage[page] >= FILE_PAGES;
  }

  private void check(String call) {
    checkAreas(call);
    for (int i = 0; i < PAGES; i++) {
      int bits = mm.memory().permissions(address(i));
      if (pastEnd(i)) {
        assertEquals(8, bits, call + ", page " + i);
        continue;
      }
      assertEquals(VmFlags.permissions(prot[i]), bits, call + ", page " + i);
      if (bits != 0) {
        boolean isFile = kind[i] == Kind.SHARED_FILE || kind[i] == Kind.PRIVATE_FILE;
        int expected = isFile && !own[i] ? file[filePage[i]] : value[i];
        assertEquals(expected, mm.memory().load32(address(i)), call + ", page " + i);
      }
    }
  }

  private void checkAreas(String call) {
    Arrays.fill(areaBefore, 0);
    long pages = 0;
    Vma before = null;
    for (Vma vma : mm.snapshot()) {
      assertTrue(vma.start() < vma.end(), call);
      if (before != null) {
        assertTrue(before.end() <= vma.start(), call);
        assertFalse(before.joins(vma), call);
      }
      for (long at = vma.start(); at < vma.end(); at += 4096) {
        areaBefore[(int) ((at - START) / 4096)] = vma.start();
      }
      pages += vma.pages();
      before = vma;
    }
    assertEquals(pages, mm.use().total(), call);
    for (int i = 0; i < PAGES; i++) {
      assertEquals(kind[i] != Kind.NONE, areaBefore[i] != 0, call + ", page " + i);
    }
  }
}
