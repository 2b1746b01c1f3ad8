package dev.armature.vfs;

import dev.armature.abi.FileMode;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/**
 * The status of a file as the kernel's {@code struct statx} (256 bytes, the same layout on every
 * architecture), from which all {@code stat} layouts of the guest are made.
 */
public final class FileStatus {
  /** Bytes of {@code struct statx}. */
  public static final int SIZE = 256;

  /** {@code STATX_BASIC_STATS | STATX_BTIME | STATX_MNT_ID}. */
  public static final int MASK = 0x1fff;

  private static final int BASIC_STATS = 0x7ff;
  private static final VarHandle INT =
      MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.LITTLE_ENDIAN);
  private static final VarHandle LONG =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
  private static final VarHandle SHORT =
      MethodHandles.byteArrayViewVarHandle(short[].class, ByteOrder.LITTLE_ENDIAN);

  private final byte[] statx;

  FileStatus(byte[] statx) {
    this.statx = statx;
  }

  /** The status of a file that lives in this JVM only. */
  public static FileStatus of(
      int mode, long inode, int uid, int gid, long size, int links, long seconds) {
    FileStatus status = new FileStatus(new byte[SIZE]);
    status.set(0, BASIC_STATS);
    status.set(4, 4096 > size ? 1024 : 4096);
    status.set(16, links);
    status.set(20, uid);
    status.set(24, gid);
    SHORT.set(status.statx, 28, (short) mode);
    LONG.set(status.statx, 32, inode);
    LONG.set(status.statx, 40, size);
    for (int time : new int[] {64, 96, 112}) {
      LONG.set(status.statx, time, seconds);
    }
    return status;
  }

  /** The status of files without a place in any file system: {@code anon_inodefs}. */
  public static FileStatus anonymous() {
    return of(0600, 1, 0, 0, 0, 1, 0).on(0, 0xe);
  }

  /** The status of a file that only this JVM has, on a file system with device 0:minor. */
  public static FileStatus virtual(int mode, long inode, int uid, int gid, long size, int minor) {
    return of(mode, inode, uid, gid, size, 1, System.currentTimeMillis() / 1000).on(0, minor);
  }

  /** Gives the file's device number, for files that live in this JVM. */
  FileStatus on(int major, int minor) {
    set(136, major);
    set(140, minor);
    return this;
  }

  private int get(int offset) {
    return (int) INT.get(statx, offset);
  }

  private void set(int offset, int value) {
    INT.set(statx, offset, value);
  }

  /** The whole structure; not a copy. */
  public byte[] statx() {
    return statx;
  }

  public int blockSize() {
    return get(4);
  }

  public int links() {
    return get(16);
  }

  public int uid() {
    return get(20);
  }

  public int gid() {
    return get(24);
  }

  /** Type and permissions. */
  public int mode() {
    return (short) SHORT.get(statx, 28) & 0xffff;
  }

  /** The type bits alone, {@link FileMode#S_IFREG} and so on. */
  public int type() {
    return mode() & FileMode.S_IFMT;
  }

  public long inode() {
    return (long) LONG.get(statx, 32);
  }

  public long size() {
    return (long) LONG.get(statx, 40);
  }

  /** Blocks of 512 bytes. */
  public long blocks() {
    return (long) LONG.get(statx, 48);
  }

  public long accessSeconds() {
    return (long) LONG.get(statx, 64);
  }

  public int accessNanoseconds() {
    return get(72);
  }

  public long changeSeconds() {
    return (long) LONG.get(statx, 96);
  }

  public int changeNanoseconds() {
    return get(104);
  }

  public long modificationSeconds() {
    return (long) LONG.get(statx, 112);
  }

  public int modificationNanoseconds() {
    return get(120);
  }

  /** The device the file is, for device files: {@code new_encode_dev}. */
  public int rdev() {
    return encode(get(128), get(132));
  }

  /** The device the file is on: {@code new_encode_dev}. */
  public int dev() {
    return encode(get(136), get(140));
  }

  /** Device numbers as the kernel packs them into 32 bits ({@code new_encode_dev}). */
  public static int encode(int major, int minor) {
    return (minor & 0xff) | major << 8 | (minor & ~0xff) << 12;
  }

  /** Which file this is, whatever its names. */
  FileId id() {
    return new FileId(dev(), inode());
  }

  @Override
  public String toString() {
    return "mode " + Integer.toOctalString(mode()) + " inode " + inode() + " size " + size();
  }
}
