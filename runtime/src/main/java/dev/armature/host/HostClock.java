package dev.armature.host;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;

/** Clocks and identity of host threads. Times are nanoseconds. */
public final class HostClock {
  public static final int CLOCK_REALTIME = 0;
  public static final int CLOCK_MONOTONIC = 1;
  public static final int CLOCK_PROCESS_CPUTIME_ID = 2;
  public static final int CLOCK_THREAD_CPUTIME_ID = 3;
  public static final int CLOCK_BOOTTIME = 7;

  private static final boolean ARM64 = System.getProperty("os.arch").equals("aarch64");
  private static final int CLOCK_GETTIME = ARM64 ? 113 : 228;
  private static final int GETRUSAGE = ARM64 ? 165 : 98;
  private static final int RUSAGE_THREAD = 1;
  private static final int ADJTIMEX = ARM64 ? 171 : 159;
  private static final int GETTID = ARM64 ? 178 : 186;

  private HostClock() {}

  /**
   * The time of a host clock, or a negated errno. The two that programs ask for all the time come
   * from the JVM, which reads them without a system call.
   */
  public static long time(int clock) {
    return switch (clock) {
      case CLOCK_MONOTONIC -> System.nanoTime();
      case CLOCK_REALTIME -> realtime();
      default -> ask(clock);
    };
  }

  private static long realtime() {
    Instant now = Instant.now();
    return now.getEpochSecond() * 1_000_000_000 + now.getNano();
  }

  /** Asks the host itself. */
  static long ask(int clock) {
    long buffer = HostSyscall.scratch().address();
    long result = HostSyscall.call(CLOCK_GETTIME, clock, buffer);
    if (result < 0) {
      return result;
    }
    return HostBytes.getLong(buffer) * 1_000_000_000 + HostBytes.getLong(buffer + 8);
  }

  /** {@code adjtimex} on a host {@code struct timex}: the clock's state or a negated errno. */
  public static int adjust(long timex) {
    return (int) HostSyscall.call(ADJTIMEX, timex);
  }

  /** The host's id of the calling thread. */
  public static int gettid() {
    return (int) HostSyscall.call(GETTID);
  }

  /** User and system time of the calling thread. */
  public static long[] ownTimes() {
    long buffer = HostSyscall.scratch().address();
    long unused = HostSyscall.call(GETRUSAGE, RUSAGE_THREAD, buffer);
    long[] times = new long[2];
    for (int i = 0; i < 2; i++) {
      long at = buffer + 16L * i;
      times[i] = HostBytes.getLong(at) * 1_000_000_000 + HostBytes.getLong(at + 8) * 1000;
    }
    return times;
  }

  /** User and system time of a thread of this JVM in ticks of a 100th of a second. */
  public static long[] threadTicks(int hostTid) {
    try {
      String stat = Files.readString(Path.of("/proc/self/task/" + hostTid + "/stat"));
      String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ", -1);
      return new long[] {Long.parseLong(fields[11]), Long.parseLong(fields[12])};
    } catch (IOException | NumberFormatException gone) {
      return new long[2];
    }
  }

  /** CPU time of a thread of this JVM, or a negated errno when it is gone. */
  public static long threadCpuTime(int hostTid) {
    // MAKE_THREAD_CPUCLOCK of include/linux/posix-timers_types.h.
    return time(~hostTid << 3 | 6);
  }
}
