package dev.armature.mm;

import static dev.armature.host.HostMemory.MAP_ANONYMOUS;
import static dev.armature.host.HostMemory.MAP_FIXED;
import static dev.armature.host.HostMemory.MAP_FIXED_NOREPLACE;
import static dev.armature.host.HostMemory.MAP_NORESERVE;
import static dev.armature.host.HostMemory.MAP_PRIVATE;
import static dev.armature.host.HostMemory.MAP_SHARED;
import static dev.armature.host.HostMemory.PROT_READ;
import static dev.armature.host.HostMemory.PROT_WRITE;

import dev.armature.abi.Errno;
import dev.armature.abi.ErrnoException;
import dev.armature.host.HostBytes;
import dev.armature.host.HostMemory;
import dev.armature.machine.GuestMemory;

/**
 * The host memory behind an address space: 4 GiB of private zero pages that cost nothing until they
 * are touched, the permission bytes above them, and files mapped over parts of it.
 *
 * <p>All of it may be read and written by the host at any time, with one exception: a shared
 * mapping of a file that isn't open for writing can only be read. Guest addresses are unsigned
 * numbers in a {@code long} and page aligned.
 */
final class Reservation {
  /**
   * A base that fits a signed 32-bit constant makes translated code a fifth faster. The first
   * address space usually finds it free.
   */
  private static final long LOW_BASE = 0x2000_0000L;

  private static final int PROT = PROT_READ | PROT_WRITE;
  private static final int ZERO = MAP_PRIVATE | MAP_ANONYMOUS | MAP_NORESERVE;

  private final long base;

  private Reservation(long base) {
    this.base = base;
    // Huge pages would make a touched page 2 MiB, and fork copies what was touched.
    HostMemory.madvise(base, GuestMemory.RESERVATION, HostMemory.MADV_NOHUGEPAGE);
  }

  /**
   * Reserves address space.
   *
   * @param wanted where it would best begin, the best address first
   * @throws ErrnoException ENOMEM when the host has none left
   */
  static Reservation create(long... wanted) {
    for (long place : wanted) {
      if (mapAt(place)) {
        return new Reservation(place);
      }
    }
    if (mapAt(LOW_BASE)) {
      return new Reservation(LOW_BASE);
    }
    long base = HostMemory.mmap(0, GuestMemory.RESERVATION, PROT, ZERO, -1, 0);
    if (HostMemory.failed(base)) {
      throw new ErrnoException(Errno.ENOMEM);
    }
    return new Reservation(base);
  }

  /** Maps zero pages at {@code base} if nothing is there. */
  private static boolean mapAt(long base) {
    long length = GuestMemory.RESERVATION;
    long got = HostMemory.mmap(base, length, PROT, ZERO | MAP_FIXED_NOREPLACE, -1, 0);
    if (!HostMemory.failed(got) && got != base) {
      // A host older than the flag took the address as a hint.
      HostMemory.munmap(got, length);
      return false;
    }
    return got == base;
  }

  long base() {
    return base;
  }

  long host(long address) {
    return base + address;
  }

  /** Gives everything back. Nobody may touch guest memory after this. */
  void close() {
    HostMemory.munmap(base, GuestMemory.RESERVATION);
  }

  /** Makes the range zero pages again and returns what it held to the host. */
  int clear(long start, long length) {
    long result = HostMemory.mmap(host(start), length, PROT, ZERO | MAP_FIXED, -1, 0);
    return HostMemory.failed(result) ? (int) result : 0;
  }

  /** Drops the contents of private anonymous pages, which costs less than {@link #clear}. */
  void discard(long start, long length) {
    HostMemory.madvise(host(start), length, HostMemory.MADV_DONTNEED);
  }

  /** Maps an area's file over its place. */
  int mapFile(Vma vma) {
    boolean shared = vma.has(VmFlags.VM_MAYSHARE);
    int prot = shared && !vma.file().writable() ? PROT_READ : PROT;
    int flags = MAP_FIXED | MAP_NORESERVE | (shared ? MAP_SHARED : MAP_PRIVATE);
    long result =
        HostMemory.mmap(
            host(vma.start()), vma.length(), prot, flags, vma.file().fd(), vma.pgoff() << 12);
    return HostMemory.failed(result) ? (int) result : 0;
  }

  int advise(long start, long length, int advice) {
    return HostMemory.madvise(host(start), length, advice);
  }

  /** Copies pages within the reservation, or from another one. */
  void copyFrom(Reservation source, long from, long to, long length) {
    HostBytes.copy(source.host(from), host(to), length);
  }

  void copyPermissions(Reservation source, long start, long pages) {
    long at = GuestMemory.PERMISSIONS + (start >>> GuestMemory.PAGE_SHIFT);
    HostBytes.copy(source.base + at, base + at, pages);
  }

  /**
   * Moves the pages of private anonymous memory and leaves zero pages in their place.
   *
   * @return false when the host can't; then the caller copies
   */
  boolean move(long from, long to, long length) {
    int flags = HostMemory.MREMAP_MAYMOVE | HostMemory.MREMAP_FIXED | HostMemory.MREMAP_DONTUNMAP;
    return !HostMemory.failed(HostMemory.mremap(host(from), length, length, flags, host(to)));
  }
}
