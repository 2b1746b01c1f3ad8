package dev.armature.perf;

import java.io.IOException;

/** Runs the benchmarks: JMH's own command line, whose {@code -h} lists its options. */
public final class Benchmarks {
  private Benchmarks() {}

  /**
   * Runs what {@code arguments} select, all benchmarks when empty.
   *
   * @throws IOException when JMH can't read its list of benchmarks
   */
  public static void main(String[] arguments) throws IOException {
    org.openjdk.jmh.Main.main(arguments);
  }
}
