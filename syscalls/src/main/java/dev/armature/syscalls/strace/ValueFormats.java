package dev.armature.syscalls.strace;

import dev.armature.host.HostFiles;
import java.util.Map;

/** Numbers, pointers and descriptors. */
final class ValueFormats {
  private ValueFormats() {}

  static void add(Map<String, Format> to) {
    to.put("int", (call, out, i) -> out.decimal(call.arg(i)));
    to.put("uint", (call, out, i) -> out.decimal(call.unsigned(i)));
    to.put("size", (call, out, i) -> out.decimal(call.unsigned(i)));
    to.put("socklen", (call, out, i) -> out.decimal(call.arg(i)));
    to.put("hex", (call, out, i) -> out.hex(call.unsigned(i)));
    to.put("ptr", (call, out, i) -> out.address(call.arg(i)));
    to.put("signal", (call, out, i) -> SignalNames.print(out, call.arg(i)));
    to.put("lo_hi", (call, out, i) -> out.decimal(call.wide(i)));
    to.put("lo_hi_hex", (call, out, i) -> out.hex(call.wide(i)));
    to.put("lo_hi_unsigned", (call, out, i) -> out.unsigned(call.wide(i)));
    to.put("hidden", Format.when((call, i) -> false, (call, out, i) -> {}));
    // ARM's registers hold these last arguments second; strace prints all machines alike.
    to.put(
        "lo_hi_fadvice",
        (call, out, i) -> {
          out.decimal(call.wide(i));
          out.argument("advice");
          out.named(FileFlags.FADVISE, call.arg(1));
        });
    to.put(
        "lo_hi_sync_range",
        (call, out, i) -> {
          out.decimal(call.wide(i));
          out.argument("flags");
          out.flags(FileFlags.SYNC_RANGE, call.unsigned(1));
        });
    to.put("hi_lo_first", Format.when((call, i) -> false, (call, out, i) -> {}));
    to.put("hi_lo", (call, out, i) -> out.decimal((long) call.arg(i - 1) << 32 | call.unsigned(i)));
    // mmap2 counts in pages; strace shows bytes.
    to.put("page_offset", (call, out, i) -> out.hex(call.unsigned(i) << 12));
    to.put("fd", (call, out, i) -> call.fdNames.print(out, call.arg(i)));
    to.put("at", ValueFormats::directory);
    to.put("pid", (call, out, i) -> call.fdNames.pid(out, call.arg(i)));
    to.put("uid", (call, out, i) -> id(out, call.arg(i), -1));
    to.put("gid", to.get("uid"));
    to.put("uid16", (call, out, i) -> id(out, call.arg(i) & 0xffff, 0xffff));
    to.put("gid16", to.get("uid16"));
    to.put("dev", (call, out, i) -> device(out, call.unsigned(i)));
    to.put("out_int", Format.out(number((out, v) -> out.decimal(v))));
    to.put("out_hex_int", Format.out(number((out, v) -> out.hex(v & 0xffff_ffffL))));
    to.put("out_uint", Format.out(number((out, v) -> out.decimal(v & 0xffff_ffffL))));
    to.put("out_uid", Format.out(number((out, v) -> id(out, v, -1))));
    to.put("out_uid16", Format.out(shortId()));
    to.put("out_timerid", Format.out(number((out, v) -> out.decimal(v))));
    to.put("out_ptr", Format.out(number((out, v) -> out.address(v))));
    to.put("inout_int", Format.after(changed()));
    to.put("inout_long", Format.after(changedLong()));
    to.put("in_long", wide());
    to.put("out_long", Format.out(wide()));
    to.put("out_fd_pair", Format.out(Format.struct(8, ValueFormats::pair)));
  }

  @FunctionalInterface
  private interface Printer {
    void print(Out out, int value);
  }

  /** What a pointer to an int leads to, in brackets. */
  private static Format number(Printer printer) {
    return (call, out, i) ->
        Format.at(
            call,
            out,
            call.arg(i),
            4,
            (c, o, bytes) -> {
              o.beginArray();
              o.element();
              printer.print(o, bytes.i32(0));
              o.endArray();
            });
  }

  private static Format shortId() {
    return (call, out, i) ->
        Format.at(
            call,
            out,
            call.arg(i),
            2,
            (c, o, bytes) -> {
              o.beginArray();
              o.element();
              id(o, bytes.u16(0), 0xffff);
              o.endArray();
            });
  }

  private static Format wide() {
    return (call, out, i) ->
        Format.at(
            call,
            out,
            call.arg(i),
            8,
            (c, o, bytes) -> {
              o.beginArray();
              o.element();
              o.decimal(bytes.i64(0));
              o.endArray();
            });
  }

  /** A number that the call may change: {@code [0] => [5]}. */
  private static Format changed() {
    return (call, out, i) ->
        Format.at(
            call, out, call.arg(i), 4, (c, o, bytes) -> change(c, o, c.before(i), bytes.i32(0)));
  }

  private static Format changedLong() {
    return (call, out, i) ->
        Format.at(
            call, out, call.arg(i), 8, (c, o, bytes) -> change(c, o, c.before(i), bytes.i64(0)));
  }

  private static void change(Call call, Out out, long before, long after) {
    out.beginArray();
    out.element();
    out.decimal(call.failed() ? after : before);
    out.endArray();
    if (!call.failed() && before != after) {
      out.becomes();
      out.beginArray();
      out.element();
      out.decimal(after);
      out.endArray();
    }
  }

  private static void pair(Call call, Out out, Bytes bytes) {
    out.beginArray();
    for (int at = 0; at < 8; at += 4) {
      out.element();
      call.fdNames.print(out, bytes.i32(at));
    }
    out.endArray();
  }

  private static void directory(Call call, Out out, int i) {
    int fd = call.arg(i);
    if (fd == HostFiles.AT_FDCWD) {
      out.symbol("AT_FDCWD", fd);
      String directory = call.fdNames.workingDirectory();
      if (directory != null) {
        out.explain(directory);
      }
    } else {
      call.fdNames.print(out, fd);
    }
  }

  /** An id, or -1 for none. */
  static void id(Out out, int id, int none) {
    out.decimal(id == none ? -1 : id & 0xffff_ffffL);
  }

  /** {@code makedev(0x8, 0x1)}. */
  static void device(Out out, long dev) {
    Text text = new Text();
    text.add("makedev(").hex(major(dev)).add(", ").hex(minor(dev)).add(')');
    out.constant(text.toString(), dev, 16);
  }

  static long major(long dev) {
    return dev >>> 8 & 0xfff | dev >>> 32 & ~0xfffL;
  }

  static long minor(long dev) {
    return dev & 0xff | dev >>> 12 & ~0xffL & 0xffff_ffffL;
  }
}
