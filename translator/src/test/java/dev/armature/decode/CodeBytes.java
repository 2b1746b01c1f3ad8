package dev.armature.decode;

import java.io.ByteArrayOutputStream;

/** Little-endian code as it grows. */
final class CodeBytes {
  private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();

  void half(int half) {
    bytes.write(half);
    bytes.write(half >>> 8);
  }

  void word(int word) {
    half(word);
    half(word >>> 16);
  }

  int size() {
    return bytes.size();
  }

  byte[] toArray() {
    return bytes.toByteArray();
  }
}
