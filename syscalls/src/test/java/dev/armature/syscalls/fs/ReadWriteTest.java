package dev.armature.syscalls.fs;

import static dev.armature.syscalls.fs.TestMachine.CREATE;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.armature.abi.Errno;
import dev.armature.abi.OpenFlags;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** read, write and their kin on files of the host. */
class ReadWriteTest {
  @TempDir Path dir;
  private TestMachine machine;
  private TestProcess process;

  @BeforeEach
  void start() {
    machine = new TestMachine();
    process = machine.process();
  }

  @AfterEach
  void stop() {
    machine.close();
  }

  @Test
  void whatIsWrittenIsRead() throws IOException {
    int fd = process.open(dir + "/f", CREATE);
    int data = process.string("hello");
    assertEquals(5, process.call(t -> ReadWrite.write(t, fd, data, 5)));
    assertEquals("hello", Files.readString(dir.resolve("f")));
    assertEquals(1, process.call(t -> ReadWrite.lseek(t, fd, 1, 0)));
    int buffer = process.space(16);
    assertEquals(4, process.call(t -> ReadWrite.read(t, fd, buffer, 16)));
    assertEquals("ello", process.text(buffer, 4));
  }

  @Test
  void badArgumentsAreErrors() {
    int fd = process.open(dir + "/f", CREATE);
    int data = process.string("hello");
    assertEquals(-Errno.EBADF, process.call(t -> ReadWrite.read(t, 77, data, 1)));
    assertEquals(-Errno.EBADF, process.call(t -> ReadWrite.read(t, -1, data, 1)));
    assertEquals(-Errno.EINVAL, process.call(t -> ReadWrite.read(t, fd, data, -1)));
    assertEquals(-Errno.EFAULT, process.call(t -> ReadWrite.write(t, fd, TestProcess.BAD, 1)));
    int write = process.open(dir + "/f", OpenFlags.O_WRONLY);
    assertEquals(-Errno.EBADF, process.call(t -> ReadWrite.read(t, write, data, 1)));
    assertEquals(-Errno.EISDIR, readDirectory());
  }

  private int readDirectory() {
    int fd = process.open(dir.toString(), 0);
    int buffer = process.space(16);
    return process.call(t -> ReadWrite.read(t, fd, buffer, 16));
  }

  @Test
  void aBufferThatEndsTooSoonIsFilledSoFar() throws IOException {
    Files.writeString(dir.resolve("f"), "x".repeat(8192));
    int fd = process.open(dir + "/f", 0);
    // The last page of the test's memory, and nothing behind it.
    int last = 0x10000 + (1 << 20) - 4096;
    assertEquals(4096, process.call(t -> ReadWrite.read(t, fd, last, 8192)));
  }

  @Test
  void offsetsAreInAnAlignedPair() {
    int fd = process.open(dir + "/f", CREATE);
    int data = process.string("abc");
    assertEquals(3, process.call(t -> ReadWrite.pwrite64(t, fd, data, 3, -1, 4, 1)));
    int buffer = process.space(16);
    assertEquals(2, process.call(t -> ReadWrite.pread64(t, fd, buffer, 16, -1, 5, 1)));
    assertEquals("bc", process.text(buffer, 2));
    int result = process.space(8);
    assertEquals(0, process.call(t -> ReadWrite.llseek(t, fd, 0, 0, result, 2)));
    assertEquals((1L << 32) + 7, process.user.getLong(result));
    assertEquals(-Errno.EOVERFLOW, process.call(t -> ReadWrite.lseek(t, fd, 0, 2)));
    assertEquals(-Errno.EINVAL, process.call(t -> ReadWrite.pread64(t, fd, buffer, 1, 0, 0, -1)));
  }

  @Test
  void vectorsGatherAndScatter() throws IOException {
    int fd = process.open(dir + "/f", CREATE);
    int out = process.words(process.string("ab"), 2, process.string("cde"), 3);
    assertEquals(5, process.call(t -> VectorIo.writev(t, fd, out, 2)));
    assertEquals("abcde", Files.readString(dir.resolve("f")));
    int first = process.space(4);
    int second = process.space(4);
    int in = process.words(first, 1, second, 4);
    assertEquals(5, process.call(t -> VectorIo.preadv(t, fd, in, 2, 0, 0)));
    assertEquals("a", process.text(first, 1));
    assertEquals("bcde", process.text(second, 4));
    assertEquals(-Errno.EINVAL, process.call(t -> VectorIo.readv(t, fd, in, 1025)));
    assertEquals(-Errno.EINVAL, process.call(t -> VectorIo.readv(t, fd, in, -1)));
    int negative = process.words(first, -1);
    assertEquals(-Errno.EINVAL, process.call(t -> VectorIo.readv(t, fd, negative, 1)));
    int bad = process.words(TestProcess.BAD, 4);
    assertEquals(-Errno.EFAULT, process.call(t -> VectorIo.writev(t, fd, bad, 1)));
  }

  @Test
  void statHasTheLayoutOfArm() throws IOException {
    Files.writeString(dir.resolve("f"), "12345");
    int path = process.string(dir + "/f");
    int stat = process.space(104);
    assertEquals(0, process.call(t -> StatCalls.stat64(t, path, stat)));
    assertEquals(5, process.user.getLong(stat + 48));
    assertEquals(0100644, process.user.getInt(stat + 16));
    assertEquals(1, process.user.getInt(stat + 20));
    long inode = (long) (Long) Files.getAttribute(dir.resolve("f"), "unix:ino");
    assertEquals(inode, process.user.getLong(stat + 96));
    assertEquals((int) inode, process.user.getInt(stat + 12));
    assertEquals(
        Files.getLastModifiedTime(dir.resolve("f")).toMillis() / 1000,
        process.user.getInt(stat + 80));
    int statx = process.space(256);
    assertEquals(
        0, process.call(t -> StatCalls.statx(t, TestMachine.AT_FDCWD, path, 0, 0x7ff, statx)));
    assertEquals(inode, process.user.getLong(statx + 32));
    assertEquals(-Errno.EFAULT, process.call(t -> StatCalls.stat64(t, path, TestProcess.BAD)));
    int missing = process.string(dir + "/none");
    assertEquals(-Errno.ENOENT, process.call(t -> StatCalls.stat64(t, missing, stat)));
  }

  @Test
  void descriptorsAreTheLowestFree() {
    int a = process.open("/dev/null", 0);
    int b = process.open("/dev/null", 0);
    int c = process.open("/dev/null", 0);
    assertEquals(a + 1, b);
    assertEquals(0, process.call(t -> OpenCalls.close(t, b)));
    assertEquals(b, process.call(t -> DescriptorCalls.dup(t, a)));
    assertEquals(-Errno.EBADF, process.call(t -> OpenCalls.close(t, 99)));
    assertEquals(50, process.call(t -> DescriptorCalls.dup2(t, c, 50)));
    assertEquals(51, process.call(t -> FcntlCalls.fcntl64(t, a, 0, 50)));
    assertEquals(52, process.call(t -> FcntlCalls.fcntl64(t, a, 1030, 50)));
    assertEquals(1, process.call(t -> FcntlCalls.fcntl64(t, 52, 1, 0)));
    assertEquals(0, process.call(t -> FcntlCalls.fcntl64(t, 51, 1, 0)));
    assertEquals(-Errno.EBADF, process.call(t -> DescriptorCalls.dup2(t, a, 1 << 20)));
    assertEquals(-Errno.EINVAL, process.call(t -> FcntlCalls.fcntl64(t, a, 0, 5000)));
    process.task.files.closeOnExec();
    assertTrue(process.task.files.isOpen(51));
    assertEquals(-Errno.EBADF, process.call(t -> OpenCalls.close(t, 52)));
  }

  @Test
  void theUmaskOfTheGuestCounts() throws IOException {
    assertEquals(022, process.call(t -> OpenCalls.umask(t, 0007)));
    int path = process.string(dir + "/f");
    assertTrue(process.call(t -> OpenCalls.open(t, path, CREATE, 0666)) >= 0);
    int made = process.string(dir + "/d");
    assertEquals(0, process.call(t -> NameCalls.mkdir(t, made, 0777)));
    assertEquals(0660, (int) Files.getAttribute(dir.resolve("f"), "unix:mode") & 0777);
    assertEquals(0770, (int) Files.getAttribute(dir.resolve("d"), "unix:mode") & 0777);
  }
}
