package dev.armature.syscalls.ipc;

import dev.armature.abi.Errno;
import dev.armature.host.HostBytes;
import dev.armature.host.HostDescriptors;
import dev.armature.host.HostFiles;
import dev.armature.host.HostSockets;
import dev.armature.ipc.PosixQueue;
import dev.armature.mm.Uaccess;
import dev.armature.signal.SigInfo;
import dev.armature.signal.Signals;
import dev.armature.syscalls.fs.Files;
import dev.armature.task.Signalling;
import dev.armature.task.Task;
import dev.armature.task.ThreadGroup;
import dev.armature.vfs.HostFile;
import dev.armature.vfs.OpenFile;
import java.lang.foreign.Arena;

/**
 * mq_notify. SIGEV_THREAD is made by the C library from a netlink socket of its own: the kernel
 * sends the cookie that the library gave through it, and a thread that reads there starts the
 * function. No host process can write to another's netlink socket; so the socket of the guest
 * becomes, under the same descriptor, one end of a pair, and we hold the other.
 */
public final class MqueueNotify {
  private static final int SIGEV_SIGNAL = 0;
  private static final int SIGEV_NONE = 1;
  private static final int SIGEV_THREAD = 2;
  private static final int COOKIE_LENGTH = 32;
  private static final byte NOTIFY_WOKENUP = 1;
  private static final byte NOTIFY_REMOVED = 2;
  private static final int AF_UNIX = 1;
  private static final int AF_NETLINK = 16;
  private static final int SOCK_DGRAM = 2;
  private static final int SOL_SOCKET = 1;
  private static final int SO_DOMAIN = 39;

  private MqueueNotify() {}

  public static int mqNotify(Task task, int fd, int event) {
    PosixQueue.Notification wanted = null;
    if (event != 0) {
      Uaccess user = task.mm.uaccess();
      int value = user.getInt(event);
      int signo = user.getInt(event + 4);
      int how = user.getInt(event + 8);
      switch (how) {
        case SIGEV_NONE -> wanted = new Silent(task.group);
        case SIGEV_SIGNAL -> {
          if (signo < 0 || signo > Signals.NSIG) {
            return -Errno.EINVAL;
          }
          wanted = new Signal(task.group, signo, value);
        }
        case SIGEV_THREAD -> {
          byte[] cookie = user.bytes(value, COOKIE_LENGTH);
          int channel = channel(task, signo);
          if (channel < 0) {
            return channel;
          }
          wanted = new Cookie(task.group, cookie, channel);
        }
        default -> {
          return -Errno.EINVAL;
        }
      }
    }
    OpenFile file = MqueueCalls.get(task, fd);
    try {
      PosixQueue queue = MqueueCalls.queue(file);
      if (wanted == null) {
        queue.unregister(task.group);
        return 0;
      }
      int result = queue.register(wanted);
      if (result < 0 && wanted instanceof Cookie cookie) {
        cookie.close();
      }
      return result;
    } finally {
      file.release();
    }
  }

  /** SIGEV_NONE: only keeps others from registering. */
  private record Silent(ThreadGroup group) implements PosixQueue.Notification {
    @Override
    public Object owner() {
      return group;
    }

    @Override
    public void arrived(int pid, int uid) {}

    @Override
    public void removed() {}
  }

  /** SIGEV_SIGNAL. */
  private record Signal(ThreadGroup group, int signo, int value)
      implements PosixQueue.Notification {
    @Override
    public Object owner() {
      return group;
    }

    @Override
    public void arrived(int pid, int uid) {
      if (signo != 0) {
        Signalling.sendToGroup(
            group, new SigInfo(signo, 0, SigInfo.SI_MESGQ, new int[] {pid, uid, value}));
      }
    }

    @Override
    public void removed() {}
  }

  /**
   * SIGEV_THREAD.
   *
   * @param channel our end of the socket that the library reads
   */
  private record Cookie(ThreadGroup group, byte[] cookie, int channel)
      implements PosixQueue.Notification {
    @Override
    public Object owner() {
      return group;
    }

    @Override
    public void arrived(int pid, int uid) {
      send(NOTIFY_WOKENUP);
    }

    @Override
    public void removed() {
      send(NOTIFY_REMOVED);
    }

    private void send(byte what) {
      try (Arena arena = Arena.ofConfined()) {
        long text = arena.allocate(COOKIE_LENGTH, 8).address();
        HostBytes.copyIn(cookie, 0, text, COOKIE_LENGTH);
        // The last byte of the cookie is the kernel's.
        HostBytes.setByte(text + COOKIE_LENGTH - 1, what);
        long unused =
            HostSockets.sendto(channel, text, COOKIE_LENGTH, HostSockets.MSG_NOSIGNAL, 0, 0);
      }
      close();
    }

    void close() {
      int unused = HostDescriptors.close(channel);
    }
  }

  /** Our end of the guest's socket: a new descriptor or the error. */
  private static int channel(Task task, int fd) {
    OpenFile file = Files.get(task, fd);
    try {
      if (!(file.operations() instanceof HostFile socket) || !socket.isSocket()) {
        return -Errno.ENOTSOCK;
      }
      OpenFile.Attachment known = file.attachment();
      if (known instanceof Channel channel) {
        return HostDescriptors.duplicate(channel.fd);
      }
      if (domain(socket.fd()) != AF_NETLINK) {
        return -Errno.EINVAL;
      }
      int[] ends = new int[2];
      int flags = SOCK_DGRAM | HostSockets.SOCK_NONBLOCK | HostSockets.SOCK_CLOEXEC;
      int result = HostSockets.socketpair(AF_UNIX, flags, 0, ends);
      if (result < 0) {
        return result;
      }
      result = HostDescriptors.replace(ends[0], socket.fd(), HostFiles.O_CLOEXEC);
      int unused = HostDescriptors.close(ends[0]);
      if (result < 0) {
        int unused2 = HostDescriptors.close(ends[1]);
        return result;
      }
      file.attach(new Channel(ends[1]));
      // The library's thread may already wait at the socket that was there: it looks again.
      task.group.threads().forEach(thread -> thread.sleeper.wake());
      return HostDescriptors.duplicate(ends[1]);
    } finally {
      file.release();
    }
  }

  private static int domain(int socket) {
    try (Arena arena = Arena.ofConfined()) {
      long value = arena.allocate(8, 4).address();
      HostBytes.setInt(value + 4, 4);
      int result = HostSockets.getsockopt(socket, SOL_SOCKET, SO_DOMAIN, value, value + 4);
      return result < 0 ? result : HostBytes.getInt(value);
    }
  }

  /** Lives as long as the guest's socket. */
  private static final class Channel implements OpenFile.Attachment {
    private final int fd;

    private Channel(int fd) {
      this.fd = fd;
    }

    @Override
    public void close() {
      int unused = HostDescriptors.close(fd);
    }
  }
}
