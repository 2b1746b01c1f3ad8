package dev.armature.syscalls.net;

import dev.armature.abi.Errno;
import dev.armature.host.HostBytes;
import dev.armature.host.HostSockets;
import dev.armature.mm.Uaccess;
import dev.armature.syscalls.fs.UserMemory;
import dev.armature.task.Task;
import dev.armature.vfs.OpenFile;
import dev.armature.vfs.UnixEnds;
import java.lang.foreign.Arena;

/** setsockopt and getsockopt: options are the same but for those with times and pointers. */
public final class SocketOptions {
  private static final int SO_ATTACH_FILTER = 26;
  private static final int IPPROTO_IP = 0;
  private static final int IPPROTO_IPV6 = 41;
  private static final int MCAST_JOIN_GROUP = 42;
  private static final int MCAST_LEAVE_SOURCE_GROUP = 47;
  private static final int SO_PEERCRED = 17;
  private static final int UCRED = 12;
  private static final int TIMEVAL = 8;
  private static final int HOST_TIMEVAL = 16;
  private static final int SOCK_FPROG = 8;
  private static final int SOCK_FILTER = 8;
  private static final int BPF_MAXINSNS = 4096;

  /** No option is longer than the rules of a packet filter. */
  private static final int MAX = 1 << 20;

  /** SO_RCVTIMEO_NEW and SO_SNDTIMEO_NEW have 64-bit times, as the host. */
  private static final int SO_RCVTIMEO_NEW = 66;

  private static final int SO_SNDTIMEO_NEW = 67;

  private SocketOptions() {}

  private static boolean isTimeout(int level, int name) {
    return level == Sockets.SOL_SOCKET
        && (name == Sockets.SO_RCVTIMEO || name == Sockets.SO_SNDTIMEO);
  }

  /** struct group_req and struct group_source_req. */
  private static boolean isGroup(int level, int name) {
    return (level == IPPROTO_IP || level == IPPROTO_IPV6)
        && name >= MCAST_JOIN_GROUP
        && name <= MCAST_LEAVE_SOURCE_GROUP;
  }

  public static int set(Task task, int fd, int level, int name, int value, int length) {
    if (length < 0 || length > MAX) {
      return -Errno.EINVAL;
    }
    OpenFile file = Sockets.get(task, fd);
    try (Arena arena = Arena.ofConfined()) {
      int host = Sockets.host(file);
      Uaccess user = task.mm.uaccess();
      boolean wideTimeout = name == SO_RCVTIMEO_NEW || name == SO_SNDTIMEO_NEW;
      if (isTimeout(level, name) || level == Sockets.SOL_SOCKET && wideTimeout) {
        task.kernel.socketTimeLimits = true;
      }
      if (isTimeout(level, name)) {
        if (length < TIMEVAL) {
          return -Errno.EINVAL;
        }
        long timeval = arena.allocate(HOST_TIMEVAL, 8).address();
        HostBytes.setLong(timeval, user.getInt(value));
        HostBytes.setLong(timeval + 8, user.getInt(value + 4));
        return HostSockets.setsockopt(host, level, name, timeval, HOST_TIMEVAL);
      }
      if (level == Sockets.SOL_SOCKET && name == SO_ATTACH_FILTER) {
        return attachFilter(task, arena, host, value, length);
      }
      if (isGroup(level, name) && length >= 4) {
        // The address behind the interface's number is aligned to 8 on the host.
        long group = arena.allocate(length + 4L, 8).address();
        HostBytes.setInt(group, user.getInt(value));
        user.copyIn(value + 4, group + 8, length - 4);
        return HostSockets.setsockopt(host, level, name, group, length + 4);
      }
      long buffer = length == 0 ? 0 : UserMemory.in(task, value, length);
      return HostSockets.setsockopt(host, level, name, buffer, length);
    } finally {
      file.release();
    }
  }

  // struct sock_fprog holds a pointer.
  private static int attachFilter(Task task, Arena arena, int host, int value, int length) {
    if (length != SOCK_FPROG) {
      return -Errno.EINVAL;
    }
    Uaccess user = task.mm.uaccess();
    int count = user.getShort(value);
    if (count == 0 || count > BPF_MAXINSNS) {
      return -Errno.EINVAL;
    }
    long program = arena.allocate(16, 8).address();
    HostBytes.setLong(program, count);
    HostBytes.setLong(
        program + 8, UserMemory.in(task, user.getInt(value + 4), count * SOCK_FILTER));
    return HostSockets.setsockopt(host, Sockets.SOL_SOCKET, SO_ATTACH_FILTER, program, 16);
  }

  public static int get(Task task, int fd, int level, int name, int value, int lengthAddress) {
    OpenFile file = Sockets.get(task, fd);
    try (Arena arena = Arena.ofConfined()) {
      int host = Sockets.host(file);
      Uaccess user = task.mm.uaccess();
      int length = user.getInt(lengthAddress);
      if (length < 0) {
        return -Errno.EINVAL;
      }
      if (isTimeout(level, name)) {
        if (length < TIMEVAL) {
          return -Errno.EINVAL;
        }
        long timeval = arena.allocate(HOST_TIMEVAL + 8, 8).address();
        HostBytes.setInt(timeval + HOST_TIMEVAL, HOST_TIMEVAL);
        int result = HostSockets.getsockopt(host, level, name, timeval, timeval + HOST_TIMEVAL);
        if (result == 0) {
          user.putInt(value, (int) HostBytes.getLong(timeval));
          user.putInt(value + 4, (int) HostBytes.getLong(timeval + 8));
          user.putInt(lengthAddress, TIMEVAL);
        }
        return result;
      }
      if (level == Sockets.SOL_SOCKET && name == SO_PEERCRED && UnixEnds.of(file) != null) {
        return peerCred(task, file, value, lengthAddress, length);
      }
      int room = Math.min(length, MAX);
      long buffer = room == 0 ? 0 : UserMemory.out(task, value, room);
      return HostSockets.getsockopt(
          host, level, name, buffer, UserMemory.out(task, lengthAddress, 4));
    } finally {
      file.release();
    }
  }

  // The host knows guests by this JVM's number only.
  private static int peerCred(Task task, OpenFile file, int value, int lengthAddress, int length) {
    try (Arena arena = Arena.ofConfined()) {
      long ucred = arena.allocate(UCRED + 4, 8).address();
      HostBytes.setInt(ucred + UCRED, UCRED);
      int host = Sockets.host(file);
      int result =
          HostSockets.getsockopt(host, Sockets.SOL_SOCKET, SO_PEERCRED, ucred, ucred + UCRED);
      if (result < 0) {
        return result;
      }
      if (HostBytes.getInt(ucred) == (int) ProcessHandle.current().pid()) {
        UnixEnds.Ucred peer =
            task.kernel.unixEnds.peerOwner(UnixEnds.of(file), SocketAddress.name(host, true));
        HostBytes.setInt(ucred, peer == null ? 0 : peer.pid());
        if (peer != null) {
          HostBytes.setInt(ucred + 4, peer.uid());
          HostBytes.setInt(ucred + 8, peer.gid());
        }
      }
      int used = Math.min(length, UCRED);
      task.mm.uaccess().copyOut(ucred, value, used);
      task.mm.uaccess().putInt(lengthAddress, used);
      return 0;
    }
  }
}
