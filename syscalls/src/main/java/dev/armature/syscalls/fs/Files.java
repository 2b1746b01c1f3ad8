package dev.armature.syscalls.fs;

import dev.armature.abi.Errno;
import dev.armature.abi.ErrnoException;
import dev.armature.host.HostDescriptors;
import dev.armature.signal.SigInfo;
import dev.armature.signal.Signals;
import dev.armature.task.Rlimits;
import dev.armature.task.Task;
import dev.armature.vfs.FileOperations;
import dev.armature.vfs.HostFile;
import dev.armature.vfs.OpenFile;
import dev.armature.vfs.Readiness;
import dev.armature.wait.Sleeper;

/** What all file system calls share: descriptors to files, new descriptors, waiting. */
public final class Files {
  private Files() {}

  /** The file behind a descriptor with a reference for the caller; EBADF when there is none. */
  public static OpenFile get(Task task, int fd) {
    OpenFile file = task.files.acquire(fd);
    if (file == null) {
      throw new ErrnoException(Errno.EBADF);
    }
    return file;
  }

  /** The same for calls that do more than name the file: EBADF for {@code O_PATH} as well. */
  public static OpenFile getOpen(Task task, int fd) {
    OpenFile file = get(task, fd);
    if (file.pathOnly()) {
      file.release();
      throw new ErrnoException(Errno.EBADF);
    }
    return file;
  }

  /** The host's descriptor of a file, for calls that only the host can do. */
  public static int hostFd(OpenFile file, int otherwise) {
    if (file.operations() instanceof HostFile host) {
      return host.fd();
    }
    throw new ErrnoException(otherwise);
  }

  /** Gives a new file a descriptor; on failure the file is closed. */
  public static int install(Task task, OpenFile file, boolean cloexec) {
    int fd = task.files.install(file, cloexec, 0, limit(task));
    if (fd < 0) {
      file.release();
    }
    return fd;
  }

  /** RLIMIT_NOFILE. */
  public static long limit(Task task) {
    long soft = task.group.rlimits.soft(Rlimits.NOFILE);
    return soft < 0 ? Integer.MAX_VALUE : Math.min(soft, Integer.MAX_VALUE);
  }

  /**
   * Sleeps until a file may be ready.
   *
   * @return 0, {@code -ERESTARTSYS}, or {@code -EAGAIN} when there is nothing to wait for
   */
  public static int await(Task task, FileOperations operations, int events) {
    int fd = operations.descriptor();
    if (fd < 0) {
      Readiness source = operations.readiness();
      return source == null ? -Errno.EAGAIN : await(task, source, events);
    }
    return task.sleeper.awaitFd(fd, events, Sleeper.FOREVER) == Sleeper.Result.INTERRUPTED
        ? -Errno.ERESTARTSYS
        : 0;
  }

  private static int await(Task task, Readiness source, int events) {
    Runnable wake = task.sleeper::wake;
    source.subscribe(wake);
    try {
      return task.sleeper.await(() -> (source.events() & events) != 0, Sleeper.FOREVER)
              == Sleeper.Result.INTERRUPTED
          ? -Errno.ERESTARTSYS
          : 0;
    } finally {
      source.unsubscribe(wake);
    }
  }

  /** Sends SIGPIPE to the writer when the result says so. Returns the result. */
  public static long pipeSignal(Task task, long result) {
    if (result == -Errno.EPIPE) {
      task.send(SigInfo.fromUser(Signals.SIGPIPE, SigInfo.SI_USER, task.pid(), task.cred.uid()));
    }
    return result;
  }

  /** Takes over a descriptor that the host just made, or passes its error on. */
  static int installHost(Task task, int hostFd, int flags, boolean cloexec) {
    if (hostFd < 0) {
      return hostFd;
    }
    OpenFile file = new OpenFile(HostFile.of(hostFd), flags);
    return install(task, file, cloexec);
  }

  /** Whether a descriptor of the host is ready for an event. */
  static boolean ready(int hostFd, int events) {
    return (HostDescriptors.ready(hostFd, events) & events) != 0;
  }
}
