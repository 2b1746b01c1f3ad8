package dev.armature.abi;

/** Flags of {@code open}: {@code asm-generic/fcntl.h} with ARM's own {@code asm/fcntl.h} values. */
public final class OpenFlags {
  public static final int O_RDONLY = 0;
  public static final int O_WRONLY = 1;
  public static final int O_RDWR = 2;
  public static final int O_ACCMODE = 3;
  public static final int O_CREAT = 0x40;
  public static final int O_EXCL = 0x80;
  public static final int O_NOCTTY = 0x100;
  public static final int O_TRUNC = 0x200;
  public static final int O_APPEND = 0x400;
  public static final int O_NONBLOCK = 0x800;
  public static final int O_DSYNC = 0x1000;
  public static final int O_ASYNC = 0x2000;
  public static final int O_DIRECTORY = 0x4000;
  public static final int O_NOFOLLOW = 0x8000;
  public static final int O_DIRECT = 0x10000;
  public static final int O_LARGEFILE = 0x20000;
  public static final int O_NOATIME = 0x40000;
  public static final int O_CLOEXEC = 0x80000;
  public static final int O_SYNC_BIT = 0x100000;
  public static final int O_SYNC = O_SYNC_BIT | O_DSYNC;
  public static final int O_PATH = 0x200000;
  public static final int O_TMPFILE_BIT = 0x400000;
  public static final int O_TMPFILE = O_TMPFILE_BIT | O_DIRECTORY;

  /** All flags that {@code openat2} accepts. */
  public static final int VALID =
      O_ACCMODE
          | O_CREAT
          | O_EXCL
          | O_NOCTTY
          | O_TRUNC
          | O_APPEND
          | O_NONBLOCK
          | O_SYNC
          | O_ASYNC
          | O_DIRECTORY
          | O_NOFOLLOW
          | O_DIRECT
          | O_LARGEFILE
          | O_NOATIME
          | O_CLOEXEC
          | O_PATH
          | O_TMPFILE_BIT;

  /** What {@code fcntl(F_SETFL)} changes: {@code SETFL_MASK} of the kernel's fs/fcntl.c. */
  public static final int SETTABLE = O_APPEND | O_NONBLOCK | O_ASYNC | O_DIRECT | O_NOATIME;

  // The flags with the same value everywhere.
  private static final int COMMON =
      VALID & ~(O_DIRECTORY | O_NOFOLLOW | O_DIRECT | O_LARGEFILE | O_ASYNC);

  private OpenFlags() {}

  /**
   * A guest's flags as the host's. {@code O_LARGEFILE} goes (a 64-bit host always has it) and so
   * does {@code O_ASYNC}, whose signal would reach the JVM.
   *
   * @param directory the host's {@code O_DIRECTORY}
   * @param noFollow the host's {@code O_NOFOLLOW}
   * @param direct the host's {@code O_DIRECT}
   */
  public static int toHost(int flags, int directory, int noFollow, int direct) {
    return (flags & COMMON)
        | ((flags & O_DIRECTORY) != 0 ? directory : 0)
        | ((flags & O_NOFOLLOW) != 0 ? noFollow : 0)
        | ((flags & O_DIRECT) != 0 ? direct : 0);
  }
}
