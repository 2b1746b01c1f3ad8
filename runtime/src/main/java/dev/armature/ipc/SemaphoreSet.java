package dev.armature.ipc;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;

/**
 * A set of semaphores ({@code struct sem_array}). Guarded by the lock of its {@link IpcNamespace}.
 *
 * <p>Who has to wait queues its operations here; whoever changes a value carries out, in order of
 * arrival, all that have become possible ({@code do_smart_update}). So a waiter that is woken has
 * got what it wanted.
 */
public final class SemaphoreSet implements IpcObject {
  /** The highest value. */
  public static final int SEMVMX = 32_767;

  private final IpcPerm perm;
  final int[] values;

  /** Process that changed each value last. */
  final int[] pids;

  final List<SemaphoreWait> waits = new ArrayList<>();
  final List<SemaphoreUndo> undos = new ArrayList<>();
  long otime;
  long ctime = IpcNamespace.now();

  SemaphoreSet(IpcPerm perm, int count) {
    this.perm = perm;
    values = new int[count];
    pids = new int[count];
  }

  @Override
  public IpcPerm perm() {
    return perm;
  }

  public int count() {
    return values.length;
  }

  public long otime() {
    return otime;
  }

  public long ctime() {
    return ctime;
  }

  /** Carries out what has become possible, from the first waiter on, again after each success. */
  void update() {
    boolean progress = !waits.isEmpty();
    while (progress) {
      progress = false;
      for (Iterator<SemaphoreWait> it = waits.iterator(); it.hasNext(); ) {
        SemaphoreWait wait = it.next();
        int result = wait.attempt(this);
        if (result != SemaphoreWait.WAIT) {
          it.remove();
          wait.finish(result);
          progress |= result == 0 && wait.alters();
        }
      }
    }
  }

  /** How many wait for the value to rise, or with {@code zero} to become 0. */
  int waiting(int index, boolean zero) {
    int count = 0;
    for (SemaphoreWait wait : waits) {
      if (wait.waitsFor(index, zero)) {
        count++;
      }
    }
    return count;
  }
}
