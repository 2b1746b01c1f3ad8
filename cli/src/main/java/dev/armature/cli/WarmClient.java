package dev.armature.cli;

import dev.armature.host.HostFiles;
import dev.armature.host.HostProcess;
import java.io.File;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * A launcher that asked the warm JVM to run a guest, as the host's {@code /proc} shows it.
 *
 * @param words its command line
 * @param environment all it was started with
 * @param process what the guest is to start with
 * @param standing what must be the same as ours
 * @param traced whether somebody traces it
 */
record WarmClient(
    List<String> words,
    List<String> environment,
    HostProcess process,
    WarmStanding standing,
    boolean traced) {
  private static final int CLOEXEC = 02000000;

  /** The first descriptor that shells take for themselves, and that scripts can't name. */
  private static final int SHELLS = 10;

  static WarmClient of(String pid) throws IOException {
    String process = "/proc/" + pid + '/';
    List<String> status = Arrays.asList(ProcText.read(process + "status").split("\n"));
    String[] stat = HostProcess.stat(pid);
    return new WarmClient(
        ProcText.strings(ProcText.read(process + "cmdline")),
        ProcText.strings(ProcText.read(process + "environ")),
        HostProcess.of(status, stat),
        WarmStanding.of(process, status, stat),
        status.stream().anyMatch(line -> line.startsWith("TracerPid:") && !line.endsWith("\t0")));
  }

  /**
   * The guest's descriptors and their numbers in the launcher, which has put two aside: its
   * standard input are our answers, its output the requests.
   *
   * @return null when the caller gave one that the launcher could not close for the guest
   */
  static Map<Integer, Integer> descriptors(int pid, int input, int output) throws IOException {
    Map<Integer, Integer> numbers = new TreeMap<>();
    String[] names = new File("/proc/" + pid + "/fd").list();
    if (names == null) {
      throw new IOException("/proc/" + pid + "/fd");
    }
    for (String name : names) {
      int fd = Integer.parseInt(name);
      if (fd >= SHELLS) {
        if (!closedByExec(pid, fd)) {
          return null;
        }
      } else if (fd > 1 && fd != input && fd != output) {
        numbers.put(fd, fd);
      }
    }
    if (input > 0) {
      numbers.put(0, input);
    }
    if (output > 0) {
      numbers.put(1, output);
    }
    return numbers;
  }

  /** The shell's own, such as its script: whatever a caller gives has come through an exec. */
  private static boolean closedByExec(int pid, int fd) throws IOException {
    for (String line : ProcText.read("/proc/" + pid + "/fdinfo/" + fd).split("\n")) {
      if (line.startsWith("flags:")) {
        return (Integer.parseInt(line.substring(6).strip(), 8) & CLOEXEC) != 0;
      }
    }
    return false;
  }

  /** Where one of its links in /proc leads to, or null. */
  static String link(int pid, String name) {
    return HostFiles.readlinkat(HostFiles.AT_FDCWD, "/proc/" + pid + '/' + name, new int[1]);
  }
}
