package dev.armature.task;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;

/**
 * What the guest asked for and Armature does not have: one line each, told once. Cheap when nobody
 * listens, because the texts are made only for a listener.
 */
public final class Log {
  // A guest that makes up requests must not fill the heap.
  private static final int LIMIT = 1000;

  private final Set<String> told = ConcurrentHashMap.newKeySet();
  private final Consumer<String> sink;
  private final Consumer<String> errors;

  /** As below; defects go to this process's standard error. */
  public Log(Consumer<String> sink) {
    this(sink, System.err::println);
  }

  /**
   * @param sink where lines go, or null for nowhere
   * @param errors where defects of Armature are reported
   */
  public Log(Consumer<String> sink, Consumer<String> errors) {
    this.sink = sink;
    this.errors = errors;
  }

  /** Whether anybody listens. */
  public boolean enabled() {
    return sink != null;
  }

  /** Reports a thing that is missing, at its first occurrence. */
  public void missing(String what) {
    if (sink != null && told.size() < LIMIT && told.add(what)) {
      sink.accept("armature: missing: " + what);
    }
  }

  /** Reports an event, every time. */
  public void note(String text) {
    if (sink != null) {
      sink.accept("armature: " + text);
    }
  }

  /** Reports a defect of Armature itself; always shown. */
  public void bug(String where, Throwable cause) {
    errors.accept("armature: internal error in " + where + ": " + cause);
    if (sink != null) {
      for (StackTraceElement frame : cause.getStackTrace()) {
        sink.accept("armature:   at " + frame);
      }
    }
  }
}
