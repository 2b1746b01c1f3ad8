// brk, mmap in all kinds, mprotect, mremap, madvise, mincore, msync, and what fork does to them.
#include "t.h"

enum { PAGE = 4096 };

static char *anon(void *at, size_t n, int prot, int flags) {
  return mmap(at, n, prot, MAP_PRIVATE | MAP_ANONYMOUS | flags, -1, 0);
}

static sigjmp_buf back;
static void on_fault(int sig, siginfo_t *info, void *context) {
  (void)context;
  siglongjmp(back, sig * 16 + (info->si_code & 15));
}

// How a one-byte access ends: 0, or signal * 16 + si_code.
static int touch(volatile char *p, int write) {
  int r = sigsetjmp(back, 1);
  if (!r) {
    if (write) *p = 1;
    else (void)*p;
  }
  return r;
}

int main(void) {
  struct sigaction sa = {.sa_sigaction = on_fault, .sa_flags = SA_SIGINFO};
  sigaction(SIGSEGV, &sa, 0);
  sigaction(SIGBUS, &sa, 0);

  section("brk");
  char *end = (char *)syscall(SYS_brk, 0);
  V(((char *)syscall(SYS_brk, end + 3 * PAGE)) == end + 3 * PAGE);
  V(end[0] + end[3 * PAGE - 1]);
  end[2 * PAGE] = 7;
  V(((char *)syscall(SYS_brk, end + PAGE)) == end + PAGE);
  V(((char *)syscall(SYS_brk, end + 3 * PAGE)) == end + 3 * PAGE);
  V(end[2 * PAGE]);
  V(((char *)syscall(SYS_brk, 0)) == end + 3 * PAGE);
  V(((char *)syscall(SYS_brk, 8)) == end + 3 * PAGE);

  section("anonymous");
  char *p = anon(0, 5 * PAGE, PROT_READ | PROT_WRITE, 0);
  V(p != MAP_FAILED);
  V((uintptr_t)p % PAGE);
  memset(p, 'x', 5 * PAGE);
  R(munmap(p + 2 * PAGE, PAGE));
  V(touch(p + 2 * PAGE, 0));
  V(touch(p + PAGE, 0));
  V(p[3 * PAGE]);
  R(munmap(p + 1, PAGE));
  R(munmap(p, 0));
  R(munmap(p + 2 * PAGE, PAGE));
  V(anon(p + 2 * PAGE, PAGE, PROT_READ, MAP_FIXED) == p + 2 * PAGE);
  V(touch(p + 2 * PAGE, 0));
  V(touch(p + 2 * PAGE, 1));
  V(p[2 * PAGE]);
  R(anon(p, PAGE, PROT_READ, 0x100000) == MAP_FAILED ? -1 : 0);
  V(p[0]);
  R(anon(p + 1, PAGE, PROT_READ, MAP_FIXED) == MAP_FAILED ? -1 : 0);
  R(anon(0, 0, PROT_READ, 0) == MAP_FAILED ? -1 : 0);
  R(mmap(0, PAGE, PROT_READ, MAP_ANONYMOUS, -1, 0) == MAP_FAILED ? -1 : 0);
  R(mmap(0, PAGE, PROT_READ, MAP_PRIVATE, -1, 0) == MAP_FAILED ? -1 : 0);
  {
    char *hole = anon(0, 8 * PAGE, PROT_NONE, MAP_NORESERVE);
    munmap(hole, 8 * PAGE);
    V(anon(hole + 2 * PAGE, PAGE, PROT_READ, 0) == hole + 2 * PAGE);  // a hint that is free is taken
  }

  section("mprotect");
  R(mprotect(p, PAGE, PROT_READ));
  V(touch(p, 0));
  V(touch(p, 1));
  R(mprotect(p, PAGE, PROT_NONE));
  V(touch(p, 0));
  R(write(1, p, 1));
  R(mprotect(p, PAGE, PROT_READ | PROT_WRITE));
  V(touch(p, 1));
  R(syscall(SYS_mprotect, p + 1, PAGE, PROT_READ));
  R(mprotect((void *)0x1000, PAGE, PROT_READ));
  R(mprotect(p, PAGE, 0x100));
  R(munmap(p, 5 * PAGE));

  section("files");
  int fd = open("f", O_RDWR | O_CREAT | O_TRUNC, 0600);
  char text[6000];
  for (int i = 0; i < 6000; i++) text[i] = (char)('a' + i % 26);
  R(write(fd, text, 6000));
  char *s = mmap(0, 3 * PAGE, PROT_READ | PROT_WRITE, MAP_SHARED, fd, 0);
  char *q = mmap(0, 3 * PAGE, PROT_READ | PROT_WRITE, MAP_PRIVATE, fd, 0);
  V(memcmp(s, text, 6000));
  V(memcmp(q, text, 6000));
  V(s[6000] + s[8191]);
  V(touch(s + 2 * PAGE, 0));  // a page past the end of the file
  V(touch(q + 2 * PAGE, 1));
  R(write(1, s + 2 * PAGE, 1));
  s[0] = 'S';
  q[1] = 'Q';
  char two[3] = "";
  R(pread(fd, two, 2, 0));
  S(two);
  V(q[0]);  // a page of a private mapping that was not written before: not defined, but so on Linux
  R(pwrite(fd, "Z", 1, 5000));
  V(s[5000]);
  R(msync(s, 3 * PAGE, MS_SYNC));
  R(msync(s + 1, PAGE, MS_SYNC));
  R(ftruncate(fd, 3 * PAGE));
  V(touch(s + 2 * PAGE, 1));
  R(pread(fd, two, 2, 2 * PAGE));
  V(two[0]);
  R(ftruncate(fd, 100));
  V(touch(s + PAGE, 0));
  V(s[50] == text[50]);
  V(s[200]);
  R(ftruncate(fd, PAGE));
  R(munmap(s, 3 * PAGE));
  R(munmap(q, 3 * PAGE));
  s = mmap(0, PAGE, PROT_READ, MAP_SHARED, fd, PAGE);
  V(s != MAP_FAILED);
  R(mmap(0, PAGE, PROT_READ, MAP_SHARED, fd, 100) == MAP_FAILED ? -1 : 0);
  close(fd);
  fd = open("f", O_RDONLY);
  R(mmap(0, PAGE, PROT_WRITE, MAP_SHARED, fd, 0) == MAP_FAILED ? -1 : 0);
  q = mmap(0, PAGE, PROT_READ | PROT_WRITE, MAP_PRIVATE, fd, 0);
  V(touch(q, 1));
  s = mmap(0, PAGE, PROT_READ, MAP_SHARED, fd, 0);
  R(mprotect(s, PAGE, PROT_READ | PROT_WRITE));
  close(fd);
  V(s[50] == text[50]);  // the mapping outlives the descriptor
  fd = open("f", O_WRONLY);
  R(mmap(0, PAGE, PROT_READ, MAP_PRIVATE, fd, 0) == MAP_FAILED ? -1 : 0);
  close(fd);

  section("mremap");
  p = anon(0, 4 * PAGE, PROT_READ | PROT_WRITE, 0);
  for (int i = 0; i < 4; i++) p[i * PAGE] = (char)('0' + i);
  V(mremap(p, 4 * PAGE, 2 * PAGE, 0) == p);
  V(touch(p + 2 * PAGE, 0));
  char *wall = anon(p + 2 * PAGE, PAGE, PROT_READ, MAP_FIXED);
  R(mremap(p, 2 * PAGE, 6 * PAGE, 0) == MAP_FAILED ? -1 : 0);
  char *moved = mremap(p, 2 * PAGE, 6 * PAGE, MREMAP_MAYMOVE);
  V(moved != MAP_FAILED && moved != p);
  printf("%c%c %d\n", moved[0], moved[PAGE], moved[5 * PAGE]);
  V(touch(p, 0));
  V(touch(wall, 0));
  char *target = anon(0, 6 * PAGE, PROT_NONE, 0);
  V(mremap(moved, 6 * PAGE, 6 * PAGE, MREMAP_MAYMOVE | MREMAP_FIXED, target) == target);
  V(target[0]);
  R(mremap(target + 1, PAGE, PAGE, 0) == MAP_FAILED ? -1 : 0);
  R(mremap((void *)0x1000, PAGE, 2 * PAGE, MREMAP_MAYMOVE) == MAP_FAILED ? -1 : 0);

  section("advice and locks");
  target[0] = 'd';
  R(madvise(target, PAGE, MADV_DONTNEED));
  V(target[0]);
  R(madvise(target, PAGE, MADV_WILLNEED));
  R(madvise(target + 1, PAGE, MADV_WILLNEED));
  R(madvise(target, PAGE, 12345));
  unsigned char vec[6] = {0};
  target[0] = target[PAGE] = 1;
  R(mincore(target, 2 * PAGE, vec));
  V(vec[0] & vec[1] & 1);
  R(mincore((void *)0x1000, PAGE, vec));
  R(mlock(target, PAGE));
  R(munlock(target, PAGE));

  section("fork");
  char *shared = mmap(0, PAGE, PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0);
  char *private = anon(0, PAGE, PROT_READ | PROT_WRITE, 0);
  *shared = *private = 1;
  flush();
  if (fork() == 0) {
    (*shared)++;
    (*private)++;
    end[0] = 9;
    _exit(*shared + *private);
  }
  int status;
  wait(&status);
  V(WEXITSTATUS(status));
  V(*shared);
  V(*private);
  V(end[0]);

  section("limits");
  struct rlimit limit = {64 << 20, 64 << 20};
  R(setrlimit(RLIMIT_AS, &limit));
  R(anon(0, 128 << 20, PROT_READ, 0) == MAP_FAILED ? -1 : 0);
  V(anon(0, 1 << 20, PROT_READ, 0) != MAP_FAILED);
  TIDY_UP("f");
  return 0;
}
