package dev.armature.syscalls.strace;

import java.util.Map;

/** The stat structures of ARM, old and new, and statx. */
final class StatFormats {
  private static final Xlat TYPE =
      Xlat.of(
          "S_???",
          """
          S_IFREG 0100000 S_IFSOCK 0140000 S_IFIFO 0010000 S_IFLNK 0120000 S_IFDIR 0040000
          S_IFBLK 0060000 S_IFCHR 0020000
          """);

  private StatFormats() {}

  static void add(Map<String, Format> to) {
    to.put("out_stat", Format.out(Format.struct(64, StatFormats::stat)));
    to.put(
        "out_stat64",
        Format.out((call, out, i) ->
            Format.at(call, out, call.arg(i), call.oldAbi() ? 96 : 104, StatFormats::stat64)));
    to.put("out_statx", Format.out(Format.struct(256, StatFormats::statx)));
  }

  /** {@code S_IFREG|0644}. */
  static void mode(Out out, int mode) {
    int type = mode & 0170000;
    Text text = new Text();
    String name = TYPE.name(type);
    if (name != null) {
      text.add(name);
    } else if (type != 0) {
      text.octal(type);
    }
    if ((mode & 04000) != 0) {
      text.add(text.length() == 0 ? "" : "|").add("S_ISUID");
    }
    if ((mode & 02000) != 0) {
      text.add(text.length() == 0 ? "" : "|").add("S_ISGID");
    }
    if ((mode & 01000) != 0) {
      text.add(text.length() == 0 ? "" : "|").add("S_ISVTX");
    }
    text.add(text.length() == 0 ? "" : "|");
    int rest = mode & ~(0170000 | 07000);
    if (rest < 0100 && rest >= 0) {
      text.add(rest < 010 ? "00" : "0").add(Integer.toOctalString(rest));
    } else {
      text.octal(rest & 0xffff_ffffL);
    }
    out.constant(text.toString(), mode & 0xffff_ffffL, 8);
  }

  /** What all kinds of stat have. */
  private record Stat(
      long dev,
      long ino,
      int mode,
      long links,
      long uid,
      long gid,
      long rdev,
      long size,
      long blockSize,
      long blocks,
      long[] seconds,
      long[] nanos) {}

  private static void stat(Call call, Out out, Bytes b) {
    print(
        call,
        out,
        new Stat(
            b.u32(0),
            b.u32(4),
            b.u16(8),
            b.u16(10),
            b.u16(12),
            b.u16(14),
            b.u32(16),
            b.u32(20),
            b.u32(24),
            b.u32(28),
            new long[] {b.u32(32), b.u32(40), b.u32(48)},
            new long[] {b.u32(36), b.u32(44), b.u32(52)}));
  }

  private static void stat64(Call call, Out out, Bytes b) {
    // The old ABI has no holes before 64-bit members.
    int hole = call.oldAbi() ? 4 : 0;
    int times = 72 - 2 * hole;
    print(
        call,
        out,
        new Stat(
            b.i64(0),
            b.i64(96 - 2 * hole),
            b.i32(16),
            b.u32(20),
            b.u32(24),
            b.u32(28),
            b.i64(32),
            b.i64(48 - hole),
            b.u32(56 - hole),
            b.i64(64 - 2 * hole),
            new long[] {b.u32(times), b.u32(times + 8), b.u32(times + 16)},
            new long[] {b.u32(times + 4), b.u32(times + 12), b.u32(times + 20)}));
  }

  private static void print(Call call, Out out, Stat stat) {
    boolean full = call.full();
    boolean device = (stat.mode & 0170000) == 0020000 || (stat.mode & 0170000) == 0060000;
    out.beginStruct();
    if (full) {
      out.field("st_dev");
      ValueFormats.device(out, stat.dev);
      out.field("st_ino");
      out.unsigned(stat.ino);
    }
    out.field("st_mode");
    mode(out, stat.mode);
    if (full) {
      out.field("st_nlink", stat.links);
      out.field("st_uid", stat.uid);
      out.field("st_gid", stat.gid);
      out.field("st_blksize", stat.blockSize);
      out.field("st_blocks");
      out.unsigned(stat.blocks);
    }
    if (device) {
      out.field("st_rdev");
      ValueFormats.device(out, stat.rdev);
    } else {
      out.field("st_size", stat.size);
    }
    if (full) {
      String[] names = {"st_atime", "st_mtime", "st_ctime"};
      for (int n = 0; n < names.length; n++) {
        out.field(names[n]);
        TimeFormats.date(out, (int) stat.seconds[n], stat.nanos[n]);
        out.field(names[n] + "_nsec", stat.nanos[n]);
      }
    } else {
      out.moreFields();
    }
    out.endStruct();
  }

  private static void statx(Call call, Out out, Bytes b) {
    boolean full = call.full();
    out.beginStruct();
    out.fieldFlags("stx_mask", FileFlags.STATX_MASK, b.u32(0));
    if (full) {
      out.field("stx_blksize", b.u32(4));
    }
    out.fieldFlags("stx_attributes", FileFlags.STATX_ATTRIBUTES, b.i64(8));
    if (full) {
      out.field("stx_nlink", b.u32(16));
      out.field("stx_uid", b.u32(20));
      out.field("stx_gid", b.u32(24));
    }
    out.field("stx_mode");
    mode(out, b.u16(28));
    if (full) {
      out.field("stx_ino");
      out.unsigned(b.i64(32));
    }
    out.field("stx_size");
    out.unsigned(b.i64(40));
    if (full) {
      out.field("stx_blocks");
      out.unsigned(b.i64(48));
      out.fieldFlags("stx_attributes_mask", FileFlags.STATX_ATTRIBUTES, b.i64(56));
      String[] names = {"stx_atime", "stx_btime", "stx_ctime", "stx_mtime"};
      int[] asked = {0x20, 0x800, 0x80, 0x40};
      for (int n = 0; n < names.length; n++) {
        if ((b.i32(0) & asked[n]) == 0) {
          continue;
        }
        out.field(names[n]);
        out.beginStruct();
        out.field("tv_sec", b.i64(64 + 16 * n));
        out.field("tv_nsec", b.u32(72 + 16 * n));
        out.endStruct();
        TimeFormats.comment(out, b.i64(64 + 16 * n), b.u32(72 + 16 * n));
      }
      out.field("stx_rdev_major", b.u32(128));
      out.field("stx_rdev_minor", b.u32(132));
      out.field("stx_dev_major", b.u32(136));
      out.field("stx_dev_minor", b.u32(140));
      out.fieldHex("stx_mnt_id", b.i64(144));
    } else {
      out.moreFields();
    }
    out.endStruct();
  }
}
