package dev.armature.host;

/**
 * The host's calls on open descriptors. Buffers are host addresses; results are the kernel's or the
 * negated error number.
 */
public final class HostDescriptors {
  public static final int F_GETFL = 3;
  public static final int F_SETFL = 4;
  public static final int F_OFD_GETLK = 36;
  public static final int F_OFD_SETLK = 37;
  public static final int F_DUPFD_CLOEXEC = 1030;
  public static final int F_SETPIPE_SZ = 1031;

  public static final short F_RDLCK = 0;
  public static final short F_WRLCK = 1;
  public static final short F_UNLCK = 2;

  public static final int POLLIN = 1;
  public static final int POLLOUT = 4;

  /** The most bytes of entries that one {@link #getdents64} reads. */
  public static final int MOST_ENTRIES = HostSyscall.SCRATCH_SIZE;

  private static final int TCGETS = 0x5401;

  private HostDescriptors() {}

  public static int close(int fd) {
    return (int) HostSyscall.call(HostNumber.CLOSE, fd);
  }

  /** A second descriptor of the same open file, close-on-exec. */
  public static int duplicate(int fd) {
    return (int) HostSyscall.call(HostNumber.FCNTL, fd, F_DUPFD_CLOEXEC, 3);
  }

  /**
   * Whether two descriptors of this JVM stand for one open file. False when the host won't tell.
   */
  public static boolean sameFile(int one, int two) {
    long pid = ProcessHandle.current().pid();
    return one >= 0 && HostSyscall.call(HostNumber.KCMP, pid, pid, 0, one, two) == 0;
  }

  /** Whether a descriptor is a terminal. */
  public static boolean isTerminal(int fd) {
    return ioctl(fd, TCGETS, HostSyscall.scratch().address()) == 0;
  }

  /** Makes {@code fd} mean what {@code from} means ({@code dup3}). */
  public static int replace(int from, int fd, int flags) {
    return (int) HostSyscall.call(HostNumber.DUP3, from, fd, flags);
  }

  /**
   * Gives up a descriptor that this process was started with. The standard ones, and {@link
   * HostQuit}'s, are not left free, where the next file opened would take their place, but are
   * {@code /dev/null} from now on.
   */
  public static void release(int fd) {
    if (fd > HostQuit.SIGQUIT) {
      int unused = close(fd);
      return;
    }
    int none = HostFiles.openat(HostFiles.AT_FDCWD, "/dev/null", 2, 0);
    if (none >= 0) {
      int unused = replace(none, fd, 0);
      unused = close(none);
    }
  }

  public static long read(int fd, long buffer, long count) {
    return HostSyscall.call(HostNumber.READ, fd, buffer, count);
  }

  public static long write(int fd, long buffer, long count) {
    return HostSyscall.call(HostNumber.WRITE, fd, buffer, count);
  }

  public static long pread(int fd, long buffer, long count, long offset) {
    return HostSyscall.call(HostNumber.PREAD64, fd, buffer, count, offset);
  }

  public static long pwrite(int fd, long buffer, long count, long offset) {
    return HostSyscall.call(HostNumber.PWRITE64, fd, buffer, count, offset);
  }

  /** {@code preadv2}; {@code vector} is an array of host {@code struct iovec}. */
  public static long preadv2(int fd, long vector, int count, long offset, int flags) {
    return HostSyscall.call(HostNumber.PREADV2, fd, vector, count, offset, 0, flags);
  }

  public static long pwritev2(int fd, long vector, int count, long offset, int flags) {
    return HostSyscall.call(HostNumber.PWRITEV2, fd, vector, count, offset, 0, flags);
  }

  public static long lseek(int fd, long offset, int whence) {
    return HostSyscall.call(HostNumber.LSEEK, fd, offset, whence);
  }

  /**
   * {@code getdents64} into memory of the calling thread.
   *
   * @param count bytes to fill, at most {@link #MOST_ENTRIES}
   * @see #entries
   */
  public static int getdents64(int fd, int count) {
    return (int) HostSyscall.call(HostNumber.GETDENTS64, fd, entries(), count);
  }

  /** Where {@link #getdents64} puts the entries; valid until the thread's next host call. */
  public static long entries() {
    return HostSyscall.scratch().address();
  }

  public static int fcntl(int fd, int command, long argument) {
    return (int) HostSyscall.call(HostNumber.FCNTL, fd, command, argument);
  }

  public static int flock(int fd, int operation) {
    return (int) HostSyscall.call(HostNumber.FLOCK, fd, operation);
  }

  /**
   * Tests or sets an open-file-description lock.
   *
   * @param command {@link #F_OFD_GETLK} or {@link #F_OFD_SETLK}
   * @param lock type, start, length, and on return of a test those of the lock found with its
   *     process id (-1 when a description owns it)
   */
  public static int lock(int fd, int command, long[] lock) {
    long flock = HostSyscall.scratch().address();
    HostBytes.zero(flock, 32);
    HostBytes.setShort(flock, (int) lock[0]);
    HostBytes.setLong(flock + 8, lock[1]);
    HostBytes.setLong(flock + 16, lock[2]);
    int result = (int) HostSyscall.call(HostNumber.FCNTL, fd, command, flock);
    if (result == 0 && command == F_OFD_GETLK) {
      lock[0] = HostBytes.getShort(flock);
      lock[1] = HostBytes.getLong(flock + 8);
      lock[2] = HostBytes.getLong(flock + 16);
      lock[3] = HostBytes.getInt(flock + 24);
    }
    return result;
  }

  public static int fsync(int fd) {
    return (int) HostSyscall.call(HostNumber.FSYNC, fd);
  }

  public static int fdatasync(int fd) {
    return (int) HostSyscall.call(HostNumber.FDATASYNC, fd);
  }

  public static int syncfs(int fd) {
    return (int) HostSyscall.call(HostNumber.SYNCFS, fd);
  }

  public static void sync() {
    HostSyscall.call(HostNumber.SYNC);
  }

  public static int syncFileRange(int fd, long offset, long bytes, int flags) {
    return (int) HostSyscall.call(HostNumber.SYNC_FILE_RANGE, fd, offset, bytes, flags);
  }

  public static int ftruncate(int fd, long length) {
    return (int) HostSyscall.call(HostNumber.FTRUNCATE, fd, length);
  }

  public static int fallocate(int fd, int mode, long offset, long length) {
    return (int) HostSyscall.call(HostNumber.FALLOCATE, fd, mode, offset, length);
  }

  public static int fadvise(int fd, long offset, long length, int advice) {
    return (int) HostSyscall.call(HostNumber.FADVISE64, fd, offset, length, advice);
  }

  public static int readahead(int fd, long offset, long count) {
    return (int) HostSyscall.call(HostNumber.READAHEAD, fd, offset, count);
  }

  public static int fchmod(int fd, int mode) {
    return (int) HostSyscall.call(HostNumber.FCHMOD, fd, mode);
  }

  /** {@code fstatfs} into the 15 words of a 64-bit {@code struct statfs}. */
  public static int fstatfs(int fd, long[] words) {
    long buffer = HostSyscall.scratch().address();
    int result = (int) HostSyscall.call(HostNumber.FSTATFS, fd, buffer);
    for (int i = 0; result == 0 && i < 15; i++) {
      words[i] = HostBytes.getLong(buffer + 8L * i);
    }
    return result;
  }

  /** {@code pipe2}: the read end in fds[0], the write end in fds[1]. */
  public static int pipe2(int[] fds, int flags) {
    long buffer = HostSyscall.scratch().address();
    int result = (int) HostSyscall.call(HostNumber.PIPE2, buffer, flags);
    if (result == 0) {
      fds[0] = HostBytes.getInt(buffer);
      fds[1] = HostBytes.getInt(buffer + 4);
    }
    return result;
  }

  public static int eventfd(int initial, int flags) {
    return (int) HostSyscall.call(HostNumber.EVENTFD2, initial, flags);
  }

  public static int inotifyInit(int flags) {
    return (int) HostSyscall.call(HostNumber.INOTIFY_INIT1, flags);
  }

  public static int inotifyRemoveWatch(int fd, int watch) {
    return (int) HostSyscall.call(HostNumber.INOTIFY_RM_WATCH, fd, watch);
  }

  public static long sendfile(int out, int in, long offset, long count) {
    return HostSyscall.call(HostNumber.SENDFILE, out, in, offset, count);
  }

  public static long splice(int in, long inOffset, int out, long outOffset, long n, int flags) {
    return HostSyscall.call(HostNumber.SPLICE, in, inOffset, out, outOffset, n, flags);
  }

  public static long tee(int in, int out, long count, int flags) {
    return HostSyscall.call(HostNumber.TEE, in, out, count, flags);
  }

  public static long vmsplice(int fd, long vector, int count, int flags) {
    return HostSyscall.call(HostNumber.VMSPLICE, fd, vector, count, flags);
  }

  public static long copyFileRange(
      int in, long inOffset, int out, long outOffset, long count, int flags) {
    return HostSyscall.call(HostNumber.COPY_FILE_RANGE, in, inOffset, out, outOffset, count, flags);
  }

  public static int ioctl(int fd, int command, long argument) {
    return (int) HostSyscall.call(HostNumber.IOCTL, fd, command & 0xffff_ffffL, argument);
  }

  /** Polls one descriptor without waiting: the events that are ready, or the error. */
  public static int ready(int fd, int events) {
    long buffer = HostSyscall.scratch().address();
    HostBytes.setInt(buffer, fd);
    HostBytes.setInt(buffer + 4, events & 0xffff);
    HostBytes.setLong(buffer + 8, 0);
    HostBytes.setLong(buffer + 16, 0);
    int result = (int) HostSyscall.call(HostNumber.PPOLL, buffer, 1, buffer + 8, 0, 8);
    return result <= 0 ? result : HostBytes.getShort(buffer + 6) & 0xffff;
  }

  /**
   * {@code ppoll} over an array of host {@code struct pollfd}.
   *
   * @param nanoseconds how long to wait; negative for ever
   */
  public static int poll(long array, int count, long nanoseconds) {
    long timeout = 0;
    if (nanoseconds >= 0) {
      timeout = HostSyscall.scratch().address();
      HostBytes.setLong(timeout, nanoseconds / 1_000_000_000);
      HostBytes.setLong(timeout + 8, nanoseconds % 1_000_000_000);
    }
    return (int) HostSyscall.call(HostNumber.PPOLL, array, count, timeout, 0, 8);
  }
}
