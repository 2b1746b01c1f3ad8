package dev.armature.ipc;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * The adjustments of a process, shared by tasks cloned with CLONE_SYSVSEM ({@code struct
 * sem_undo_list}). The content is guarded by the lock of the {@link IpcNamespace}.
 */
public final class SemaphoreUndoList {
  private final IpcNamespace namespace;
  private final AtomicInteger users = new AtomicInteger(1);
  private final List<SemaphoreUndo> undos = new ArrayList<>(1);

  /** A list with one user. */
  public SemaphoreUndoList(IpcNamespace namespace) {
    this.namespace = namespace;
  }

  /** One more task shares it. */
  public void get() {
    users.incrementAndGet();
  }

  /** The adjustments for a set. */
  SemaphoreUndo of(SemaphoreSet set) {
    undos.removeIf(undo -> undo.set.perm().removed());
    for (SemaphoreUndo undo : undos) {
      if (undo.set == set) {
        return undo;
      }
    }
    SemaphoreUndo made = new SemaphoreUndo(set);
    undos.add(made);
    set.undos.add(made);
    return made;
  }

  /**
   * A task leaves; the last one's adjustments are carried out ({@code exit_sem}).
   *
   * @param pid the process that ends
   */
  public void put(int pid) {
    if (users.decrementAndGet() != 0) {
      return;
    }
    synchronized (namespace) {
      for (SemaphoreUndo undo : undos) {
        SemaphoreSet set = undo.set;
        if (set.perm().removed()) {
          continue;
        }
        set.undos.remove(undo);
        for (int i = 0; i < undo.adjust.length; i++) {
          if (undo.adjust[i] != 0) {
            set.values[i] = Math.clamp(set.values[i] + undo.adjust[i], 0, SemaphoreSet.SEMVMX);
            set.pids[i] = pid;
          }
        }
        set.otime = IpcNamespace.now();
        set.update();
      }
    }
  }
}
