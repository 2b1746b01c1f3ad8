package dev.armature.cli;

import dev.armature.abi.Errno;
import dev.armature.host.HostDescriptors;
import dev.armature.host.HostFiles;
import dev.armature.host.HostLocalSocket;
import dev.armature.host.HostSystem;
import java.io.File;
import java.util.ArrayList;
import java.util.List;

/**
 * Where a user's running machines can be reached: a directory with a socket for each, named by its
 * process id. It belongs to the user and is closed to others, so nobody else has put anything
 * there. A socket that a killed machine has left refuses connections, and whoever notices removes
 * it.
 */
final class ControlDirectory {
  /** Offsets in the kernel's struct statx. */
  private static final int STX_UID = 20;

  private static final int STX_MODE = 28;
  private static final int STX_SIZE = 256;

  private static final int S_IFMT = 0170000;
  private static final int S_IFDIR = 0040000;

  private ControlDirectory() {}

  /** Where a machine of this user may have its socket, the best place first. */
  static List<String> candidates(int uid) {
    List<String> places = new ArrayList<>();
    if (uid == HostSystem.euid()) {
      // Java's own view is good enough and costs no file to read: who has other than ASCII there
      // meets at the next place.
      String named = System.getenv("XDG_RUNTIME_DIR");
      if (named != null && named.startsWith("/") && named.chars().allMatch(c -> c < 0x80)) {
        places.add(named + "/armature");
      }
    }
    // Who is root, or has lost the variable, looks where it usually points to.
    String usual = "/run/user/" + Integer.toUnsignedString(uid) + "/armature";
    if (!places.contains(usual)) {
      places.add(usual);
    }
    places.add("/tmp/armature-" + Integer.toUnsignedString(uid));
    return places;
  }

  /** Whether a directory is the user's and nobody else can reach into it. */
  static boolean safe(String directory, int uid) {
    byte[] status = new byte[STX_SIZE];
    int flags = HostFiles.AT_SYMLINK_NOFOLLOW;
    if (HostFiles.statx(HostFiles.AT_FDCWD, directory, flags, 0x7ff, status) != 0) {
      return false;
    }
    int mode = number(status, STX_MODE) & 0xffff;
    return number(status, STX_UID) == uid && (mode & S_IFMT) == S_IFDIR && (mode & 077) == 0;
  }

  /** Whether a directory is the user's. */
  static boolean owned(String directory, int uid) {
    byte[] status = new byte[STX_SIZE];
    return HostFiles.statx(HostFiles.AT_FDCWD, directory, 0, 0x7ff, status) == 0
        && number(status, STX_UID) == uid;
  }

  private static int number(byte[] status, int at) {
    return status[at] & 0xff
        | (status[at + 1] & 0xff) << 8
        | (status[at + 2] & 0xff) << 16
        | status[at + 3] << 24;
  }

  /**
   * The ids of the machines with a socket in a directory. Sockets of dead ones are removed: those
   * whose process is gone and that refuse a connection.
   */
  static List<Integer> machines(String directory) {
    List<Integer> alive = new ArrayList<>();
    String[] names = new File(directory).list();
    for (String name : names == null ? new String[0] : names) {
      if (!name.matches("[1-9][0-9]{0,8}")) {
        continue;
      }
      if (new File("/proc/" + name).exists()) {
        alive.add(Integer.valueOf(name));
      } else {
        // It may live in another namespace of process ids.
        int fd = HostLocalSocket.connect(directory + "/" + name);
        if (fd >= 0) {
          int unused = HostDescriptors.close(fd);
        } else if (fd == -Errno.ECONNREFUSED) {
          remove(directory + "/" + name);
        }
      }
    }
    alive.sort(null);
    return alive;
  }

  static void remove(String path) {
    int unused = HostFiles.unlinkat(HostFiles.AT_FDCWD, path, 0);
  }
}
