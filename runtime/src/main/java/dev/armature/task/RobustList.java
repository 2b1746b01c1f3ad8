package dev.armature.task;

import dev.armature.machine.GuestFault;
import dev.armature.machine.GuestMemory;

/** Locks that a dying thread still holds ({@code exit_robust_list} of kernel/futex/core.c). */
final class RobustList {
  private static final int FUTEX_WAITERS = 0x8000_0000;
  private static final int FUTEX_OWNER_DIED = 0x4000_0000;
  private static final int FUTEX_TID_MASK = 0x3fff_ffff;

  /** A circular list must not hold the kernel for ever. */
  private static final int LIMIT = 2048;

  private RobustList() {}

  static void exit(Task task) {
    int head = task.robustList;
    if (head == 0) {
      return;
    }
    task.robustList = 0;
    GuestMemory memory = task.mm.memory();
    try {
      int entry = memory.load32(head);
      int offset = memory.load32(head + 4);
      int pending = memory.load32(head + 8);
      for (int i = 0; i < LIMIT && (entry & ~1) != head; i++) {
        int next = memory.load32(entry & ~1);
        if (entry != pending) {
          died(task, (entry & ~1) + offset);
        }
        entry = next;
      }
      if (pending != 0) {
        died(task, (pending & ~1) + offset);
      }
    } catch (GuestFault damaged) {
      // A damaged list is the guest's own loss.
    }
  }

  private static void died(Task task, int address) {
    if ((address & 3) != 0) {
      return;
    }
    GuestMemory memory = task.mm.memory();
    while (true) {
      int word = memory.load32(address);
      if ((word & FUTEX_TID_MASK) != task.tid) {
        return;
      }
      int dead = (word & FUTEX_WAITERS) | FUTEX_OWNER_DIED;
      if (memory.compareAndSet32(address, word, dead)) {
        if ((word & FUTEX_WAITERS) != 0) {
          int unused =
              task.kernel.futexes.wake(Futexes.key(task.mm, address, true), 1, Futexes.MATCH_ANY);
        }
        return;
      }
    }
  }
}
