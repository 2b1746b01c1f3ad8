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
    // Given to a program they are gone afterwards: only the last one can have them.
    String descriptors = System.clearProperty(GuestRun.DESCRIPTORS);
    int failed = 0;
    for (int i = 0; i < programs.size(); i++) {
      // With an option, as most runs have one.
      List<String> words = new ArrayList<>(List.of("-L", "/"));
      words.addAll(List.of(programs.get(i).split(" ")));
      if (descriptors != null && i == programs.size() - 1) {
        System.setProperty(GuestRun.DESCRIPTORS, descriptors);
      }
      failed += Main.run(words) == 0 ? 0 : 1;
    }
    return failed == 0 ? 0 : 1;
  }
}
