package dev.armature.cli;

import dev.armature.perf.Benchmarks;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** {@code armature bench}: the benchmarks of this repository. */
@Command(
    name = "bench",
    description = "Run the benchmarks: words are JMH's, a name selects, -h helps, -l lists.")
final class BenchCommand implements Callable<Integer> {
  @Parameters(arity = "0..*", paramLabel = "WORD")
  List<String> words = List.of();

  @Override
  public Integer call() throws Exception {
    Benchmarks.main(words.toArray(String[]::new));
    return 0;
  }
}
