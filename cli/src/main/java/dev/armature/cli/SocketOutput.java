package dev.armature.cli;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import dev.armature.cli.TraceConnection.Kind;
import dev.armature.syscalls.strace.CallCount;
import dev.armature.syscalls.strace.TraceOutput;
import java.io.IOException;
import java.io.OutputStream;
import java.util.List;

/** The output of a trace in the process that has asked for it. */
final class SocketOutput implements TraceOutput {
  private final TraceConnection connection;

  SocketOutput(TraceConnection connection) {
    this.connection = connection;
  }

  private void send(Kind kind, byte[] bytes, int offset, int length) throws IOException {
    if (!connection.send(kind, bytes, offset, length)) {
      throw new IOException("nobody reads the trace");
    }
  }

  /** Each write is a frame. */
  private abstract static class Frames extends OutputStream {
    @Override
    public void write(int b) throws IOException {
      write(new byte[] {(byte) b}, 0, 1);
    }

    @Override
    public abstract void write(byte[] bytes, int offset, int length) throws IOException;
  }

  @Override
  public OutputStream shared() {
    return new Frames() {
      @Override
      public void write(byte[] bytes, int offset, int length) throws IOException {
        send(Kind.TEXT, bytes, offset, length);
      }
    };
  }

  @Override
  public OutputStream separate(String id) throws IOException {
    byte[] name = (id + '\0').getBytes(ISO_8859_1);
    // The file is there from now on.
    send(Kind.SEPARATE, name, 0, name.length);
    return new Frames() {
      @Override
      public void write(byte[] bytes, int offset, int length) throws IOException {
        byte[] body = new byte[name.length + length];
        System.arraycopy(name, 0, body, 0, name.length);
        System.arraycopy(bytes, offset, body, name.length, length);
        send(Kind.SEPARATE, body, 0, body.length);
      }

      @Override
      public void close() throws IOException {
        send(Kind.SEPARATE_END, name, 0, name.length);
      }
    };
  }

  @Override
  public void message(String text) {
    boolean unused = connection.send(Kind.MESSAGE, text.getBytes(ISO_8859_1));
  }

  @Override
  public void counts(List<CallCount> counts, boolean last) {
    Kind kind = last ? Kind.COUNTS : Kind.COUNTS_SO_FAR;
    boolean unused = connection.send(kind, TraceCounts.encoded(counts));
  }

  @Override
  public void close() {
    // Who waits for the command's next word need not wait any longer.
    connection.stopReceiving();
  }
}
