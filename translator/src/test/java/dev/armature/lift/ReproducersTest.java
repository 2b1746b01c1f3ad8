package dev.armature.lift;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What once differed from qemu-arm, in both engines; it needs no qemu-arm. */
class ReproducersTest {
  private static final Path FILES =
      Path.of("src", "test", "resources", "dev", "armature", "lift", "reproducers");

  @Test
  void interpreted() throws Exception {
    replay(false);
  }

  @Test
  void compiled() throws Exception {
    replay(true);
  }

  private static void replay(boolean compiled) throws Exception {
    List<Path> files;
    try (Stream<Path> all = Files.list(FILES)) {
      files = all.sorted().toList();
    }
    assertFalse(files.isEmpty());
    try (var stepper = new Stepper(compiled)) {
      for (Path file : files) {
        Reproducer reproducer = Reproducer.read(file);
        StepResult result = stepper.run(reproducer.task());
        assertEquals("", result.difference(reproducer.wanted()), file.toString());
      }
    }
  }
}
