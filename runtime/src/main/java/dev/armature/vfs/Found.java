package dev.armature.vfs;

import dev.armature.host.HostDescriptors;

/** What a path look-up ended at. Closing gives back what it holds. */
public sealed interface Found extends AutoCloseable {
  FileStatus status();

  @Override
  void close();

  /**
   * A file of the host.
   *
   * @param fd host descriptor, opened with O_PATH
   */
  record Host(int fd, FileStatus status) implements Found {
    @Override
    public void close() {
      HostDescriptors.close(fd);
    }

    /** A host path that leads to the file itself, for calls that take no descriptor. */
    public String path() {
      return "/proc/self/fd/" + fd;
    }
  }

  /** A place in {@code /proc} that is ours. */
  record Proc(ProcNode node) implements Found {
    @Override
    public FileStatus status() {
      return node.status();
    }

    @Override
    public void close() {}
  }

  /** An open file that has no path of the host, reached through {@code /proc/PID/fd/N}. */
  record Open(OpenFile file) implements Found {
    @Override
    public FileStatus status() {
      return file.operations().status();
    }

    @Override
    public void close() {
      file.release();
    }
  }
}
