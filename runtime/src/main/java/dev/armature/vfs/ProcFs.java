package dev.armature.vfs;

import dev.armature.abi.Errno;
import dev.armature.abi.ErrnoException;
import dev.armature.abi.FileMode;
import dev.armature.abi.OpenFlags;
import dev.armature.host.HostBytes;
import dev.armature.host.HostFiles;
import dev.armature.vfs.ProcNode.Entry;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/**
 * {@code /proc} of the guests ({@code fs/proc}): their processes from {@link ProcessView}, and of
 * the host's own {@code /proc} what tells about the machine and not about its processes.
 */
final class ProcFs {
  /** Minor number of the device it seems to be on; major 0, as for all virtual file systems. */
  static final int MINOR = 0x3f;

  static final int DT_DIR = 4;
  static final int DT_REG = 8;
  static final int DT_LNK = 10;

  // The host's files that say the same to a guest. All are opened for reading only.
  private static final List<String> HOST =
      List.of(
          "buddyinfo",
          "cgroups",
          "cmdline",
          "consoles",
          "crypto",
          "devices",
          "diskstats",
          "execdomains",
          "filesystems",
          "interrupts",
          "iomem",
          "ioports",
          "loadavg",
          "locks",
          "meminfo",
          "misc",
          "modules",
          "pagetypeinfo",
          "partitions",
          "pressure",
          "schedstat",
          "softirqs",
          "stat",
          "swaps",
          "sys",
          "sysvipc",
          "tty",
          "uptime",
          "vmstat",
          "zoneinfo");

  private final SystemView system;
  private final ProcessFiles files = new ProcessFiles();
  private final Map<String, Supplier<String>> overrides;

  ProcFs(SystemView system) {
    this.system = system;
    overrides =
        Map.of(
            "/proc/sys/kernel/osrelease",
            () -> system.release() + "\n",
            "/proc/sys/kernel/version",
            () -> system.version() + "\n",
            "/proc/sys/kernel/pid_max",
            () -> "32768\n",
            "/proc/sysvipc/sem",
            () -> system.sysvipc("sem"),
            "/proc/sysvipc/msg",
            () -> system.sysvipc("msg"),
            "/proc/sysvipc/shm",
            () -> system.sysvipc("shm"));
  }

  /** Seconds since 1970, for the times of files without a history. */
  static long now() {
    return System.currentTimeMillis() / 1000;
  }

  /** The top of {@code /proc}. */
  ProcNode.Directory root(Caller caller) {
    return new ProcNode.Directory(
        "/proc",
        FileMode.S_IFDIR | 0555,
        0,
        0,
        name -> top(caller, name),
        () -> {
          List<Entry> entries = new ArrayList<>();
          for (int pid : system.pids()) {
            entries.add(new Entry(Integer.toString(pid), DT_DIR));
          }
          entries.add(new Entry("cpuinfo", DT_REG));
          entries.add(new Entry("version", DT_REG));
          entries.add(new Entry("self", DT_LNK));
          entries.add(new Entry("thread-self", DT_LNK));
          entries.add(new Entry("mounts", DT_LNK));
          entries.add(new Entry("net", DT_LNK));
          for (String name : HOST) {
            ProcNode node = host("/proc/" + name, "/proc/" + name);
            if (node != null) {
              boolean directory = (node.mode() & FileMode.S_IFMT) == FileMode.S_IFDIR;
              entries.add(new Entry(name, directory ? DT_DIR : DT_REG));
            }
          }
          return entries;
        });
  }

  private ProcNode top(Caller caller, String name) {
    switch (name) {
      case "self" -> {
        return new ProcNode.Link("/proc/self", 0, 0, () -> Integer.toString(caller.pid()));
      }
      case "thread-self" -> {
        return new ProcNode.Link(
            "/proc/thread-self", 0, 0, () -> caller.pid() + "/task/" + caller.tid());
      }
      case "mounts" -> {
        return new ProcNode.Link("/proc/mounts", 0, 0, () -> "self/mounts");
      }
      case "net" -> {
        return new ProcNode.Link("/proc/net", 0, 0, () -> "self/net");
      }
      case "cpuinfo" -> {
        return text("/proc/cpuinfo", system::cpuInfo);
      }
      case "version" -> {
        return text(
            "/proc/version",
            () -> "Linux version " + system.release() + " (armature) " + system.version() + "\n");
      }
      default -> {
        // Not a number: perhaps the host has it.
      }
    }
    int pid = number(name);
    if (pid > 0) {
      ProcessView process = system.process(pid);
      return process == null ? null : files.process(caller, process, "/proc/" + pid);
    }
    return HOST.contains(name) ? host("/proc/" + name, "/proc/" + name) : null;
  }

  /** A process or descriptor number in a name; -1 for anything else. */
  static int number(String name) {
    if (name.isEmpty() || name.length() > 9 || (name.length() > 1 && name.charAt(0) == '0')) {
      return -1;
    }
    int value = 0;
    for (int i = 0; i < name.length(); i++) {
      char c = name.charAt(i);
      if (c < '0' || c > '9') {
        return -1;
      }
      value = value * 10 + (c - '0');
    }
    return value;
  }

  private static ProcNode text(String path, Supplier<String> content) {
    return new ProcNode.Text(
        path, FileMode.S_IFREG | 0444, 0, 0, () -> HostBytes.bytes(content.get()), null);
  }

  /** The host's file at {@code hostPath} under the guest's name, or {@code null}. */
  static ProcNode host(String path, String hostPath) {
    byte[] statx = new byte[FileStatus.SIZE];
    int result =
        HostFiles.statx(
            HostFiles.AT_FDCWD, hostPath, HostFiles.AT_SYMLINK_NOFOLLOW, FileStatus.MASK, statx);
    return result < 0 ? null : new ProcNode.Host(path, hostPath, new FileStatus(statx));
  }

  /** The node of a name in a directory; {@code null} when there is none. */
  ProcNode child(ProcNode directory, String name) {
    if (directory instanceof ProcNode.Directory own) {
      return own.find().apply(name);
    }
    if (directory instanceof ProcNode.Host host) {
      String path = host.path() + "/" + name;
      Supplier<String> override = overrides.get(path);
      return override != null ? text(path, override) : host(path, host.hostPath() + "/" + name);
    }
    throw new ErrnoException(Errno.ENOTDIR);
  }

  /** Opens a node that is no link (or any, for {@code O_PATH}). */
  OpenFile open(Caller caller, ProcNode node, int flags) {
    boolean path = (flags & OpenFlags.O_PATH) != 0;
    int access = flags & OpenFlags.O_ACCMODE;
    if ((flags & OpenFlags.O_CREAT) != 0 && (flags & OpenFlags.O_EXCL) != 0) {
      throw new ErrnoException(Errno.EEXIST);
    }
    boolean directory = (node.mode() & FileMode.S_IFMT) == FileMode.S_IFDIR;
    if ((flags & OpenFlags.O_DIRECTORY) != 0 && !directory) {
      throw new ErrnoException(Errno.ENOTDIR);
    }
    if (directory && !path && access != OpenFlags.O_RDONLY) {
      throw new ErrnoException(Errno.EISDIR);
    }
    if (node instanceof ProcNode.Host host) {
      if (!path && access != OpenFlags.O_RDONLY) {
        throw new ErrnoException(Errno.EACCES);
      }
      if (!directory || path) {
        return openHost(host, flags);
      }
    }
    if (node instanceof ProcNode.Text text && !path) {
      if (access != OpenFlags.O_RDONLY && text.write() == null) {
        throw new ErrnoException(Errno.EACCES);
      }
      return new OpenFile(new ProcFile(text), flags);
    }
    if (node instanceof ProcNode.Special special && !path) {
      return new OpenFile(special.open().get(), flags);
    }
    return new OpenFile(new ProcHandle(caller, this, node), flags);
  }

  private static OpenFile openHost(ProcNode.Host host, int flags) {
    int hostFlags =
        HostFiles.toHost(flags & (OpenFlags.O_PATH | OpenFlags.O_NONBLOCK)) | HostFiles.O_CLOEXEC;
    int fd =
        ErrnoException.check(HostFiles.openat(HostFiles.AT_FDCWD, host.hostPath(), hostFlags, 0));
    return new OpenFile(HostFile.of(fd, HostFile.statusOf(fd)), flags);
  }
}
