package dev.armature.syscalls.ipc;

import dev.armature.abi.Errno;
import dev.armature.ipc.SemaphoreOperation;
import dev.armature.ipc.Semaphores;
import dev.armature.mm.Uaccess;
import dev.armature.syscalls.time.GuestTime;
import dev.armature.task.Task;
import dev.armature.wait.Sleeper;

/** semget, semop, semtimedop ({@code ipc/sem.c}). */
public final class SemaphoreCalls {
  private static final int SEMBUF = 6;

  /** {@code struct oabi_sembuf} is padded. */
  private static final int OABI_SEMBUF = 8;

  private SemaphoreCalls() {}

  public static int semget(Task task, int key, int count, int flags) {
    return task.kernel.ipc.semaphores.get(new TaskCaller(task), key, count, flags);
  }

  public static int semop(Task task, int id, int operations, int count) {
    return operate(task, id, operations, count, SEMBUF, Sleeper.FOREVER);
  }

  public static int semtimedop(Task task, int id, int operations, int count, int timeout) {
    return timed(task, id, operations, count, SEMBUF, timeout, false);
  }

  public static int semtimedop64(Task task, int id, int operations, int count, int timeout) {
    return timed(task, id, operations, count, SEMBUF, timeout, true);
  }

  /** semtimedop of the old ABI; {@code timeout} 0 for none. */
  public static int oabiSemtimedop(Task task, int id, int operations, int count, int timeout) {
    return timed(task, id, operations, count, OABI_SEMBUF, timeout, false);
  }

  private static int timed(
      Task task, int id, int operations, int count, int size, int timeout, boolean wide) {
    long nanos = Sleeper.FOREVER;
    if (timeout != 0) {
      nanos = GuestTime.timespec(task.mm.uaccess(), timeout, wide);
      if (nanos < 0) {
        return -Errno.EINVAL;
      }
    }
    return operate(task, id, operations, count, size, nanos);
  }

  private static int operate(
      Task task, int id, int address, int count, int size, long nanoseconds) {
    if (count == 0 || id < 0) {
      return -Errno.EINVAL;
    }
    if (Integer.compareUnsigned(count, Semaphores.SEMOPM) > 0) {
      return -Errno.E2BIG;
    }
    Uaccess user = task.mm.uaccess();
    SemaphoreOperation[] operations = new SemaphoreOperation[count];
    for (int i = 0; i < count; i++) {
      int at = address + size * i;
      operations[i] =
          new SemaphoreOperation(
              user.getShort(at), (short) user.getShort(at + 2), user.getShort(at + 4));
    }
    return task.kernel.ipc.semaphores.operate(
        new TaskCaller(task), id, operations, task::semaphoreUndo, task.sleeper, nanoseconds);
  }
}
