package dev.armature.host;

/**
 * Which pages of this process hold data of their own: {@code /proc/self/pagemap} of the host
 * (Documentation/admin-guide/mm/pagemap.rst). For private mappings these are the pages that were
 * written, or read while anonymous.
 */
public final class HostPagemap implements AutoCloseable {
  /** Told about runs of pages. It must not use the host's per-thread scratch buffer. */
  @FunctionalInterface
  public interface Runs {
    void run(long address, long length);
  }

  private static final long PRESENT = 1L << 63;
  private static final long SWAPPED = 1L << 62;
  private static final long FILE_OR_SHARED = 1L << 61;
  private static final int PAGE = 4096;

  private final int fd;

  private HostPagemap(int fd) {
    this.fd = fd;
  }

  /** Opens the map. Where the host hides it, every resident page counts as written. */
  public static HostPagemap open() {
    return new HostPagemap(
        HostFiles.openat(
            HostFiles.AT_FDCWD, "/proc/self/pagemap", HostFiles.O_RDONLY | HostFiles.O_CLOEXEC, 0));
  }

  /** Finds the pages of {@code [address, address + length)} that have private contents. */
  public void written(long address, long length, Runs runs) {
    long runStart = address;
    long end = address + length;
    long buffer = HostSyscall.scratch().address();
    for (long at = address; at < end; ) {
      int pages = (int) Math.min((end - at) / PAGE, HostSyscall.SCRATCH_SIZE / 8);
      long got = fd < 0 ? -1 : HostDescriptors.pread(fd, buffer, pages * 8L, at / PAGE * 8);
      if (got != pages * 8L) {
        resident(at, pages, buffer);
      }
      for (int i = 0; i < pages; i++, at += PAGE) {
        long entry = HostBytes.getLong(buffer + i * 8L);
        boolean own = (entry & (PRESENT | SWAPPED)) != 0 && (entry & FILE_OR_SHARED) == 0;
        if (!own) {
          if (runStart < at) {
            runs.run(runStart, at - runStart);
          }
          runStart = at + PAGE;
        }
      }
    }
    if (runStart < end) {
      runs.run(runStart, end - runStart);
    }
  }

  /** Writes pagemap entries made from mincore to the buffer; that a file's page is one is lost. */
  private static void resident(long address, int pages, long buffer) {
    byte[] resident = new byte[pages];
    boolean known = HostMemory.mincore(address, pages, resident) == 0;
    for (int i = 0; i < pages; i++) {
      HostBytes.setLong(buffer + i * 8L, known && (resident[i] & 1) == 0 ? 0 : PRESENT);
    }
  }

  @Override
  public void close() {
    if (fd >= 0) {
      HostDescriptors.close(fd);
    }
  }
}
