package dev.armature.task;

import dev.armature.abi.Errno;
import dev.armature.abi.FileMode;
import dev.armature.host.HostBytes;
import dev.armature.mm.AddressSpace;
import dev.armature.vfs.FileOperations;
import dev.armature.vfs.FileStatus;
import dev.armature.vfs.OpenFile;

/**
 * {@code /proc/PID/mem}: the memory of a process as a file ({@code mem_rw} of fs/proc/base.c).
 * Protection doesn't count. It stays with the memory it was opened for: after execve or the end of
 * the process nothing is left to read.
 */
final class ProcMemory implements FileOperations {
  private static final int SEEK_SET = 0;
  private static final int SEEK_CUR = 1;
  private static final int CHUNK = 1 << 16;

  private final AddressSpace mm;
  private final String path;
  private long position;

  ProcMemory(AddressSpace mm, String path) {
    this.mm = mm;
    this.path = path;
  }

  @Override
  public synchronized long read(OpenFile file, long buffer, long count) {
    return moved(access(buffer, count, position, false));
  }

  @Override
  public synchronized long write(OpenFile file, long buffer, long count) {
    return moved(access(buffer, count, position, true));
  }

  private long moved(long done) {
    position += Math.max(done, 0);
    return done;
  }

  @Override
  public long pread(OpenFile file, long buffer, long count, long offset) {
    return access(buffer, count, offset, false);
  }

  @Override
  public long pwrite(OpenFile file, long buffer, long count, long offset) {
    return access(buffer, count, offset, true);
  }

  private long access(long buffer, long count, long offset, boolean write) {
    if (!mm.tryGet()) {
      return 0;
    }
    try {
      byte[] bytes = new byte[(int) Math.min(count, CHUNK)];
      long done = 0;
      while (done < count && (offset + done) >>> 32 == 0) {
        int length = (int) Math.min(count - done, bytes.length);
        if (write) {
          HostBytes.copyOut(buffer + done, bytes, 0, length);
        }
        int got = mm.accessRemote((int) (offset + done), bytes, length, write);
        if (!write) {
          HostBytes.copyIn(bytes, 0, buffer + done, got);
        }
        done += got;
        if (got < length) {
          break;
        }
      }
      return done == 0 && count > 0 ? -Errno.EIO : done;
    } finally {
      mm.put();
    }
  }

  @Override
  public synchronized long seek(OpenFile file, long offset, int whence) {
    switch (whence) {
      case SEEK_SET -> position = offset;
      case SEEK_CUR -> position += offset;
      default -> {
        return -Errno.EINVAL;
      }
    }
    return position;
  }

  @Override
  public FileStatus status() {
    return FileStatus.of(FileMode.S_IFREG | 0600, path.hashCode() & 0x3fff_ffffL, 0, 0, 0, 1, 0);
  }

  @Override
  public String path() {
    return path;
  }
}
