package dev.armature.syscalls.net;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.armature.abi.Errno;
import dev.armature.syscalls.fs.DescriptorCalls;
import dev.armature.syscalls.fs.NameCalls;
import dev.armature.syscalls.fs.OpenCalls;
import dev.armature.syscalls.fs.ReadWrite;
import dev.armature.syscalls.fs.TestMachine;
import dev.armature.syscalls.fs.TestProcess;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Sockets of the host as 32-bit programs see them. */
class SocketTest {
  private static final int AF_UNIX = 1;
  private static final int AF_INET = 2;
  private static final int STREAM = 1;
  private static final int DGRAM = 2;
  private static final int SOL_SOCKET = 1;

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

  private int[] pair(int type) {
    int fds = process.space(8);
    assertEquals(0, process.call(t -> SocketCalls.socketpair(t, AF_UNIX, type, 0, fds)));
    return new int[] {process.user.getInt(fds), process.user.getInt(fds + 4)};
  }

  @Test
  void bytesGoThroughAPair() {
    int[] fds = pair(STREAM);
    int data = process.string("bytes");
    assertEquals(5, process.call(t -> SocketCalls.send(t, fds[0], data, 5, 0)));
    int buffer = process.space(16);
    assertEquals(5, process.call(t -> SocketCalls.recv(t, fds[1], buffer, 16, 0)));
    assertEquals("bytes", process.text(buffer, 5));
    int dontWait = 0x40;
    assertEquals(
        -Errno.EAGAIN, process.call(t -> SocketCalls.recv(t, fds[1], buffer, 16, dontWait)));
    CompletableFuture<Integer> read =
        process.start(t -> SocketCalls.recv(t, fds[1], buffer, 16, 0));
    process.awaitSleep();
    assertFalse(read.isDone());
    process.signal();
    assertEquals(-Errno.ERESTARTSYS, result(read));
    process.clearSignal();
    int file = process.open("/dev/null", 0);
    assertEquals(-Errno.ENOTSOCK, process.call(t -> SocketCalls.listen(t, file, 1)));
    assertEquals(-Errno.EBADF, process.call(t -> SocketCalls.listen(t, 99, 1)));
  }

  private static int result(CompletableFuture<Integer> future) {
    try {
      return future.get(30, TimeUnit.SECONDS);
    } catch (InterruptedException | ExecutionException | TimeoutException e) {
      throw new AssertionError(e);
    }
  }

  @Test
  void timeoutsHaveTheLayoutOf32Bits() {
    int[] fds = pair(DGRAM);
    int timeval = process.words(0, 5000);
    assertEquals(0, process.call(t -> SocketOptions.set(t, fds[0], SOL_SOCKET, 20, timeval, 8)));
    int buffer = process.space(16);
    assertEquals(-Errno.EAGAIN, process.call(t -> SocketCalls.recv(t, fds[0], buffer, 16, 0)));
    int length = process.words(8);
    int back = process.space(8);
    assertEquals(0, process.call(t -> SocketOptions.get(t, fds[0], SOL_SOCKET, 20, back, length)));
    assertEquals(8, process.user.getInt(length));
    assertTrue(process.user.getInt(back + 4) >= 4000);
    assertEquals(
        -Errno.EINVAL, process.call(t -> SocketOptions.set(t, fds[0], SOL_SOCKET, 20, timeval, 4)));
  }

  @Test
  void descriptorsTravelInMessages(@TempDir Path dir) throws Exception {
    Files.writeString(dir.resolve("f"), "travelled");
    int[] fds = pair(STREAM);
    int file = process.open(dir + "/f", 0);
    int iov = process.words(process.string("m"), 1);
    int control = process.words(20, SOL_SOCKET, 1, file, file);
    int message = process.words(0, 0, iov, 1, control, 20, 0);
    assertEquals(1, process.call(t -> Messages.sendmsg(t, fds[0], message, 0)));
    TestProcess other = machine.process();
    other.task.files.replace(0, process.task.files.acquire(fds[1]), false, 64);
    int in = other.words(other.space(8), 8);
    int room = other.space(64);
    int receive = other.words(0, 0, in, 1, room, 64, 0);
    assertEquals(1, other.call(t -> Messages.recvmsg(t, 0, receive, 0)));
    assertEquals(20, other.user.getInt(receive + 20));
    assertEquals(20, other.user.getInt(room));
    assertEquals(1, other.user.getInt(room + 8));
    int got = other.user.getInt(room + 12);
    assertEquals(1, got);
    assertEquals(2, other.user.getInt(room + 16));
    int buffer = other.space(16);
    assertEquals(9, other.call(t -> ReadWrite.read(t, got, buffer, 16)));
    assertEquals("travelled", other.text(buffer, 9));
  }

  @Test
  void ancillaryDataThatDoesNotFitIsMarked() {
    int[] fds = pair(STREAM);
    int iov = process.words(process.string("m"), 1);
    int control = process.words(20, SOL_SOCKET, 1, fds[0], fds[1]);
    int message = process.words(0, 0, iov, 1, control, 20, 0);
    assertEquals(1, process.call(t -> Messages.sendmsg(t, fds[0], message, 0)));
    int room = process.space(64);
    int receive = process.words(0, 0, process.words(process.space(8), 8), 1, room, 16, 0);
    assertEquals(1, process.call(t -> Messages.recvmsg(t, fds[1], receive, 0)));
    assertEquals(Messages.MSG_CTRUNC, process.user.getInt(receive + 24) & Messages.MSG_CTRUNC);
    assertEquals(16, process.user.getInt(receive + 20));
    int bad = process.words(0, 0, iov, 1, process.words(4, 1, 1), 12, 0);
    assertEquals(-Errno.EINVAL, process.call(t -> Messages.sendmsg(t, fds[0], bad, 0)));
    int many = process.words(0, 0, iov, 5000, 0, 0, 0);
    assertEquals(-Errno.EMSGSIZE, process.call(t -> Messages.sendmsg(t, fds[0], many, 0)));
  }

  @Test
  void aConnectionIsMadeByRelativeName(@TempDir Path dir) {
    int path = process.string(dir.toString());
    assertEquals(0, process.call(t -> NameCalls.chdir(t, path)));
    int name = process.space(16);
    process.user.putShort(name, AF_UNIX);
    process.user.copyOut("sock\0".getBytes(java.nio.charset.StandardCharsets.US_ASCII), name + 2);
    int server = process.call(t -> SocketCalls.socket(t, AF_UNIX, STREAM, 0));
    assertEquals(0, process.call(t -> SocketCalls.bind(t, server, name, 7)));
    assertTrue(Files.exists(dir.resolve("sock")));
    assertEquals(0, process.call(t -> SocketCalls.listen(t, server, 5)));
    int client = process.call(t -> SocketCalls.socket(t, AF_UNIX, STREAM, 0));
    assertEquals(0, process.call(t -> SocketCalls.connect(t, client, name, 7)));
    int peer = process.space(128);
    int length = process.words(110);
    int accepted = process.call(t -> SocketCalls.accept(t, server, peer, length));
    assertTrue(accepted > client);
    assertEquals(2, process.user.getInt(length));
    process.user.putInt(length, 110);
    assertEquals(0, process.call(t -> SocketCalls.getpeername(t, client, peer, length)));
    assertEquals("sock", process.user.string(peer + 2, 100, Errno.EINVAL));
    process.call(t -> OpenCalls.close(t, accepted));
    int data = process.string("x");
    int noSignal = 0x4000;
    assertEquals(-Errno.EPIPE, process.call(t -> SocketCalls.send(t, client, data, 1, noSignal)));
  }

  @Test
  void acceptWaitsOnTheNetwork() {
    int name = process.words(AF_INET, 0x0100_007f, 0, 0);
    int server = process.call(t -> SocketCalls.socket(t, AF_INET, STREAM, 0));
    assertEquals(0, process.call(t -> SocketCalls.bind(t, server, name, 16)));
    assertEquals(0, process.call(t -> SocketCalls.listen(t, server, 5)));
    int length = process.words(16);
    assertEquals(0, process.call(t -> SocketCalls.getsockname(t, server, name, length)));
    CompletableFuture<Integer> accept =
        process.start(t -> SocketCalls.accept4(t, server, 0, 0, 0x80000));
    process.awaitSleep();
    TestProcess other = machine.process();
    int target = other.space(16);
    other.user.copyOut(process.user.bytes(name, 16), target);
    int client = other.call(t -> SocketCalls.socket(t, AF_INET, STREAM, 0));
    assertEquals(0, other.call(t -> SocketCalls.connect(t, client, target, 16)));
    int accepted = result(accept);
    assertTrue(process.task.files.isCloseOnExec(accepted));
    int data = other.string("over the network");
    assertEquals(16, other.call(t -> ReadWrite.write(t, client, data, 16)));
    int buffer = process.space(32);
    int waitAll = 0x100;
    assertEquals(16, process.call(t -> SocketCalls.recv(t, accepted, buffer, 16, waitAll)));
    assertEquals("over the network", process.text(buffer, 16));
    assertEquals(-Errno.EINVAL, process.call(t -> SocketCalls.bind(t, server, name, 200)));
    int copy = process.call(t -> DescriptorCalls.dup(t, accepted));
    assertEquals(0, process.call(t -> SocketCalls.shutdown(t, copy, 2)));
    assertEquals(0, process.call(t -> ReadWrite.read(t, accepted, buffer, 1)));
  }
}
