package dev.armature.machine;

import dev.armature.machine.GuestFault.Access;
import dev.armature.machine.GuestFault.Cause;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;

/**
 * The 4 GiB a guest process sees, at host address {@link #base()} + guest address.
 *
 * <p>The memory manager reserves {@link #RESERVATION} bytes at base: the guest's 4 GiB, which the
 * host may read and write everywhere (no PROT_NONE: even a wrong guard can't kill the JVM), and
 * above them, at {@link #PERMISSIONS}, one byte per guest page with what the guest may do there.
 * The bytes live beside the memory, untouched pages of them cost nothing, and no access to them
 * needs a range check.
 *
 * <p>Every method checks permissions and throws {@link GuestFault}; unaligned accesses work. Values
 * are little-endian.
 */
public final class GuestMemory {
  public static final int PAGE_SHIFT = 12;
  public static final int PAGE_SIZE = 1 << PAGE_SHIFT;

  /** Bytes of guest address space. */
  public static final long SIZE = 1L << 32;

  /** Offset of the permission bytes from the base; the gap absorbs accesses at the very top. */
  public static final long PERMISSIONS = SIZE + 0x1_0000;

  /** Bytes to reserve at the base. */
  public static final long RESERVATION = PERMISSIONS + (SIZE >>> PAGE_SHIFT);

  /** Permission bits of a page. Linux on ARM has no write-only or execute-only pages. */
  public static final int READ = 1;

  public static final int WRITE = 2;
  public static final int EXECUTE = 4;

  /**
   * The page lies past the end of its mapped file: any access is SIGBUS. Set without the others.
   */
  public static final int PAST_END = 8;

  // One segment over the whole host address space: its bounds check folds to a constant.
  private static final MemorySegment HOST = MemorySegment.NULL.reinterpret(Long.MAX_VALUE);

  private final long base;

  /** Host address of the permission bytes. */
  private final long permissions;

  private final FaultResolver resolver;

  /**
   * Whether somebody else may write while a guest thread reads: another thread, or another process
   * by a shared mapping. Only then does it matter which accesses are atomic. Set by the thread that
   * runs here, in the call that lets the other one in; never taken back.
   */
  public boolean shared;

  /**
   * @param base host address of a reservation of {@link #RESERVATION} bytes, page aligned
   * @param resolver asked before an access is refused
   */
  public GuestMemory(long base, FaultResolver resolver) {
    this.base = base;
    this.permissions = base + PERMISSIONS;
    this.resolver = resolver;
  }

  /** Host address of guest address 0. */
  public long base() {
    return base;
  }

  /** Host address of a guest address. No check is made. */
  public long host(int address) {
    return base + (address & 0xffff_ffffL);
  }

  /** The permission bits of the page that holds {@code address}. */
  public int permissions(int address) {
    return DirectMemory.getByte(permissions + (address >>> PAGE_SHIFT));
  }

  /** Sets the permission bits of {@code pages} pages from the one that holds {@code address}. */
  public void setPermissions(int address, int pages, int bits) {
    DirectMemory.fill(permissions + (address >>> PAGE_SHIFT), pages, (byte) bits);
  }

  /** Whether every byte of the range may be accessed in the way {@code bits} say. */
  public boolean allows(int address, int length, int bits) {
    if (length == 0) {
      return true;
    }
    long last = (address & 0xffff_ffffL) + (length & 0xffff_ffffL) - 1;
    if (last >= SIZE) {
      return false;
    }
    int page = address >>> PAGE_SHIFT;
    int end = (int) (last >>> PAGE_SHIFT) + 1;
    long eight = bits * 0x0101_0101_0101_0101L;
    for (; page + 8 <= end; page += 8) {
      if ((DirectMemory.getLong(permissions + page) & eight) != eight) {
        return false;
      }
    }
    for (; page < end; page++) {
      if ((permissions(page << PAGE_SHIFT) & bits) != bits) {
        return false;
      }
    }
    return true;
  }

  /**
   * Makes sure that {@code width} (1..64) bytes at {@code address} may be accessed, or throws. The
   * address space does not wrap: an access over its end faults.
   */
  public void check(int address, int width, Access access) {
    int last = address + width - 1;
    int need = need(access);
    if ((permissions(address) & need) == 0) {
      refuse(address, access);
    }
    if ((address ^ last) >>> PAGE_SHIFT != 0 && (permissions(last) & need) == 0) {
      refuse(last & -PAGE_SIZE, access);
    }
  }

  private static int need(Access access) {
    return switch (access) {
      case READ -> READ;
      case WRITE -> WRITE;
      case EXECUTE -> EXECUTE;
    };
  }

  /**
   * The resolver's word decides: it looked under the lock of the mappings. What the permission byte
   * says afterwards may already be the next change of another thread, which comes after this
   * access.
   */
  private void refuse(int address, Access access) {
    if (!resolver.resolve(address, access)) {
      throw new GuestFault(address, access, Cause.MAPPING);
    }
  }

  private boolean plain(int address, int lastOffset, int need) {
    return (permissions(address) & need) != 0
        && (address & (PAGE_SIZE - 1)) <= PAGE_SIZE - 1 - lastOffset;
  }

  public int load8(int address) {
    if (!plain(address, 0, READ)) {
      check(address, 1, Access.READ);
    }
    return DirectMemory.getByte(host(address)) & 0xff;
  }

  public int load8s(int address) {
    return (byte) load8(address);
  }

  public int load16(int address) {
    return load16s(address) & 0xffff;
  }

  public int load16s(int address) {
    if (!plain(address, 1, READ)) {
      check(address, 2, Access.READ);
    }
    return DirectMemory.getShort(host(address));
  }

  public int load32(int address) {
    if (!plain(address, 3, READ)) {
      check(address, 4, Access.READ);
    }
    return DirectMemory.getInt(host(address));
  }

  public long load64(int address) {
    if (!plain(address, 7, READ)) {
      check(address, 8, Access.READ);
    }
    return DirectMemory.getLong(host(address));
  }

  public void store8(int address, int value) {
    if (!plain(address, 0, WRITE)) {
      check(address, 1, Access.WRITE);
    }
    DirectMemory.putByte(host(address), (byte) value);
  }

  public void store16(int address, int value) {
    if (!plain(address, 1, WRITE)) {
      check(address, 2, Access.WRITE);
    }
    DirectMemory.putShort(host(address), (short) value);
  }

  public void store32(int address, int value) {
    if (!plain(address, 3, WRITE)) {
      check(address, 4, Access.WRITE);
    }
    DirectMemory.putInt(host(address), value);
  }

  public void store64(int address, long value) {
    if (!plain(address, 7, WRITE)) {
      check(address, 8, Access.WRITE);
    }
    DirectMemory.putLong(host(address), value);
  }

  /**
   * The byte at {@code address}, without a check: the caller has looked at {@link #permissions}.
   * Like the other accesses without a check for the interpreter's loop, where a call costs more
   * than the access: HotSpot's first compiler inlines these there, but no branches well.
   */
  public int uncheckedByte(int address) {
    return DirectMemory.getByte(host(address)) & 0xff;
  }

  /** The halfword at {@code address}, which lies in one page, without a check. */
  public int uncheckedHalfword(int address) {
    return DirectMemory.getShort(host(address)) & 0xffff;
  }

  /** The word at {@code address}, which lies in one page, without a check. */
  public int uncheckedWord(int address) {
    return DirectMemory.getInt(host(address));
  }

  /** Stores a byte without a check. */
  public void setUncheckedByte(int address, int value) {
    DirectMemory.putByte(host(address), (byte) value);
  }

  /** Stores a halfword, which lies in one page, without a check. */
  public void setUncheckedHalfword(int address, int value) {
    DirectMemory.putShort(host(address), (short) value);
  }

  /** Stores a word, which lies in one page, without a check. */
  public void setUncheckedWord(int address, int value) {
    DirectMemory.putInt(host(address), value);
  }

  /** Fetches a halfword of code. */
  public int fetch16(int address) {
    if ((permissions(address) & EXECUTE) == 0) {
      check(address, 2, Access.EXECUTE);
    }
    return DirectMemory.getShort(host(address)) & 0xffff;
  }

  /** Fetches a word of code; {@code address} is word aligned. */
  public int fetch32(int address) {
    if ((permissions(address) & EXECUTE) == 0) {
      check(address, 4, Access.EXECUTE);
    }
    return DirectMemory.getInt(host(address));
  }

  /** Copies code bytes that were fetched before. */
  public byte[] codeBytes(int start, int end) {
    return HOST.asSlice(host(start), end - start).toArray(ValueLayout.JAVA_BYTE);
  }

  /** Whether executable pages hold {@code bytes} at {@code start}. */
  public boolean isCode(int start, byte[] bytes) {
    return allows(start, bytes.length, EXECUTE) && DirectMemory.isSame(host(start), bytes);
  }

  /**
   * The same for bytes that lie in {@code words}, little-endian.
   *
   * @param from offset of the first one in bytes
   */
  public boolean isCode(int start, int[] words, int from, int length) {
    return allows(start, length, EXECUTE) && DirectMemory.isSame(host(start), words, from, length);
  }

  /**
   * Compares and sets an aligned word, atomically where that matters; the caller has checked
   * permission and alignment.
   */
  public boolean compareAndSet32(int address, int expected, int value) {
    if (!shared) {
      boolean same = DirectMemory.getInt(host(address)) == expected;
      if (same) {
        DirectMemory.putInt(host(address), value);
      }
      return same;
    }
    return DirectMemory.compareAndSetInt(host(address), expected, value);
  }

  /** As {@link #compareAndSet32} a doubleword. */
  boolean compareAndSet64(int address, long expected, long value) {
    if (!shared) {
      boolean same = DirectMemory.getLong(host(address)) == expected;
      if (same) {
        DirectMemory.putLong(host(address), value);
      }
      return same;
    }
    return DirectMemory.compareAndSetLong(host(address), expected, value);
  }
}
