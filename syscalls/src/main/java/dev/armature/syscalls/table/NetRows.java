package dev.armature.syscalls.table;

import dev.armature.syscalls.net.Messages;
import dev.armature.syscalls.net.SocketCalls;
import dev.armature.syscalls.net.SocketOptions;
import java.util.List;

/** Sockets. */
final class NetRows {
  static final List<SyscallRow> ROWS =
      List.of(
          SyscallRow.of(
              281,
              "socket",
              "fd> domain:socket_domain type:socket_type protocol:socket_protocol",
              SocketCalls::socket),
          SyscallRow.of(282, "bind", "fd:fd addr:in_sockaddr length:socklen", SocketCalls::bind),
          SyscallRow.of(
              283, "connect", "fd:fd addr:in_sockaddr length:socklen", SocketCalls::connect),
          SyscallRow.of(284, "listen", "fd:fd backlog:int", SocketCalls::listen),
          SyscallRow.of(
              285,
              "accept",
              "fd> fd:fd addr:out_sockaddr length:inout_socklen",
              SocketCalls::accept),
          SyscallRow.of(
              286,
              "getsockname",
              "fd:fd addr:out_sockaddr length:inout_socklen",
              SocketCalls::getsockname),
          SyscallRow.of(
              287,
              "getpeername",
              "fd:fd addr:out_sockaddr length:inout_socklen",
              SocketCalls::getpeername),
          SyscallRow.of(
              288,
              "socketpair",
              "domain:socket_domain type:socket_type protocol:uint fds:out_fd_pair",
              SocketCalls::socketpair),
          SyscallRow.of(
              289, "send", "fd:fd buf:in_bytes length:size flags:msg_flags", SocketCalls::send),
          SyscallRow.of(
              290,
              "sendto",
              "fd:fd buf:in_bytes length:size flags:msg_flags addr:in_sockaddr addrlen:socklen",
              SocketCalls::sendto),
          SyscallRow.of(
              291, "recv", "fd:fd buf:out_bytes length:size flags:msg_flags", SocketCalls::recv),
          SyscallRow.of(
              292,
              "recvfrom",
              "fd:fd buf:out_bytes length:size flags:msg_flags addr:out_sockaddr"
                  + " addrlen:inout_socklen",
              SocketCalls::recvfrom),
          SyscallRow.of(293, "shutdown", "fd:fd how:shutdown_how", SocketCalls::shutdown),
          SyscallRow.of(
              294,
              "setsockopt",
              "fd:fd level:sockopt_level name:sockopt_name value:in_sockopt length:socklen",
              SocketOptions::set),
          SyscallRow.of(
              295,
              "getsockopt",
              "fd:fd level:sockopt_level name:sockopt_name value:out_sockopt length:inout_socklen",
              SocketOptions::get),
          SyscallRow.of(296, "sendmsg", "fd:fd msg:in_msghdr flags:msg_flags", Messages::sendmsg),
          SyscallRow.of(297, "recvmsg", "fd:fd msg:out_msghdr flags:msg_flags", Messages::recvmsg),
          SyscallRow.of(
              365,
              "recvmmsg",
              "fd:fd msgs:out_mmsghdrs count:uint flags:msg_flags timeout:in_timespec",
              Messages::recvmmsg),
          SyscallRow.of(
              366,
              "accept4",
              "fd> fd:fd addr:out_sockaddr length:inout_socklen flags:sock_flags",
              SocketCalls::accept4),
          SyscallRow.of(
              374,
              "sendmmsg",
              "fd:fd msgs:in_mmsghdrs count:uint flags:msg_flags",
              Messages::sendmmsg),
          SyscallRow.of(
              417,
              "recvmmsg_time64",
              "fd:fd msgs:out_mmsghdrs count:uint flags:msg_flags timeout:in_timespec64",
              Messages::recvmmsgTime64));

  private NetRows() {}
}
