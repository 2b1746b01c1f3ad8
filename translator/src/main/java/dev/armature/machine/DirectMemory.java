package dev.armature.machine;

import jdk.internal.misc.Unsafe;

/**
 * Host memory by address for the interpreter and the kernel's fast paths: little-endian, any
 * alignment, no check; the caller has made it.
 *
 * <p>Goes by {@code jdk.internal.misc.Unsafe} where java.base exports it to this module, which
 * HotSpot's first compiler too turns into one instruction, and by {@link RawMemory} elsewhere, with
 * the same results.
 */
final class DirectMemory {
  private static final boolean EXPORTED =
      Object.class.getModule().isExported("jdk.internal.misc", DirectMemory.class.getModule());

  /** Loaded only where it may be. */
  private static final class Exported {
    private static final Unsafe UNSAFE = Unsafe.getUnsafe();

    private Exported() {}

    static int getByte(long address) {
      return UNSAFE.getByte(null, address);
    }

    static int getShort(long address) {
      return UNSAFE.getShort(null, address);
    }

    static int getInt(long address) {
      return UNSAFE.getInt(null, address);
    }

    static long getLong(long address) {
      return UNSAFE.getLong(null, address);
    }

    static void putByte(long address, byte value) {
      UNSAFE.putByte(null, address, value);
    }

    static void putShort(long address, short value) {
      UNSAFE.putShort(null, address, value);
    }

    static void putInt(long address, int value) {
      UNSAFE.putInt(null, address, value);
    }

    static void putLong(long address, long value) {
      UNSAFE.putLong(null, address, value);
    }

    static void copy(long from, long to, long length) {
      UNSAFE.copyMemory(from, to, length);
    }

    static void fill(long address, long length, byte value) {
      UNSAFE.setMemory(address, length, value);
    }

    static boolean compareAndSetInt(long address, int expected, int value) {
      return UNSAFE.compareAndSetInt(null, address, expected, value);
    }

    static boolean compareAndSetLong(long address, long expected, long value) {
      return UNSAFE.compareAndSetLong(null, address, expected, value);
    }

    static boolean isSame(long address, int[] words, int from, int length) {
      return isSame(address, words, Unsafe.ARRAY_INT_BASE_OFFSET + (long) from, length);
    }

    static boolean isSame(long address, byte[] bytes) {
      return isSame(address, bytes, Unsafe.ARRAY_BYTE_BASE_OFFSET, bytes.length);
    }

    /** Compares {@code length} bytes with those from offset {@code at} of an array. */
    private static boolean isSame(long address, Object array, long at, int length) {
      int i = 0;
      for (; i <= length - 8; i += 8) {
        if (UNSAFE.getLong(null, address + i) != UNSAFE.getLong(array, at + i)) {
          return false;
        }
      }
      for (; i < length; i++) {
        if (UNSAFE.getByte(null, address + i) != UNSAFE.getByte(array, at + i)) {
          return false;
        }
      }
      return true;
    }
  }

  private DirectMemory() {}

  /** Sign-extended. Not as a {@code byte}, which a compiler would extend again on each return. */
  static int getByte(long address) {
    return EXPORTED ? Exported.getByte(address) : RawMemory.getByte(address);
  }

  /** Sign-extended. */
  static int getShort(long address) {
    return EXPORTED ? Exported.getShort(address) : RawMemory.getShort(address);
  }

  static int getInt(long address) {
    return EXPORTED ? Exported.getInt(address) : RawMemory.getInt(address);
  }

  static long getLong(long address) {
    return EXPORTED ? Exported.getLong(address) : RawMemory.getLong(address);
  }

  static void putByte(long address, byte value) {
    if (EXPORTED) {
      Exported.putByte(address, value);
    } else {
      RawMemory.putByte(address, value);
    }
  }

  static void putShort(long address, short value) {
    if (EXPORTED) {
      Exported.putShort(address, value);
    } else {
      RawMemory.putShort(address, value);
    }
  }

  static void putInt(long address, int value) {
    if (EXPORTED) {
      Exported.putInt(address, value);
    } else {
      RawMemory.putInt(address, value);
    }
  }

  static void putLong(long address, long value) {
    if (EXPORTED) {
      Exported.putLong(address, value);
    } else {
      RawMemory.putLong(address, value);
    }
  }

  /** Copies bytes as memmove does. */
  static void copy(long from, long to, long length) {
    if (EXPORTED) {
      Exported.copy(from, to, length);
    } else {
      RawMemory.copy(from, to, length);
    }
  }

  static void fill(long address, long length, byte value) {
    if (EXPORTED) {
      Exported.fill(address, length, value);
    } else {
      RawMemory.fill(address, length, value);
    }
  }

  static boolean isSame(long address, byte[] bytes) {
    return EXPORTED ? Exported.isSame(address, bytes) : RawMemory.isSame(address, bytes);
  }

  /** Whether the bytes at {@code address} are those from offset {@code from} in {@code words}. */
  static boolean isSame(long address, int[] words, int from, int length) {
    return EXPORTED
        ? Exported.isSame(address, words, from, length)
        : RawMemory.isSame(address, words, from, length);
  }

  /** The address is aligned, here and in the next one. */
  static boolean compareAndSetInt(long address, int expected, int value) {
    return EXPORTED
        ? Exported.compareAndSetInt(address, expected, value)
        : RawMemory.compareAndSetInt(address, expected, value);
  }

  static boolean compareAndSetLong(long address, long expected, long value) {
    return EXPORTED
        ? Exported.compareAndSetLong(address, expected, value)
        : RawMemory.compareAndSetLong(address, expected, value);
  }
}
