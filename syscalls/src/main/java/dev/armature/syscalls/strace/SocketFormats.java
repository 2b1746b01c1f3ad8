package dev.armature.syscalls.strace;

import java.io.File;
import java.io.IOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.file.Files;
import java.util.Arrays;
import java.util.Map;

/** Socket types, protocols and addresses. */
final class SocketFormats {
  private static final int AF_UNIX = 1;
  private static final int AF_INET = 2;
  private static final int AF_INET6 = 10;
  private static final int AF_NETLINK = 16;
  private static final int TYPE_MASK = 15;

  private SocketFormats() {}

  static void add(Map<String, Format> to) {
    to.put(
        "socket_type",
        (call, out, i) ->
            out.flagsAfter(
                SocketFlags.TYPE,
                call.arg(i) & TYPE_MASK,
                SocketFlags.TYPE_FLAGS,
                call.unsigned(i) & ~(long) TYPE_MASK));
    to.put(
        "socket_protocol",
        (call, out, i) -> {
          switch (call.arg(0)) {
            case AF_INET, AF_INET6 -> out.named(SocketFlags.INET_PROTOCOL, call.arg(i));
            case AF_NETLINK -> out.named(SocketFlags.NETLINK_PROTOCOL, call.arg(i));
            default -> out.decimal(call.unsigned(i));
          }
        });
    to.put("in_sockaddr", (call, out, i) -> address(call, out, call.arg(i), call.arg(i + 1)));
    to.put(
        "out_sockaddr",
        Format.after((call, out, i) -> {
          int lengthPointer = call.arg(i + 1);
          Bytes length = lengthPointer == 0 ? null : call.read(lengthPointer, 4);
          if (call.failed() || length == null) {
            out.address(call.arg(i));
          } else {
            // What did not fit into the caller's buffer is not there.
            int room = call.before(i + 1);
            address(call, out, call.arg(i), Math.min(room, length.i32(0)));
          }
        }));
    to.put(
        "inout_socklen",
        Format.after((call, out, i) -> {
          Bytes length = call.arg(i) == 0 ? null : call.read(call.arg(i), 4);
          if (length == null) {
            out.address(call.arg(i));
            return;
          }
          out.beginArray();
          out.element();
          int before = call.before(i);
          out.decimal(before);
          if (!call.failed() && length.i32(0) != before) {
            out.becomes();
            out.decimal(length.i32(0));
          }
          out.endArray();
        }));
  }

  /** An address of {@code length} bytes. */
  static void address(Call call, Out out, int address, int length) {
    Bytes b = address == 0 || length < 0 ? null : call.read(address, Math.min(length, 128));
    if (b == null || !call.verbose()) {
      out.address(address);
      return;
    }
    if (length < 2) {
      out.address(address);
      return;
    }
    int family = b.u16(0);
    out.beginStruct();
    out.field("sa_family", SocketFlags.DOMAIN, family);
    switch (family) {
      case AF_UNIX -> unix(out, b);
      case AF_INET -> {
        if (b.length() >= 16) {
          inet(out, b);
        } else {
          data(out, b);
        }
      }
      case AF_INET6 -> {
        if (b.length() >= 24) {
          inet6(out, b);
        } else {
          data(out, b);
        }
      }
      case AF_NETLINK -> {
        if (b.length() >= 12) {
          out.field("nl_pid", b.i32(4));
          out.field("nl_groups");
          out.symbolHex8(b.u32(8));
        } else {
          data(out, b);
        }
      }
      default -> data(out, b);
    }
    out.endStruct();
  }

  private static void unix(Out out, Bytes b) {
    if (b.length() <= 2) {
      return;
    }
    out.field("sun_path");
    boolean abstractName = b.u8(2) == 0;
    if (abstractName && b.length() > 3) {
      out.at();
      out.string(b.array(), 3, b.length() - 3, false);
      return;
    }
    int end = 2;
    while (end < b.length() && b.u8(end) != 0) {
      end++;
    }
    out.string(b.array(), 2, end - 2, false);
  }

  private static void inet(Out out, Bytes b) {
    port(out, "sin_port", b);
    out.field("sin_addr");
    if (plain(out)) {
      out.wrapped("inet_addr(", inet4(b, 4), ")");
    } else {
      network(out, b, 4, 4, "inet_addr(\"" + inet4(b, 4) + "\")");
    }
  }

  private static void inet6(Out out, Bytes b) {
    port(out, "sin6_port", b);
    out.field("sin6_flowinfo");
    int flow = b.net16(4) << 16 | b.net16(6);
    String expression = "htonl(" + (flow & 0xffff_ffffL) + ")";
    String address = inet6(b, 8);
    if (plain(out)) {
      out.expression(expression, flow & 0xffff_ffffL);
      if (!(out instanceof TextOut)) {
        out.field("sin6_addr");
      } else {
        out.member();
      }
      out.wrapped("inet_pton(AF_INET6, ", address, ", &sin6_addr)");
    } else {
      network(out, b, 4, 4, expression);
      out.field("sin6_addr");
      network(out, b, 8, 16, "inet_pton(AF_INET6, \"" + address + "\")");
    }
    out.field("sin6_scope_id");
    scope(out, b.length() >= 28 ? b.i32(24) : 0);
  }

  private static void port(Out out, String name, Bytes b) {
    out.field(name);
    String expression = "htons(" + b.net16(2) + ")";
    if (plain(out)) {
      out.expression(expression, b.net16(2));
    } else {
      network(out, b, 2, 2, expression);
    }
  }

  /** Whether values in network order are shown as C's expressions. */
  private static boolean plain(Out out) {
    return !(out instanceof TextOut) || out.style.constants() == Style.Constants.ABBREV;
  }

  private static void network(Out out, Bytes b, int at, int length, String expression) {
    out.hexString(b.array(), at, length);
    if (out.style.constants() == Style.Constants.VERBOSE) {
      out.comment(expression);
    }
  }

  private static void scope(Out out, int index) {
    String name = index <= 0 ? null : interfaceName(index);
    if (name == null || !plain(out)) {
      out.decimal(index & 0xffff_ffffL);
      if (name != null && out.style.constants() == Style.Constants.VERBOSE) {
        out.comment("if_nametoindex(\"" + name + "\")");
      }
    } else {
      out.wrapped("if_nametoindex(", name, ")");
    }
  }

  /** The name of a network interface of the host ({@code if_indextoname}), or null. */
  private static String interfaceName(int index) {
    File[] interfaces = new File("/sys/class/net").listFiles();
    for (File one : interfaces == null ? new File[0] : interfaces) {
      try {
        if (Files.readString(one.toPath().resolve("ifindex")).strip().equals("" + index)) {
          return one.getName();
        }
      } catch (IOException gone) {
        // Not this one.
      }
    }
    return null;
  }

  /** An IPv4 address as inet_ntop writes it. */
  static String inet4(Bytes b, int at) {
    return b.u8(at) + "." + b.u8(at + 1) + "." + b.u8(at + 2) + "." + b.u8(at + 3);
  }

  /** An IPv6 address as inet_ntop writes it. */
  static String inet6(Bytes b, int at) {
    byte[] raw = Arrays.copyOfRange(b.array(), at, at + 16);
    boolean mapped = true;
    for (int i = 0; i < 10; i++) {
      mapped &= raw[i] == 0;
    }
    if (mapped && raw[10] == -1 && raw[11] == -1) {
      return "::ffff:"
          + (raw[12] & 255)
          + "."
          + (raw[13] & 255)
          + "."
          + (raw[14] & 255)
          + "."
          + (raw[15] & 255);
    }
    try {
      return compress(InetAddress.getByAddress(raw).getHostAddress());
    } catch (UnknownHostException impossible) {
      throw new IllegalStateException(impossible);
    }
  }

  /** Replaces the longest run of zeros, as RFC 5952 wants. */
  private static String compress(String full) {
    String[] parts = full.split(":", -1);
    int best = -1;
    int length = 1;
    for (int i = 0; i < parts.length; i++) {
      int n = i;
      while (n < parts.length && parts[n].equals("0")) {
        n++;
      }
      if (n - i > length) {
        best = i;
        length = n - i;
      }
    }
    if (best < 0) {
      return full;
    }
    String left = String.join(":", Arrays.copyOfRange(parts, 0, best));
    String right = String.join(":", Arrays.copyOfRange(parts, best + length, parts.length));
    return left + "::" + right;
  }

  private static void data(Out out, Bytes b) {
    if (b.length() > 2) {
      out.field("sa_data");
      out.string(b.array(), 2, b.length() - 2, false);
    }
  }
}
