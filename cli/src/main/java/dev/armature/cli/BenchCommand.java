package dev.armature.cli;

import dev.armature.perf.Benchmarks;
import dev.armature.perf.chart.JmhChart;
import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** {@code armature bench}: the benchmarks of this repository. */
@Command(
    name = "bench",
    description = {
      "Run the benchmarks: words are JMH's, a name selects, -h helps, -l lists.",
      "armature bench chart FILE DIR draws results that were written with -rf csv -rff FILE."
    })
final class BenchCommand implements Callable<Integer> {
  @Parameters(arity = "0..*", paramLabel = "WORD")
  List<String> words = List.of();

  @Override
  public Integer call() throws Exception {
    if (words.size() == 3 && words.getFirst().equals("chart")) {
      return chart(Path.of(words.get(1)), Path.of(words.get(2)));
    }
    Benchmarks.main(words.toArray(String[]::new));
    return 0;
  }

  private static int chart(Path csv, Path directory) throws IOException {
    try {
      JmhChart.write(csv, directory).forEach(System.out::println);
    } catch (NoSuchFileException e) {
      throw new CommandException(1, "bench chart: " + e.getMessage() + ": no such file", e);
    } catch (IllegalArgumentException e) {
      throw new CommandException(1, "bench chart: " + csv + ": " + e.getMessage(), e);
    }
    return 0;
  }
}
