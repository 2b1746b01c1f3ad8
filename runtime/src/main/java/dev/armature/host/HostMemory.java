package dev.armature.host;

/**
 * The host's memory mapping calls. Addresses are host addresses; results are the kernel's or the
 * negated error number.
 */
public final class HostMemory {
  public static final int PROT_READ = 1;
  public static final int PROT_WRITE = 2;

  public static final int MAP_SHARED = 0x01;
  public static final int MAP_PRIVATE = 0x02;
  public static final int MAP_FIXED = 0x10;
  public static final int MAP_ANONYMOUS = 0x20;
  public static final int MAP_NORESERVE = 0x4000;
  public static final int MAP_FIXED_NOREPLACE = 0x100000;

  public static final int MADV_WILLNEED = 3;
  public static final int MADV_DONTNEED = 4;
  public static final int MADV_FREE = 8;
  public static final int MADV_REMOVE = 9;
  public static final int MADV_NOHUGEPAGE = 15;
  public static final int MADV_POPULATE_READ = 22;
  public static final int MADV_POPULATE_WRITE = 23;

  public static final int MREMAP_MAYMOVE = 1;
  public static final int MREMAP_FIXED = 2;
  public static final int MREMAP_DONTUNMAP = 4;

  public static final int MS_SYNC = 4;

  private static final boolean ARM64 = System.getProperty("os.arch").equals("aarch64");
  private static final int MMAP = nr(9, 222);
  private static final int MPROTECT = nr(10, 226);
  private static final int MUNMAP = nr(11, 215);
  private static final int MREMAP = nr(25, 216);
  private static final int MSYNC = nr(26, 227);
  private static final int MINCORE = nr(27, 232);
  private static final int MADVISE = nr(28, 233);

  private HostMemory() {}

  private static int nr(int x86, int arm64) {
    return ARM64 ? arm64 : x86;
  }

  /** Whether the result of {@link #mmap} is an error and not an address. */
  public static boolean failed(long result) {
    return result < 0 && result >= -4095;
  }

  public static long mmap(long address, long length, int prot, int flags, int fd, long offset) {
    return HostSyscall.call(MMAP, address, length, prot, flags, fd, offset);
  }

  public static int mprotect(long address, long length, int prot) {
    return (int) HostSyscall.call(MPROTECT, address, length, prot);
  }

  public static int munmap(long address, long length) {
    return (int) HostSyscall.call(MUNMAP, address, length);
  }

  public static long mremap(long from, long oldLength, long newLength, int flags, long to) {
    return HostSyscall.call(MREMAP, from, oldLength, newLength, flags, to);
  }

  public static int msync(long address, long length, int flags) {
    return (int) HostSyscall.call(MSYNC, address, length, flags);
  }

  public static int madvise(long address, long length, int advice) {
    return (int) HostSyscall.call(MADVISE, address, length, advice);
  }

  /** One byte per page into {@code resident}: bit 0 is set when the page is in memory. */
  public static int mincore(long address, int pages, byte[] resident) {
    long buffer = HostSyscall.scratch().address();
    for (int done = 0; done < pages; ) {
      int count = Math.min(pages - done, HostSyscall.SCRATCH_SIZE);
      int result = (int) HostSyscall.call(MINCORE, address + done * 4096L, count * 4096L, buffer);
      if (result < 0) {
        return result;
      }
      HostBytes.copyOut(buffer, resident, done, count);
      done += count;
    }
    return 0;
  }
}
