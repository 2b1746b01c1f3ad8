package dev.armature.syscalls.net;

import dev.armature.abi.Errno;
import dev.armature.abi.ErrnoException;
import dev.armature.abi.PollEvents;
import dev.armature.host.HostBytes;
import dev.armature.host.HostSockets;
import dev.armature.mm.Uaccess;
import dev.armature.syscalls.fs.VectorIo;
import dev.armature.task.Task;
import dev.armature.vfs.OpenFile;
import dev.armature.vfs.UnixEnds;
import java.lang.foreign.Arena;

/** sendmsg, recvmsg and their plural forms, with messages translated between 32 and 64 bits. */
public final class Messages {
  static final int MSG_CTRUNC = 0x8;
  static final int MSG_TRUNC = 0x20;
  static final int MSG_WAITALL = 0x100;
  private static final int MSG_WAITFORONE = 0x1_0000;
  private static final int MSG_CMSG_CLOEXEC = 0x4000_0000;
  private static final int SO_TYPE = 3;
  private static final int SOCK_STREAM = 1;
  private static final int UIO_MAXIOV = 1024;

  // struct msghdr of the guest: seven words.
  private static final int NAME = 0;
  private static final int NAMELEN = 4;
  private static final int IOV = 8;
  private static final int IOVLEN = 12;
  private static final int CONTROL = 16;
  private static final int CONTROLLEN = 20;
  private static final int FLAGS = 24;

  /** {@code struct mmsghdr}: a msghdr and a length. */
  private static final int MMSGHDR = 32;

  private static final int HOST_MSGHDR = 56;

  /** More ancillary data than the kernel takes ({@code net.core.optmem_max}) is refused. */
  private static final int CONTROL_MAX = 1 << 17;

  private Messages() {}

  static boolean isStream(int host) {
    try (Arena arena = Arena.ofConfined()) {
      long type = arena.allocate(8, 4).address();
      HostBytes.setInt(type + 4, 4);
      HostSockets.getsockopt(host, Sockets.SOL_SOCKET, SO_TYPE, type, type + 4);
      return HostBytes.getInt(type) == SOCK_STREAM;
    }
  }

  private static long header(
      Arena arena, long name, int nameLength, VectorIo.Vector vector, long control, long size) {
    long message = arena.allocate(HOST_MSGHDR, 8).address();
    HostBytes.setLong(message, name);
    HostBytes.setInt(message + 8, nameLength);
    HostBytes.setLong(message + 16, vector.host());
    HostBytes.setLong(message + 24, vector.count());
    HostBytes.setLong(message + 32, size == 0 ? 0 : control);
    HostBytes.setLong(message + 40, size);
    return message;
  }

  private static VectorIo.Vector vector(Task task, Arena arena, int address, boolean out) {
    Uaccess user = task.mm.uaccess();
    int count = user.getInt(address + IOVLEN);
    if (count < 0 || count > UIO_MAXIOV) {
      throw new ErrnoException(Errno.EMSGSIZE);
    }
    return VectorIo.vector(task, arena, user.getInt(address + IOV), count, out);
  }

  public static int sendmsg(Task task, int fd, int address, int flags) {
    OpenFile file = Sockets.get(task, fd);
    try {
      return send(task, file, address, flags);
    } finally {
      file.release();
    }
  }

  private static int send(Task task, OpenFile file, int address, int flags) {
    Uaccess user = task.mm.uaccess();
    int nameLength = user.getInt(address + NAME) == 0 ? 0 : user.getInt(address + NAMELEN);
    int controlLength = user.getInt(address + CONTROLLEN);
    if (controlLength < 0 || controlLength > CONTROL_MAX) {
      return -Errno.ENOBUFS;
    }
    try (Arena arena = Arena.ofConfined();
        SocketAddress name =
            SocketAddress.read(
                task, user.getInt(address + NAME), Math.min(nameLength, SocketAddress.MAX), false);
        Ancillary ancillary = new Ancillary(task, file)) {
      long size = ancillary.toHost(arena, user.getInt(address + CONTROL), controlLength);
      Sockets.sends(task, file);
      UnixEnds.End end = UnixEnds.of(file);
      if (end != null && ancillary.given() != null) {
        end.setSender(ancillary.given());
      }
      VectorIo.Vector vector = vector(task, arena, address, false);
      long message = header(arena, name.address(), name.length(), vector, ancillary.host(), size);
      int host = Sockets.host(file);
      int hostFlags = flags | Sockets.MSG_DONTWAIT | Sockets.MSG_NOSIGNAL;
      long done = 0;
      while (true) {
        long result =
            Sockets.retry(
                task,
                file,
                flags,
                PollEvents.POLLOUT,
                Sockets.SO_SNDTIMEO,
                () -> HostSockets.sendmsg(host, message, hostFlags));
        if (result < 0) {
          return done > 0 ? (int) done : SocketCalls.error(task, result, flags);
        }
        done += result;
        if (done >= vector.total()
            || result == 0
            || file.nonBlocking()
            || (flags & Sockets.MSG_DONTWAIT) != 0) {
          return (int) done;
        }
        // The rest of a stream goes without the ancillary data, which is there already.
        VectorIo.Vector rest =
            VectorIo.skip(
                new VectorIo.Vector(
                    HostBytes.getLong(message + 16),
                    (int) HostBytes.getLong(message + 24),
                    vector.total()),
                result);
        HostBytes.setLong(message + 16, rest.host());
        HostBytes.setLong(message + 24, rest.count());
        HostBytes.setLong(message + 32, 0);
        HostBytes.setLong(message + 40, 0);
      }
    }
  }

  public static int recvmsg(Task task, int fd, int address, int flags) {
    OpenFile file = Sockets.get(task, fd);
    try {
      return receive(task, file, address, flags);
    } finally {
      file.release();
    }
  }

  private static int receive(Task task, OpenFile file, int address, int flags) {
    Uaccess user = task.mm.uaccess();
    int name = user.getInt(address + NAME);
    int nameLength = name == 0 ? 0 : user.getInt(address + NAMELEN);
    if (nameLength < 0) {
      return -Errno.EINVAL;
    }
    int room = Math.min(nameLength, SocketAddress.MAX);
    int control = user.getInt(address + CONTROL);
    int controlLength =
        Math.clamp(user.getInt(address + CONTROLLEN) & 0xffff_ffffL, 0, CONTROL_MAX);
    try (Arena arena = Arena.ofConfined();
        Ancillary ancillary = new Ancillary(task, file)) {
      long place = room == 0 ? 0 : task.mm.uaccess().writable(name, room);
      long size = ancillary.room(arena, controlLength);
      VectorIo.Vector vector = vector(task, arena, address, true);
      long message = header(arena, place, room, vector, ancillary.host(), size);
      int host = Sockets.host(file);
      int hostFlags = flags | Sockets.MSG_DONTWAIT | MSG_CMSG_CLOEXEC;
      long result =
          Sockets.retry(
              task,
              file,
              flags,
              PollEvents.POLLIN,
              Sockets.SO_RCVTIMEO,
              () -> {
                // A failed try leaves its mark.
                HostBytes.setInt(message + 8, room);
                HostBytes.setLong(message + 40, size);
                return HostSockets.recvmsg(host, message, hostFlags);
              });
      if (result < 0) {
        return (int) result;
      }
      int out = HostBytes.getInt(message + 48) & ~MSG_CMSG_CLOEXEC;
      boolean cloexec = (flags & MSG_CMSG_CLOEXEC) != 0;
      int used =
          ancillary.toGuest(HostBytes.getLong(message + 40), control, controlLength, cloexec);
      if (name != 0) {
        user.putInt(address + NAMELEN, HostBytes.getInt(message + 8));
      }
      user.putInt(address + CONTROLLEN, used);
      user.putInt(
          address + FLAGS,
          out | (cloexec ? MSG_CMSG_CLOEXEC : 0) | (ancillary.truncated() ? MSG_CTRUNC : 0));
      return (int) result;
    }
  }

  public static int sendmmsg(Task task, int fd, int messages, int count, int flags) {
    OpenFile file = Sockets.get(task, fd);
    try {
      int limit = (int) Math.min(count & 0xffff_ffffL, UIO_MAXIOV);
      for (int i = 0; i < limit; i++) {
        int result = send(task, file, messages + MMSGHDR * i, flags);
        if (result < 0) {
          return i > 0 ? i : result;
        }
        task.mm.uaccess().putInt(messages + MMSGHDR * i + MMSGHDR - 4, result);
      }
      return limit;
    } finally {
      file.release();
    }
  }

  public static int recvmmsg(Task task, int fd, int messages, int count, int flags, int timeout) {
    return receiveMany(task, fd, messages, count, flags, timeout, false);
  }

  public static int recvmmsgTime64(
      Task task, int fd, int messages, int count, int flags, int timeout) {
    return receiveMany(task, fd, messages, count, flags, timeout, true);
  }

  private static int receiveMany(
      Task task, int fd, int messages, int count, int flags, int timeout, boolean wide) {
    Uaccess user = task.mm.uaccess();
    long limit = Long.MAX_VALUE;
    if (timeout != 0) {
      long seconds = wide ? user.getLong(timeout) : user.getInt(timeout);
      long nanos = wide ? user.getLong(timeout + 8) : user.getInt(timeout + 4);
      if (seconds < 0 || nanos < 0 || nanos >= 1_000_000_000) {
        return -Errno.EINVAL;
      }
      limit = Math.min(seconds, 1_000_000_000L) * 1_000_000_000 + nanos;
    }
    OpenFile file = Sockets.get(task, fd);
    try {
      long start = System.nanoTime();
      int each = flags & ~MSG_WAITFORONE;
      int most = (int) Math.min(count & 0xffff_ffffL, UIO_MAXIOV);
      for (int i = 0; i < most; i++) {
        int result = receive(task, file, messages + MMSGHDR * i, each);
        if (result < 0) {
          return i > 0 ? i : result;
        }
        user.putInt(messages + MMSGHDR * i + MMSGHDR - 4, result);
        if ((flags & MSG_WAITFORONE) != 0) {
          each |= Sockets.MSG_DONTWAIT;
        }
        // The limit is looked at after each message only, as the man page laments.
        if (timeout != 0 && System.nanoTime() - start >= limit) {
          return i + 1;
        }
      }
      return most;
    } finally {
      file.release();
    }
  }
}
