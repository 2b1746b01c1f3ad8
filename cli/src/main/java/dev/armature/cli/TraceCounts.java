package dev.armature.cli;

import dev.armature.syscalls.strace.CallCount;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;

/** The counts of {@code -c} on their way to the tracing command. */
final class TraceCounts {
  private TraceCounts() {}

  static byte[] encoded(List<CallCount> counts) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (DataOutputStream out = new DataOutputStream(bytes)) {
      out.writeInt(counts.size());
      for (CallCount count : counts) {
        out.writeUTF(count.name());
        out.writeInt(count.number());
        out.writeLong(count.calls());
        out.writeLong(count.errors());
        out.writeLong(count.nanos());
        out.writeLong(count.min());
        out.writeLong(count.max());
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return bytes.toByteArray();
  }

  static List<CallCount> decode(byte[] body) throws IOException {
    List<CallCount> counts = new ArrayList<>();
    try (DataInputStream in = new DataInputStream(new ByteArrayInputStream(body))) {
      for (int left = in.readInt(); left > 0; left--) {
        counts.add(
            new CallCount(
                in.readUTF(),
                in.readInt(),
                in.readLong(),
                in.readLong(),
                in.readLong(),
                in.readLong(),
                in.readLong()));
      }
    }
    return counts;
  }
}
