package dev.armature.syscalls.strace;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** A growing line of bytes; everything strace prints is ASCII. Reused, so that it costs nothing. */
final class Text {
  private static final byte[] DIGITS = "0123456789abcdef".getBytes(StandardCharsets.US_ASCII);

  private byte[] bytes = new byte[256];
  private int length;

  int length() {
    return length;
  }

  void clear() {
    length = 0;
  }

  byte[] array() {
    return bytes;
  }

  private void room(int more) {
    if (length + more > bytes.length) {
      bytes = Arrays.copyOf(bytes, Math.max(bytes.length * 2, length + more));
    }
  }

  Text add(char c) {
    room(1);
    bytes[length++] = (byte) c;
    return this;
  }

  @SuppressWarnings("deprecation") // the one copy without a charset's encoder: ASCII only
  Text add(String s) {
    int n = s.length();
    room(n);
    s.getBytes(0, n, bytes, length);
    length += n;
    return this;
  }

  Text add(Text other) {
    room(other.length);
    System.arraycopy(other.bytes, 0, bytes, length, other.length);
    length += other.length;
    return this;
  }

  /** What {@code other} holds from {@code start} on. */
  Text add(Text other, int start) {
    int n = other.length - start;
    room(n);
    System.arraycopy(other.bytes, start, bytes, length, n);
    length += n;
    return this;
  }

  Text decimal(long value) {
    room(20);
    if (value < 0) {
      if (value == Long.MIN_VALUE) {
        return add("-9223372036854775808");
      }
      bytes[length++] = '-';
      value = -value;
    }
    int digits = 1;
    for (long v = value; v >= 10; v /= 10) {
      digits++;
    }
    length += digits;
    int at = length;
    do {
      bytes[--at] = DIGITS[(int) (value % 10)];
      value /= 10;
    } while (value != 0);
    return this;
  }

  /** A 64-bit value without sign. */
  Text unsigned(long value) {
    return value >= 0 ? decimal(value) : add(Long.toUnsignedString(value));
  }

  /** {@code %#x}: 0 has no prefix. */
  Text hex(long value) {
    return value == 0 ? add('0') : add("0x").hexDigits(value);
  }

  Text hexDigits(long value) {
    int digits = Math.max(1, (67 - Long.numberOfLeadingZeros(value)) / 4);
    return hexDigits(value, digits);
  }

  /** Exactly so many digits. */
  Text hexDigits(long value, int digits) {
    room(digits);
    for (int shift = 4 * (digits - 1); shift >= 0; shift -= 4) {
      bytes[length++] = DIGITS[(int) (value >>> shift) & 15];
    }
    return this;
  }

  Text octal(long value) {
    return value == 0 ? add('0') : add('0').add(Long.toOctalString(value));
  }

  /** A number with leading zeros. */
  Text zeroPadded(long value, int width) {
    String digits = Long.toString(value);
    for (int i = digits.length(); i < width; i++) {
      add('0');
    }
    return add(digits);
  }

  Text spaces(int count) {
    if (count > 0) {
      room(count);
      Arrays.fill(bytes, length, length + count, (byte) ' ');
      length += count;
    }
    return this;
  }

  boolean startsWith(String s) {
    if (s.length() > length) {
      return false;
    }
    for (int i = 0; i < s.length(); i++) {
      if (bytes[i] != s.charAt(i)) {
        return false;
      }
    }
    return true;
  }

  /** Takes the last character away. */
  void chop() {
    length--;
  }

  @Override
  public String toString() {
    return new String(bytes, 0, length, StandardCharsets.ISO_8859_1);
  }
}
