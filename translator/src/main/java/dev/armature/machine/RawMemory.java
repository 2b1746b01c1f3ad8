package dev.armature.machine;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/**
 * Host memory by address, for translated code in a JVM that does not export {@code
 * jdk.internal.misc}. No check is made: the caller's guard has done that.
 */
public final class RawMemory {
  private static final MemorySegment HOST = MemorySegment.NULL.reinterpret(Long.MAX_VALUE);
  private static final ValueLayout.OfShort SHORT =
      ValueLayout.JAVA_SHORT_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);
  private static final ValueLayout.OfInt INT =
      ValueLayout.JAVA_INT_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);
  private static final ValueLayout.OfLong LONG =
      ValueLayout.JAVA_LONG_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);

  /** Made when they are first needed, which is slow. */
  private static final class Atomic {
    static final VarHandle INT =
        ValueLayout.JAVA_INT.withOrder(ByteOrder.LITTLE_ENDIAN).varHandle();
    static final VarHandle LONG =
        ValueLayout.JAVA_LONG.withOrder(ByteOrder.LITTLE_ENDIAN).varHandle();
  }

  private RawMemory() {}

  public static byte getByte(long address) {
    return HOST.get(ValueLayout.JAVA_BYTE, address);
  }

  public static char getChar(long address) {
    return (char) HOST.get(SHORT, address);
  }

  public static short getShort(long address) {
    return HOST.get(SHORT, address);
  }

  public static int getInt(long address) {
    return HOST.get(INT, address);
  }

  public static long getLong(long address) {
    return HOST.get(LONG, address);
  }

  public static void putByte(long address, byte value) {
    HOST.set(ValueLayout.JAVA_BYTE, address, value);
  }

  public static void putShort(long address, short value) {
    HOST.set(SHORT, address, value);
  }

  public static void putInt(long address, int value) {
    HOST.set(INT, address, value);
  }

  public static void putLong(long address, long value) {
    HOST.set(LONG, address, value);
  }

  static boolean isSame(long address, byte[] bytes) {
    return HOST.asSlice(address, bytes.length).mismatch(MemorySegment.ofArray(bytes)) < 0;
  }

  static boolean isSame(long address, int[] words, int from, int length) {
    MemorySegment bytes = MemorySegment.ofArray(words).asSlice(from, length);
    return HOST.asSlice(address, length).mismatch(bytes) < 0;
  }

  static boolean compareAndSetInt(long address, int expected, int value) {
    return Atomic.INT.compareAndSet(HOST, address, expected, value);
  }

  static boolean compareAndSetLong(long address, long expected, long value) {
    return Atomic.LONG.compareAndSet(HOST, address, expected, value);
  }

  static void copy(long from, long to, long length) {
    MemorySegment.copy(HOST, from, HOST, to, length);
  }

  static void fill(long address, long length, byte value) {
    HOST.asSlice(address, length).fill(value);
  }
}
