package dev.armature.host;

/**
 * Numbers of the host's system calls that the file and network layers use. Only calls that both
 * supported hosts have are listed, so there is no {@code open}, {@code poll} or {@code epoll_wait}.
 */
final class HostNumber {
  private static final boolean ARM64 = System.getProperty("os.arch").equals("aarch64");

  static final int EXIT_GROUP = nr(231, 94);
  static final int READ = nr(0, 63);
  static final int WRITE = nr(1, 64);
  static final int CLOSE = nr(3, 57);
  static final int LSEEK = nr(8, 62);
  static final int IOCTL = nr(16, 29);
  static final int PREAD64 = nr(17, 67);
  static final int PWRITE64 = nr(18, 68);
  static final int READV = nr(19, 65);
  static final int WRITEV = nr(20, 66);
  static final int DUP = nr(32, 23);
  static final int KCMP = nr(312, 272);
  static final int NAME_TO_HANDLE_AT = nr(303, 264);
  static final int CACHESTAT = nr(451, 451);
  static final int DUP3 = nr(292, 24);
  static final int PRCTL = nr(157, 167);
  static final int SENDFILE = nr(40, 71);
  static final int SOCKET = nr(41, 198);
  static final int CONNECT = nr(42, 203);
  static final int SENDTO = nr(44, 206);
  static final int RECVFROM = nr(45, 207);
  static final int SENDMSG = nr(46, 211);
  static final int RECVMSG = nr(47, 212);
  static final int SHUTDOWN = nr(48, 210);
  static final int BIND = nr(49, 200);
  static final int LISTEN = nr(50, 201);
  static final int GETSOCKNAME = nr(51, 204);
  static final int GETPEERNAME = nr(52, 205);
  static final int SOCKETPAIR = nr(53, 199);
  static final int SETSOCKOPT = nr(54, 208);
  static final int GETSOCKOPT = nr(55, 209);
  static final int FCNTL = nr(72, 25);
  static final int FLOCK = nr(73, 32);
  static final int FSYNC = nr(74, 82);
  static final int FDATASYNC = nr(75, 83);
  static final int FTRUNCATE = nr(77, 46);
  static final int FCHDIR = nr(81, 50);
  static final int FCHMOD = nr(91, 52);
  static final int UMASK = nr(95, 166);
  static final int FSTATFS = nr(138, 44);
  static final int SYNC = nr(162, 81);
  static final int READAHEAD = nr(187, 213);
  static final int SETXATTR = nr(188, 5);
  static final int LSETXATTR = nr(189, 6);
  static final int FSETXATTR = nr(190, 7);
  static final int GETXATTR = nr(191, 8);
  static final int LGETXATTR = nr(192, 9);
  static final int FGETXATTR = nr(193, 10);
  static final int LISTXATTR = nr(194, 11);
  static final int LLISTXATTR = nr(195, 12);
  static final int FLISTXATTR = nr(196, 13);
  static final int REMOVEXATTR = nr(197, 14);
  static final int LREMOVEXATTR = nr(198, 15);
  static final int FREMOVEXATTR = nr(199, 16);
  static final int GETDENTS64 = nr(217, 61);
  static final int FADVISE64 = nr(221, 223);
  static final int EPOLL_CTL = nr(233, 21);
  static final int INOTIFY_ADD_WATCH = nr(254, 27);
  static final int INOTIFY_RM_WATCH = nr(255, 28);
  static final int OPENAT = nr(257, 56);
  static final int MKDIRAT = nr(258, 34);
  static final int MKNODAT = nr(259, 33);
  static final int FCHOWNAT = nr(260, 54);
  static final int UNLINKAT = nr(263, 35);
  static final int LINKAT = nr(265, 37);
  static final int SYMLINKAT = nr(266, 36);
  static final int READLINKAT = nr(267, 78);
  static final int FCHMODAT = nr(268, 53);
  static final int PPOLL = nr(271, 73);
  static final int UNSHARE = nr(272, 97);
  static final int SPLICE = nr(275, 76);
  static final int TEE = nr(276, 77);
  static final int SYNC_FILE_RANGE = nr(277, 84);
  static final int VMSPLICE = nr(278, 75);
  static final int UTIMENSAT = nr(280, 88);
  static final int EPOLL_PWAIT = nr(281, 22);
  static final int FALLOCATE = nr(285, 47);
  static final int ACCEPT4 = nr(288, 242);
  static final int EVENTFD2 = nr(290, 19);
  static final int RT_SIGACTION = nr(13, 134);
  static final int FUTEX = nr(202, 98);
  static final int GETTID = nr(186, 178);
  static final int TGKILL = nr(234, 131);
  static final int EPOLL_CREATE1 = nr(291, 20);
  static final int PIPE2 = nr(293, 59);
  static final int INOTIFY_INIT1 = nr(294, 26);
  static final int SYNCFS = nr(306, 267);
  static final int RENAMEAT2 = nr(316, 276);
  static final int MEMFD_CREATE = nr(319, 279);
  static final int COPY_FILE_RANGE = nr(326, 285);
  static final int PREADV2 = nr(327, 286);
  static final int PWRITEV2 = nr(328, 287);
  static final int STATX = nr(332, 291);
  static final int SETSID = nr(112, 157);
  static final int PIDFD_OPEN = 434;
  static final int OPENAT2 = 437;
  static final int PIDFD_GETFD = 438;
  static final int FACCESSAT2 = 439;

  /** Whether the host's {@code O_DIRECTORY} and its neighbours have ARM's values. */
  static final boolean ARM_OPEN_FLAGS = ARM64;

  /** Whether {@code struct epoll_event} is packed to 12 bytes (x86-64 only). */
  static final boolean PACKED_EPOLL_EVENT = !ARM64;

  private HostNumber() {}

  private static int nr(int x86, int arm64) {
    return ARM64 ? arm64 : x86;
  }
}
