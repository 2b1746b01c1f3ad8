package dev.armature.host;

/**
 * The host's socket calls. Addresses, buffers and {@code struct msghdr} are the host's, at host
 * addresses; results are the kernel's or the negated error number.
 */
public final class HostSockets {
  public static final int SOCK_NONBLOCK = 0x800;
  public static final int SOCK_CLOEXEC = 0x80000;
  public static final int MSG_DONTWAIT = 0x40;
  public static final int MSG_NOSIGNAL = 0x4000;

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
}
