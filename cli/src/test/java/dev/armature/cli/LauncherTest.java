package dev.armature.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The {@code armature} script, with JVMs that only print how they were called. */
class LauncherTest {
  @TempDir Path dir;
  private Path launcher;

  record Result(int status, List<String> out, String err) {}

  @BeforeEach
  void layOut() throws IOException {
    Path checkout = Files.createDirectories(dir.resolve("check out"));
    launcher = checkout.resolve("armature");
    Path script = Path.of(System.getProperty("armature.top"), "armature");
    Files.copy(script, launcher, StandardCopyOption.COPY_ATTRIBUTES);
    Files.createDirectories(checkout.resolve("cli/target"));
    Files.createFile(checkout.resolve("cli/target/armature.jar"));
  }

  private Path jdk(String name, String version) throws IOException {
    Path home = dir.resolve(name);
    Path java = Files.createDirectories(home.resolve("bin")).resolve("java");
    Files.writeString(java, "#!/bin/sh\necho " + name + "\nprintf '%s\\n' \"$@\"\n");
    assertTrue(java.toFile().setExecutable(true));
    Files.writeString(
        home.resolve("release"), "IMPLEMENTOR=\"x\"\nJAVA_VERSION=\"" + version + "\"\n");
    return home;
  }

  private Result run(Map<String, String> environment, List<String> command) throws Exception {
    ProcessBuilder builder = new ProcessBuilder(command).directory(dir.toFile());
    builder.environment().keySet().removeIf(k -> k.startsWith("ARMATURE") || k.equals("JAVA_HOME"));
    builder.environment().putAll(environment);
    Path err = dir.resolve("err");
    Process process = builder.redirectError(err.toFile()).start();
    try (InputStream out = process.getInputStream()) {
      List<String> lines = new String(out.readAllBytes()).lines().toList();
      return new Result(process.waitFor(), lines, Files.readString(err));
    }
  }

  @Test
  void takesJavaHomeAndHandsTheWordsOnUnchanged() throws Exception {
    String home = jdk("jdk", "25.0.1").toString();
    Result r = run(Map.of("JAVA_HOME", home), List.of(launcher.toString(), "run", "a b", "", "*"));
    assertEquals("", r.err());
    assertEquals(0, r.status());
    assertEquals("jdk", r.out().getFirst());
    int jar = r.out().indexOf("-jar");
    Path checkout = launcher.getParent();
    assertEquals(
        List.of(checkout.resolve("cli/target/armature.jar").toString(), "run", "a b", "", "*"),
        r.out().subList(jar + 1, r.out().size()));
  }

  @Test
  void followsSymbolicLinks() throws Exception {
    String home = jdk("jdk", "25").toString();
    Path link = Files.createSymbolicLink(dir.resolve("link"), launcher);
    Path second = Files.createSymbolicLink(dir.resolve("second"), Path.of("link"));
    for (String name : List.of(link.toString(), "./second", second.toString())) {
      Result r = run(Map.of("JAVA_HOME", home), List.of(name, "--version"));
      assertEquals("", r.err());
      assertEquals("jdk", r.out().getFirst());
    }
  }

  @Test
  void armatureJavaHomeComesFirst() throws Exception {
    Map<String, String> environment =
        Map.of(
            "JAVA_HOME", jdk("one", "25").toString(),
            "ARMATURE_JAVA_HOME", jdk("two", "26-ea").toString());
    Result r = run(environment, List.of(launcher.toString()));
    assertEquals("two", r.out().getFirst());
  }

  @Test
  void anOldJavaAskedForIsRefusedInOneSentence() throws Exception {
    for (String version : List.of("17.0.1", "1.8.0_402", "24", "")) {
      String home = jdk("old", version).toString();
      Result r = run(Map.of("ARMATURE_JAVA_HOME", home), List.of(launcher.toString()));
      assertEquals(1, r.status());
      assertEquals(
          "armature: ARMATURE_JAVA_HOME=" + home + " is not the home of a Java 25 or newer\n",
          r.err());
    }
  }

  @Test
  void anOldJavaHomeIsPassedOver() throws Exception {
    String home = jdk("old", "17.0.1").toString();
    // The JVM of this test is a Java 25, so PATH leads to one.
    String path = System.getProperty("java.home") + "/bin:" + System.getenv("PATH");
    Map<String, String> environment = Map.of("JAVA_HOME", home, "PATH", path);
    Result r = run(environment, List.of(launcher.toString(), "--version"));
    assertTrue(r.out().isEmpty() || !r.out().getFirst().equals("old"), r.toString());
  }

  @Test
  void optionsForTheJvmAreSplitAtBlanks() throws Exception {
    String home = jdk("jdk", "25").toString();
    Result r =
        run(
            Map.of("JAVA_HOME", home, "ARMATURE_JAVA_OPTS", "-Xmx1g -Dx=y"),
            List.of(launcher.toString()));
    assertTrue(r.out().containsAll(List.of("-Xmx1g", "-Dx=y")));
  }

  @Test
  void usesTheAotCacheOnlyWhenThereIsOne() throws Exception {
    Map<String, String> environment = Map.of("JAVA_HOME", jdk("jdk", "25").toString());
    Path cache = launcher.resolveSibling("cli/target/armature.aot");
    Result without = run(environment, List.of(launcher.toString()));
    assertTrue(without.out().stream().noneMatch(w -> w.startsWith("-XX:AOT")));
    Files.createFile(cache);
    Result with = run(environment, List.of(launcher.toString()));
    assertTrue(with.out().contains("-XX:AOTCache=" + cache));
    assertTrue(with.out().contains("-XX:AOTMode=auto"));
  }

  @Test
  void namesTheDescriptorsOfItsCaller() throws Exception {
    String home = jdk("jdk", "25").toString();
    Map<String, String> environment = Map.of("JAVA_HOME", home);
    String script = "exec 5</dev/null; exec \"$0\" --version";
    Result r = run(environment, List.of("/bin/sh", "-c", script, launcher.toString()));
    assertTrue(r.out().contains("-Darmature.descriptors=0,1,2,5"), r.out().toString());
  }

  @Test
  void saysThatItsDirectoryIsGone() throws Exception {
    Map<String, String> environment = Map.of("JAVA_HOME", jdk("jdk", "25").toString());
    String script = "mkdir gone; cd gone; rmdir ../gone; exec \"$0\" run x";
    Result r = run(environment, List.of("/bin/sh", "-c", script, launcher.toString()));
    assertEquals(1, r.status());
    assertTrue(r.err().endsWith("armature: the working directory has been removed\n"), r.err());
  }

  @Test
  void c2CompilesGuestCode() throws Exception {
    String directives =
        Files.readString(Path.of(System.getProperty("armature.top"), "cli/directives.json"));
    String excluding =
        Arrays.stream(directives.split("match:"))
            .filter(directive -> directive.contains("Exclude: true"))
            .collect(Collectors.joining());
    var patterns =
        Pattern.compile("\"([^\"]+)[*][.][*]\"")
            .matcher(excluding)
            .results()
            .map(m -> m.group(1))
            .toList();
    assertTrue(patterns.contains("dev/armature/lift/"), directives);
    for (String prefix : patterns) {
      assertFalse("dev/armature/emit/At_00010000".startsWith(prefix), prefix);
    }
  }
}
