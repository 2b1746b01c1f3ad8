package dev.armature.cli;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * What a tracing command asks of a machine.
 *
 * @param options the words of {@code armature strace} before the program, {@code -p} included
 * @param hostPid the machine's process as lines are to name it, 0 where it is the only one
 * @param terminal whether the command's stderr is one
 * @param tasks the guest's ids of the tasks to watch; 0 for the first process, a host's thread
 *     negated
 */
record TraceRequest(List<String> options, int hostPid, boolean terminal, List<Integer> tasks) {
  /** The longest that a machine reads. */
  static final int MOST = 1 << 18;

  /** Changes with the protocol. */
  private static final String HELLO = "armature strace 1";

  byte[] encoded() {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (DataOutputStream out = new DataOutputStream(bytes)) {
      out.writeUTF(HELLO);
      out.writeInt(hostPid);
      out.writeBoolean(terminal);
      out.writeInt(options.size());
      for (String word : options) {
        out.writeUTF(word);
      }
      out.writeInt(tasks.size());
      for (int task : tasks) {
        out.writeInt(task);
      }
    } catch (IOException e) {
      throw new CommandException(1, "strace: the options are too long", e);
    }
    return bytes.toByteArray();
  }

  /**
   * @throws IOException when it is something else, or another version's
   */
  static TraceRequest decode(byte[] body) throws IOException {
    try (DataInputStream in = new DataInputStream(new ByteArrayInputStream(body))) {
      if (!in.readUTF().equals(HELLO)) {
        throw new IOException("another protocol");
      }
      int hostPid = in.readInt();
      boolean terminal = in.readBoolean();
      List<String> options = new ArrayList<>();
      for (int left = in.readInt(); left > 0; left--) {
        options.add(in.readUTF());
      }
      List<Integer> tasks = new ArrayList<>();
      for (int left = in.readInt(); left > 0; left--) {
        tasks.add(in.readInt());
      }
      return new TraceRequest(options, hostPid, terminal, tasks);
    }
  }
}
