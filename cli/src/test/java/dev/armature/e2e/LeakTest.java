package dev.armature.e2e;

import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * A shell that starts a thousand programs: the JVM keeps no memory, descriptor or thread of them.
 */
class LeakTest {
  /** A growth that the JVM's own heap, code cache and metaspace may show between the samples. */
  private static final long SLACK_KILOBYTES = 96 * 1024;

  private record Sample(long residentKilobytes, int threads, int descriptors) {

    static Sample of(long pid) throws IOException {
      Path proc = Path.of("/proc", Long.toString(pid));
      List<String> status = Files.readAllLines(proc.resolve("status"));
      try (Stream<Path> fds = Files.list(proc.resolve("fd"))) {
        return new Sample(
            number(status, "VmRSS:"), (int) number(status, "Threads:"), (int) fds.count());
      }
    }

    private static long number(List<String> status, String key) {
      return status.stream()
          .filter(line -> line.startsWith(key))
          .mapToLong(line -> Long.parseLong(line.replaceAll("[^0-9]", "")))
          .findFirst()
          .orElseThrow();
    }
  }

  @Test
  void thousandProgramsLeaveNothing() throws IOException, InterruptedException {
    Path root = Repository.armhf();
    // The shell stops at each number until the test has looked.
    String script =
        "i=0; while [ $i -lt 1000 ]; do "
            + root
            + "/bin/busybox true || exit 9; i=$((i+1)); "
            + "case $i in 300|1000) echo $i; read go;; esac; done";
    List<String> words = new ArrayList<>(ArmatureRunner.jvm());
    words.addAll(List.of("run", "--engine=auto", root + "/bin/busybox", "sh", "-c", script));
    Process process =
        new ProcessBuilder(words).redirectError(ProcessBuilder.Redirect.INHERIT).start();
    try (OutputStream in = process.getOutputStream();
        BufferedReader out = process.inputReader()) {
      assertEquals("300", out.readLine());
      Sample warm = Sample.of(process.pid());
      in.write('\n');
      in.flush();
      assertEquals("1000", out.readLine());
      Sample end = Sample.of(process.pid());
      in.write('\n');
      in.flush();
      assertEquals(0, process.waitFor());
      String both = warm + " then " + end;
      assertAll(
          () -> assertTrue(end.threads() <= warm.threads() + 3, both),
          () -> assertTrue(end.descriptors() <= warm.descriptors() + 2, both),
          () ->
              assertTrue(
                  end.residentKilobytes() <= warm.residentKilobytes() + SLACK_KILOBYTES, both));
    } finally {
      process.destroyForcibly();
    }
  }
}
