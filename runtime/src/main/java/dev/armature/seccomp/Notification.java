package dev.armature.seccomp;

import dev.armature.task.Task;

/** A call that waits for a supervisor's answer ({@code struct seccomp_knotif}). */
final class Notification {
  /** How far it is. */
  enum State {
    INIT,
    SENT,
    REPLIED
  }

  final long id;
  final Task task;
  final int[] data;

  /** Guarded by the {@link Notifications}, as the reply. */
  volatile State state = State.INIT;

  int error;
  int value;
  boolean goOn;

  Notification(long id, Task task, int[] data) {
    this.id = id;
    this.task = task;
    this.data = data;
  }
}
