// Many signals: real-time ones between two processes in order and without loss, the limit of what may
// wait, jumps out of handlers, faults that a handler repairs. The argument is how many of each.
#include "t.h"

static int total = 10000;
static volatile int got, disorder;
static volatile sig_atomic_t ready;

static void counting(int sig, siginfo_t *i, void *context) {
  (void)sig, (void)context;
  if (i->si_code != SI_QUEUE || i->si_value.sival_int != got) disorder++;
  got++;
}

static void plain(int sig) {
  (void)sig;
  ready = 1;
}

static void between_processes(void) {
  section("between processes");
  struct sigaction sa = {.sa_sigaction = counting, .sa_flags = SA_SIGINFO};
  sigaction(SIGRTMIN + 3, &sa, 0);
  sigset_t set, old;
  sigemptyset(&set);
  sigaddset(&set, SIGRTMIN + 3);
  sigprocmask(SIG_BLOCK, &set, &old);
  fflush(stdout);
  pid_t parent = getpid(), pid = fork();
  if (pid == 0) {
    for (int i = 0; i < total; i++) {
      union sigval v = {.sival_int = i};
      while (sigqueue(parent, SIGRTMIN + 3, v)) {
        if (errno != EAGAIN) _exit(1);
        sched_yield();
      }
    }
    _exit(0);
  }
  while (got < total) sigsuspend(&old);
  sigprocmask(SIG_SETMASK, &old, 0);
  int status;
  while (waitpid(pid, &status, 0) < 0);
  V(got == total), V(disorder), V(status);
}

static void limit(void) {
  section("limit");
  struct rlimit none = {0, 1000};
  R(setrlimit(RLIMIT_SIGPENDING, &none));
  signal(SIGUSR1, plain);
  sigset_t all;
  sigfillset(&all);
  sigprocmask(SIG_BLOCK, &all, 0);
  union sigval v = {.sival_int = 1};
  int queued = 0;
  while (queued < 100 && sigqueue(getpid(), SIGRTMIN + 5, v) == 0) queued++;
  V(queued), V(errno == EAGAIN);
  // What tells nothing but its number is never lost.
  R(kill(getpid(), SIGUSR1));
  R(sigqueue(getpid(), SIGUSR2, v));
  R(kill(getpid(), SIGRTMIN + 6));
  R(kill(getpid(), SIGRTMIN + 6));
  R(syscall(SYS_tgkill, getpid(), getpid(), SIGRTMIN + 7));
  siginfo_t i;
  struct timespec zero = {0, 0};
  int kinds[] = {SIGUSR1, SIGUSR2, SIGRTMIN + 5, SIGRTMIN + 6, SIGRTMIN + 7};
  for (int k = 0; k < 5; k++) {
    sigset_t one;
    sigemptyset(&one);
    sigaddset(&one, kinds[k]);
    int n = 0, code = 0, value = 0;
    while (sigtimedwait(&one, &i, &zero) > 0) n++, code = i.si_code, value = i.si_value.sival_int;
    printf("%d: %d, code %d, value %d\n", k, n, code, code == SI_QUEUE ? value : 0);
  }
  sigprocmask(SIG_UNBLOCK, &all, 0);
}

static sigjmp_buf out;
static volatile int depth;
static void jumping(int sig) {
  depth++;
  siglongjmp(out, sig);
}

static void jumps(void) {
  section("jumps");
  signal(SIGUSR1, jumping);
  volatile int n = 0;
  for (volatile int i = 0; i < total; i++) {
    if (sigsetjmp(out, 1) == 0) raise(SIGUSR1);
    else n++;
  }
  V(n == total), V(depth == total);
}

static char *page;
static volatile int repairs;
static void repairing(int sig, siginfo_t *i, void *context) {
  (void)sig, (void)context;
  if (i->si_code == SEGV_ACCERR && (char *)i->si_addr == page + 8) repairs++;
  mprotect(page, 4096, PROT_READ | PROT_WRITE);
}

static void faults(void) {
  section("faults");
  page = mmap(0, 4096, PROT_READ, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
  struct sigaction sa = {.sa_sigaction = repairing, .sa_flags = SA_SIGINFO};
  sigaction(SIGSEGV, &sa, 0);
  long sum = 0;
  for (int i = 0; i < total / 5; i++) {
    mprotect(page, 4096, PROT_READ);
    *(volatile int *)(page + 8) = i;
    sum += *(volatile int *)(page + 8) == i;
  }
  V(repairs == total / 5), V(sum == total / 5);
}

int main(int argc, char **argv) {
  if (argc > 1) total = atoi(argv[1]);
  between_processes();
  limit();
  jumps();
  faults();
  return 0;
}
