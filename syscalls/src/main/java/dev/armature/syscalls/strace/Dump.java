package dev.armature.syscalls.strace;

import java.util.Set;

/** {@code -e read=} and {@code -e write=}: what went through a descriptor, byte by byte. */
final class Dump {
  private Dump() {}

  /** The lines below a call, or null. */
  static Text of(Call call, StraceOptions options) {
    if (options.readDumps.isEmpty() && options.writeDumps.isEmpty() || call.failed()) {
      return null;
    }
    CallPlan plan = call.plan();
    if (plan.size() < 2 || !plan.kind(0).equals("fd") || call.result() <= 0) {
      return null;
    }
    boolean in = plan.kind(1).equals("out_bytes");
    Set<Integer> wanted = in ? options.readDumps : options.writeDumps;
    if (!wanted.contains(call.arg(0)) && !wanted.contains(-1)) {
      return null;
    }
    Text text = new Text();
    switch (plan.kind(1)) {
      case "out_bytes", "in_bytes" -> bytes(text, call.read(call.arg(1), call.result()));
      case "out_iovec", "in_iovec" -> vector(text, call);
      default -> {
        return null;
      }
    }
    return text;
  }

  private static void vector(Text text, Call call) {
    int left = call.result();
    for (int n = 0; n < call.arg(2) && left > 0; n++) {
      Bytes entry = call.read(call.arg(1) + 8 * n, 8);
      if (entry == null) {
        return;
      }
      int length = Math.min(left, entry.i32(4));
      text.add(" * ").decimal(length).add(" bytes in buffer ").decimal(n).add('\n');
      bytes(text, call.read(entry.i32(0), length));
      left -= length;
    }
  }

  private static void bytes(Text text, Bytes b) {
    if (b == null) {
      return;
    }
    int width = b.length() > 0xfffff ? 8 : 5;
    for (int at = 0; at < b.length(); at += 16) {
      text.add(" | ").hexDigits(at, width).add("  ");
      for (int i = 0; i < 16; i++) {
        if (at + i < b.length()) {
          text.hexDigits(b.u8(at + i), 2).add(' ');
        } else {
          text.add("   ");
        }
        if (i == 7) {
          text.add(' ');
        }
      }
      text.add(' ');
      for (int i = 0; i < 16; i++) {
        int c = at + i < b.length() ? b.u8(at + i) : ' ';
        text.add(c >= ' ' && c < 0x7f ? (char) c : '.');
      }
      text.add(" |\n");
    }
  }
}
