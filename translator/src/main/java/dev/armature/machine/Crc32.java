package dev.armature.machine;

/**
 * The CRC32 instructions of ARMv8 (ARM ARM A8.8, CRC32 and CRC32C): reflected polynomials, no
 * inversion before or after.
 */
public final class Crc32 {
  private Crc32() {}

  private static final int[] ISO = table(0xedb8_8320);
  private static final int[] CASTAGNOLI = table(0x82f6_3b78);

  private static int[] table(int polynomial) {
    int[] result = new int[256];
    for (int i = 0; i < 256; i++) {
      int crc = i;
      for (int bit = 0; bit < 8; bit++) {
        crc = crc >>> 1 ^ -(crc & 1) & polynomial;
      }
      result[i] = crc;
    }
    return result;
  }

  /** CRC32 of the low {@code bytes} (1, 2 or 4) of {@code value}, added to {@code crc}. */
  public static int iso(int crc, int value, int bytes) {
    return update(ISO, crc, value, bytes);
  }

  /** CRC32C of the low {@code bytes} (1, 2 or 4) of {@code value}, added to {@code crc}. */
  public static int castagnoli(int crc, int value, int bytes) {
    return update(CASTAGNOLI, crc, value, bytes);
  }

  private static int update(int[] table, int crc, int value, int bytes) {
    for (int i = 0; i < bytes; i++) {
      crc = crc >>> 8 ^ table[(crc ^ value >>> 8 * i) & 0xff];
    }
    return crc;
  }
}
