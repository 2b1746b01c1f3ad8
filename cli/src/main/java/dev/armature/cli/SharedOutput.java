package dev.armature.cli;

import dev.armature.syscalls.strace.CallCount;
import dev.armature.syscalls.strace.LocalOutput;
import dev.armature.syscalls.strace.TraceOutput;
import java.io.IOException;
import java.io.OutputStream;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The output of a tracing command for all machines whose traces it writes; as a {@link TraceOutput}
 * that of a machine in this process. The end of one machine's trace is not yet its end.
 */
final class SharedOutput implements TraceOutput {
  private final LocalOutput output;

  /** By who has counted. Guarded by this, as everything below. */
  private final Map<Object, List<CallCount>> counts = new HashMap<>();

  private boolean attached;
  private String refused;
  private boolean unreadable;

  SharedOutput(LocalOutput output) {
    this.output = output;
  }

  /** A task is traced. */
  synchronized void attach() {
    attached = true;
  }

  /** Whether a task was traced at all. */
  synchronized boolean attached() {
    return attached;
  }

  /** A machine does not trace. */
  synchronized void refuse(String why) {
    refused = why;
  }

  /** Why a machine does not trace, or null. */
  synchronized String refused() {
    return refused;
  }

  /** Nobody takes the trace from us any more. */
  synchronized void lose() {
    unreadable = true;
  }

  synchronized boolean unreadable() {
    return unreadable;
  }

  @Override
  public OutputStream shared() {
    return output.shared();
  }

  @Override
  public OutputStream separate(String id) throws IOException {
    return output.separate(id);
  }

  @Override
  public synchronized void message(String text) {
    output.message(text);
  }

  @Override
  public void counts(List<CallCount> mine, boolean last) {
    counts(this, mine, last);
  }

  synchronized void counts(Object who, List<CallCount> theirs, boolean last) {
    counts.put(who, theirs);
    if (!last) {
      output.counts(all(), false);
    }
  }

  private List<CallCount> all() {
    return counts.values().stream().flatMap(List::stream).toList();
  }

  @Override
  public void close() {
    // See finish.
  }

  /** All traces are over. */
  synchronized void finish(boolean summary) {
    if (summary && !counts.isEmpty()) {
      output.counts(all(), true);
    }
    output.close();
  }
}
