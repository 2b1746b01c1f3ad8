package dev.armature.syscalls.ipc;

import static dev.armature.syscalls.ipc.IpcLayout.IPC_INFO;
import static dev.armature.syscalls.ipc.IpcLayout.IPC_RMID;
import static dev.armature.syscalls.ipc.IpcLayout.IPC_SET;
import static dev.armature.syscalls.ipc.IpcLayout.IPC_STAT;

import dev.armature.abi.Errno;
import dev.armature.ipc.SemaphoreSet;
import dev.armature.ipc.Semaphores;
import dev.armature.ipc.Semaphores.Property;
import dev.armature.mm.Uaccess;
import dev.armature.task.Task;

/** semctl ({@code ksys_semctl} of ipc/sem.c). */
public final class SemaphoreControl {
  private static final int GETPID = 11;
  private static final int GETVAL = 12;
  private static final int GETALL = 13;
  private static final int GETNCNT = 14;
  private static final int GETZCNT = 15;
  private static final int SETVAL = 16;
  private static final int SETALL = 17;
  private static final int SEM_STAT = 18;
  private static final int SEM_INFO = 19;
  private static final int SEM_STAT_ANY = 20;
  private static final int SEMUSZ = 20;

  private SemaphoreControl() {}

  public static int semctl(Task task, int id, int index, int rawCommand, int argument) {
    if (id < 0) {
      return -Errno.EINVAL;
    }
    Semaphores sets = task.kernel.ipc.semaphores;
    TaskCaller who = new TaskCaller(task);
    boolean wide = IpcLayout.wide(rawCommand);
    int command = IpcLayout.command(rawCommand);
    return switch (command) {
      case IPC_RMID -> sets.remove(who, id);
      case IPC_SET -> {
        int[] owner = IpcLayout.owner(task.mm.uaccess(), argument, wide);
        yield sets.set(who, id, owner[0], owner[1], owner[2]);
      }
      case IPC_STAT, SEM_STAT, SEM_STAT_ANY -> {
        long unused = task.mm.uaccess().writable(argument, wide ? 64 : 44);
        yield sets.ids.stat(
            who,
            id,
            command != IPC_STAT,
            command == SEM_STAT_ANY,
            set -> put(task.mm.uaccess(), argument, set, wide));
      }
      case IPC_INFO, SEM_INFO -> info(task, sets, command, argument);
      case GETVAL -> sets.property(who, id, index, Property.VALUE);
      case GETPID -> sets.property(who, id, index, Property.PID);
      case GETNCNT -> sets.property(who, id, index, Property.WAITING_FOR_MORE);
      case GETZCNT -> sets.property(who, id, index, Property.WAITING_FOR_ZERO);
      case SETVAL -> sets.setValue(who, id, index, argument);
      case GETALL -> getAll(task, sets, who, id, argument);
      case SETALL -> setAll(task, sets, who, id, argument);
      default -> -Errno.EINVAL;
    };
  }

  private static void put(Uaccess user, int address, SemaphoreSet set, boolean wide) {
    int at = IpcLayout.put(user, address, set.perm(), wide);
    if (wide) {
      at = IpcLayout.putTime(user, at, set.otime());
      at = IpcLayout.putTime(user, at, set.ctime());
      IpcLayout.putInts(user, at, set.count(), 0, 0);
    } else {
      IpcLayout.putInts(user, at, (int) set.otime(), (int) set.ctime(), 0, 0, 0, 0);
      user.putInt(at + 24, set.count());
    }
  }

  private static int info(Task task, Semaphores sets, int command, int address) {
    boolean now = command == SEM_INFO;
    IpcLayout.putInts(
        task.mm.uaccess(),
        address,
        Semaphores.SEMMNS,
        Semaphores.SEMMNI,
        Semaphores.SEMMNS,
        Semaphores.SEMMNS,
        Semaphores.SEMMSL,
        Semaphores.SEMOPM,
        Semaphores.SEMOPM,
        now ? sets.ids.inUse() : SEMUSZ,
        SemaphoreSet.SEMVMX,
        now ? sets.used() : SemaphoreSet.SEMVMX);
    return sets.ids.highest();
  }

  private static int getAll(Task task, Semaphores sets, TaskCaller who, int id, int address) {
    int count = sets.arrayLength(who, id, false);
    if (count < 0) {
      return count;
    }
    int[] values = sets.values(id);
    if (values == null) {
      return -Errno.EIDRM;
    }
    for (int i = 0; i < values.length; i++) {
      task.mm.uaccess().putShort(address + 2 * i, values[i]);
    }
    return 0;
  }

  private static int setAll(Task task, Semaphores sets, TaskCaller who, int id, int address) {
    int count = sets.arrayLength(who, id, true);
    if (count < 0) {
      return count;
    }
    int[] values = new int[count];
    for (int i = 0; i < count; i++) {
      values[i] = task.mm.uaccess().getShort(address + 2 * i);
    }
    return sets.setValues(who, id, values);
  }
}
