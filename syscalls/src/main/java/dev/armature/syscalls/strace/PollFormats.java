package dev.armature.syscalls.strace;

import java.util.Map;

/** poll and select: what is waited for before the call, what happened after the result. */
final class PollFormats {
  private static final int FD_SETSIZE = 1024;

  private PollFormats() {}

  static void add(Map<String, Format> to) {
    to.put("pollfds", (call, out, i) -> requests(call, out, i));
    to.put("fd_set", (call, out, i) -> set(call, out, call.arg(i), call.arg(0)));
    to.put(
        "pselect_mask",
        Format.struct(
            8,
            (c, out, b) -> {
              out.beginStruct();
              out.field("sigmask");
              SignalFormats.set(c, out, b.i32(0), b.i32(4));
              out.field("sigsetsize", b.u32(4));
              out.endStruct();
            }));
  }

  private static void requests(Call call, Out out, int i) {
    int address = call.arg(i);
    long count = call.unsigned(i + 1);
    if (count == 0 && address != 0) {
      out.beginArray();
      out.endArray();
      return;
    }
    if (address == 0 || !call.verbose() || call.read(address, 8) == null) {
      out.address(address);
      return;
    }
    int limit = call.full() ? Integer.MAX_VALUE : out.style.stringLimit();
    out.beginArray();
    for (long n = 0; n < count; n++) {
      out.element();
      Bytes b = call.read((int) (address + 8 * n), 8);
      if (n >= limit) {
        out.cut();
        break;
      }
      if (b == null) {
        out.cutAt((int) (address + 8 * n));
        break;
      }
      out.beginStruct();
      out.field("fd");
      call.fdNames.print(out, b.i32(0));
      if (b.i32(0) >= 0) {
        out.fieldFlags("events", FileFlags.POLL, b.u16(4));
      }
      out.endStruct();
    }
    out.endArray();
  }

  /** The descriptors of an {@code fd_set}. */
  private static void set(Call call, Out out, int address, int count) {
    int bytes = (Math.min(Math.max(count, 0), FD_SETSIZE) + 31) / 32 * 4;
    Bytes set = address == 0 || count < 0 ? null : call.read(address, bytes);
    if (set == null) {
      out.address(address);
      return;
    }
    out.beginArray();
    for (int fd = 0; fd < Math.min(count, FD_SETSIZE); fd++) {
      if ((set.u8(fd >> 3) >> (fd & 7) & 1) != 0) {
        out.item();
        call.fdNames.print(out, fd);
      }
    }
    out.endArray();
  }

  /** What poll found, for the parentheses after its result. */
  static String pollResult(Call call, Style style, int timeoutIndex) {
    if (call.failed()) {
      return null;
    }
    if (call.result() == 0) {
      return "Timeout";
    }
    Text text = new Text();
    TextOut out = new TextOut(text, style);
    out.beginArray();
    int shown = 0;
    long count = call.unsigned(1);
    for (long n = 0; n < count; n++) {
      Bytes b = call.read((int) (call.arg(0) + 8 * n), 8);
      if (b == null) {
        break;
      }
      if (b.u16(6) == 0) {
        continue;
      }
      out.element();
      if (!call.full() && shown++ >= style.stringLimit()) {
        out.cut();
        break;
      }
      out.beginStruct();
      out.field("fd", b.i32(0));
      out.fieldFlags("revents", FileFlags.POLL, b.u16(6));
      out.endStruct();
    }
    out.endArray();
    if (timeoutIndex >= 0 && call.arg(timeoutIndex) != 0) {
      left(call, out, text, timeoutIndex);
    }
    return text.toString();
  }

  /** What select found, for the parentheses after its result. */
  static String selectResult(Call call, Style style) {
    if (call.failed()) {
      return null;
    }
    if (call.result() == 0) {
      return "Timeout";
    }
    Text text = new Text();
    TextOut out = new TextOut(text, style);
    String[] names = {"in", "out", "except"};
    int count = Math.min(Math.max(call.arg(0), 0), FD_SETSIZE);
    for (int which = 0; which < names.length; which++) {
      int address = call.arg(1 + which);
      Bytes set = address == 0 ? null : call.read(address, (count + 31) / 32 * 4);
      if (set == null) {
        continue;
      }
      boolean any = false;
      for (int fd = 0; fd < count; fd++) {
        if ((set.u8(fd >> 3) >> (fd & 7) & 1) != 0) {
          if (!any) {
            text.add(text.length() == 0 ? "" : ", ").add(names[which]).add(" [");
          } else {
            text.add(' ');
          }
          any = true;
          text.decimal(fd);
        }
      }
      if (any) {
        text.add(']');
      }
    }
    if (call.arg(4) != 0) {
      left(call, out, text, 4);
    }
    return text.length() == 0 ? null : text.toString();
  }

  private static void left(Call call, TextOut out, Text text, int index) {
    String kind = call.plan().kind(index);
    text.add(text.length() == 0 ? "left " : ", left ");
    Formats.named(kind).print(call, out, index);
  }
}
