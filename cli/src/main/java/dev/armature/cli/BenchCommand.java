package dev.armature.cli;

import dev.armature.perf.Benchmarks;
import dev.armature.perf.chart.JmhChart;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
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
      "armature bench chart DIR FILE... draws results that were written with -rf json -rff FILE."
    })
final class BenchCommand implements Callable<Integer> {
  @Parameters(arity = "0..*", paramLabel = "WORD")
  List<String> words = List.of();

  @Override
  public Integer call() throws Exception {
    if (!words.isEmpty() && words.getFirst().equals("chart")) {
      if (words.size() < 3) {
        throw new CommandException(
            Main.USAGE, "bench chart: of which results? (armature help bench)");
      }
      for (String file : words.subList(2, words.size())) {
        chart(Path.of(file), Path.of(words.get(1)));
      }
      return 0;
    }
    Benchmarks.main(words.toArray(String[]::new));
    return 0;
  }

  private static void chart(Path json, Path directory) throws IOException {
    try {
      JmhChart.write(json, directory).forEach(System.out::println);
    } catch (NoSuchFileException e) {
      throw new CommandException(1, "bench chart: " + e.getMessage() + ": no such file", e);
    } catch (FileAlreadyExistsException e) {
      throw new CommandException(1, "bench chart: " + e.getMessage() + ": no directory", e);
    } catch (IOException e) {
      throw new CommandException(1, "bench chart: " + json + ": " + e.getMessage(), e);
    } catch (IllegalArgumentException e) {
      throw new CommandException(1, "bench chart: " + json + ": " + e.getMessage(), e);
    }
  }
}
