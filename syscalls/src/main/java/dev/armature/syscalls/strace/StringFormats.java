package dev.armature.syscalls.strace;

import java.util.Map;

/** Strings, file names, buffers and vectors of them. */
final class StringFormats {
  /** Vectors longer than this are cut when abbreviated. */
  private static final int IOVEC_SIZE = 8;

  private static final int PATH_MAX = 4096;

  private StringFormats() {}

  static void add(Map<String, Format> to) {
    to.put("path", (call, out, i) -> path(call, out, call.arg(i)));
    to.put("string", (call, out, i) -> string(call, out, call.arg(i)));
    to.put("in_bytes", (call, out, i) -> buffer(call, out, call.arg(i), call.arg(i + 1)));
    to.put(
        "out_bytes", Format.out((call, out, i) -> buffer(call, out, call.arg(i), call.result())));
    to.put("out_path", Format.out((call, out, i) -> path(call, out, call.arg(i))));
    to.put("in_iovec", (call, out, i) -> vector(call, out, call.arg(i), call.unsigned(i + 1), -1));
    to.put(
        "out_iovec",
        Format.after((call, out, i) -> {
          if (call.failed()) {
            addresses(call, out, call.arg(i), call.unsigned(i + 1));
          } else {
            vector(call, out, call.arg(i), call.unsigned(i + 1), call.result());
          }
        }));
    to.put(
        "remote_iovec", (call, out, i) -> addresses(call, out, call.arg(i), call.unsigned(i + 1)));
    to.put("argv", (call, out, i) -> arguments(call, out, call.arg(i)));
    to.put("envp", (call, out, i) -> environment(call, out, call.arg(i)));
  }

  /** A file name, in full. */
  static void path(Call call, Out out, int address) {
    if (address == 0) {
      out.address(0);
      return;
    }
    Bytes bytes = call.readString(address, PATH_MAX);
    if (bytes == null) {
      out.address(address);
      return;
    }
    boolean cut = bytes.length() >= PATH_MAX - 1;
    out.string(bytes.array(), 0, Math.min(bytes.length(), PATH_MAX - 1), cut);
  }

  /** A string, cut at the limit. */
  static void string(Call call, Out out, int address) {
    int limit = out.style.stringLimit();
    Bytes bytes = address == 0 ? null : call.readString(address, limit + 1);
    if (bytes == null) {
      out.address(address);
    } else {
      out.string(bytes.array(), 0, Math.min(limit, bytes.length()), bytes.length() > limit);
    }
  }

  /** A string in a buffer of {@code room} bytes, where no NUL need be. */
  static void cString(Call call, Out out, int address, long room) {
    int limit = (int) Math.min(room, out.style.stringLimit());
    Bytes bytes = address == 0 ? null : call.readString(address, limit);
    if (bytes == null) {
      out.address(address);
    } else {
      out.string(bytes.array(), 0, bytes.length(), bytes.length() == limit && limit > 0);
    }
  }

  /** {@code length} bytes, cut at the limit. */
  static void buffer(Call call, Out out, int address, int length) {
    int shown = Math.min(out.style.stringLimit(), length < 0 ? Integer.MAX_VALUE : length);
    Bytes bytes = address == 0 ? null : call.read(address, shown);
    if (bytes == null) {
      out.address(address);
    } else {
      out.string(bytes.array(), 0, shown, Integer.compareUnsigned(shown, length) < 0);
    }
  }

  /**
   * A vector of buffers.
   *
   * @param filled how many bytes of them are to be shown, -1 for all
   */
  static void vector(Call call, Out out, int address, long count, int filled) {
    if (address == 0 || !call.verbose()) {
      out.address(address);
      return;
    }
    if (count == 0) {
      out.beginArray();
      out.endArray();
      return;
    }
    long left = filled < 0 ? Long.MAX_VALUE : filled;
    if (call.read(address, 8) == null) {
      out.address(address);
      return;
    }
    out.beginArray();
    for (long n = 0; n < count; n++) {
      out.element();
      int limit = call.full() ? Integer.MAX_VALUE : out.style.stringLimit();
      if (n >= limit) {
        out.cut();
        break;
      }
      Bytes entry = call.read((int) (address + 8 * n), 8);
      if (entry == null) {
        out.cutAt((int) (address + 8 * n));
        break;
      }
      int length = (int) Math.min(entry.u32(4), left);
      left -= length;
      out.beginStruct();
      out.field("iov_base");
      buffer(call, out, entry.i32(0), length);
      out.field("iov_len", entry.u32(4));
      out.endStruct();
    }
    out.endArray();
  }

  /** A vector whose buffers are another process's. */
  private static void addresses(Call call, Out out, int address, long count) {
    if (address == 0 || call.read(address, 8) == null) {
      out.address(address);
      return;
    }
    out.beginArray();
    for (long n = 0; n < Math.min(count, IOVEC_SIZE * 128L); n++) {
      Bytes entry = call.read((int) (address + 8 * n), 8);
      out.element();
      if (entry == null) {
        out.cutAt((int) (address + 8 * n));
        break;
      }
      out.beginStruct();
      out.fieldAddress("iov_base", entry.i32(0));
      out.field("iov_len", entry.u32(4));
      out.endStruct();
    }
    out.endArray();
  }

  /** The strings of argv. */
  private static void arguments(Call call, Out out, int address) {
    if (address == 0 || call.read(address, 4) == null) {
      out.address(address);
      return;
    }
    int limit = call.full() ? Integer.MAX_VALUE : out.style.stringLimit();
    out.beginArray();
    for (int n = 0; ; n++) {
      Bytes pointer = call.read(address + 4 * n, 4);
      if (pointer == null) {
        out.element();
        out.cutAt(address + 4 * n);
        break;
      }
      if (pointer.i32(0) == 0) {
        break;
      }
      out.element();
      if (n >= limit) {
        out.cut();
        break;
      }
      string(call, out, pointer.i32(0));
    }
    out.endArray();
  }

  private static void environment(Call call, Out out, int address) {
    if (call.full()) {
      arguments(call, out, address);
      return;
    }
    out.address(address);
    if (address == 0 || call.read(address, 4) == null) {
      return;
    }
    int count = 0;
    while (true) {
      Bytes pointer = call.read(address + 4 * count, 4);
      if (pointer == null) {
        out.comment(count + (count == 1 ? " var, unterminated" : " vars, unterminated"));
        return;
      }
      if (pointer.i32(0) == 0) {
        out.comment(count + (count == 1 ? " var" : " vars"));
        return;
      }
      count++;
    }
  }
}
