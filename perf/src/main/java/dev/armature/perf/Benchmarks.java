package dev.armature.perf;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** Runs the benchmarks: JMH's own command line, whose {@code -h} lists its options. */
public final class Benchmarks {
  /** What the manifest of the command's jar gives it; JMH's own processes start from a class. */
  private static final String JVM =
      "--add-exports=java.base/jdk.internal.misc=ALL-UNNAMED --enable-native-access=ALL-UNNAMED"
          + " --sun-misc-unsafe-memory-access=allow";

  private Benchmarks() {}

  /**
   * Runs what {@code arguments} select, all benchmarks when empty.
   *
   * @throws IOException when JMH can't read its list of benchmarks
   */
  public static void main(String[] arguments) throws IOException {
    List<String> words = new ArrayList<>(List.of("-jvmArgsAppend", JVM));
    words.addAll(List.of(arguments));
    org.openjdk.jmh.Main.main(words.toArray(String[]::new));
  }
}
