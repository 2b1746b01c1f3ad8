package dev.armature.syscalls.fs;

import static dev.armature.syscalls.fs.TestMachine.CREATE;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;

import dev.armature.abi.Errno;
import dev.armature.vfs.FileTable;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Record locks belong to guest processes, and hold against the world outside. */
class LockTest {
  private static final int READ = 0;
  private static final int WRITE = 1;
  private static final int UNLOCK = 2;
  private static final int F_GETLK = 5;
  private static final int F_SETLK = 6;
  private static final int F_SETLKW = 7;

  @TempDir Path dir;
  private TestMachine machine;
  private TestProcess one;
  private TestProcess two;
  private int fd;
  private int other;

  @BeforeEach
  void start() {
    machine = new TestMachine();
    one = machine.process();
    two = machine.process();
    fd = one.open(dir + "/f", CREATE);
    other = two.open(dir + "/f", CREATE);
  }

  @AfterEach
  void stop() {
    machine.close();
  }

  private static int flock(TestProcess process, int type, int start, int length) {
    int address = process.words(type, start, length, 0);
    return address;
  }

  private static int lock(TestProcess process, int fd, int command, int type, int start, int len) {
    int address = flock(process, type, start, len);
    return process.call(t -> FcntlCalls.fcntl64(t, fd, command, address));
  }

  @Test
  void writersExcludeEachOther() {
    assertEquals(0, lock(one, fd, F_SETLK, WRITE, 10, 10));
    assertEquals(-Errno.EAGAIN, lock(two, other, F_SETLK, WRITE, 15, 1));
    assertEquals(-Errno.EAGAIN, lock(two, other, F_SETLK, READ, 0, 0));
    assertEquals(0, lock(two, other, F_SETLK, WRITE, 0, 10));
    assertEquals(0, lock(two, other, F_SETLK, WRITE, 20, 0));
    assertEquals(0, lock(one, fd, F_SETLK, WRITE, 10, 10));
    int found = flock(two, WRITE, 0, 0);
    assertEquals(0, two.call(t -> FcntlCalls.fcntl64(t, other, F_GETLK, found)));
    assertEquals(WRITE, two.user.getShort(found));
    assertEquals(10, two.user.getInt(found + 4));
    assertEquals(10, two.user.getInt(found + 8));
    assertEquals(one.task.pid(), two.user.getInt(found + 12));
  }

  @Test
  void unlockingAPieceSplits() {
    assertEquals(0, lock(one, fd, F_SETLK, WRITE, 0, 30));
    assertEquals(0, lock(one, fd, F_SETLK, UNLOCK, 10, 10));
    assertEquals(0, lock(two, other, F_SETLK, WRITE, 10, 10));
    assertEquals(-Errno.EAGAIN, lock(two, other, F_SETLK, WRITE, 9, 1));
    assertEquals(-Errno.EAGAIN, lock(two, other, F_SETLK, WRITE, 20, 1));
    assertEquals(0, lock(two, other, F_SETLK, WRITE, 30, 1));
  }

  @Test
  void closingAnyDescriptorGivesAllBack() {
    assertEquals(0, lock(one, fd, F_SETLK, WRITE, 0, 0));
    int second = one.open(dir + "/f", 0);
    one.call(t -> OpenCalls.close(t, second));
    assertEquals(0, lock(two, other, F_SETLK, WRITE, 0, 0));
  }

  @Test
  void aForkedTableOwnsNoLocks() {
    assertEquals(0, lock(one, fd, F_SETLK, WRITE, 0, 0));
    FileTable child = one.task.files.copy();
    child.put();
    assertEquals(-Errno.EAGAIN, lock(two, other, F_SETLK, WRITE, 0, 0));
  }

  @Test
  void waitingEndsWithTheLockOrASignal() {
    assertEquals(0, lock(one, fd, F_SETLK, WRITE, 0, 0));
    int wanted = flock(two, READ, 5, 1);
    CompletableFuture<Integer> wait =
        two.start(t -> FcntlCalls.fcntl64(t, other, F_SETLKW, wanted));
    two.awaitSleep();
    assertFalse(wait.isDone());
    two.signal();
    assertEquals(-Errno.ERESTARTSYS, TestProcess.result(wait));
    two.clearSignal();
    CompletableFuture<Integer> again =
        two.start(t -> FcntlCalls.fcntl64(t, other, F_SETLKW, wanted));
    two.awaitSleep();
    assertEquals(0, lock(one, fd, F_SETLK, UNLOCK, 0, 0));
    assertEquals(0, TestProcess.result(again));
  }

  @Test
  void aDeadlockIsSeen() {
    assertEquals(0, lock(one, fd, F_SETLK, WRITE, 0, 1));
    assertEquals(0, lock(two, other, F_SETLK, WRITE, 1, 1));
    int wanted = flock(one, WRITE, 1, 1);
    CompletableFuture<Integer> wait = one.start(t -> FcntlCalls.fcntl64(t, fd, F_SETLKW, wanted));
    one.awaitSleep();
    assertEquals(-Errno.EDEADLK, lock(two, other, F_SETLKW, WRITE, 0, 1));
    assertEquals(0, lock(two, other, F_SETLK, UNLOCK, 1, 1));
    assertEquals(0, TestProcess.result(wait));
  }

  @Test
  void theWorldOutsideSeesThem() throws IOException {
    assertEquals(0, lock(one, fd, F_SETLK, WRITE, 0, 10));
    try (FileChannel outside = FileChannel.open(dir.resolve("f"), StandardOpenOption.WRITE)) {
      assertNull(outside.tryLock(5, 1, false));
      FileLock free = outside.tryLock(10, 10, false);
      assertNotNull(free);
      assertEquals(-Errno.EAGAIN, lock(two, other, F_SETLK, WRITE, 12, 1));
      free.release();
      assertEquals(0, lock(two, other, F_SETLK, WRITE, 12, 1));
      assertEquals(0, lock(one, fd, F_SETLK, UNLOCK, 0, 0));
      assertNotNull(outside.tryLock(5, 1, false));
    }
  }

  @Test
  void badRequestsAreErrors() {
    assertEquals(-Errno.EINVAL, lock(one, fd, F_SETLK, 7, 0, 0));
    assertEquals(-Errno.EINVAL, lock(one, fd, F_SETLK, WRITE, -1, 0));
    assertEquals(-Errno.EINVAL, lock(one, fd, F_SETLK, WRITE | 9 << 16, 0, 0));
    int read = one.open(dir + "/f", 0);
    assertEquals(-Errno.EBADF, lock(one, read, F_SETLK, WRITE, 0, 0));
    assertEquals(-Errno.EFAULT, one.call(t -> FcntlCalls.fcntl64(t, fd, F_SETLK, TestProcess.BAD)));
  }

  @Test
  void wholeFileLocksBelongToTheOpenFile() {
    assertEquals(0, one.call(t -> LockCalls.flock(t, fd, 2)));
    assertEquals(-Errno.EAGAIN, two.call(t -> LockCalls.flock(t, other, 2 | 4)));
    CompletableFuture<Integer> wait = two.start(t -> LockCalls.flock(t, other, 1));
    two.awaitSleep();
    assertFalse(wait.isDone());
    assertEquals(0, one.call(t -> LockCalls.flock(t, fd, 8)));
    assertEquals(0, TestProcess.result(wait));
    assertEquals(-Errno.EINVAL, one.call(t -> LockCalls.flock(t, fd, 3)));
  }
}
