package dev.armature.cli;

import dev.armature.perf.bench.BenchProgram;
import dev.armature.perf.compare.Compare;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code armature perf compare}: Armature, qemu-arm and the host, side by side. */
@Command(
    name = "compare",
    description = {
      "Compare whole processes with qemu-arm and the host: C kernels, and programs of Debian"
          + " armhf.",
      "Programs take turns; ratios are made round by round. A first run of Armature, which fills"
          + " its caches, is not counted."
    })
final class CompareCommand implements Callable<Integer> {
  @Mixin HelpOption help;

  @Option(
      names = {"-r", "--rounds"},
      paramLabel = "N",
      defaultValue = "3",
      description = "How often each program runs (${DEFAULT-VALUE}).")
  int rounds;

  @Option(
      names = "--steady",
      description =
          "Kernels only: what they cost once all is warm, from the difference of a short and a long"
              + " run.")
  boolean steady;

  @Option(
      names = "--warm",
      description =
          "Armature's programs are run by a JVM that stays (armature warm); the first eight runs of"
              + " each are not counted. CPU time is that JVM's.")
  boolean warm;

  @Option(
      names = "-L",
      paramLabel = "DIR",
      defaultValue = "${env:ARMATURE_ARMHF_ROOT}",
      description =
          "Where Debian's armhf packages are unpacked (test-binaries/fetch-debian-armhf.sh); else"
              + " ARMATURE_ARMHF_ROOT, else only kernels run.")
  Path root;

  @Option(
      names = "--chart",
      paramLabel = "FILE",
      description = "Write a bar chart to FILE, as HTML with SVG.")
  Path chart;

  @Parameters(arity = "0..*", paramLabel = "NAME", description = "Only these.")
  List<String> names = List.of();

  @Override
  public Integer call() throws Exception {
    if (rounds < 1) {
      throw new CommandException(Main.USAGE, "perf compare: -r " + rounds + ": at least 1");
    }
    if (root != null && !Files.isDirectory(root)) {
      throw new CommandException(Main.USAGE, "perf compare: -L " + root + ": no directory");
    }
    // Told before anything is measured for hours.
    if (chart != null
        && (Files.isDirectory(chart) || !Files.isWritable(chart.toAbsolutePath().getParent()))) {
      throw new CommandException(
          Main.USAGE, "perf compare: --chart " + chart + ": can't be written");
    }
    if (BenchProgram.onPath("qemu-arm") == null) {
      throw new CommandException(1, "perf compare: needs qemu-arm (Debian package qemu-user)");
    }
    Path real = root == null ? null : root.toRealPath();
    return new Compare(checkout(), real, names, rounds, steady, warm, chart)
                .run(System.out, System.err)
            == 0
        ? 0
        : 1;
  }

  /** The checkout this command runs from: its jar is in cli/target. */
  private static Path checkout() throws URISyntaxException {
    Path jar = Path.of(Main.class.getProtectionDomain().getCodeSource().getLocation().toURI());
    Path top = jar.resolve("../../..").normalize();
    if (!Files.isExecutable(top.resolve("armature"))
        || !Files.isDirectory(top.resolve("test-binaries/src/kernels"))) {
      throw new CommandException(1, "perf compare works in a checkout of Armature only", null);
    }
    return top;
  }
}
