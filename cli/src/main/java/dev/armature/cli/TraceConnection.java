package dev.armature.cli;

import dev.armature.abi.Errno;
import dev.armature.host.HostDescriptors;
import dev.armature.host.HostLocalSocket;
import java.io.IOException;
import java.util.concurrent.TimeUnit;

/**
 * A connection between a tracing command and a machine that it traces. What goes over it are
 * frames: a byte with the kind, four with the length of the rest, the lowest first, and the rest.
 */
final class TraceConnection implements AutoCloseable {
  /** How long one side waits for the other to take what it is sent. */
  private static final long PATIENCE = TimeUnit.SECONDS.toNanos(10);

  private static final int HEAD = 5;

  /** What a frame is about. Their order is the protocol. */
  enum Kind {
    /** The command asks for a trace: {@link TraceRequest}. */
    REQUEST,
    /** The command wants the trace to end. */
    DETACH,
    /** The machine can't do it: a message. */
    REFUSED,
    /** What has become of one of the tasks that were asked for: {@link TraceResult}. */
    RESULT,
    /** Lines of the trace. */
    TEXT,
    /** Lines of one task, behind its name and a zero. */
    SEPARATE,
    /** No more lines of the task of this name. */
    SEPARATE_END,
    /** A message for the user. */
    MESSAGE,
    /** What was counted up to now, and at the end: {@link TraceCounts}. */
    COUNTS_SO_FAR,
    COUNTS
  }

  /** A frame that has come. */
  record Frame(Kind kind, byte[] body) {}

  private final int fd;

  /** What has come and was not asked for yet: many frames come at once. */
  private final byte[] ahead = new byte[1 << 15];

  private int aheadFrom;
  private int aheadTo;

  /** Guarded by this. */
  private boolean closed;

  TraceConnection(int fd) {
    this.fd = fd;
  }

  /**
   * Sends a frame. When the other side has taken nothing for ten seconds the connection is over:
   * the guest must not wait for a reader for ever.
   *
   * @return false when the connection is over
   */
  synchronized boolean send(Kind kind, byte[] body, int offset, int length) {
    if (closed) {
      return false;
    }
    byte[] frame = new byte[HEAD + length];
    frame[0] = (byte) kind.ordinal();
    for (int i = 0; i < 4; i++) {
      frame[1 + i] = (byte) (length >>> 8 * i);
    }
    System.arraycopy(body, offset, frame, HEAD, length);
    if (HostLocalSocket.write(fd, frame, frame.length, PATIENCE) == 0) {
      return true;
    }
    HostLocalSocket.shutdown(fd);
    return false;
  }

  boolean send(Kind kind, byte[] body) {
    return send(kind, body, 0, body.length);
  }

  /**
   * Waits for the next frame. For one thread only.
   *
   * @param most the longest body that is taken
   * @param nanoseconds how long to wait for all of it, negative for ever
   * @return null at the end of the connection
   * @throws IOException when what comes is no frame, or too late
   */
  Frame receive(int most, long nanoseconds) throws IOException {
    long deadline = System.nanoTime() + nanoseconds;
    byte[] head = new byte[HEAD];
    if (!fill(head, nanoseconds < 0, deadline)) {
      return null;
    }
    int length = 0;
    for (int i = 0; i < 4; i++) {
      length |= (head[1 + i] & 0xff) << 8 * i;
    }
    if (head[0] < 0 || head[0] >= Kind.values().length || length < 0 || length > most) {
      throw new IOException("no frame");
    }
    byte[] body = new byte[length];
    if (!fill(body, nanoseconds < 0, deadline)) {
      throw new IOException("half a frame");
    }
    return new Frame(Kind.values()[head[0]], body);
  }

  /** False when the connection ends before the first byte. */
  private boolean fill(byte[] bytes, boolean forEver, long deadline) throws IOException {
    for (int at = 0; at < bytes.length; ) {
      if (aheadFrom < aheadTo) {
        int count = Math.min(aheadTo - aheadFrom, bytes.length - at);
        System.arraycopy(ahead, aheadFrom, bytes, at, count);
        aheadFrom += count;
        at += count;
        continue;
      }
      long left = forEver ? -1 : Math.max(0, deadline - System.nanoTime());
      int got = HostLocalSocket.read(fd, ahead, left);
      if (got == 0 && at == 0) {
        return false;
      }
      if (got <= 0 && got != -Errno.EINTR) {
        throw new IOException("the connection breaks off: " + got);
      }
      aheadFrom = 0;
      aheadTo = Math.max(0, got);
    }
    return true;
  }

  /** Ends the connection; who waits in {@link #receive}, on either side, gets what was sent. */
  synchronized void shutdown() {
    if (!closed) {
      HostLocalSocket.shutdown(fd);
    }
  }

  /** Lets {@link #receive} of this side return; the other side can still be sent to. */
  synchronized void stopReceiving() {
    if (!closed) {
      HostLocalSocket.shutdownRead(fd);
    }
  }

  @Override
  public void close() {
    // A writer that waits for the other side holds the lock.
    HostLocalSocket.shutdown(fd);
    synchronized (this) {
      if (!closed) {
        closed = true;
        int unused = HostDescriptors.close(fd);
      }
    }
  }
}
