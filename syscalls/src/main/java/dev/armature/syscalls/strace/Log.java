package dev.armature.syscalls.strace;

import java.io.IOException;
import java.io.OutputStream;
import java.util.function.Supplier;

/**
 * Where lines go. Several tasks share one; a line that another task's output interrupts is marked
 * unfinished and resumed later.
 */
final class Log {
  private static final Text NOTHING = new Text();

  private final Supplier<OutputStream> opener;

  /** Whether a line's beginning is written before its end is known. */
  private final boolean eager;

  private final Leader leader;
  private final Palette palette;
  private final Text buffer = new Text();

  /** Whose line is unfinished. Guarded by this, as everything below. */
  private Tracee open;

  private int column;

  /** Null until it is opened. */
  private OutputStream stream;

  /**
   * @param opener gives where it goes; asked once, at {@link #open} or with the first line
   * @param eager whether the beginning of a line is written at once: the reader watches
   */
  Log(Supplier<OutputStream> opener, boolean eager, Leader leader, Palette palette) {
    this.palette = palette;
    this.opener = opener;
    this.eager = eager;
    this.leader = leader;
  }

  /** Makes the file be there, also when there will be no line. */
  synchronized void open() {
    if (stream == null) {
      stream = opener.get();
    }
  }

  /** The beginning of a call's line. */
  synchronized void begin(Tracee tracee, Text text) {
    if (tracee.detached) {
      return;
    }
    startLine(tracee);
    int name = tracee.name.length();
    if (palette != null && text.startsWith(tracee.name)) {
      buffer.add(palette.call()).add(tracee.name).add(palette.end());
      column += name;
      append(text, name);
    } else {
      append(text, 0);
    }
    open = tracee;
    if (eager) {
      write();
    }
  }

  /**
   * The end of a call's line.
   *
   * @param rest the arguments that were not printed yet, with the closing parenthesis
   * @param result what stands behind {@code = }
   */
  synchronized void end(Tracee tracee, Text rest, int padTo, Text result) {
    if (tracee.detached) {
      return;
    }
    if (open != tracee) {
      startLine(tracee);
      int before = buffer.length();
      buffer.add("<... ").add(tracee.name).add(" resumed>");
      column += buffer.length() - before;
    }
    append(rest, 0);
    buffer.add(' ');
    column++;
    if (column < padTo) {
      buffer.spaces(padTo - column);
    }
    buffer.add("= ");
    if (palette != null) {
      buffer.add(palette.result(result)).add(result).add(palette.end()).add('\n');
    } else {
      buffer.add(result).add('\n');
    }
    open = null;
    column = 0;
    write();
  }

  /** A call in one piece. */
  synchronized void whole(Tracee tracee, Text line, int padTo, Text result) {
    begin(tracee, line);
    end(tracee, NOTHING, padTo, result);
  }

  /** A line of its own. */
  synchronized void line(Tracee tracee, String line) {
    if (tracee.detached) {
      return;
    }
    startLine(tracee);
    if (palette != null) {
      buffer.add(palette.event(line)).add(line).add(palette.end()).add('\n');
    } else {
      buffer.add(line).add('\n');
    }
    open = null;
    column = 0;
    write();
  }

  /** Text below a line, without anything before it. */
  synchronized void plain(Text lines) {
    finishOpen();
    buffer.add(lines);
    write();
  }

  /** A message in a line of its own. */
  synchronized void message(String text) {
    finishOpen();
    buffer.add(text).add('\n');
    write();
  }

  /**
   * Prints nothing of a task any more.
   *
   * @return false when that is so already
   */
  synchronized boolean detach(Tracee tracee) {
    boolean first = !tracee.detached;
    tracee.detached = true;
    breakOff(tracee);
    return first;
  }

  private void breakOff(Tracee tracee) {
    if (open == tracee) {
      buffer.add(" <detached ...>\n");
      open = null;
      column = 0;
      write();
    }
  }

  /** Forgets a task; a line it left unfinished ends. */
  synchronized void forget(Tracee tracee, boolean separate) {
    breakOff(tracee);
    if (separate) {
      close();
    }
  }

  synchronized void close() {
    write();
    try {
      if (stream != null) {
        stream.close();
      }
    } catch (IOException lost) {
      // Nobody is left to be told.
    }
    // What comes too late must not make the file anew.
    stream = OutputStream.nullOutputStream();
  }

  /** Whether the task's line has been begun and not interrupted. */
  synchronized boolean isOpen(Tracee tracee) {
    return open == tracee;
  }

  private void finishOpen() {
    if (open != null) {
      buffer.add(" <unfinished ...>\n");
      open = null;
      column = 0;
    }
  }

  private void startLine(Tracee tracee) {
    finishOpen();
    int before = buffer.length();
    leader.print(tracee, buffer);
    column = buffer.length() - before;
  }

  private void append(Text text, int from) {
    buffer.add(text, from);
    column += text.length() - from;
  }

  private void write() {
    if (buffer.length() == 0) {
      return;
    }
    open();
    try {
      stream.write(buffer.array(), 0, buffer.length());
      stream.flush();
    } catch (IOException lost) {
      // As strace, go on without a reader: the program must not notice.
    }
    buffer.clear();
  }
}
