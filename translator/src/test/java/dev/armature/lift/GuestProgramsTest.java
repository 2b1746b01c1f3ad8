package dev.armature.lift;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Runs the instruction tables of {@code test-binaries}, whose expected output comes from another
 * implementation of the architecture, with and without the optimisations.
 */
class GuestProgramsTest {
  private static final Path BINARIES = Path.of("..", "test-binaries");

  @ParameterizedTest
  @CsvSource({
    "hello, asm/hello.out",
    "hello-thumb, asm/hello-thumb.out",
    "conditions, asm/conditions.out",
    "interworking, asm/interworking.out",
    "unaligned-arm, free/unaligned.out",
    "unaligned-thumb, free/unaligned.out",
    "int-alu-arm, insn/int-alu-arm.out",
    "int-alu-thumb, insn/int-alu-thumb.out",
    "int-mul-arm, insn/int-mul-arm.out",
    "int-mul-thumb, insn/int-mul-thumb.out",
    "int-media-arm, insn/int-media-arm.out",
    "int-media-thumb, insn/int-media-thumb.out",
    "int-mem-arm, insn/int-mem-arm.out",
    "int-mem-thumb, insn/int-mem-thumb.out",
    "vfp-arm, insn/vfp-arm.out",
    "vfp-thumb, insn/vfp-thumb.out",
  })
  void printsWhatItShould(String program, String expected) throws IOException {
    Path binary = BINARIES.resolve("bin").resolve(program);
    String wanted =
        Files.readString(BINARIES.resolve("src").resolve(expected), StandardCharsets.ISO_8859_1);
    assertEquals(wanted, GuestProgram.run(binary, false), "as lifted");
    assertEquals(wanted, GuestProgram.run(binary, true), "optimised");
  }
}
