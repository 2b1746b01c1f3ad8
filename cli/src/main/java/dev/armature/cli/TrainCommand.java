package dev.armature.cli;

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
  @Parameters(arity = "1..*", paramLabel = "PROGRAM")
  List<String> programs;

  @Override
  public Integer call() {
    int failed = 0;
    for (String program : programs) {
      RunLine line = RunLine.parse(List.of(program));
      failed += GuestRun.run(GuestRequest.of(line, List.of("PATH=/usr/bin:/bin"))) == 0 ? 0 : 1;
    }
    return failed == 0 ? 0 : 1;
  }
}
