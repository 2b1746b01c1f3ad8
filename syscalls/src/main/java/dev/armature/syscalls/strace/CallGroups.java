package dev.armature.syscalls.strace;

import dev.armature.syscalls.table.ArmSyscalls;
import dev.armature.syscalls.table.SyscallRow;
import java.util.Arrays;
import java.util.BitSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The groups of {@code -e trace=%GROUP}, after strace(1). */
final class CallGroups {
  static final List<String> OLD_SPELLINGS =
      List.of("file", "process", "network", "signal", "ipc", "desc", "memory");

  private static final String STAT =
      " stat lstat fstat stat64 lstat64 fstat64 fstatat64 statx oldstat oldlstat oldfstat ";

  private static final Map<String, Set<String>> GROUPS = new HashMap<>();

  static {
    put(
        "clock",
        "clock_settime clock_gettime clock_getres clock_adjtime clock_settime64 clock_gettime64"
            + " clock_getres_time64 clock_adjtime64 gettimeofday settimeofday adjtimex");
    put(
        "creds",
        """
        setuid getuid setgid getgid geteuid getegid setreuid setregid getgroups setgroups
        setresuid getresuid setresgid getresgid setfsuid setfsgid capget capset prctl
        getuid32 getgid32 geteuid32 getegid32 setreuid32 setregid32 getgroups32 setgroups32
        setresuid32 getresuid32 setresgid32 getresgid32 setuid32 setgid32 setfsuid32 setfsgid32
        """);
    put(
        "desc",
        """
        read write close lseek dup pipe ioctl fcntl dup2 ftruncate fchmod fchown fstatfs fstat
        fsync fchdir _llseek getdents _newselect select flock readv writev fdatasync poll pread64
        pwrite64 sendfile ftruncate64 fstat64 fchown32 getdents64 fcntl64 readahead fsetxattr
        fgetxattr flistxattr fremovexattr sendfile64 epoll_create epoll_ctl epoll_wait fstatfs64
        arm_fadvise64_64 mq_open mq_timedsend mq_timedreceive mq_notify mq_getsetattr inotify_init
        inotify_add_watch inotify_rm_watch openat mkdirat mknodat fchownat futimesat fstatat64
        unlinkat renameat linkat symlinkat readlinkat fchmodat faccessat pselect6 ppoll splice
        arm_sync_file_range tee vmsplice epoll_pwait utimensat signalfd timerfd_create eventfd
        fallocate timerfd_settime timerfd_gettime signalfd4 eventfd2 epoll_create1 dup3 pipe2
        inotify_init1 preadv pwritev perf_event_open fanotify_init fanotify_mark name_to_handle_at
        open_by_handle_at syncfs setns finit_module renameat2 memfd_create bpf execveat
        userfaultfd copy_file_range preadv2 pwritev2 statx timerfd_gettime64 timerfd_settime64
        utimensat_time64 pselect6_time64 ppoll_time64 mq_timedsend_time64 mq_timedreceive_time64
        io_uring_setup io_uring_enter io_uring_register open_tree move_mount fsopen fsconfig
        fsmount fspick pidfd_open pidfd_send_signal openat2 pidfd_getfd faccessat2
        process_madvise epoll_pwait2 mount_setattr quotactl_fd landlock_create_ruleset
        landlock_add_rule landlock_restrict_self process_mrelease cachestat fchmodat2 mmap2
        open creat kexec_file_load
        """);
    put(
        "file",
        """
        open creat link unlink execve chdir mknod chmod lchown mount access rename mkdir rmdir acct
        umount2 chroot symlink readlink uselib swapon truncate statfs stat lstat swapoff quotactl
        chown getcwd truncate64 stat64 lstat64 lchown32 chown32 pivot_root setxattr lsetxattr
        getxattr lgetxattr listxattr llistxattr removexattr lremovexattr statfs64 utimes
        inotify_add_watch openat mkdirat mknodat fchownat futimesat fstatat64 unlinkat renameat
        linkat symlinkat readlinkat fchmodat faccessat utimensat fanotify_mark name_to_handle_at
        renameat2 execveat statx utimensat_time64 open_tree move_mount fspick openat2 faccessat2
        mount_setattr fchmodat2
        """);
    put("fstat", "fstat fstat64 fstatat64 oldfstat");
    put("fstatfs", "fstatfs fstatfs64");
    put(
        "ipc",
        """
        semop semget semctl msgsnd msgrcv msgget msgctl shmat shmdt shmget shmctl semtimedop
        semtimedop_time64
        """);
    put("lstat", "lstat lstat64 oldlstat");
    put(
        "memory",
        """
        brk munmap mprotect msync mlock munlock mlockall munlockall mremap mmap2 mincore madvise
        remap_file_pages mbind get_mempolicy set_mempolicy move_pages mlock2 pkey_mprotect
        pkey_alloc pkey_free migrate_pages process_madvise set_mempolicy_home_node
        map_shadow_stack mseal shmat shmdt io_setup io_destroy
        """);
    put(
        "net",
        """
        socket bind connect listen accept getsockname getpeername socketpair send sendto recv
        recvfrom shutdown setsockopt getsockopt sendmsg recvmsg recvmmsg accept4 sendmmsg
        recvmmsg_time64
        """);
    put(
        "process",
        """
        exit fork execve wait4 clone vfork exit_group waitid unshare execveat clone3 kill tkill
        tgkill rt_sigqueueinfo rt_tgsigqueueinfo pidfd_send_signal pidfd_open process_mrelease
        """);
    put(
        "pure",
        """
        getpid getuid getppid getgid geteuid getegid getpgrp getuid32 getgid32 geteuid32 getegid32
        gettid
        """);
    put(
        "signal",
        """
        pause kill sigaction sigsuspend sigpending sigreturn sigprocmask rt_sigreturn rt_sigaction
        rt_sigprocmask rt_sigpending rt_sigtimedwait rt_sigqueueinfo rt_sigsuspend sigaltstack
        tkill tgkill signalfd signalfd4 rt_tgsigqueueinfo rt_sigtimedwait_time64 pidfd_send_signal
        """);
    put("stat", "stat stat64 oldstat");
    put("%stat", STAT);
    put("statfs", "statfs statfs64");
    put("%statfs", "statfs statfs64 fstatfs fstatfs64 ustat");
    GROUPS.put("network", GROUPS.get("net"));
  }

  private CallGroups() {}

  private static void put(String group, String names) {
    GROUPS.put(group, new HashSet<>(Arrays.asList(names.strip().split("\\s+"))));
  }

  /** Adds the calls of a group; false when there is none of that name. */
  static boolean add(String group, ArmSyscalls table, BitSet chosen) {
    Set<String> names = GROUPS.get(group);
    if (names == null) {
      return false;
    }
    for (SyscallRow row : table.rows()) {
      if (names.contains(row.name())) {
        chosen.set(CallSet.slot(row.number()));
      }
    }
    return true;
  }

  /** The calls of all groups. */
  static Set<String> names() {
    Set<String> names = new HashSet<>();
    GROUPS.values().forEach(names::addAll);
    return names;
  }

  /** Whether a call belongs to a group that is known to exist. */
  static boolean contains(String group, String name) {
    return GROUPS.get(group).contains(name);
  }
}
