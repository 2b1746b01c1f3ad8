package dev.armature.syscalls.strace;

import java.util.Map;

/** Arguments that are one of some names, or a set of them. */
final class FlagFormats {
  /** MS_BIND, MS_MOVE and the kinds of propagation: nothing else is looked at. */
  private static final int MS_NO_DATA = 4096 | 8192 | 0x20000 | 0x40000 | 0x80000 | 0x100000;

  /** The same and MS_REMOUNT. */
  private static final int MS_NO_TYPE = MS_NO_DATA | 32;

  private FlagFormats() {}

  private static void mountString(Call call, Out out, int i, int flags, int ignoring) {
    if ((flags & ignoring) != 0) {
      out.address(call.arg(i));
    } else {
      StringFormats.string(call, out, call.arg(i));
    }
  }

  static void add(Map<String, Format> to) {
    sets(to);
    names(to);
    to.put("open_flags", (call, out, i) -> openFlags(out, call.unsigned(i)));
    to.put(
        "access_mode",
        (call, out, i) -> {
          if (call.arg(i) == 0) {
            out.symbol("F_OK", 0);
          } else {
            out.flags(FileFlags.ACCESS, call.unsigned(i));
          }
        });
    to.put("mmap_flags", (call, out, i) -> mapFlags(out, call.unsigned(i)));
    to.put("fcntl_cmd", named(FileFlags.FCNTL));
    to.put("statx_flags", (call, out, i) -> statxFlags(out, call.unsigned(i)));
    to.put("unshare_flags", (call, out, i) -> out.flags(ProcessFlags.UNSHARE, call.unsigned(i)));
    to.put(
        "mremap_addr",
        Format.when(
            (call, i) -> (call.arg(3) & 6) != 0, (call, out, i) -> out.address(call.arg(i))));
    to.put(
        "kcmp_index",
        Format.when(
            (call, i) -> call.arg(2) == 0 || call.arg(2) == 7,
            (call, out, i) -> out.decimal(call.unsigned(i))));
    to.put(
        "swap_flags",
        (call, out, i) -> {
          if ((call.arg(i) & ~0x7fff) == 0) {
            out.decimal(call.arg(i));
          } else {
            out.expression(
                ((call.arg(i) & 0x8000) != 0 ? out.part("SWAP_FLAG_PREFER", "", 0x8000) + "|" : "")
                    + (call.arg(i) & 0x7fff),
                call.unsigned(i));
          }
        });
    to.put("mount_type", (call, out, i) -> mountString(call, out, i, call.arg(3), MS_NO_TYPE));
    to.put("mount_data", (call, out, i) -> mountString(call, out, i, call.arg(3), MS_NO_DATA));
    to.put(
        "ioprio",
        (call, out, i) -> {
          int value = call.arg(i);
          String name = ProcessFlags.IOPRIO_CLASS.name(value >>> 13);
          out.expression(
              "IOPRIO_PRIO_VALUE(" + name + ", " + (value & 0x1fff) + ")", value & 0xffff_ffffL);
        });
  }

  private static void sets(Map<String, Format> to) {
    to.put("at_flags", flags(FileFlags.AT));
    to.put("at_access_flags", flags(FileFlags.AT_ACCESS));
    to.put("flock_op", flags(FileFlags.FLOCK));
    to.put("fallocate_mode", flags(FileFlags.FALLOCATE));
    to.put("sync_range_flags", flags(FileFlags.SYNC_RANGE));
    to.put("splice_flags", flags(FileFlags.SPLICE));
    to.put("rename_flags", flags(FileFlags.RENAME));
    to.put("rwf_flags", flags(FileFlags.RWF));
    to.put("xattr_flags", flags(FileFlags.XATTR));
    to.put("memfd_flags", flags(FileFlags.MEMFD));
    to.put("close_range_flags", flags(FileFlags.CLOSE_RANGE));
    to.put("statx_mask", flags(FileFlags.STATX_MASK));
    to.put("mount_flags", flags(FileFlags.MOUNT));
    to.put("umount_flags", flags(FileFlags.UMOUNT));
    to.put("epoll_flags", flags(FileFlags.EPOLL_FLAGS));
    to.put("eventfd_flags", flags(FileFlags.EVENTFD));
    to.put("sfd_flags", flags(FileFlags.SIGNALFD));
    to.put("tfd_flags", flags(FileFlags.TIMERFD));
    to.put("tfd_set_flags", flags(ProcessFlags.TIMERFD_SET));
    to.put("inotify_flags", flags(FileFlags.INOTIFY_INIT));
    to.put("inotify_mask", flags(FileFlags.INOTIFY));
    to.put("fd_flags", (call, out, i) -> out.flags(FileFlags.OPEN, call.unsigned(i)));
    to.put("prot", flags(ProcessFlags.PROT));
    to.put("mremap_flags", flags(ProcessFlags.MREMAP));
    to.put("msync_flags", flags(ProcessFlags.MSYNC));
    to.put("mlockall_flags", flags(ProcessFlags.MLOCKALL));
    to.put("mlock_flags", flags(ProcessFlags.MLOCK));
    to.put("wait_options", flags(ProcessFlags.WAITID));
    to.put("waitid_options", flags(ProcessFlags.WAITID));
    to.put("timer_flags", flags(ProcessFlags.TIMER_FLAGS));
    to.put("grnd_flags", flags(ProcessFlags.GRND));
    to.put("seccomp_flags", flags(ProcessFlags.SECCOMP_FLAGS));
    to.put("pidfd_open_flags", flags(ProcessFlags.PIDFD_OPEN));
    to.put("msg_flags", flags(SocketFlags.MSG));
    to.put("sock_flags", flags(SocketFlags.TYPE_FLAGS));
    to.put("sched_attr_flags", flags(ProcessFlags.SCHED_FLAGS));
  }

  private static void names(Map<String, Format> to) {
    to.put("whence", named(FileFlags.WHENCE));
    to.put("fadvice", named(FileFlags.FADVISE));
    to.put("epoll_op", named(FileFlags.EPOLL_OP));
    to.put("madvice", named(ProcessFlags.MADVISE));
    to.put("waitid_type", named(ProcessFlags.WAITID_TYPE));
    to.put("rusage_who", named(ProcessFlags.RUSAGE));
    to.put("rlimit_resource", named(ProcessFlags.RLIMIT));
    to.put("priority_which", named(ProcessFlags.PRIORITY));
    to.put("itimer_which", named(ProcessFlags.ITIMER));
    to.put("sigmask_how", named(SignalFlags.SIGMASK_HOW));
    to.put("seccomp_op", named(ProcessFlags.SECCOMP_OP));
    to.put("ptrace_request", named(ProcessFlags.PTRACE));
    to.put("socket_domain", named(SocketFlags.DOMAIN));
    to.put("shutdown_how", named(SocketFlags.SHUTDOWN));
    to.put("socketcall", named(SocketFlags.SOCKETCALL));
    to.put("membarrier_cmd", named(ProcessFlags.MEMBARRIER));
    to.put("ioprio_who", named(ProcessFlags.IOPRIO_WHO));
    to.put("kcmp_type", named(ProcessFlags.KCMP));
  }

  static Format flags(Xlat table) {
    return (call, out, i) -> out.flags(table, call.unsigned(i));
  }

  static Format named(Xlat table) {
    return (call, out, i) -> out.named(table, call.arg(i));
  }

  /** The flags of open(2): the access mode is no bit. */
  static void openFlags(Out out, long flags) {
    out.flagsAfter(FileFlags.ACCESS_MODE, flags & 3, FileFlags.OPEN_REST, flags & ~3L);
  }

  private static void mapFlags(Out out, long flags) {
    out.flagsAfter(ProcessFlags.MAP_TYPE, flags & 15, ProcessFlags.MAP, flags & ~15L);
  }

  private static void statxFlags(Out out, long flags) {
    out.flagsAfter(FileFlags.STATX_SYNC, flags & 0x6000, FileFlags.AT, flags & ~0x6000L);
  }
}
