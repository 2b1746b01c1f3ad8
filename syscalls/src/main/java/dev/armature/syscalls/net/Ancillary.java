package dev.armature.syscalls.net;

import dev.armature.abi.Errno;
import dev.armature.abi.ErrnoException;
import dev.armature.abi.OpenFlags;
import dev.armature.host.HostBytes;
import dev.armature.host.HostDescriptors;
import dev.armature.host.HostFiles;
import dev.armature.host.HostSystem;
import dev.armature.mm.Uaccess;
import dev.armature.syscalls.fs.Files;
import dev.armature.task.Task;
import dev.armature.vfs.HostFile;
import dev.armature.vfs.OpenFile;
import dev.armature.vfs.UnixEnds;
import java.lang.foreign.Arena;
import java.util.ArrayList;
import java.util.List;

/**
 * Ancillary data of a message ({@code net/compat.c}): headers of 12 bytes aligned to 4 for the
 * guest, 16 bytes aligned to 8 for the host; descriptors and times inside are translated.
 */
final class Ancillary implements AutoCloseable {
  private static final int SCM_RIGHTS = 1;
  private static final int SCM_CREDENTIALS = 2;
  private static final int SCM_TIMESTAMP = 29;
  private static final int SCM_TIMESTAMPNS = 35;
  private static final int GUEST_HEADER = 12;
  private static final int HOST_HEADER = 16;

  private static final int UCRED = 12;

  private final Task task;
  private final OpenFile file;
  private final List<OpenFile> held = new ArrayList<>(0);
  private final List<Integer> standIns = new ArrayList<>(0);
  private long host;
  private boolean truncated;
  private UnixEnds.Ucred given;

  /**
   * @param file the socket
   */
  Ancillary(Task task, OpenFile file) {
    this.task = task;
    this.file = file;
  }

  /** Host address of the data. */
  long host() {
    return host;
  }

  /** Whether something did not fit on the way to the guest. */
  boolean truncated() {
    return truncated;
  }

  /** Translates a guest's data for sending. Returns its size for the host. */
  long toHost(Arena arena, int address, int length) {
    if (length < GUEST_HEADER) {
      return 0;
    }
    Uaccess user = task.mm.uaccess();
    // Headers grow by a third at most, padding by less than one header.
    host = arena.allocate(3L * length + 64, 8).address();
    long used = 0;
    int at = 0;
    while (at + GUEST_HEADER <= length) {
      int size = user.getInt(address + at);
      if (size < GUEST_HEADER || size > length - at) {
        throw new ErrnoException(Errno.EINVAL);
      }
      int level = user.getInt(address + at + 4);
      int type = user.getInt(address + at + 8);
      int data = address + at + GUEST_HEADER;
      int bytes = size - GUEST_HEADER;
      long out = host + used + HOST_HEADER;
      if (level == Sockets.SOL_SOCKET && type == SCM_RIGHTS) {
        for (int i = 0; i + 4 <= bytes; i += 4) {
          HostBytes.setInt(out + i, hold(user.getInt(data + i)));
        }
      } else {
        user.copyIn(data, out, bytes);
        if (level == Sockets.SOL_SOCKET && type == SCM_CREDENTIALS) {
          credentials(out, bytes);
        }
      }
      HostBytes.setLong(host + used, HOST_HEADER + bytes);
      HostBytes.setInt(host + used + 8, level);
      HostBytes.setInt(host + used + 12, type);
      used += HOST_HEADER + ((bytes + 7) & -8);
      at += (size + 3) & -4;
    }
    return used;
  }

  /** {@code scm_check_creds}, and the host's own credentials instead of the guest's. */
  private void credentials(long ucred, int bytes) {
    if (bytes != UCRED) {
      throw new ErrnoException(Errno.EINVAL);
    }
    int pid = HostBytes.getInt(ucred);
    int uid = HostBytes.getInt(ucred + 4);
    int gid = HostBytes.getInt(ucred + 8);
    var cred = task.cred;
    boolean own =
        pid == task.pid()
            && (uid == cred.uid() || uid == cred.euid() || uid == cred.suid())
            && (gid == cred.gid() || gid == cred.egid() || gid == cred.sgid());
    if (!own && !cred.capable()) {
      throw new ErrnoException(Errno.EPERM);
    }
    if (task.kernel.group(pid) == null) {
      throw new ErrnoException(Errno.ESRCH);
    }
    given = new UnixEnds.Ucred(pid, uid, gid);
    HostBytes.setInt(ucred, (int) ProcessHandle.current().pid());
    HostBytes.setInt(ucred + 4, HostSystem.uid());
    HostBytes.setInt(ucred + 8, HostSystem.gid());
  }

  /** The credentials that the sender has named, null when none. */
  UnixEnds.Ucred given() {
    return given;
  }

  /** Puts the guest that has sent in the place of this JVM. */
  private void sender(long ucred) {
    UnixEnds.End end = UnixEnds.of(file);
    if (end == null || HostBytes.getInt(ucred) != (int) ProcessHandle.current().pid()) {
      return;
    }
    UnixEnds.Ucred sender = task.kernel.unixEnds.sender(end);
    HostBytes.setInt(ucred, sender == null ? 0 : sender.pid());
    if (sender != null) {
      HostBytes.setInt(ucred + 4, sender.uid());
      HostBytes.setInt(ucred + 8, sender.gid());
    }
  }

  private int hold(int fd) {
    OpenFile sent = Files.get(task, fd);
    held.add(sent);
    int descriptor = sent.operations().descriptor();
    if (descriptor >= 0) {
      task.kernel.filesInFlight.add(sent);
      return descriptor;
    }
    // Nobody outside could make anything of it.
    if (!task.kernel.unixEnds.reachesGuest(UnixEnds.of(file))) {
      throw new ErrnoException(Errno.EINVAL);
    }
    int standIn = ErrnoException.check(task.kernel.filesInFlight.standIn(sent));
    standIns.add(standIn);
    return standIn;
  }

  /** Makes room for what comes in, for a guest with {@code length} bytes. Returns the room. */
  long room(Arena arena, int length) {
    if (length == 0) {
      return 0;
    }
    long size = 2L * length + 256;
    host = arena.allocate(size, 8).address();
    return size;
  }

  /**
   * Translates what came in.
   *
   * @param size bytes the host wrote
   * @return bytes written for the guest
   */
  int toGuest(long size, int address, int length, boolean cloexec) {
    Uaccess user = task.mm.uaccess();
    int used = 0;
    long at = 0;
    while (at + HOST_HEADER <= size) {
      long entry = HostBytes.getLong(host + at);
      int level = HostBytes.getInt(host + at + 8);
      int type = HostBytes.getInt(host + at + 12);
      int bytes = (int) entry - HOST_HEADER;
      long data = host + at + HOST_HEADER;
      at += (entry + 7) & -8;
      boolean socketLevel = level == Sockets.SOL_SOCKET;
      if (socketLevel && type == SCM_RIGHTS) {
        bytes = receive(data, bytes / 4, (length - used - GUEST_HEADER) / 4, cloexec) * 4;
        if (bytes == 0) {
          continue;
        }
      } else if (socketLevel && type == SCM_CREDENTIALS && bytes == UCRED) {
        sender(data);
      } else if (socketLevel && (type == SCM_TIMESTAMP || type == SCM_TIMESTAMPNS)) {
        // Two 64-bit values become two of 32 bits.
        HostBytes.setInt(data + 4, (int) HostBytes.getLong(data + 8));
        bytes = 8;
      }
      int room = length - used - GUEST_HEADER;
      if (room < 0) {
        truncated = true;
        break;
      }
      if (bytes > room) {
        truncated = true;
        bytes = room;
      }
      user.putInt(address + used, GUEST_HEADER + bytes);
      user.putInt(address + used + 4, level);
      user.putInt(address + used + 8, type);
      user.copyOut(data, address + used + GUEST_HEADER, bytes);
      used = Math.min(length, used + ((GUEST_HEADER + bytes + 3) & -4));
    }
    return used;
  }

  /**
   * Gives received host descriptors guest numbers, in place. Returns how many there was room for.
   */
  private int receive(long data, int count, int room, boolean cloexec) {
    int given = 0;
    for (int i = 0; i < count; i++) {
      int fd = HostBytes.getInt(data + 4L * i);
      if (i >= room) {
        HostDescriptors.close(fd);
        truncated = true;
        continue;
      }
      int number = Files.install(task, adopt(fd), cloexec);
      if (number < 0) {
        truncated = true;
        continue;
      }
      HostBytes.setInt(data + 4L * given++, number);
    }
    return given;
  }

  private OpenFile adopt(int fd) {
    OpenFile known = task.kernel.filesInFlight.find(fd);
    if (known != null) {
      return known;
    }
    HostFile received = HostFile.of(fd);
    int flags = HostDescriptors.fcntl(fd, HostDescriptors.F_GETFL, 0);
    int access = flags & OpenFlags.O_ACCMODE;
    int sent = task.kernel.filesInFlight.flags(received, access);
    if (received.isSocket()) {
      task.kernel.socketTimeLimits = true;
    }
    if (received.isPipe() || received.isSocket()) {
      HostDescriptors.fcntl(fd, HostDescriptors.F_SETFL, flags | HostFiles.O_NONBLOCK);
    }
    return new OpenFile(
        received, access | flags & OpenFlags.O_APPEND | sent & OpenFlags.O_NONBLOCK);
  }

  @Override
  public void close() {
    held.forEach(OpenFile::release);
    standIns.forEach(HostDescriptors::close);
  }
}
