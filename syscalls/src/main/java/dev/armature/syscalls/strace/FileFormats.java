package dev.armature.syscalls.strace;

import java.util.Map;

/** What calls on files take besides names and descriptors. */
final class FileFormats {
  private static final int O_CREAT = 0100;
  private static final int O_TMPFILE = 020000000;

  private FileFormats() {}

  static void add(Map<String, Format> to) {
    to.put("mode", (call, out, i) -> out.permissions(call.arg(i)));
    to.put("umask_mode", (call, out, i) -> out.permissions(call.arg(i)));
    to.put("file_mode", (call, out, i) -> StatFormats.mode(out, call.arg(i)));
    to.put(
        "open_mode",
        Format.when(
            (call, i) -> (call.arg(i - 1) & (O_CREAT | O_TMPFILE)) != 0,
            (call, out, i) -> out.permissions(call.arg(i))));
    to.put(
        "mknod_dev",
        Format.when(
            (call, i) -> {
              int type = call.arg(i - 1) & 0170000;
              return type == 0020000 || type == 0060000;
            },
            (call, out, i) -> ValueFormats.device(out, call.unsigned(i))));
    to.put("in_open_how", Format.struct(24, FileFormats::openHow));
    to.put("out_dents", Format.out((call, out, i) -> entries(call, out, i, false)));
    to.put("out_dents64", Format.out((call, out, i) -> entries(call, out, i, true)));
    to.put("out_statfs", Format.out(Format.struct(64, FileFormats::statfs)));
    to.put("out_statfs64", Format.out(Format.struct(84, FileFormats::statfs64)));
    to.put("in_epoll_event", (call, out, i) -> epollEvent(call, out, i));
    to.put("out_epoll_events", Format.out(FileFormats::epollEvents));
    to.put("in_utimbuf", Format.struct(8, FileFormats::utimbuf));
  }

  private static void openHow(Call call, Out out, Bytes bytes) {
    out.beginStruct();
    out.field("flags");
    FlagFormats.openFlags(out, bytes.i64(0));
    if ((bytes.i32(0) & (O_CREAT | O_TMPFILE)) != 0 || bytes.i64(8) != 0) {
      out.field("mode");
      out.permissions(bytes.i32(8));
    }
    out.fieldFlags("resolve", FileFlags.RESOLVE, bytes.i64(16));
    out.endStruct();
  }

  /** The entries of getdents: their number, or all of them. */
  private static void entries(Call call, Out out, int i, boolean wide) {
    int length = call.result();
    Bytes bytes = call.read(call.arg(i), length);
    if (bytes == null || call.arg(i) == 0 || !call.verbose()) {
      out.address(call.arg(i));
      return;
    }
    int head = wide ? 19 : 10;
    if (!call.full()) {
      int count = 0;
      for (int at = 0; at + head <= length; count++) {
        at += Math.max(head, bytes.u16(at + (wide ? 16 : 8)));
      }
      out.address(call.arg(i));
      out.comment(count + (count == 1 ? " entry" : " entries"));
      return;
    }
    out.beginArray();
    int at = 0;
    while (at + head <= length) {
      int size = Math.max(head, bytes.u16(at + (wide ? 16 : 8)));
      out.element();
      entry(out, bytes, at, size, wide);
      at += size;
    }
    out.endArray();
  }

  private static void entry(Out out, Bytes bytes, int at, int size, boolean wide) {
    out.beginStruct();
    out.field("d_ino");
    out.unsigned(wide ? bytes.i64(at) : bytes.u32(at));
    out.field("d_off");
    out.decimal(wide ? bytes.i64(at + 8) : bytes.u32(at + 4));
    out.field("d_reclen", bytes.u16(at + (wide ? 16 : 8)));
    if (wide) {
      out.field("d_type", FileFlags.DIRECTORY_TYPE, bytes.u8(at + 18));
    }
    String name = bytes.string(at + (wide ? 19 : 10), size);
    out.field("d_name");
    out.name(name);
    if (!wide) {
      out.field("d_type", FileFlags.DIRECTORY_TYPE, bytes.u8(at + size - 1));
    }
    out.endStruct();
  }

  private static void statfs(Call call, Out out, Bytes b) {
    statfs(
        out,
        b.u32(0),
        b.u32(4),
        new long[] {b.u32(8), b.u32(12), b.u32(16), b.u32(20), b.u32(24)},
        b.i32(28),
        b.i32(32),
        b.u32(36),
        b.u32(40),
        b.u32(44));
  }

  private static void statfs64(Call call, Out out, Bytes b) {
    statfs(
        out,
        b.u32(0),
        b.u32(4),
        new long[] {b.i64(8), b.i64(16), b.i64(24), b.i64(32), b.i64(40)},
        b.i32(48),
        b.i32(52),
        b.u32(56),
        b.u32(60),
        b.u32(64));
  }

  private static void statfs(
      Out out,
      long type,
      long blockSize,
      long[] counts,
      int id0,
      int id1,
      long nameLength,
      long fragment,
      long flags) {
    out.beginStruct();
    out.field("f_type", FileFlags.FS_TYPE, type);
    out.field("f_bsize", blockSize);
    String[] names = {"f_blocks", "f_bfree", "f_bavail", "f_files", "f_ffree"};
    for (int n = 0; n < names.length; n++) {
      out.field(names[n]);
      out.unsigned(counts[n]);
    }
    out.field("f_fsid");
    out.beginStruct();
    out.field("val");
    out.beginArray();
    out.element();
    out.hex(id0 & 0xffff_ffffL);
    out.element();
    out.hex(id1 & 0xffff_ffffL);
    out.endArray();
    out.endStruct();
    out.field("f_namelen", nameLength);
    out.field("f_frsize", fragment);
    out.fieldFlags("f_flags", FileFlags.FS_FLAGS, flags);
    out.endStruct();
  }

  private static void epollEvent(Call call, Out out, int i) {
    // EPOLL_CTL_DEL ignores it.
    if (call.arg(1) == 2) {
      out.address(call.arg(i));
    } else {
      Format.at(call, out, call.arg(i), call.oldAbi() ? 12 : 16, FileFormats::event);
    }
  }

  private static void event(Call call, Out out, Bytes bytes) {
    int data = call.oldAbi() ? 4 : 8;
    out.beginStruct();
    out.fieldFlags("events", FileFlags.EPOLL_EVENTS, bytes.u32(0));
    out.field("data");
    out.beginStruct();
    out.field("u32", bytes.u32(data));
    out.field("u64");
    out.unsigned(bytes.i64(data));
    out.endStruct();
    out.endStruct();
  }

  private static void epollEvents(Call call, Out out, int i) {
    int count = call.result();
    if (count == 0) {
      out.beginArray();
      out.endArray();
      return;
    }
    int size = call.oldAbi() ? 12 : 16;
    if (call.read(call.arg(i), size) == null) {
      out.address(call.arg(i));
      return;
    }
    int limit = call.full() ? Integer.MAX_VALUE : out.style.stringLimit();
    out.beginArray();
    for (int n = 0; n < count; n++) {
      out.element();
      if (n >= limit) {
        out.cut();
        break;
      }
      Format.at(call, out, call.arg(i) + size * n, size, FileFormats::event);
    }
    out.endArray();
  }

  private static void utimbuf(Call call, Out out, Bytes bytes) {
    out.beginStruct();
    out.field("actime");
    TimeFormats.date(out, bytes.i32(0));
    out.field("modtime");
    TimeFormats.date(out, bytes.i32(4));
    out.endStruct();
  }
}
