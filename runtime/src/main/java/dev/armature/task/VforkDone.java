package dev.armature.task;

import dev.armature.wait.Sleeper;

/** What a parent in vfork waits for ({@code struct completion *vfork_done}). */
final class VforkDone {
  private final Sleeper parent;
  private volatile boolean done;

  VforkDone(Sleeper parent) {
    this.parent = parent;
  }

  /** The child has left the shared memory. */
  void complete() {
    done = true;
    parent.wake();
  }

  boolean done() {
    return done;
  }
}
