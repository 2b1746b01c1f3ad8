package dev.armature.ipc;

import dev.armature.abi.Errno;
import dev.armature.wait.Sleeper;
import java.util.Arrays;
import java.util.function.Supplier;

/**
 * System V semaphores ({@code ipc/sem.c}). Results are values or negated error numbers.
 *
 * <p>Limits are those of a kernel that nobody has tuned.
 */
public final class Semaphores {
  public static final int SEMMNI = 32_000;
  public static final int SEMMSL = 32_000;
  public static final int SEMMNS = 1_024_000_000;
  public static final int SEMOPM = 500;

  private static final int READ = 0444;
  private static final int WRITE = 0222;

  private final IpcNamespace lock;

  /** The sets by id. */
  public final IpcIds<SemaphoreSet> ids;

  Semaphores(IpcNamespace lock) {
    this.lock = lock;
    ids = new IpcIds<>(lock, SEMMNI);
  }

  /** semget. */
  public int get(IpcCaller who, int key, int count, int flags) {
    if (count < 0 || count > SEMMSL) {
      return -Errno.EINVAL;
    }
    synchronized (lock) {
      return ids.get(
          key,
          flags,
          who,
          new IpcIds.Kind<>() {
            @Override
            public int invalid() {
              return count == 0
                  ? -Errno.EINVAL
                  : used() + (long) count > SEMMNS ? -Errno.ENOSPC : 0;
            }

            @Override
            public SemaphoreSet create() {
              return new SemaphoreSet(new IpcPerm(key, flags, who), count);
            }

            @Override
            public int mismatch(SemaphoreSet found) {
              return count > found.count() ? -Errno.EINVAL : 0;
            }
          });
    }
  }

  /**
   * semtimedop.
   *
   * @param undo the caller's list, asked for when an operation has SEM_UNDO
   * @param timeout nanoseconds or {@link Sleeper#FOREVER}
   */
  public int operate(
      IpcCaller who,
      int id,
      SemaphoreOperation[] operations,
      Supplier<SemaphoreUndoList> undo,
      Sleeper sleeper,
      long timeout) {
    SemaphoreSet set;
    SemaphoreWait wait;
    synchronized (lock) {
      set = ids.get(id);
      if (set == null) {
        return -Errno.EINVAL;
      }
      boolean undoes = false;
      boolean alters = false;
      for (SemaphoreOperation operation : operations) {
        if (operation.index() >= set.count()) {
          return -Errno.EFBIG;
        }
        undoes |= operation.undo();
        alters |= operation.change() != 0;
      }
      int error = set.perm().check(who, alters ? WRITE : READ);
      if (error != 0) {
        return error;
      }
      wait = new SemaphoreWait(operations, undoes ? undo.get().of(set) : null, who.pid(), sleeper);
      int result = wait.attempt(set);
      if (result != SemaphoreWait.WAIT) {
        if (result == 0 && alters) {
          set.update();
        }
        return result;
      }
      set.waits.add(wait);
    }
    Sleeper.Result how = sleeper.await(wait, timeout);
    synchronized (lock) {
      if (wait.getAsBoolean()) {
        return wait.result();
      }
      set.waits.remove(wait);
    }
    // A semop that a signal interrupts is never restarted.
    return how == Sleeper.Result.TIMEOUT ? -Errno.EAGAIN : -Errno.EINTR;
  }

  /** IPC_RMID. */
  public int remove(IpcCaller who, int id) {
    return ids.change(
        who,
        id,
        set -> {
          ids.remove(set);
          for (SemaphoreWait wait : set.waits) {
            wait.finish(-Errno.EIDRM);
          }
          set.waits.clear();
          return 0;
        });
  }

  /** IPC_SET. */
  public int set(IpcCaller who, int id, int uid, int gid, int mode) {
    return ids.change(
        who,
        id,
        set -> {
          set.perm().set(uid, gid, mode);
          set.ctime = IpcNamespace.now();
          return 0;
        });
  }

  /** What GETVAL, GETPID, GETNCNT and GETZCNT ask for. */
  public enum Property {
    VALUE,
    PID,
    WAITING_FOR_MORE,
    WAITING_FOR_ZERO
  }

  /** One property of one semaphore. */
  public int property(IpcCaller who, int id, int index, Property which) {
    return ids.use(
        who,
        id,
        READ,
        set -> {
          if (index < 0 || index >= set.count()) {
            return -Errno.EINVAL;
          }
          return switch (which) {
            case VALUE -> set.values[index];
            case PID -> set.pids[index];
            case WAITING_FOR_MORE -> set.waiting(index, false);
            case WAITING_FOR_ZERO -> set.waiting(index, true);
          };
        });
  }

  /** SETVAL. */
  public int setValue(IpcCaller who, int id, int index, int value) {
    if (value < 0 || value > SemaphoreSet.SEMVMX) {
      return -Errno.ERANGE;
    }
    synchronized (lock) {
      SemaphoreSet set = ids.get(id);
      if (set == null || index < 0 || index >= set.count()) {
        return -Errno.EINVAL;
      }
      int error = set.perm().check(who, WRITE);
      if (error == 0) {
        set.values[index] = value;
        set.pids[index] = who.pid();
        set.undos.forEach(undo -> undo.adjust[index] = 0);
        set.ctime = IpcNamespace.now();
        set.update();
      }
      return error;
    }
  }

  /** How many semaphores the arrays of GETALL and SETALL have, or the error. */
  public int arrayLength(IpcCaller who, int id, boolean write) {
    return ids.use(who, id, write ? WRITE : READ, SemaphoreSet::count);
  }

  /** GETALL, after {@link #arrayLength}: the values, null when the set has gone. */
  public int[] values(int id) {
    synchronized (lock) {
      SemaphoreSet set = ids.get(id);
      return set == null ? null : set.values.clone();
    }
  }

  /** SETALL, after {@link #arrayLength}. */
  public int setValues(IpcCaller who, int id, int[] values) {
    for (int value : values) {
      if (value < 0 || value > SemaphoreSet.SEMVMX) {
        return -Errno.ERANGE;
      }
    }
    synchronized (lock) {
      SemaphoreSet set = ids.get(id);
      if (set == null || set.count() != values.length) {
        return -Errno.EIDRM;
      }
      System.arraycopy(values, 0, set.values, 0, values.length);
      Arrays.fill(set.pids, who.pid());
      set.undos.forEach(undo -> Arrays.fill(undo.adjust, 0));
      set.ctime = IpcNamespace.now();
      set.update();
      return 0;
    }
  }

  /** How many semaphores there are in all sets. */
  public int used() {
    synchronized (lock) {
      return ids.all().stream().mapToInt(SemaphoreSet::count).sum();
    }
  }

  String proc() {
    var text =
        new StringBuilder(
            "       key      semid perms      nsems   uid   gid  cuid  cgid      otime     "
                + " ctime\n");
    synchronized (lock) {
      for (SemaphoreSet set : ids.all()) {
        IpcPerm perm = set.perm();
        text.append(
            String.format(
                "%10d %10d  %4o %10d %5d %5d %5d %5d %10d %10d\n",
                perm.key(),
                perm.id(),
                perm.mode(),
                set.count(),
                perm.uid(),
                perm.gid(),
                perm.cuid(),
                perm.cgid(),
                set.otime,
                set.ctime));
      }
    }
    return text.toString();
  }
}
