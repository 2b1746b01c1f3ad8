package dev.armature.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/**
 * {@code armature train}: runs programs one after the other in this JVM, so that an AOT cache
 * written at its end knows the classes that any run loads and what its hot methods do. For the
 * build.
 */
@Command(name = "train", hidden = true, description = "Run programs one after the other.")
final class TrainCommand implements Callable<Integer> {
  @Parameters(
      arity = "1..*",
      paramLabel = "PROGRAM",
      description = "A program and its arguments, one word with blanks between them.")
  List<String> programs;

  @Override
  public Integer call() {
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
