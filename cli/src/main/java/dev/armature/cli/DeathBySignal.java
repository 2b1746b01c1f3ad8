package dev.armature.cli;

/** What a shell says, and exits with, when a signal killed the program. */
final class DeathBySignal {
  /** Index: number of the signal on ARM Linux. Null: shells say nothing. */
  private static final String[] TEXT = {
    null,
    "Hangup",
    null,
    "Quit",
    "Illegal instruction",
    "Trace/breakpoint trap",
    "Aborted",
    "Bus error",
    "Floating point exception",
    "Killed",
    "User defined signal 1",
    "Segmentation fault",
    "User defined signal 2",
    null,
    "Alarm clock",
    "Terminated",
    "Stack fault",
    null,
    null,
    null,
    null,
    null,
    null,
    null,
    "CPU time limit exceeded",
    "File size limit exceeded",
    "Virtual timer expired",
    "Profiling timer expired",
    null,
    "I/O possible",
    "Power failure",
    "Bad system call"
  };

  private DeathBySignal() {}

  static int status(int signal) {
    return 128 + signal;
  }

  /** The line to print, or null when shells print none (SIGINT, SIGPIPE). */
  static String message(int signal) {
    if (signal >= 32) {
      return "Real-time signal " + (signal - 32);
    }
    return signal > 0 && signal < TEXT.length ? TEXT[signal] : null;
  }
}
