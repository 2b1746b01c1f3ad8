package dev.armature.cli;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import dev.armature.abi.Errno;
import dev.armature.cli.TraceConnection.Frame;
import dev.armature.cli.TraceConnection.Kind;
import dev.armature.syscalls.strace.CallCount;
import dev.armature.syscalls.strace.LocalOutput;
import java.io.IOException;
import java.io.OutputStream;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The tracing command's side of one machine: writes what comes from there. */
final class TraceClient {
  private static final int MOST = 1 << 24;

  /** What several machines share. Guarded by itself. */
  static final class Shared {
    private final LocalOutput output;
    private final Map<TraceClient, List<CallCount>> counts = new HashMap<>();
    private boolean attached;
    private String refused;
    private boolean unreadable;

    Shared(LocalOutput output) {
      this.output = output;
    }

    /** Whether a task was traced at all. */
    synchronized boolean attached() {
      return attached;
    }

    /** Why a machine does not trace, or null. */
    synchronized String refused() {
      return refused;
    }

    /** Whether nobody takes the trace from us any more. */
    synchronized boolean unreadable() {
      return unreadable;
    }

    private List<CallCount> all() {
      return counts.values().stream().flatMap(List::stream).toList();
    }

    synchronized void finish(boolean summary) {
      if (summary && attached) {
        output.counts(all(), true);
      }
      output.close();
    }
  }

  private final TraceConnection connection;
  private final List<TraceTarget> targets;
  private final Shared shared;
  private final Map<String, OutputStream> separate = new HashMap<>();

  /**
   * @param targets what the machine was asked for, in the order of the request
   */
  TraceClient(TraceConnection connection, List<TraceTarget> targets, Shared shared) {
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
        synchronized (shared) {
          take(frame);
        }
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
      case TEXT -> write(shared.output.shared(), frame.body(), 0);
      case SEPARATE -> {
        int end = 0;
        while (end < frame.body().length && frame.body()[end] != 0) {
          end++;
        }
        String id = new String(frame.body(), 0, end, ISO_8859_1);
        if (id.matches("[0-9:]+") && end < frame.body().length) {
          write(separate(id), frame.body(), end + 1);
        }
      }
      case SEPARATE_END -> {
        OutputStream stream = separate.remove(new String(frame.body(), ISO_8859_1).strip());
        if (stream != null) {
          close(stream);
        }
      }
      case MESSAGE -> shared.output.message(new String(frame.body(), ISO_8859_1));
      case RESULT -> result(TraceResult.decode(frame.body()));
      case REFUSED -> shared.refused = new String(frame.body(), ISO_8859_1);
      case COUNTS_SO_FAR, COUNTS -> {
        shared.counts.put(this, TraceCounts.decode(frame.body()));
        if (frame.kind() == Kind.COUNTS_SO_FAR) {
          shared.output.counts(shared.all(), false);
        }
      }
      case REQUEST, DETACH -> throw new IOException("not for us");
    }
  }

  private OutputStream separate(String id) throws IOException {
    OutputStream stream = separate.get(id);
    if (stream == null) {
      try {
        stream = shared.output.separate(id);
      } catch (IOException e) {
        shared.output.message("strace: " + e.getMessage());
        stream = OutputStream.nullOutputStream();
      }
      separate.put(id, stream);
    }
    return stream;
  }

  private void write(OutputStream stream, byte[] bytes, int from) throws IOException {
    try {
      stream.write(bytes, from, bytes.length - from);
      stream.flush();
    } catch (IOException e) {
      shared.unreadable = true;
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
      shared.attached = true;
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
