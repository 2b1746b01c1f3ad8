package dev.armature.lift;

import dev.armature.decode.Insn;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Where qemu-arm and we differ for a reason: rows of {@code qemu-differences.tsv} with a pattern
 * for the text of an instruction, or of all up to it with {@code "; "} between them, one for the
 * difference, and the reason.
 */
final class QemuDifferences {
  private record Row(Pattern instruction, Pattern difference, String text, boolean rare) {}

  private final List<Row> rows = new ArrayList<>();
  private final Set<Row> used = new HashSet<>();

  static QemuDifferences load() throws IOException {
    var result = new QemuDifferences();
    try (InputStream in = QemuDifferences.class.getResourceAsStream("qemu-differences.tsv")) {
      String all = new String(in.readAllBytes(), StandardCharsets.UTF_8);
      for (String line : all.lines().toList()) {
        if (line.isBlank() || line.startsWith("#")) {
          continue;
        }
        String[] columns = line.split("\t");
        if (columns.length != 3) {
          throw new IOException("not three columns: " + line);
        }
        result.rows.add(
            new Row(
                Pattern.compile(columns[0]),
                Pattern.compile(columns[1]),
                line,
                columns[2].startsWith("rarely: ")));
      }
    }
    return result;
  }

  /** Whether a row explains how the results of {@code task} differ. */
  boolean explains(StepTask task, String difference) {
    boolean explained = false;
    String upTo = "";
    for (Insn insn : task.instructions()) {
      String text = insn.toString().replaceFirst("^[0-9a-f]+: ", "").replace('\t', ' ');
      upTo += (upTo.isEmpty() ? "" : "; ") + text;
      for (Row row : rows) {
        boolean fits =
            row.instruction.matcher(text).matches() || row.instruction.matcher(upTo).matches();
        if (fits && row.difference.matcher(difference).find()) {
          used.add(row);
          explained = true;
        }
      }
    }
    return explained;
  }

  /** Rows that explained nothing, though every large run should meet what they are about. */
  List<String> unused() {
    return rows.stream().filter(row -> !row.rare && !used.contains(row)).map(Row::text).toList();
  }
}
