package dev.armature.syscalls.strace;

import dev.armature.abi.FileMode;
import dev.armature.syscalls.strace.Style.HexStrings;
import dev.armature.task.PidFd;
import dev.armature.task.Task;
import dev.armature.vfs.FileOperations;
import dev.armature.vfs.FileStatus;
import dev.armature.vfs.HostFile;
import dev.armature.vfs.OpenFile;
import java.nio.charset.StandardCharsets;

/** What descriptors and process ids stand for ({@code -y}, {@code -yy}, {@code -Y}). */
final class FdNames {
  /** What of a descriptor is told. */
  enum Decoding {
    PATH,
    SOCKET,
    DEV,
    PIDFD
  }

  private final Task task;
  private final StraceOptions options;

  FdNames(Task task, StraceOptions options) {
    this.task = task;
    this.options = options;
  }

  /** The words for a descriptor, escaped; null when none are wanted or it is not open. */
  String of(int fd) {
    if (options.decodeFds.isEmpty()) {
      return null;
    }
    OpenFile file = fd < 0 ? null : task.files.acquire(fd);
    if (file == null) {
      return null;
    }
    try {
      String more = more(file.operations());
      String path = file.operations().path();
      if (more != null || path == null || !options.decodeFds.contains(Decoding.PATH)) {
        return more;
      }
      return escaped(path);
    } finally {
      file.release();
    }
  }

  /** What there is to say besides or instead of the path; null for nothing. */
  private String more(FileOperations file) {
    if (options.decodeFds.contains(Decoding.PIDFD) && file instanceof PidFd pidFd) {
      return pidFd.reaped() ? null : "pid:" + pidFd.group().pid;
    }
    if (file instanceof HostFile host && host.isSocket()) {
      return options.decodeFds.contains(Decoding.SOCKET)
          ? SocketNames.of(host.fd(), host.status().inode())
          : null;
    }
    if (!options.decodeFds.contains(Decoding.DEV)) {
      return null;
    }
    FileStatus status = file.status();
    String kind =
        switch (status.type()) {
          case FileMode.S_IFCHR -> "<char ";
          case FileMode.S_IFBLK -> "<block ";
          default -> null;
        };
    if (kind == null) {
      return null;
    }
    int device = status.rdev();
    return escaped(file.path())
        + kind
        + ValueFormats.major(device & 0xffff_ffffL)
        + ":"
        + ValueFormats.minor(device & 0xffff_ffffL)
        + ">";
  }

  /** The working directory, escaped, when descriptors are to be explained; else null. */
  String workingDirectory() {
    if (!options.decodeFds.contains(Decoding.PATH)) {
      return null;
    }
    String path = task.fs.cwdPath();
    return path == null ? null : escaped(path);
  }

  /** The path of an open descriptor, or null. */
  String path(int fd) {
    OpenFile file = fd < 0 ? null : task.files.acquire(fd);
    if (file == null) {
      return null;
    }
    try {
      return file.operations().path();
    } finally {
      file.release();
    }
  }

  static String escaped(String path) {
    Text text = new Text();
    byte[] raw = path.getBytes(StandardCharsets.ISO_8859_1);
    TextOut.escape(text, HexStrings.ESCAPES, raw, 0, raw.length, '>');
    return text.toString();
  }

  void print(Out out, int fd) {
    out.descriptor(fd, of(fd));
  }

  /** A process or thread id, with its command's name when wanted. */
  void pid(Out out, int pid) {
    out.descriptor(pid, comm(pid));
  }

  /** The command of a process for {@code -Y}, or null. */
  String comm(int pid) {
    if (!options.pidNames || pid <= 0) {
      return null;
    }
    Task other = task.kernel.task(pid);
    return other == null ? null : escaped(other.comm);
  }
}
