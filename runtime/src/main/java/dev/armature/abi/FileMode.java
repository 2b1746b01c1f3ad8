package dev.armature.abi;

/** File types and permission bits of {@code st_mode} ({@code linux/stat.h}). */
public final class FileMode {
  public static final int S_IFMT = 0xf000;
  public static final int S_IFSOCK = 0xc000;
  public static final int S_IFLNK = 0xa000;
  public static final int S_IFREG = 0x8000;
  public static final int S_IFBLK = 0x6000;
  public static final int S_IFDIR = 0x4000;
  public static final int S_IFCHR = 0x2000;
  public static final int S_IFIFO = 0x1000;

  /** Permissions with set-id and sticky bits. */
  public static final int S_IALLUGO = 07777;

  private FileMode() {}
}
