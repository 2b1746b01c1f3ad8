package dev.armature.vfs;

import dev.armature.abi.Errno;
import dev.armature.abi.ErrnoException;
import dev.armature.host.HostBytes;

/**
 * An open file of {@code /proc} with generated contents. They are made anew whenever reading starts
 * at offset 0, as the kernel's {@code seq_file} does, and stay the same in between.
 */
final class ProcFile implements FileOperations {
  private static final int SEEK_SET = 0;
  private static final int SEEK_CUR = 1;
  private static final int SEEK_END = 2;
  private static final int MAX_WRITE = 4096;

  private final ProcNode.Text node;
  private byte[] content;
  private long position;

  ProcFile(ProcNode.Text node) {
    this.node = node;
  }

  ProcNode.Text node() {
    return node;
  }

  @Override
  public synchronized long read(OpenFile file, long buffer, long count) {
    long done = pread(file, buffer, count, position);
    if (done > 0) {
      position += done;
    }
    return done;
  }

  @Override
  public synchronized long pread(OpenFile file, long buffer, long count, long offset) {
    if (content == null || offset == 0) {
      content = node.content().get();
    }
    if (offset >= content.length) {
      return 0;
    }
    int length = (int) Math.min(count, content.length - offset);
    HostBytes.copyIn(content, (int) offset, buffer, length);
    return length;
  }

  @Override
  public long write(OpenFile file, long buffer, long count) {
    if (node.write() == null) {
      return -Errno.EIO;
    }
    if (count > MAX_WRITE) {
      return -Errno.EINVAL;
    }
    try {
      node.write().accept(HostBytes.string(buffer, (int) count));
    } catch (ErrnoException e) {
      return -e.errno();
    }
    return count;
  }

  @Override
  public long pwrite(OpenFile file, long buffer, long count, long offset) {
    return write(file, buffer, count);
  }

  @Override
  public synchronized long seek(OpenFile file, long offset, int whence) {
    long target;
    switch (whence) {
      case SEEK_SET -> target = offset;
      case SEEK_CUR -> target = position + offset;
      case SEEK_END -> target = offset;
      default -> {
        return -Errno.EINVAL;
      }
    }
    if (target < 0) {
      return -Errno.EINVAL;
    }
    position = target;
    return target;
  }

  @Override
  public FileStatus status() {
    return node.status();
  }

  @Override
  public String path() {
    return node.path();
  }
}
