package dev.armature.cli;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;

/**
 * What has become of one task that a tracing command asked for.
 *
 * @param index which one of the request
 * @param error 0, or a negated error number
 * @param known the processes of the machine, for a message
 */
record TraceResult(int index, int error, String known) {
  byte[] encoded() {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (DataOutputStream out = new DataOutputStream(bytes)) {
      out.writeInt(index);
      out.writeInt(error);
      out.writeUTF(known);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return bytes.toByteArray();
  }

  static TraceResult decode(byte[] body) throws IOException {
    try (DataInputStream in = new DataInputStream(new ByteArrayInputStream(body))) {
      return new TraceResult(in.readInt(), in.readInt(), in.readUTF());
    }
  }
}
