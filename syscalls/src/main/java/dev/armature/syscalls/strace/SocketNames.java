package dev.armature.syscalls.strace;

import dev.armature.host.HostBytes;
import dev.armature.host.HostSockets;
import dev.armature.syscalls.strace.Style.HexStrings;
import java.lang.foreign.Arena;

/**
 * What a socket is, for {@code -yy}: its protocol, its addresses or its inode, as strace asks the
 * host's {@code sock_diag} for. Its own calls tell the same.
 */
final class SocketNames {
  private static final int AF_UNIX = 1;
  private static final int AF_INET = 2;
  private static final int AF_INET6 = 10;
  private static final int AF_NETLINK = 16;

  private static final int SOL_SOCKET = 1;
  private static final int SO_TYPE = 3;
  private static final int SO_PROTOCOL = 38;
  private static final int SO_DOMAIN = 39;

  private static final int SOCK_STREAM = 1;
  private static final int ADDRESS_ROOM = 128;
  private static final int SUN_PATH = 2;

  private SocketNames() {}

  /**
   * The words, escaped; null for a family without any.
   *
   * @param fd the host's descriptor
   */
  static String of(int fd, long inode) {
    int protocol = option(fd, SO_PROTOCOL);
    return switch (option(fd, SO_DOMAIN)) {
      case AF_UNIX -> unix(fd, inode);
      case AF_INET -> internet(fd, inode, transport(protocol));
      case AF_INET6 -> internet(fd, inode, transport(protocol) + "v6");
      case AF_NETLINK -> netlink(fd, inode, protocol);
      default -> null;
    };
  }

  private static int option(int fd, int name) {
    try (Arena arena = Arena.ofConfined()) {
      long place = arena.allocate(8, 8).address();
      HostBytes.setInt(place + 4, 4);
      int result = HostSockets.getsockopt(fd, SOL_SOCKET, name, place, place + 4);
      return result < 0 ? -1 : HostBytes.getInt(place);
    }
  }

  /** The name that the kernel's protocol has, {@code struct proto}. */
  private static String transport(int protocol) {
    return switch (protocol) {
      case 6 -> "TCP";
      case 17 -> "UDP";
      case 136 -> "UDPLITE";
      case 1, 58 -> "PING";
      case 132 -> "SCTP";
      case 262 -> "MPTCP";
      default -> "RAW";
    };
  }

  /** The socket's address or its peer's; null when it has none. */
  private static Bytes address(int fd, boolean peer) {
    try (Arena arena = Arena.ofConfined()) {
      long place = arena.allocate(ADDRESS_ROOM + 8, 8).address();
      long room = place + ADDRESS_ROOM;
      HostBytes.setInt(room, ADDRESS_ROOM);
      int result =
          peer
              ? HostSockets.getpeername(fd, place, room)
              : HostSockets.getsockname(fd, place, room);
      if (result < 0) {
        return null;
      }
      byte[] bytes = new byte[Math.min(HostBytes.getInt(room), ADDRESS_ROOM)];
      HostBytes.copyOut(place, bytes, 0, bytes.length);
      return new Bytes(bytes);
    }
  }

  private static String internet(int fd, long inode, String protocol) {
    Bytes own = address(fd, false);
    if (own == null || own.length() < 8 || own.net16(2) == 0) {
      return protocol + ":[" + inode + "]";
    }
    Bytes peer = address(fd, true);
    String to = peer == null || peer.length() < 8 ? "" : "->" + endpoint(peer);
    return protocol + ":[" + endpoint(own) + to + "]";
  }

  private static String endpoint(Bytes address) {
    boolean six = address.length() >= 24;
    String host =
        six ? "[" + SocketFormats.inet6(address, 8) + "]" : SocketFormats.inet4(address, 4);
    return host + ":" + address.net16(2);
  }

  private static String unix(int fd, long inode) {
    String protocol = option(fd, SO_TYPE) == SOCK_STREAM ? "UNIX-STREAM" : "UNIX";
    Text text = new Text().add(protocol).add(":[").decimal(inode);
    long peer = HostSockets.unixPeer(inode);
    if (peer != 0) {
      text.add("->").decimal(peer);
    }
    Bytes own = address(fd, false);
    int length = own == null ? 0 : own.length() - SUN_PATH;
    if (length > 0) {
      boolean file = own.u8(SUN_PATH) != 0;
      int from = file ? SUN_PATH : SUN_PATH + 1;
      int size = file ? own.string(from, length).length() : length - 1;
      text.add(file ? ",\"" : ",@\"");
      TextOut.escape(text, HexStrings.ESCAPES, own.array(), from, size, '"');
      text.add('"');
    }
    return text.add(']').toString();
  }

  private static String netlink(int fd, long inode, int protocol) {
    Bytes own = address(fd, false);
    if (own == null || own.length() < 8 || own.i32(4) == 0) {
      return "NETLINK:[" + inode + "]";
    }
    String name = SocketFlags.NETLINK_PROTOCOL.name(protocol);
    String known = name == null ? Integer.toString(protocol) : name.replaceFirst("^NETLINK_", "");
    return "NETLINK:[" + known + ":" + own.u32(4) + "]";
  }
}
