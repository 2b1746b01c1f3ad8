package dev.armature.syscalls.strace;

import dev.armature.task.Task;
import java.io.IOException;
import java.io.OutputStream;

/** The logs of one trace: one for all, or one for each task ({@code -ff}). */
final class Logs {
  private final StraceOptions options;
  private final TraceOutput output;
  private final Leader leader;
  private final Log shared;
  private final Palette palette;

  Logs(StraceOptions options, TraceOutput output, Leader leader) {
    this.options = options;
    this.output = output;
    this.leader = leader;
    palette = options.color ? Palette.TERMINAL : null;
    boolean eager = options.output == null && options.hostPid == 0;
    shared = new Log(output::shared, eager, leader, palette);
  }

  Log shared() {
    return shared;
  }

  Log of(Task task) {
    return options.separate()
        ? new Log(() -> separate(options.id(task.tid)), false, leader, palette)
        : shared;
  }

  private OutputStream separate(String id) {
    try {
      return output.separate(id);
    } catch (IOException e) {
      message("strace: Cannot open '" + options.output + "." + id + "': " + e.getMessage());
      return OutputStream.nullOutputStream();
    }
  }

  /** A message for the user, always to stderr. */
  void message(String text) {
    if (options.output == null) {
      shared.message(text);
    } else {
      output.message(text);
    }
  }

  void close() {
    shared.close();
    output.close();
  }
}
