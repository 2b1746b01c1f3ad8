package dev.armature.syscalls.net;

import dev.armature.abi.Errno;
import dev.armature.abi.ErrnoException;
import dev.armature.abi.OpenFlags;
import dev.armature.host.HostBytes;
import dev.armature.host.HostSockets;
import dev.armature.syscalls.fs.Files;
import dev.armature.task.Task;
import dev.armature.vfs.HostFile;
import dev.armature.vfs.OpenFile;
import dev.armature.vfs.UnixEnds;
import dev.armature.wait.Sleeper;
import java.lang.foreign.Arena;

/** What all socket calls share: descriptors to sockets, and waiting with a socket's time-outs. */
final class Sockets {
  static final int AF_UNIX = 1;
  static final int SOL_SOCKET = 1;
  static final int SO_ERROR = 4;
  static final int SO_RCVTIMEO = 20;
  static final int SO_SNDTIMEO = 21;
  static final int MSG_DONTWAIT = HostSockets.MSG_DONTWAIT;
  static final int MSG_NOSIGNAL = HostSockets.MSG_NOSIGNAL;

  private Sockets() {}

  /** The socket behind a descriptor with a reference for the caller; EBADF or ENOTSOCK. */
  static OpenFile get(Task task, int fd) {
    OpenFile file = Files.getOpen(task, fd);
    if (file.operations() instanceof HostFile host && host.isSocket()) {
      return file;
    }
    file.release();
    throw new ErrnoException(Errno.ENOTSOCK);
  }

  static int host(OpenFile file) {
    return ((HostFile) file.operations()).fd();
  }

  /** Gives a descriptor to a socket that the host made, with the guest's {@code SOCK_} flags. */
  static int install(Task task, int host, int domain, int flags) {
    if (host < 0) {
      return host;
    }
    OpenFile file = open(task, host, domain, flags);
    return Files.install(task, file, (flags & OpenFlags.O_CLOEXEC) != 0);
  }

  /** A new file for a socket that the host made; one of AF_UNIX is known to its kernel. */
  static OpenFile open(Task task, int host, int domain, int flags) {
    OpenFile file =
        new OpenFile(HostFile.of(host), OpenFlags.O_RDWR | (flags & OpenFlags.O_NONBLOCK));
    if (domain == AF_UNIX) {
      UnixEnds.End unused = task.kernel.unixEnds.add(file);
    }
    return file;
  }

  /** The credentials of a task as sockets of AF_UNIX show them. */
  static UnixEnds.Ucred ucred(Task task) {
    return new UnixEnds.Ucred(task.pid(), task.cred.euid(), task.cred.egid());
  }

  /** Notes who sends through a socket. */
  static void sends(Task task, OpenFile file) {
    UnixEnds.End end = UnixEnds.of(file);
    if (end != null) {
      end.setSender(ucred(task));
    }
  }

  /** One try of an operation that does not wait: its result or {@code -EAGAIN}. */
  @FunctionalInterface
  interface Attempt {
    long run();
  }

  /**
   * Tries until it works, waiting in between unless socket or flags say not to.
   *
   * @param option SO_RCVTIMEO or SO_SNDTIMEO: what limits the waiting
   */
  static long retry(Task task, OpenFile file, int flags, int events, int option, Attempt attempt) {
    long result = attempt.run();
    if (result != -Errno.EAGAIN || (flags & MSG_DONTWAIT) != 0 || file.nonBlocking()) {
      return result;
    }
    long limit = task.kernel.socketTimeLimits ? timeout(host(file), option) : -1;
    long deadline = System.nanoTime() + Math.max(0, limit);
    while (result == -Errno.EAGAIN) {
      long left = limit < 0 ? Sleeper.FOREVER : deadline - System.nanoTime();
      if (limit >= 0 && left <= 0) {
        return -Errno.EAGAIN;
      }
      if (task.sleeper.awaitFd(host(file), events, left) == Sleeper.Result.INTERRUPTED) {
        // sock_intr_errno: a wait with a limit is not restarted.
        return limit < 0 ? -Errno.ERESTARTSYS : -Errno.EINTR;
      }
      result = attempt.run();
    }
    return result;
  }

  /** A socket's time-out in nanoseconds, negative for none. */
  private static long timeout(int host, int option) {
    try (Arena arena = Arena.ofConfined()) {
      long buffer = arena.allocate(24, 8).address();
      HostBytes.setInt(buffer + 16, 16);
      int result = HostSockets.getsockopt(host, SOL_SOCKET, option, buffer, buffer + 16);
      long nanos = HostBytes.getLong(buffer) * 1_000_000_000 + HostBytes.getLong(buffer + 8) * 1000;
      return result < 0 || nanos == 0 ? -1 : nanos;
    }
  }
}
