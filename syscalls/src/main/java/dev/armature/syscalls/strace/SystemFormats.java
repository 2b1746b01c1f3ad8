package dev.armature.syscalls.strace;

import java.util.Map;

/** uname, sysinfo, capabilities, and what is left. */
final class SystemFormats {
  private SystemFormats() {}

  static void add(Map<String, Format> to) {
    to.put("out_utsname", Format.out(Format.struct(390, SystemFormats::names)));
    to.put("out_sysinfo", Format.out(Format.struct(64, SystemFormats::sysinfo)));
    to.put("cap_header", Format.struct(8, SystemFormats::capabilityHeader));
    to.put("in_cap_data", (call, out, i) -> capabilities(call, out, i));
    to.put("out_cap_data", Format.out((call, out, i) -> capabilities(call, out, i)));
    to.put("out_residency", Format.out(SystemFormats::residency));
    to.put("syslog_type", FlagFormats.named(SystemFlags.SYSLOG));
    to.put(
        "reboot_magic1", (call, out, i) -> out.flags(SystemFlags.REBOOT_MAGIC1, call.unsigned(i)));
    to.put(
        "reboot_magic2", (call, out, i) -> out.flags(SystemFlags.REBOOT_MAGIC2, call.unsigned(i)));
    to.put("reboot_cmd", (call, out, i) -> out.flags(SystemFlags.REBOOT_COMMAND, call.unsigned(i)));
    to.put(
        "in_hostname",
        (call, out, i) -> StringFormats.buffer(call, out, call.arg(i), call.arg(i + 1)));
    to.put("sock_fprog", Format.struct(8, SystemFormats::program));
    to.put(
        "seccomp_arg",
        (call, out, i) -> {
          if (call.arg(0) == 1) {
            Format.at(call, out, call.arg(i), 8, SystemFormats::program);
          } else {
            out.address(call.arg(i));
          }
        });
    to.put(
        "mmap_args",
        Format.struct(
            24,
            (c, out, b) -> {
              out.beginStruct();
              out.fieldAddress("addr", b.i32(0));
              out.field("length", b.u32(4));
              out.fieldFlags("prot", ProcessFlags.PROT, b.u32(8));
              out.field("flags");
              out.flagsAfter(
                  ProcessFlags.MAP_TYPE, b.i32(12) & 15, ProcessFlags.MAP, b.u32(12) & ~15L);
              out.field("fd", b.i32(16));
              out.fieldHex("offset", b.u32(20));
              out.endStruct();
            }));
    to.put(
        "select_args",
        Format.struct(
            20,
            (c, out, b) -> {
              out.beginStruct();
              out.field("nfds", b.i32(0));
              out.fieldAddress("readfds", b.i32(4));
              out.fieldAddress("writefds", b.i32(8));
              out.fieldAddress("exceptfds", b.i32(12));
              out.fieldAddress("timeout", b.i32(16));
              out.endStruct();
            }));
  }

  private static void names(Call call, Out out, Bytes b) {
    String[] names = {"sysname", "nodename", "release", "version", "machine", "domainname"};
    int shown = call.full() ? names.length : 2;
    out.beginStruct();
    for (int n = 0; n < shown; n++) {
      out.field(names[n]);
      out.name(b.string(65 * n, 65));
    }
    if (shown < names.length) {
      out.moreFields();
    }
    out.endStruct();
  }

  private static void sysinfo(Call call, Out out, Bytes b) {
    out.beginStruct();
    out.field("uptime", b.i32(0));
    out.field("loads");
    out.beginArray();
    for (int n = 0; n < 3; n++) {
      out.element();
      out.decimal(b.u32(4 + 4 * n));
    }
    out.endArray();
    String[] names = {"totalram", "freeram", "sharedram", "bufferram", "totalswap", "freeswap"};
    for (int n = 0; n < names.length; n++) {
      out.field(names[n], b.u32(16 + 4 * n));
    }
    out.field("procs", b.u16(40));
    out.field("totalhigh", b.u32(44));
    out.field("freehigh", b.u32(48));
    out.field("mem_unit", b.u32(52));
    out.endStruct();
  }

  private static void capabilityHeader(Call call, Out out, Bytes b) {
    out.beginStruct();
    out.field("version", SystemFlags.CAPABILITY_VERSION, b.u32(0));
    out.field("pid", b.i32(4));
    out.endStruct();
  }

  private static void capabilities(Call call, Out out, int i) {
    Bytes header = call.arg(0) == 0 ? null : call.read(call.arg(0), 4);
    boolean two = header != null && header.i32(0) != 0x19980330;
    Bytes data = call.arg(i) == 0 ? null : call.read(call.arg(i), two ? 24 : 12);
    if (data == null) {
      out.address(call.arg(i));
      return;
    }
    String[] names = {"effective", "permitted", "inheritable"};
    out.beginStruct();
    for (int n = 0; n < names.length; n++) {
      long high = two ? data.u32(12 + 4 * n) << 32 : 0;
      out.field(names[n]);
      out.capabilities(SystemFlags.CAPABILITY, data.u32(4 * n) | high);
    }
    out.endStruct();
  }

  /** The pages that mincore tells of. */
  private static void residency(Call call, Out out, int i) {
    int pages = (int) (call.unsigned(1) + 4095 >>> 12);
    Bytes b = call.read(call.arg(i), pages);
    if (call.arg(i) == 0 || b == null) {
      out.address(call.arg(i));
      return;
    }
    int limit = call.full() ? Integer.MAX_VALUE : out.style.stringLimit();
    out.beginArray();
    for (int page = 0; page < pages; page++) {
      out.element();
      if (page >= limit) {
        out.cut();
        break;
      }
      out.decimal(b.u8(page) & 1);
    }
    out.endArray();
  }

  private static void program(Call call, Out out, Bytes b) {
    out.beginStruct();
    out.field("len", b.u16(0));
    out.fieldAddress("filter", b.i32(4));
    out.endStruct();
  }
}
