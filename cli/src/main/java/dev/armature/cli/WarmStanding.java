package dev.armature.cli;

import dev.armature.host.HostFiles;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * What a process has from the host that its guests could notice and that no other process can stand
 * in for: who it is, what it may do, what it sees and how much it gets. A guest goes to the warm
 * JVM when both have the same.
 *
 * @param parts name and value of each, always the same names in the same order
 */
record WarmStanding(List<Part> parts) {
  record Part(String name, String value) {}

  /** Lines of /proc/PID/status. */
  private static final Set<String> STATUS =
      Set.of(
          "Uid",
          "Gid",
          "Groups",
          "CapInh",
          "CapPrm",
          "CapEff",
          "CapBnd",
          "CapAmb",
          "NoNewPrivs",
          "Seccomp",
          "Seccomp_filters",
          "Cpus_allowed",
          "Mems_allowed");

  private static final List<String> LINKS =
      List.of(
          "root",
          "ns/cgroup",
          "ns/ipc",
          "ns/mnt",
          "ns/net",
          "ns/pid",
          "ns/time",
          "ns/user",
          "ns/uts");

  private static final String OPEN_FILES = "Max open files";

  /**
   * That of a process.
   *
   * @param status the lines of its status
   * @param stat its fields of stat, from the third
   * @throws IOException when it is gone or not ours
   */
  static WarmStanding of(String process, List<String> status, String[] stat) throws IOException {
    List<Part> parts = new ArrayList<>();
    for (String line : status) {
      int colon = line.indexOf(':');
      if (colon > 0 && STATUS.contains(line.substring(0, colon))) {
        parts.add(new Part(line.substring(0, colon), line.substring(colon + 1).strip()));
      }
    }
    // Fields 18, 19, 40 and 41.
    parts.add(new Part("priority", stat[15] + ' ' + stat[16]));
    parts.add(new Part("scheduling", stat[37] + ' ' + stat[38]));
    for (String line : ProcText.read(process + "limits").split("\n")) {
      parts.add(new Part("limit", line.startsWith(OPEN_FILES) ? hard(line) : line));
    }
    parts.add(new Part("cgroup", ProcText.read(process + "cgroup")));
    parts.add(new Part("oom_score_adj", ProcText.read(process + "oom_score_adj")));
    parts.add(new Part("security label", label(process + "attr/current")));
    int[] error = new int[1];
    for (String link : LINKS) {
      String to = HostFiles.readlinkat(HostFiles.AT_FDCWD, process + link, error);
      if (to == null) {
        throw new IOException(process + link);
      }
      parts.add(new Part(link, to));
    }
    return new WarmStanding(parts);
  }

  /** A JVM takes as many as it may: the soft limit says nothing. */
  private static String hard(String line) {
    String[] words = line.substring(OPEN_FILES.length()).strip().split(" +");
    return OPEN_FILES + ' ' + words[1];
  }

  /** Hosts without a security module refuse to tell. */
  private static String label(String file) {
    try {
      return ProcText.read(file);
    } catch (IOException none) {
      return "";
    }
  }

  /** The first thing that is not the same there, or null. */
  String difference(WarmStanding other) {
    if (parts.size() != other.parts.size()) {
      return "what the host tells";
    }
    for (int i = 0; i < parts.size(); i++) {
      if (!parts.get(i).equals(other.parts.get(i))) {
        return parts.get(i).name() + ' ' + other.parts.get(i).value().strip().replaceAll(" +", " ");
      }
    }
    return null;
  }
}
