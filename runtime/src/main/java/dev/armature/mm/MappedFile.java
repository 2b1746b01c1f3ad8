package dev.armature.mm;

import dev.armature.host.HostDescriptors;
import dev.armature.host.HostFiles;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * A file of the host that areas map, with a descriptor of its own: a mapping outlives the guest's
 * close. Areas of several address spaces may share one; the last area that goes closes it.
 */
public final class MappedFile {
  /** A file, whatever its names: the device it is on and its inode number there. */
  public record Identity(int deviceMajor, int deviceMinor, long inode) {}

  private static final int S_IFMT = 0xf000;
  private static final int S_IFREG = 0x8000;
  private static final int STATX_MODE_TYPE_INO_SIZE = 0x1 | 0x2 | 0x100 | 0x200 | 0x400;
  private static final int STATX_SIZE = 256;

  /** The size of what has none: sums with it do not overflow. */
  private static final long NO_END = 1L << 60;

  private final int fd;
  private final String path;
  private final int mode;
  private final boolean writable;
  private final Identity identity;
  private final AtomicInteger areas = new AtomicInteger();
  private final Runnable unmapped;

  private MappedFile(int fd, String path, boolean writable, ByteBuffer status, Runnable unmapped) {
    this.fd = fd;
    this.unmapped = unmapped;
    this.path = path;
    this.writable = writable;
    this.mode = status.getShort(28) & 0xffff;
    this.identity = identity(status);
  }

  /**
   * A file to map.
   *
   * @param hostFd a descriptor; it is duplicated
   * @param path what /proc/pid/maps shows
   * @param writable whether the guest opened it for writing
   * @return null when the host has no descriptors left
   */
  static MappedFile open(int hostFd, String path, boolean writable) {
    int fd = HostDescriptors.duplicate(hostFd);
    return fd < 0 ? null : new MappedFile(fd, path, writable, status(fd), null);
  }

  /** A file without a name that backs shared anonymous memory. Null when the host refuses. */
  static MappedFile anonymous(long length) {
    int fd = HostFiles.memfdCreate("armature", 1);
    if (fd < 0) {
      return null;
    }
    if (HostDescriptors.ftruncate(fd, length) < 0) {
      HostDescriptors.close(fd);
      return null;
    }
    return new MappedFile(fd, "/dev/zero (deleted)", true, status(fd), null);
  }

  /**
   * A file that one segment of System V memory is in; {@code fd} is taken over.
   *
   * @param unmapped told after an area has gone, with no lock held
   */
  static MappedFile segment(int fd, String path, Runnable unmapped) {
    return new MappedFile(fd, path, true, status(fd), unmapped);
  }

  /** What hears of areas that go; null for all but segments. */
  Runnable unmapped() {
    return unmapped;
  }

  /** Who holds it: areas, and the segment itself. */
  int users() {
    return areas.get();
  }

  /** Bytes that the file takes in memory. */
  long resident() {
    return status(fd).getLong(48) * 512;
  }

  /** Which file a host descriptor is open on. */
  public static Identity identify(int hostFd) {
    return identity(status(hostFd));
  }

  private static Identity identity(ByteBuffer status) {
    return new Identity(status.getInt(136), status.getInt(140), status.getLong(32));
  }

  private static ByteBuffer status(int fd) {
    byte[] status = new byte[STATX_SIZE];
    HostFiles.statx(fd, "", HostFiles.AT_EMPTY_PATH, STATX_MODE_TYPE_INO_SIZE, status);
    return ByteBuffer.wrap(status).order(ByteOrder.LITTLE_ENDIAN);
  }

  int fd() {
    return fd;
  }

  public String path() {
    return path;
  }

  public Identity identity() {
    return identity;
  }

  public long inode() {
    return identity.inode();
  }

  public int deviceMajor() {
    return identity.deviceMajor();
  }

  public int deviceMinor() {
    return identity.deviceMinor();
  }

  /** Whether stores through a shared mapping may reach it. */
  boolean writable() {
    return writable;
  }

  /** Bytes that may be mapped now: the size of a regular file; devices have no end. */
  long size() {
    return (mode & S_IFMT) == S_IFREG ? status(fd).getLong(40) : NO_END;
  }

  void retain() {
    areas.incrementAndGet();
  }

  void release() {
    if (areas.decrementAndGet() == 0) {
      HostDescriptors.close(fd);
    }
  }
}
