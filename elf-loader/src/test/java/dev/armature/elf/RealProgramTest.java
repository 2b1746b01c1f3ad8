package dev.armature.elf;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Programs as a real linker writes them. */
class RealProgramTest {
  private static final String CC = "arm-linux-gnueabihf-gcc";

  @TempDir Path dir;

  @Test
  void staticExecutable() throws Exception {
    LoadPlan plan = compile("-static");
    assertEquals(Optional.empty(), plan.image().interpreter());
    assertTrue(!plan.relocatable());
    assertEquals(0x10000, plan.start());
    assertEquals(0x10034, plan.phdrAddress());
    assertEquals(LoadPlan.ExecStack.DISABLE_X, plan.stack());
    assertTrue(plan.tls().isPresent());
    String description = plan.image().describe();
    assertTrue(
        description.startsWith("static executable, EABI5 hard-float, ARMv7-A VFPv3"), description);
  }

  @Test
  void staticPie() throws Exception {
    LoadPlan plan = compile("-static-pie", "-nostdlib", "-Wl,--no-dynamic-linker,-emain");
    assertEquals(Optional.empty(), plan.image().interpreter());
    assertTrue(plan.relocatable());
    assertEquals(0, plan.start());
    assertEquals(0x34, plan.phdrAddress());
  }

  @Test
  void dynamicPie() throws Exception {
    LoadPlan plan = compile("-pie");
    assertEquals(Optional.of("/lib/ld-linux-armhf.so.3"), plan.image().interpreter());
    assertTrue(plan.relocatable());
  }

  @Test
  void executableStackAndThumbEntry() throws Exception {
    LoadPlan plan = compile("-static", "-z", "execstack");
    assertEquals(LoadPlan.ExecStack.ENABLE_X, plan.stack());
    assertEquals(1, plan.entry() & 1);
  }

  private LoadPlan compile(String... options) throws Exception {
    assumeTrue(available(), CC + " is not installed");
    Path source = Files.writeString(dir.resolve("main.c"), "int main(void) { return 0; }\n");
    Path program = dir.resolve("main");
    List<String> command = new ArrayList<>(List.of(CC, "-O2", "-o", program.toString()));
    command.addAll(List.of(options));
    command.add(source.toString());
    assertEquals(0, new ProcessBuilder(command).inheritIO().start().waitFor());
    byte[] bytes = Files.readAllBytes(program);
    return ElfImage.parse(ByteSource.of(bytes), ElfImage.Role.PROGRAM).plan(ElfBuilder.TASK_SIZE);
  }

  private static boolean available() throws InterruptedException {
    try {
      return new ProcessBuilder(CC, "--version")
              .redirectOutput(ProcessBuilder.Redirect.DISCARD)
              .start()
              .waitFor()
          == 0;
    } catch (IOException e) {
      return false;
    }
  }
}
