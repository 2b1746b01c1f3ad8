package dev.armature.task;

import dev.armature.abi.Errno;
import dev.armature.abi.ErrnoException;
import dev.armature.abi.FileMode;
import dev.armature.abi.OpenFlags;
import dev.armature.elf.ByteSource;
import dev.armature.host.HostBytes;
import dev.armature.host.HostDescriptors;
import dev.armature.mm.MapSource;
import dev.armature.vfs.Caller;
import dev.armature.vfs.FileStatus;
import dev.armature.vfs.HostFile;
import dev.armature.vfs.OpenFile;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;

/** A file that is about to be executed ({@code open_exec}). */
final class ExecFile implements ByteSource, AutoCloseable {
  private final OpenFile file;
  private final HostFile host;
  private final String path;
  private final long size;

  private ExecFile(OpenFile file, HostFile host, String path, long size) {
    this.file = file;
    this.host = host;
    this.path = path;
    this.size = size;
  }

  /**
   * Opens a file for execution.
   *
   * @throws ErrnoException EACCES for what is no regular file or not executable, or why it can't be
   *     opened
   */
  static ExecFile open(Task task, int dirfd, String name, boolean follow) {
    Caller caller = task.caller();
    int flags = OpenFlags.O_RDONLY | (follow ? 0 : OpenFlags.O_NOFOLLOW);
    OpenFile file = task.kernel.lookup.open(caller, dirfd, name, flags, 0, 0);
    if (!(file.operations() instanceof HostFile host)) {
      file.release();
      throw new ErrnoException(Errno.EACCES);
    }
    FileStatus status = host.status();
    if (status.type() != FileMode.S_IFREG || !mayExecute(task.cred, status)) {
      file.release();
      throw new ErrnoException(Errno.EACCES);
    }
    return new ExecFile(file, host, caller.fs().path(file), status.size());
  }

  private static boolean mayExecute(Credentials cred, FileStatus status) {
    int mode = status.mode();
    if (cred.fsuid() == 0) {
      return (mode & 0111) != 0;
    }
    if (cred.fsuid() == status.uid()) {
      return (mode & 0100) != 0;
    }
    return (mode & (cred.inGroup(status.gid()) ? 0010 : 0001)) != 0;
  }

  /** The path as the guest sees it: /proc/self/exe. */
  String path() {
    return path;
  }

  MapSource mapSource() {
    return new MapSource(host.fd(), path, true, false);
  }

  @Override
  public long size() {
    return size;
  }

  @Override
  public int read(long offset, byte[] destination, int start, int length) {
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment buffer = arena.allocate(Math.max(1, length));
      long got = HostDescriptors.pread(host.fd(), buffer.address(), length, offset);
      if (got > 0) {
        HostBytes.copyOut(buffer.address(), destination, start, (int) got);
      }
      return (int) got;
    }
  }

  @Override
  public void close() {
    file.release();
  }
}
