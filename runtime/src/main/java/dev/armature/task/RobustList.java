package dev.armature.task;

import static dev.armature.task.PiFutexes.FUTEX_OWNER_DIED;
import static dev.armature.task.PiFutexes.FUTEX_TID_MASK;
import static dev.armature.task.PiFutexes.FUTEX_WAITERS;

import dev.armature.abi.ErrnoException;
import dev.armature.machine.GuestFault;
import dev.armature.mm.Uaccess;

/** Locks that a dying thread still holds ({@code exit_robust_list} of kernel/futex/core.c). */
final class RobustList {
  /** A circular list must not hold the kernel for ever. */
  private static final int LIMIT = 2048;

  private RobustList() {}

  static void exit(Task task) {
    int head = task.robustList;
    if (head == 0) {
      return;
    }
    task.robustList = 0;
    Uaccess user = task.mm.uaccess();
    try {
      // Bit 0 of a pointer marks a lock with priority inheritance.
      int entry = user.getInt(head);
      int offset = user.getInt(head + 4);
      int pending = user.getInt(head + 8);
      for (int i = 0; i < LIMIT && (entry & ~1) != head; i++) {
        int next = user.getInt(entry & ~1);
        if ((entry & ~1) != (pending & ~1)) {
          died(task, (entry & ~1) + offset, (entry & 1) != 0, false);
        }
        entry = next;
      }
      if (pending != 0) {
        died(task, (pending & ~1) + offset, (pending & 1) != 0, true);
      }
    } catch (ErrnoException | GuestFault damaged) {
      // A damaged list is the guest's own loss.
    }
  }

  /** {@code handle_futex_death}. */
  private static void died(Task task, int address, boolean pi, boolean pending) {
    if ((address & 3) != 0) {
      return;
    }
    Uaccess user = task.mm.uaccess();
    while (true) {
      int word = user.getIntVolatile(address);
      if (pending && !pi && word == 0) {
        // It died between unlocking and waking; the waiters must not sleep for ever.
        wake(task, address);
        return;
      }
      if ((word & FUTEX_TID_MASK) != task.tid) {
        return;
      }
      int dead = (word & FUTEX_WAITERS) | FUTEX_OWNER_DIED;
      if (user.compareAndExchange(address, word, dead) == word) {
        // Who waits for a lock with priority inheritance gets it from PiFutexes.exit.
        if (!pi && (word & FUTEX_WAITERS) != 0) {
          wake(task, address);
        }
        return;
      }
    }
  }

  private static void wake(Task task, int address) {
    int unused =
        task.kernel.futexes.wake(Futexes.key(task.mm, address, true), 1, Futexes.MATCH_ANY);
  }
}
