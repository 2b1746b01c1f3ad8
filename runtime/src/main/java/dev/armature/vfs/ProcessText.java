package dev.armature.vfs;

import dev.armature.vfs.ProcessView.MemoryFigures;
import java.util.StringJoiner;

/** The texts of {@code /proc/PID/{stat,statm,status,limits}}: {@code fs/proc/array.c}. */
final class ProcessText {
  private static final int PAGE = 4096;
  private static final int RLIMIT_RSS = 5;

  // Name and unit of each limit (lnames of fs/proc/base.c).
  private static final String[][] LIMITS = {
    {"Max cpu time", "seconds"},
    {"Max file size", "bytes"},
    {"Max data size", "bytes"},
    {"Max stack size", "bytes"},
    {"Max core file size", "bytes"},
    {"Max resident set", "bytes"},
    {"Max processes", "processes"},
    {"Max open files", "files"},
    {"Max locked memory", "bytes"},
    {"Max address space", "bytes"},
    {"Max file locks", "locks"},
    {"Max pending signals", "signals"},
    {"Max msgqueue size", "bytes"},
    {"Max nice priority", ""},
    {"Max realtime priority", ""},
    {"Max realtime timeout", "us"},
  };

  private ProcessText() {}

  /** {@code do_task_stat}. */
  static String stat(ProcessView process, int tid) {
    MemoryFigures memory = process.memory();
    long[] times = process.times();
    long[] limits = process.limits();
    StringJoiner line = new StringJoiner(" ", "", "\n");
    line.add(Integer.toString(tid));
    line.add("(" + process.name(tid) + ")");
    line.add(Character.toString(process.state(tid)));
    long[] numbers = {
      process.parentPid(),
      process.processGroup(),
      process.session(),
      process.terminal(),
      process.foregroundGroup(),
      0x400000, // flags: PF_RANDOMIZE
      0, // minflt
      0,
      0, // majflt
      0,
      times[0],
      times[1],
      times[2],
      times[3],
      20 + process.nice(),
      process.nice(),
      Math.max(1, process.threads().length),
      0, // itrealvalue
      process.startTime(),
      memory.virtualBytes(),
      memory.residentBytes() / PAGE,
    };
    for (long number : numbers) {
      line.add(Long.toString(number));
    }
    long rss = limits[2 * RLIMIT_RSS];
    // RLIM_INFINITY is an unsigned long of 32 bits.
    line.add(Long.toString(rss < 0 ? 0xffff_ffffL : rss));
    long[] rest = {
      memory.startCode(),
      memory.endCode(),
      memory.startStack(),
      0, // kstkesp
      0, // kstkeip
      process.pendingSignals(tid) & 0x7fff_ffffL,
      process.blockedSignals(tid) & 0x7fff_ffffL,
      process.ignoredSignals() & 0x7fff_ffffL,
      process.caughtSignals() & 0x7fff_ffffL,
      0, // wchan
      0, // nswap
      0, // cnswap
      17, // exit_signal
      0, // processor
      0, // rt_priority
      0, // policy
      0, // delayacct_blkio_ticks
      0, // guest_time
      0, // cguest_time
      memory.startData(),
      memory.endData(),
      memory.startBrk(),
      memory.argStart(),
      memory.argEnd(),
      memory.envStart(),
      memory.envEnd(),
      0, // exit_code
    };
    for (long number : rest) {
      line.add(Long.toString(number));
    }
    return line.toString();
  }

  /** {@code proc_pid_statm}, in pages. */
  static String statm(ProcessView process) {
    MemoryFigures memory = process.memory();
    return String.format(
        "%d %d %d %d 0 %d 0\n",
        memory.virtualBytes() / PAGE,
        memory.residentBytes() / PAGE,
        0,
        (memory.codeBytes() + PAGE - 1) / PAGE,
        (memory.dataBytes() + memory.stackBytes()) / PAGE);
  }

  /** {@code proc_pid_status}. */
  static String status(ProcessView process, int tid) {
    StringBuilder text = new StringBuilder(1200);
    FsStruct fs = process.fs();
    text.append("Name:\t").append(escape(process.name(tid))).append('\n');
    if (fs != null) {
      text.append(String.format("Umask:\t%04o\n", fs.umask()));
    }
    text.append("State:\t").append(state(process.state(tid))).append('\n');
    add(text, "Tgid", process.pid());
    add(text, "Ngid", 0);
    add(text, "Pid", tid);
    add(text, "PPid", process.parentPid());
    add(text, "TracerPid", process.tracerPid(tid));
    ids(text, "Uid", process.userIds());
    ids(text, "Gid", process.groupIds());
    FileTable files = process.files();
    add(text, "FDSize", files == null ? 0 : files.capacity());
    text.append("Groups:\t");
    for (int group : process.supplementaryGroups()) {
      text.append(group).append(' ');
    }
    text.append('\n');
    add(text, "NStgid", process.pid());
    add(text, "NSpid", tid);
    add(text, "NSpgid", process.processGroup());
    add(text, "NSsid", process.session());
    MemoryFigures memory = process.memory();
    if (memory.virtualBytes() > 0) {
      kilobytes(text, "VmPeak", memory.virtualBytes());
      kilobytes(text, "VmSize", memory.virtualBytes());
      kilobytes(text, "VmLck", 0);
      kilobytes(text, "VmPin", 0);
      kilobytes(text, "VmHWM", memory.residentBytes());
      kilobytes(text, "VmRSS", memory.residentBytes());
      kilobytes(text, "VmData", memory.dataBytes());
      kilobytes(text, "VmStk", memory.stackBytes());
      kilobytes(text, "VmExe", memory.codeBytes());
      kilobytes(text, "VmLib", 0);
      kilobytes(text, "VmPTE", 0);
      kilobytes(text, "VmSwap", 0);
    }
    add(text, "Threads", Math.max(1, process.threads().length));
    text.append("SigQ:\t0/").append(Math.max(0, process.limits()[2 * 11])).append('\n');
    mask(text, "SigPnd", process.pendingSignals(tid));
    mask(text, "ShdPnd", process.sharedPendingSignals());
    mask(text, "SigBlk", process.blockedSignals(tid));
    mask(text, "SigIgn", process.ignoredSignals());
    mask(text, "SigCgt", process.caughtSignals());
    boolean root = process.userIds()[1] == 0;
    mask(text, "CapInh", 0);
    mask(text, "CapPrm", root ? 0x1ff_ffff_ffffL : 0);
    mask(text, "CapEff", root ? 0x1ff_ffff_ffffL : 0);
    mask(text, "CapBnd", 0x1ff_ffff_ffffL);
    mask(text, "CapAmb", 0);
    int cpus = Runtime.getRuntime().availableProcessors();
    add(text, "NoNewPrivs", process.noNewPrivs(tid) ? 1 : 0);
    add(text, "Seccomp", process.seccompMode(tid));
    add(text, "Seccomp_filters", process.seccompFilters(tid));
    text.append(String.format("Cpus_allowed:\t%x\n", cpus >= 32 ? -1 : (1 << cpus) - 1));
    text.append("Cpus_allowed_list:\t").append(cpus == 1 ? "0" : "0-" + (cpus - 1)).append('\n');
    add(text, "voluntary_ctxt_switches", 0);
    add(text, "nonvoluntary_ctxt_switches", 0);
    return text.toString();
  }

  private static String escape(String name) {
    return name.replace("\\", "\\\\").replace("\n", "\\n");
  }

  private static String state(char letter) {
    return switch (letter) {
      case 'R' -> "R (running)";
      case 'D' -> "D (disk sleep)";
      case 'T' -> "T (stopped)";
      case 't' -> "t (tracing stop)";
      case 'Z' -> "Z (zombie)";
      case 'X' -> "X (dead)";
      default -> "S (sleeping)";
    };
  }

  private static void add(StringBuilder text, String name, long value) {
    text.append(name).append(":\t").append(value).append('\n');
  }

  private static void ids(StringBuilder text, String name, int[] ids) {
    text.append(name).append(':');
    for (int id : ids) {
      text.append('\t').append(Integer.toUnsignedLong(id));
    }
    text.append('\n');
  }

  private static void kilobytes(StringBuilder text, String name, long bytes) {
    text.append(String.format("%s:\t%8d kB\n", name, bytes / 1024));
  }

  private static void mask(StringBuilder text, String name, long bits) {
    text.append(String.format("%s:\t%016x\n", name, bits));
  }

  /** {@code proc_pid_limits}. */
  static String limits(ProcessView process) {
    StringBuilder text = new StringBuilder(1400);
    text.append(
        String.format("%-25s %-20s %-20s %-10s\n", "Limit", "Soft Limit", "Hard Limit", "Units"));
    long[] limits = process.limits();
    for (int i = 0; i < LIMITS.length; i++) {
      text.append(
          String.format(
              "%-25s %-20s %-20s %-10s\n",
              LIMITS[i][0], limit(limits[2 * i]), limit(limits[2 * i + 1]), LIMITS[i][1]));
    }
    return text.toString();
  }

  private static String limit(long value) {
    return value < 0 ? "unlimited" : Long.toString(value);
  }
}
