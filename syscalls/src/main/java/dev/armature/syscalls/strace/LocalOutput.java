package dev.armature.syscalls.strace;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** The output of a trace in this process: stderr, or what {@code -o} names. */
public final class LocalOutput implements TraceOutput {
  private final StraceOptions options;
  private final OutputStream shared;
  private final Process command;

  /**
   * @throws BadExpression when the output can't be opened
   */
  public LocalOutput(StraceOptions options) {
    this.options = options;
    String output = options.output;
    Process started = null;
    try {
      if (output == null) {
        shared = new StandardError();
      } else if (output.startsWith("|") || output.startsWith("!")) {
        started =
            new ProcessBuilder("/bin/sh", "-c", output.substring(1))
                .redirectOutput(ProcessBuilder.Redirect.INHERIT)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        shared = started.getOutputStream();
      } else if (options.separate()) {
        shared = OutputStream.nullOutputStream();
      } else {
        shared = open(output);
      }
    } catch (IOException e) {
      throw new BadExpression("Can't fopen '" + output + "': " + reason(e));
    }
    command = started;
  }

  /** What Java has in parentheses behind the file's name. */
  private static String reason(IOException e) {
    String message = e.getMessage();
    int open = message.lastIndexOf(" (");
    return open < 0 || !message.endsWith(")")
        ? message
        : message.substring(open + 2, message.length() - 1);
  }

  /** Written without a buffer, and open for messages after the trace. */
  private static final class StandardError extends FilterOutputStream {
    StandardError() {
      super(new FileOutputStream(FileDescriptor.err));
    }

    @Override
    public void write(byte[] bytes, int offset, int length) throws IOException {
      out.write(bytes, offset, length);
    }

    @Override
    public void close() {}
  }

  private FileOutputStream open(String name) throws IOException {
    // A name is bytes to the host.
    String host = new String(name.getBytes(StandardCharsets.ISO_8859_1), StandardCharsets.UTF_8);
    return new FileOutputStream(host, options.append);
  }

  @Override
  public OutputStream shared() {
    return shared;
  }

  @Override
  public OutputStream separate(String id) throws IOException {
    return open(options.output + "." + id);
  }

  @Override
  public void message(String text) {
    System.err.println(text);
  }

  @Override
  public void counts(List<CallCount> counts, boolean last) {
    Text table = new Summary(options, counts).table();
    if (!last) {
      Text screen = new Text().add("\033[H\033[J").add(table);
      System.err.write(screen.array(), 0, screen.length());
      System.err.flush();
      return;
    }
    try {
      shared.write(table.array(), 0, table.length());
      shared.flush();
    } catch (IOException lost) {
      // Nobody is left to be told.
    }
  }

  @Override
  public void close() {
    try {
      shared.close();
    } catch (IOException lost) {
      // Nobody is left to be told.
    }
    if (command != null) {
      try {
        int unused = command.waitFor();
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    }
  }
}
