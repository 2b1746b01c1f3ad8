package dev.armature.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.Dependency;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Holds the code to the layer table of {@code docs/architecture.md}. */
class LayersTest {
  private static final String ROOT = "dev.armature";

  /**
   * One line per package: what it may use besides java.base. A name with .* is a whole module's.
   */
  private static final String TABLE =
      """
      elf       :
      machine   :
      decode    :
      ir        : machine decode
      lift      : decode ir machine
      opt       : decode ir machine
      region    : decode ir machine lift opt
      cache     : machine
      recognise : machine cache
      interp    : decode ir machine lift opt cache
      emit      : ir machine region cache
      translate : decode ir machine lift opt region cache recognise interp emit
      abi       :
      host      : abi
      mm        : abi host machine cache elf
      wait      : abi host
      signal    : abi host machine
      vfs       : abi host wait
      ipc       : abi mm wait vfs
      task      : abi host mm wait signal vfs ipc elf machine decode cache translate
      ptrace    : abi host mm wait signal vfs task machine
      seccomp   : abi host mm wait signal vfs task ptrace machine
      entry     : abi host mm wait signal vfs task ptrace seccomp machine cache translate
      (machine) : abi host mm wait signal vfs ipc task ptrace seccomp entry elf machine decode cache interp translate
      syscalls  : (machine) abi host mm wait signal vfs ipc task ptrace seccomp entry elf machine decode cache
      perf      : *
      cli       : *
      """;

  /** Packages and types of libraries and the JDK, and the only packages that may use them. */
  private static final Map<String, Set<String>> ONLY_IN =
      Map.of(
          "org.objectweb.asm", Set.of("emit", "interp"),
          "picocli", Set.of("cli"),
          "org.openjdk.jmh", Set.of("perf"),
          "java.lang.foreign.Linker", Set.of("host"),
          "java.lang.foreign.SymbolLookup", Set.of("host"),
          "sun.misc", Set.of(),
          "jdk.internal.misc.Signal", Set.of("cli"),
          "jdk.internal.misc.Unsafe", Set.of("machine"));

  private static final Map<String, Set<String>> ALLOWED = new HashMap<>();
  private static JavaClasses classes;

  @BeforeAll
  static void read() {
    TABLE
        .lines()
        .forEach(line -> {
          String[] sides = line.split(":", -1);
          Set<String> uses = new TreeSet<>(List.of(sides[1].strip().split(" +")));
          ALLOWED.put(sides[0].strip(), uses);
        });
    classes =
        new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages(ROOT);
  }

  /** The row of the table a class belongs to, or null for what is not ours. */
  private static String layer(JavaClass type) {
    String name = type.getPackageName();
    if (name.equals(ROOT)) {
      return "(machine)";
    }
    if (!name.startsWith(ROOT + ".")) {
      return null;
    }
    String rest = name.substring(ROOT.length() + 1);
    // JMH generates a package of its own below perf.
    return rest.startsWith("syscalls.") ? "syscalls" : rest.startsWith("perf.") ? "perf" : rest;
  }

  private static Stream<Dependency> uses(JavaClass type) {
    return type.getDirectDependenciesFromSelf().stream();
  }

  private static String classes(Dependency use) {
    return use.getOriginClass().getName() + " -> " + use.getTargetClass().getName();
  }

  @Test
  void everyPackageHasARow() {
    Set<String> unknown = new TreeSet<>();
    for (JavaClass type : classes) {
      if (!ALLOWED.containsKey(layer(type))) {
        unknown.add(type.getPackageName());
      }
    }
    assertEquals(Set.of(), unknown);
    assertTrue(classes.size() > 50, "the modules are not on the class path");
  }

  @Test
  void packagesUseOnlyWhatIsBelowThem() {
    Set<String> wrong = new TreeSet<>();
    for (JavaClass type : classes) {
      String from = layer(type);
      Set<String> allowed = ALLOWED.getOrDefault(from, Set.of());
      uses(type)
          .forEach(use -> {
            String to = layer(use.getTargetClass().getBaseComponentType());
            if (to != null && !to.equals(from) && !allowed.contains(to) && !allowed.contains("*")) {
              wrong.add(from + " may not use " + to + ": " + classes(use));
            }
          });
    }
    assertEquals("", String.join("\n", wrong));
  }

  @Test
  void syscallFamiliesKnowNeitherTheTableNorStrace() {
    List<String> wrong = new ArrayList<>();
    for (JavaClass type : classes.that(inSyscallFamilies())) {
      uses(type)
          .filter(use -> {
            String to = use.getTargetClass().getPackageName();
            return to.equals(ROOT + ".syscalls.table") || to.equals(ROOT + ".syscalls.strace");
          })
          .forEach(use -> wrong.add(classes(use)));
    }
    assertEquals(List.of(), wrong);
  }

  private static DescribedPredicate<JavaClass> inSyscallFamilies() {
    return DescribedPredicate.describe(
        "in a family of system calls",
        type ->
            type.getPackageName().startsWith(ROOT + ".syscalls.")
                && !type.getPackageName().endsWith(".table")
                && !type.getPackageName().endsWith(".strace"));
  }

  @Test
  void librariesStayWhereTheyBelong() {
    Set<String> wrong = new TreeSet<>();
    for (JavaClass type : classes) {
      uses(type)
          .forEach(use -> {
            String to = use.getTargetClass().getBaseComponentType().getPackageName();
            ONLY_IN.forEach((library, places) -> {
              boolean is = to.equals(library) || to.startsWith(library + ".");
              if (is && !places.contains(layer(type))) {
                wrong.add(classes(use));
              }
            });
          });
    }
    assertEquals("", String.join("\n", wrong));
  }
}
