package dev.armature.vfs;

import dev.armature.abi.Errno;
import dev.armature.wait.Sleeper;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/**
 * POSIX record locks ({@code fcntl(F_SETLK)}) of all guests of a machine: {@code fs/locks.c}.
 *
 * <p>The host knows only one process, the JVM, so who of our guests holds what is kept here.
 * Against the world outside, each locked file has one open file description of ours that holds the
 * union of the guests' locks as open-file-description locks.
 */
public final class RecordLocks {
  /** How long to wait before asking the host again about a lock of somebody outside. */
  private static final long OUTSIDE_RETRY_NS = 10_000_000;

  private final Map<FileId, LockedFile> files = new HashMap<>();
  private final Map<FileTable, FileTable> waitsFor = new HashMap<>();

  /**
   * Sets or removes a lock.
   *
   * @param exclusive whether it is a write lock; {@code null} removes
   * @param sleeper what to wait with, {@code null} to fail instead with {@code -EAGAIN}
   * @return 0, {@code -EAGAIN}, {@code -EDEADLK}, {@code -ERESTARTSYS}
   */
  public int set(
      FileTable owner,
      int pid,
      HostFile file,
      Boolean exclusive,
      long start,
      long end,
      Sleeper sleeper) {
    RecordLock wanted = new RecordLock(owner, pid, exclusive != null && exclusive, start, end);
    if (exclusive == null) {
      remove(owner, file, start, end);
      return 0;
    }
    while (true) {
      LockedFile locked;
      FileTable holder;
      int generation;
      synchronized (this) {
        locked = files.get(file.id());
        if (locked == null) {
          locked = new LockedFile(file);
          files.put(file.id(), locked);
        }
        RecordLock blocker = locked.conflict(wanted);
        int result = blocker != null ? -Errno.EAGAIN : locked.add(wanted);
        if (result != -Errno.EAGAIN || sleeper == null) {
          dropIfUnused(file.id(), locked);
          return result;
        }
        holder = blocker == null ? null : blocker.owner();
        if (holder != null) {
          waitsFor.put(owner, holder);
          if (deadlock(owner)) {
            waitsFor.remove(owner);
            return -Errno.EDEADLK;
          }
        }
        locked.waiters++;
        generation = locked.generation;
      }
      Sleeper.Result how = sleep(locked, sleeper, holder != null, generation);
      synchronized (this) {
        waitsFor.remove(owner);
        locked.waiters--;
        dropIfUnused(file.id(), locked);
      }
      if (how == Sleeper.Result.INTERRUPTED) {
        return -Errno.ERESTARTSYS;
      }
    }
  }

  private static Sleeper.Result sleep(
      LockedFile locked, Sleeper sleeper, boolean inside, int generation) {
    locked.queue.add(sleeper);
    try {
      return sleeper.await(
          () -> locked.generation != generation, inside ? Sleeper.FOREVER : OUTSIDE_RETRY_NS);
    } finally {
      locked.queue.remove(sleeper);
    }
  }

  private boolean deadlock(FileTable owner) {
    Set<FileTable> seen = new HashSet<>();
    FileTable next = waitsFor.get(owner);
    while (next != null && seen.add(next)) {
      if (next == owner) {
        return true;
      }
      next = waitsFor.get(next);
    }
    return false;
  }

  /**
   * The lock that would stand in the way, or {@code null}. Locks of the outside have no owner and
   * perhaps no process id (-1).
   */
  public synchronized RecordLock test(
      FileTable owner, HostFile file, boolean exclusive, long start, long end) {
    RecordLock wanted = new RecordLock(owner, 0, exclusive, start, end);
    LockedFile locked = files.get(file.id());
    if (locked != null) {
      RecordLock blocker = locked.conflict(wanted);
      return blocker != null ? blocker : locked.outside(wanted);
    }
    LockedFile probe = new LockedFile(file);
    try {
      return probe.outside(wanted);
    } finally {
      probe.close();
    }
  }

  /** Gives back all locks of a process on a file: what closing any descriptor of it does. */
  void releaseAll(FileTable owner, OpenFile file) {
    if (file.operations() instanceof HostFile host) {
      remove(owner, host, 0, Long.MAX_VALUE);
    }
  }

  private synchronized void remove(FileTable owner, HostFile file, long start, long end) {
    if (files.isEmpty()) {
      return;
    }
    LockedFile locked = files.get(file.id());
    if (locked != null && locked.remove(owner, start, end)) {
      dropIfUnused(file.id(), locked);
    }
  }

  private void dropIfUnused(FileId id, LockedFile locked) {
    if (locked.waiters == 0 && locked.isEmpty() && files.remove(id, locked)) {
      locked.close();
    }
  }
}
