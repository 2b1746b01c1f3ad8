package dev.armature.cli;

import java.util.ArrayList;
import java.util.List;

/**
 * {@code armature train}: runs programs one after the other in this JVM, so that an AOT cache
 * written at its end knows the classes that any run loads and what its hot methods do. For the
 * build. Not a command of picocli's, or the cache would be of classes that need it.
 */
final class Training {
  private Training() {}

  /**
   * Runs the programs and returns the status to exit with.
   *
   * @param programs each a program and its arguments, one word with blanks between them
   */
  static int run(List<String> programs) {
    List<String> environment = new ArrayList<>(List.of("PATH=/usr/bin:/bin"));
    String cache = System.getenv(RunOption.CODE_CACHE.variable());
    if (cache != null) {
      environment.add(RunOption.CODE_CACHE.variable() + '=' + cache);
    }
    int failed = 0;
    for (String program : programs) {
      // With an option, as most runs have one.
      List<String> words = new ArrayList<>(List.of("-L", "/"));
      words.addAll(List.of(program.split(" ")));
      RunLine line = RunLine.parse(words);
      failed += GuestRun.run(GuestRequest.of(line, environment)) == 0 ? 0 : 1;
    }
    return failed == 0 ? 0 : 1;
  }
}
