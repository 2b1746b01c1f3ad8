package dev.armature.host;

import dev.armature.abi.Errno;

/**
 * Stream sockets of AF_UNIX between processes of this user, by path. All descriptors are
 * close-on-exec and at 10 or above, away from those with a meaning. Results are the kernel's or the
 * negated error number.
 */
public final class HostLocalSocket {
  private static final int AF_UNIX = 1;
  private static final int SOCK_STREAM = 1;
  private static final int SOL_SOCKET = 1;
  private static final int SO_PEERCRED = 17;
  private static final int SHUT_RD = 0;
  private static final int SHUT_RDWR = 2;
  private static final int LOWEST = 10;

  /** sun_path with its terminating zero. */
  private static final int LONGEST = 108;

  private static final int BACKLOG = 8;
  private static final int CHUNK = 1 << 15;

  /**
   * Who is at the other end, as the host's kernel tells: who has connected, or who listens.
   *
   * @param uid the effective user
   */
  public record Peer(int pid, int uid) {}

  private HostLocalSocket() {}

  /** Makes a socket that waits for connections under a new name. */
  public static int listen(String path) {
    int fd = open(path);
    if (fd < 0) {
      return fd;
    }
    int error = HostSockets.bind(fd, address(path), 2 + path.length() + 1);
    if (error == 0) {
      error = HostSockets.listen(fd, BACKLOG);
    }
    return error < 0 ? closed(fd, error) : fd;
  }

  /** Connects to the socket with that name. */
  public static int connect(String path) {
    int fd = open(path);
    if (fd < 0) {
      return fd;
    }
    int error = HostSockets.connect(fd, address(path), 2 + path.length() + 1);
    return error < 0 ? closed(fd, error) : fd;
  }

  /** Waits for the next connection. */
  public static int accept(int fd) {
    return raised(HostSockets.accept(fd, 0, 0, HostSockets.SOCK_CLOEXEC));
  }

  private static int open(String path) {
    if (path.length() >= LONGEST) {
      return -Errno.ENAMETOOLONG;
    }
    return raised(HostSockets.socket(AF_UNIX, SOCK_STREAM | HostSockets.SOCK_CLOEXEC, 0));
  }

  private static int raised(int fd) {
    if (fd < 0 || fd >= LOWEST) {
      return fd;
    }
    int high = HostDescriptors.fcntl(fd, HostDescriptors.F_DUPFD_CLOEXEC, LOWEST);
    return closed(fd, high);
  }

  private static int closed(int fd, int result) {
    int unused = HostDescriptors.close(fd);
    return result;
  }

  private static long address(String path) {
    long address = HostSyscall.scratch().address();
    HostBytes.setShort(address, AF_UNIX);
    long unused = HostBytes.setString(address + 2, path);
    return address;
  }

  /** Null when the host does not tell. */
  public static Peer peer(int fd) {
    long value = HostSyscall.scratch().address();
    HostBytes.setInt(value + 12, 12);
    int error = HostSockets.getsockopt(fd, SOL_SOCKET, SO_PEERCRED, value, value + 12);
    return error < 0 ? null : new Peer(HostBytes.getInt(value), HostBytes.getInt(value + 4));
  }

  /** Ends the connection for both sides; who waits for it in this process wakes up. */
  public static void shutdown(int fd) {
    int unused = HostSockets.shutdown(fd, SHUT_RDWR);
  }

  /** Lets nothing more come in; who waits for it in this process wakes up. */
  public static void shutdownRead(int fd) {
    int unused = HostSockets.shutdown(fd, SHUT_RD);
  }

  /**
   * Reads what is there, or waits for it.
   *
   * @param nanoseconds how long to wait, negative for ever
   * @return how many bytes, 0 at the end, -EAGAIN when the time is over
   */
  public static int read(int fd, byte[] bytes, long nanoseconds) {
    int flags = 0;
    if (nanoseconds >= 0) {
      flags = HostSockets.MSG_DONTWAIT;
      int ready = await(fd, HostDescriptors.POLLIN, nanoseconds);
      if (ready <= 0) {
        return ready == 0 ? -Errno.EAGAIN : ready;
      }
    }
    long buffer = HostSyscall.scratch().address();
    int count = Math.min(bytes.length, CHUNK);
    int got = (int) HostSockets.recvfrom(fd, buffer, count, flags, 0, 0);
    if (got > 0) {
      HostBytes.copyOut(buffer, bytes, 0, got);
    }
    return got;
  }

  /**
   * Writes all bytes.
   *
   * @param nanoseconds how long to wait for the reader each time that it takes nothing
   * @return 0, or -EAGAIN when the reader has taken too long
   */
  public static int write(int fd, byte[] bytes, int length, long nanoseconds) {
    int flags = HostSockets.MSG_DONTWAIT | HostSockets.MSG_NOSIGNAL;
    for (int done = 0; done < length; ) {
      long buffer = HostSyscall.scratch().address();
      int count = Math.min(length - done, CHUNK);
      HostBytes.copyIn(bytes, done, buffer, count);
      int sent = (int) HostSockets.sendto(fd, buffer, count, flags, 0, 0);
      if (sent == -Errno.EAGAIN) {
        int ready = await(fd, HostDescriptors.POLLOUT, nanoseconds);
        if (ready == 0) {
          return -Errno.EAGAIN;
        }
        sent = ready < 0 && ready != -Errno.EINTR ? ready : 0;
      }
      if (sent < 0) {
        return sent;
      }
      done += sent;
    }
    return 0;
  }

  private static int await(int fd, int events, long nanoseconds) {
    // The first bytes are for poll's time limit.
    long array = HostSyscall.scratch().address() + 32;
    HostBytes.setInt(array, fd);
    HostBytes.setInt(array + 4, events);
    return HostDescriptors.poll(array, 1, nanoseconds);
  }
}
