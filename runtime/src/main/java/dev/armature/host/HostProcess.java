package dev.armature.host;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
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
 * @param terminal device number of the controlling terminal, 0 for none
 * @param leader whether it leads its session, which ends with it then
 */
public record HostProcess(int umask, long ignoredSignals, int nice, int terminal, boolean leader) {
  // Fields of /proc/PID/stat, counted from the state on.
  private static final int SESSION = 3;
  private static final int TERMINAL = 4;
  private static final int NICE = 16;

  /** As it is now; what the host does not tell has the usual value. */
  public static HostProcess current() {
    try {
      return of(Files.readAllLines(Path.of("/proc/self/status")), stat("self"));
    } catch (IOException unknown) {
      return new HostProcess(022, 0, 0, 0, false);
    }
  }

  /**
   * What another process has.
   *
   * @param status the lines of its {@code /proc/PID/status}
   * @param stat the fields of its {@code /proc/PID/stat}, as {@link #stat} gives them
   */
  public static HostProcess of(List<String> status, String[] stat) {
    int umask = 022;
    long ignored = 0;
    boolean leader = false;
    for (String line : status) {
      if (line.startsWith("Umask:")) {
        umask = Integer.parseInt(line.substring(6).strip(), 8);
      } else if (line.startsWith("SigIgn:")) {
        ignored = Long.parseUnsignedLong(line.substring(7).strip(), 16);
      } else if (line.startsWith("Tgid:")) {
        leader = line.substring(5).strip().equals(stat[SESSION]);
      }
    }
    int nice = Integer.parseInt(stat[NICE]);
    return new HostProcess(umask, ignored, nice, Integer.parseInt(stat[TERMINAL]), leader);
  }

  /**
   * The fields of {@code /proc/PID/stat} from the third on, the state: the second is a name, which
   * may have blanks in it.
   *
   * @param pid a process id, or {@code self}
   * @throws IOException when the process is gone
   */
  public static String[] stat(String pid) throws IOException {
    String stat = Files.readString(Path.of("/proc", pid, "stat"), StandardCharsets.ISO_8859_1);
    return stat.substring(stat.lastIndexOf(')') + 2).strip().split(" ");
  }

  /**
   * Begins to link the way to the host's kernel, in a thread of its own: that takes a fifth of a
   * short run, and the first call needs it.
   */
  public static void prepareCalls() {
    Thread.ofPlatform().daemon().name("linking").start(HostSyscall::link);
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
