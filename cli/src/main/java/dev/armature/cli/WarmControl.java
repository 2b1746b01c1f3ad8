package dev.armature.cli;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import dev.armature.abi.Errno;
import dev.armature.host.HostDescriptors;
import dev.armature.host.HostLocalSocket;
import java.util.concurrent.TimeUnit;

/** The socket by which {@code armature warm status} and {@code stop} talk to the warm JVM. */
final class WarmControl {
  private static final long PATIENCE = TimeUnit.SECONDS.toNanos(5);
  private static final int MOST = 1 << 15;

  private final WarmServer server;

  WarmControl(WarmServer server) {
    this.server = server;
  }

  void start() {
    int fd = HostLocalSocket.listen(server.directory().control());
    if (fd < 0) {
      throw new CommandException(
          1, "warm: " + server.directory().control() + ": " + Errno.name(-fd));
    }
    Thread.ofPlatform().daemon().name("control").start(() -> serve(fd));
  }

  private void serve(int fd) {
    while (true) {
      int connection = HostLocalSocket.accept(fd);
      if (connection >= 0) {
        Thread.ofPlatform().daemon().name("command").start(() -> answer(connection));
      } else if (connection != -Errno.EINTR && connection != -Errno.ECONNABORTED) {
        return;
      }
    }
  }

  /**
   * One word in, text out, then the end: for stop that of this JVM, which may come as soon as it
   * knows, so the text goes first.
   */
  private void answer(int fd) {
    byte[] word = new byte[16];
    int got = HostLocalSocket.read(fd, word, PATIENCE);
    byte[] text = server.status().getBytes(ISO_8859_1);
    int unused = HostLocalSocket.write(fd, text, text.length, PATIENCE);
    switch (got <= 0 ? "" : new String(word, 0, got, ISO_8859_1)) {
      case "stop" -> server.leave(false);
      case "kill" -> server.leave(true);
      default -> unused = HostDescriptors.close(fd);
    }
  }

  /** Asks the JVM of a directory; null when none answers. */
  static WarmControl.Asked ask(WarmDirectory directory, String word) {
    int fd = directory == null ? -1 : HostLocalSocket.connect(directory.control());
    if (fd < 0) {
      return null;
    }
    int unused = HostLocalSocket.write(fd, word.getBytes(ISO_8859_1), word.length(), PATIENCE);
    byte[] bytes = new byte[MOST];
    int got = HostLocalSocket.read(fd, bytes, PATIENCE);
    if (got <= 0) {
      unused = HostDescriptors.close(fd);
      return null;
    }
    return new Asked(fd, new String(bytes, 0, got, ISO_8859_1));
  }

  /**
   * An answer.
   *
   * @param fd the connection
   */
  record Asked(int fd, String text) {
    /** Waits for the end of the connection. */
    void await() {
      byte[] bytes = new byte[MOST];
      int got;
      do {
        got = HostLocalSocket.read(fd, bytes, -1);
      } while (got > 0);
      close();
    }

    void close() {
      int unused = HostDescriptors.close(fd);
    }
  }
}
