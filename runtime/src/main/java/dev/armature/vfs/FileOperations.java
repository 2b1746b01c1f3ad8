package dev.armature.vfs;

import dev.armature.abi.Errno;
import dev.armature.abi.PollEvents;
import dev.armature.host.HostBytes;

/**
 * What an open file does: the kernel's {@code struct file_operations}.
 *
 * <p>No method waits. What would have to wait returns {@code -EAGAIN}, and the caller sleeps until
 * {@link #descriptor} has the event, where it can be woken by a signal. Buffers are host addresses;
 * results are counts or negated error numbers.
 */
public interface FileOperations {
  /** The offset that stands for "at the file's own position". */
  long AT_POSITION = -1;

  /** Reads at the file's position, which moves. */
  default long read(OpenFile file, long buffer, long count) {
    return -Errno.EINVAL;
  }

  /** Writes at the file's position, which moves. */
  default long write(OpenFile file, long buffer, long count) {
    return -Errno.EINVAL;
  }

  /** Reads at an offset; the position stays. */
  default long pread(OpenFile file, long buffer, long count, long offset) {
    return -Errno.ESPIPE;
  }

  /** Writes at an offset; the position stays. */
  default long pwrite(OpenFile file, long buffer, long count, long offset) {
    return -Errno.ESPIPE;
  }

  /**
   * Reads into several buffers.
   *
   * @param vector array of host {@code struct iovec}
   * @param offset {@link #AT_POSITION} or where to read
   * @param flags {@code RWF_} bits
   */
  default long readv(OpenFile file, long vector, int count, long offset, int flags) {
    if (flags != 0) {
      return -Errno.EOPNOTSUPP;
    }
    long done = 0;
    for (int i = 0; i < count; i++) {
      long buffer = HostBytes.getLong(vector + 16L * i);
      long length = HostBytes.getLong(vector + 16L * i + 8);
      if (length == 0) {
        continue;
      }
      long result =
          offset == AT_POSITION
              ? read(file, buffer, length)
              : pread(file, buffer, length, offset + done);
      if (result < 0) {
        return done > 0 ? done : result;
      }
      done += result;
      if (result < length) {
        break;
      }
    }
    return done;
  }

  /** Writes from several buffers; see {@link #readv}. */
  default long writev(OpenFile file, long vector, int count, long offset, int flags) {
    if (flags != 0) {
      return -Errno.EOPNOTSUPP;
    }
    long done = 0;
    for (int i = 0; i < count; i++) {
      long buffer = HostBytes.getLong(vector + 16L * i);
      long length = HostBytes.getLong(vector + 16L * i + 8);
      if (length == 0) {
        continue;
      }
      long result =
          offset == AT_POSITION
              ? write(file, buffer, length)
              : pwrite(file, buffer, length, offset + done);
      if (result < 0) {
        return done > 0 ? done : result;
      }
      done += result;
      if (result < length) {
        break;
      }
    }
    return done;
  }

  default long seek(OpenFile file, long offset, int whence) {
    return -Errno.ESPIPE;
  }

  /**
   * Hands out directory entries from the position on: as many as the file system gives at once, or
   * until one is refused.
   *
   * @param size about how many bytes of {@code struct linux_dirent64} are of use
   * @return 0 at the end, or the error; {@code -ENOTDIR} when this is no directory
   */
  default int iterate(OpenFile file, EntrySink sink, int size) {
    return -Errno.ENOTDIR;
  }

  /** The status of the file. */
  FileStatus status();

  /**
   * A host descriptor that shows by {@code poll} whether the file is ready, or -1 when {@link
   * #readiness} or {@link #ready} tell.
   */
  default int descriptor() {
    return -1;
  }

  /** The events that are ready now; asked only when there is no {@link #descriptor}. */
  default int ready() {
    return PollEvents.ALWAYS;
  }

  /**
   * Where to learn of readiness that changes without a {@link #descriptor}, as the caller sees it;
   * {@code null} when {@link #ready} is the whole truth.
   */
  default Readiness readiness() {
    return null;
  }

  /** Flags of {@code F_SETFL} changed from {@code before} to {@code after}. 0 or the error. */
  default int setFlags(int before, int after) {
    return 0;
  }

  /** What {@code readlink} of {@code /proc/self/fd/N} says, in the host's eyes. */
  String path();

  /** Lines for {@code /proc/self/fdinfo/N} after pos, flags and mnt_id. */
  default String fdinfo() {
    return "";
  }

  /** A process closes a descriptor of the file; others may be left ({@code flush}). */
  default void flush() {}

  /** The last reference went. */
  default void release() {}
}
