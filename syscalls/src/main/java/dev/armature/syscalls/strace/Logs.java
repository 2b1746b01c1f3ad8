package dev.armature.syscalls.strace;

import dev.armature.task.Task;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;

/** The logs of one trace: one for all, or one for each task ({@code -ff}). */
final class Logs {
  private final StraceOptions options;
  private final Leader leader;
  private final Log shared;
  private final Palette palette;
  private final Process command;

  Logs(StraceOptions options, Leader leader) {
    this.options = options;
    this.leader = leader;
    palette = options.color ? Palette.TERMINAL : null;
    String output = options.output;
    Process started = null;
    try {
      if (output == null) {
        shared = new Log(new FileOutputStream(FileDescriptor.err), true, leader, palette);
      } else if (output.startsWith("|") || output.startsWith("!")) {
        started =
            new ProcessBuilder("/bin/sh", "-c", output.substring(1))
                .redirectOutput(ProcessBuilder.Redirect.INHERIT)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        shared = new Log(started.getOutputStream(), false, leader, palette);
      } else if (separate()) {
        shared = new Log(OutputStream.nullOutputStream(), false, leader, palette);
      } else {
        shared = new Log(open(output), false, leader, palette);
      }
    } catch (IOException e) {
      throw new BadExpression("Cannot open '" + output + "': " + e.getMessage());
    }
    command = started;
  }

  private boolean separate() {
    return options.followForks && options.outputSeparately && options.output != null;
  }

  private FileOutputStream open(String name) throws IOException {
    // A name is bytes to the host.
    String host = new String(name.getBytes(StandardCharsets.ISO_8859_1), StandardCharsets.UTF_8);
    return new FileOutputStream(host, options.append);
  }

  Log shared() {
    return shared;
  }

  Log of(Task task) {
    if (!separate()) {
      return shared;
    }
    try {
      return new Log(open(options.output + "." + task.tid), false, leader, palette);
    } catch (IOException e) {
      message("strace: Cannot open '" + options.output + "." + task.tid + "': " + e.getMessage());
      return new Log(OutputStream.nullOutputStream(), false, leader, palette);
    }
  }

  /** A message for the user, always to stderr. */
  void message(String text) {
    if (options.output == null) {
      shared.message(text);
    } else {
      System.err.println(text);
    }
  }

  /** Text that is there for the moment, to stderr whatever {@code -o} says. */
  void screen(Text text) {
    System.err.write(text.array(), 0, text.length());
    System.err.flush();
  }

  void close() {
    if (options.output != null) {
      shared.close();
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
