package dev.armature.perf.compare;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * The C kernels of {@code test-binaries/src/kernels}. Each checks its own result. In ARM state they
 * are among the prebuilt test programs; for Thumb-2 with hard float, Debian's default, and for the
 * host they are built here, where the compilers are.
 *
 * <p>The host's are linked as those that they are compared with, static with glibc and static with
 * musl: of the latter qsort and malloc take three to four times as long as glibc's, on any machine.
 */
final class Kernels {
  private static final List<String> OPTIONS = List.of("-O2", "-w", "-ffp-contract=off", "-static");
  private static final String CROSS = "arm-linux-gnueabihf-gcc";

  private final Path top;
  private final Path work;

  /**
   * @param top the checkout
   * @param work where to build
   */
  Kernels(Path top, Path work) {
    this.top = top;
    this.work = work;
  }

  /** All of them whose name is among {@code names}, or simply all when that is empty. */
  List<Workload> all(List<String> names) throws IOException, InterruptedException {
    List<Workload> all = new ArrayList<>();
    List<Path> sources;
    try (Stream<Path> files = Files.list(top.resolve("test-binaries/src/kernels"))) {
      sources = files.filter(file -> file.toString().endsWith(".c")).sorted().toList();
    }
    for (Path source : sources) {
      String file = source.getFileName().toString();
      String name = file.substring(0, file.length() - 2);
      if (names.isEmpty() || names.contains(name)) {
        Path thumb = build(source, name + "-thumb", CROSS, "-mthumb", "-march=armv7-a+fp");
        Path arm = top.resolve("test-binaries/bin/kernel-" + name);
        if (thumb != null) {
          Path host = build(source, name + "-glibc", "gcc");
          all.add(workload(name, "kernels in Thumb-2", thumb, host));
        }
        if (Files.isExecutable(arm)) {
          Path host = build(source, name + "-musl", "musl-gcc");
          all.add(workload(name, "kernels in ARM state", arm, host));
        }
      }
    }
    return all;
  }

  private static Workload workload(String name, String group, Path guest, Path host) {
    return new Workload(
        name,
        group,
        n -> List.of(guest.toString(), Integer.toString(n)),
        null,
        host == null ? null : n -> List.of(host.toString(), Integer.toString(n)),
        0,
        null);
  }

  /** The program, or null when there is no such compiler or it does not know the options. */
  private Path build(Path source, String name, String compiler, String... options)
      throws IOException, InterruptedException {
    Path program = work.resolve(name);
    List<String> command = new ArrayList<>(List.of(compiler));
    command.addAll(OPTIONS);
    command.addAll(List.of(options));
    command.addAll(List.of(source.toString(), "-lm", "-o", program.toString()));
    try {
      ProcessBuilder.Redirect nowhere = ProcessBuilder.Redirect.DISCARD;
      Process process =
          new ProcessBuilder(command).redirectOutput(nowhere).redirectError(nowhere).start();
      return process.waitFor() == 0 ? program : null;
    } catch (IOException noCompiler) {
      return null;
    }
  }
}
