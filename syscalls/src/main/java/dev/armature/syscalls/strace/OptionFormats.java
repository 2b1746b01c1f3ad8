package dev.armature.syscalls.strace;

import java.util.Map;

/** setsockopt and getsockopt: the option's name by its level, the value by its name. */
final class OptionFormats {
  private static final int SOL_SOCKET = 1;
  private static final int SO_LINGER = 13;
  private static final int SO_PEERCRED = 17;
  private static final int SO_RCVTIMEO = 20;
  private static final int SO_SNDTIMEO = 21;
  private static final int SO_BINDTODEVICE = 25;

  private OptionFormats() {}

  static void add(Map<String, Format> to) {
    to.put("sockopt_level", FlagFormats.named(SocketFlags.LEVEL));
    to.put(
        "sockopt_name",
        (call, out, i) -> {
          Xlat names = names(call.arg(i - 1));
          if (names == null) {
            out.hex(call.unsigned(i));
          } else {
            out.named(names, call.arg(i));
          }
        });
    to.put(
        "in_sockopt",
        (call, out, i) ->
            value(call, out, call.arg(i), call.arg(i + 1), call.arg(i - 2), call.arg(i - 1)));
    to.put(
        "out_sockopt",
        Format.after((call, out, i) -> {
          Bytes length = call.arg(i + 1) == 0 ? null : call.read(call.arg(i + 1), 4);
          if (call.failed() || length == null) {
            out.address(call.arg(i));
          } else {
            value(call, out, call.arg(i), length.i32(0), call.arg(i - 2), call.arg(i - 1));
          }
        }));
  }

  private static Xlat names(int level) {
    return switch (level) {
      case 0 -> SocketFlags.IP_OPTION;
      case SOL_SOCKET -> SocketFlags.SOCKET_OPTION;
      case 6 -> SocketFlags.TCP_OPTION;
      case 17 -> SocketFlags.UDP_OPTION;
      case 41 -> SocketFlags.IPV6_OPTION;
      default -> null;
    };
  }

  private static void value(Call call, Out out, int address, int length, int level, int name) {
    if (level == SOL_SOCKET) {
      switch (name) {
        case SO_LINGER -> {
          if (length >= 8) {
            Format.at(
                call,
                out,
                address,
                8,
                (c, o, b) -> {
                  o.beginStruct();
                  o.field("l_onoff", b.i32(0));
                  o.field("l_linger", b.i32(4));
                  o.endStruct();
                });
            return;
          }
        }
        case SO_PEERCRED -> {
          if (length >= 12) {
            Format.at(
                call,
                out,
                address,
                12,
                (c, o, b) -> {
                  o.beginStruct();
                  o.field("pid", b.i32(0));
                  o.field("uid", b.u32(4));
                  o.field("gid", b.u32(8));
                  o.endStruct();
                });
            return;
          }
        }
        case SO_RCVTIMEO, SO_SNDTIMEO -> {
          if (length >= 8) {
            Format.at(
                call,
                out,
                address,
                8,
                (c, o, b) -> TimeFormats.pair(o, b.i32(0), b.i32(4), "tv_usec"));
            return;
          }
        }
        case SO_BINDTODEVICE -> {
          StringFormats.buffer(call, out, address, length);
          return;
        }
        default -> {}
      }
    }
    if (length == 4) {
      Format.word(call, out, address, (o, b) -> o.decimal(b.i32(0)));
    } else {
      StringFormats.buffer(call, out, address, length);
    }
  }
}
