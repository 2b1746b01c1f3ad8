package dev.armature.syscalls.table;

import static dev.armature.syscalls.table.SyscallRow.absent;

import dev.armature.syscalls.fs.AttributeCalls;
import dev.armature.syscalls.fs.DescriptorCalls;
import dev.armature.syscalls.fs.EpollCalls;
import dev.armature.syscalls.fs.FcntlCalls;
import dev.armature.syscalls.fs.GetDents;
import dev.armature.syscalls.fs.HandleCalls;
import dev.armature.syscalls.fs.InotifyCalls;
import dev.armature.syscalls.fs.IoctlCalls;
import dev.armature.syscalls.fs.LockCalls;
import dev.armature.syscalls.fs.NameCalls;
import dev.armature.syscalls.fs.OpenCalls;
import dev.armature.syscalls.fs.PollCalls;
import dev.armature.syscalls.fs.ReadWrite;
import dev.armature.syscalls.fs.SelectCalls;
import dev.armature.syscalls.fs.SizeCalls;
import dev.armature.syscalls.fs.StatCalls;
import dev.armature.syscalls.fs.StatfsCalls;
import dev.armature.syscalls.fs.TransferCalls;
import dev.armature.syscalls.fs.VectorIo;
import dev.armature.syscalls.fs.XattrCalls;
import dev.armature.syscalls.sys.Privileged;
import java.util.List;

/** Files and descriptors. */
final class FileRows {
  static final List<SyscallRow> ROWS =
      List.of(
          SyscallRow.of(3, "read", "fd:fd buf:out_bytes count:size", ReadWrite::read),
          SyscallRow.of(4, "write", "fd:fd buf:in_bytes count:size", ReadWrite::write),
          SyscallRow.of(
              5, "open", "fd> path:path flags:open_flags mode:open_mode", OpenCalls::open),
          SyscallRow.of(6, "close", "fd:fd", OpenCalls::close),
          SyscallRow.of(8, "creat", "fd> path:path mode:mode", OpenCalls::creat),
          SyscallRow.of(9, "link", "old:path new:path", NameCalls::link),
          SyscallRow.of(10, "unlink", "path:path", NameCalls::unlink),
          SyscallRow.of(12, "chdir", "path:path", NameCalls::chdir),
          SyscallRow.of(14, "mknod", "path:path mode:file_mode dev:mknod_dev", NameCalls::mknod),
          SyscallRow.of(15, "chmod", "path:path mode:mode", AttributeCalls::chmod),
          SyscallRow.of(16, "lchown", "path:path uid:uid16 gid:gid16", AttributeCalls::lchown),
          SyscallRow.of(19, "lseek", "fd:fd offset:int whence:whence", ReadWrite::lseek),
          SyscallRow.of(
              21,
              "mount",
              "source:path target:path type:mount_type flags:mount_flags data:mount_data",
              Privileged::mount),
          SyscallRow.of(33, "access", "path:path mode:access_mode", NameCalls::access),
          SyscallRow.of(36, "sync", "", SizeCalls::sync),
          SyscallRow.of(38, "rename", "old:path new:path", NameCalls::rename),
          SyscallRow.of(39, "mkdir", "path:path mode:mode", NameCalls::mkdir),
          SyscallRow.of(40, "rmdir", "path:path", NameCalls::rmdir),
          SyscallRow.of(41, "dup", "fd> fd:fd", DescriptorCalls::dup),
          SyscallRow.of(42, "pipe", "fds:out_fd_pair", DescriptorCalls::pipe),
          SyscallRow.of(52, "umount2", "target:path flags:umount_flags", Privileged::refused),
          SyscallRow.of(54, "ioctl", "fd:fd cmd:ioctl_cmd arg:ioctl_arg", IoctlCalls::ioctl)
              .partly("terminals, files, pipes, sockets; other devices are ENOTTY"),
          SyscallRow.of(55, "fcntl", "fcntl> fd:fd cmd:fcntl_cmd arg:fcntl_arg", FcntlCalls::fcntl)
              .partly("no leases, no directory notification"),
          SyscallRow.of(60, "umask", "octal> mask:mode", OpenCalls::umask),
          SyscallRow.of(61, "chroot", "path:path", NameCalls::chroot),
          absent(62, "ustat", "dev:dev buf:ptr", "as a kernel that is built without it"),
          SyscallRow.of(63, "dup2", "fd> oldfd:fd newfd:fd", DescriptorCalls::dup2),
          SyscallRow.of(83, "symlink", "target:path link:path", NameCalls::symlink),
          SyscallRow.of(85, "readlink", "path:path buf:out_bytes size:size", NameCalls::readlink),
          SyscallRow.of(92, "truncate", "path:path length:int", SizeCalls::truncate),
          SyscallRow.of(93, "ftruncate", "fd:fd length:int", SizeCalls::ftruncate),
          SyscallRow.of(94, "fchmod", "fd:fd mode:mode", AttributeCalls::fchmod),
          SyscallRow.of(95, "fchown", "fd:fd uid:uid16 gid:gid16", AttributeCalls::fchown),
          SyscallRow.of(99, "statfs", "path:path buf:out_statfs", StatfsCalls::statfs),
          SyscallRow.of(100, "fstatfs", "fd:fd buf:out_statfs", StatfsCalls::fstatfs),
          SyscallRow.of(106, "stat", "path:path buf:out_stat", StatCalls::stat),
          SyscallRow.of(107, "lstat", "path:path buf:out_stat", StatCalls::lstat),
          SyscallRow.of(108, "fstat", "fd:fd buf:out_stat", StatCalls::fstat),
          SyscallRow.of(118, "fsync", "fd:fd", SizeCalls::fsync),
          SyscallRow.of(133, "fchdir", "fd:fd", NameCalls::fchdir),
          absent(
              135, "sysfs", "option:int arg1:hex arg2:hex", "as a kernel that is built without it"),
          SyscallRow.of(
              140,
              "_llseek",
              "fd:fd high:hi_lo_first low:hi_lo result:out_long whence:whence",
              ReadWrite::llseek),
          SyscallRow.of(141, "getdents", "fd:fd buf:out_dents count:size", GetDents::getdents),
          SyscallRow.of(
              142,
              "_newselect",
              "select> nfds:int read:fd_set write:fd_set except:fd_set timeout:inout_timeval",
              SelectCalls::select),
          SyscallRow.of(143, "flock", "fd:fd operation:flock_op", LockCalls::flock),
          SyscallRow.of(145, "readv", "fd:fd iov:out_iovec count:int", VectorIo::readv),
          SyscallRow.of(146, "writev", "fd:fd iov:in_iovec count:int", VectorIo::writev),
          SyscallRow.of(148, "fdatasync", "fd:fd", SizeCalls::fdatasync),
          SyscallRow.of(168, "poll", "poll> fds:pollfds nfds:uint timeout:int", PollCalls::poll),
          absent(
              169,
              "nfsservctl",
              "cmd:int arg:ptr result:ptr",
              "as a kernel that is built without it"),
          SyscallRow.of(
              180, "pread64", "fd:fd buf:out_bytes count:size _ offset:lo_hi", ReadWrite::pread64),
          SyscallRow.of(
              181, "pwrite64", "fd:fd buf:in_bytes count:size _ offset:lo_hi", ReadWrite::pwrite64),
          SyscallRow.of(182, "chown", "path:path uid:uid16 gid:gid16", AttributeCalls::chown),
          SyscallRow.of(183, "getcwd", "buf:out_path size:size", NameCalls::getcwd),
          SyscallRow.of(
              187, "sendfile", "out:fd in:fd offset:inout_int count:size", TransferCalls::sendfile),
          SyscallRow.of(193, "truncate64", "path:path _ length:lo_hi", SizeCalls::truncate64),
          SyscallRow.of(194, "ftruncate64", "fd:fd _ length:lo_hi", SizeCalls::ftruncate64),
          SyscallRow.of(195, "stat64", "path:path buf:out_stat64", StatCalls::stat64),
          SyscallRow.of(196, "lstat64", "path:path buf:out_stat64", StatCalls::lstat64),
          SyscallRow.of(197, "fstat64", "fd:fd buf:out_stat64", StatCalls::fstat64),
          SyscallRow.of(198, "lchown32", "path:path uid:uid gid:gid", AttributeCalls::lchown32),
          SyscallRow.of(207, "fchown32", "fd:fd uid:uid gid:gid", AttributeCalls::fchown32),
          SyscallRow.of(212, "chown32", "path:path uid:uid gid:gid", AttributeCalls::chown32),
          SyscallRow.of(
              217, "getdents64", "fd:fd buf:out_dents64 count:size", GetDents::getdents64),
          SyscallRow.of(218, "pivot_root", "new:path old:path", Privileged::refused),
          SyscallRow.of(
                  221, "fcntl64", "fcntl> fd:fd cmd:fcntl_cmd arg:fcntl_arg", FcntlCalls::fcntl64)
              .partly("no leases, no directory notification"),
          SyscallRow.of(225, "readahead", "fd:fd _ offset:lo_hi count:size", SizeCalls::readahead),
          SyscallRow.of(
              226,
              "setxattr",
              "path:path name:string value:in_bytes size:size flags:xattr_flags",
              XattrCalls::setxattr),
          SyscallRow.of(
              227,
              "lsetxattr",
              "path:path name:string value:in_bytes size:size flags:xattr_flags",
              XattrCalls::lsetxattr),
          SyscallRow.of(
              228,
              "fsetxattr",
              "fd:fd name:string value:in_bytes size:size flags:xattr_flags",
              XattrCalls::fsetxattr),
          SyscallRow.of(
              229,
              "getxattr",
              "path:path name:string value:out_bytes size:size",
              XattrCalls::getxattr),
          SyscallRow.of(
              230,
              "lgetxattr",
              "path:path name:string value:out_bytes size:size",
              XattrCalls::lgetxattr),
          SyscallRow.of(
              231,
              "fgetxattr",
              "fd:fd name:string value:out_bytes size:size",
              XattrCalls::fgetxattr),
          SyscallRow.of(
              232, "listxattr", "path:path list:out_bytes size:size", XattrCalls::listxattr),
          SyscallRow.of(
              233, "llistxattr", "path:path list:out_bytes size:size", XattrCalls::llistxattr),
          SyscallRow.of(
              234, "flistxattr", "fd:fd list:out_bytes size:size", XattrCalls::flistxattr),
          SyscallRow.of(235, "removexattr", "path:path name:string", XattrCalls::removexattr),
          SyscallRow.of(236, "lremovexattr", "path:path name:string", XattrCalls::lremovexattr),
          SyscallRow.of(237, "fremovexattr", "fd:fd name:string", XattrCalls::fremovexattr),
          SyscallRow.of(
              239,
              "sendfile64",
              "out:fd in:fd offset:inout_long count:size",
              TransferCalls::sendfile64),
          absent(
              243,
              "io_setup",
              "events:uint context:ptr",
              "as a kernel that is built without CONFIG_AIO"),
          absent(244, "io_destroy", "context:hex", "as a kernel that is built without CONFIG_AIO"),
          absent(
              245,
              "io_getevents",
              "context:hex min:int max:int events:ptr timeout:in_timespec",
              "as a kernel that is built without CONFIG_AIO"),
          absent(
              246,
              "io_submit",
              "context:hex count:int iocbs:ptr",
              "as a kernel that is built without CONFIG_AIO"),
          absent(
              247,
              "io_cancel",
              "context:hex iocb:ptr result:ptr",
              "as a kernel that is built without CONFIG_AIO"),
          absent(
              249,
              "lookup_dcookie",
              "cookie:lo_hi buf:out_bytes size:size",
              "as a kernel that is built without it"),
          SyscallRow.of(250, "epoll_create", "fd> size:int", EpollCalls::create),
          SyscallRow.of(
              251,
              "epoll_ctl",
              "epfd:fd op:epoll_op fd:fd event:in_epoll_event",
              EpollCalls::control),
          SyscallRow.of(
              252,
              "epoll_wait",
              "epfd:fd events:out_epoll_events max:int timeout:int",
              EpollCalls::await),
          SyscallRow.of(
              266, "statfs64", "path:path size:size buf:out_statfs64", StatfsCalls::statfs64),
          SyscallRow.of(
              267, "fstatfs64", "fd:fd size:size buf:out_statfs64", StatfsCalls::fstatfs64),
          SyscallRow.of(269, "utimes", "path:path times:in_timeval_pair", AttributeCalls::utimes),
          SyscallRow.of(
              270,
              "arm_fadvise64_64",
              "fd:fd advice:hidden offset:lo_hi length:lo_hi_fadvice",
              SizeCalls::fadvise64),
          SyscallRow.of(316, "inotify_init", "fd>", InotifyCalls::init),
          SyscallRow.of(
              317,
              "inotify_add_watch",
              "fd:fd path:path mask:inotify_mask",
              InotifyCalls::addWatch),
          SyscallRow.of(318, "inotify_rm_watch", "fd:fd watch:int", InotifyCalls::removeWatch),
          SyscallRow.of(
              322,
              "openat",
              "fd> dirfd:at path:path flags:open_flags mode:open_mode",
              OpenCalls::openat),
          SyscallRow.of(323, "mkdirat", "dirfd:at path:path mode:mode", NameCalls::mkdirat),
          SyscallRow.of(
              324,
              "mknodat",
              "dirfd:at path:path mode:file_mode dev:mknod_dev",
              NameCalls::mknodat),
          SyscallRow.of(
              325,
              "fchownat",
              "dirfd:at path:path uid:uid gid:gid flags:at_flags",
              AttributeCalls::fchownat),
          SyscallRow.of(
              326,
              "futimesat",
              "dirfd:at path:path times:in_timeval_pair",
              AttributeCalls::futimesat),
          SyscallRow.of(
              327,
              "fstatat64",
              "dirfd:at path:path buf:out_stat64 flags:at_flags",
              StatCalls::fstatat64),
          SyscallRow.of(328, "unlinkat", "dirfd:at path:path flags:at_flags", NameCalls::unlinkat),
          SyscallRow.of(
              329, "renameat", "olddirfd:at old:path newdirfd:at new:path", NameCalls::renameat),
          SyscallRow.of(
              330,
              "linkat",
              "olddirfd:at old:path newdirfd:at new:path flags:at_flags",
              NameCalls::linkat),
          SyscallRow.of(331, "symlinkat", "target:path dirfd:at link:path", NameCalls::symlinkat),
          SyscallRow.of(
              332,
              "readlinkat",
              "dirfd:at path:path buf:out_bytes size:size",
              NameCalls::readlinkat),
          SyscallRow.of(333, "fchmodat", "dirfd:at path:path mode:mode", AttributeCalls::fchmodat),
          SyscallRow.of(
              334, "faccessat", "dirfd:at path:path mode:access_mode", NameCalls::faccessat),
          SyscallRow.of(
              335,
              "pselect6",
              "select> nfds:int read:fd_set write:fd_set except:fd_set timeout:inout_timespec"
                  + " sigmask:pselect_mask",
              SelectCalls::pselect6),
          SyscallRow.of(
              336,
              "ppoll",
              "poll> fds:pollfds nfds:uint timeout:inout_timespec sigmask:in_sigset size:size",
              PollCalls::ppoll),
          SyscallRow.of(
              340,
              "splice",
              "in:fd in_offset:in_long out:fd out_offset:in_long length:size"
                  + " flags:splice_flags",
              TransferCalls::splice),
          SyscallRow.of(
              341,
              "arm_sync_file_range",
              "fd:fd flags:hidden offset:lo_hi length:lo_hi_sync_range",
              SizeCalls::syncFileRange),
          SyscallRow.of(
              342, "tee", "in:fd out:fd length:size flags:splice_flags", TransferCalls::tee),
          SyscallRow.of(
              343,
              "vmsplice",
              "fd:fd iov:in_iovec count:uint flags:splice_flags",
              TransferCalls::vmsplice),
          SyscallRow.of(
              346,
              "epoll_pwait",
              "epfd:fd events:out_epoll_events max:int timeout:int sigmask:in_sigset size:size",
              EpollCalls::pwait),
          SyscallRow.of(
              348,
              "utimensat",
              "dirfd:at path:path times:in_timespec_pair flags:at_flags",
              AttributeCalls::utimensat),
          SyscallRow.of(351, "eventfd", "fd> initial:uint", DescriptorCalls::eventfd),
          SyscallRow.of(
              352,
              "fallocate",
              "fd:fd mode:fallocate_mode offset:lo_hi length:lo_hi",
              SizeCalls::fallocate),
          SyscallRow.of(
              356, "eventfd2", "fd> initial:uint flags:eventfd_flags", DescriptorCalls::eventfd2),
          SyscallRow.of(357, "epoll_create1", "fd> flags:epoll_flags", EpollCalls::create1),
          SyscallRow.of(358, "dup3", "fd> oldfd:fd newfd:fd flags:fd_flags", DescriptorCalls::dup3),
          SyscallRow.of(359, "pipe2", "fds:out_fd_pair flags:fd_flags", DescriptorCalls::pipe2),
          SyscallRow.of(360, "inotify_init1", "fd> flags:inotify_flags", InotifyCalls::init1),
          SyscallRow.of(
              361, "preadv", "fd:fd iov:out_iovec count:int offset:lo_hi", VectorIo::preadv),
          SyscallRow.of(
              362, "pwritev", "fd:fd iov:in_iovec count:int offset:lo_hi", VectorIo::pwritev),
          absent(
              367,
              "fanotify_init",
              "flags:hex event_flags:open_flags",
              "as a kernel that is built without CONFIG_FANOTIFY"),
          absent(
              368,
              "fanotify_mark",
              "fd:fd flags:hex mask:lo_hi dirfd:at path:path",
              "as a kernel that is built without CONFIG_FANOTIFY"),
          SyscallRow.of(
              370,
              "name_to_handle_at",
              "dirfd:at path:path handle:ptr mount:ptr flags:at_flags",
              HandleCalls::nameToHandle),
          SyscallRow.of(
              371,
              "open_by_handle_at",
              "mountfd:fd handle:ptr flags:open_flags",
              HandleCalls::openByHandle),
          SyscallRow.of(373, "syncfs", "fd:fd", SizeCalls::syncfs),
          SyscallRow.of(
              382,
              "renameat2",
              "olddirfd:at old:path newdirfd:at new:path flags:rename_flags",
              NameCalls::renameat2),
          SyscallRow.of(
              385,
              "memfd_create",
              "fd> name:string flags:memfd_flags",
              DescriptorCalls::memfdCreate),
          SyscallRow.of(
              391,
              "copy_file_range",
              "in:fd in_offset:in_long out:fd out_offset:in_long length:size flags:uint",
              TransferCalls::copyFileRange),
          SyscallRow.of(
              392,
              "preadv2",
              "fd:fd iov:out_iovec count:int offset:lo_hi flags:rwf_flags",
              VectorIo::preadv2),
          SyscallRow.of(
              393,
              "pwritev2",
              "fd:fd iov:in_iovec count:int offset:lo_hi flags:rwf_flags",
              VectorIo::pwritev2),
          SyscallRow.of(
              397,
              "statx",
              "dirfd:at path:path flags:statx_flags mask:statx_mask buf:out_statx",
              StatCalls::statx),
          absent(
              399,
              "io_pgetevents",
              "context:hex min:int max:int events:ptr timeout:in_timespec sigmask:ptr",
              "as a kernel that is built without CONFIG_AIO"),
          SyscallRow.of(
              412,
              "utimensat_time64",
              "dirfd:at path:path times:in_timespec64_pair flags:at_flags",
              AttributeCalls::utimensatTime64),
          SyscallRow.of(
              413,
              "pselect6_time64",
              "select> nfds:int read:fd_set write:fd_set except:fd_set timeout:inout_timespec64"
                  + " sigmask:pselect_mask",
              SelectCalls::pselect6Time64),
          SyscallRow.of(
              414,
              "ppoll_time64",
              "poll> fds:pollfds nfds:uint timeout:inout_timespec64 sigmask:in_sigset size:size",
              PollCalls::ppollTime64),
          absent(
              416,
              "io_pgetevents_time64",
              "context:hex min:int max:int events:ptr timeout:in_timespec64 sigmask:ptr",
              "as a kernel that is built without CONFIG_AIO"),
          absent(
              425,
              "io_uring_setup",
              "entries:uint params:ptr",
              "as a kernel that is built without it"),
          absent(
              426,
              "io_uring_enter",
              "fd:fd submit:uint complete:uint flags:hex argument:ptr size:size",
              "as a kernel that is built without it"),
          absent(
              427,
              "io_uring_register",
              "fd:fd opcode:uint argument:ptr count:uint",
              "as a kernel that is built without it"),
          absent(
              428,
              "open_tree",
              "dirfd:at path:path flags:hex",
              "no guest changes what is mounted; programs fall back on mount"),
          absent(
              429,
              "move_mount",
              "fromfd:at from:path tofd:at to:path flags:hex",
              "no guest changes what is mounted; programs fall back on mount"),
          absent(
              430,
              "fsopen",
              "type:string flags:hex",
              "no guest changes what is mounted; programs fall back on mount"),
          absent(
              431,
              "fsconfig",
              "fd:fd cmd:uint key:string value:ptr aux:int",
              "no guest changes what is mounted; programs fall back on mount"),
          absent(
              432,
              "fsmount",
              "fd:fd flags:hex attributes:hex",
              "no guest changes what is mounted; programs fall back on mount"),
          absent(
              433,
              "fspick",
              "dirfd:at path:path flags:hex",
              "no guest changes what is mounted; programs fall back on mount"),
          SyscallRow.of(
              436,
              "close_range",
              "first:uint last:uint flags:close_range_flags",
              OpenCalls::closeRange),
          SyscallRow.of(
              437,
              "openat2",
              "fd> dirfd:at path:path how:in_open_how size:size",
              OpenCalls::openat2),
          SyscallRow.of(
              439,
              "faccessat2",
              "dirfd:at path:path mode:access_mode flags:at_access_flags",
              NameCalls::faccessat2),
          SyscallRow.of(
              441,
              "epoll_pwait2",
              "epfd:fd events:out_epoll_events max:int timeout:in_timespec64 sigmask:in_sigset"
                  + " size:size",
              EpollCalls::pwait2),
          absent(
              442,
              "mount_setattr",
              "dirfd:at path:path flags:at_flags attributes:ptr size:size",
              "no guest changes what is mounted; programs fall back on mount"),
          absent(
              443,
              "quotactl_fd",
              "fd:fd cmd:hex id:uint addr:ptr",
              "as a kernel that is built without it"),
          SyscallRow.of(
              451, "cachestat", "fd:fd range:ptr result:ptr flags:hex", HandleCalls::cachestat),
          SyscallRow.of(
              452,
              "fchmodat2",
              "dirfd:at path:path mode:mode flags:at_flags",
              AttributeCalls::fchmodat2),
          absent(
              457,
              "statmount",
              "request:ptr buf:ptr size:size flags:hex",
              "no guest changes what is mounted; programs fall back on mount"),
          absent(
              458,
              "listmount",
              "request:ptr ids:ptr count:size flags:hex",
              "no guest changes what is mounted; programs fall back on mount"));

  private FileRows() {}
}
