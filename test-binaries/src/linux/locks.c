// Record locks between processes, open file description locks, flock, and extended attributes.
#include "t.h"
#include <sys/file.h>
#include <sys/xattr.h>

static int fd;

static int lock(int cmd, int type, off_t from, off_t len) {
  struct flock l = {.l_type = (short)type, .l_whence = SEEK_SET, .l_start = from, .l_len = len};
  return fcntl(fd, cmd, &l);
}

static void query(const char *what, int type, off_t from, off_t len, pid_t owner) {
  struct flock l = {.l_type = (short)type, .l_whence = SEEK_SET, .l_start = from, .l_len = len};
  if (fcntl(fd, F_GETLK, &l)) printf("%s: %s\n", what, errname(errno));
  else if (l.l_type == F_UNLCK) printf("%s: free\n", what);
  else
    printf("%s: %s %lld+%lld by %s\n", what, l.l_type == F_WRLCK ? "write" : "read", (long long)l.l_start,
           (long long)l.l_len, l.l_pid == owner ? "parent" : "other");
}

static pid_t parent;

static void child(void) {
  query("0", F_WRLCK, 0, 1, parent);
  query("10", F_WRLCK, 10, 5, parent);
  query("10 read", F_RDLCK, 10, 5, parent);
  query("30", F_RDLCK, 30, 0, parent);
  query("beyond 4 GiB", F_WRLCK, 0x100000000LL, 5, parent);
  R(lock(F_SETLK, F_WRLCK, 12, 1));
  R(lock(F_SETLK, F_RDLCK, 12, 1));
  R(lock(F_SETLK, F_WRLCK, 50, 10));
}

int main(void) {
  setvbuf(stdout, 0, _IOFBF, 8192);
  fd = open("locked", O_RDWR | O_CREAT, 0600);
  parent = getpid();

  section("record locks");
  R(ftruncate(fd, 100));
  R(lock(F_SETLK, F_RDLCK, 10, 10));
  R(lock(F_SETLK, F_WRLCK, 30, 10));
  R(lock(F_SETLK, F_UNLCK, 33, 2));
  R(lock(F_SETLK, F_WRLCK, 0x100000000LL, 10));
  R(lock(F_SETLK, 77, 0, 1));
  R(lock(F_SETLK, F_WRLCK, -5, 1));
  in_child("child", child);
  R(lock(F_SETLK, F_WRLCK, 50, 10));
  flush();
  pid_t pid = fork();
  // What it prints could come before or after what the parent prints.
  if (pid == 0) _exit(lock(F_SETLKW, F_WRLCK, 50, 10) == 0 ? 0 : 1);
  int status;
  usleep(50000);
  V(waitpid(pid, 0, WNOHANG));
  flush();
  R(lock(F_SETLK, F_UNLCK, 50, 10));
  flush();
  V(waitpid(pid, &status, 0) == pid);
  V(status);
  int second = open("locked", O_RDWR);
  close(second);  // closing any descriptor of the file drops the locks
  in_child("after close", child);

#ifdef F_OFD_SETLK
  section("open file description locks");
  struct flock l = {.l_type = F_WRLCK, .l_whence = SEEK_SET, .l_start = 0, .l_len = 10};
  R(fcntl(fd, F_OFD_SETLK, &l));
  second = open("locked", O_RDWR);
  R(fcntl(second, F_OFD_SETLK, &l));
  l.l_type = F_UNLCK;
  R(fcntl(fd, F_OFD_SETLK, &l));
  l.l_type = F_WRLCK;
  R(fcntl(second, F_OFD_SETLK, &l));
#endif

  section("flock");
  R(flock(fd, LOCK_EX));
  R(flock(second, LOCK_EX | LOCK_NB));
  R(flock(fd, LOCK_SH));
  R(flock(second, LOCK_SH | LOCK_NB));
  R(flock(fd, LOCK_UN));
  R(flock(fd, 16));

  section("extended attributes");
  char b[100];
  R(setxattr("locked", "user.colour", "blue", 4, 0));
  R(setxattr("locked", "user.colour", "green", 5, XATTR_CREATE));
  R(setxattr("locked", "user.other", "x", 1, XATTR_REPLACE));
  R(getxattr("locked", "user.colour", b, sizeof b));
  printf("%.4s\n", b);
  R(getxattr("locked", "user.colour", b, 2));
  R(getxattr("locked", "user.colour", 0, 0));
  R(fgetxattr(fd, "user.none", b, sizeof b));
  R(listxattr("locked", b, sizeof b));
  printf("%s\n", b);
  R(removexattr("locked", "user.colour"));
  R(removexattr("locked", "user.colour"));
  R(lsetxattr("nowhere", "user.a", "x", 1, 0));
  TIDY_UP("locked");
  return 0;
}
