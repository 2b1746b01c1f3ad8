package dev.armature.decode;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Where our disassembly and that of binutils differ for a reason: rows of {@code
 * objdump-differences.tsv} with instruction sets, a pattern for our text, one for theirs, and the
 * reason. A row that explains nothing is stale and fails the test; one marked as rare only when
 * very many words were compared.
 */
final class ObjdumpDifferences {
  private static final String RARE = "\t(rare) ";

  private record Row(Pattern ours, Pattern theirs, String text) {}

  private final List<Row> rows;
  private final Set<Row> used = new HashSet<>();

  private ObjdumpDifferences(List<Row> rows) {
    this.rows = rows;
  }

  static ObjdumpDifferences load(String instructionSet) throws IOException {
    List<Row> rows = new ArrayList<>();
    try (InputStream in = ObjdumpDifferences.class.getResourceAsStream("objdump-differences.tsv")) {
      String all = new String(in.readAllBytes(), StandardCharsets.UTF_8);
      for (String line : all.lines().toList()) {
        if (line.isBlank() || line.startsWith("#")) {
          continue;
        }
        String[] columns = line.split("\t");
        if (columns.length != 4) {
          throw new IOException("not four columns: " + line);
        }
        if (List.of(columns[0].split(" ")).contains(instructionSet)) {
          rows.add(new Row(Pattern.compile(columns[1]), Pattern.compile(columns[2]), line));
        }
      }
    }
    return new ObjdumpDifferences(rows);
  }

  boolean explains(String ours, String theirs) {
    boolean explained = false;
    for (Row row : rows) {
      if (row.ours.matcher(ours).matches() && row.theirs.matcher(theirs).matches()) {
        used.add(row);
        explained = true;
      }
    }
    return explained;
  }

  /**
   * Rows that explained nothing.
   *
   * @param withRare whether so much was compared that the rare ones must have been needed too
   */
  List<String> unused(boolean withRare) {
    return rows.stream()
        .filter(row -> !used.contains(row) && (withRare || !row.text.contains(RARE)))
        .map(Row::text)
        .toList();
  }
}
