package dev.armature.e2e;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * Something that runs ARM programs: this project in one of its engines, or qemu-arm as the oracle.
 */
sealed interface GuestRunner permits ArmatureRunner, QemuRunner {

  /** Words that, followed by program and arguments, run it. */
  List<String> command(Invocation run);

  /** Puts what is not part of the guest's environment into the host process. */
  default void prepare(ProcessBuilder builder, Invocation run) {
    builder.environment().clear();
    builder.environment().putAll(run.environment());
  }

  default Outcome run(Invocation run) throws IOException, InterruptedException {
    List<String> words = new ArrayList<>(command(run));
    words.add(run.program().toString());
    words.addAll(run.arguments());
    Path scratch = Files.createTempDirectory("armature-e2e");
    Path in = Files.write(scratch.resolve("in"), run.input());
    Path out = scratch.resolve("out");
    Path err = scratch.resolve("err");
    ProcessBuilder builder =
        new ProcessBuilder(words)
            .directory(run.directory().toFile())
            .redirectInput(run.input().length == 0 ? new File("/dev/null") : in.toFile())
            .redirectOutput(out.toFile())
            .redirectError(err.toFile());
    prepare(builder, run);
    Process process = builder.start();
    boolean late = false;
    try {
      late = !process.waitFor(run.limit().toMillis(), TimeUnit.MILLISECONDS);
      if (late) {
        process.destroy(); // SIGTERM: an emulator that still works hands it to its guest
        process.waitFor(20, TimeUnit.SECONDS);
      }
    } finally {
      process.descendants().forEach(ProcessHandle::destroyForcibly);
      process.destroyForcibly();
    }
    int status = process.waitFor();
    Outcome outcome =
        new Outcome(
            status,
            Outcome.text(Files.readAllBytes(out)),
            Outcome.text(Files.readAllBytes(err)),
            late);
    for (Path file : List.of(in, out, err, scratch)) {
      Files.delete(file);
    }
    return outcome;
  }

  /**
   * What the tests run, one per engine. {@code -Darmature.runner=qemu-arm} puts qemu-arm in the
   * place of this project, which proves the expectations; {@code -Darmature.engines=interp,auto}
   * chooses.
   */
  static List<GuestRunner> underTest() {
    if ("qemu-arm".equals(System.getProperty("armature.runner"))) {
      return List.of(new QemuRunner());
    }
    return List.of(System.getProperty("armature.engines", "interp,jit,auto").split(",")).stream()
        .<GuestRunner>map(ArmatureRunner::new)
        .toList();
  }
}
