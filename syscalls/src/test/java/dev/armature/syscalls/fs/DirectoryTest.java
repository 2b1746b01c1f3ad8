package dev.armature.syscalls.fs;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.armature.abi.Errno;
import dev.armature.abi.OpenFlags;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Reading directories as a 32-bit program does. */
class DirectoryTest {
  private static final int BUFFER = 512;

  @TempDir Path dir;
  private TestMachine machine;
  private TestProcess process;

  private record Entry(String name, long next) {}

  @BeforeEach
  void start() throws IOException {
    machine = new TestMachine();
    process = machine.process();
    for (int i = 0; i < 300; i++) {
      Files.createFile(dir.resolve("file" + i));
    }
  }

  @AfterEach
  void stop() {
    machine.close();
  }

  private List<Entry> chunk(int fd, int buffer) {
    int length = process.call(t -> GetDents.getdents64(t, fd, buffer, BUFFER));
    assertTrue(length >= 0, () -> Errno.name(-length));
    List<Entry> entries = new ArrayList<>();
    for (int at = buffer; at < buffer + length; ) {
      int size = process.user.getShort(at + 16);
      entries.add(
          new Entry(process.user.string(at + 19, 256, Errno.EINVAL), process.user.getLong(at + 8)));
      at += size;
    }
    return entries;
  }

  private List<Entry> all(int fd) {
    int buffer = process.space(BUFFER);
    List<Entry> entries = new ArrayList<>();
    for (List<Entry> part = chunk(fd, buffer); !part.isEmpty(); part = chunk(fd, buffer)) {
      entries.addAll(part);
    }
    return entries;
  }

  private int openDirectory() {
    return process.open(dir.toString(), OpenFlags.O_DIRECTORY);
  }

  @Test
  void everyNameComesOnceAndPositionsFit32Bits() {
    Set<String> names = new HashSet<>();
    for (Entry entry : all(openDirectory())) {
      assertTrue(names.add(entry.name()), entry.name());
      assertTrue(entry.next() > 0 && entry.next() <= Integer.MAX_VALUE);
    }
    assertEquals(302, names.size());
  }

  @Test
  void seekingToAPositionGoesOnThere() {
    int fd = openDirectory();
    List<Entry> entries = all(fd);
    for (int i : new int[] {0, 1, 150, 299, 17}) {
      long position = entries.get(i).next();
      assertEquals((int) position, process.call(t -> ReadWrite.lseek(t, fd, (int) position, 0)));
      int buffer = process.space(BUFFER);
      assertEquals(entries.get(i + 1), chunk(fd, buffer).getFirst());
    }
    assertEquals(0, process.call(t -> ReadWrite.lseek(t, fd, 0, 0)));
    assertEquals(entries, all(fd));
  }

  @Test
  void aPositionThatWasNeverGivenIsRefused() {
    int fd = openDirectory();
    assertEquals(-Errno.EINVAL, process.call(t -> ReadWrite.lseek(t, fd, 12345, 0)));
  }

  @Test
  void aBufferTooSmallForOneEntryIsAnError() {
    int fd = openDirectory();
    int buffer = process.space(16);
    assertEquals(-Errno.EINVAL, process.call(t -> GetDents.getdents64(t, fd, buffer, 16)));
    assertEquals(
        -Errno.EFAULT, process.call(t -> GetDents.getdents64(t, fd, TestProcess.BAD, 4096)));
    int file = process.open(dir + "/file1", 0);
    assertEquals(-Errno.ENOTDIR, process.call(t -> GetDents.getdents64(t, file, buffer, 16)));
  }

  @Test
  void namesOfAllLengthsComeWholeAndInSmallBuffersOneByOne() throws IOException {
    Path sub = Files.createDirectory(dir.resolve("sub"));
    Set<String> names = new HashSet<>(Set.of(".", ".."));
    for (int i = 1; i <= 255; i += i < 40 ? 1 : 43) {
      String name = "n".repeat(i);
      names.add(name);
      Files.createFile(sub.resolve(name));
    }
    int buffer = process.space(304);
    for (int size : new int[] {280, 304}) {
      int fd = process.open(sub.toString(), OpenFlags.O_DIRECTORY);
      Set<String> seen = new HashSet<>();
      int length;
      while ((length = process.call(t -> GetDents.getdents64(t, fd, buffer, size))) > 0) {
        for (int at = buffer; at < buffer + length; at += process.user.getShort(at + 16)) {
          seen.add(process.user.string(at + 19, 256, Errno.EINVAL));
        }
      }
      assertEquals(0, length);
      assertEquals(names, seen);
    }
    // A struct linux_dirent is shorter than what the host gives: a name of 254 takes 268 bytes.
    int fd = process.open(sub.toString(), OpenFlags.O_DIRECTORY);
    Set<String> seen = new HashSet<>();
    int length;
    while ((length = process.call(t -> GetDents.getdents(t, fd, buffer, 268))) > 0) {
      for (int at = buffer; at < buffer + length; at += process.user.getShort(at + 8)) {
        seen.add(process.user.string(at + 10, 256, Errno.EINVAL));
      }
    }
    assertEquals(0, length);
    assertEquals(names, seen);
  }

  @Test
  void theOldCallHasTheTypeInTheLastByte() {
    int fd = openDirectory();
    int buffer = process.space(4096);
    int length = process.call(t -> GetDents.getdents(t, fd, buffer, 4096));
    Set<String> names = new HashSet<>();
    for (int at = buffer; at < buffer + length; ) {
      int size = process.user.getShort(at + 8);
      String name = process.user.string(at + 10, 256, Errno.EINVAL);
      names.add(name);
      assertEquals(name.startsWith(".") ? 4 : 8, process.user.getByte(at + size - 1), name);
      at += size;
    }
    assertTrue(names.size() > 50);
  }
}
