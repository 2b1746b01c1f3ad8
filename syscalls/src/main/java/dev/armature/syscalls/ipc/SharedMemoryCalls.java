package dev.armature.syscalls.ipc;

import static dev.armature.syscalls.ipc.IpcLayout.IPC_INFO;
import static dev.armature.syscalls.ipc.IpcLayout.IPC_RMID;
import static dev.armature.syscalls.ipc.IpcLayout.IPC_SET;
import static dev.armature.syscalls.ipc.IpcLayout.IPC_STAT;

import dev.armature.abi.Errno;
import dev.armature.ipc.SharedMemory;
import dev.armature.ipc.SharedSegment;
import dev.armature.mm.Uaccess;
import dev.armature.task.Task;

/** shmget, shmat, shmdt, shmctl ({@code ipc/shm.c}). */
public final class SharedMemoryCalls {
  private static final int SHM_LOCK = 11;
  private static final int SHM_UNLOCK = 12;
  private static final int SHM_STAT = 13;
  private static final int SHM_INFO = 14;
  private static final int SHM_STAT_ANY = 15;

  private SharedMemoryCalls() {}

  public static int shmget(Task task, int key, int size, int flags) {
    return task.kernel.ipc.shared.get(new TaskCaller(task), key, size, flags);
  }

  public static int shmat(Task task, int id, int address, int flags) {
    return task.kernel.ipc.shared.attach(new TaskCaller(task), task.mm, id, address, flags);
  }

  public static int shmdt(Task task, int address) {
    return task.kernel.ipc.shared.detach(new TaskCaller(task), task.mm, address);
  }

  public static int shmctl(Task task, int id, int rawCommand, int address) {
    if (id < 0) {
      return -Errno.EINVAL;
    }
    SharedMemory segments = task.kernel.ipc.shared;
    TaskCaller who = new TaskCaller(task);
    Uaccess user = task.mm.uaccess();
    boolean wide = IpcLayout.wide(rawCommand);
    int command = IpcLayout.command(rawCommand);
    return switch (command) {
      case IPC_RMID -> segments.remove(who, id);
      case IPC_SET -> {
        int[] owner = IpcLayout.owner(user, address, wide);
        yield segments.set(who, id, owner[0], owner[1], owner[2]);
      }
      case IPC_STAT, SHM_STAT, SHM_STAT_ANY -> {
        long unused = user.writable(address, wide ? 84 : 48);
        yield segments.ids.stat(
            who,
            id,
            command != IPC_STAT,
            command == SHM_STAT_ANY,
            segment -> put(user, address, segment, wide));
      }
      case IPC_INFO -> {
        IpcLayout.putInts(
            user,
            address,
            SharedMemory.SHMMAX,
            1,
            SharedMemory.SHMMNI,
            SharedMemory.SHMMNI,
            SharedMemory.SHMMAX);
        if (wide) {
          user.clear(address + 20, 16);
        }
        yield segments.ids.highest();
      }
      case SHM_INFO -> {
        int pages = segments.totalPages();
        IpcLayout.putInts(user, address, segments.ids.inUse(), pages, pages, 0, 0, 0);
        yield segments.ids.highest();
      }
      case SHM_LOCK, SHM_UNLOCK -> segments.setLocked(who, id, command == SHM_LOCK);
      default -> -Errno.EINVAL;
    };
  }

  private static void put(Uaccess user, int address, SharedSegment segment, boolean wide) {
    int at = IpcLayout.put(user, address, segment.perm(), wide);
    user.putInt(at, segment.size());
    at += 4;
    if (wide) {
      at = IpcLayout.putTime(user, at, segment.atime());
      at = IpcLayout.putTime(user, at, segment.dtime());
      at = IpcLayout.putTime(user, at, segment.ctime());
      IpcLayout.putInts(user, at, segment.creator(), segment.lastPid(), segment.attached(), 0, 0);
      return;
    }
    IpcLayout.putInts(
        user, at, (int) segment.atime(), (int) segment.dtime(), (int) segment.ctime());
    user.putShort(at + 12, segment.creator());
    user.putShort(at + 14, segment.lastPid());
    user.putInt(at + 16, segment.attached());
    user.clear(at + 20, 8);
  }
}
