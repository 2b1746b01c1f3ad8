package dev.armature.translate;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** The prebuilt guest programs that need no kernel, in every engine. */
class BareGuestTest {
  private static final Path BINARIES = Path.of("..", "test-binaries");

  private static final String[] PROGRAMS = {
    "asm/hello",
    "asm/hello-thumb",
    "asm/conditions",
    "asm/interworking",
    "insn/int-alu-arm",
    "insn/int-alu-thumb",
    "insn/int-mul-arm",
    "insn/int-mul-thumb",
    "insn/int-media-arm",
    "insn/int-media-thumb",
    "insn/int-mem-arm",
    "insn/int-mem-thumb",
    "insn/vfp-arm",
    "insn/vfp-thumb",
    "free/unaligned-arm",
    "free/unaligned-thumb",
    "kernels/bytes",
    "kernels/doubles",
    "kernels/fib",
    "kernels/floats",
    "kernels/hash",
    "kernels/interpreter",
    "kernels/list",
    "kernels/lz",
    "kernels/malloc",
    "kernels/matrix",
    "kernels/qsort",
    "kernels/sieve",
    "kernels/strings",
    "kernels/tree",
    "kernels/wide",
  };

  static Stream<Arguments> cases() {
    return Arrays.stream(PROGRAMS)
        .flatMap(program ->
            Arrays.stream(Engine.values())
                // The lifter's tests interpret the tables; nothing in them gets hot.
                .filter(engine -> engine == Engine.JIT || !program.startsWith("insn/"))
                .map(engine -> Arguments.of(program, engine)));
  }

  @ParameterizedTest(name = "{0} {1}")
  @MethodSource("cases")
  void printsWhatIsExpected(String program, Engine engine) throws IOException {
    Path source = BINARIES.resolve("src").resolve(program + ".out");
    String name =
        program.startsWith("kernels/")
            ? program.replace("kernels/", "kernel-")
            : program.substring(program.indexOf('/') + 1);
    if (!Files.exists(source)) {
      // One expectation for the ARM and the Thumb build.
      source = BINARIES.resolve("src").resolve(program.replaceAll("-(arm|thumb)$", "") + ".out");
    }
    String expected = Files.readString(source);
    assertNotEquals("", expected);
    var result = BareGuest.run(BINARIES.resolve("bin").resolve(name), engine);
    assertEquals(expected, result.output());
    assertEquals(0, result.status());
  }
}
