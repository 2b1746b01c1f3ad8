package dev.armature.host;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;

/**
 * Reads and writes host memory by address, and turns paths into bytes and back.
 *
 * <p>A path is a string of bytes to Linux. Here it is a {@link String} whose characters are those
 * bytes (ISO 8859-1), which loses nothing and keeps the string operations.
 */
public final class HostBytes {
  // One segment over the whole host address space: its bounds check folds to a constant.
  private static final MemorySegment HOST = MemorySegment.NULL.reinterpret(Long.MAX_VALUE);
  private static final ValueLayout.OfShort SHORT =
      ValueLayout.JAVA_SHORT_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);
  private static final ValueLayout.OfInt INT =
      ValueLayout.JAVA_INT_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);
  private static final ValueLayout.OfLong LONG =
      ValueLayout.JAVA_LONG_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);

  private HostBytes() {}

  public static byte getByte(long address) {
    return HOST.get(ValueLayout.JAVA_BYTE, address);
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

  public static void setByte(long address, int value) {
    HOST.set(ValueLayout.JAVA_BYTE, address, (byte) value);
  }

  public static void setShort(long address, int value) {
    HOST.set(SHORT, address, (short) value);
  }

  public static void setInt(long address, int value) {
    HOST.set(INT, address, value);
  }

  public static void setLong(long address, long value) {
    HOST.set(LONG, address, value);
  }

  public static void zero(long address, long length) {
    HOST.asSlice(address, length).fill((byte) 0);
  }

  /** Copies between two places of host memory, which may overlap. */
  public static void copy(long from, long to, long length) {
    MemorySegment.copy(HOST, from, HOST, to, length);
  }

  public static void copyIn(byte[] from, int offset, long to, int length) {
    MemorySegment.copy(from, offset, HOST, ValueLayout.JAVA_BYTE, to, length);
  }

  public static void copyOut(long from, byte[] to, int offset, int length) {
    MemorySegment.copy(HOST, ValueLayout.JAVA_BYTE, from, to, offset, length);
  }

  /** The bytes of a path. */
  public static byte[] bytes(String path) {
    return path.getBytes(StandardCharsets.ISO_8859_1);
  }

  /** The path made of the given bytes. */
  public static String string(byte[] bytes, int offset, int length) {
    return new String(bytes, offset, length, StandardCharsets.ISO_8859_1);
  }

  /** The path of {@code length} bytes at a host address. */
  public static String string(long address, int length) {
    byte[] bytes = new byte[length];
    copyOut(address, bytes, 0, length);
    return string(bytes, 0, length);
  }

  /** Writes a path and its terminating zero. Returns the address after it. */
  public static long setString(long address, String path) {
    byte[] bytes = bytes(path);
    copyIn(bytes, 0, address, bytes.length);
    setByte(address + bytes.length, 0);
    return address + bytes.length + 1;
  }
}
