package dev.armature.syscalls.proc;

import dev.armature.abi.Errno;
import dev.armature.abi.ErrnoException;
import dev.armature.mm.AddressSpace;
import dev.armature.task.Futexes;
import dev.armature.task.Futexes.Key;
import dev.armature.task.Task;

/** A futex word as the calls name it ({@code get_futex_key}). */
final class FutexWord {
  /** Times are counted from here, so that they are positive and sums do not overflow. */
  static final long START = System.nanoTime();

  private FutexWord() {}

  static Key key(Task task, int address, boolean shared) {
    if ((address & 3) != 0) {
      throw new ErrnoException(Errno.EINVAL);
    }
    if (Integer.compareUnsigned(address, (int) AddressSpace.TASK_SIZE) >= 0) {
      throw new ErrnoException(Errno.EFAULT);
    }
    return Futexes.key(task.mm, address, shared);
  }
}
