package dev.armature.vfs;

import dev.armature.abi.Errno;
import dev.armature.abi.FileMode;
import dev.armature.abi.OpenFlags;
import dev.armature.abi.PollEvents;
import dev.armature.host.BlockingPipe;
import dev.armature.host.HostBytes;
import dev.armature.host.HostDescriptors;
import dev.armature.host.HostFiles;

/**
 * A file of the host behind a descriptor that we own.
 *
 * <p>Descriptors that we opened are non-blocking on the host where that matters, whatever the guest
 * thinks: waiting is the caller's job ({@link FileOperations}). Inherited ones (standard input,
 * output, error) are shared with processes outside and keep their mode; so before each transfer we
 * ask whether it would wait, and write no more at once than a pipe surely takes.
 */
public final class HostFile implements FileOperations {
  /** What {@code poll} promises room for when it says POLLOUT on a pipe. */
  private static final int PIPE_BUF = 4096;

  private final int fd;
  private final int type;
  private final FileId id;
  private final boolean inherited;
  private final boolean terminal;
  private final HostDirectory directory;
  private volatile BlockingPipe blocking;

  private HostFile(int fd, FileStatus status, boolean inherited) {
    this.fd = fd;
    this.type = status.type();
    this.id = status.id();
    this.inherited = inherited && type != FileMode.S_IFREG && type != FileMode.S_IFDIR;
    this.terminal = type == FileMode.S_IFCHR && HostDescriptors.isTerminal(fd);
    this.directory = type == FileMode.S_IFDIR ? new HostDirectory(fd) : null;
  }

  /** Takes over a descriptor that we opened (non-blocking, close-on-exec). */
  public static HostFile of(int fd, FileStatus status) {
    return new HostFile(fd, status, false);
  }

  /** Takes over a descriptor that we made without a path: pipe, socket, eventfd and so on. */
  public static HostFile of(int fd) {
    return new HostFile(fd, statusOf(fd), false);
  }

  /** A descriptor that came from outside: its mode is left alone. It is duplicated. */
  public static HostFile inherited(int fd) {
    int copy = HostDescriptors.duplicate(fd);
    if (copy < 0) {
      return null;
    }
    boolean blocking = (HostDescriptors.fcntl(fd, HostDescriptors.F_GETFL, 0) & 0x800) == 0;
    return new HostFile(copy, statusOf(copy), blocking);
  }

  /** The status of a host descriptor; an empty one when the host gives none. */
  static FileStatus statusOf(int fd) {
    byte[] statx = new byte[FileStatus.SIZE];
    HostFiles.statx(fd, "", HostFiles.AT_EMPTY_PATH, FileStatus.MASK, statx);
    return new FileStatus(statx);
  }

  /** The host's descriptor; valid as long as the {@link OpenFile} is. */
  public int fd() {
    return fd;
  }

  /** {@code S_IFMT} bits. */
  public int type() {
    return type;
  }

  public boolean isDirectory() {
    return type == FileMode.S_IFDIR;
  }

  public boolean isTerminal() {
    return terminal;
  }

  public boolean isSocket() {
    return type == FileMode.S_IFSOCK;
  }

  public boolean isPipe() {
    return type == FileMode.S_IFIFO;
  }

  FileId id() {
    return id;
  }

  /**
   * This pipe, to wait in the host's read; null when that is not possible, or not wanted yet. Costs
   * a second descriptor, so the caller asks for it by {@link #openBlocking} once it had to wait.
   */
  public BlockingPipe blocking() {
    return blocking;
  }

  /** Makes {@link #blocking} give the pipe from now on, if the host allows. */
  public synchronized void openBlocking() {
    if (type == FileMode.S_IFIFO && !inherited && blocking == null) {
      blocking = BlockingPipe.open(fd);
    }
  }

  /**
   * How much of {@code count} bytes the host may move in or out of this file without waiting, as
   * far as that can be told: an inherited descriptor blocks, and what waits in the host no guest
   * signal can wake. The host finds out by itself for all others.
   *
   * @param event POLLIN before reading, POLLOUT before writing
   * @return 0 when the caller has to wait first
   */
  public long ready(int event, long count) {
    if (!inherited) {
      return count;
    }
    return mustWait(event) ? 0 : Math.min(count, PIPE_BUF);
  }

  private boolean mustWait(int event) {
    return inherited
        && (HostDescriptors.ready(fd, event) & (event | PollEvents.POLLERR | PollEvents.POLLHUP))
            == 0;
  }

  @Override
  public long read(OpenFile file, long buffer, long count) {
    if (mustWait(PollEvents.POLLIN)) {
      return -Errno.EAGAIN;
    }
    return HostDescriptors.read(fd, buffer, count);
  }

  @Override
  public long write(OpenFile file, long buffer, long count) {
    if (!inherited) {
      return HostDescriptors.write(fd, buffer, count);
    }
    if (mustWait(PollEvents.POLLOUT)) {
      return -Errno.EAGAIN;
    }
    return HostDescriptors.write(fd, buffer, Math.min(count, PIPE_BUF));
  }

  @Override
  public long pread(OpenFile file, long buffer, long count, long offset) {
    return HostDescriptors.pread(fd, buffer, count, offset);
  }

  @Override
  public long pwrite(OpenFile file, long buffer, long count, long offset) {
    return HostDescriptors.pwrite(fd, buffer, count, offset);
  }

  @Override
  public long readv(OpenFile file, long vector, int count, long offset, int flags) {
    if (mustWait(PollEvents.POLLIN)) {
      return -Errno.EAGAIN;
    }
    return HostDescriptors.preadv2(fd, vector, count, offset, flags);
  }

  @Override
  public long writev(OpenFile file, long vector, int count, long offset, int flags) {
    if (!inherited) {
      return HostDescriptors.pwritev2(fd, vector, count, offset, flags);
    }
    if (flags != 0 || offset != AT_POSITION) {
      return HostDescriptors.pwritev2(fd, vector, count, offset, flags);
    }
    // One buffer at a time, each cut to what is sure to fit.
    for (int i = 0; i < count; i++) {
      long length = HostBytes.getLong(vector + 16L * i + 8);
      if (length > 0) {
        return write(file, HostBytes.getLong(vector + 16L * i), length);
      }
    }
    return 0;
  }

  @Override
  public long seek(OpenFile file, long offset, int whence) {
    return directory != null
        ? directory.seek(offset, whence)
        : HostDescriptors.lseek(fd, offset, whence);
  }

  @Override
  public int iterate(OpenFile file, EntrySink sink, int size) {
    return directory != null ? directory.iterate(sink, size) : -Errno.ENOTDIR;
  }

  @Override
  public FileStatus status() {
    return statusOf(fd);
  }

  @Override
  public int descriptor() {
    return fd;
  }

  @Override
  public int setFlags(int before, int after) {
    int changed = before ^ after;
    int ours = OpenFlags.O_APPEND | OpenFlags.O_DIRECT | OpenFlags.O_NOATIME;
    if ((changed & ours) == 0) {
      return 0;
    }
    int host = HostDescriptors.fcntl(fd, HostDescriptors.F_GETFL, 0);
    int mask = HostFiles.toHost(ours);
    return HostDescriptors.fcntl(
        fd, HostDescriptors.F_SETFL, (host & ~mask) | HostFiles.toHost(after & ours));
  }

  @Override
  public String path() {
    String text = HostFiles.readlinkat(HostFiles.AT_FDCWD, "/proc/self/fd/" + fd, new int[1]);
    return text == null ? "" : text;
  }

  @Override
  public void release() {
    if (blocking != null) {
      blocking.close();
    }
    HostDescriptors.close(fd);
  }
}
