package dev.armature.emit;

import java.util.Arrays;

/** Bytes that grow, big-endian as in class files. */
final class Bytes {
  private byte[] content;
  private int size;

  Bytes(int capacity) {
    content = new byte[capacity];
  }

  int size() {
    return size;
  }

  private void room(int more) {
    if (size + more > content.length) {
      content = Arrays.copyOf(content, Math.max(size + more, 2 * content.length));
    }
  }

  Bytes u1(int value) {
    room(1);
    content[size++] = (byte) value;
    return this;
  }

  Bytes u2(int value) {
    room(2);
    content[size++] = (byte) (value >> 8);
    content[size++] = (byte) value;
    return this;
  }

  Bytes u4(int value) {
    return u2(value >>> 16).u2(value);
  }

  Bytes u8(long value) {
    return u4((int) (value >>> 32)).u4((int) value);
  }

  Bytes all(Bytes other) {
    room(other.size);
    System.arraycopy(other.content, 0, content, size, other.size);
    size += other.size;
    return this;
  }

  /** Bytes of an ASCII string. */
  @SuppressWarnings("deprecation") // which is for other characters
  Bytes ascii(String text) {
    room(text.length());
    text.getBytes(0, text.length(), content, size);
    size += text.length();
    return this;
  }

  /** Replaces the two bytes at {@code at}. */
  void put2(int at, int value) {
    content[at] = (byte) (value >> 8);
    content[at + 1] = (byte) value;
  }

  /** Replaces the four bytes at {@code at}. */
  void put4(int at, int value) {
    put2(at, value >>> 16);
    put2(at + 2, value);
  }

  byte[] toArray() {
    return Arrays.copyOf(content, size);
  }
}
