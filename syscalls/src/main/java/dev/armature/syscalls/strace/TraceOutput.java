package dev.armature.syscalls.strace;

import java.io.IOException;
import java.io.OutputStream;
import java.util.List;

/**
 * Where a trace goes: files and terminals of this process, or another process that asked for it.
 */
public interface TraceOutput {
  /** Where the lines of all tasks go that have none of their own. */
  OutputStream shared();

  /**
   * Where the lines of one task go ({@code -ff}).
   *
   * @param id the task as lines name it
   */
  OutputStream separate(String id) throws IOException;

  /** A line for the user that belongs to no log: to stderr. */
  void message(String text);

  /**
   * What was counted since the start.
   *
   * @param last at the end; before that the table is only shown on the terminal
   */
  void counts(List<CallCount> counts, boolean last);

  /** Nothing follows. */
  void close();
}
