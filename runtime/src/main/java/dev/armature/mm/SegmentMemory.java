package dev.armature.mm;

import dev.armature.abi.Errno;
import dev.armature.abi.Mman;
import dev.armature.host.HostDescriptors;
import dev.armature.host.HostFiles;

/**
 * The memory of a System V segment: a file without a name, which lives as long as the segment and
 * the areas that map it. It counts those areas as the kernel does ({@code shm_open}, {@code
 * shm_close}): fork adds some, exit and munmap take some away.
 */
public final class SegmentMemory {
  private final MappedFile file;
  private final long length;
  private int holds;

  private SegmentMemory(MappedFile file, long length) {
    this.file = file;
    this.length = length;
    file.retain();
  }

  /**
   * New memory, all zero.
   *
   * @param path what /proc/pid/maps shows
   * @param unmapped called after an area has gone, with no lock of an address space held
   * @return null when the host refuses
   */
  public static SegmentMemory create(long length, String path, Runnable unmapped) {
    long rounded = AddressSpace.pageAlign(length);
    int fd = HostFiles.memfdCreate("armature", 1);
    if (fd < 0) {
      return null;
    }
    if (HostDescriptors.ftruncate(fd, rounded) < 0) {
      HostDescriptors.close(fd);
      return null;
    }
    return new SegmentMemory(MappedFile.segment(fd, path, unmapped), rounded);
  }

  /** How many areas map it. */
  public int areas() {
    return file.users() - 1 - holds;
  }

  /** Keeps it while somebody is about to map it. The caller's lock guards this. */
  public void hold() {
    holds++;
    file.retain();
  }

  public void unhold() {
    holds--;
    file.release();
  }

  public boolean held() {
    return holds > 0;
  }

  /** Bytes in memory. */
  public long resident() {
    return file.resident();
  }

  /** The segment is gone; areas that are left keep the memory. */
  public void close() {
    file.release();
  }

  /**
   * Maps all of it ({@code do_shmat}).
   *
   * @param fixed whether {@code address} is where it must go
   * @param replace whether it may go over other mappings (SHM_REMAP)
   * @return the address or a negated errno
   */
  public int attach(
      AddressSpace mm,
      int address,
      boolean readOnly,
      boolean execute,
      boolean fixed,
      boolean replace) {
    int prot = readOnly ? Mman.PROT_READ : Mman.PROT_READ | Mman.PROT_WRITE;
    if (execute) {
      prot |= Mman.PROT_EXEC;
    }
    int flags = Mman.MAP_SHARED;
    if (fixed) {
      flags |= replace ? Mman.MAP_FIXED : Mman.MAP_FIXED_NOREPLACE;
    }
    MapSource source = new MapSource(file.fd(), file.path(), true, !readOnly, false, false, file);
    int result = mm.mmap(address, (int) length, prot, flags, source, 0);
    return result == -Errno.EEXIST ? -Errno.EINVAL : result;
  }

  /**
   * shmdt: unmaps the segment whose first page is mapped at {@code address}, with all parts of it
   * that lie where the whole would.
   *
   * @return what was mapped, for {@link #is}; null when there is none
   */
  public static Object detach(AddressSpace mm, int address) {
    return AddressSpace.misaligned(address) ? null : mm.detachSegment(address);
  }

  /** Whether this is what {@link #detach} unmapped. */
  public boolean is(Object detached) {
    return file == detached;
  }
}
