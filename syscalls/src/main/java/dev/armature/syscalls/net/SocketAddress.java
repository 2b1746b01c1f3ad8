package dev.armature.syscalls.net;

import dev.armature.abi.Errno;
import dev.armature.abi.ErrnoException;
import dev.armature.host.HostBytes;
import dev.armature.host.HostFiles;
import dev.armature.host.HostSockets;
import dev.armature.syscalls.fs.UserMemory;
import dev.armature.task.Task;
import dev.armature.vfs.Found;
import dev.armature.vfs.HostFile;
import dev.armature.vfs.OpenFile;
import dev.armature.vfs.Parent;
import java.lang.foreign.Arena;

/**
 * An address of the guest for the host. All families have the same layout on both; only a path of
 * AF_UNIX has to mean the same file: relative to the guest's working directory, inside the guest's
 * root.
 */
final class SocketAddress implements AutoCloseable {
  private static final int AF_UNIX = 1;
  private static final int PATH_OFFSET = 2;
  private static final int SUN_PATH = 108;

  /** {@code sizeof(struct sockaddr_storage)}. */
  static final int MAX = 128;

  private final Arena arena = Arena.ofConfined();
  private long address;
  private int length;
  private AutoCloseable held;

  private SocketAddress() {}

  /** Host address of the {@code sockaddr}; 0 for none. */
  long address() {
    return address;
  }

  int length() {
    return length;
  }

  /**
   * Reads a guest's address ({@code move_addr_to_kernel}).
   *
   * @param create whether a path is to be made and not looked up
   */
  static SocketAddress read(Task task, int user, int length, boolean create) {
    if (length < 0 || length > MAX) {
      throw new ErrnoException(Errno.EINVAL);
    }
    SocketAddress result = new SocketAddress();
    if (user == 0) {
      return result;
    }
    long copy = result.arena.allocate(MAX + 2, 8).address();
    task.mm.uaccess().copyIn(user, copy, length);
    result.address = copy;
    result.length = length;
    boolean path =
        length > PATH_OFFSET
            && HostBytes.getShort(copy) == AF_UNIX
            && HostBytes.getByte(copy + PATH_OFFSET) != 0;
    if (path) {
      try {
        result.place(task, create);
      } catch (ErrnoException e) {
        result.close();
        throw e;
      }
    }
    return result;
  }

  private void place(Task task, boolean create) {
    int size = 0;
    while (size < length - PATH_OFFSET && HostBytes.getByte(address + PATH_OFFSET + size) != 0) {
      size++;
    }
    String path = HostBytes.string(address + PATH_OFFSET, size);
    HostFiles.umask(task.fs.umask());
    if (!task.fs.confined()) {
      if (!path.startsWith("/")) {
        OpenFile cwd = task.fs.acquireCwd();
        held = cwd::release;
        if (cwd.operations() instanceof HostFile directory) {
          ErrnoException.check(HostFiles.threadDirectory(directory.fd()));
        }
      }
      return;
    }
    // Inside a root of its own a name must be reached through descriptors.
    String host;
    if (create) {
      Parent parent = task.kernel.lookup.parent(task.caller(), HostFiles.AT_FDCWD, path, true);
      held = parent;
      host = parent.path();
    } else {
      Found found = task.kernel.lookup.find(task.caller(), HostFiles.AT_FDCWD, path, true);
      held = found;
      if (!(found instanceof Found.Host target)) {
        throw new ErrnoException(Errno.ECONNREFUSED);
      }
      host = target.path();
    }
    if (host.length() >= SUN_PATH) {
      throw new ErrnoException(Errno.ENAMETOOLONG);
    }
    byte[] bytes = HostBytes.bytes(host + "\0");
    HostBytes.copyIn(bytes, 0, address + PATH_OFFSET, bytes.length);
    length = PATH_OFFSET + bytes.length;
  }

  /**
   * A place for an address that goes out, checked ({@code move_addr_to_user}). The host fills it
   * and the length in place.
   *
   * @param user where, 0 for nowhere
   * @param lengthAddress where the guest says how much room there is
   * @return host address of the place, 0 for none
   */
  static long out(Task task, int user, int lengthAddress) {
    if (user == 0) {
      return 0;
    }
    int room = task.mm.uaccess().getInt(lengthAddress);
    if (room < 0) {
      throw new ErrnoException(Errno.EINVAL);
    }
    UserMemory.out(task, lengthAddress, 4);
    return UserMemory.out(task, user, Math.min(room, MAX));
  }

  /** The address of a host socket, or of its peer, as one string; empty when it has none. */
  static String name(int host, boolean peer) {
    try (Arena arena = Arena.ofConfined()) {
      long place = arena.allocate(MAX + 8, 8).address();
      HostBytes.setInt(place + MAX, MAX);
      int result =
          peer
              ? HostSockets.getpeername(host, place, place + MAX)
              : HostSockets.getsockname(host, place, place + MAX);
      int length = Math.min(HostBytes.getInt(place + MAX), MAX);
      return result < 0 || length <= PATH_OFFSET ? "" : HostBytes.string(place, length);
    }
  }

  /** Host address of the guest's length; 0 when there is no address. */
  static long outLength(Task task, int user, int lengthAddress) {
    return user == 0 ? 0 : UserMemory.out(task, lengthAddress, 4);
  }

  @Override
  public void close() {
    arena.close();
    if (held != null) {
      try {
        held.close();
      } catch (Exception e) {
        throw new IllegalStateException(e);
      }
    }
  }
}
