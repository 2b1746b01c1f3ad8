// Calls that few programs make: I/O priorities, scheduling attributes, kcmp, unshare, membarrier,
// remap_file_pages, adjtimex, process_madvise.
#include "t.h"
#include <sys/timex.h>

#ifndef SYS_process_madvise
#define SYS_process_madvise 440
#endif
#ifndef SYS_pidfd_open
#define SYS_pidfd_open 434
#endif

static long ioget(int which, int who) { return syscall(SYS_ioprio_get, which, who); }
static long ioset(int which, int who, int prio) { return syscall(SYS_ioprio_set, which, who, prio); }

static void priorities(void) {
  section("ioprio");
  R(ioset(1, 0, 2 << 13 | 5));
  R(ioget(1, 0));
  R(ioget(1, getpid()));
  R(ioset(1, 0, 2 << 13 | 8));
  R(ioset(1, 0, 3 << 13));
  R(ioget(1, 0));
  R(ioset(1, 0, 5 << 13));
  R(ioset(1, 0, 4));
  R(ioset(4, 0, 2 << 13 | 5));
  R(ioget(4, 0));
  R(ioget(1, 30000));
  R(ioset(1, 0, 2 << 13 | 1));
  flush();
  if (fork() == 0) {
    R(ioget(1, 0));
    flush();
    _exit(0);
  }
  wait(NULL);
}

struct attr {
  uint32_t size, policy;
  uint64_t flags;
  int32_t nice;
  uint32_t priority;
  uint64_t runtime, deadline, period;
  uint32_t min, max;
  char more[40];
};

static void attributes(void) {
  section("sched_attr");
  struct attr a;
  memset(&a, 0xff, sizeof a);
  R(syscall(SYS_sched_getattr, 0, &a, 48, 0));
  V(a.size);
  V(a.policy);
  V(a.nice);
  V(a.priority);
  R(syscall(SYS_sched_getattr, 0, &a, 47, 0));
  R(syscall(SYS_sched_getattr, 0, &a, 48, 1));
  R(syscall(SYS_sched_getattr, -1, &a, 48, 0));
  R(syscall(SYS_sched_getattr, 0, NULL, 48, 0));
  memset(&a, 0, sizeof a);
  a.size = 48;
  a.nice = 3;
  R(syscall(SYS_sched_setattr, 0, &a, 0));
  R(getpriority(PRIO_PROCESS, 0));
  R(syscall(SYS_sched_setattr, 0, &a, 1));
  a.size = 47;
  R(syscall(SYS_sched_setattr, 0, &a, 0));
  a.size = sizeof a;
  a.more[20] = 1;
  R(syscall(SYS_sched_setattr, 0, &a, 0));
  a.more[20] = 0;
  a.policy = 77;
  R(syscall(SYS_sched_setattr, 0, &a, 0));
}

static void compare(void) {
  section("kcmp");
  int self = getpid();
  int copy = dup(1);
  int other = open("/dev/null", O_RDONLY);
  R(syscall(SYS_kcmp, self, self, 0, 1, copy));
  V(syscall(SYS_kcmp, self, self, 0, 1, other) > 0);
  R(syscall(SYS_kcmp, self, self, 1, 0, 0));
  R(syscall(SYS_kcmp, self, self, 2, 0, 0));
  R(syscall(SYS_kcmp, self, self, 0, 1, 999));
  R(syscall(SYS_kcmp, self, self, 99, 0, 0));
  R(syscall(SYS_kcmp, self, 30000, 1, 0, 0));
  int hold[2];
  if (pipe(hold)) return;
  flush();
  pid_t pid = fork();
  if (pid == 0) {
    char c;
    close(hold[1]);
    _exit(read(hold[0], &c, 1) != 0);
  }
  V(syscall(SYS_kcmp, self, pid, 0, copy, copy));
  V(syscall(SYS_kcmp, self, pid, 1, 0, 0) > 0);
  V(syscall(SYS_kcmp, self, pid, 2, 0, 0) > 0);
  V(syscall(SYS_kcmp, self, pid, 3, 0, 0) > 0);
  close(hold[1]);
  waitpid(pid, NULL, 0);
}

static char stack[65536] __attribute__((aligned(16)));

static int shares(void *unused) {
  (void)unused;
  // We share descriptors and the file system with our parent: part with both.
  R(unshare(CLONE_FILES | CLONE_FS));
  umask(077);
  close(1);
  return 0;
}

static void unsharing(void) {
  section("unshare");
  umask(022);
  flush();
  int status;
  pid_t pid = clone(shares, stack + sizeof stack, CLONE_FILES | CLONE_FS | CLONE_VM | SIGCHLD, NULL);
  waitpid(pid, &status, 0);
  V(status);
  V(umask(022));
  V(fcntl(1, F_GETFD));
  R(unshare(0));
  R(unshare(CLONE_SYSVSEM));
  R(unshare(CLONE_VFORK));
}

static void barriers(void) {
  section("membarrier");
  long known = syscall(SYS_membarrier, 0, 0, 0);
  V((known & 8) != 0);
  R(syscall(SYS_membarrier, 8, 0, 0));
  R(syscall(SYS_membarrier, 16, 0, 0));
  R(syscall(SYS_membarrier, 8, 0, 0));
  R(syscall(SYS_membarrier, 1 << 20, 0, 0));
  R(syscall(SYS_membarrier, 0, 2, 0));
}

static void remapping(void) {
  section("remap_file_pages");
  int fd = open("pages", O_RDWR | O_CREAT | O_TRUNC, 0600);
  for (int i = 0; i < 4; i++) {
    char page[4096];
    memset(page, 'a' + i, sizeof page);
    if (write(fd, page, sizeof page) != sizeof page) return;
  }
  char *p = mmap(NULL, 4 * 4096, PROT_READ | PROT_WRITE, MAP_SHARED, fd, 0);
  R(syscall(SYS_remap_file_pages, p, 4096, 0, 3, 0));
  R(syscall(SYS_remap_file_pages, p + 3 * 4096, 4096, 0, 0, 0));
  printf("%c%c%c%c\n", p[0], p[4096], p[2 * 4096], p[3 * 4096]);
  R(syscall(SYS_remap_file_pages, p, 4096, 1, 0, 0));
  R(syscall(SYS_remap_file_pages, stack, 4096, 0, 0, 0));
  p[0] = 'z';
  char c = 0;
  R(pread(fd, &c, 1, 3 * 4096));
  V(c);
  munmap(p, 4 * 4096);
  unlink("pages");
}

static void others(void) {
  section("others");
  struct timex t;
  memset(&t, 0, sizeof t);
  V(adjtimex(&t) >= 0);
  V(t.tick > 5000 && t.tick < 20000);
  V(t.time.tv_sec > 1000000000);
  V(clock_adjtime(CLOCK_REALTIME, &t) >= 0);
  R(clock_adjtime(CLOCK_MONOTONIC, &t));
  R(clock_adjtime(1000, &t));
  int self = syscall(SYS_pidfd_open, getpid(), 0);
  struct iovec v = {mmap(NULL, 8192, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0), 8192};
  R(syscall(SYS_process_madvise, self, &v, 1, MADV_WILLNEED, 0));
  R(syscall(SYS_process_madvise, self, &v, 1, MADV_WILLNEED, 1));
  R(syscall(SYS_process_madvise, 0, &v, 1, MADV_WILLNEED, 0));
  close(self);
}

int main(void) {
  priorities();
  attributes();
  compare();
  unsharing();
  barriers();
  remapping();
  others();
  return 0;
}
