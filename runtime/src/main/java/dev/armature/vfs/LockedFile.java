package dev.armature.vfs;

import dev.armature.abi.Errno;
import dev.armature.host.HostDescriptors;
import dev.armature.host.HostFiles;
import dev.armature.wait.WaitQueue;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;

/** The record locks on one file. Guarded by its {@link RecordLocks}, but for the queue. */
final class LockedFile {
  final WaitQueue queue = new WaitQueue();

  /** Rises with every lock that goes. */
  volatile int generation;

  /** Tasks that wait for a lock here. */
  int waiters;

  private final int fd;
  private List<RecordLock> locks = new ArrayList<>();

  LockedFile(HostFile file) {
    // A description of our own, so that a guest's own OFD locks and closes don't meet these locks.
    String path = "/proc/self/fd/" + file.fd();
    int flags = HostFiles.O_CLOEXEC | HostFiles.O_NONBLOCK;
    int own = -1;
    if (file.type() == dev.armature.abi.FileMode.S_IFREG) {
      own = HostFiles.openat(HostFiles.AT_FDCWD, path, HostFiles.O_RDWR | flags, 0);
      if (own < 0) {
        own = HostFiles.openat(HostFiles.AT_FDCWD, path, HostFiles.O_RDONLY | flags, 0);
      }
    }
    fd = own >= 0 ? own : HostDescriptors.duplicate(file.fd());
  }

  boolean isEmpty() {
    return locks.isEmpty();
  }

  void close() {
    if (fd >= 0) {
      HostDescriptors.close(fd);
    }
  }

  /** A guest's lock that conflicts, or {@code null}. */
  RecordLock conflict(RecordLock wanted) {
    for (RecordLock lock : locks) {
      if (lock.conflicts(wanted)) {
        return lock;
      }
    }
    return null;
  }

  /** A lock of somebody outside that conflicts, or {@code null}. */
  RecordLock outside(RecordLock wanted) {
    long[] lock = {
      wanted.exclusive() ? HostDescriptors.F_WRLCK : HostDescriptors.F_RDLCK,
      wanted.start(),
      length(wanted.start(), wanted.end()),
      0
    };
    int result = HostDescriptors.lock(fd, HostDescriptors.F_OFD_GETLK, lock);
    if (result < 0 || lock[0] == HostDescriptors.F_UNLCK) {
      return null;
    }
    long end = lock[2] == 0 ? Long.MAX_VALUE : lock[1] + lock[2] - 1;
    return new RecordLock(null, (int) lock[3], lock[0] == HostDescriptors.F_WRLCK, lock[1], end);
  }

  /** Adds a lock that no guest's lock conflicts with: 0 or {@code -EAGAIN}. */
  int add(RecordLock wanted) {
    List<RecordLock> before = locks;
    locks = without(wanted.owner(), wanted.start(), wanted.end());
    insert(wanted);
    int result = tellHost(wanted.start(), wanted.end());
    if (result == -Errno.EAGAIN || result == -Errno.EACCES) {
      locks = before;
      tellHost(wanted.start(), wanted.end());
      return -Errno.EAGAIN;
    }
    // A write lock may have become a read lock, which lets others in.
    changed();
    // Any other refusal (a file system without locks) leaves the guests' view to count.
    return 0;
  }

  /** Removes an owner's locks in a range. Whether there were any. */
  boolean remove(FileTable owner, long start, long end) {
    boolean any = false;
    for (RecordLock lock : locks) {
      any |= lock.owner() == owner && lock.overlaps(start, end);
    }
    if (any) {
      locks = without(owner, start, end);
      tellHost(start, end);
      changed();
    }
    return any;
  }

  @SuppressWarnings("NonAtomicVolatileUpdate") // guarded by RecordLocks; read without
  private void changed() {
    generation++;
    queue.wakeAll();
  }

  private List<RecordLock> without(FileTable owner, long start, long end) {
    List<RecordLock> rest = new ArrayList<>(locks.size() + 1);
    for (RecordLock lock : locks) {
      if (lock.owner() != owner || !lock.overlaps(start, end)) {
        rest.add(lock);
        continue;
      }
      if (lock.start() < start) {
        rest.add(lock.between(lock.start(), start - 1));
      }
      if (lock.end() > end) {
        rest.add(lock.between(end + 1, lock.end()));
      }
    }
    return rest;
  }

  // Joins neighbours of the same kind, so that locking byte by byte stays one lock.
  private void insert(RecordLock lock) {
    RecordLock joined = lock;
    for (int i = locks.size() - 1; i >= 0; i--) {
      RecordLock other = locks.get(i);
      if (other.owner() != lock.owner() || other.exclusive() != lock.exclusive()) {
        continue;
      }
      boolean touches =
          (other.end() != Long.MAX_VALUE && other.end() + 1 == joined.start())
              || (joined.end() != Long.MAX_VALUE && joined.end() + 1 == other.start());
      if (touches) {
        joined =
            joined.between(
                Math.min(joined.start(), other.start()), Math.max(joined.end(), other.end()));
        locks.remove(i);
      }
    }
    locks.add(joined);
  }

  /** Makes the host's locks in a range the union of the guests'. */
  private int tellHost(long start, long end) {
    TreeSet<Long> edges = new TreeSet<>();
    edges.add(start);
    for (RecordLock lock : locks) {
      if (lock.start() > start && lock.start() <= end) {
        edges.add(lock.start());
      }
      if (lock.end() >= start && lock.end() < end) {
        edges.add(lock.end() + 1);
      }
    }
    for (Long from : edges) {
      Long next = edges.higher(from);
      long to = next == null ? end : next - 1;
      short type = HostDescriptors.F_UNLCK;
      for (RecordLock lock : locks) {
        if (lock.overlaps(from, from)) {
          if (lock.exclusive()) {
            type = HostDescriptors.F_WRLCK;
          } else if (type == HostDescriptors.F_UNLCK) {
            type = HostDescriptors.F_RDLCK;
          }
        }
      }
      long[] lock = {type, from, length(from, to), 0};
      int result = HostDescriptors.lock(fd, HostDescriptors.F_OFD_SETLK, lock);
      if (result < 0) {
        return result;
      }
    }
    return 0;
  }

  private static long length(long start, long end) {
    return end == Long.MAX_VALUE ? 0 : end - start + 1;
  }
}
