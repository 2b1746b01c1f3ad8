package dev.armature.syscalls.net;

import dev.armature.abi.Errno;
import dev.armature.abi.OpenFlags;
import dev.armature.abi.PollEvents;
import dev.armature.host.HostBytes;
import dev.armature.host.HostSockets;
import dev.armature.syscalls.fs.DescriptorCalls;
import dev.armature.syscalls.fs.Files;
import dev.armature.syscalls.fs.UserMemory;
import dev.armature.task.Task;
import dev.armature.vfs.OpenFile;
import dev.armature.vfs.UnixEnds;
import dev.armature.wait.Sleeper;
import java.lang.foreign.Arena;

/** socket, bind, connect, listen, accept and the names of both ends: {@code net/socket.c}. */
public final class SocketCalls {
  private static final int SOCK_TYPE_MASK = 0xf;
  private static final int SOCK_FLAGS = OpenFlags.O_NONBLOCK | OpenFlags.O_CLOEXEC;
  private static final int OURS = HostSockets.SOCK_NONBLOCK | HostSockets.SOCK_CLOEXEC;

  /** A full backlog of AF_UNIX shows no event when there is room again. */
  private static final long BACKLOG_PAUSE_NS = 2_000_000;

  private SocketCalls() {}

  public static int socket(Task task, int domain, int type, int protocol) {
    if ((type & ~SOCK_TYPE_MASK & ~SOCK_FLAGS) != 0) {
      return -Errno.EINVAL;
    }
    int host = HostSockets.socket(domain, (type & SOCK_TYPE_MASK) | OURS, protocol);
    return Sockets.install(task, host, domain, type);
  }

  public static int socketpair(Task task, int domain, int type, int protocol, int fds) {
    if ((type & ~SOCK_TYPE_MASK & ~SOCK_FLAGS) != 0) {
      return -Errno.EINVAL;
    }
    int[] ends = new int[2];
    int result = HostSockets.socketpair(domain, (type & SOCK_TYPE_MASK) | OURS, protocol, ends);
    if (result < 0) {
      return result;
    }
    OpenFile first = Sockets.open(task, ends[0], domain, type);
    OpenFile second = Sockets.open(task, ends[1], domain, type);
    UnixEnds.End one = UnixEnds.of(first);
    UnixEnds.End two = UnixEnds.of(second);
    if (one != null && two != null) {
      UnixEnds.pair(one, two);
      one.setOwner(Sockets.ucred(task));
      two.setOwner(Sockets.ucred(task));
    }
    return DescriptorCalls.installPair(task, first, second, fds, (type & OpenFlags.O_CLOEXEC) != 0);
  }

  public static int bind(Task task, int fd, int address, int length) {
    OpenFile file = Sockets.get(task, fd);
    try (SocketAddress name = SocketAddress.read(task, address, length, true)) {
      return HostSockets.bind(Sockets.host(file), name.address(), name.length());
    } finally {
      file.release();
    }
  }

  public static int connect(Task task, int fd, int address, int length) {
    OpenFile file = Sockets.get(task, fd);
    try (SocketAddress name = SocketAddress.read(task, address, length, false)) {
      int host = Sockets.host(file);
      UnixEnds.End end = UnixEnds.of(file);
      if (end != null) {
        end.setOwner(Sockets.ucred(task));
      }
      while (true) {
        int result = HostSockets.connect(host, name.address(), name.length());
        if (file.nonBlocking()) {
          return result;
        }
        switch (result) {
          case -Errno.EAGAIN -> {
            if (task.sleeper.sleep(BACKLOG_PAUSE_NS) == Sleeper.Result.INTERRUPTED) {
              return -Errno.ERESTARTSYS;
            }
          }
          case -Errno.EINPROGRESS, -Errno.EALREADY -> {
            return finishConnect(task, host);
          }
          default -> {
            return result;
          }
        }
      }
    } finally {
      file.release();
    }
  }

  private static int finishConnect(Task task, int host) {
    if (task.sleeper.awaitFd(host, PollEvents.POLLOUT, Sleeper.FOREVER)
        == Sleeper.Result.INTERRUPTED) {
      return -Errno.ERESTARTSYS;
    }
    try (Arena arena = Arena.ofConfined()) {
      long error = arena.allocate(8, 4).address();
      HostBytes.setInt(error + 4, 4);
      int result =
          HostSockets.getsockopt(host, Sockets.SOL_SOCKET, Sockets.SO_ERROR, error, error + 4);
      return result < 0 ? result : -HostBytes.getInt(error);
    }
  }

  public static int listen(Task task, int fd, int backlog) {
    OpenFile file = Sockets.get(task, fd);
    try {
      UnixEnds.End end = UnixEnds.of(file);
      int result = HostSockets.listen(Sockets.host(file), backlog);
      if (end != null && result == 0) {
        end.setOwner(Sockets.ucred(task));
        end.listensAt(SocketAddress.name(Sockets.host(file), false));
      }
      return result;
    } finally {
      file.release();
    }
  }

  public static int accept(Task task, int fd, int address, int length) {
    return accept4(task, fd, address, length, 0);
  }

  public static int accept4(Task task, int fd, int address, int length, int flags) {
    if ((flags & ~SOCK_FLAGS) != 0) {
      return -Errno.EINVAL;
    }
    OpenFile file = Sockets.get(task, fd);
    try {
      long name = SocketAddress.out(task, address, length);
      long size = SocketAddress.outLength(task, address, length);
      int host = Sockets.host(file);
      long result =
          Sockets.retry(
              task,
              file,
              0,
              PollEvents.POLLIN,
              Sockets.SO_RCVTIMEO,
              () -> HostSockets.accept(host, name, size, OURS));
      int domain = UnixEnds.of(file) == null ? 0 : Sockets.AF_UNIX;
      return Sockets.install(task, (int) result, domain, flags);
    } finally {
      file.release();
    }
  }

  public static int getsockname(Task task, int fd, int address, int length) {
    OpenFile file = Sockets.get(task, fd);
    try {
      return HostSockets.getsockname(
          Sockets.host(file),
          SocketAddress.out(task, address, length),
          SocketAddress.outLength(task, address, length));
    } finally {
      file.release();
    }
  }

  public static int getpeername(Task task, int fd, int address, int length) {
    OpenFile file = Sockets.get(task, fd);
    try {
      return HostSockets.getpeername(
          Sockets.host(file),
          SocketAddress.out(task, address, length),
          SocketAddress.outLength(task, address, length));
    } finally {
      file.release();
    }
  }

  public static int shutdown(Task task, int fd, int how) {
    OpenFile file = Sockets.get(task, fd);
    try {
      return HostSockets.shutdown(Sockets.host(file), how);
    } finally {
      file.release();
    }
  }

  public static int send(Task task, int fd, int buffer, int length, int flags) {
    return sendto(task, fd, buffer, length, flags, 0, 0);
  }

  public static int sendto(
      Task task, int fd, int buffer, int length, int flags, int address, int addressLength) {
    OpenFile file = Sockets.get(task, fd);
    try (SocketAddress name = SocketAddress.read(task, address, addressLength, false)) {
      int count = (int) Math.min(length & 0xffff_ffffL, UserMemory.MAX_RW_COUNT);
      long from = UserMemory.in(task, buffer, count);
      int host = Sockets.host(file);
      Sockets.sends(task, file);
      int hostFlags = flags | Sockets.MSG_DONTWAIT | Sockets.MSG_NOSIGNAL;
      int done = 0;
      while (true) {
        int sent = done;
        long result =
            Sockets.retry(
                task,
                file,
                flags,
                PollEvents.POLLOUT,
                Sockets.SO_SNDTIMEO,
                () ->
                    HostSockets.sendto(
                        host, from + sent, count - sent, hostFlags, name.address(), name.length()));
        if (result < 0) {
          return done > 0 ? done : error(task, result, flags);
        }
        done += (int) result;
        // A stream takes a part and would have waited to take the rest.
        if (done >= count
            || result == 0
            || file.nonBlocking()
            || (flags & Sockets.MSG_DONTWAIT) != 0) {
          return done;
        }
      }
    } finally {
      file.release();
    }
  }

  /** Passes an error on, with SIGPIPE when it is one for that. */
  static int error(Task task, long result, int flags) {
    return (int) ((flags & Sockets.MSG_NOSIGNAL) != 0 ? result : Files.pipeSignal(task, result));
  }

  public static int recv(Task task, int fd, int buffer, int length, int flags) {
    return recvfrom(task, fd, buffer, length, flags, 0, 0);
  }

  public static int recvfrom(
      Task task, int fd, int buffer, int length, int flags, int address, int addressLength) {
    OpenFile file = Sockets.get(task, fd);
    try {
      int wanted = (int) Math.min(length & 0xffff_ffffL, UserMemory.MAX_RW_COUNT);
      int count = UserMemory.writable(task, buffer, wanted);
      if (count == 0 && wanted > 0) {
        return -Errno.EFAULT;
      }
      long to = task.mm.memory().host(buffer);
      long name = SocketAddress.out(task, address, addressLength);
      long size = SocketAddress.outLength(task, address, addressLength);
      int host = Sockets.host(file);
      int done = 0;
      while (true) {
        int received = done;
        long result =
            Sockets.retry(
                task,
                file,
                flags,
                PollEvents.POLLIN,
                Sockets.SO_RCVTIMEO,
                () ->
                    HostSockets.recvfrom(
                        host,
                        to + received,
                        count - received,
                        flags | Sockets.MSG_DONTWAIT,
                        name,
                        size));
        if (result <= 0) {
          return done > 0 ? done : (int) result;
        }
        done += (int) result;
        if (done >= count || (flags & Messages.MSG_WAITALL) == 0 || !Messages.isStream(host)) {
          return done;
        }
      }
    } finally {
      file.release();
    }
  }
}
