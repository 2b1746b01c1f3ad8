package dev.armature.cli;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import dev.armature.abi.Errno;
import dev.armature.cli.TraceConnection.Frame;
import dev.armature.cli.TraceConnection.Kind;
import java.io.IOException;
import java.io.OutputStream;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The tracing command's side of one machine: writes what comes from there. */
final class TraceClient {
  private static final int MOST = 1 << 24;

  private final TraceConnection connection;
  private final List<TraceTarget> targets;
  private final SharedOutput shared;
  private final Map<String, OutputStream> separate = new HashMap<>();

  /**
   * @param targets what the machine was asked for, in the order of the request
   */
  TraceClient(TraceConnection connection, List<TraceTarget> targets, SharedOutput shared) {
    this.connection = connection;
    this.targets = targets;
    this.shared = shared;
  }

  /** Asks for the end of the trace. */
  void detach() {
    boolean unused = connection.send(Kind.DETACH, new byte[0]);
  }

  /** Writes until the trace is over. */
  void run() {
    try (connection) {
      while (true) {
        Frame frame = connection.receive(MOST, -1);
        if (frame == null) {
          break;
        }
        take(frame);
      }
    } catch (IOException e) {
      // The machine has ended, or nobody takes what we write.
    }
    for (OutputStream stream : separate.values()) {
      close(stream);
    }
  }

  private void take(Frame frame) throws IOException {
    switch (frame.kind()) {
      case TEXT -> write(shared.shared(), frame.body(), 0);
      case SEPARATE -> {
        String id = id(frame.body());
        if (id.matches("[0-9:]+") && id.length() < frame.body().length) {
          write(separate(id), frame.body(), id.length() + 1);
        }
      }
      case SEPARATE_END -> {
        OutputStream stream = separate.remove(id(frame.body()));
        if (stream != null) {
          close(stream);
        }
      }
      case MESSAGE -> shared.message(new String(frame.body(), ISO_8859_1));
      case RESULT -> result(TraceResult.decode(frame.body()));
      case REFUSED -> shared.refuse(new String(frame.body(), ISO_8859_1));
      case COUNTS_SO_FAR, COUNTS ->
          shared.counts(this, TraceCounts.decode(frame.body()), frame.kind() == Kind.COUNTS);
      case REQUEST, DETACH -> throw new IOException("not for us");
    }
  }

  /** The name before the zero. */
  private static String id(byte[] body) {
    int end = 0;
    while (end < body.length && body[end] != 0) {
      end++;
    }
    return new String(body, 0, end, ISO_8859_1);
  }

  private OutputStream separate(String id) throws IOException {
    OutputStream stream = separate.get(id);
    if (stream == null) {
      try {
        stream = shared.separate(id);
      } catch (IOException e) {
        shared.message("strace: " + e.getMessage());
        stream = OutputStream.nullOutputStream();
      }
      separate.put(id, stream);
    }
    return stream;
  }

  private void write(OutputStream stream, byte[] bytes, int from) throws IOException {
    try {
      // Whole lines, or what one machine alone writes.
      synchronized (shared) {
        stream.write(bytes, from, bytes.length - from);
        stream.flush();
      }
    } catch (IOException e) {
      shared.lose();
      throw e;
    }
  }

  private static void close(OutputStream stream) {
    try {
      stream.close();
    } catch (IOException lost) {
      // Nobody is left to be told.
    }
  }

  private void result(TraceResult result) throws IOException {
    if (result.index() < 0 || result.index() >= targets.size()) {
      throw new IOException("an answer to no question");
    }
    if (result.error() == 0) {
      shared.attach();
      return;
    }
    TraceTarget target = targets.get(result.index());
    String message = StraceAttach.failure(target, result.error());
    if (result.error() == -Errno.ESRCH && !result.known().isEmpty()) {
      String known = result.known().replaceAll("[^ -~]", "?");
      message += "; process " + target.host() + " of the host runs " + known;
    }
    System.err.println(message);
  }
}
