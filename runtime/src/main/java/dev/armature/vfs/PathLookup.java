package dev.armature.vfs;

import dev.armature.abi.Errno;
import dev.armature.abi.ErrnoException;
import dev.armature.abi.FileMode;
import dev.armature.abi.OpenFlags;
import dev.armature.host.HostDescriptors;
import dev.armature.host.HostFiles;
import java.util.HashSet;
import java.util.Set;

/**
 * Finds files by path: {@code fs/namei.c}.
 *
 * <p>The host resolves a path in one {@code openat2}, told not to follow magic links, since those
 * of its {@code /proc} are the JVM's. What it can't find, or finds in its own {@code /proc}, is
 * looked at name by name ({@link PathWalk}) with the guest's {@code /proc} in place.
 *
 * <p>Paths hold one byte a character. Errors are thrown as {@link ErrnoException}.
 *
 * <p>Types are told apart by {@code instanceof}, here and in what this uses: a {@code switch} over
 * patterns is made into a class of its own when it first runs, and each would cost a start one or
 * two milliseconds.
 */
public final class PathLookup {
  /** {@code openat2}'s own flags that make the starting directory the limit of the look-up. */
  private static final long SCOPED = HostFiles.RESOLVE_BENEATH | HostFiles.RESOLVE_IN_ROOT;

  private static final int RETRIES = 32;

  private final String prefix;

  /** The names at the top of the prefix, or {@code null} when they are not known. */
  private final Set<String> prefixNames;

  private final ProcFs proc;
  private final int hostProc;

  /**
   * @param prefix host directory to try first for absolute paths (qemu-arm's {@code -L}), or {@code
   *     null}. What it has at its top is read now and not looked for again
   */
  public PathLookup(SystemView system, String prefix) {
    this.prefix = prefix == null || prefix.isEmpty() ? null : prefix;
    this.prefixNames = this.prefix == null ? null : names(prefix);
    this.proc = new ProcFs(system);
    byte[] statx = new byte[FileStatus.SIZE];
    int found = HostFiles.statx(HostFiles.AT_FDCWD, "/proc", 0, FileStatus.MASK, statx);
    this.hostProc = found < 0 ? -1 : new FileStatus(statx).dev();
  }

  // With "." and "..".
  private static Set<String> names(String directory) {
    int flags = HostFiles.O_DIRECTORY | HostFiles.O_CLOEXEC;
    int fd = HostFiles.openat(HostFiles.AT_FDCWD, directory, flags, 0);
    if (fd < 0) {
      return null;
    }
    HostDirectory entries = new HostDirectory(fd);
    Set<String> names = new HashSet<>();
    EntrySink sink =
        (name, inode, next, type) -> {
          names.add(name);
          return true;
        };
    int result;
    do {
      result = entries.iterate(sink, HostDescriptors.MOST_ENTRIES);
    } while (result > 0);
    HostDescriptors.close(fd);
    return result < 0 ? null : names;
  }

  /**
   * The directory that relative paths start at, with a reference for the caller.
   *
   * @param dirfd descriptor or {@code AT_FDCWD}; not looked at for an absolute path
   */
  public static OpenFile base(Caller caller, int dirfd, String path) {
    if (dirfd == HostFiles.AT_FDCWD || path.startsWith("/")) {
      return caller.fs().acquireCwd();
    }
    OpenFile file = caller.files().acquire(dirfd);
    if (file == null) {
      throw new ErrnoException(Errno.EBADF);
    }
    FileOperations operations = file.operations();
    boolean directory =
        operations instanceof HostFile host
            ? host.isDirectory()
            : operations instanceof ProcHandle handle && handle.isDirectory();
    if (!directory && !path.isEmpty()) {
      file.release();
      throw new ErrnoException(Errno.ENOTDIR);
    }
    return file;
  }

  private static void checkLength(String path) {
    if (path.isEmpty()) {
      throw new ErrnoException(Errno.ENOENT);
    }
    if (path.length() >= HostFiles.PATH_MAX) {
      throw new ErrnoException(Errno.ENAMETOOLONG);
    }
  }

  /**
   * Opens a file: {@code do_filp_open}.
   *
   * @param flags ARM's flags, only valid ones
   * @param mode permissions of a new file; the umask is applied here
   * @param resolve {@code RESOLVE_} bits of {@code openat2}, or 0
   */
  public OpenFile open(Caller caller, int dirfd, String path, int flags, int mode, long resolve) {
    checkLength(path);
    OpenFile base = base(caller, dirfd, path);
    try {
      HostFiles.umask(caller.fs().umask());
      boolean prefixed = tryPrefix(caller, path) && (flags & OpenFlags.O_EXCL) == 0;
      return open(caller, base, path, flags, mode, resolve, prefixed);
    } finally {
      base.release();
    }
  }

  private OpenFile open(
      Caller caller,
      OpenFile base,
      String path,
      int flags,
      int mode,
      long resolve,
      boolean prefixed) {
    int hostFlags = HostFiles.toHost(flags) | HostFiles.O_CLOEXEC;
    if ((flags & OpenFlags.O_PATH) == 0) {
      hostFlags |= HostFiles.O_NONBLOCK | HostFiles.O_NOCTTY;
    } else {
      hostFlags &= HostFiles.O_PATH | HostFiles.O_DIRECTORY | HostFiles.O_NOFOLLOW;
      hostFlags |= HostFiles.O_CLOEXEC;
    }
    if (prefixed) {
      int fd = hostOpen(caller, base, prefix + path, hostFlags & ~HostFiles.O_CREAT, 0, 0);
      if (fd >= 0) {
        return opened(fd, flags);
      }
      if (fd != -Errno.ENOENT && fd != -Errno.ENOTDIR) {
        throw new ErrnoException(-fd);
      }
    }
    int result = -Errno.ENOENT;
    if ((resolve & SCOPED) != 0 || !needsWalk(base, path)) {
      result = hostOpen(caller, base, path, hostFlags, mode, resolve);
      if (result >= 0) {
        FileStatus status = HostFile.statusOf(result);
        if (status.dev() != hostProc) {
          return opened(result, status, flags);
        }
        HostDescriptors.close(result);
      } else if ((resolve & SCOPED) != 0 || !worthWalking(result)) {
        throw new ErrnoException(-result);
      }
    }
    boolean exclusive = (flags & OpenFlags.O_CREAT) != 0 && (flags & OpenFlags.O_EXCL) != 0;
    boolean follow = (flags & OpenFlags.O_NOFOLLOW) == 0 && !exclusive;
    PathWalk.End found = walk(caller, base, path, follow);
    if (found instanceof PathWalk.End.Path end) {
      int fd = hostOpenWalked(caller, base, end.path(), hostFlags, mode, resolve);
      return opened(ErrnoException.check(fd), flags);
    }
    if (found instanceof PathWalk.End.Node end) {
      return openNode(caller, end.node(), flags);
    }
    OpenFile file = ((PathWalk.End.File) found).file();
    try {
      return reopen(caller, file, flags, hostFlags);
    } finally {
      file.release();
    }
  }

  private OpenFile openNode(Caller caller, ProcNode node, int flags) {
    if ((node.mode() & FileMode.S_IFMT) == FileMode.S_IFLNK && (flags & OpenFlags.O_PATH) == 0) {
      throw new ErrnoException(Errno.ELOOP);
    }
    return proc.open(caller, node, flags);
  }

  private static OpenFile opened(int fd, int flags) {
    return opened(fd, HostFile.statusOf(fd), flags);
  }

  private static OpenFile opened(int fd, FileStatus status, int flags) {
    return new OpenFile(HostFile.of(fd, status), flags);
  }

  /** Opens again what an open file stands for: {@code open("/proc/self/fd/N")}. */
  private OpenFile reopen(Caller caller, OpenFile file, int flags, int hostFlags) {
    return switch (file.operations()) {
      case HostFile host -> {
        String path = "/proc/self/fd/" + host.fd();
        int fd =
            HostFiles.openat(
                HostFiles.AT_FDCWD, path, hostFlags & ~HostFiles.toHost(OpenFlags.O_NOFOLLOW), 0);
        yield opened(ErrnoException.check(fd), flags);
      }
      case ProcFile own -> proc.open(caller, own.node(), flags);
      case ProcHandle handle -> proc.open(caller, handle.node(), flags);
      default -> throw new ErrnoException(Errno.ENXIO);
    };
  }

  /**
   * Finds the file a path leads to, without opening it.
   *
   * @param follow whether a link at the end is followed
   */
  public Found find(Caller caller, int dirfd, String path, boolean follow) {
    checkLength(path);
    OpenFile base = base(caller, dirfd, path);
    try {
      return find(caller, base, path, follow);
    } finally {
      base.release();
    }
  }

  private Found find(Caller caller, OpenFile base, String path, boolean follow) {
    int flags = HostFiles.O_PATH | HostFiles.O_CLOEXEC | (follow ? 0 : HostFiles.O_NOFOLLOW);
    if (tryPrefix(caller, path)) {
      int fd = hostOpen(caller, base, prefix + path, flags, 0, 0);
      if (fd >= 0) {
        return new Found.Host(fd, HostFile.statusOf(fd));
      }
    }
    if (!needsWalk(base, path)) {
      int fd = hostOpen(caller, base, path, flags, 0, 0);
      if (fd >= 0) {
        FileStatus status = HostFile.statusOf(fd);
        if (status.dev() != hostProc) {
          return new Found.Host(fd, status);
        }
        HostDescriptors.close(fd);
      } else if (!worthWalking(fd)) {
        throw new ErrnoException(-fd);
      }
    }
    PathWalk.End found = walk(caller, base, path, follow);
    if (found instanceof PathWalk.End.Path end) {
      int fd = ErrnoException.check(hostOpenWalked(caller, base, end.path(), flags, 0, 0));
      return new Found.Host(fd, HostFile.statusOf(fd));
    }
    return found instanceof PathWalk.End.Node end
        ? new Found.Proc(end.node())
        : found(((PathWalk.End.File) found).file());
  }

  /**
   * The status of the file a path leads to.
   *
   * @param follow whether a link at the end is followed
   */
  public FileStatus status(Caller caller, int dirfd, String path, boolean follow) {
    checkLength(path);
    OpenFile base = base(caller, dirfd, path);
    try {
      FileStatus status = nameStatus(base, path);
      if (status != null && !(follow && status.type() == FileMode.S_IFLNK)) {
        return status;
      }
      try (Found found = find(caller, base, path, follow)) {
        return found.status();
      }
    } finally {
      base.release();
    }
  }

  /**
   * The status of a single name in a directory that is open, which one host call tells: there is no
   * link on the way, magic or not, and no root that could be left. {@code null} for other paths,
   * for what the host does not find, and for its own {@code /proc}.
   */
  private FileStatus nameStatus(OpenFile base, String path) {
    if (path.indexOf('/') >= 0
        || path.equals("..")
        || !(base.operations() instanceof HostFile directory)) {
      return null;
    }
    byte[] statx = new byte[FileStatus.SIZE];
    int flags = HostFiles.AT_SYMLINK_NOFOLLOW | HostFiles.AT_NO_AUTOMOUNT;
    if (HostFiles.statx(directory.fd(), path, flags, FileStatus.MASK, statx) != 0) {
      return null;
    }
    FileStatus status = new FileStatus(statx);
    return status.dev() == hostProc ? null : status;
  }

  /** What an open file is, as a look-up by {@code AT_EMPTY_PATH} finds it. Takes a reference. */
  public static Found found(OpenFile file) {
    FileOperations operations = file.operations();
    if (operations instanceof HostFile host) {
      int fd = HostDescriptors.duplicate(host.fd());
      FileStatus status = host.status();
      file.release();
      return new Found.Host(ErrnoException.check(fd), status);
    }
    if (operations instanceof ProcHandle handle) {
      file.release();
      return new Found.Proc(handle.node());
    }
    if (operations instanceof ProcFile own) {
      file.release();
      return new Found.Proc(own.node());
    }
    return new Found.Open(file);
  }

  /**
   * Finds the directory that the last name of a path is in.
   *
   * @param create whether the name is to be made; decides what is wrong with one in {@code /proc}
   */
  public Parent parent(Caller caller, int dirfd, String path, boolean create) {
    checkLength(path);
    int end = path.length();
    while (end > 1 && path.charAt(end - 1) == '/') {
      end--;
    }
    int slash = path.lastIndexOf('/', end - 1);
    String name = path.substring(slash + 1);
    if (slash < 0 || (end == 1 && path.startsWith("/"))) {
      OpenFile base = path.startsWith("/") ? openRoot(caller) : base(caller, dirfd, path);
      return checked(caller, base, path.startsWith("/") ? "." : name, create);
    }
    String directory = slash == 0 ? "/" : path.substring(0, slash);
    // What is made is made outside of the prefix, as open makes files; what is there is there.
    boolean prefixed = !create && tryPrefix(caller, path) && isPrefixed(path.substring(0, end));
    OpenFile base = base(caller, dirfd, path);
    try {
      int flags = OpenFlags.O_PATH | OpenFlags.O_DIRECTORY;
      OpenFile file = open(caller, base, directory, flags, 0, 0, prefixed);
      return checked(caller, file, name, create);
    } finally {
      base.release();
    }
  }

  private boolean isPrefixed(String path) {
    byte[] statx = new byte[FileStatus.SIZE];
    int flags = HostFiles.AT_SYMLINK_NOFOLLOW;
    String whole = prefix + path;
    return HostFiles.statx(HostFiles.AT_FDCWD, whole, flags, FileStatus.MASK, statx) == 0;
  }

  private OpenFile openRoot(Caller caller) {
    return open(caller, HostFiles.AT_FDCWD, "/", OpenFlags.O_PATH | OpenFlags.O_DIRECTORY, 0, 0);
  }

  private Parent checked(Caller caller, OpenFile file, String name, boolean create) {
    if (file.operations() instanceof HostFile) {
      return new Parent(file, name);
    }
    // Nothing can be made or removed in /proc; a name that is not there says so first.
    try (Found _ = find(caller, file, name, false)) {
      throw new ErrnoException(create ? Errno.EEXIST : Errno.EPERM);
    } finally {
      file.release();
    }
  }

  /**
   * The text of a symbolic link.
   *
   * @throws ErrnoException EINVAL when it is no link
   */
  public String readLink(Caller caller, int dirfd, String path) {
    if (path.isEmpty()) {
      OpenFile file = base(caller, dirfd, path);
      try (Found found = found(file)) {
        return readLink(found, Errno.ENOENT);
      }
    }
    try (Found found = find(caller, dirfd, path, false)) {
      return readLink(found, Errno.EINVAL);
    }
  }

  private static String readLink(Found found, int otherwise) {
    if (found.status().type() != FileMode.S_IFLNK) {
      throw new ErrnoException(otherwise);
    }
    int[] error = new int[1];
    String text = null;
    if (found instanceof Found.Host host) {
      text = HostFiles.readlinkat(host.fd(), "", error);
    } else if (found instanceof Found.Proc own) {
      text = linkText(own.node(), error);
    }
    if (text == null) {
      throw new ErrnoException(error[0] == 0 ? Errno.ENOENT : -error[0]);
    }
    return text;
  }

  private static String linkText(ProcNode node, int[] error) {
    if (node instanceof ProcNode.Link link) {
      return link.text().get();
    }
    if (node instanceof ProcNode.FileLink link) {
      return link.text();
    }
    return node instanceof ProcNode.Host host
        ? HostFiles.readlinkat(HostFiles.AT_FDCWD, host.hostPath(), error)
        : null;
  }

  private boolean tryPrefix(Caller caller, String path) {
    // A root tree has empty directories where the kernel's own file systems belong.
    if (prefix == null || !path.startsWith("/") || caller.fs().confined()) {
      return false;
    }
    String name = firstName(path);
    return switch (name) {
      case "proc", "sys", "dev" -> false;
      case "" -> true;
      default -> prefixNames == null || prefixNames.contains(name);
    };
  }

  /** Whether only the walk can tell, so that the host's own {@code /proc} is not even touched. */
  private static boolean needsWalk(OpenFile base, String path) {
    if (!path.startsWith("/")) {
      return !(base.operations() instanceof HostFile);
    }
    return firstName(path).equals("proc");
  }

  /** The first name of an absolute path; empty for the root. */
  private static String firstName(String path) {
    int start = 1;
    while (start < path.length() && path.charAt(start) == '/') {
      start++;
    }
    int end = path.indexOf('/', start);
    return path.substring(start, end < 0 ? path.length() : end);
  }

  // ENOENT: the name may exist in the guest's /proc only. ELOOP: a magic link, or many links.
  private static boolean worthWalking(int error) {
    return error == -Errno.ENOENT
        || error == -Errno.ELOOP
        || error == -Errno.ENOTDIR
        || error == -Errno.EACCES;
  }

  private PathWalk.End walk(Caller caller, OpenFile base, String path, boolean follow) {
    String start = path.startsWith("/") ? "/" : caller.fs().path(base);
    return PathWalk.walk(proc, caller, start, path, follow);
  }

  private int hostOpenWalked(
      Caller caller, OpenFile base, String path, int flags, int mode, long resolve) {
    int fd = hostOpen(caller, base, path, flags, mode, resolve);
    if (fd == -Errno.ENOENT && caller.fs().confined() && DevNodes.passed(path)) {
      return HostFiles.openat(HostFiles.AT_FDCWD, path, flags, mode);
    }
    return fd;
  }

  private static int hostOpen(
      Caller caller, OpenFile base, String path, int flags, int mode, long resolve) {
    int fd = base.operations() instanceof HostFile host ? host.fd() : HostFiles.AT_FDCWD;
    int permissions =
        (flags & HostFiles.toHost(OpenFlags.O_CREAT | OpenFlags.O_TMPFILE_BIT)) != 0
            ? mode & FileMode.S_IALLUGO
            : 0;
    long bits = resolve | HostFiles.RESOLVE_NO_MAGICLINKS;
    if ((resolve & SCOPED) != 0) {
      return retry(fd, path, flags, permissions, bits);
    }
    OpenFile root = caller.fs().acquireRoot();
    if (root == null) {
      return retry(fd, path, flags, permissions, bits);
    }
    try {
      String absolute = path;
      if (!path.startsWith("/")) {
        int result = retry(fd, path, flags, permissions, bits | HostFiles.RESOLVE_BENEATH);
        if (result != -Errno.EXDEV) {
          return result;
        }
        absolute = caller.fs().path(base) + "/" + path;
      }
      int rootFd = ((HostFile) root.operations()).fd();
      return retry(rootFd, absolute, flags, permissions, bits | HostFiles.RESOLVE_IN_ROOT);
    } finally {
      root.release();
    }
  }

  // A scoped look-up is told to come again when somebody renames directories at the same time.
  private static int retry(int fd, String path, int flags, int mode, long resolve) {
    int result = -Errno.EAGAIN;
    for (int i = 0; i < RETRIES && result == -Errno.EAGAIN; i++) {
      result = HostFiles.openat2(fd, path, flags, mode, resolve);
    }
    if (result == -Errno.ENOSYS && (resolve & SCOPED) == 0) {
      // A sandbox around us may hide openat2.
      return HostFiles.openat(fd, path, flags, mode);
    }
    return result;
  }
}
