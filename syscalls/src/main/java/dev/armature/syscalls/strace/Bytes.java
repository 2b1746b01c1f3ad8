package dev.armature.syscalls.strace;

/**
 * A piece of guest memory, copied; little-endian.
 *
 * @param array the bytes
 */
record Bytes(byte[] array) {
  int length() {
    return array.length;
  }

  int u8(int at) {
    return array[at] & 0xff;
  }

  int u16(int at) {
    return u8(at) | u8(at + 1) << 8;
  }

  int i32(int at) {
    return u16(at) | u16(at + 2) << 16;
  }

  long u32(int at) {
    return i32(at) & 0xffff_ffffL;
  }

  long i64(int at) {
    return u32(at) | u32(at + 4) << 32;
  }

  /** A big-endian 16-bit value: a port. */
  int net16(int at) {
    return u8(at) << 8 | u8(at + 1);
  }

  /** The characters up to a NUL or {@code limit}. */
  String string(int at, int limit) {
    StringBuilder text = new StringBuilder();
    for (int i = at; i < at + limit && i < array.length && array[i] != 0; i++) {
      text.append((char) u8(i));
    }
    return text.toString();
  }
}
