package dev.armature.syscalls.table;

import static dev.armature.syscalls.table.SyscallRow.missing;

import java.util.List;

/** Sockets. */
final class NetRows {
  static final List<SyscallRow> ROWS =
      List.of(
          missing(281, "socket", "domain:socket_domain type:socket_type protocol:int"),
          missing(282, "bind", "fd:fd addr:in_sockaddr length:socklen"),
          missing(283, "connect", "fd:fd addr:in_sockaddr length:socklen"),
          missing(284, "listen", "fd:fd backlog:int"),
          missing(285, "accept", "fd:fd addr:out_sockaddr length:inout_socklen"),
          missing(286, "getsockname", "fd:fd addr:out_sockaddr length:inout_socklen"),
          missing(287, "getpeername", "fd:fd addr:out_sockaddr length:inout_socklen"),
          missing(
              288,
              "socketpair",
              "domain:socket_domain type:socket_type protocol:int fds:out_fd_pair"),
          missing(289, "send", "fd:fd buf:in_bytes length:size flags:msg_flags"),
          missing(
              290,
              "sendto",
              "fd:fd buf:in_bytes length:size flags:msg_flags addr:in_sockaddr addrlen:socklen"),
          missing(291, "recv", "fd:fd buf:out_bytes length:size flags:msg_flags"),
          missing(
              292,
              "recvfrom",
              "fd:fd buf:out_bytes length:size flags:msg_flags addr:out_sockaddr addrlen:inout_socklen"),
          missing(293, "shutdown", "fd:fd how:shutdown_how"),
          missing(
              294,
              "setsockopt",
              "fd:fd level:sockopt_level name:sockopt_name value:in_bytes length:socklen"),
          missing(
              295,
              "getsockopt",
              "fd:fd level:sockopt_level name:sockopt_name value:out_bytes length:inout_socklen"),
          missing(296, "sendmsg", "fd:fd msg:in_msghdr flags:msg_flags"),
          missing(297, "recvmsg", "fd:fd msg:out_msghdr flags:msg_flags"),
          missing(365, "recvmmsg", "fd:fd msgs:ptr count:uint flags:msg_flags timeout:in_timespec"),
          missing(366, "accept4", "fd:fd addr:out_sockaddr length:inout_socklen flags:sock_flags"),
          missing(374, "sendmmsg", "fd:fd msgs:ptr count:uint flags:msg_flags"),
          missing(
              417,
              "recvmmsg_time64",
              "fd:fd msgs:ptr count:uint flags:msg_flags timeout:in_timespec64"));

  private NetRows() {}
}
