package dev.armature.e2e;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.armature.Machine;
import dev.armature.Translations;
import dev.armature.syscalls.table.ArmSyscalls;
import dev.armature.translate.TranslationStat;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What processes have compiled serves those that run the same program after them. */
class UnitsTakenOverTest {
  private static final int RUNS = 4;
  private static final String ROUNDS = "20";

  private static final ArmSyscalls CALLS = new ArmSyscalls();

  private static Machine run(Translations shared, Path program, List<String> arguments)
      throws Exception {
    Machine machine =
        Machine.builder(CALLS)
            .program(program.toString())
            .argv(arguments)
            .translations(shared)
            .descriptors(Map.of())
            .build();
    assertEquals(0, machine.run().shell());
    return machine;
  }

  @Test
  void byTheCommandsOfAShell() throws Exception {
    Path busybox = Repository.armhf().resolve("bin/busybox");
    String kernel = Repository.guest("kernel-strings").toString();
    String script = (kernel + " " + ROUNDS + " || exit 1;").repeat(RUNS);
    Machine machine = run(null, busybox, List.of("sh", "-c", script));
    TranslationStat stat = machine.translationStat();
    assertTrue(stat.units() > 10, stat::toString);
    // The first one compiles, the last ones find all of it.
    assertTrue(stat.reused() > stat.units(), stat::toString);
    assertTrue(stat.known() < stat.units(), stat::toString);
  }

  @Test
  void byMachinesThatShareThem() throws Exception {
    var shared = new Translations();
    Path kernel = Repository.guest("kernel-strings");
    List<String> arguments = List.of("kernel-strings", ROUNDS);
    TranslationStat first = run(shared, kernel, arguments).translationStat();
    assertEquals(0, first.reused());
    TranslationStat then = first;
    for (int i = 1; i < RUNS; i++) {
      then = run(shared, kernel, arguments).translationStat();
    }
    assertTrue(then.reused() > first.units(), first + " then " + then);
    assertEquals(0, run(null, kernel, arguments).translationStat().reused());
  }

  /** A child and a grandchild of the same program at work, each several times. */
  @Test
  void byWhatAShellForks() throws Exception {
    Path busybox = Repository.armhf().resolve("bin/busybox");
    String work = "i=0; while [ $i -lt 3000 ]; do i=$((i+1)); done; echo $i";
    String script =
        "for k in 1 2 3 4; do a=$(%s); (b=$(%s); [ $a$b = 30003000 ]) || exit 1; done"
            .formatted(work, work);
    TranslationStat stat = run(null, busybox, List.of("sh", "-c", script)).translationStat();
    assertTrue(stat.reused() > 0, stat::toString);
  }
}
