package dev.armature.cli;

import dev.armature.Machine;
import dev.armature.machine.Exit;
import dev.armature.translate.TranslationStat;
import java.io.IOException;
import java.io.PrintStream;
import java.lang.management.CompilationMXBean;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryPoolMXBean;
import java.lang.management.MemoryType;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;

/**
 * What {@code --stat} prints at the end of a run, in the manner of {@code perf stat}: a number,
 * what it counts, and what it means in proportion.
 *
 * <p>Guest instructions are counted where they are interpreted, by blocks entered (a block that
 * faults or is left in the middle counts whole). Compiled code counts nothing, since that would
 * slow it down: with {@code --engine=interp} the count is that of the whole program.
 */
final class RunStat {
  private final PrintStream out = System.err;

  private RunStat() {}

  static void print(Machine machine, String command, long nanos) {
    new RunStat().all(machine, command, nanos);
  }

  private void all(Machine machine, String command, long nanos) {
    double seconds = nanos / 1e9;
    TranslationStat translation = machine.translationStat();
    var counts = machine.entryCounts();
    out.printf("%n Statistics of '%s':%n%n", command);
    Duration cpu =
        ProcessHandle.current().info().totalCpuDuration().orElse(Duration.ofNanos(nanos));
    double cpuSeconds = cpu.toMillis() / 1e3;
    line(cpuSeconds * 1e3, "msec task-clock", "%.3f CPUs used".formatted(cpuSeconds / seconds));
    line(counts.threads(), "guest threads", null);
    line(
        counts.interpreted(),
        "instructions interpreted",
        "%.3f M/sec; those in compiled units are not counted"
            .formatted(counts.interpreted() / seconds / 1e6));
    line(
        counts.guardMisses(),
        "guard misses",
        "%.3f K/sec".formatted(counts.guardMisses() / seconds / 1e3));
    line(counts.recognised(), "calls of known routines", "done without the guest's code");
    counts
        .exits()
        .forEach((reason, count) -> {
          if (count > 0) {
            line(count, "exits: " + name(reason), "%.3f K/sec".formatted(count / seconds / 1e3));
          }
        });
    out.println();
    translation(translation, seconds);
    out.println();
    memory();
    out.printf("%n%,18.6f seconds time elapsed%n%n", seconds);
  }

  private void translation(TranslationStat stat, double seconds) {
    line(stat.blocksLifted(), "blocks lifted", null);
    line(stat.blocksKept(), "blocks in memory", "of %,d at most".formatted(stat.blocksLimit()));
    line(
        stat.units(),
        "units compiled to bytecode",
        "%,d guest instructions, %,d bytes; a process keeps %,d units at most"
            .formatted(stat.unitInstructions(), stat.unitBytes(), stat.unitsLimit()));
    line(stat.again(), "of them once more", "with a part that had not run before");
    line(stat.reguarded(), "of them once more", "with other guards, after many misses");
    line(
        stat.known(),
        "units compiled before",
        "by another process or an earlier run; %.1f msec to define them"
            .formatted(stat.knownNanos() / 1e6));
    line(
        stat.reused(),
        "units taken over",
        "from a process that had ended, with their machine code");
    line(stat.outdated(), "units outdated when ready", null);
    line(stat.failed(), "units that stay interpreted", null);
    line(stat.waiting(), "requests not served", null);
    double milliseconds = stat.compileNanos() / 1e6;
    line(
        milliseconds,
        "msec translating units",
        "%.1f %% of the time, the longest %.1f msec"
            .formatted(milliseconds / seconds / 10, stat.longestNanos() / 1e6));
    CompilationMXBean hotspot = ManagementFactory.getCompilationMXBean();
    if (hotspot != null && hotspot.isCompilationTimeMonitoringSupported()) {
      line(hotspot.getTotalCompilationTime(), "msec compiling bytecode", "HotSpot's C1 and C2");
    }
  }

  private void memory() {
    long code = 0;
    long metaspace = 0;
    long heap = 0;
    for (MemoryPoolMXBean pool : ManagementFactory.getMemoryPoolMXBeans()) {
      long used = pool.getUsage().getUsed();
      if (pool.getType() == MemoryType.HEAP) {
        heap += used;
      } else if (pool.getName().startsWith("Code")) {
        code += used;
      } else if (pool.getName().equals("Metaspace")) {
        metaspace = used;
      }
    }
    line(code / 1024, "KiB machine code", "of HotSpot, the JVM's own included");
    line(metaspace / 1024, "KiB classes", "translated units and the JVM's own");
    line(heap / 1024, "KiB Java heap", null);
    line(peak(), "KiB peak resident", "guest memory included");
  }

  /** VmHWM of this process in KiB, 0 when the host does not tell. */
  private static long peak() {
    try {
      for (String line : Files.readAllLines(Path.of("/proc/self/status"))) {
        if (line.startsWith("VmHWM:")) {
          return Long.parseLong(line.substring(6, line.indexOf("kB")).strip());
        }
      }
    } catch (IOException | NumberFormatException unknown) {
      // Told as 0.
    }
    return 0;
  }

  private static String name(Exit reason) {
    return switch (reason) {
      case NONE -> "to a location that was not linked";
      case DATA_ABORT -> "data abort";
      case PREFETCH_ABORT -> "prefetch abort";
      case UNDEFINED -> "undefined instruction";
      case BREAKPOINT -> "breakpoint";
      case PENDING -> "work found by a poll";
      case STATE -> "IT block or big-endian data";
      case KERNEL -> "by the kernel";
    };
  }

  private void line(long number, String what, String note) {
    line("%,18d".formatted(number), what, note);
  }

  private void line(double number, String what, String note) {
    line("%,18.2f".formatted(number), what, note);
  }

  private void line(String number, String what, String note) {
    if (note == null) {
      out.printf("%s      %s%n", number, what);
    } else {
      out.printf("%s      %-34s #  %s%n", number, what, note);
    }
  }
}
