package dev.armature.e2e;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** This project's command on the class path of the tests, in a JVM of its own. */
record ArmatureRunner(String engine) implements GuestRunner {

  /** The command that starts {@code armature} with the options of its launcher. */
  static List<String> jvm() {
    List<String> words = new ArrayList<>();
    words.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    words.add("--add-exports=java.base/jdk.internal.misc=ALL-UNNAMED");
    words.add("--enable-native-access=ALL-UNNAMED");
    words.add("-Xshare:auto");
    words.add("-XX:+UseSerialGC");
    // Most guests of the tests live for less than C2 takes to compile anything.
    String more = System.getProperty("armature.jvm.options", "-XX:TieredStopAtLevel=1");
    if (!more.isBlank()) {
      words.addAll(List.of(more.split(" ")));
    }
    words.add("-cp");
    words.add(System.getProperty("java.class.path"));
    words.add("dev.armature.cli.Main");
    return words;
  }

  @Override
  public List<String> command(Invocation run) {
    List<String> words = jvm();
    words.add("run");
    words.add("--engine=" + engine);
    words.add("--code-cache=off");
    if (run.prefix() != null) {
      words.add("-L");
      words.add(run.prefix().toString());
    }
    return words;
  }

  @Override
  public String toString() {
    return engine;
  }
}
