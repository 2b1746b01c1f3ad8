package dev.armature.vfs;

import dev.armature.abi.ErrnoException;
import dev.armature.abi.OpenFlags;
import dev.armature.host.HostFiles;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Working directory, root and umask of a process ({@code fs_struct}), shared by tasks that were
 * cloned with {@code CLONE_FS}.
 *
 * <p>The directories are open files, so they stay valid when they are renamed or removed.
 */
public final class FsStruct {
  private final AtomicInteger users = new AtomicInteger(1);
  private OpenFile root;
  private String rootPath;
  private OpenFile cwd;
  private volatile int umask;

  private FsStruct(OpenFile root, OpenFile cwd, int umask) {
    setRootLocked(root);
    this.cwd = cwd;
    this.umask = umask;
  }

  /**
   * The state of the first process.
   *
   * @param root host path of the directory the guest takes for {@code /}, or {@code null} for the
   *     host's own; with one, the working directory is its top
   * @param cwd host path of the working directory otherwise
   * @throws ErrnoException when a directory can't be opened
   */
  public static FsStruct initial(String root, String cwd, int umask) {
    if (root == null) {
      return new FsStruct(null, directory(cwd), umask);
    }
    OpenFile top = directory(root);
    top.acquire();
    return new FsStruct(top, top, umask);
  }

  private static OpenFile directory(String path) {
    int flags = HostFiles.O_PATH | HostFiles.O_DIRECTORY | HostFiles.O_CLOEXEC;
    int fd = ErrnoException.check(HostFiles.openat(HostFiles.AT_FDCWD, path, flags, 0));
    return new OpenFile(
        HostFile.of(fd, HostFile.statusOf(fd)), OpenFlags.O_PATH | OpenFlags.O_DIRECTORY);
  }

  /** A copy for fork, with one user. */
  public synchronized FsStruct copy() {
    if (root != null) {
      root.acquire();
    }
    cwd.acquire();
    return new FsStruct(root, cwd, umask);
  }

  /** One more task uses this. */
  public void get() {
    users.incrementAndGet();
  }

  /** One task less; the last one closes the directories. */
  public synchronized void put() {
    if (users.decrementAndGet() == 0) {
      cwd.release();
      if (root != null) {
        root.release();
      }
    }
  }

  /** The working directory with a reference for the caller. */
  public synchronized OpenFile acquireCwd() {
    cwd.acquire();
    return cwd;
  }

  /** The root with a reference for the caller; {@code null} when it is the host's. */
  public synchronized OpenFile acquireRoot() {
    if (root != null) {
      root.acquire();
    }
    return root;
  }

  /** Whether the guest's root is not the host's. */
  public synchronized boolean confined() {
    return root != null;
  }

  /** The host's descriptor of the root; only when {@link #confined}. */
  synchronized int rootFd() {
    return ((HostFile) root.operations()).fd();
  }

  /** Changes the working directory; takes over the reference. */
  public synchronized void setCwd(OpenFile directory) {
    OpenFile old = cwd;
    cwd = directory;
    old.release();
  }

  /** Changes the root; takes over the reference. */
  public synchronized void setRoot(OpenFile directory) {
    OpenFile old = root;
    setRootLocked(directory);
    if (old != null) {
      old.release();
    }
  }

  private void setRootLocked(OpenFile directory) {
    root = directory;
    rootPath = directory == null ? null : directory.operations().path();
  }

  public int umask() {
    return umask;
  }

  /** Sets the mask and returns the old one. */
  public synchronized int setUmask(int mask) {
    int old = umask;
    umask = mask & 0777;
    return old;
  }

  /**
   * The path of an open file as this process sees it: {@code d_path}. Pipes and their like have a
   * name such as {@code pipe:[123]}.
   */
  public String path(OpenFile file) {
    return path(file.operations());
  }

  synchronized String path(FileOperations operations) {
    String path = operations.path();
    if (rootPath == null || !(operations instanceof HostFile) || !path.startsWith("/")) {
      return path;
    }
    if (rootPath.equals("/")) {
      return path;
    }
    if (path.startsWith(rootPath)) {
      String rest = path.substring(rootPath.length());
      if (rest.isEmpty()) {
        return "/";
      }
      if (rest.startsWith("/")) {
        return rest;
      }
    }
    return "(unreachable)" + path;
  }

  /** {@code getcwd}. */
  public String cwdPath() {
    OpenFile directory = acquireCwd();
    try {
      return path(directory);
    } finally {
      directory.release();
    }
  }
}
