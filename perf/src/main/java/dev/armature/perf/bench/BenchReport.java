package dev.armature.perf.bench;

import java.util.Locale;

/** A result as perf prints it. */
public final class BenchReport {
  private static final double MICROS = 1e6;

  private BenchReport() {}

  /** The lines of {@code perf bench} in its default format. */
  public static String text(SyscallBenchmark benchmark, long loops, long micros) {
    return String.format(
        Locale.ROOT,
        "# Executed %,d %s calls%n %14s: %d.%03d [sec]%n%n %14f usecs/op%n %,14d ops/sec%n",
        loops,
        benchmark.call,
        "Total time",
        micros / 1_000_000,
        micros / 1000 % 1000,
        (double) micros / loops,
        (long) (loops / (Math.max(1, micros) / MICROS)));
  }

  /** {@code --format=simple}: seconds. */
  public static String simple(long micros) {
    return String.format(Locale.ROOT, "%d.%03d%n", micros / 1_000_000, micros / 1000 % 1000);
  }

  /** A JSON object in a line. */
  public static String json(String runner, SyscallBenchmark benchmark, long loops, long micros) {
    return String.format(
        Locale.ROOT,
        "{\"benchmark\":\"syscall/%s\",\"runner\":\"%s\",\"calls\":%d,\"seconds\":%.6f,"
            + "\"usecs_per_op\":%.6f,\"ops_per_sec\":%d}%n",
        benchmark.name,
        runner,
        loops,
        micros / MICROS,
        (double) micros / loops,
        (long) (loops / (Math.max(1, micros) / MICROS)));
  }
}
