package dev.armature.mm;

import dev.armature.abi.Errno;
import dev.armature.abi.ErrnoException;
import dev.armature.host.HostAtomics;
import dev.armature.host.HostBytes;
import dev.armature.machine.GuestFault.Access;
import dev.armature.machine.GuestMemory;

/**
 * The one door through which the kernel touches user memory (include/linux/uaccess.h). Every access
 * is checked against user memory's end and the pages' permissions, and lets the stack grow as the
 * guest's own would.
 *
 * <p>A bad address throws EFAULT, one exception object for all: a handler simply reads and writes,
 * and system call entry makes the error number of it. Nothing here allocates for scalars.
 */
public final class Uaccess {
  private final ErrnoException efault = new ErrnoException(Errno.EFAULT);

  private final GuestMemory memory;
  private final Faults faults;

  Uaccess(GuestMemory memory, Faults faults) {
    this.memory = memory;
    this.faults = faults;
  }

  /** How many bytes from {@code address} on may be accessed, at most {@code length}. */
  public int accessible(int address, int length, Access access) {
    int need = access == Access.WRITE ? GuestMemory.WRITE : GuestMemory.READ;
    long start = address & 0xffff_ffffL;
    long end = Math.min(start + (length & 0xffff_ffffL), AddressSpace.TASK_SIZE);
    long at = start;
    while (at < end && pageAllows((int) at, need, access)) {
      at = (at | (GuestMemory.PAGE_SIZE - 1)) + 1;
    }
    return (int) (Math.max(Math.min(at, end), start) - start);
  }

  private boolean pageAllows(int address, int need, Access access) {
    return (memory.permissions(address) & need) != 0 || faults.resolve(address, access);
  }

  /** The host address of bytes that the kernel will read, all of which are accessible. */
  public long readable(int address, int length) {
    if (accessible(address, length, Access.READ) != length) {
      throw efault;
    }
    return memory.host(address);
  }

  /** The host address of bytes that the kernel will write, all of which are accessible. */
  public long writable(int address, int length) {
    if (accessible(address, length, Access.WRITE) != length) {
      throw efault;
    }
    return memory.host(address);
  }

  // An access of a few bytes lies in one page, but for the odd one.
  private long reading(int address, int width) {
    if ((memory.permissions(address) & GuestMemory.READ) != 0
        && (address & (GuestMemory.PAGE_SIZE - 1)) <= GuestMemory.PAGE_SIZE - width
        && Integer.compareUnsigned(address, (int) AddressSpace.TASK_SIZE) < 0) {
      return memory.host(address);
    }
    return readable(address, width);
  }

  private long writing(int address, int width) {
    if ((memory.permissions(address) & GuestMemory.WRITE) != 0
        && (address & (GuestMemory.PAGE_SIZE - 1)) <= GuestMemory.PAGE_SIZE - width
        && Integer.compareUnsigned(address, (int) AddressSpace.TASK_SIZE) < 0) {
      return memory.host(address);
    }
    return writable(address, width);
  }

  public int getByte(int address) {
    return HostBytes.getByte(reading(address, 1)) & 0xff;
  }

  public int getShort(int address) {
    return HostBytes.getShort(reading(address, 2)) & 0xffff;
  }

  public int getInt(int address) {
    return HostBytes.getInt(reading(address, 4));
  }

  public long getLong(int address) {
    return HostBytes.getLong(reading(address, 8));
  }

  public void putByte(int address, int value) {
    HostBytes.setByte(writing(address, 1), value);
  }

  public void putShort(int address, int value) {
    HostBytes.setShort(writing(address, 2), value);
  }

  public void putInt(int address, int value) {
    HostBytes.setInt(writing(address, 4), value);
  }

  public void putLong(int address, long value) {
    HostBytes.setLong(writing(address, 8), value);
  }

  /** Copies from the guest ({@code copy_from_user}). */
  public void copyIn(int from, byte[] to, int offset, int length) {
    HostBytes.copyOut(readable(from, length), to, offset, length);
  }

  /** The bytes at a guest address. */
  public byte[] bytes(int address, int length) {
    long host = readable(address, length);
    byte[] copy = new byte[length];
    HostBytes.copyOut(host, copy, 0, length);
    return copy;
  }

  /** Copies to the guest ({@code copy_to_user}). */
  public void copyOut(byte[] from, int offset, int to, int length) {
    HostBytes.copyIn(from, offset, writable(to, length), length);
  }

  public void copyOut(byte[] from, int to) {
    copyOut(from, 0, to, from.length);
  }

  /** Copies from the guest to host memory. */
  public void copyIn(int from, long toHost, int length) {
    HostBytes.copy(readable(from, length), toHost, length);
  }

  /** Copies from host memory to the guest. */
  public void copyOut(long fromHost, int to, int length) {
    HostBytes.copy(fromHost, writable(to, length), length);
  }

  /** Clears guest memory ({@code clear_user}). */
  public void clear(int address, int length) {
    HostBytes.zero(writable(address, length), length);
  }

  /**
   * Length of the string at {@code address} without its NUL, or {@code limit} when there is no NUL
   * within so many bytes ({@code strnlen_user}).
   */
  public int stringLength(int address, int limit) {
    int length = 0;
    while (length < limit) {
      int at = address + length;
      int room =
          Math.min(limit - length, GuestMemory.PAGE_SIZE - (at & (GuestMemory.PAGE_SIZE - 1)));
      long host = reading(at, 1);
      for (int i = 0; i < room; i++) {
        if (HostBytes.getByte(host + i) == 0) {
          return length + i;
        }
      }
      length += room;
    }
    return limit;
  }

  /**
   * The string at {@code address}, one char per byte.
   *
   * @param limit bytes it may have with its NUL
   * @param tooLong the error when it has more
   */
  public String string(int address, int limit, int tooLong) {
    int length = stringLength(address, limit);
    if (length == limit) {
      throw new ErrnoException(tooLong);
    }
    return HostBytes.string(memory.host(address), length);
  }

  /** A path: up to 4095 bytes ({@code getname}), ENAMETOOLONG beyond. */
  public String path(int address) {
    return string(address, 4096, Errno.ENAMETOOLONG);
  }

  /** Reads an aligned word with acquire order: a futex. */
  public int getIntVolatile(int address) {
    return HostAtomics.getInt(reading(address, 4));
  }

  /**
   * Replaces an aligned word if it is as expected ({@code futex_atomic_cmpxchg_inatomic}).
   *
   * @return what was there
   */
  public int compareAndExchange(int address, int expected, int value) {
    return HostAtomics.compareAndExchangeInt(writing(address, 4), expected, value);
  }
}
