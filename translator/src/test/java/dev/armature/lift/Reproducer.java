package dev.armature.lift;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.List;

/**
 * A task and the right result, as a text file: a comment with the code, the task and the result in
 * hexadecimal, 32 bytes a line. Those among the test resources are replayed by {@link
 * ReproducersTest}.
 */
record Reproducer(StepTask task, StepResult wanted) {
  private static final int LINE = 32;

  static Reproducer read(Path file) throws IOException {
    List<String> lines =
        Files.readAllLines(file).stream().filter(line -> !line.startsWith("#")).toList();
    ByteBuffer bytes =
        ByteBuffer.wrap(HexFormat.of().parseHex(String.join("", lines)))
            .order(ByteOrder.LITTLE_ENDIAN);
    return new Reproducer(StepTask.read(bytes), StepResult.read(bytes));
  }

  void write(Path file, String comment) throws IOException {
    ByteBuffer bytes =
        ByteBuffer.allocate(StepTask.BYTES + StepResult.BYTES).order(ByteOrder.LITTLE_ENDIAN);
    task.write(bytes);
    wanted.write(bytes);
    var text = new StringBuilder();
    text.append("# ").append(task.toString().replace('\t', ' ')).append('\n');
    text.append("# ").append(comment.strip()).append('\n');
    for (int at = 0; at < bytes.capacity(); at += LINE) {
      int end = Math.min(at + LINE, bytes.capacity());
      text.append(HexFormat.of().formatHex(bytes.array(), at, end)).append('\n');
    }
    Files.createDirectories(file.getParent());
    Files.writeString(file, text);
  }
}
