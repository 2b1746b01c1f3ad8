package dev.armature.e2e;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The trace of the program {@code strace-topics}, by topic, without what two runs on two machines
 * can't have in common: addresses, process ids, times, and names and flags that only one of the
 * machines has. docs/strace.md lists the rules.
 */
final class StraceText {
  private static final Pattern TOPIC = Pattern.compile("\"/topic/([^\"]*)\"");
  private static final Pattern NAME = Pattern.compile("^((?:\\d+ +)?)(\\w+)(?=\\()");

  /** Calls of ARM and what x86-64 calls them, in the order of the rules. */
  private static final Map<String, String> NAMES =
      Map.ofEntries(
          Map.entry("newfstatat", "fstatat64"),
          Map.entry("mmap2", "mmap"),
          Map.entry("_newselect", "select"),
          Map.entry("ugetrlimit", "getrlimit"),
          Map.entry("arm_fadvise64_64", "fadvise64"),
          Map.entry("arm_sync_file_range", "sync_file_range"),
          Map.entry("stat", "stat64"),
          Map.entry("lstat", "lstat64"),
          Map.entry("fstat", "fstat64"),
          Map.entry("fcntl", "fcntl64"),
          Map.entry("truncate", "truncate64"),
          Map.entry("ftruncate", "ftruncate64"),
          Map.entry("sendfile", "sendfile64"));

  /** Each a pattern and what replaces it. */
  private static final String[][] RULES = {
    {"\\|O_LARGEFILE", ""},
    {"= 0x8(\\d{3}) \\(flags", "= 0x$1 (flags"},
    {"= 0x0+(\\d) \\(flags", "= 0x$1 (flags"},
    {"F_(SETLK|GETLK|SETLKW)64", "F_$1"},
    {"0x[0-9a-f]{5,}", "ADDRESS"},
    {"tv_sec=\\d{2,}, tv_(n|u)sec=\\d+", "tv_sec=SECONDS, tv_$1sec=FRACTION"},
    {"\\d{9,}( /\\* \\d{4}-[^*]* \\*/)", "TIME"},
    {"(st_[amc]time_nsec|tv_nsec)=\\d+", "$1=FRACTION"},
    {"/\\* \\d{4}-\\d\\d-\\d\\dT[^*]*\\*/", "/* DATE */"},
    {"(st_ino|stx_ino|d_ino|d_off|stx_mnt_id)=-?\\w+", "$1=NUMBER"},
    {"18446744073709551615", "4294967295"},
    {"(pipe|socket|UNIX|TCP|UDP|NETLINK):\\[\\w+\\]", "$1:[INODE]"},
    {"(UNIX[-A-Z]*:\\[)\\d+->\\d+", "$1INODE->PEER"},
    // strace remembers who the peer was when that is gone.
    {"^(close|sendto)(\\(\\d+<UNIX[-A-Z]*:\\[)(INODE->PEER|\\d+)", "$1$2INODE"},
    {"((?:TCP|UDP)\\w*:\\[127.0.0.1):\\d+", "$1:PORT"},
    {"extra_data=\"[^\"]*\"", "extra_data=BYTES"},
    {"stx_[abcm]time=\\{[^}]*\\} /\\* DATE \\*/, ", ""},
    {"\\b(si_pid=|pid=)\\d{2,}", "$1PID"},
    {"^((?:t|tg)?kill|rt_sigqueueinfo|wait4|prlimit64)\\(\\d{2,}", "$1(PID"},
    {"tgkill\\(PID, \\d+", "tgkill(PID, PID"},
    {"^(get[a-z]*id\\w*|clone|wait4|sched_get\\w+)(\\(.*\\)) += \\d{2,}$", "$1$2 = PID"},
    // What strace prints of some constants when they are to be plain numbers.
    {" /\\* FUTEX_OP_(CMP_)?\\?+ \\*/", ""},
    {"nr=\\d+(,| /\\*)", "nr=NUMBER$1"},
    {"^ptrace\\(([^,]+), \\d{2,}", "ptrace($1, PID"},
    {"AUDIT_ARCH_\\w+", "AUDIT_ARCH"},
    {"rval=\\d{2,}", "rval=PID"},
    {"\\) += ", ") = "},
  };

  private StraceText() {}

  static Map<String, List<String>> topics(List<String> lines) {
    Map<String, List<String>> topics = new LinkedHashMap<>();
    List<String> current = null;
    for (String line : lines) {
      Matcher topic = TOPIC.matcher(line);
      if (topic.find()) {
        current = new ArrayList<>();
        topics.put(topic.group(1), current);
      } else if (current != null) {
        current.add(normal(line));
      }
    }
    topics.remove("end");
    // The parent may or may not wait already when its child ends.
    topics.getOrDefault("children", new ArrayList<>()).sort(null);
    topics.getOrDefault("ptrace-child", new ArrayList<>()).sort(null);
    // Which identifiers are free is the machine's own affair.
    topics.computeIfPresent(
        "ipc",
        (name, calls) ->
            calls.stream()
                .map(l -> l.replaceAll("^(\\w+)\\(\\d+", "$1(ID").replaceAll(" = \\d+$", " = ID"))
                .toList());
    // What is not there fails, but not for the reason that a whole kernel gives.
    for (String name :
        List.of("unimplemented", "process-vm", "bpf-maps", "bpf-programs", "perf-event", "keys")) {
      topics.computeIfPresent(
          name, (n, calls) -> calls.stream().map(l -> l.replaceAll(" = .*", "")).toList());
    }
    return topics;
  }

  private static String normal(String line) {
    Matcher name = NAME.matcher(line);
    String text = line;
    if (name.find()) {
      String call = NAMES.getOrDefault(name.group(2), name.group(2));
      text = name.group(1) + call.replaceAll("32$", "") + line.substring(name.end());
    }
    for (String[] rule : RULES) {
      text = text.replaceAll(rule[0], rule[1]);
    }
    return text;
  }
}
