// The open family, reading and writing, stat, links, names, modes, sizes, descriptors.
#include "t.h"

static void put_file(const char *name, const char *text) {
  int fd = open(name, O_WRONLY | O_CREAT | O_TRUNC, 0644);
  if (fd < 0 || write(fd, text, strlen(text)) != (ssize_t)strlen(text)) printf("cannot write %s\n", name);
  close(fd);
}

static void cat(const char *name) {
  char b[200];
  int fd = open(name, O_RDONLY);
  ssize_t n = fd < 0 ? -1 : read(fd, b, sizeof b - 1);
  if (n < 0) {
    printf("%s: %s\n", name, errname(errno));
  } else {
    b[n] = 0;
    printf("%s: \"%s\"\n", name, b);
  }
  if (fd >= 0) close(fd);
}

static void stat_line(const char *name) {
  struct stat s;
  if (lstat(name, &s)) {
    printf("lstat %s: %s\n", name, errname(errno));
    return;
  }
  printf("lstat %s: mode %o nlink %d size %lld\n", name, (unsigned)s.st_mode, S_ISDIR(s.st_mode) ? 0 : (int)s.st_nlink,
         S_ISDIR(s.st_mode) ? 0LL : (long long)s.st_size);
}

int main(void) {
  char b[64];
  umask(022);
  section("open");
  R(open("a", O_RDONLY));
  R(open("a", O_RDWR | O_CREAT | O_EXCL, 0666));
  R(open("a", O_RDWR | O_CREAT | O_EXCL, 0666));
  R(write(3, "hello world", 11));
  R(lseek(3, 0, SEEK_SET));
  R(read(3, b, 5));
  R(lseek(3, 0, SEEK_CUR));
  R(lseek(3, -3, SEEK_END));
  R(read(3, b, 64));
  R(read(3, b, 64));
  R(read(3, (void *)8, 64));
  R(pread(3, (void *)8, 64, 0));
  R(pread(3, (void *)8, 64, 11));
  R(lseek(3, -1, SEEK_SET));
  R(lseek(3, 0, 99));
  R(pread(3, b, 5, 6));
  b[5] = 0;
  S(b);
  R(pwrite(3, "W", 1, 6));
  R(close(3));
  R(close(3));
  cat("a");
  R(open("a", O_WRONLY | O_APPEND));
  R(lseek(3, 0, SEEK_SET));
  R(write(3, "!", 1));
  R(read(3, b, 1));
  R(fcntl(3, F_GETFL) & (O_ACCMODE | O_APPEND | O_NONBLOCK));
  R(fcntl(3, F_SETFL, O_NONBLOCK));
  R(fcntl(3, F_GETFL) & (O_ACCMODE | O_APPEND | O_NONBLOCK));
  R(fcntl(3, F_GETFD));
  R(fcntl(3, F_SETFD, FD_CLOEXEC));
  R(fcntl(3, F_GETFD));
  R(close(3));
  cat("a");
  R(open("a", O_RDONLY | O_DIRECTORY));
  R(open("nowhere/a", O_RDONLY));
  R(open("a/b", O_RDONLY));
  R(open("", O_RDONLY));
  R(open((char *)8, O_RDONLY));
  R(mkdir("d", 0777));
  R(open("d", O_WRONLY));
  R(open("d", O_RDONLY | O_DIRECTORY | O_CLOEXEC));
  R(fcntl(3, F_GETFD));
  R(read(3, b, 1));
  R(openat(3, "in", O_CREAT | O_WRONLY, 0600));
  R(openat(3, "../a", O_PATH));
  R(read(5, b, 1));
  R(openat(4, "x", O_RDONLY));
  R(openat(99, "x", O_RDONLY));
  R(close(5));
  R(close(4));
  R(close(3));
  R(open("t", O_CREAT | O_TRUNC | O_WRONLY, 0777));
  R(close(3));
  stat_line("t");
  {
    char longname[300];
    memset(longname, 'n', 299);
    longname[299] = 0;
    R(open(longname, O_RDONLY));
  }

  section("vectors");
  R(open("v", O_RDWR | O_CREAT, 0644));
  {
    struct iovec out[3] = {{"one", 3}, {"", 0}, {"three", 5}};
    R(writev(3, out, 3));
    R(writev(3, out, -1));
    R(writev(3, out, 2000));
    char x[4], y[10];
    struct iovec in[2] = {{x, 4}, {y, 10}};
    R(lseek(3, 0, SEEK_SET));
    R(readv(3, in, 2));
    printf("%.4s %.4s\n", x, y);
    R(preadv(3, in, 2, 1));
    printf("%.4s %.3s\n", x, y);
    R(pwritev(3, out, 1, 6));
    struct iovec bad[2] = {{x, 4}, {(void *)8, 4}};
    R(preadv(3, bad, 2, 0));
    R(read(3, (void *)8, 4));
    R(lseek(3, 0, SEEK_SET));
    R(read(3, (void *)8, 4));
  }
  R(close(3));
  cat("v");

  section("large offsets");
  R(open("big", O_RDWR | O_CREAT, 0644));
  printf("lseek %lld\n", (long long)lseek(3, 0x123456789LL, SEEK_SET));
  R(write(3, "x", 1));
  R(pwrite(3, "yz", 2, 0x200000000LL));
  {
    struct stat s;
    R(fstat(3, &s));
    V(s.st_size);
    R(pread(3, b, 1, 0x123456789LL));
    printf("%c\n", b[0]);
    R(ftruncate(3, 0x123456789LL));
    R(fstat(3, &s));
    V(s.st_size);
    R(truncate("big", 5));
    R(stat("big", &s));
    V(s.st_size);
    R(ftruncate(3, -1));
    R(posix_fallocate(3, 0, 4096));
    R(fallocate(3, FALLOC_FL_KEEP_SIZE, 4096, 4096));
    R(fstat(3, &s));
    V(s.st_size);
  }
  R(close(3));
  R(unlink("big"));

  section("links and names");
  put_file("f", "file");
  R(link("f", "g"));
  R(link("f", "g"));
  stat_line("f");
  R(symlink("f", "s"));
  R(symlink("f", "s"));
  stat_line("s");
  R(readlink("s", b, sizeof b));
  R(readlink("f", b, sizeof b));
  R(syscall(SYS_readlinkat, AT_FDCWD, "s", b, 0));
  cat("s");
  R(open("s", O_RDONLY | O_NOFOLLOW));
  R(symlink("loop", "loop"));
  R(open("loop", O_RDONLY));
  R(unlink("g"));
  stat_line("f");
  R(unlink("g"));
  R(unlink("d"));
  R(rmdir("f"));
  R(rmdir("d"));
  R(rename("f", "f2"));
  cat("f2");
  cat("s");
  R(rename("nothing", "f"));
  R(rename("f2", "d"));
  R(rename("d", "f2"));
  put_file("p", "pp");
  put_file("q", "qq");
  R(syscall(SYS_renameat2, AT_FDCWD, "p", AT_FDCWD, "q", 1));
  R(syscall(SYS_renameat2, AT_FDCWD, "p", AT_FDCWD, "q", 2));
  cat("p");
  R(rename("p", "q"));
  cat("q");
  R(linkat(AT_FDCWD, "s", AT_FDCWD, "s2", 0));
  stat_line("s2");
  R(unlinkat(AT_FDCWD, "d", 0));
  R(unlink("d/in"));
  R(unlinkat(AT_FDCWD, "d", AT_REMOVEDIR));

  section("modes and times");
  put_file("m", "mode");
  R(chmod("m", 0640));
  stat_line("m");
  R(access("m", R_OK | W_OK));
  R(access("m2", F_OK));
  R(access("m", 99));
  R(faccessat(AT_FDCWD, "m", R_OK, 0));
  R(open("m", O_RDONLY));
  R(fchmod(3, 0604));
  R(close(3));
  stat_line("m");
  R(umask(077));
  put_file("n", "umask");
  stat_line("n");
  R(umask(022));
  R(chown("m", -1, -1));
  {
    struct timespec when[2] = {{1000000000, 123456789}, {1500000000, 987654321}};
    struct stat s;
    R(utimensat(AT_FDCWD, "m", when, 0));
    R(stat("m", &s));
    V(s.st_atim.tv_sec);
    V(s.st_mtim.tv_sec);
    V(s.st_mtim.tv_nsec);
    when[0].tv_nsec = UTIME_OMIT;
    when[1].tv_nsec = UTIME_NOW;
    R(utimensat(AT_FDCWD, "m", when, 0));
    R(stat("m", &s));
    V(s.st_atim.tv_sec);
    V(s.st_mtim.tv_sec > 1600000000);
    when[0].tv_nsec = 2000000000;
    R(utimensat(AT_FDCWD, "m", when, 0));
    R(fstatat(AT_FDCWD, "s", &s, AT_SYMLINK_NOFOLLOW));
    R(fstatat(AT_FDCWD, "m", &s, 0x40000000));
    R(syscall(SYS_statx, AT_FDCWD, "m", 0, 0x7ff, 8));
    uint64_t x[32] = {0};  // struct statx: mask at 0, mode at 28, size at 40
    R(syscall(SYS_statx, AT_FDCWD, "m", 0, 0x7ff, x));
    V(x[5]);
    V((uint16_t)(x[3] >> 32));
    V((x[0] & 0x7ff) == 0x7ff);
  }

  section("descriptors");
  R(open("m", O_RDONLY));
  R(dup(3));
  R(dup2(3, 10));
  R(dup2(3, 3));
  R(dup2(99, 3));
  R(dup3(3, 11, O_CLOEXEC));
  R(fcntl(11, F_GETFD));
  R(dup3(3, 3, 0));
  R(fcntl(3, F_DUPFD, 20));
  R(fcntl(3, F_DUPFD_CLOEXEC, 20));
  R(fcntl(21, F_GETFD));
  R(read(3, b, 2));
  R(lseek(20, 0, SEEK_CUR));
  R(dup2(3, -1));
  R(fcntl(3, 9999));
  R(ioctl(3, 0x5401, b));
  R(fsync(3));
  R(fdatasync(3));
  R(syscall(SYS_close_range, 4, 100, 0));
  R(close(20));
  R(open("m", O_RDWR | O_TMPFILE, 0600) >= 0 ? 0 : -1);
  R(open("/dev/null", O_RDWR));
  R(write(4, "x", 1));
  R(read(4, b, 1));
  R(open("/dev/zero", O_RDONLY));
  R(read(5, b, 64));
  V(b[0] + b[63]);
  R(open("/dev/full", O_WRONLY));
  R(write(6, "x", 1));
  TIDY_UP("a", "f2", "loop", "m", "n", "q", "s", "s2", "t", "v");
  return 0;
}
