package dev.armature.syscalls.fs;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.armature.abi.Errno;
import dev.armature.abi.OpenFlags;
import dev.armature.abi.PollEvents;
import dev.armature.host.HostDescriptors;
import dev.armature.host.HostSockets;
import dev.armature.signal.Signals;
import dev.armature.vfs.HostFile;
import dev.armature.vfs.OpenFile;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Calls that wait, and what ends the waiting. */
class PipeTest {
  private TestMachine machine;
  private TestProcess process;
  private int in;
  private int out;

  @BeforeEach
  void start() {
    machine = new TestMachine();
    process = machine.process();
    int fds = process.space(8);
    assertEquals(0, process.call(t -> DescriptorCalls.pipe(t, fds)));
    in = process.user.getInt(fds);
    out = process.user.getInt(fds + 4);
  }

  @AfterEach
  void stop() {
    machine.close();
  }

  private static int fill(TestProcess writer, int fd) {
    int data = writer.space(4096);
    int total = 0;
    writer.call(t -> FcntlCalls.fcntl64(t, fd, 4, OpenFlags.O_NONBLOCK));
    for (int done = 4096; done > 0; ) {
      done = writer.call(t -> ReadWrite.write(t, fd, data, 4096));
      total += Math.max(done, 0);
    }
    writer.call(t -> FcntlCalls.fcntl64(t, fd, 4, 0));
    return total;
  }

  @Test
  void readingWaitsForAWriter() {
    int buffer = process.space(16);
    CompletableFuture<Integer> read = process.start(t -> ReadWrite.read(t, in, buffer, 16));
    process.awaitSleep();
    assertFalse(read.isDone());
    TestProcess other = machine.process();
    share(other, out, 5);
    int data = other.string("data");
    assertEquals(4, other.call(t -> ReadWrite.write(t, 5, data, 4)));
    assertEquals(4, TestProcess.result(read));
    assertEquals("data", process.text(buffer, 4));
  }

  @Test
  void dataWinOverASignal() {
    int buffer = process.space(16);
    int data = process.string("data");
    // Once it has waited the pipe waits in the host.
    CompletableFuture<Integer> read = process.start(t -> ReadWrite.read(t, in, buffer, 16));
    process.awaitSleep();
    process.signal();
    assertEquals(-Errno.ERESTARTSYS, TestProcess.result(read));
    assertEquals(4, process.call(t -> ReadWrite.write(t, out, data, 4)));
    assertEquals(4, process.call(t -> ReadWrite.read(t, in, buffer, 16)));
    assertEquals(-Errno.ERESTARTSYS, process.call(t -> ReadWrite.read(t, in, buffer, 16)));
    process.clearSignal();
  }

  private void share(TestProcess other, int fd, int as) {
    var file = process.task.files.acquire(fd);
    assertEquals(as, other.task.files.replace(as, file, false, 1024));
  }

  @Test
  void aSignalEndsReading() {
    int buffer = process.space(16);
    CompletableFuture<Integer> read = process.start(t -> ReadWrite.read(t, in, buffer, 16));
    process.awaitSleep();
    process.signal();
    assertEquals(-Errno.ERESTARTSYS, TestProcess.result(read));
  }

  @Test
  void aSignalEndsATransferFromADescriptorThatBlocksInTheHost() {
    int[] pair = new int[2];
    assertEquals(0, HostSockets.socketpair(1, 1, 0, pair));
    OpenFile file = new OpenFile(HostFile.inherited(pair[0]), OpenFlags.O_RDWR);
    int socket = process.task.files.install(file, false, 0, 1024);
    CompletableFuture<Integer> sent =
        process.start(t -> TransferCalls.sendfile64(t, out, socket, 0, 1 << 20));
    process.awaitSleep();
    process.signal();
    assertEquals(-Errno.ERESTARTSYS, TestProcess.result(sent));
    process.clearSignal();
    assertEquals(0, HostDescriptors.close(pair[0]));
    assertEquals(0, HostDescriptors.close(pair[1]));
  }

  @Test
  void nonBlockingReadingDoesNotWait() {
    int buffer = process.space(16);
    assertEquals(0, process.call(t -> FcntlCalls.fcntl64(t, in, 4, OpenFlags.O_NONBLOCK)));
    assertEquals(OpenFlags.O_NONBLOCK, process.call(t -> FcntlCalls.fcntl64(t, in, 3, 0)));
    assertEquals(-Errno.EAGAIN, process.call(t -> ReadWrite.read(t, in, buffer, 16)));
    assertEquals(0, process.call(t -> OpenCalls.close(t, out)));
    assertEquals(0, process.call(t -> ReadWrite.read(t, in, buffer, 16)));
  }

  @Test
  void writingWaitsUntilAllIsTaken() {
    TestProcess reader = machine.process();
    share(reader, in, 3);
    int length = 300_000;
    int data = process.space(length);
    CompletableFuture<Integer> write = process.start(t -> ReadWrite.write(t, out, data, length));
    int buffer = reader.space(65536);
    int taken = 0;
    while (taken < length) {
      int got = reader.call(t -> ReadWrite.read(t, 3, buffer, 65536));
      assertTrue(got > 0);
      taken += got;
    }
    assertEquals(length, taken);
    assertEquals(length, TestProcess.result(write));
  }

  @Test
  void aSignalInTheMiddleOfWritingTellsHowMuchWent() {
    int length = 300_000;
    int data = process.space(length);
    CompletableFuture<Integer> write = process.start(t -> ReadWrite.write(t, out, data, length));
    process.awaitSleep();
    process.signal();
    assertEquals(65536, TestProcess.result(write));
  }

  @Test
  void writingWithoutReadersIsSigpipe() {
    int data = process.string("x");
    process.call(t -> OpenCalls.close(t, in));
    assertEquals(-Errno.EPIPE, process.call(t -> ReadWrite.write(t, out, data, 1)));
    long pending = process.task.pending.set() | process.task.group.sharedPending.set();
    assertTrue(Signals.has(pending, Signals.SIGPIPE) || process.task.group.groupExit());
  }

  @Test
  void pollTellsWhatIsReady() {
    int fds = process.words(in, PollEvents.POLLIN, out, PollEvents.POLLOUT, 99, 1, -1, 1);
    assertEquals(2, process.call(t -> PollCalls.poll(t, fds, 4, -1)));
    assertEquals(0, process.user.getShort(fds + 6));
    assertEquals(PollEvents.POLLOUT, process.user.getShort(fds + 14));
    assertEquals(PollEvents.POLLNVAL, process.user.getShort(fds + 22));
    assertEquals(0, process.user.getShort(fds + 30));
    int one = process.words(in, PollEvents.POLLIN);
    assertEquals(0, process.call(t -> PollCalls.poll(t, one, 1, 1)));
    CompletableFuture<Integer> poll = process.start(t -> PollCalls.poll(t, one, 1, -1));
    process.awaitSleep();
    process.signal();
    assertEquals(-Errno.ERESTART_RESTARTBLOCK, TestProcess.result(poll));
    process.clearSignal();
    CompletableFuture<Integer> again = process.start(t -> t.restartBlock.restart(t));
    process.awaitSleep();
    TestProcess other = machine.process();
    share(other, out, 0);
    int data = other.string("x");
    other.call(t -> ReadWrite.write(t, 0, data, 1));
    assertEquals(1, TestProcess.result(again));
    assertEquals(-Errno.EINVAL, process.call(t -> PollCalls.poll(t, one, 5000, 0)));
    assertEquals(-Errno.EFAULT, process.call(t -> PollCalls.poll(t, TestProcess.BAD, 1, 0)));
  }

  @Test
  void selectSetsBits() {
    int read = process.words(1 << in, 0);
    int write = process.words(1 << out, 0);
    int now = process.words(0, 0);
    assertEquals(1, process.call(t -> SelectCalls.select(t, out + 1, read, write, 0, now)));
    assertEquals(0, process.user.getInt(read));
    assertEquals(1 << out, process.user.getInt(write));
    int bad = process.words(1 << 30);
    assertEquals(0, process.call(t -> SelectCalls.select(t, 1, bad, 0, 0, now)));
    int closed = process.words(1 << 10);
    assertEquals(-Errno.EBADF, process.call(t -> SelectCalls.select(t, 11, closed, 0, 0, now)));
    assertEquals(-Errno.EINVAL, process.call(t -> SelectCalls.select(t, -1, 0, 0, 0, now)));
  }

  @Test
  void epollKnowsTwoNumbersOfOneFile() {
    int data = process.string("x");
    int epoll = process.call(t -> EpollCalls.create1(t, 0));
    int copy = process.call(t -> DescriptorCalls.dup(t, in));
    int first = process.words(PollEvents.POLLIN, 0, 11, 0);
    int second = process.words(PollEvents.POLLIN, 0, 22, 0);
    assertEquals(0, process.call(t -> EpollCalls.control(t, epoll, 1, in, first)));
    assertEquals(-Errno.EEXIST, process.call(t -> EpollCalls.control(t, epoll, 1, in, first)));
    assertEquals(0, process.call(t -> EpollCalls.control(t, epoll, 1, copy, second)));
    int events = process.space(64);
    assertEquals(0, process.call(t -> EpollCalls.await(t, epoll, events, 4, 0)));
    process.call(t -> ReadWrite.write(t, out, data, 1));
    assertEquals(2, process.call(t -> EpollCalls.await(t, epoll, events, 4, -1)));
    assertEquals(33, process.user.getInt(events + 8) + process.user.getInt(events + 24));
    assertEquals(0, process.call(t -> EpollCalls.control(t, epoll, 2, in, 0)));
    assertEquals(1, process.call(t -> EpollCalls.await(t, epoll, events, 4, -1)));
    assertEquals(22, process.user.getInt(events + 8));
    process.call(t -> OpenCalls.close(t, in));
    process.call(t -> OpenCalls.close(t, copy));
    assertEquals(0, process.call(t -> EpollCalls.await(t, epoll, events, 4, 0)));
    assertEquals(-Errno.EINVAL, process.call(t -> EpollCalls.await(t, epoll, events, 0, 0)));
    int file = process.open("/proc/self/stat", 0);
    assertEquals(-Errno.EPERM, process.call(t -> EpollCalls.control(t, epoll, 1, file, first)));
  }

  @Test
  void splicingMovesWithoutUserMemory(@TempDir Path dir) throws IOException {
    Files.writeString(dir.resolve("source"), "spliced");
    int source = process.open(dir + "/source", 0);
    assertEquals(7, process.call(t -> TransferCalls.sendfile64(t, out, source, 0, 100)));
    int target = process.open(dir + "/target", TestMachine.CREATE);
    assertEquals(7, process.call(t -> TransferCalls.splice(t, in, 0, target, 0, 100, 0)));
    assertEquals("spliced", Files.readString(dir.resolve("target")));
    int offset = process.words(2);
    assertEquals(5, process.call(t -> TransferCalls.sendfile(t, out, source, offset, 100)));
    assertEquals(7, process.user.getInt(offset));
  }

  @Test
  void aNamedPipeWaitsForItsOtherEnd(@TempDir Path dir) throws IOException {
    int name = process.string(dir + "/fifo");
    assertEquals(0, process.call(t -> NameCalls.mknod(t, name, 010600, 0)));
    CompletableFuture<Integer> open = process.start(t -> OpenCalls.open(t, name, 0, 0));
    process.awaitSleep();
    assertFalse(open.isDone());
    // Somebody outside of the machine.
    try (FileChannel writer = FileChannel.open(dir.resolve("fifo"), StandardOpenOption.WRITE)) {
      assertTrue(TestProcess.result(open) > 0);
      writer.write(ByteBuffer.wrap(new byte[1]));
    }
    CompletableFuture<Integer> write =
        process.start(t -> OpenCalls.open(t, name, OpenFlags.O_WRONLY, 0));
    // The first open's end is still there for reading.
    assertTrue(TestProcess.result(write) > 0);
    TestProcess other = machine.process();
    int fresh = other.string(dir + "/fifo2");
    assertEquals(0, other.call(t -> NameCalls.mknod(t, fresh, 010600, 0)));
    CompletableFuture<Integer> alone =
        other.start(t -> OpenCalls.open(t, fresh, OpenFlags.O_WRONLY, 0));
    other.awaitSleep();
    assertFalse(alone.isDone());
    other.signal();
    assertEquals(-Errno.ERESTARTSYS, TestProcess.result(alone));
  }

  @Test
  void aFullPipeIsNotWritable() {
    assertTrue(fill(process, out) >= 65536);
    int fds = process.words(out, PollEvents.POLLOUT);
    assertEquals(0, process.call(t -> PollCalls.poll(t, fds, 1, 0)));
  }
}
