package dev.armature.host;

import java.lang.foreign.Arena;

/**
 * The host's socket calls. Addresses, buffers and {@code struct msghdr} are the host's, at host
 * addresses; results are the kernel's or the negated error number.
 */
public final class HostSockets {
  public static final int SOCK_NONBLOCK = 0x800;
  public static final int SOCK_CLOEXEC = 0x80000;
  public static final int MSG_DONTWAIT = 0x40;
  public static final int MSG_NOSIGNAL = 0x4000;

  private static final int AF_UNIX = 1;
  private static final int AF_NETLINK = 16;
  private static final int SOCK_RAW = 3;
  private static final int NETLINK_SOCK_DIAG = 4;
  private static final int SOCK_DIAG_BY_FAMILY = 20;
  private static final int UDIAG_SHOW_PEER = 4;
  private static final int UNIX_DIAG_PEER = 2;

  /** A netlink head with struct unix_diag_req. */
  private static final int DIAG_REQUEST = 40;

  private static final int DIAG_ANSWER = 1024;

  private HostSockets() {}

  public static int socket(int domain, int type, int protocol) {
    return (int) HostSyscall.call(HostNumber.SOCKET, domain, type, protocol);
  }

  /** {@code socketpair} into two ints. */
  public static int socketpair(int domain, int type, int protocol, int[] fds) {
    long buffer = HostSyscall.scratch().address();
    int result = (int) HostSyscall.call(HostNumber.SOCKETPAIR, domain, type, protocol, buffer);
    if (result == 0) {
      fds[0] = HostBytes.getInt(buffer);
      fds[1] = HostBytes.getInt(buffer + 4);
    }
    return result;
  }

  public static int bind(int fd, long address, int length) {
    return (int) HostSyscall.call(HostNumber.BIND, fd, address, length);
  }

  public static int connect(int fd, long address, int length) {
    return (int) HostSyscall.call(HostNumber.CONNECT, fd, address, length);
  }

  public static int listen(int fd, int backlog) {
    return (int) HostSyscall.call(HostNumber.LISTEN, fd, backlog);
  }

  public static int accept(int fd, long address, long length, int flags) {
    return (int) HostSyscall.call(HostNumber.ACCEPT4, fd, address, length, flags);
  }

  public static int shutdown(int fd, int how) {
    return (int) HostSyscall.call(HostNumber.SHUTDOWN, fd, how);
  }

  public static int getsockname(int fd, long address, long length) {
    return (int) HostSyscall.call(HostNumber.GETSOCKNAME, fd, address, length);
  }

  public static int getpeername(int fd, long address, long length) {
    return (int) HostSyscall.call(HostNumber.GETPEERNAME, fd, address, length);
  }

  public static int setsockopt(int fd, int level, int name, long value, int length) {
    return (int) HostSyscall.call(HostNumber.SETSOCKOPT, fd, level, name, value, length);
  }

  public static int getsockopt(int fd, int level, int name, long value, long length) {
    return (int) HostSyscall.call(HostNumber.GETSOCKOPT, fd, level, name, value, length);
  }

  public static long sendto(int fd, long buffer, long count, int flags, long address, int length) {
    return HostSyscall.call(HostNumber.SENDTO, fd, buffer, count, flags, address, length);
  }

  public static long recvfrom(
      int fd, long buffer, long count, int flags, long address, long length) {
    return HostSyscall.call(HostNumber.RECVFROM, fd, buffer, count, flags, address, length);
  }

  public static long sendmsg(int fd, long message, int flags) {
    return HostSyscall.call(HostNumber.SENDMSG, fd, message, flags);
  }

  public static long recvmsg(int fd, long message, int flags) {
    return HostSyscall.call(HostNumber.RECVMSG, fd, message, flags);
  }

  /**
   * The inode of the socket that a socket of AF_UNIX is connected to, as the host's {@code
   * sock_diag} tells ({@code net/unix/diag.c}); 0 when it has none or the host does not tell.
   */
  public static long unixPeer(long inode) {
    int fd = socket(AF_NETLINK, SOCK_RAW | SOCK_CLOEXEC | SOCK_NONBLOCK, NETLINK_SOCK_DIAG);
    if (fd < 0) {
      return 0;
    }
    try (Arena arena = Arena.ofConfined()) {
      long request = arena.allocate(DIAG_REQUEST, 8).address();
      HostBytes.setInt(request, DIAG_REQUEST);
      HostBytes.setShort(request + 4, SOCK_DIAG_BY_FAMILY);
      HostBytes.setShort(request + 6, 1);
      HostBytes.setByte(request + 16, AF_UNIX);
      HostBytes.setInt(request + 20, -1);
      HostBytes.setInt(request + 24, (int) inode);
      HostBytes.setInt(request + 28, UDIAG_SHOW_PEER);
      HostBytes.setLong(request + 32, -1);
      if (sendto(fd, request, DIAG_REQUEST, 0, 0, 0) < 0) {
        return 0;
      }
      long answer = arena.allocate(DIAG_ANSWER, 8).address();
      long length = recvfrom(fd, answer, DIAG_ANSWER, 0, 0, 0);
      if (length < 32 || HostBytes.getShort(answer + 4) != SOCK_DIAG_BY_FAMILY) {
        return 0;
      }
      // Attributes behind the message's head and struct unix_diag_msg.
      for (long at = 32; at + 8 <= length; at += (size(answer + at) + 3) & -4) {
        if (HostBytes.getShort(answer + at + 2) == UNIX_DIAG_PEER) {
          return HostBytes.getInt(answer + at + 4) & 0xffff_ffffL;
        }
        if (size(answer + at) < 4) {
          break;
        }
      }
      return 0;
    } finally {
      int unused = HostDescriptors.close(fd);
    }
  }

  private static int size(long attribute) {
    return HostBytes.getShort(attribute) & 0xffff;
  }
}
