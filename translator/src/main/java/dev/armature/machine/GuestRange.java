package dev.armature.machine;

import dev.armature.machine.GuestFault.Access;

/**
 * Work on ranges of guest memory, all or nothing: where a page may not be accessed, or there is too
 * much to do without looking for signals in between, nothing is done and the result says so.
 * Whoever calls then goes another way, which finds the exact fault.
 */
public final class GuestRange {
  /** Bytes that are worked on at once: less than a millisecond. */
  public static final int MAX_LENGTH = 1 << 20;

  /** As a limit: as far as there is memory. */
  public static final int NO_LIMIT = -1;

  /** What scans answer when they did not get to an end. */
  public static final int UNKNOWN = -1;

  /** What {@link #compare} answers when it did not get to an end: no difference of bytes. */
  public static final int NO_ORDER = Integer.MIN_VALUE;

  private static final int IN_PAGE = GuestMemory.PAGE_SIZE - 1;
  private static final long ONES = 0x0101_0101_0101_0101L;
  private static final long TOPS = 0x8080_8080_8080_8080L;

  /** From here on HotSpot's own loops are faster than ours. */
  private static final int LONG = 192;

  /** How far ahead of the byte that decides a comparison the routines of C libraries read. */
  private static final int READ_AHEAD = 16;

  private GuestRange() {}

  /** Whether {@code length} bytes, 0 to {@link #MAX_LENGTH}, may be accessed without asking. */
  public static boolean allowed(GuestMemory memory, int address, int length, Access access) {
    int bit = access == Access.WRITE ? GuestMemory.WRITE : GuestMemory.READ;
    if (length <= 0) {
      return length == 0;
    }
    int last = address + length - 1;
    if (length > MAX_LENGTH
        || Integer.compareUnsigned(last, address) < 0
        || (memory.permissions(address) & memory.permissions(last) & bit) == 0) {
      return false;
    }
    return length <= GuestMemory.PAGE_SIZE || pagesBetween(memory, address, last, bit);
  }

  private static boolean pagesBetween(GuestMemory memory, int address, int last, int bit) {
    int end = last >>> GuestMemory.PAGE_SHIFT;
    for (int page = (address >>> GuestMemory.PAGE_SHIFT) + 1; page < end; page++) {
      if ((memory.permissions(page << GuestMemory.PAGE_SHIFT) & bit) == 0) {
        return false;
      }
    }
    return true;
  }

  /** Copies {@code length} bytes between ranges that do not overlap. */
  public static boolean copy(GuestMemory memory, int to, int from, int length) {
    if (!allowed(memory, to, length, Access.WRITE) || !allowed(memory, from, length, Access.READ)) {
      return false;
    }
    long s = memory.host(from);
    long d = memory.host(to);
    if (length >= LONG) {
      DirectMemory.copy(s, d, length);
    } else if (length >= 16) {
      long last = length - 16L;
      for (long i = 0; i < last; i += 16) {
        DirectMemory.putLong(d + i, DirectMemory.getLong(s + i));
        DirectMemory.putLong(d + i + 8, DirectMemory.getLong(s + i + 8));
      }
      DirectMemory.putLong(d + last, DirectMemory.getLong(s + last));
      DirectMemory.putLong(d + last + 8, DirectMemory.getLong(s + last + 8));
    } else if (length >= 8) {
      long a = DirectMemory.getLong(s);
      long b = DirectMemory.getLong(s + length - 8);
      DirectMemory.putLong(d, a);
      DirectMemory.putLong(d + length - 8, b);
    } else if (length >= 4) {
      int a = DirectMemory.getInt(s);
      int b = DirectMemory.getInt(s + length - 4);
      DirectMemory.putInt(d, a);
      DirectMemory.putInt(d + length - 4, b);
    } else {
      for (long i = 0; i < length; i++) {
        DirectMemory.putByte(d + i, (byte) DirectMemory.getByte(s + i));
      }
    }
    return true;
  }

  /** Copies {@code length} bytes, as they were before, between ranges that may overlap. */
  public static boolean move(GuestMemory memory, int to, int from, int length) {
    if (!allowed(memory, to, length, Access.WRITE) || !allowed(memory, from, length, Access.READ)) {
      return false;
    }
    DirectMemory.copy(memory.host(from), memory.host(to), length);
    return true;
  }

  /** Sets {@code length} bytes to the low byte of {@code value}. */
  public static boolean fill(GuestMemory memory, int address, int length, int value) {
    if (!allowed(memory, address, length, Access.WRITE)) {
      return false;
    }
    long d = memory.host(address);
    if (length >= LONG) {
      DirectMemory.fill(d, length, (byte) value);
    } else if (length >= 8) {
      long pattern = (value & 0xff) * ONES;
      long last = length - 8L;
      for (long i = 0; i < last; i += 8) {
        DirectMemory.putLong(d + i, pattern);
      }
      DirectMemory.putLong(d + last, pattern);
    } else {
      for (long i = 0; i < length; i++) {
        DirectMemory.putByte(d + i, (byte) value);
      }
    }
    return true;
  }

  /**
   * Finds a byte. Pages behind the one that has it are not looked at.
   *
   * @param limit unsigned: how many bytes to look at
   * @return how many bytes there are before it; {@code limit} when none of them is it; {@link
   *     #UNKNOWN} when a page could not be read or there is too much to read
   */
  public static int find(GuestMemory memory, int address, int limit, int value) {
    return find(memory, address, limit, value, value);
  }

  /** Finds the first byte that is zero or the low byte of {@code value}, as above. */
  public static int findInString(GuestMemory memory, int address, int value) {
    return find(memory, address, NO_LIMIT, value, 0);
  }

  private static int find(GuestMemory memory, int address, int limit, int value, int otherValue) {
    long pattern = (value & 0xff) * ONES;
    long other = (otherValue & 0xff) * ONES;
    int at = address;
    while (Integer.compareUnsigned(at - address, limit) < 0) {
      if ((memory.permissions(at) & GuestMemory.READ) == 0
          || Integer.compareUnsigned(at - address, MAX_LENGTH) > 0) {
        return UNKNOWN;
      }
      // In words that begin in this page: the base is aligned, so they lie in it.
      long begin = memory.host(at);
      long end = begin + GuestMemory.PAGE_SIZE - (at & IN_PAGE);
      long p = begin & -8;
      // What is before the first byte is no match.
      long before = (1L << (begin & 7) * 8) - 1;
      for (; ; ) {
        long word = DirectMemory.getLong(p);
        long x = word ^ pattern | before;
        long y = word ^ other | before;
        long match = (x - ONES & ~x | y - ONES & ~y) & TOPS;
        if (match != 0) {
          int found = at - address + (int) (p - begin) + (Long.numberOfTrailingZeros(match) >>> 3);
          return Integer.compareUnsigned(found, limit) < 0 ? found : limit;
        }
        before = 0;
        p += 8;
        if (p >= end) {
          break;
        }
      }
      at += (int) (end - begin);
      if (at == 0) {
        return UNKNOWN;
      }
    }
    return limit;
  }

  /** Length of the string at {@code address}, or {@link #UNKNOWN}. */
  public static int length(GuestMemory memory, int address) {
    return find(memory, address, NO_LIMIT, 0);
  }

  /** Compares strings, as below, without limit. */
  public static int compareStrings(GuestMemory memory, int a, int b) {
    return compareStrings(memory, a, b, NO_LIMIT);
  }

  /**
   * Compares strings.
   *
   * @param limit unsigned: how many bytes to look at
   * @return how many bytes there are before the first that differ or are both zero; {@code limit}
   *     when there are none; or {@link #UNKNOWN}
   */
  public static int compareStrings(GuestMemory memory, int a, int b, int limit) {
    int done = 0;
    while (done < MAX_LENGTH) {
      if (done == limit) {
        return limit;
      }
      int at = a + done;
      int bt = b + done;
      if ((memory.permissions(at) & memory.permissions(bt) & GuestMemory.READ) == 0) {
        return UNKNOWN;
      }
      long s = memory.host(at);
      long t = memory.host(bt);
      int here = GuestMemory.PAGE_SIZE - Math.max(at & IN_PAGE, bt & IN_PAGE);
      if (Integer.compareUnsigned(limit - done, here) < 0) {
        here = limit - done;
      }
      int i = 0;
      for (; i <= here - 8; i += 8) {
        long x = DirectMemory.getLong(s + i);
        long y = DirectMemory.getLong(t + i);
        long stop = x ^ y | x - ONES & ~x & TOPS;
        if (stop != 0) {
          // The lowest byte that is not zero is right, whichever half it comes from.
          return decided(memory, a, b, done + i + (Long.numberOfTrailingZeros(stop) >>> 3));
        }
      }
      for (; i < here; i++) {
        int x = DirectMemory.getByte(s + i);
        if (x != DirectMemory.getByte(t + i) || x == 0) {
          return decided(memory, a, b, done + i);
        }
      }
      done += here;
    }
    return UNKNOWN;
  }

  /**
   * The answer, unless the guest's routine may read a page behind it that is not there: it has read
   * some bytes ahead.
   */
  private static int decided(GuestMemory memory, int a, int b, int index) {
    int ahead = index + READ_AHEAD;
    return (memory.permissions(a + ahead) & memory.permissions(b + ahead) & GuestMemory.READ) == 0
        ? UNKNOWN
        : index;
  }

  /**
   * Compares {@code length} bytes as memcmp does.
   *
   * @return the difference of the first bytes that differ, 0 when none do, or {@link #NO_ORDER}
   */
  public static int compare(GuestMemory memory, int a, int b, int length) {
    if (!allowed(memory, a, length, Access.READ) || !allowed(memory, b, length, Access.READ)) {
      return NO_ORDER;
    }
    long s = memory.host(a);
    long t = memory.host(b);
    int i = 0;
    for (; i <= length - 8; i += 8) {
      long x = DirectMemory.getLong(s + i);
      long y = DirectMemory.getLong(t + i);
      if (x != y) {
        int shift = Long.numberOfTrailingZeros(x ^ y) & -8;
        return (int) (x >>> shift & 0xff) - (int) (y >>> shift & 0xff);
      }
    }
    for (; i < length; i++) {
      int order = (DirectMemory.getByte(s + i) & 0xff) - (DirectMemory.getByte(t + i) & 0xff);
      if (order != 0) {
        return order;
      }
    }
    return 0;
  }
}
