package dev.armature.syscalls.strace;

import java.util.Map;

/** {@code struct msghdr} and what hangs from it. */
final class MessageFormats {
  private static final int SIZE = 28;

  /** {@code struct mmsghdr}: the header and how long the message was. */
  private static final int SIZE_WITH_LENGTH = 32;

  private MessageFormats() {}

  static void add(Map<String, Format> to) {
    to.put("in_msghdr", Format.struct(SIZE, (c, out, b) -> header(c, out, b, -1, b.i32(4))));
    to.put(
        "out_msghdr",
        Format.after((call, out, i) -> {
          if (call.failed()) {
            Format.at(
                call,
                out,
                call.arg(i),
                SIZE,
                (c, o, b) -> {
                  o.beginStruct();
                  o.field("msg_namelen", b.i32(4));
                  o.endStruct();
                });
          } else {
            Format.at(
                call, out, call.arg(i), SIZE, (c, o, b) -> header(c, o, b, c.result(), b.i32(4)));
          }
        }));
    to.put("in_mmsghdrs", Format.after((call, out, i) -> messages(call, out, i, false)));
    to.put(
        "out_mmsghdrs",
        Format.after((call, out, i) -> {
          if (call.failed() || call.result() == 0) {
            out.address(call.arg(i));
          } else {
            messages(call, out, i, true);
          }
        }));
  }

  private static void messages(Call call, Out out, int i, boolean received) {
    long count = received ? call.result() : call.unsigned(i + 1);
    int address = call.arg(i);
    if (address == 0 || call.read(address, SIZE_WITH_LENGTH) == null) {
      out.address(address);
      return;
    }
    int limit = call.full() ? Integer.MAX_VALUE : out.style.stringLimit();
    int sent = call.failed() ? 0 : call.result();
    out.beginArray();
    for (long n = 0; n < count; n++) {
      out.element();
      if (n >= limit) {
        out.cut();
        break;
      }
      int at = (int) (address + SIZE_WITH_LENGTH * n);
      Bytes b = call.read(at, SIZE_WITH_LENGTH);
      if (b == null) {
        out.cutAt(at);
        break;
      }
      out.beginStruct();
      out.field("msg_hdr");
      header(call, out, b, received ? b.i32(28) : -1, b.i32(4));
      if (received || n < sent) {
        out.field("msg_len", b.u32(28));
      }
      out.endStruct();
    }
    out.endArray();
  }

  /**
   * @param filled bytes of the buffers to show, -1 for all
   */
  private static void header(Call call, Out out, Bytes b, int filled, int nameLength) {
    out.beginStruct();
    out.field("msg_name");
    SocketFormats.address(call, out, b.i32(0), nameLength);
    out.field("msg_namelen", nameLength);
    out.field("msg_iov");
    StringFormats.vector(call, out, b.i32(8), b.u32(12), filled);
    out.field("msg_iovlen", b.u32(12));
    if (b.i32(20) != 0) {
      out.field("msg_control");
      control(call, out, b.i32(16), b.i32(20));
    }
    out.field("msg_controllen", b.u32(20));
    out.fieldFlags("msg_flags", SocketFlags.MSG, b.u32(24));
    out.endStruct();
  }

  private static void control(Call call, Out out, int address, int length) {
    Bytes b = address == 0 || length < 12 ? null : call.read(address, Math.min(length, 65536));
    if (b == null) {
      out.address(address);
      return;
    }
    out.beginArray();
    int at = 0;
    while (at + 12 <= b.length()) {
      int size = b.i32(at);
      out.element();
      out.beginStruct();
      out.field("cmsg_len", size & 0xffff_ffffL);
      out.field("cmsg_level", SocketFlags.LEVEL, b.i32(at + 4));
      boolean socket = b.i32(at + 4) == 1;
      out.field("cmsg_type");
      if (socket) {
        out.named(SocketFlags.SCM, b.i32(at + 8));
      } else {
        out.hex(b.u32(at + 8));
      }
      int end = Math.min(b.length(), at + size);
      if (size > 12 && end > at + 12) {
        out.field("cmsg_data");
        int type = socket ? b.i32(at + 8) : -1;
        // Credentials cut short have no fields to name: they print as bytes.
        data(call, out, b, at + 12, end, type == 2 && end < at + 24 ? -1 : type);
      }
      out.endStruct();
      if (size < 12) {
        break;
      }
      at += size + 3 & ~3;
    }
    out.endArray();
  }

  private static void data(Call call, Out out, Bytes b, int from, int end, int type) {
    switch (type) {
      case 1 -> {
        out.beginArray();
        for (int at = from; at + 4 <= end; at += 4) {
          out.element();
          call.fdNames.print(out, b.i32(at));
        }
        out.endArray();
      }
      case 2 -> {
        out.beginStruct();
        out.field("pid", b.i32(from));
        out.field("uid", b.u32(from + 4));
        out.field("gid", b.u32(from + 8));
        out.endStruct();
      }
      default -> {
        int shown = Math.min(end - from, out.style.stringLimit());
        out.string(b.array(), from, shown, shown < end - from);
      }
    }
  }
}
