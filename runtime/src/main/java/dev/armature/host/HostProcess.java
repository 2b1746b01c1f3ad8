package dev.armature.host;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * What a process was started with, for the first guest process to start with the same: that of this
 * JVM, or one that asked for a guest.
 *
 * @param umask the file mode creation mask
 * @param ignoredSignals bit N-1 for each signal N that is ignored, as nohup and shells leave it. Of
 *     its own SIGQUIT and SIGPIPE the JVM doesn't let this be known
 * @param nice the nice value, -20..19
 */
public record HostProcess(int umask, long ignoredSignals, int nice) {
  /** As it is now; what the host does not tell has the usual value. */
  public static HostProcess current() {
    List<String> status;
    try {
      status = Files.readAllLines(Path.of("/proc/self/status"));
    } catch (IOException unknown) {
      status = List.of();
    }
    // The call itself gives 20 - nice, so that no result looks like an error.
    int priority = (int) HostSyscall.call(HostNumber.GETPRIORITY, 0, 0);
    return of(status, priority > 0 ? 20 - priority : 0);
  }

  /**
   * What another process has.
   *
   * @param status the lines of its {@code /proc/PID/status}
   */
  public static HostProcess of(List<String> status, int nice) {
    int umask = 022;
    long ignored = 0;
    for (String line : status) {
      if (line.startsWith("Umask:")) {
        umask = Integer.parseInt(line.substring(6).strip(), 8);
      } else if (line.startsWith("SigIgn:")) {
        ignored = Long.parseUnsignedLong(line.substring(7).strip(), 16);
      }
    }
    return new HostProcess(umask, ignored, nice);
  }

  /** Makes this process the leader of a new session, without a terminal. */
  public static void newSession() {
    long unused = HostSyscall.call(HostNumber.SETSID);
  }

  /**
   * Ends this process at once, as {@code _exit(2)}: no shutdown hooks, and nothing of HotSpot's way
   * out. That waits 300 ms for threads that are inside a system call, and for its compilers to
   * finish what they are at.
   */
  public static void exitNow(int status) {
    long unused = HostSyscall.call(HostNumber.EXIT_GROUP, status);
  }
}
