package dev.armature.lift;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.armature.decode.Insn;
import dev.armature.decode.Operation;
import dev.armature.decode.RandomCode;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.function.IntConsumer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Runs random pieces of code from random states here and under qemu-arm, and compares registers,
 * flags, memory and faults after each. Every row of the decoder tables is drawn from in turn; what
 * was executed is reported in {@code target/row-coverage}. A difference that {@code
 * qemu-differences.tsv} does not explain is made small and saved in {@code target/reproducers}:
 * once understood it belongs among the resources, where {@link ReproducersTest} replays it.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class RandomInstructionsTest {
  private static final int TASKS = Integer.getInteger("armature.random.tasks", 2900);

  /** Of so many tasks one is compiled as well, but at least one for each row. */
  private static final int COMPILED = Integer.getInteger("armature.random.compiled", 10);

  /** Names of kinds, separated by commas; all when empty. */
  private static final String KINDS = System.getProperty("armature.random.kinds", "");

  private static final long SEED = Long.getLong("armature.random.seed", 1);
  private static final int SHRUNK = 5;
  private static final int PART = 20_000;

  /** LEN and STRIDE of the FPSCR, and half-precision arithmetic's flush to zero (ARMv8.2). */
  private static final int ONLY_THERE = 0x003f_0000;

  /** Cases of each kind with which every listed difference must be met. */
  private static final int MANY = 200_000;

  /** Not compared: system calls, and what is only there on one side. */
  private static final List<String> WITHOUT = List.of("SVC", "HLT", "UNDEFINED");

  private final QemuDifferences explained = QemuDifferences.load();
  private final Set<RandomCode.Kind> compared = EnumSet.noneOf(RandomCode.Kind.class);

  /** How often a row gets another task in place of one that can't be compared. */
  private static final int REDRAWS = 16;

  /** How many tasks more than its share a row gets until one has executed it. */
  private static final int MOST_EXTRA = 200;

  RandomInstructionsTest() throws IOException {}

  @TempDir Path directory;

  @ParameterizedTest
  @EnumSource(RandomCode.Kind.class)
  void interpretedLeavesTheSameState(RandomCode.Kind kind) throws Exception {
    compare(kind, TASKS, false);
  }

  @ParameterizedTest
  @EnumSource(RandomCode.Kind.class)
  void compiledLeavesTheSameState(RandomCode.Kind kind) throws Exception {
    int rows = new RandomCode(kind, new SplittableRandom(SEED), without(kind)).rows().size();
    compare(kind, Math.max(TASKS / COMPILED, 5 * rows), true);
  }

  private void compare(RandomCode.Kind kind, int count, boolean compiled) throws Exception {
    assumeTrue(
        KINDS.isEmpty() || List.of(KINDS.split(",")).contains(kind.name()),
        "not among armature.random.kinds");
    var random = new SplittableRandom(SEED);
    var code = new RandomCode(kind, random, without(kind));
    int rows = code.rows().size();
    // The Cortex-A9 has both: the instructions that the runner is made of, and short vectors.
    QemuOracle oracle = QemuOracle.build(directory, code.hasShortVectors() ? "cortex-a9" : "max");
    var coverage = new RowCoverage();
    var differences = new ArrayList<String>();
    try (var interpreting = new Stepper(false, code.features());
        var stepper = compiled ? new Stepper(true, code.features()) : interpreting) {
      for (int done = 0; done < count; done += PART) {
        var tasks = new ArrayList<StepTask>();
        var here = new ArrayList<StepResult>();
        IntConsumer draw =
            row -> {
              StepTask task = StepTask.random(random, code, kind.thumb, row);
              for (int i = 0; i < REDRAWS && isBeyondComparison(task); i++) {
                task = StepTask.random(random, code, kind.thumb, row);
              }
              if (isBeyondComparison(task)) {
                return;
              }
              StepResult result = interpreting.run(task);
              if (compiled && result != null) {
                result = stepper.run(task);
              }
              if (result != null) {
                tasks.add(task);
                here.add(result);
                coverage.count(task, result);
              }
            };
        for (int turn = 0; tasks.size() < Math.min(PART, count - done); turn++) {
          int row = turn % (2 * rows);
          draw.accept(row < rows ? row : -1);
        }
        for (int row = 0; done + PART >= count && row < rows; row++) {
          // Few cases can leave out a row: most often its condition did not hold.
          for (int i = 0; i < MOST_EXTRA && !coverage.has(code.rows().get(row)); i++) {
            draw.accept(row);
          }
        }
        List<StepResult> there = oracle.run(tasks);
        for (int i = 0; i < tasks.size(); i++) {
          String difference =
              there.get(i) == null || asksForMore(tasks.get(i), there.get(i), code)
                  ? ""
                  : here.get(i).difference(there.get(i));
          if (!difference.isEmpty() && !explained.explains(tasks.get(i), difference)) {
            differences.add(tasks.get(i) + ": " + difference);
            if (differences.size() <= SHRUNK) {
              save(new Shrinker(stepper, oracle).shrink(tasks.get(i)), stepper, oracle);
            }
          }
        }
      }
    }
    differences.forEach(System.out::println);
    compared.add(kind);
    List<String> missing = coverage.report(kind, compiled ? "compiled" : "interpreted", code);
    assertEquals(
        List.of(),
        differences.subList(0, Math.min(20, differences.size())),
        () -> differences.size() + " differ");
    assertEquals(List.of(), missing, "rows that nothing was executed of");
  }

  /**
   * Whether the code is nothing, calls the kernel, which is not there, or goes on in the other
   * instruction set with what was drawn for this one.
   */
  private static boolean isBeyondComparison(StepTask task) {
    List<Insn> code = task.instructions();
    return code.isEmpty()
        || code.stream().anyMatch(insn -> insn.operation() == Operation.SVC)
        || (code.size() > 1
            && code.stream()
                .anyMatch(insn ->
                    insn.operation() == Operation.BLX_IMM
                        || insn.thumb()
                            && (insn.operation() == Operation.BX
                                || insn.operation() == Operation.BXJ
                                || insn.operation() == Operation.BLX_REG)
                            && insn.rm() == 15));
  }

  /** What an FPSCR from anywhere would do to short vectors is UNPREDICTABLE. */
  private static List<String> without(RandomCode.Kind kind) {
    var without = new ArrayList<>(WITHOUT);
    if (kind == RandomCode.Kind.A32_SHORT_VECTORS) {
      without.add("VMSR");
    }
    return without;
  }

  /** Whether the FPSCR asked for what only qemu-arm has in its newest CPU. */
  private static boolean asksForMore(StepTask task, StepResult result, RandomCode code) {
    long writes =
        task.instructions().stream().filter(insn -> insn.operation() == Operation.VMSR).count();
    return !code.hasShortVectors()
        && (writes > 1 || writes == 1 && (result.fpscr() & ONLY_THERE) != 0);
  }

  @AfterAll
  void everyListedDifferenceWasMet() {
    if (TASKS >= MANY && compared.containsAll(EnumSet.allOf(RandomCode.Kind.class))) {
      assertEquals(List.of(), explained.unused(), "explained but gone");
    }
  }

  private static void save(StepTask task, Stepper stepper, QemuOracle oracle) throws Exception {
    StepResult there = oracle.run(List.of(task)).getFirst();
    String difference = stepper.run(task).difference(there);
    Insn last = task.instructions().getLast();
    String name =
        "%s-%08x.txt".formatted(last.operation().name().toLowerCase(Locale.ROOT), last.word());
    Path file = Path.of("target", "reproducers", name);
    new Reproducer(task, there).write(file, difference);
    System.out.println(file + ": " + task + difference);
  }
}
