package dev.armature.ipc;

import dev.armature.abi.Errno;
import dev.armature.wait.Sleeper;
import java.util.function.BooleanSupplier;

/**
 * The operations of one semop call: all or none are done ({@code struct sem_queue}). Guarded by the
 * lock of the {@link IpcNamespace}, but for the question whether it has finished.
 */
final class SemaphoreWait implements BooleanSupplier {
  /** Result of an attempt that has to wait. */
  static final int WAIT = 1;

  private final SemaphoreOperation[] operations;
  private final SemaphoreUndo undo;
  private final int pid;
  private final Sleeper sleeper;

  /** The operation that had to wait at the last attempt. */
  private SemaphoreOperation blocking;

  private volatile int result = WAIT;

  /**
   * @param undo where operations with SEM_UNDO are noted, null when there is none
   */
  SemaphoreWait(SemaphoreOperation[] operations, SemaphoreUndo undo, int pid, Sleeper sleeper) {
    this.operations = operations;
    this.undo = undo;
    this.pid = pid;
    this.sleeper = sleeper;
  }

  boolean alters() {
    for (SemaphoreOperation operation : operations) {
      if (operation.change() != 0) {
        return true;
      }
    }
    return false;
  }

  /**
   * {@code perform_atomic_semop}: 0 when all was done, {@link #WAIT}, or the error; nothing is done
   * then.
   */
  int attempt(SemaphoreSet set) {
    int done = 0;
    int error = 0;
    while (done < operations.length && error == 0) {
      error = apply(set, operations[done]);
      if (error == 0) {
        done++;
      }
    }
    if (error == 0) {
      for (SemaphoreOperation operation : operations) {
        set.pids[operation.index()] = pid;
      }
      set.otime = IpcNamespace.now();
      return 0;
    }
    blocking = operations[done];
    while (done-- > 0) {
      SemaphoreOperation operation = operations[done];
      set.values[operation.index()] -= operation.change();
      if (operation.undo()) {
        undo.adjust[operation.index()] += operation.change();
      }
    }
    return error == WAIT && blocking.noWait() ? -Errno.EAGAIN : error;
  }

  private int apply(SemaphoreSet set, SemaphoreOperation operation) {
    int index = operation.index();
    int value = set.values[index];
    if (operation.change() == 0) {
      return value != 0 ? WAIT : 0;
    }
    int after = value + operation.change();
    if (after < 0) {
      return WAIT;
    }
    if (after > SemaphoreSet.SEMVMX) {
      return -Errno.ERANGE;
    }
    if (operation.undo()) {
      int adjust = undo.adjust[index] - operation.change();
      // SEMAEM: an adjustment is a signed 16-bit number.
      if (adjust < -SemaphoreSet.SEMVMX - 1 || adjust > SemaphoreSet.SEMVMX) {
        return -Errno.ERANGE;
      }
      undo.adjust[index] = adjust;
    }
    set.values[index] = after;
    return 0;
  }

  boolean waitsFor(int index, boolean zero) {
    return blocking.index() == index && (blocking.change() == 0) == zero;
  }

  void finish(int how) {
    result = how;
    sleeper.wake();
  }

  int result() {
    return result;
  }

  /** Whether somebody has finished it. */
  @Override
  public boolean getAsBoolean() {
    return result != WAIT;
  }
}
