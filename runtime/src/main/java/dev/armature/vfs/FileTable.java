package dev.armature.vfs;

import dev.armature.abi.Errno;
import java.util.Arrays;
import java.util.BitSet;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;

/**
 * The descriptors of a process ({@code files_struct}): numbers that stand for open files, shared by
 * tasks that were cloned with {@code CLONE_FILES}.
 *
 * <p>Limits ({@code RLIMIT_NOFILE}) are arguments, because they belong to the process and not to
 * the table.
 */
public final class FileTable {
  /** The most descriptors a table can hold: {@code sysctl_nr_open}. */
  public static final int MAX = 1 << 20;

  private final RecordLocks locks;
  private final AtomicInteger users = new AtomicInteger(1);
  private final BitSet closeOnExec = new BitSet();

  /** Descriptors of the smallest table: BITS_PER_LONG of the guest. */
  private static final int NR_OPEN_DEFAULT = 32;

  private volatile OpenFile[] files = new OpenFile[NR_OPEN_DEFAULT];
  private int lowestFree;

  /**
   * @param locks where this process's record locks are, which a close gives back
   */
  public FileTable(RecordLocks locks) {
    this.locks = locks;
  }

  /** One more task uses this table ({@code CLONE_FILES}). */
  public void get() {
    users.incrementAndGet();
  }

  /** One task less; the last one closes every descriptor. */
  public void put() {
    if (users.decrementAndGet() == 0) {
      for (int fd = 0; fd < files.length; fd++) {
        close(fd);
      }
    }
  }

  /** Whether several tasks use this table. */
  public boolean shared() {
    return users.get() > 1;
  }

  /** A copy for fork: the same open files, own numbers. The copy has one user. */
  public synchronized FileTable copy() {
    FileTable copy = new FileTable(locks);
    copy.files = files.clone();
    copy.closeOnExec.or(closeOnExec);
    copy.lowestFree = lowestFree;
    for (int fd = 0; fd < copy.files.length; fd++) {
      OpenFile file = copy.files[fd];
      if (file != null && !file.acquire()) {
        copy.files[fd] = null;
      }
    }
    return copy;
  }

  /** The file behind a descriptor with a reference for the caller, or {@code null} (EBADF). */
  public OpenFile acquire(int fd) {
    while (true) {
      OpenFile[] now = files;
      if (fd < 0 || fd >= now.length) {
        return null;
      }
      OpenFile file = now[fd];
      if (file == null || file.acquire()) {
        return file;
      }
      // Closed between the look and the grab: look again.
      Thread.onSpinWait();
    }
  }

  /** Whether the descriptor is open. */
  public boolean isOpen(int fd) {
    OpenFile[] now = files;
    return fd >= 0 && fd < now.length && now[fd] != null;
  }

  /**
   * Gives a file the lowest free number. The caller's reference becomes the descriptor's; on
   * failure it stays with the caller.
   *
   * @param from the smallest number wanted
   * @param limit RLIMIT_NOFILE
   * @return the number, or {@code -EMFILE}
   */
  public synchronized int install(OpenFile file, boolean cloexec, int from, long limit) {
    int fd = Math.max(from, lowestFree);
    while (fd < files.length && files[fd] != null) {
      fd++;
    }
    if (fd >= Math.min(limit & 0xffff_ffffL, MAX)) {
      return -Errno.EMFILE;
    }
    set(fd, file, cloexec);
    if (from <= lowestFree) {
      lowestFree = fd + 1;
    }
    return fd;
  }

  private void set(int fd, OpenFile file, boolean cloexec) {
    OpenFile[] now = files;
    if (fd >= now.length) {
      now = Arrays.copyOf(now, Math.max(fd + 1, now.length * 2));
    }
    now[fd] = file;
    closeOnExec.set(fd, cloexec);
    files = now;
  }

  /**
   * Makes {@code fd} stand for {@code file}, closing what it stood for ({@code dup2}, {@code
   * dup3}). The caller's reference becomes the descriptor's; on failure it stays with the caller.
   *
   * @return the number, or {@code -EBADF}
   */
  public int replace(int fd, OpenFile file, boolean cloexec, long limit) {
    if (fd < 0 || fd >= Math.min(limit & 0xffff_ffffL, MAX)) {
      return -Errno.EBADF;
    }
    OpenFile old;
    synchronized (this) {
      old = fd < files.length ? files[fd] : null;
      set(fd, file, cloexec);
    }
    if (old != null) {
      finish(old);
    }
    return fd;
  }

  /** Closes a descriptor: 0 or {@code -EBADF}. */
  public int close(int fd) {
    OpenFile old;
    synchronized (this) {
      if (!isOpen(fd)) {
        return -Errno.EBADF;
      }
      OpenFile[] now = files;
      old = now[fd];
      now[fd] = null;
      files = now;
      closeOnExec.clear(fd);
      lowestFree = Math.min(lowestFree, fd);
    }
    finish(old);
    return 0;
  }

  // filp_close: closing any descriptor of a file gives back all record locks on that file.
  private void finish(OpenFile file) {
    locks.releaseAll(this, file);
    file.operations().flush();
    file.release();
  }

  /** Closes all open descriptors from {@code first} to {@code last}, both unsigned. */
  public void closeRange(int first, int last) {
    long end = Math.min(last & 0xffff_ffffL, files.length - 1L);
    for (long fd = first & 0xffff_ffffL; fd <= end; fd++) {
      close((int) fd);
    }
  }

  /** Sets close-on-exec for all open descriptors from {@code first} to {@code last}. */
  public synchronized void cloexecRange(int first, int last) {
    long end = Math.min(last & 0xffff_ffffL, files.length - 1L);
    for (long fd = first & 0xffff_ffffL; fd <= end; fd++) {
      if (files[(int) fd] != null) {
        closeOnExec.set((int) fd);
      }
    }
  }

  /** Closes what has close-on-exec set. */
  public void closeOnExec() {
    for (int fd = 0; fd < files.length; fd++) {
      boolean close;
      synchronized (this) {
        close = closeOnExec.get(fd);
      }
      if (close) {
        close(fd);
      }
    }
  }

  /** {@code F_GETFD}; the descriptor is open. */
  public synchronized boolean isCloseOnExec(int fd) {
    return closeOnExec.get(fd);
  }

  /** {@code F_SETFD}: 0 or {@code -EBADF}. */
  public synchronized int setCloseOnExec(int fd, boolean on) {
    if (!isOpen(fd)) {
      return -Errno.EBADF;
    }
    closeOnExec.set(fd, on);
    return 0;
  }

  /** The open descriptors in rising order. */
  public synchronized int[] open() {
    int[] open = new int[files.length];
    int count = 0;
    for (int fd = 0; fd < files.length; fd++) {
      if (files[fd] != null) {
        open[count++] = fd;
      }
    }
    return Arrays.copyOf(open, count);
  }

  /** How many slots the table has: FDSize of {@code /proc/PID/status}. */
  public int capacity() {
    return files.length;
  }

  /** Runs an operation on the file behind a descriptor; {@code missing} when it is not open. */
  <T> T with(int fd, T missing, Function<OpenFile, T> operation) {
    OpenFile file = acquire(fd);
    if (file == null) {
      return missing;
    }
    try {
      return operation.apply(file);
    } finally {
      file.release();
    }
  }
}
