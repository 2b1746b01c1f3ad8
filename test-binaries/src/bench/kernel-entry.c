// What the ways into the kernel cost: one benchmark per run, least nanoseconds of wall time for one
// operation over ROUNDS rounds, so that warming up and what else the machine does count little.
//
//   kernel-entry getppid|clock|read|signal|futex|pipe|socket|fork|exec [OPERATIONS-PER-ROUND [ROUNDS]]
#define _GNU_SOURCE
#include <fcntl.h>
#include <linux/futex.h>
#include <pthread.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#ifdef SYS_clock_gettime64
#define SYS_CLOCK SYS_clock_gettime64
#else
#define SYS_CLOCK SYS_clock_gettime
#endif

static const char *self;

static void die(const char *what) {
  perror(what);
  exit(1);
}

static double now(void) {
  struct timespec t;
  clock_gettime(CLOCK_MONOTONIC, &t);
  return t.tv_sec * 1e9 + t.tv_nsec;
}

static void getppids(int n) {
  for (int i = 0; i < n; i++) getppid();
}

// A real call where a vDSO would answer otherwise.
static void clocks(int n) {
  struct timespec t;
  for (int i = 0; i < n; i++) syscall(SYS_CLOCK, CLOCK_MONOTONIC, &t);
}

static void reads(int n) {
  static int fd = -1;
  char c;
  if (fd < 0 && (fd = open("/dev/zero", O_RDONLY)) < 0) die("/dev/zero");
  for (int i = 0; i < n; i++)
    if (read(fd, &c, 1) != 1) die("read");
}

static volatile int caught;
static void handler(int sig) {
  (void)sig;
  caught++;
}

static void signals(int n) {
  signal(SIGUSR1, handler);
  pid_t pid = getpid(), tid = syscall(SYS_gettid);
  caught = 0;
  for (int i = 0; i < n; i++) syscall(SYS_tgkill, pid, tid, SIGUSR1);
  if (caught != n) die("lost a signal");
}

static int turn;

static void await(int wanted) {
  int seen;
  while ((seen = __atomic_load_n(&turn, __ATOMIC_ACQUIRE)) != wanted)
    syscall(SYS_futex, &turn, FUTEX_WAIT_PRIVATE, seen, 0);
}

static void give(int to) {
  __atomic_store_n(&turn, to, __ATOMIC_RELEASE);
  syscall(SYS_futex, &turn, FUTEX_WAKE_PRIVATE, 1);
}

static void *partner(void *argument) {
  for (int i = *(int *)argument; i > 0; i--) {
    await(1);
    give(0);
  }
  return 0;
}

static void futexes(int n) {
  pthread_t thread;
  if (pthread_create(&thread, 0, partner, &n)) die("pthread_create");
  for (int i = 0; i < n; i++) {
    give(1);
    await(0);
  }
  pthread_join(thread, 0);
}

static void pipes(int n) {
  int there[2], back[2];
  char c = 0;
  if (pipe(there) || pipe(back)) die("pipe");
  pid_t pid = fork();
  if (pid == 0) {
    for (int i = 0; i < n; i++)
      if (read(there[0], &c, 1) != 1 || write(back[1], &c, 1) != 1) _exit(1);
    _exit(0);
  }
  for (int i = 0; i < n; i++)
    if (write(there[1], &c, 1) != 1 || read(back[0], &c, 1) != 1) die("ping");
  waitpid(pid, 0, 0);
  for (int i = 0; i < 2; i++) close(there[i]), close(back[i]);
}

static void sockets(int n) {
  int s[2];
  char c = 0;
  if (socketpair(AF_UNIX, SOCK_STREAM, 0, s)) die("socketpair");
  pid_t pid = fork();
  if (pid == 0) {
    for (int i = 0; i < n; i++)
      if (recv(s[1], &c, 1, 0) != 1 || send(s[1], &c, 1, 0) != 1) _exit(1);
    _exit(0);
  }
  for (int i = 0; i < n; i++)
    if (send(s[0], &c, 1, 0) != 1 || recv(s[0], &c, 1, 0) != 1) die("ping");
  waitpid(pid, 0, 0);
  close(s[0]), close(s[1]);
}

static void forks(int n) {
  for (int i = 0; i < n; i++) {
    pid_t pid = fork();
    if (pid == 0) _exit(0);
    if (pid < 0 || waitpid(pid, 0, 0) != pid) die("fork");
  }
}

static void execs(int n) {
  for (int i = 0; i < n; i++) {
    pid_t pid = fork();
    if (pid == 0) {
      // What runs this program where the kernel can't: the name of an emulator.
      const char *runner = getenv("BENCH_RUNNER");
      if (runner) execl(runner, runner, self, "exit", (char *)0);
      else execl(self, self, "exit", (char *)0);
      _exit(1);
    }
    int status;
    if (pid < 0 || waitpid(pid, &status, 0) != pid || status) die("exec");
  }
}

static const struct {
  const char *name;
  void (*run)(int);
  int operations;
} benches[] = {
    {"getppid", getppids, 1000000}, {"clock", clocks, 500000}, {"read", reads, 100000},
    {"signal", signals, 50000},     {"futex", futexes, 20000}, {"pipe", pipes, 20000},
    {"socket", sockets, 10000},     {"fork", forks, 200},      {"exec", execs, 50},
};

int main(int argc, char **argv) {
  self = argv[0];
  const char *name = argc > 1 ? argv[1] : "getppid";
  if (!strcmp(name, "exit")) return 0;
  for (size_t b = 0; b < sizeof benches / sizeof *benches; b++) {
    if (strcmp(name, benches[b].name)) continue;
    int n = argc > 2 ? atoi(argv[2]) : benches[b].operations;
    int rounds = argc > 3 ? atoi(argv[3]) : 20;
    double least = 0;
    for (int i = 0; i < rounds; i++) {
      double start = now();
      benches[b].run(n);
      double one = (now() - start) / n;
      if (i == 0 || one < least) least = one;
    }
    printf("%.2f\n", least);
    return 0;
  }
  fprintf(stderr, "kernel-entry: no benchmark %s\n", name);
  return 2;
}
