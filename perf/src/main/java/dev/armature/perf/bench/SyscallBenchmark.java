package dev.armature.perf.bench;

/**
 * The benchmarks of {@code perf bench syscall}, with perf's names and numbers of calls
 * (tools/perf/bench/syscall.c).
 */
public enum SyscallBenchmark {
  BASIC("basic", "getppid()", 10_000_000),
  GETPGID("getpgid", "getpgid()", 10_000_000),
  FORK("fork", "fork()", 10_000),
  EXECVE("execve", "execve()", 10_000);

  /** What the user calls it. */
  public final String name;

  /** The call in the report. */
  public final String call;

  /** How many calls it makes when nobody says. */
  public final int defaultLoops;

  SyscallBenchmark(String name, String call, int defaultLoops) {
    this.name = name;
    this.call = call;
    this.defaultLoops = defaultLoops;
  }

  /** The benchmark with this name, or null. */
  public static SyscallBenchmark named(String name) {
    for (SyscallBenchmark benchmark : values()) {
      if (benchmark.name.equals(name)) {
        return benchmark;
      }
    }
    return null;
  }
}
