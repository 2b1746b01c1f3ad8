package dev.armature.task;

import dev.armature.task.Futexes.Key;
import java.util.ArrayList;
import java.util.List;

/**
 * A priority-inheritance futex that somebody waits for ({@code futex_pi_state}). Guarded by the
 * monitor of its key's bucket.
 */
final class PiState {
  final Key key;

  /** Who has the lock. */
  Task owner;

  /** How many wait for it; without any the state is forgotten. */
  int waiters;

  PiState(Key key, Task owner) {
    this.key = key;
    this.owner = owner;
  }

  /**
   * The contended locks that a task owns ({@code pi_state_list}). Its monitor is taken inside a
   * bucket's, never the other way.
   */
  static final class Owned {
    private final List<PiState> states = new ArrayList<>(0);
    private boolean exiting;

    /** False when the task is past giving up what it owns. */
    synchronized boolean add(PiState state) {
      return !exiting && states.add(state);
    }

    synchronized void remove(PiState state) {
      boolean unused = states.remove(state);
    }

    /** Everything owned; {@link #add} refuses from now on. */
    synchronized List<PiState> close() {
      exiting = true;
      return List.copyOf(states);
    }

    /** After execve the task goes on as another program. */
    synchronized void reopen() {
      exiting = false;
    }
  }
}
