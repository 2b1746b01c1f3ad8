package dev.armature.e2e;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** Debian's qemu-arm, the oracle; inside a binfmt_misc of its own where the machine allows that. */
record QemuRunner() implements GuestRunner {

  /** Whether qemu-arm is installed. */
  static boolean present() {
    return qemu() != null;
  }

  /** Whether ARM programs that qemu-arm runs can start other ARM programs here. */
  static boolean canStartChildren() {
    return present() && Namespace.WORKS;
  }

  private static Path qemu() {
    return Stream.of("/usr/bin/qemu-arm-static", "/usr/bin/qemu-arm")
        .map(Path::of)
        .filter(Files::isExecutable)
        .findFirst()
        .orElse(null);
  }

  /** Asked once, when first needed. */
  private static final class Namespace {
    static final boolean WORKS = works();

    private static boolean works() {
      try {
        List<String> words = namespace(qemu());
        words.add("/bin/true");
        Process process =
            new ProcessBuilder(words)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
        return process.waitFor(20, TimeUnit.SECONDS) && process.exitValue() == 0;
      } catch (IOException e) {
        return false;
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        return false;
      }
    }
  }

  private static List<String> namespace(Path qemu) {
    return new ArrayList<>(
        List.of(
            "/usr/bin/unshare",
            "--user",
            "--map-root-user",
            "--mount",
            "/bin/sh",
            Repository.top().resolve("cli/src/test/resources/e2e/qemu-binfmt.sh").toString(),
            qemu.toString()));
  }

  @Override
  public List<String> command(Invocation run) {
    boolean children = run.prefix() != null && canStartChildren();
    List<String> words = children ? namespace(qemu()) : new ArrayList<>();
    words.add(qemu().toString());
    return words;
  }

  @Override
  public void prepare(ProcessBuilder builder, Invocation run) {
    GuestRunner.super.prepare(builder, run);
    if (run.prefix() != null) {
      // The variable and not -L, because children have to know it too.
      builder.environment().put("QEMU_LD_PREFIX", run.prefix().toString());
    }
  }

  @Override
  public String toString() {
    return "qemu-arm";
  }
}
