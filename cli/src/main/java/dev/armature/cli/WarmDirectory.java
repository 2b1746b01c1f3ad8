package dev.armature.cli;

import dev.armature.host.HostDescriptors;
import dev.armature.host.HostFiles;
import dev.armature.host.HostSystem;
import java.io.File;
import java.util.List;
import java.util.function.ToIntFunction;

/**
 * Where {@code armature run} finds the warm JVM of its user: a directory beside the sockets of
 * {@link ControlDirectory}, as closed to others. The launcher looks at the same places.
 *
 * <ul>
 *   <li>{@code request}: a FIFO that the JVM reads; clients write one line for a guest or a signal
 *   <li>{@code slot.N}: a FIFO for one client's answers, which the JVM holds open. So who opens it
 *       reads its end at once when the JVM is dead
 *   <li>{@code taken.N}: says that a client has taken that slot
 *   <li>{@code unready}: a slot that the JVM has not opened yet
 *   <li>{@code pid}, and {@code jar}, a link to the build that the JVM runs
 *   <li>{@code control}: the socket of {@code armature warm status} and {@code stop}
 *   <li>{@code log}: what the JVM says
 * </ul>
 *
 * Beside it are {@code warm.lock}, which a JVM that runs has locked, {@code warm.start}, which the
 * launcher locks for the JVM that it starts by itself, and {@code warm.failed}, which tells the
 * launcher to leave that alone.
 *
 * @param path its name
 */
record WarmDirectory(String path) {
  private static final int S_IFIFO = 0010000;
  private static final int LOCK_EX_NB = 2 | 4;

  String request() {
    return path + "/request";
  }

  String slot(int number) {
    return path + "/slot." + number;
  }

  String unready() {
    return path + "/unready";
  }

  String taken(int number) {
    return path + "/taken." + number;
  }

  String control() {
    return path + "/control";
  }

  String log() {
    return path + "/log";
  }

  String jar() {
    return path + "/jar";
  }

  String pid() {
    return path + "/pid";
  }

  /** Says that there is no use in starting a JVM here. */
  String failed() {
    return path + ".failed";
  }

  /** The directory of this user, made when there is none. */
  static WarmDirectory make() {
    int uid = HostSystem.euid();
    WarmDirectory made = in(uid, name -> HostFiles.mkdirat(HostFiles.AT_FDCWD, name, 0700));
    if (made == null) {
      throw new CommandException(
          1, "warm: no directory of yours alone can be made in any of " + places(uid));
    }
    return made;
  }

  /** The directory of this user, or null. */
  static WarmDirectory find() {
    return in(HostSystem.euid(), name -> 0);
  }

  /**
   * @param before what is done about a directory before it is looked at
   */
  private static WarmDirectory in(int uid, ToIntFunction<String> before) {
    for (String place : places(uid)) {
      WarmDirectory directory = new WarmDirectory(place + "/warm");
      int unused = before.applyAsInt(place);
      if (ControlDirectory.safe(place, uid)) {
        unused = before.applyAsInt(directory.path);
        if (ControlDirectory.safe(directory.path, uid)) {
          return directory;
        }
      }
    }
    return null;
  }

  /** Who has a run-time directory uses no other. */
  private static List<String> places(int uid) {
    List<String> places = ControlDirectory.candidates(uid);
    String first = places.getFirst();
    String parent = first.substring(0, first.lastIndexOf('/'));
    boolean own = parent.equals(System.getenv("XDG_RUNTIME_DIR"));
    if (!own) {
      return places;
    }
    return ControlDirectory.owned(parent, uid) ? List.of(first) : places.subList(1, places.size());
  }

  /**
   * Takes the directory for this process, until it ends.
   *
   * @return false when another process has it
   */
  boolean lock() {
    int flags = HostFiles.O_RDWR | HostFiles.O_CREAT | HostFiles.O_CLOEXEC;
    int fd = HostFiles.openat(HostFiles.AT_FDCWD, path + ".lock", flags, 0600);
    return fd >= 0 && HostDescriptors.flock(fd, LOCK_EX_NB) == 0;
  }

  /** Removes everything in it but the log. */
  void clear() {
    String[] names = new File(path).list();
    for (String name : names == null ? new String[0] : names) {
      if (!name.equals("log")) {
        ControlDirectory.remove(path + '/' + name);
      }
    }
  }

  /** Removes all of it. */
  void remove() {
    clear();
    ControlDirectory.remove(log());
    int unused = HostFiles.unlinkat(HostFiles.AT_FDCWD, path, HostFiles.AT_REMOVEDIR);
    ControlDirectory.remove(path + ".lock");
  }

  /** Makes a FIFO and opens both ends of it: a descriptor or the negated error. */
  static int fifo(String name, int flags) {
    int error = HostFiles.mknodat(HostFiles.AT_FDCWD, name, S_IFIFO | 0600, 0);
    return error < 0
        ? error
        : HostFiles.openat(
            HostFiles.AT_FDCWD, name, HostFiles.O_RDWR | HostFiles.O_CLOEXEC | flags, 0);
  }
}
