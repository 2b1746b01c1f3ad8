/*
 * System calls for strace to print, by topic. Built for the host, where the real strace watches it, and
 * for ARM, where ours does; the texts are compared. Calls are raw, so that no C library comes between;
 * what the two machines call differently has a macro below. Runs in an empty directory of its own.
 *
 * usage: topics [TOPIC...]   all of them without arguments
 *        topics deaths | bomb | chain chain chain chain chain chain end
 */
#define _GNU_SOURCE
#pragma GCC diagnostic ignored "-Wstringop-overread"
#include <errno.h>
#include <fcntl.h>
#include <asm/unistd.h>
#include <linux/bpf.h>
#include <linux/futex.h>
#include <linux/keyctl.h>
#include <linux/perf_event.h>
#include <poll.h>
#include <sched.h>
#include <signal.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <sys/epoll.h>
#include <sys/file.h>
#include <sys/inotify.h>
#include <sys/ioctl.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/select.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/time.h>
#include <sys/uio.h>
#include <sys/un.h>
#include <sys/wait.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <arpa/inet.h>
#include <termios.h>
#include <time.h>
#include <unistd.h>

#ifdef __arm__
#define PAIR 0,
#define WIDE(x) (long)(uint32_t)(x), (long)((uint64_t)(x) >> 32)
#define NR(arm, other) __NR_##arm
#define MAP_OFFSET(x) ((x) >> 12)
/* F_GETLK64 and its kin stand seven behind those without. */
#define LOCK64(x) ((x) + 7)
#define SEMOP __NR_semop
#else
#define PAIR
#define WIDE(x) (long)(x)
#define NR(arm, other) __NR_##other
#define MAP_OFFSET(x) (x)
#define LOCK64(x) (x)
#define SEMOP __NR_semop
#endif
#define S(...) syscall(__VA_ARGS__)

/* The kernel's structures of the old calls, whatever the C library makes of them. */
struct old_timespec { long tv_sec, tv_nsec; };
struct old_timeval { long tv_sec, tv_usec; };
struct old_itimerspec { struct old_timespec it_interval, it_value; };
struct old_itimerval { struct old_timeval it_interval, it_value; };
#define timespec old_timespec
#define timeval old_timeval
#define itimerspec old_itimerspec
#define itimerval old_itimerval

static char buf[4096];
static char page[8192] __attribute__((aligned(4096)));
static void *const bad = (void *)0x10;

static void start(const char *topic)
{
	char name[64] = "/topic/";
	strncat(name, topic, 40);
	S(__NR_faccessat, AT_FDCWD, name, F_OK);
}

static int make(const char *name, const char *text)
{
	int fd = S(__NR_openat, AT_FDCWD, name, O_RDWR | O_CREAT | O_TRUNC, 0644);
	if (*text)
		S(__NR_write, fd, text, strlen(text));
	return fd;
}

static void t_open(void)
{
	int fd = make("file", "");
	S(__NR_close, fd);
	fd = S(__NR_openat, AT_FDCWD, "file", O_RDONLY | O_CLOEXEC);
	S(__NR_close, fd);
	S(__NR_close, fd);
	S(__NR_openat, AT_FDCWD, "missing", O_WRONLY | O_APPEND | O_NONBLOCK);
	fd = S(__NR_openat, AT_FDCWD, ".", O_RDONLY | O_DIRECTORY | O_NOFOLLOW);
	int other = S(__NR_openat, fd, "file", O_RDWR | O_SYNC | O_NOATIME);
	S(__NR_close, other);
	S(__NR_close, fd);
	S(__NR_openat, AT_FDCWD, "new", O_RDONLY | O_CREAT | O_EXCL | O_NOCTTY, 0600);
	S(__NR_openat, AT_FDCWD, "new", O_RDONLY | O_CREAT | O_EXCL, 07777);
	S(__NR_openat, AT_FDCWD, bad, O_RDONLY);
	S(__NR_openat, AT_FDCWD, NULL, O_PATH);
	S(__NR_openat, -1, "", 3);
	S(__NR_open, "file", O_RDONLY);
	S(__NR_creat, "created", 0640);
}

static void t_openat2(void)
{
	struct { uint64_t flags, mode, resolve; } how = { O_RDONLY | O_CLOEXEC, 0, 8 };
	S(437, AT_FDCWD, "file", &how, sizeof how);
	how.flags = O_CREAT | O_WRONLY;
	how.mode = 0600;
	how.resolve = 0;
	S(437, AT_FDCWD, "missing/file", &how, sizeof how);
}

static void t_read_write(void)
{
	int fd = make("rw", "");
	S(__NR_write, fd, "hello\n", 6);
	S(__NR_write, fd, "a\tb\\c\"d\001\0022\377\0", 13);
	S(__NR_write, fd, "0123456789012345678901234567890123456789", 40);
	S(__NR_write, fd, "01234567890123456789012345678901", 32);
	S(__NR_write, fd, buf, 0);
	S(__NR_write, -1, "x", 1);
	S(__NR_write, fd, bad, 3);
	S(__NR_write, fd, NULL, 3);
	S(__NR_lseek, fd, 0, SEEK_SET);
	S(__NR_read, fd, buf, 6);
	S(__NR_read, fd, buf, 100);
	S(__NR_read, fd, buf, 100);
	S(__NR_read, -1, buf, 100);
	S(__NR_close, fd);
}

static void t_positioned(void)
{
	int fd = make("at", "0123456789");
	S(__NR_pread64, fd, buf, 4, PAIR WIDE(3));
	S(__NR_pwrite64, fd, "xy", 2, PAIR WIDE(5000000000));
	S(__NR_pread64, fd, buf, 4, PAIR WIDE(-1));
	S(__NR_pread64, fd, bad, 4, PAIR WIDE(0));
	S(__NR_close, fd);
}

static void t_vectors(void)
{
	int fd = make("vec", "");
	struct iovec out[3] = { { "ab", 2 }, { "", 0 }, { "cdefgh", 6 } };
	struct iovec in[2] = { { buf, 3 }, { buf + 100, 10 } };
	S(__NR_writev, fd, out, 3);
	S(__NR_lseek, fd, 0, SEEK_SET);
	S(__NR_readv, fd, in, 2);
	S(__NR_preadv, fd, in, 2, (long)1, 0L);
	S(__NR_pwritev, fd, out, 1, (long)2, 0L);
	S(__NR_writev, fd, bad, 2);
	S(__NR_writev, fd, out, 0);
	S(__NR_readv, -1, in, 2);
	S(__NR_close, fd);
}

static void t_seek(void)
{
	int fd = make("seek", "0123456789");
	S(__NR_lseek, fd, 4, SEEK_SET);
	S(__NR_lseek, fd, -2L, SEEK_CUR);
	S(__NR_lseek, fd, 0, SEEK_END);
	S(__NR_lseek, fd, 0, SEEK_DATA);
	S(__NR_lseek, fd, 0, SEEK_HOLE);
	S(__NR_lseek, fd, 0, 77);
	S(__NR_lseek, -1, 0, SEEK_SET);
	S(__NR_close, fd);
}

static void t_sizes(void)
{
	int fd = make("size", "0123456789");
	S(NR(ftruncate64, ftruncate), fd, PAIR WIDE(5));
	S(NR(truncate64, truncate), "size", PAIR WIDE(4294967303));
	S(NR(truncate64, truncate), "missing", PAIR WIDE(1));
	S(__NR_fallocate, fd, 0, WIDE(0), WIDE(100));
	S(__NR_fallocate, fd, 3, WIDE(1), WIDE(2));
	S(__NR_fallocate, -1, 0x100, WIDE(1), WIDE(2));
	S(__NR_fsync, fd);
	S(__NR_fdatasync, fd);
	S(__NR_syncfs, fd);
	S(__NR_readahead, fd, PAIR WIDE(0), 10);
	S(__NR_close, fd);
}

static void t_stat(void)
{
	struct stat st;
	int fd = make("stat", "12345");
	S(NR(stat64, stat), "stat", &st);
	S(NR(lstat64, lstat), "stat", &st);
	S(NR(fstat64, fstat), fd, &st);
	S(NR(fstatat64, newfstatat), AT_FDCWD, "stat", &st, 0);
	S(NR(fstatat64, newfstatat), AT_FDCWD, ".", &st, AT_SYMLINK_NOFOLLOW);
	S(NR(fstatat64, newfstatat), fd, "", &st, AT_EMPTY_PATH);
	S(NR(stat64, stat), "/dev/null", &st);
	S(NR(stat64, stat), "missing", &st);
	S(NR(stat64, stat), "stat", bad);
	S(NR(fstat64, fstat), -1, &st);
	S(NR(fstatat64, newfstatat), AT_FDCWD, "stat", &st, 0x10000);
	S(__NR_close, fd);
}

static void t_statx(void)
{
	S(__NR_close, make("statx", "123"));
	S(__NR_statx, AT_FDCWD, "statx", 0x2000, 0xfff, buf);
	S(__NR_statx, AT_FDCWD, "statx", AT_SYMLINK_NOFOLLOW | 0x4000, 0x2c1, buf);
	S(__NR_statx, AT_FDCWD, "missing", 0x2000, 0xfff, buf);
	S(__NR_statx, AT_FDCWD, "statx", 0x6000, 0, buf);
}

static void t_statfs(void)
{
	S(NR(statfs, statfs), "missing", buf);
	S(NR(fstatfs, fstatfs), -1, buf);
}

static void t_names(void)
{
	S(__NR_mkdir, "dir", 0755);
	S(__NR_mkdir, "dir", 01777);
	S(__NR_mkdirat, AT_FDCWD, "dir/sub", 0700);
	S(__NR_close, make("dir/a", ""));
	S(__NR_link, "dir/a", "dir/b");
	S(__NR_linkat, AT_FDCWD, "dir/a", AT_FDCWD, "dir/c", AT_SYMLINK_FOLLOW);
	S(__NR_symlink, "a", "dir/l");
	S(__NR_symlinkat, "nowhere", AT_FDCWD, "dir/m");
	S(__NR_readlink, "dir/l", buf, 100);
	S(__NR_readlinkat, AT_FDCWD, "dir/m", buf, 3);
	S(__NR_readlink, "dir/a", buf, 100);
	S(__NR_rename, "dir/b", "dir/d");
	S(__NR_renameat, AT_FDCWD, "dir/missing", AT_FDCWD, "x");
	S(__NR_renameat2, AT_FDCWD, "dir/d", AT_FDCWD, "dir/c", 1);
	S(__NR_renameat2, AT_FDCWD, "dir/d", AT_FDCWD, "dir/c", 2);
	S(__NR_unlink, "dir/d");
	S(__NR_unlink, "dir/missing");
	S(__NR_unlinkat, AT_FDCWD, "dir/c", 0);
	S(__NR_unlinkat, AT_FDCWD, "dir/sub", AT_REMOVEDIR);
	S(__NR_rmdir, "dir");
	S(__NR_chdir, "dir");
	S(__NR_chdir, "..");
	S(__NR_fchdir, -1);
	S(__NR_chroot, "missing");
}

static void t_access(void)
{
	S(__NR_access, "/dev/null", R_OK | W_OK);
	S(__NR_access, "/dev/null", F_OK);
	S(__NR_access, "missing", X_OK);
	S(__NR_faccessat, AT_FDCWD, "/dev/null", R_OK | X_OK);
	S(__NR_faccessat, -1, "file", 010);
	S(439, AT_FDCWD, "/dev/null", R_OK, AT_EACCESS);
	S(439, AT_FDCWD, "/dev/null", R_OK, 0x80);
}

static void t_attributes(void)
{
	S(__NR_close, make("attr", ""));
	S(__NR_chmod, "attr", 0600);
	S(__NR_chmod, "attr", 04755);
	S(__NR_chmod, "missing", 0);
	S(__NR_fchmodat, AT_FDCWD, "attr", 0644);
	S(__NR_fchmod, -1, 0777);
	S(NR(chown32, chown), "missing", -1, 5);
	S(NR(fchown32, fchown), -1, 1000, -1);
	S(NR(lchown32, lchown), "missing", 0, 0);
	S(__NR_fchownat, AT_FDCWD, "missing", 1, 2, AT_SYMLINK_NOFOLLOW);
	S(__NR_umask, 022);
	S(__NR_umask, 077);
	S(__NR_umask, 022);
	S(__NR_mknod, "fifo", S_IFIFO | 0644, 0);
	S(__NR_mknodat, AT_FDCWD, "missing/x", S_IFCHR | 0600, 0x103);
	S(__NR_mknod, "missing/x", S_IFBLK | 0600, 0x0801);
	S(__NR_mknod, "missing/x", 0600, 0);
}

static void t_times_of_files(void)
{
	struct timespec ts[2] = { { 1000000000, 5 }, { 0, UTIME_NOW } };
	struct timeval tv[2] = { { 1000000000, 1 }, { 1234567890, 0 } };
	S(__NR_close, make("times", ""));
	S(__NR_utimensat, AT_FDCWD, "times", ts, 0);
	ts[0].tv_nsec = UTIME_OMIT;
	S(__NR_utimensat, AT_FDCWD, "times", ts, AT_SYMLINK_NOFOLLOW);
	S(__NR_utimensat, AT_FDCWD, "missing", NULL, 0);
	S(__NR_utimes, "times", tv);
	S(__NR_futimesat, AT_FDCWD, "times", tv);
	S(__NR_utimes, "missing", NULL);
}

static void t_descriptors(void)
{
	int fd = make("dup", "");
	int p[2];
	int d = S(__NR_dup, fd);
	S(__NR_dup2, fd, d);
	S(__NR_dup3, fd, d, O_CLOEXEC);
	S(__NR_dup3, fd, fd, O_CLOEXEC);
	S(__NR_dup, -1);
	S(__NR_close, d);
	S(__NR_close, fd);
	S(__NR_pipe, p);
	S(__NR_close, p[0]);
	S(__NR_close, p[1]);
	S(__NR_pipe2, p, O_CLOEXEC | O_NONBLOCK);
	S(__NR_close, p[0]);
	S(__NR_close, p[1]);
	S(__NR_pipe2, bad, 0);
	S(__NR_pipe2, p, 1);
	S(436, 100, 110, 0);
	S(436, 100, 110, 4);
}

static void t_fcntl(void)
{
	int fd = make("fcntl", "");
	int d = S(NR(fcntl64, fcntl), fd, F_DUPFD, 20);
	S(__NR_close, d);
	S(NR(fcntl64, fcntl), fd, F_DUPFD_CLOEXEC, 0);
	S(NR(fcntl64, fcntl), fd, F_GETFD);
	S(NR(fcntl64, fcntl), fd, F_SETFD, FD_CLOEXEC);
	S(NR(fcntl64, fcntl), fd, F_GETFD);
	S(NR(fcntl64, fcntl), fd, F_GETFL);
	S(NR(fcntl64, fcntl), fd, F_SETFL, O_RDWR | O_NONBLOCK);
	S(NR(fcntl64, fcntl), fd, F_SETOWN, 0);
	S(NR(fcntl64, fcntl), fd, F_GETOWN);
	S(NR(fcntl64, fcntl), fd, F_SETSIG, SIGUSR1);
	S(NR(fcntl64, fcntl), fd, F_GETSIG);
	S(NR(fcntl64, fcntl), -1, F_GETFD);
	S(NR(fcntl64, fcntl), fd, F_GETPIPE_SZ);
	S(NR(fcntl64, fcntl), fd, F_ADD_SEALS, 0x3);
	S(NR(fcntl64, fcntl), -1, 12345, 7);
	S(__NR_close, fd);
}

static void t_locks(void)
{
	int fd = make("lock", "");
	S(__NR_flock, fd, LOCK_EX);
	S(__NR_flock, fd, LOCK_SH | LOCK_NB);
	S(__NR_flock, fd, LOCK_UN);
	S(__NR_flock, -1, 77);
	struct flock64 fl = { .l_type = F_WRLCK, .l_whence = SEEK_SET, .l_start = 1, .l_len = 5 };
	S(NR(fcntl64, fcntl), fd, LOCK64(6), &fl);
	fl.l_len = 0;
	S(NR(fcntl64, fcntl), fd, LOCK64(5), &fl);
	fl.l_type = F_UNLCK;
	S(NR(fcntl64, fcntl), fd, LOCK64(7), &fl);
	S(NR(fcntl64, fcntl), fd, LOCK64(6), bad);
	S(__NR_close, fd);
}

static void t_getdents(void)
{
	S(__NR_mkdir, "list", 0755);
	S(__NR_close, make("list/only", ""));
	int fd = S(__NR_openat, AT_FDCWD, "list", O_RDONLY | O_DIRECTORY);
	S(__NR_getdents64, fd, buf, sizeof buf);
	S(__NR_getdents64, fd, buf, sizeof buf);
	S(__NR_getdents64, -1, buf, 10);
	S(__NR_close, fd);
	S(__NR_getcwd, buf, 1);
	S(__NR_getcwd, bad, 4096);
}

static void t_xattr(void)
{
	S(__NR_close, make("x", ""));
	S(__NR_setxattr, "x", "user.a", "value", 5, 1);
	S(__NR_getxattr, "missing", "user.a", buf, 100);
	S(__NR_lgetxattr, "x", "user.none", buf, 0);
	S(__NR_fgetxattr, -1, "user.a", buf, 100);
	S(__NR_listxattr, "missing", buf, 100);
	S(__NR_removexattr, "missing", "user.a");
	S(__NR_fsetxattr, -1, "user.a", "", 0, 2);
}

static void t_memory(void)
{
	char *p = (char *)S(NR(mmap2, mmap), NULL, 8192, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
	S(__NR_mprotect, p, 4096, PROT_READ);
	S(__NR_mprotect, p, 4096, PROT_NONE);
	S(__NR_mprotect, p, 4096, PROT_READ | PROT_WRITE);
	S(__NR_madvise, p, 4096, MADV_DONTNEED);
	S(__NR_madvise, p, 4096, MADV_WILLNEED);
	S(__NR_madvise, p, 4096, 12345);
	S(__NR_msync, p, 4096, MS_SYNC);
	S(__NR_msync, p, 4096, MS_ASYNC | MS_INVALIDATE);
	S(__NR_mlock, p, 4096);
	S(__NR_munlock, p, 4096);
	S(__NR_mincore, p, 4096, buf);
	S(__NR_mremap, p, 8192, 4096, 0);
	S(__NR_mremap, p, 4096, 12288, MREMAP_MAYMOVE);
	S(__NR_mremap, 1, 4096, 4096, MREMAP_MAYMOVE | MREMAP_FIXED, 0x100000);
	S(__NR_munmap, p, 4096);
	S(__NR_munmap, 1, 4096);
	int fd = make("map", "0123456789");
	S(NR(mmap2, mmap), NULL, 4096, PROT_READ | PROT_EXEC, MAP_SHARED, fd, MAP_OFFSET(0));
	S(NR(mmap2, mmap), NULL, 4096, PROT_READ, MAP_PRIVATE, fd, MAP_OFFSET(0x3000));
	S(NR(mmap2, mmap), NULL, 0, PROT_NONE, MAP_PRIVATE | MAP_ANONYMOUS | MAP_NORESERVE | MAP_STACK, -1, 0);
	S(NR(mmap2, mmap), (void *)0x100000, 4096, 8, MAP_SHARED | MAP_FIXED | MAP_POPULATE | MAP_LOCKED, -1, 0);
	S(__NR_munlockall);
	S(__NR_mlockall, 8);
	S(__NR_close, fd);
}

static void t_identity(void)
{
	S(NR(getuid32, getuid));
	S(NR(geteuid32, geteuid));
	S(NR(getgid32, getgid));
	S(NR(getegid32, getegid));
	S(__NR_getpid);
	S(__NR_gettid);
	S(__NR_getpgid, 0);
	S(__NR_getsid, -1);
	S(__NR_setpgid, -1, -1);
	S(NR(setuid32, setuid), -1);
	S(NR(setreuid32, setreuid), -1, -1);
	S(NR(setregid32, setregid), -1, -1);
	S(NR(setresuid32, setresuid), -1, -1, -1);
	uint32_t a, b, c;
	S(NR(getresuid32, getresuid), &a, &b, &c);
	S(NR(getresgid32, getresgid), &a, bad, &c);
	S(NR(getgroups32, getgroups), 0, NULL);
	S(NR(getgroups32, getgroups), -1, buf);
	S(NR(setgroups32, setgroups), 100000, NULL);
	S(NR(setfsuid32, setfsuid), -1);
}

static void t_limits(void)
{
	struct rlimit r;
	struct { uint64_t cur, max; } r64 = { 1024, -1 };
	S(NR(ugetrlimit, getrlimit), RLIMIT_NOFILE + 100, &r);
	S(__NR_prlimit64, 0, RLIMIT_CORE, NULL, &r64);
	r64.cur = 0;
	S(__NR_prlimit64, 0, RLIMIT_CORE, &r64, NULL);
	r64.cur = 2048;
	r64.max = 1;
	S(__NR_prlimit64, 0, RLIMIT_FSIZE, &r64, NULL);
	S(__NR_prlimit64, -1, RLIMIT_STACK, NULL, &r64);
	S(__NR_getpriority, PRIO_PROCESS, 0);
	S(__NR_setpriority, 7, 0, 5);
	S(__NR_getpriority, PRIO_USER, -1);
	struct rusage u;
	S(__NR_getrusage, 77, &u);
}

static void t_scheduler(void)
{
	int param = 0;
	uint64_t mask[1] = { 1 };
	S(__NR_sched_getscheduler, 0);
	S(__NR_sched_getparam, 0, &param);
	S(__NR_sched_setscheduler, 0, SCHED_OTHER, &param);
	S(__NR_sched_setscheduler, 0, 77, &param);
	S(__NR_sched_getscheduler, -1);
	S(__NR_sched_setparam, -1, &param);
	S(__NR_sched_get_priority_max, SCHED_FIFO);
	S(__NR_sched_get_priority_min, SCHED_RR);
	S(__NR_sched_get_priority_max, 55);
	S(__NR_sched_setaffinity, 0, sizeof mask, mask);
	S(__NR_sched_getaffinity, 0x7ffffff, sizeof mask, mask);
	S(__NR_sched_yield);
}

static void t_prctl(void)
{
	int n;
	S(__NR_prctl, PR_SET_NAME, "a name that is too long", 0, 0, 0);
	S(__NR_prctl, PR_GET_NAME, buf, 0, 0, 0);
	S(__NR_prctl, PR_SET_NAME, "topics", 0, 0, 0);
	S(__NR_prctl, PR_GET_DUMPABLE, 0, 0, 0, 0);
	S(__NR_prctl, PR_SET_DUMPABLE, 1, 0, 0, 0);
	S(__NR_prctl, PR_SET_PDEATHSIG, SIGUSR1, 0, 0, 0);
	S(__NR_prctl, PR_GET_PDEATHSIG, &n, 0, 0, 0);
	S(__NR_prctl, PR_SET_PDEATHSIG, 0, 0, 0, 0);
	S(__NR_prctl, PR_GET_KEEPCAPS, 0, 0, 0, 0);
	S(__NR_prctl, PR_SET_CHILD_SUBREAPER, 0, 0, 0, 0);
	S(__NR_prctl, PR_GET_NO_NEW_PRIVS, 0, 0, 0, 0);
	S(__NR_prctl, PR_GET_SECCOMP, 0, 0, 0, 0);
	S(__NR_prctl, PR_CAPBSET_READ, 2, 0, 0, 0);
	S(__NR_prctl, 12345, 1, 2, 3, 4);
}

static void t_capabilities(void)
{
	struct { uint32_t version; int pid; } head = { 0x20080522, -1 };
	uint32_t data[6] = { 1, 2, 0x80000000, 0x100, 0, 0 };
	S(__NR_capget, &head, data);
	S(__NR_capget, NULL, NULL);
	head.pid = 77777;
	S(__NR_capset, &head, data);
}

static void t_personality(void)
{
	S(__NR_personality, 0xffffffff);
	S(__NR_personality, 0x40000);
	S(__NR_personality, 0);
}

static void t_uname(void)
{
	S(__NR_uname, bad);
	S(__NR_sysinfo, bad);
	S(318 + (sizeof(long) == 4 ? 66 : 0), buf, 8, 99);
	S(318 + (sizeof(long) == 4 ? 66 : 0), bad, 8, 1);
}

struct action { void *handler; unsigned long flags; void *restorer; uint64_t mask; } __attribute__((packed));

static void t_sigaction(void)
{
	struct action new = { (void *)SIG_IGN, SA_RESTART, NULL, 0 };
	struct action old;
	S(__NR_rt_sigaction, SIGUSR2, &new, &old, 8);
	new.handler = (void *)0x12345678;
	new.flags = SA_SIGINFO | SA_NOCLDSTOP | SA_NODEFER | SA_RESETHAND;
	new.mask = 1 << (SIGINT - 1) | 1ULL << 33;
	S(__NR_rt_sigaction, SIGUSR2, &new, &old, 8);
	new.handler = (void *)SIG_DFL;
	new.mask = ~0ULL;
	new.flags = 0;
	S(__NR_rt_sigaction, SIGUSR2, &new, NULL, 8);
	S(__NR_rt_sigaction, SIGUSR2, NULL, &old, 8);
	S(__NR_rt_sigaction, SIGKILL, &new, &old, 8);
	S(__NR_rt_sigaction, 64, NULL, NULL, 8);
	S(__NR_rt_sigaction, SIGUSR2, &new, NULL, 4);
	S(__NR_rt_sigaction, SIGUSR2, bad, bad, 8);
}

static void t_sigmask(void)
{
	uint64_t set = 1 << (SIGUSR1 - 1) | 1ULL << (34 - 1), old;
	S(__NR_rt_sigprocmask, SIG_BLOCK, &set, &old, 8);
	S(__NR_rt_sigpending, &old, 8);
	set = ~0ULL;
	S(__NR_rt_sigprocmask, SIG_UNBLOCK, &set, &old, 8);
	S(__NR_rt_sigprocmask, SIG_SETMASK, NULL, &old, 8);
	S(__NR_rt_sigprocmask, 77, &set, NULL, 8);
	S(__NR_rt_sigprocmask, SIG_BLOCK, &set, NULL, 4);
	S(__NR_rt_sigprocmask, SIG_BLOCK, bad, NULL, 8);
}

static void t_signals(void)
{
	struct action ignore = { (void *)SIG_IGN, 0, NULL, 0 };
	int pid = S(__NR_getpid);
	S(__NR_kill, pid, 0);
	S(__NR_kill, pid, SIGCHLD);
	S(__NR_kill, pid, SIGWINCH);
	S(__NR_rt_sigaction, SIGUSR1, &ignore, NULL, 8);
	S(__NR_kill, pid, SIGUSR1);
	S(__NR_tkill, pid, SIGURG);
	S(__NR_tgkill, pid, pid, SIGCONT);
	S(__NR_kill, pid, 99);
	S(__NR_tkill, -1, SIGTERM);
}

static void t_sigtimedwait(void)
{
	uint64_t set = 1 << (SIGUSR1 - 1);
	struct timespec zero = { 0, 0 };
	siginfo_t info;
	int pid = S(__NR_getpid);
	S(__NR_rt_sigprocmask, SIG_BLOCK, &set, NULL, 8);
	S(__NR_rt_sigtimedwait, &set, &info, &zero, 8);
	S(__NR_kill, pid, SIGUSR1);
	S(__NR_rt_sigtimedwait, &set, &info, NULL, 8);
	memset(&info, 0, sizeof info);
	info.si_signo = SIGUSR1;
	info.si_code = SI_QUEUE;
	info.si_pid = pid;
	info.si_value.sival_ptr = (void *)5;
	S(__NR_rt_sigqueueinfo, pid, SIGUSR1, &info);
	S(__NR_rt_sigtimedwait, &set, &info, &zero, 8);
	S(__NR_rt_sigqueueinfo, -1, SIGUSR1, &info);
}

static void t_sigaltstack(void)
{
	stack_t s = { .ss_sp = NULL, .ss_flags = SS_DISABLE, .ss_size = 0 }, old;
	S(__NR_sigaltstack, &s, &old);
	s.ss_sp = page;
	s.ss_flags = 0;
	s.ss_size = 1;
	S(__NR_sigaltstack, &s, NULL);
	s.ss_size = 8192;
	S(__NR_sigaltstack, &s, NULL);
	S(__NR_sigaltstack, NULL, &old);
	s.ss_flags = SS_DISABLE;
	S(__NR_sigaltstack, &s, NULL);
}

static void t_clocks(void)
{
	struct timespec ts;
	S(__NR_clock_getres, CLOCK_MONOTONIC, &ts);
	S(__NR_clock_getres, CLOCK_TAI, NULL);
	S(__NR_clock_gettime, 77, &ts);
	S(__NR_clock_gettime, CLOCK_REALTIME, bad);
	ts.tv_sec = -1;
	ts.tv_nsec = 0;
	S(__NR_clock_settime, CLOCK_MONOTONIC, &ts);
	S(__NR_gettimeofday, NULL, NULL);
	S(__NR_gettimeofday, bad, NULL);
}

static void t_sleeping(void)
{
	struct timespec ts = { 0, 1000 }, rem;
	S(__NR_nanosleep, &ts, &rem);
	S(__NR_nanosleep, &ts, NULL);
	ts.tv_nsec = 2000000000;
	S(__NR_nanosleep, &ts, &rem);
	ts.tv_nsec = 1;
	S(__NR_clock_nanosleep, CLOCK_MONOTONIC, 0, &ts, &rem);
	S(__NR_clock_nanosleep, CLOCK_REALTIME, TIMER_ABSTIME, &ts, NULL);
	S(__NR_clock_nanosleep, 77, 0, &ts, NULL);
}

static void t_timers(void)
{
	struct itimerval v = { { 0, 0 }, { 1000, 0 } }, old;
	S(__NR_setitimer, ITIMER_REAL, &v, &old);
	v.it_value.tv_sec = 0;
	S(__NR_setitimer, ITIMER_REAL, &v, NULL);
	S(__NR_getitimer, ITIMER_VIRTUAL, &old);
	S(__NR_getitimer, 77, &old);
	int id = 0;
	struct sigevent ev;
	memset(&ev, 0, sizeof ev);
	ev.sigev_notify = SIGEV_NONE;
	S(__NR_timer_create, CLOCK_MONOTONIC, &ev, &id);
	struct itimerspec spec = { { 0, 0 }, { 1000, 0 } };
	S(__NR_timer_settime, id, 0, &spec, NULL);
	S(__NR_timer_settime, id, TIMER_ABSTIME, &spec, NULL);
	S(__NR_timer_getoverrun, id);
	S(__NR_timer_delete, id);
	S(__NR_timer_gettime, 12345, &spec);
	ev.sigev_notify = SIGEV_SIGNAL;
	ev.sigev_signo = SIGUSR1;
	S(__NR_timer_create, 77, &ev, &id);
}

static void t_timerfd(void)
{
	int fd = S(__NR_timerfd_create, CLOCK_MONOTONIC, O_CLOEXEC | O_NONBLOCK);
	struct itimerspec spec = { { 1, 2 }, { 1000, 0 } }, old;
	S(__NR_timerfd_settime, fd, 0, &spec, NULL);
	spec.it_value.tv_sec = 0;
	S(__NR_timerfd_settime, fd, 1, &spec, NULL);
	S(__NR_timerfd_gettime, -1, &old);
	S(__NR_timerfd_create, 77, 1);
	S(__NR_close, fd);
}

static void t_poll(void)
{
	int p[2];
	S(__NR_pipe2, p, 0);
	struct pollfd f[3] = { { p[0], POLLIN, 0 }, { p[1], POLLOUT | POLLRDHUP, 0 }, { -1, POLLPRI, 0 } };
	S(__NR_poll, f, 3, 0);
	S(__NR_poll, f, 1, 0);
	S(__NR_poll, f, 0, 0);
	S(__NR_poll, bad, 1, 0);
	struct timespec ts = { 0, 0 };
	uint64_t mask = 1;
	S(__NR_ppoll, f, 1, &ts, NULL, 0);
	S(__NR_ppoll, f, 2, NULL, &mask, 8);
	f[0].fd = 77;
	S(__NR_poll, f, 1, -1);
	S(__NR_close, p[0]);
	S(__NR_close, p[1]);
}

static void t_select(void)
{
	int p[2];
	fd_set in, out;
	struct timeval tv = { 0, 0 };
	struct timespec ts = { 0, 0 };
	S(__NR_pipe2, p, 0);
	FD_ZERO(&in);
	FD_ZERO(&out);
	FD_SET(p[0], &in);
	FD_SET(p[1], &out);
	S(NR(_newselect, select), p[1] + 1, &in, &out, NULL, NULL);
	FD_ZERO(&in);
	FD_SET(p[0], &in);
	S(NR(_newselect, select), p[1] + 1, &in, NULL, NULL, &tv);
	FD_SET(p[0], &in);
	S(NR(_newselect, select), -1, &in, NULL, NULL, &tv);
	S(__NR_pselect6, 0, NULL, NULL, NULL, &ts, NULL);
	S(__NR_close, p[0]);
	S(__NR_close, p[1]);
}

static void t_epoll(void)
{
	int p[2];
	S(__NR_pipe2, p, 0);
	int fd = S(__NR_epoll_create1, EPOLL_CLOEXEC);
	struct epoll_event e = { EPOLLIN | EPOLLET, { .u64 = 0x100000005 } };
	S(__NR_epoll_ctl, fd, EPOLL_CTL_ADD, p[0], &e);
	S(__NR_epoll_ctl, fd, EPOLL_CTL_ADD, p[0], &e);
	e.events = EPOLLIN | EPOLLOUT | EPOLLONESHOT;
	e.data.u64 = 7;
	S(__NR_epoll_ctl, fd, EPOLL_CTL_MOD, p[0], &e);
	S(__NR_epoll_wait, fd, buf, 4, 0);
	S(__NR_write, p[1], "x", 1);
	S(__NR_epoll_wait, fd, buf, 4, 0);
	S(__NR_epoll_ctl, fd, EPOLL_CTL_DEL, p[0], NULL);
	S(__NR_epoll_ctl, fd, 77, p[0], &e);
	S(__NR_epoll_pwait, -1, buf, 4, 0, NULL, 8);
	S(__NR_epoll_create, 1);
	S(__NR_close, fd);
	S(__NR_close, p[0]);
	S(__NR_close, p[1]);
}

static void t_eventfd(void)
{
	int fd = S(__NR_eventfd2, 5, O_CLOEXEC | O_NONBLOCK | 1);
	S(__NR_read, fd, buf, 8);
	S(__NR_eventfd2, 0, 0x100);
	S(__NR_eventfd, 7);
	uint64_t set = 1 << (SIGUSR1 - 1);
	int s = S(__NR_signalfd4, -1, &set, 8, O_CLOEXEC);
	S(__NR_signalfd4, 0, &set, 8, 0);
	S(__NR_close, s);
	S(__NR_close, fd);
	fd = S(__NR_memfd_create, "memory", 3);
	S(NR(fcntl64, fcntl), fd, F_GET_SEALS);
	S(NR(fcntl64, fcntl), fd, F_ADD_SEALS, 2);
	S(__NR_close, fd);
}

static void t_inotify(void)
{
	int fd = S(__NR_inotify_init1, O_CLOEXEC | O_NONBLOCK);
	S(__NR_inotify_add_watch, fd, ".", IN_CREATE | IN_DELETE | IN_ONLYDIR);
	S(__NR_inotify_add_watch, -1, "missing", IN_ALL_EVENTS);
	S(__NR_inotify_rm_watch, fd, 99);
	S(__NR_inotify_init);
	S(__NR_close, fd);
}

static void t_splice(void)
{
	int p[2];
	int fd = make("splice", "0123456789");
	S(__NR_pipe2, p, 0);
	int64_t off = 2;
	S(__NR_splice, fd, &off, p[1], NULL, 4, 1);
	S(__NR_tee, p[0], p[0], 5, 2);
	long o = 0;
	S(NR(sendfile, sendfile), p[1], fd, &o, 3);
	S(NR(sendfile, sendfile), p[1], -1, NULL, 3);
	S(__NR_copy_file_range, fd, NULL, -1, NULL, 5, 0);
	struct iovec v = { "abc", 3 };
	S(__NR_vmsplice, p[1], &v, 1, 2);
	S(__NR_close, fd);
	S(__NR_close, p[0]);
	S(__NR_close, p[1]);
}

static void t_sockets(void)
{
	int fd = S(__NR_socket, AF_INET, SOCK_STREAM | SOCK_CLOEXEC, IPPROTO_TCP);
	struct sockaddr_in a = { .sin_family = AF_INET, .sin_port = 0, .sin_addr = { htonl(INADDR_LOOPBACK) } };
	int one = 1;
	socklen_t length = sizeof one;
	S(__NR_setsockopt, fd, SOL_SOCKET, SO_REUSEADDR, &one, sizeof one);
	S(__NR_setsockopt, fd, SOL_TCP, TCP_NODELAY, &one, sizeof one);
	S(__NR_setsockopt, fd, SOL_IP, IP_TTL, &one, sizeof one);
	S(__NR_getsockopt, fd, SOL_SOCKET, SO_TYPE, &one, &length);
	S(__NR_getsockopt, fd, SOL_SOCKET, SO_ERROR, &one, &length);
	struct linger linger = { 1, 5 };
	S(__NR_setsockopt, fd, SOL_SOCKET, SO_LINGER, &linger, sizeof linger);
	S(__NR_getsockopt, -1, SOL_SOCKET, SO_LINGER, &linger, &length);
	S(__NR_bind, fd, &a, sizeof a);
	S(__NR_listen, fd, 5);
	a.sin_port = htons(80);
	S(__NR_bind, -1, &a, sizeof a);
	S(__NR_connect, -1, &a, sizeof a);
	S(__NR_shutdown, fd, SHUT_RDWR);
	S(__NR_shutdown, -1, 77);
	S(__NR_accept4, -1, NULL, NULL, SOCK_NONBLOCK);
	S(__NR_getpeername, fd, &a, &length);
	S(__NR_close, fd);
	S(__NR_socket, AF_INET, SOCK_DGRAM | SOCK_NONBLOCK, 0);
	S(__NR_socket, AF_INET6, SOCK_RAW, 77777);
	S(__NR_socket, 99, 99, 99);
	S(__NR_socket, AF_UNIX, SOCK_SEQPACKET, 0);
}

static void t_addresses(void)
{
	struct sockaddr_un u = { AF_UNIX, "path.sock" };
	struct sockaddr_in6 i = { .sin6_family = AF_INET6, .sin6_port = htons(22), .sin6_flowinfo = htonl(3) };
	struct sockaddr_in s = { .sin_family = AF_INET, .sin_port = htons(53), .sin_addr = { htonl(0x08080404) } };
	inet_pton(AF_INET6, "fe80::1:2", &i.sin6_addr);
	i.sin6_scope_id = 2;
	S(__NR_connect, -1, &u, sizeof u);
	S(__NR_connect, -1, &u, 2 + 9);
	memcpy(u.sun_path, "\0abstract", 9);
	S(__NR_connect, -1, &u, 2 + 9);
	S(__NR_connect, -1, &i, sizeof i);
	S(__NR_connect, -1, &s, sizeof s);
	s.sin_family = 77;
	S(__NR_connect, -1, &s, sizeof s);
	S(__NR_connect, -1, &s, 1);
	S(__NR_connect, -1, &s, 2);
	S(__NR_connect, -1, bad, 16);
	S(__NR_connect, -1, NULL, 16);
	uint16_t n[8] = { AF_NETLINK, 0, 1, 0, 2, 0, 0, 0 };
	S(__NR_connect, -1, n, 12);
}

static void t_socketpair(void)
{
	int p[2];
	struct sockaddr_un a;
	socklen_t length = sizeof a;
	S(__NR_socketpair, AF_UNIX, SOCK_STREAM, 0, p);
	S(__NR_sendto, p[0], "hello", 5, MSG_NOSIGNAL | MSG_DONTWAIT, NULL, 0);
	S(__NR_recvfrom, p[1], buf, 100, MSG_PEEK, NULL, NULL);
	S(__NR_recvfrom, p[1], buf, 100, 0, &a, &length);
	length = sizeof a;
	S(__NR_getsockname, p[0], &a, &length);
	length = 2;
	S(__NR_getpeername, p[0], &a, &length);
	S(__NR_recvfrom, p[1], buf, 100, MSG_DONTWAIT, NULL, NULL);
	S(__NR_close, p[0]);
	S(__NR_sendto, p[1], "x", 1, MSG_NOSIGNAL, NULL, 0);
	S(__NR_close, p[1]);
	S(__NR_socketpair, AF_INET, SOCK_STREAM, 0, p);
	S(__NR_sendto, -1, "x", 1, MSG_OOB | MSG_MORE, &a, 2);
}

static void t_messages(void)
{
	int p[2];
	struct iovec v[2] = { { "abc", 3 }, { "de", 2 } };
	struct iovec w[1] = { { buf, 100 } };
	struct msghdr m;
	S(__NR_socketpair, AF_UNIX, SOCK_DGRAM, 0, p);
	memset(&m, 0, sizeof m);
	m.msg_iov = v;
	m.msg_iovlen = 2;
	S(__NR_sendmsg, p[0], &m, MSG_NOSIGNAL);
	memset(buf, 'x', 100);
	m.msg_iov = w;
	m.msg_iovlen = 1;
	S(__NR_recvmsg, p[1], &m, 0);
	S(__NR_recvmsg, p[1], &m, MSG_DONTWAIT);
	S(__NR_sendmsg, -1, &m, 0);
	S(__NR_sendmsg, p[0], bad, 0);
	struct mmsghdr mm[2];
	memset(mm, 0, sizeof mm);
	mm[0].msg_hdr.msg_iov = v;
	mm[0].msg_hdr.msg_iovlen = 1;
	mm[1].msg_hdr.msg_iov = v + 1;
	mm[1].msg_hdr.msg_iovlen = 1;
	S(__NR_sendmmsg, p[0], mm, 2, 0);
	S(__NR_close, p[0]);
	S(__NR_close, p[1]);
}

static void t_ioctl(void)
{
	struct winsize ws;
	struct termios t;
	int n = 1, p[2];
	S(__NR_pipe2, p, 0);
	S(__NR_ioctl, p[0], TCGETS, &t);
	S(__NR_ioctl, p[0], TIOCGWINSZ, &ws);
	S(__NR_ioctl, p[0], FIONBIO, &n);
	S(__NR_ioctl, p[0], FIONREAD, &n);
	S(__NR_ioctl, p[0], FIOCLEX);
	S(__NR_ioctl, p[0], TIOCGPGRP, &n);
	S(__NR_ioctl, -1, TIOCSPGRP, &n);
	S(__NR_ioctl, -1, 0x40087777, 5);
	memset(&ws, 0, sizeof ws);
	ws.ws_row = 24;
	ws.ws_col = 80;
	S(__NR_ioctl, -1, TIOCSWINSZ, &ws);
	S(__NR_ioctl, -1, TCFLSH, TCIOFLUSH);
	S(__NR_close, p[0]);
	S(__NR_close, p[1]);
}

static void t_terminal(void)
{
	struct { uint32_t i, o, c, l; unsigned char line, cc[19]; } t;
	memset(&t, 0, sizeof t);
	t.i = 02400;
	t.o = 05;
	t.c = 0277;
	t.l = 0105073;
	S(__NR_ioctl, -1, TCSETS, &t);
	t.c = 010061;
	t.l = 0;
	S(__NR_ioctl, -1, TCSETSW, &t);
}

static void t_futex(void)
{
	int word = 5, other = 0;
	struct timespec ts = { 0, 1 };
	S(__NR_futex, &word, FUTEX_WAKE, 1);
	S(__NR_futex, &word, FUTEX_WAKE_PRIVATE, 0x7fffffff);
	S(__NR_futex, &word, FUTEX_WAIT, 6, NULL);
	S(__NR_futex, &word, FUTEX_WAIT_PRIVATE, 5, &ts);
	S(__NR_futex, &word, FUTEX_WAIT_BITSET | FUTEX_CLOCK_REALTIME, 5, &ts, NULL, -1);
	S(__NR_futex, &word, FUTEX_WAIT_BITSET_PRIVATE, 4, &ts, NULL, 0x10);
	S(__NR_futex, &word, FUTEX_WAKE_BITSET, 1, NULL, NULL, 3);
	S(__NR_futex, &word, FUTEX_REQUEUE, 1, 2, &other);
	S(__NR_futex, &word, FUTEX_CMP_REQUEUE_PRIVATE, 1, 2, &other, 6);
	S(__NR_futex, &word, FUTEX_WAKE_OP, 1, 2, &other, FUTEX_OP(FUTEX_OP_ADD, 1, FUTEX_OP_CMP_GT, 5));
	other = 0;
	S(__NR_futex, &other, FUTEX_TRYLOCK_PI);
	S(__NR_futex, &other, FUTEX_UNLOCK_PI_PRIVATE);
	S(__NR_futex, bad, FUTEX_WAKE, 1);
	S(__NR_set_robust_list, page, 1);
	S(__NR_get_robust_list, -1, buf, buf + 8);
}

static void t_ipc(void)
{
	int id = S(__NR_shmget, 0, 4096, 01000 | 0600);
	S(__NR_shmget, 0x1234567, 10, 0);
	S(__NR_shmat, -1, NULL, 010000);
	S(__NR_shmdt, 0x1000);
	S(__NR_shmctl, id, 0, NULL);
	id = S(__NR_semget, 0, 2, 01000 | 02000 | 0644);
	struct { unsigned short n; short op, flags; } ops[2] = { { 0, 1, 0 }, { 1, 0, 04000 | 010000 } };
	S(SEMOP, id, ops, 2);
	S(SEMOP, -1, ops, 1);
	S(__NR_semctl, id, 0, 0, 0);
	id = S(__NR_msgget, 0, 01000 | 0600);
	struct { long type; char text[8]; } m = { 5, "message" };
	S(__NR_msgsnd, id, &m, 7, 0);
	S(__NR_msgrcv, id, &m, 8, 5, 010000);
	S(__NR_msgrcv, id, &m, 8, 0, 04000);
	S(__NR_msgctl, id, 0, NULL);
	S(__NR_msgget, 0x7654321, 0);
}

static void t_mqueue(void)
{
	S(__NR_mq_open, "missing-queue", O_RDONLY, 0, NULL);
	S(__NR_mq_open, bad, O_RDWR | O_CREAT, 0600, NULL);
	S(__NR_mq_unlink, "missing-queue");
	S(__NR_mq_getsetattr, -1, NULL, buf);
}

static void t_wait(void)
{
	int status;
	struct rusage u;
	S(__NR_wait4, -1, &status, 0, NULL);
	S(__NR_wait4, 1, &status, WNOHANG | WUNTRACED, &u);
	S(__NR_waitid, P_PID, 1, buf, WEXITED | WNOHANG, NULL);
	S(__NR_waitid, P_ALL, 0, NULL, WSTOPPED, &u);
}

static void t_unimplemented(void)
{
	S(__NR_swapon, "missing", 0x8000);
	S(__NR_umount2, "missing", 2);
	S(__NR_mount, "none", "missing", "tmpfs", 4096 | 1, "size=1");
	S(__NR_init_module, NULL, 0, "");
	S(__NR_acct, "missing");
	S(__NR_pivot_root, "missing", "other");
	S(__NR_kcmp, -1, -1, 1, 0, 0);
	S(__NR_setns, -1, 0x40000000);
	S(__NR_unshare, 0x80000000);
	S(__NR_ioprio_get, 1, -1);
}

static void t_unknown(void)
{
	S(5000, 1, 2, 3, 4, 5, 6);
}

static void t_pidfd(void)
{
	S(434, -1, 0);
	S(424, -1, SIGTERM, NULL, 0);
	S(438, -1, 0, 0);
}

static void t_process_vm(void)
{
	struct iovec v = { buf, 4 }, r = { buf, 4 };
	S(__NR_process_vm_readv, -1, &v, 1, &r, 1, 0);
	S(__NR_process_vm_writev, -1, &v, 1, &r, 1, 0);
}

static void t_readv_limits(void)
{
	struct iovec many[40];
	for (int i = 0; i < 40; i++) {
		many[i].iov_base = "x";
		many[i].iov_len = 1;
	}
	S(__NR_writev, -1, many, 40);
	S(__NR_write, -1, page, 8192);
	S(__NR_openat, AT_FDCWD, "a/very/long/path/name/that/is/longer/than/thirty/two/characters", O_RDONLY);
}

static void t_fadvise(void)
{
#ifdef __arm__
	S(__NR_arm_fadvise64_64, -1, 2, WIDE(1), WIDE(2));
	S(__NR_arm_sync_file_range, -1, 7, WIDE(1), WIDE(2));
#else
	S(__NR_fadvise64, -1, 1, 2, 2);
	S(__NR_sync_file_range, -1, 1, 2, 7);
#endif
}

static void child_exits(int code)
{
	int pid = S(__NR_clone, SIGCHLD, 0, 0, 0, 0);
	if (pid == 0) {
		S(__NR_exit_group, code);
	}
	int status;
	S(__NR_wait4, pid, &status, 0, NULL);
}

static void t_children(void)
{
	child_exits(0);
	child_exits(7);
}

#define ADDRESS(x) ((uint64_t)(unsigned long)(x))

static void t_bpf_maps(void)
{
	union bpf_attr a;
	memset(&a, 0, sizeof a);
	a.map_type = BPF_MAP_TYPE_HASH;
	a.key_size = 4;
	a.value_size = 8;
	a.max_entries = 16;
	for (int size = 0; size <= 20; size += 4)
		S(__NR_bpf, BPF_MAP_CREATE, &a, size);
	a.map_flags = BPF_F_NO_PREALLOC | BPF_F_RDONLY;
	a.inner_map_fd = -1;
	a.numa_node = 3;
	strcpy(a.map_name, "my\"map");
	S(__NR_bpf, BPF_MAP_CREATE, &a, 48);
	S(__NR_bpf, BPF_MAP_CREATE, &a, 72);
	S(__NR_bpf, BPF_MAP_CREATE, bad, 16);
	S(__NR_bpf, BPF_MAP_CREATE, NULL, 16);
	a.map_type = 99;
	S(__NR_bpf, BPF_MAP_CREATE, &a, 16);
	memset(&a, 0, sizeof a);
	a.map_fd = -1;
	a.key = ADDRESS(buf);
	a.value = ADDRESS(buf + 8);
	a.flags = BPF_NOEXIST;
	for (int command = BPF_MAP_LOOKUP_ELEM; command <= BPF_MAP_GET_NEXT_KEY; command++)
		S(__NR_bpf, command, &a, 32);
	S(__NR_bpf, BPF_MAP_DELETE_ELEM, &a, 16);
	S(__NR_bpf, BPF_MAP_LOOKUP_AND_DELETE_ELEM, &a, 24);
	S(__NR_bpf, BPF_MAP_FREEZE, &a, 4);
	memset(&a, 0, sizeof a);
	a.batch.map_fd = -1;
	a.batch.count = 2;
	a.batch.in_batch = a.batch.keys = a.batch.values = ADDRESS(buf);
	S(__NR_bpf, BPF_MAP_LOOKUP_BATCH, &a, 56);
	S(__NR_bpf, BPF_MAP_DELETE_BATCH, &a, 56);
	S(__NR_bpf, 99, &a, 12);
	S(__NR_bpf, 99, NULL, 0);
}

static void t_bpf_programs(void)
{
	union bpf_attr a;
	struct bpf_insn code[] = { { 0xb7, 0, 0, 0, 2 }, { 0x18, 1, 2, -3, 7 }, { 0x95, 0, 0, 0, 0 } };
	memset(&a, 0, sizeof a);
	a.prog_type = BPF_PROG_TYPE_SOCKET_FILTER;
	a.insn_cnt = 3;
	a.insns = ADDRESS(code);
	a.license = ADDRESS("none");
	S(__NR_bpf, BPF_PROG_LOAD, &a, 24);
	a.log_level = 9;
	a.log_size = 10;
	a.log_buf = ADDRESS(buf);
	a.kern_version = 0x60102;
	S(__NR_bpf, BPF_PROG_LOAD, &a, 48);
	memset(buf, 0, sizeof buf);
	a.prog_flags = 1;
	strcpy(a.prog_name, "prog");
	a.prog_ifindex = 0;
	a.expected_attach_type = 2;
	S(__NR_bpf, BPF_PROG_LOAD, &a, 72);
	memset(&a, 0, sizeof a);
	a.pathname = ADDRESS("/nowhere/pinned");
	a.bpf_fd = -1;
	S(__NR_bpf, BPF_OBJ_PIN, &a, 12);
	a.file_flags = BPF_F_RDONLY;
	S(__NR_bpf, BPF_OBJ_GET, &a, 16);
	memset(&a, 0, sizeof a);
	a.target_fd = -1;
	a.attach_bpf_fd = -1;
	a.attach_type = 3;
	a.attach_flags = 1;
	S(__NR_bpf, BPF_PROG_ATTACH, &a, 16);
	S(__NR_bpf, BPF_PROG_ATTACH, &a, 20);
	S(__NR_bpf, BPF_PROG_DETACH, &a, 16);
	memset(&a, 0, sizeof a);
	a.test.prog_fd = -1;
	a.test.data_size_in = 5;
	a.test.data_in = ADDRESS("hello");
	a.test.repeat = 2;
	a.test.data_size_out = 4;
	a.test.data_out = ADDRESS(buf);
	S(__NR_bpf, BPF_PROG_TEST_RUN, &a, 40);
	memset(&a, 0, sizeof a);
	a.info.bpf_fd = -1;
	a.info.info_len = 8;
	a.info.info = ADDRESS(buf);
	S(__NR_bpf, BPF_OBJ_GET_INFO_BY_FD, &a, 16);
	memset(&a, 0, sizeof a);
	a.query.target_fd = -1;
	a.query.attach_type = 1;
	a.query.query_flags = 1;
	a.query.prog_ids = ADDRESS(buf);
	a.query.prog_cnt = 2;
	S(__NR_bpf, BPF_PROG_QUERY, &a, 28);
	memset(&a, 0, sizeof a);
	a.raw_tracepoint.name = ADDRESS("point");
	a.raw_tracepoint.prog_fd = -1;
	S(__NR_bpf, BPF_RAW_TRACEPOINT_OPEN, &a, 12);
	memset(&a, 0, sizeof a);
	a.start_id = 0x7ffffffe;
	S(__NR_bpf, BPF_PROG_GET_NEXT_ID, &a, 8);
	S(__NR_bpf, BPF_MAP_GET_NEXT_ID, &a, 12);
	S(__NR_bpf, BPF_PROG_GET_FD_BY_ID, &a, 12);
	S(__NR_bpf, BPF_MAP_GET_FD_BY_ID, &a, 12);
	S(__NR_bpf, BPF_BTF_GET_FD_BY_ID, &a, 12);
	S(__NR_bpf, BPF_BTF_GET_NEXT_ID, &a, 12);
	S(__NR_bpf, BPF_LINK_GET_FD_BY_ID, &a, 12);
	S(__NR_bpf, BPF_LINK_GET_NEXT_ID, &a, 12);
	memset(&a, 0, sizeof a);
	a.btf = ADDRESS("btf data");
	a.btf_size = 7;
	a.btf_log_size = 3;
	a.btf_log_buf = ADDRESS(buf);
	S(__NR_bpf, BPF_BTF_LOAD, &a, 28);
	memset(&a, 0, sizeof a);
	a.task_fd_query.pid = 1;
	a.task_fd_query.fd = 300;
	a.task_fd_query.buf_len = 8;
	memset(buf, 0, sizeof buf);
	a.task_fd_query.buf = ADDRESS(buf);
	S(__NR_bpf, BPF_TASK_FD_QUERY, &a, 48);
	memset(&a, 0, sizeof a);
	a.link_create.prog_fd = -1;
	a.link_create.target_fd = -1;
	a.link_create.attach_type = 1;
	S(__NR_bpf, BPF_LINK_CREATE, &a, 16);
	a.link_update.old_prog_fd = 0;
	S(__NR_bpf, BPF_LINK_UPDATE, &a, 16);
	S(__NR_bpf, BPF_ENABLE_STATS, &a, 4);
	S(__NR_bpf, BPF_ITER_CREATE, &a, 8);
	S(__NR_bpf, BPF_LINK_DETACH, &a, 4);
	S(__NR_bpf, BPF_PROG_BIND_MAP, &a, 12);
}

static void t_perf_event(void)
{
	/* CPU -1 of no process: refused on every machine, after the structure has been read. */
	static const struct { uint32_t type; uint64_t config; } kinds[] = {
		{ 0, 0 }, { 0, 1 }, { 0, 77 }, { 1, 0 }, { 1, 9 }, { 2, 77 }, { 3, 0x10203 }, { 3, 0x990908 }, { 4, 0x1234 },
		{ 5, 0 }, { 99, 5 },
	};
	struct perf_event_attr a;
	memset(&a, 0, sizeof a);
	a.size = sizeof a;
	for (unsigned i = 0; i < sizeof kinds / sizeof *kinds; i++) {
		a.type = kinds[i].type;
		a.config = kinds[i].config;
		S(__NR_perf_event_open, &a, -1, -1, -1, 0);
	}
	a.type = 0;
	a.config = 1;
	a.sample_period = 1000;
	a.sample_type = 3;
	a.read_format = 5;
	a.disabled = a.inherit = a.exclude_kernel = a.exclude_hv = a.mmap = a.comm = a.task = a.sample_id_all = 1;
	a.precise_ip = 2;
	a.wakeup_events = 3;
	S(__NR_perf_event_open, &a, -1, -1, -1, 15);
	a.freq = a.watermark = 1;
	a.branch_sample_type = 3;
	a.sample_regs_user = 5;
	a.sample_stack_user = 8;
	a.use_clockid = 1;
	a.clockid = 1;
	a.aux_watermark = 7;
	S(__NR_perf_event_open, &a, -1, -1, -1, PERF_FLAG_FD_CLOEXEC | 0x100);
	a.type = 5;
	a.bp_type = 3;
	a.bp_addr = 0x1000;
	a.bp_len = 4;
	S(__NR_perf_event_open, &a, -1, -1, -1, 0);
	a.size = 64;
	S(__NR_perf_event_open, &a, -1, -1, -1, 0);
	a.size = 72;
	S(__NR_perf_event_open, &a, -1, -1, -1, 0);
	a.size = 0;
	S(__NR_perf_event_open, &a, -1, -1, -1, 0);
	S(__NR_perf_event_open, bad, -1, -1, -1, 0);
	S(__NR_perf_event_open, NULL, -1, -1, -1, 0);
}

static void t_keys(void)
{
	struct iovec parts[2] = { { "a", 1 }, { "bc", 2 } };
	int dh[3] = { 1, 2, 3 };
	struct keyctl_kdf_params kdf = { .hashname = "sha", .otherinfo = "xy", .otherinfolen = 2 };
	struct keyctl_pkey_params key = { .key_id = 5, .in_len = 3, .out_len = 4 };
	S(__NR_add_key, "nonsense", "desc", "payload", 7, KEY_SPEC_PROCESS_KEYRING);
	S(__NR_add_key, "nonsense", NULL, buf, 0, KEY_SPEC_SESSION_KEYRING);
	S(__NR_request_key, "nonsense", "desc", "info", KEY_SPEC_SESSION_KEYRING);
	S(__NR_request_key, bad, "d", NULL, 5);
	/* Ids that no machine has. */
	S(__NR_keyctl, KEYCTL_GET_KEYRING_ID, -99, 0);
	S(__NR_keyctl, KEYCTL_GET_KEYRING_ID, -99, 1);
	S(__NR_keyctl, KEYCTL_JOIN_SESSION_KEYRING, bad);
	S(__NR_keyctl, KEYCTL_UPDATE, -99, "upd", 3);
	S(__NR_keyctl, KEYCTL_REVOKE, -99);
	S(__NR_keyctl, KEYCTL_CHOWN, -99, 1000, -1);
	S(__NR_keyctl, KEYCTL_SETPERM, -99, 0x3f3f0000);
	S(__NR_keyctl, KEYCTL_SETPERM, -99, 0x3f010203);
	S(__NR_keyctl, KEYCTL_SETPERM, -99, 0xffffffff);
	S(__NR_keyctl, KEYCTL_DESCRIBE, -99, buf, 100);
	S(__NR_keyctl, KEYCTL_CLEAR, -99);
	S(__NR_keyctl, KEYCTL_LINK, -99, KEY_SPEC_THREAD_KEYRING);
	S(__NR_keyctl, KEYCTL_UNLINK, -99, KEY_SPEC_USER_KEYRING);
	S(__NR_keyctl, KEYCTL_SEARCH, -99, "user", "desc", KEY_SPEC_SESSION_KEYRING);
	S(__NR_keyctl, KEYCTL_READ, -99, buf, 50);
	S(__NR_keyctl, KEYCTL_INSTANTIATE, -99, "pay", 3, KEY_SPEC_GROUP_KEYRING);
	S(__NR_keyctl, KEYCTL_NEGATE, -99, 3, KEY_SPEC_REQKEY_AUTH_KEY);
	S(__NR_keyctl, KEYCTL_SET_REQKEY_KEYRING, 99);
	S(__NR_keyctl, KEYCTL_SET_TIMEOUT, -99, 55);
	S(__NR_keyctl, KEYCTL_ASSUME_AUTHORITY, -99);
	S(__NR_keyctl, KEYCTL_GET_SECURITY, -99, buf, 40);
	S(__NR_keyctl, KEYCTL_REJECT, -99, 3, 4, KEY_SPEC_REQUESTOR_KEYRING);
	S(__NR_keyctl, KEYCTL_INSTANTIATE_IOV, -99, parts, 2, KEY_SPEC_SESSION_KEYRING);
	S(__NR_keyctl, KEYCTL_INVALIDATE, -99);
	S(__NR_keyctl, KEYCTL_GET_PERSISTENT, -1, -99);
	S(__NR_keyctl, KEYCTL_DH_COMPUTE, dh, buf, 10, NULL);
	S(__NR_keyctl, KEYCTL_DH_COMPUTE, dh, buf, 10, &kdf);
	S(__NR_keyctl, KEYCTL_PKEY_QUERY, -99, 0, "enc=pkcs1", bad);
	S(__NR_keyctl, KEYCTL_PKEY_ENCRYPT, &key, "info", "abc", buf);
	S(__NR_keyctl, KEYCTL_PKEY_VERIFY, &key, "info", "abc", "sign");
	S(__NR_keyctl, KEYCTL_RESTRICT_KEYRING, -99, "asymmetric", "builtin");
	S(__NR_keyctl, KEYCTL_MOVE, -99, KEY_SPEC_PROCESS_KEYRING, KEY_SPEC_USER_SESSION_KEYRING, 1);
	S(__NR_keyctl, KEYCTL_CAPABILITIES, bad, 10);
	S(__NR_keyctl, KEYCTL_WATCH_KEY, -99, -1, 1, 2);
	S(__NR_keyctl, 99, 1, 2, 3, 4);
}

enum {
	PEEKTEXT = 1, PEEKDATA, PEEKUSER, POKETEXT, POKEDATA, POKEUSER, CONT, KILL, SINGLESTEP, ATTACH = 16, DETACH,
	SYSCALL = 24, SETOPTIONS = 0x4200, GETEVENTMSG, GETSIGINFO, SETSIGINFO, GETREGSET, SETREGSET, SEIZE, INTERRUPT,
	LISTEN, PEEKSIGINFO, GETSIGMASK, SETSIGMASK, SECCOMP_GET_FILTER, SECCOMP_GET_METADATA, GET_SYSCALL_INFO,
	GET_RSEQ_CONFIGURATION,
};

/* Requests about a process that is not there. */
static void t_ptrace(void)
{
	long data = 0;
	uint64_t mask = 1 << 9, metadata[2] = { 3, 0 };
	siginfo_t info = { .si_signo = SIGUSR1, .si_code = SI_USER, .si_pid = 5 };
	struct iovec registers = { buf, 100 };
	struct { uint64_t offset; uint32_t flags; int32_t count; } peek = { 2, 1, 3 };
	S(__NR_ptrace, PEEKDATA, -1, page, &data);
	S(__NR_ptrace, PEEKTEXT, -1, page, bad);
	S(__NR_ptrace, 0, 1, 2, 3);
	S(__NR_ptrace, POKEDATA, -1, page, 7);
	S(__NR_ptrace, POKETEXT, -1, page, -7);
	S(__NR_ptrace, CONT, -1, 0, 0);
	S(__NR_ptrace, CONT, -1, 1, SIGUSR1);
	S(__NR_ptrace, SYSCALL, -1, 0, 99);
	S(__NR_ptrace, SINGLESTEP, -1, 1, SIGTRAP);
	S(__NR_ptrace, KILL, -1, 0, 0);
	S(__NR_ptrace, ATTACH, -1, 1, 2);
	S(__NR_ptrace, DETACH, -1, 1, SIGCONT);
	S(__NR_ptrace, SEIZE, -1, 0, 0x81);
	S(__NR_ptrace, SEIZE, -1, 0, 0);
	S(__NR_ptrace, SETOPTIONS, -1, 0, 0x1000ff);
	S(__NR_ptrace, SETOPTIONS, -1, 0, 0x800);
	S(__NR_ptrace, INTERRUPT, -1, 0, 0);
	S(__NR_ptrace, LISTEN, -1, 0, 0);
	S(__NR_ptrace, GETEVENTMSG, -1, 0, &data);
	S(__NR_ptrace, GETSIGINFO, -1, 0, &info);
	S(__NR_ptrace, SETSIGINFO, -1, 0, &info);
	S(__NR_ptrace, SETSIGINFO, -1, 0, bad);
	S(__NR_ptrace, GETREGSET, -1, 1, &registers);
	S(__NR_ptrace, SETREGSET, -1, 2, &registers);
	S(__NR_ptrace, SETREGSET, -1, 0x400, &registers);
	S(__NR_ptrace, SETREGSET, -1, 0x401, &registers);
	S(__NR_ptrace, SETREGSET, -1, 0x404, &registers);
	S(__NR_ptrace, SETREGSET, -1, 0x12345, bad);
	S(__NR_ptrace, GETSIGMASK, -1, 8, &mask);
	S(__NR_ptrace, SETSIGMASK, -1, 8, &mask);
	S(__NR_ptrace, SETSIGMASK, -1, 4, bad);
	S(__NR_ptrace, PEEKSIGINFO, -1, &peek, &info);
	S(__NR_ptrace, SECCOMP_GET_FILTER, -1, 0, NULL);
	S(__NR_ptrace, SECCOMP_GET_FILTER, -1, 1, buf);
	S(__NR_ptrace, SECCOMP_GET_METADATA, -1, 16, metadata);
	S(__NR_ptrace, GET_SYSCALL_INFO, -1, 88, buf);
	S(__NR_ptrace, GET_RSEQ_CONFIGURATION, -1, 24, buf);
	S(__NR_ptrace, 21, -1, 0, 3);
	S(__NR_ptrace, 0x9999, -1, 1, 2);
}

static void t_ptrace_child(void)
{
	int status;
	long data = 0;
	uint64_t mask = 0;
	siginfo_t info;
	struct { uint64_t offset; uint32_t flags; int32_t count; } peek = { 0, 1, 3 };
	int pid = S(__NR_clone, SIGCHLD, 0, 0, 0, 0);
	if (pid == 0) {
		S(__NR_ptrace, 0, 0, 0, 0);
		S(__NR_kill, S(__NR_getpid), SIGSTOP);
		S(__NR_getpgid, 0, 1, 2, 3, 4, 5);
		S(__NR_exit_group, 7);
	}
	S(__NR_wait4, pid, &status, 0, NULL);
	S(__NR_ptrace, SETOPTIONS, pid, 0, 1 | 64);
	S(__NR_ptrace, GETSIGINFO, pid, 0, &info);
	S(__NR_ptrace, PEEKDATA, pid, buf, &data);
	S(__NR_ptrace, POKEDATA, pid, buf, 0x12345678);
	S(__NR_ptrace, PEEKDATA, pid, buf, &data);
	S(__NR_ptrace, SETSIGMASK, pid, 8, &mask);
	S(__NR_ptrace, GETSIGMASK, pid, 8, &mask);
	S(__NR_ptrace, PEEKSIGINFO, pid, &peek, &info);
	S(__NR_ptrace, GET_SYSCALL_INFO, pid, 88, buf);
	S(__NR_ptrace, SYSCALL, pid, 0, 0);
	S(__NR_wait4, pid, &status, 0, NULL);
	S(__NR_ptrace, GET_SYSCALL_INFO, pid, 88, buf);
	S(__NR_ptrace, GET_SYSCALL_INFO, pid, 20, buf);
	S(__NR_ptrace, SYSCALL, pid, 0, 0);
	S(__NR_wait4, pid, &status, 0, NULL);
	S(__NR_ptrace, GET_SYSCALL_INFO, pid, 88, buf);
	S(__NR_ptrace, CONT, pid, 0, 0);
	S(__NR_wait4, pid, &status, 0, NULL);
	S(__NR_ptrace, GETEVENTMSG, pid, 0, &data);
	S(__NR_ptrace, CONT, pid, 0, 0);
	S(__NR_wait4, pid, &status, 0, NULL);
}

static void t_netlink(void)
{
	struct { uint16_t family, pad; uint32_t pid, groups; } address = { AF_NETLINK, 0, 0, 0x10 };
	int fd = S(__NR_socket, AF_NETLINK, SOCK_RAW, 0);
	S(__NR_bind, -1, &address, sizeof address);
	address.groups = 0x12345678;
	S(__NR_connect, -1, &address, sizeof address);
	S(__NR_close, fd);
}

static const struct { const char *name; void (*run)(void); } topics[] = {
	{ "open", t_open }, { "openat2", t_openat2 }, { "read-write", t_read_write }, { "positioned", t_positioned },
	{ "vectors", t_vectors }, { "seek", t_seek }, { "sizes", t_sizes }, { "stat", t_stat }, { "statx", t_statx },
	{ "statfs", t_statfs }, { "names", t_names }, { "access", t_access }, { "attributes", t_attributes },
	{ "times-of-files", t_times_of_files }, { "descriptors", t_descriptors }, { "fcntl", t_fcntl }, { "locks", t_locks },
	{ "getdents", t_getdents }, { "xattr", t_xattr }, { "memory", t_memory }, { "identity", t_identity },
	{ "limits", t_limits }, { "scheduler", t_scheduler }, { "prctl", t_prctl }, { "capabilities", t_capabilities },
	{ "personality", t_personality }, { "uname", t_uname }, { "sigaction", t_sigaction }, { "sigmask", t_sigmask },
	{ "signals", t_signals }, { "sigtimedwait", t_sigtimedwait }, { "sigaltstack", t_sigaltstack },
	{ "clocks", t_clocks }, { "sleeping", t_sleeping }, { "timers", t_timers }, { "timerfd", t_timerfd },
	{ "poll", t_poll }, { "select", t_select }, { "epoll", t_epoll }, { "eventfd", t_eventfd }, { "inotify", t_inotify },
	{ "splice", t_splice }, { "sockets", t_sockets }, { "addresses", t_addresses }, { "socketpair", t_socketpair },
	{ "messages", t_messages }, { "ioctl", t_ioctl }, { "terminal", t_terminal }, { "futex", t_futex }, { "ipc", t_ipc },
	{ "mqueue", t_mqueue }, { "wait", t_wait }, { "unimplemented", t_unimplemented }, { "unknown", t_unknown },
	{ "pidfd", t_pidfd }, { "process-vm", t_process_vm }, { "long", t_readv_limits }, { "fadvise", t_fadvise },
	{ "children", t_children }, { "netlink", t_netlink }, { "bpf-maps", t_bpf_maps }, { "bpf-programs", t_bpf_programs },
	{ "perf-event", t_perf_event }, { "keys", t_keys }, { "ptrace", t_ptrace }, { "ptrace-child", t_ptrace_child },
};

/* A child for each signal that kills by default. */
static void deaths(void)
{
	for (int sig = 1; sig < 65; sig++) {
		if (sig == SIGCHLD || sig == SIGCONT || sig == SIGURG || sig == SIGWINCH || (sig >= SIGSTOP && sig <= SIGTTOU))
			continue;
		if (sig > 31 && sig < 64)
			continue;
		int pid = S(__NR_clone, SIGCHLD, 0, 0, 0, 0);
		if (pid == 0) {
			S(__NR_kill, S(__NR_getpid), sig);
			S(__NR_exit_group, 77);
		}
		S(__NR_wait4, pid, buf, 0, NULL);
	}
}

static void bomb(void)
{
	for (int i = 0; i < 50; i++)
		if (S(__NR_clone, SIGCHLD, 0, 0, 0, 0) == 0)
			S(__NR_exit_group, i);
	while (S(__NR_wait4, -1, buf, 0, NULL) > 0)
		;
}

/* Each program of the chain is this one, with one argument less. */
static void chain(char **argv)
{
	char *none[] = { NULL };
	for (char **next = argv + 1; *next; next++)
		next[0] = next[1];
	S(__NR_execve, argv[0], argv, none);
}

int main(int argc, char **argv)
{
	if (argc > 1 && !strcmp(argv[1], "deaths"))
		return deaths(), 0;
	if (argc > 1 && !strcmp(argv[1], "bomb"))
		return bomb(), 0;
	if (argc > 1 && !strcmp(argv[1], "chain"))
		return chain(argv), 0;
	for (unsigned i = 0; i < sizeof topics / sizeof *topics; i++) {
		int wanted = argc < 2;
		for (int a = 1; a < argc; a++)
			wanted |= !strcmp(argv[a], topics[i].name);
		if (wanted) {
			memset(buf, 0, sizeof buf);
			start(topics[i].name);
			topics[i].run();
		}
	}
	start("end");
	return 0;
}
