package dev.armature.lift;

import dev.armature.decode.Insn;
import dev.armature.decode.Operation;
import dev.armature.decode.RandomCode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** How often an instruction of each decoder row was executed, and compared with the oracle. */
final class RowCoverage {
  private static final Path DIRECTORY = Path.of("target", "row-coverage");

  private final Map<String, Integer> counts = new HashMap<>();

  /**
   * Counts the instructions of a task that were surely executed: those up to where it ended,
   * without what a condition may have skipped or a branch jumped over.
   */
  void count(StepTask task, StepResult result) {
    for (Insn insn : task.instructions()) {
      boolean first = insn.address() == StepTask.CODE;
      if (!first && Integer.compareUnsigned(insn.address(), result.r()[15]) > 0) {
        return;
      }
      if (insn.condition() == 14 || insn.operation() == Operation.B) {
        counts.merge(key(insn), 1, Integer::sum);
      }
      if (insn.operation() == Operation.IT || isBranch(insn)) {
        return;
      }
    }
  }

  private static boolean isBranch(Insn insn) {
    return (insn.operation().compareTo(Operation.B) >= 0
            && insn.operation().compareTo(Operation.TBH) <= 0)
        || insn.rd() == 15
        || insn.rt() == 15
        || (insn.registerList() & 0x8000) != 0;
  }

  /** Whether an instruction of a row, as {@link RandomCode#rows} names it, was executed. */
  boolean has(String row) {
    return executions(row) > 0;
  }

  private int executions(String row) {
    int constants = row.indexOf(' ', row.indexOf("| ") + 2);
    return counts.getOrDefault(constants < 0 ? row : row.substring(0, constants), 0);
  }

  private static String key(Insn insn) {
    return insn.encoding().pattern() + " | " + insn.operation();
  }

  /** Writes the report; returns the rows that nothing was executed of. */
  List<String> report(RandomCode.Kind kind, String engine, RandomCode code) throws IOException {
    var missing = new ArrayList<String>();
    var text = new StringBuilder();
    for (String row : code.rows()) {
      int count = executions(row);
      text.append("%7d  %s%n".formatted(count, row));
      if (count == 0) {
        missing.add(row);
      }
    }
    Files.createDirectories(DIRECTORY);
    Files.writeString(
        DIRECTORY.resolve(kind.name().toLowerCase(Locale.ROOT) + "-" + engine + ".txt"), text);
    return missing;
  }
}
