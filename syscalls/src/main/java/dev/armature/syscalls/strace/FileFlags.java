package dev.armature.syscalls.strace;

/** Names of the constants of files: ARM's values ({@code asm/fcntl.h}) where they are its own. */
final class FileFlags {
  /** Of open(2), without the access mode. */
  static final Xlat OPEN =
      Xlat.of(
          "O_???",
          """
          O_CREAT 0100 O_EXCL 0200 O_NOCTTY 0400 O_TRUNC 01000 O_APPEND 02000 O_NONBLOCK 04000
          O_SYNC 04010000 O_ASYNC 020000 O_DSYNC 010000 O_DIRECT 0200000 O_LARGEFILE 0400000
          O_NOFOLLOW 0100000 O_NOATIME 01000000 O_CLOEXEC 02000000 O_PATH 010000000
          O_TMPFILE 020040000 O_DIRECTORY 040000
          """);

  /** The same behind an access mode, where what has no name gets no comment. */
  static final Xlat OPEN_REST = OPEN.withUnknown("");

  static final Xlat ACCESS_MODE = Xlat.of("O_???", "O_RDONLY 0 O_WRONLY 1 O_RDWR 2 O_ACCMODE 3");

  static final Xlat ACCESS = Xlat.of("?_OK", "F_OK 0 R_OK 4 W_OK 2 X_OK 1");

  static final Xlat AT =
      Xlat.of(
          "AT_???",
          """
          AT_SYMLINK_NOFOLLOW 0x100 AT_REMOVEDIR 0x200 AT_SYMLINK_FOLLOW 0x400
          AT_NO_AUTOMOUNT 0x800 AT_EMPTY_PATH 0x1000 AT_RECURSIVE 0x8000
          """);

  static final Xlat AT_ACCESS =
      Xlat.of(
          "AT_???",
          """
          AT_SYMLINK_NOFOLLOW 0x100 AT_EACCESS 0x200 AT_SYMLINK_FOLLOW 0x400
          AT_NO_AUTOMOUNT 0x800 AT_EMPTY_PATH 0x1000
          """);

  static final Xlat WHENCE =
      Xlat.sequence("SEEK_???", 0, "SEEK_SET SEEK_CUR SEEK_END SEEK_DATA SEEK_HOLE");

  static final Xlat FLOCK =
      Xlat.of(
          "LOCK_???",
          """
          LOCK_SH 1 LOCK_EX 2 LOCK_NB 4 LOCK_UN 8 LOCK_MAND 32 LOCK_RW 192 LOCK_READ 64
          LOCK_WRITE 128
          """);

  static final Xlat FCNTL =
      Xlat.of(
          "F_???",
          """
          F_DUPFD 0 F_GETFD 1 F_SETFD 2 F_GETFL 3 F_SETFL 4 F_GETLK 5 F_SETLK 6 F_SETLKW 7
          F_SETOWN 8 F_GETOWN 9 F_SETSIG 10 F_GETSIG 11 F_GETLK64 12 F_SETLK64 13 F_SETLKW64 14
          F_SETOWN_EX 15 F_GETOWN_EX 16 F_GETOWNER_UIDS 17 F_OFD_GETLK 36 F_OFD_SETLK 37
          F_OFD_SETLKW 38 F_SETLEASE 1024 F_GETLEASE 1025 F_NOTIFY 1026 F_DUPFD_CLOEXEC 1030
          F_SETPIPE_SZ 1031 F_GETPIPE_SZ 1032 F_ADD_SEALS 1033 F_GET_SEALS 1034
          F_GET_RW_HINT 1035 F_SET_RW_HINT 1036 F_GET_FILE_RW_HINT 1037 F_SET_FILE_RW_HINT 1038
          """);

  static final Xlat FD_FLAGS = Xlat.of("FD_???", "FD_CLOEXEC 1");

  static final Xlat LOCK_TYPE =
      Xlat.of("F_???", "F_RDLCK 0 F_WRLCK 1 F_UNLCK 2 F_EXLCK 4 F_SHLCK 8");

  static final Xlat OWNER_TYPE =
      Xlat.sequence("F_OWNER_???", 0, "F_OWNER_TID F_OWNER_PID F_OWNER_PGRP");

  static final Xlat SEALS =
      Xlat.of(
          "F_SEAL_???",
          """
          F_SEAL_SEAL 1 F_SEAL_SHRINK 2 F_SEAL_GROW 4 F_SEAL_WRITE 8 F_SEAL_FUTURE_WRITE 16
          F_SEAL_EXEC 32
          """);

  static final Xlat NOTIFY =
      Xlat.of(
          "DN_???",
          """
          DN_ACCESS 1 DN_MODIFY 2 DN_CREATE 4 DN_DELETE 8 DN_RENAME 16 DN_ATTRIB 32
          DN_MULTISHOT 0x80000000
          """);

  static final Xlat FALLOCATE =
      Xlat.of(
          "FALLOC_FL_???",
          """
          FALLOC_FL_KEEP_SIZE 1 FALLOC_FL_PUNCH_HOLE 2 FALLOC_FL_NO_HIDE_STALE 4
          FALLOC_FL_COLLAPSE_RANGE 8 FALLOC_FL_ZERO_RANGE 16 FALLOC_FL_INSERT_RANGE 32
          FALLOC_FL_UNSHARE_RANGE 64
          """);

  static final Xlat FADVISE =
      Xlat.sequence(
          "POSIX_FADV_???",
          0,
          """
          POSIX_FADV_NORMAL POSIX_FADV_RANDOM POSIX_FADV_SEQUENTIAL POSIX_FADV_WILLNEED
          POSIX_FADV_DONTNEED POSIX_FADV_NOREUSE
          """);

  static final Xlat SYNC_RANGE =
      Xlat.of(
          "SYNC_FILE_RANGE_???",
          """
          SYNC_FILE_RANGE_WAIT_BEFORE 1 SYNC_FILE_RANGE_WRITE 2 SYNC_FILE_RANGE_WAIT_AFTER 4
          """);

  static final Xlat SPLICE =
      Xlat.of(
          "SPLICE_F_???", "SPLICE_F_MOVE 1 SPLICE_F_NONBLOCK 2 SPLICE_F_MORE 4 SPLICE_F_GIFT 8");

  static final Xlat RENAME =
      Xlat.of("RENAME_???", "RENAME_NOREPLACE 1 RENAME_EXCHANGE 2 RENAME_WHITEOUT 4");

  static final Xlat RWF =
      Xlat.of("RWF_???", "RWF_HIPRI 1 RWF_DSYNC 2 RWF_SYNC 4 RWF_NOWAIT 8 RWF_APPEND 16");

  static final Xlat XATTR = Xlat.of("XATTR_???", "XATTR_CREATE 1 XATTR_REPLACE 2");

  static final Xlat MEMFD =
      Xlat.of(
          "MFD_???",
          """
          MFD_CLOEXEC 1 MFD_ALLOW_SEALING 2 MFD_HUGETLB 4 MFD_NOEXEC_SEAL 8 MFD_EXEC 16
          """);

  static final Xlat CLOSE_RANGE =
      Xlat.of("CLOSE_RANGE_???", "CLOSE_RANGE_UNSHARE 2 CLOSE_RANGE_CLOEXEC 4");

  static final Xlat STATX_MASK =
      Xlat.of(
          "STATX_???",
          """
          STATX_ALL 0xfff STATX_BASIC_STATS 0x7ff STATX_TYPE 1 STATX_MODE 2 STATX_NLINK 4
          STATX_UID 8 STATX_GID 0x10 STATX_ATIME 0x20 STATX_MTIME 0x40 STATX_CTIME 0x80
          STATX_INO 0x100 STATX_SIZE 0x200 STATX_BLOCKS 0x400 STATX_BTIME 0x800
          STATX_MNT_ID 0x1000 STATX_DIOALIGN 0x2000
          """);

  static final Xlat STATX_ATTRIBUTES =
      Xlat.of(
          "STATX_ATTR_???",
          """
          STATX_ATTR_COMPRESSED 4 STATX_ATTR_IMMUTABLE 0x10 STATX_ATTR_APPEND 0x20
          STATX_ATTR_NODUMP 0x40 STATX_ATTR_ENCRYPTED 0x800 STATX_ATTR_AUTOMOUNT 0x1000
          STATX_ATTR_MOUNT_ROOT 0x2000 STATX_ATTR_VERITY 0x100000 STATX_ATTR_DAX 0x200000
          """);

  /** The flags of statx that say how fresh the answer must be; above {@link #AT}. */
  static final Xlat STATX_SYNC =
      Xlat.of(
          "AT_STATX_???",
          """
          AT_STATX_SYNC_AS_STAT 0 AT_STATX_FORCE_SYNC 0x2000 AT_STATX_DONT_SYNC 0x4000
          AT_STATX_FORCE_SYNC|AT_STATX_DONT_SYNC 0x6000
          """);

  static final Xlat RESOLVE =
      Xlat.of(
          "RESOLVE_???",
          """
          RESOLVE_NO_XDEV 1 RESOLVE_NO_MAGICLINKS 2 RESOLVE_NO_SYMLINKS 4 RESOLVE_BENEATH 8
          RESOLVE_IN_ROOT 16 RESOLVE_CACHED 32
          """);

  static final Xlat DIRECTORY_TYPE =
      Xlat.of(
          "DT_???",
          """
          DT_UNKNOWN 0 DT_FIFO 1 DT_CHR 2 DT_DIR 4 DT_BLK 6 DT_REG 8 DT_LNK 10 DT_SOCK 12
          DT_WHT 14
          """);

  static final Xlat FS_TYPE =
      Xlat.of(
          "???",
          """
          EXT2_SUPER_MAGIC 0xef53 TMPFS_MAGIC 0x1021994 PROC_SUPER_MAGIC 0x9fa0
          SYSFS_MAGIC 0x62656572 OVERLAYFS_SUPER_MAGIC 0x794c7630 XFS_SUPER_MAGIC 0x58465342
          BTRFS_SUPER_MAGIC 0x9123683e DEVPTS_SUPER_MAGIC 0x1cd1 PIPEFS_MAGIC 0x50495045
          SOCKFS_MAGIC 0x534f434b RAMFS_MAGIC 0x858458f6 NFS_SUPER_MAGIC 0x6969
          CGROUP2_SUPER_MAGIC 0x63677270 V9FS_MAGIC 0x1021997 FUSE_SUPER_MAGIC 0x65735546
          MSDOS_SUPER_MAGIC 0x4d44 SQUASHFS_MAGIC 0x73717368 ANON_INODE_FS_MAGIC 0x09041934
          DEBUGFS_MAGIC 0x64626720 NSFS_MAGIC 0x6e736673
          """);

  static final Xlat FS_FLAGS =
      Xlat.of(
          "ST_???",
          """
          ST_VALID 0x20 ST_RDONLY 1 ST_NOSUID 2 ST_NODEV 4 ST_NOEXEC 8 ST_SYNCHRONOUS 0x10
          ST_MANDLOCK 0x40 ST_NOATIME 0x400 ST_NODIRATIME 0x800 ST_RELATIME 0x1000
          ST_NOSYMFOLLOW 0x2000
          """);

  static final Xlat MOUNT =
      Xlat.of(
          "MS_???",
          """
          MS_RDONLY 1 MS_NOSUID 2 MS_NODEV 4 MS_NOEXEC 8 MS_SYNCHRONOUS 16 MS_REMOUNT 32
          MS_MANDLOCK 64 MS_DIRSYNC 128 MS_NOSYMFOLLOW 256 MS_NOATIME 1024 MS_NODIRATIME 2048
          MS_BIND 4096 MS_MOVE 8192 MS_REC 16384 MS_SILENT 32768 MS_POSIXACL 65536
          MS_UNBINDABLE 0x20000 MS_PRIVATE 0x40000 MS_SLAVE 0x80000 MS_SHARED 0x100000
          MS_RELATIME 0x200000 MS_KERNMOUNT 0x400000 MS_I_VERSION 0x800000
          MS_STRICTATIME 0x1000000 MS_LAZYTIME 0x2000000
          """);

  static final Xlat UMOUNT =
      Xlat.of("MNT_???", "MNT_FORCE 1 MNT_DETACH 2 MNT_EXPIRE 4 UMOUNT_NOFOLLOW 8");

  static final Xlat EPOLL_OP =
      Xlat.of("EPOLL_CTL_???", "EPOLL_CTL_ADD 1 EPOLL_CTL_DEL 2 EPOLL_CTL_MOD 3");

  static final Xlat EPOLL_EVENTS =
      Xlat.of(
          "EPOLL???",
          """
          EPOLLIN 1 EPOLLPRI 2 EPOLLOUT 4 EPOLLRDNORM 0x40 EPOLLRDBAND 0x80 EPOLLWRNORM 0x100
          EPOLLWRBAND 0x200 EPOLLMSG 0x400 EPOLLERR 8 EPOLLHUP 0x10 EPOLLRDHUP 0x2000
          EPOLLEXCLUSIVE 0x10000000 EPOLLWAKEUP 0x20000000 EPOLLONESHOT 0x40000000
          EPOLLET 0x80000000
          """);

  static final Xlat EPOLL_FLAGS = Xlat.of("EPOLL_???", "EPOLL_CLOEXEC 02000000");

  static final Xlat POLL =
      Xlat.of(
          "POLL???",
          """
          POLLIN 1 POLLPRI 2 POLLOUT 4 POLLRDNORM 0x40 POLLRDBAND 0x80 POLLWRNORM 0x100
          POLLWRBAND 0x200 POLLMSG 0x400 POLLREMOVE 0x1000 POLLRDHUP 0x2000 POLLERR 8 POLLHUP 0x10
          POLLNVAL 0x20
          """);

  static final Xlat EVENTFD =
      Xlat.of("EFD_???", "EFD_SEMAPHORE 1 EFD_CLOEXEC 02000000 EFD_NONBLOCK 04000");

  static final Xlat SIGNALFD = Xlat.of("SFD_???", "SFD_CLOEXEC 02000000 SFD_NONBLOCK 04000");
  static final Xlat TIMERFD =
      Xlat.of(
          "TFD_???",
          "TFD_TIMER_ABSTIME 1 TFD_TIMER_CANCEL_ON_SET 2 TFD_CLOEXEC 02000000 TFD_NONBLOCK 04000");

  static final Xlat INOTIFY_INIT = Xlat.of("IN_???", "IN_NONBLOCK 04000 IN_CLOEXEC 02000000");

  static final Xlat INOTIFY =
      Xlat.of(
          "IN_???",
          """
          IN_ACCESS 1 IN_MODIFY 2 IN_ATTRIB 4 IN_CLOSE_WRITE 8 IN_CLOSE_NOWRITE 0x10 IN_OPEN 0x20
          IN_MOVED_FROM 0x40 IN_MOVED_TO 0x80 IN_CREATE 0x100 IN_DELETE 0x200 IN_DELETE_SELF 0x400
          IN_MOVE_SELF 0x800 IN_UNMOUNT 0x2000 IN_Q_OVERFLOW 0x4000 IN_IGNORED 0x8000
          IN_ONLYDIR 0x1000000 IN_DONT_FOLLOW 0x2000000 IN_EXCL_UNLINK 0x4000000
          IN_MASK_CREATE 0x10000000 IN_MASK_ADD 0x20000000 IN_ISDIR 0x40000000
          IN_ONESHOT 0x80000000
          """);

  private FileFlags() {}
}
