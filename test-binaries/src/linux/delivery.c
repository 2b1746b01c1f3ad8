// Delivery of signals at its edges: alternate stacks that overflow or disarm themselves, what SIGCHLD
// tells, many jumps out of handlers, and real-time signals between two processes, none of which is lost.
//
//   delivery [SIGNALS]    the number of signals that each process sends to the other
#include "t.h"

static void handle(int sig, void (*f)(int, siginfo_t *, void *), int flags) {
  struct sigaction sa = {.sa_sigaction = f, .sa_flags = SA_SIGINFO | flags};
  if (sigaction(sig, &sa, 0)) printf("sigaction %s\n", errname(errno));
}

enum { STACK = 1 << 16 };
static char *stack, *guard;

// A stack with a page below it that can't be touched.
static void use_stack(int flags) {
  guard = mmap(0, STACK + 4096, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
  mprotect(guard, 4096, PROT_NONE);
  stack = guard + 4096;
  if (sigaltstack(&(stack_t){.ss_sp = stack, .ss_size = STACK, .ss_flags = flags}, 0)) printf("sigaltstack\n");
}
static int on_stack(const void *p) { return (const char *)p >= stack && (const char *)p < stack + STACK; }

static volatile int depth;
static void raise_again(int sig, siginfo_t *i, void *c) {
  (void)i, (void)c;
  depth++;
  raise(sig);
}
// Frames pile up until one does not fit.
static void frames_overflow(void) {
  use_stack(0);
  handle(SIGUSR1, raise_again, SA_ONSTACK | SA_NODEFER);
  raise(SIGUSR1);
}

static int deeper(volatile char *above) {
  volatile char here[512];
  here[0] = above[0] + 1;
  return deeper(here) + here[0];
}
static void recurse(int sig, siginfo_t *i, void *c) {
  (void)sig, (void)i, (void)c;
  char zero[1] = {0};
  deeper(zero);
}
// The handler itself needs more than the stack has; there is no other to handle that on.
static void handler_overflows(void) {
  use_stack(0);
  handle(SIGUSR1, recurse, SA_ONSTACK);
  handle(SIGSEGV, recurse, SA_ONSTACK);
  raise(SIGUSR1);
}

static sigjmp_buf jump;
static void *volatile fault, *volatile handler_sp;
static void escape(int sig, siginfo_t *i, void *c) {
  (void)c;
  fault = i->si_addr;
  handler_sp = &sig;
  siglongjmp(jump, i->si_code);
}
static void stack_overflow(void) {
  // Small, so that the end comes soon, under every engine.
  setrlimit(RLIMIT_STACK, &(struct rlimit){1 << 20, 1 << 20});
  use_stack(0);
  handle(SIGSEGV, escape, SA_ONSTACK);
  char here[1] = {0};
  for (int i = 0; i < 3; i++) {
    int code = sigsetjmp(jump, 1);
    if (code == 0) deeper(here);
    V(code == SEGV_MAPERR || code == SEGV_ACCERR);
    V(on_stack(handler_sp));
    long below = here - (char *)fault;
    V(below > 512 << 10 && below < 2 << 20);
  }
}

static stack_t inside;
static int result_inside;
static void look(int sig, siginfo_t *i, void *c) {
  (void)i, (void)c;
  handler_sp = &sig;
  sigaltstack(0, &inside);
  static char another[STACK];
  stack_t s = {.ss_sp = another, .ss_size = sizeof another};
  result_inside = sigaltstack(&s, 0) ? errno : 0;
}
static void armed(const char *when) {
  stack_t s;
  sigaltstack(0, &s);
  printf("%s: flags %x here %d\n", when, (unsigned)s.ss_flags, s.ss_sp == stack);
}
static void disarming(void) {
  section("SS_ONSTACK and SS_AUTODISARM");
  const unsigned autodisarm = 1u << 31;
  handle(SIGUSR1, look, SA_ONSTACK);
  for (int i = 0; i < 2; i++) {
    use_stack(i ? (int)autodisarm : 0);
    armed("before");
    raise(SIGUSR1);
    V(on_stack(handler_sp));
    printf("inside: flags %x, setting another: %s\n", (unsigned)inside.ss_flags, result_inside ? errname(result_inside) : "0");
    armed("after");
  }
  R(syscall(SYS_sigaltstack, &(stack_t){.ss_sp = stack, .ss_size = STACK, .ss_flags = SS_ONSTACK}, 0));
  R(syscall(SYS_sigaltstack, &(stack_t){.ss_sp = stack, .ss_size = STACK, .ss_flags = SS_ONSTACK | SS_DISABLE}, 0));
  R(syscall(SYS_sigaltstack, &(stack_t){.ss_sp = stack, .ss_size = STACK, .ss_flags = 4}, 0));
  R(sigaltstack(&(stack_t){.ss_flags = SS_DISABLE}, 0));
}

static siginfo_t child_info;
static volatile int children;
static void child_changed(int sig, siginfo_t *i, void *c) {
  (void)sig, (void)c;
  child_info = *i;
  children++;
}
static void report(const char *what, pid_t pid, int options) {
  int status;
  sigset_t open_mask;
  sigemptyset(&open_mask);
  while (!children) sigsuspend(&open_mask);
  waitpid(pid, &status, options);
  printf("%s: %d times, code %d status %d pid %d uid %d errno %d\n", what, children, child_info.si_code,
         child_info.si_status, child_info.si_pid == pid, child_info.si_uid == getuid(), child_info.si_errno);
  children = 0;
}
static long used(const struct timeval *t) { return t->tv_sec * 1000 + t->tv_usec / 1000; }
static void busy(long user, long system) {
  static char zeros[65536];
  int fd = open("/dev/zero", O_RDONLY);
  struct rusage u;
  do {
    getrusage(RUSAGE_SELF, &u);
    if (used(&u.ru_stime) < system) for (int i = 0; i < 50; i++) (void)!read(fd, zeros, sizeof zeros);
    else for (volatile int i = 0; i < 100000; i++);
  } while (used(&u.ru_utime) < user || used(&u.ru_stime) < system);
}
static void child_news(void) {
  section("SIGCHLD");
  sigset_t chld, old;
  sigemptyset(&chld);
  sigaddset(&chld, SIGCHLD);
  sigprocmask(SIG_BLOCK, &chld, &old);
  handle(SIGCHLD, child_changed, 0);
  flush();
  pid_t pid = fork();
  if (pid == 0) {
    busy(40, 40);
    _exit(200);
  }
  report("exit", pid, 0);
  V(child_info.si_utime >= 3);
  V(child_info.si_stime >= 3);
  flush();
  pid = fork();
  if (pid == 0) {
    raise(SIGSTOP);
    for (;;) pause();
  }
  report("stop", pid, WUNTRACED);
  kill(pid, SIGCONT);
  report("continue", pid, WCONTINUED);
  kill(pid, SIGTERM);
  report("kill", pid, 0);
  signal(SIGCHLD, SIG_DFL);
  sigprocmask(SIG_SETMASK, &old, 0);
}

static void jump_out(int sig, siginfo_t *i, void *c) {
  (void)i, (void)c;
  siglongjmp(jump, sig);
}
static void jumps(void) {
  section("jumps out of handlers");
  use_stack(0);
  handle(SIGUSR1, jump_out, 0);
  handle(SIGUSR2, jump_out, SA_ONSTACK);
  volatile int ones = 0, twos = 0;
  for (volatile int i = 0; i < 100000; i++) {
    int sig = sigsetjmp(jump, 1);
    if (sig == 0) raise(i % 2 ? SIGUSR1 : SIGUSR2);
    else if (sig == SIGUSR1) ones++;
    else twos++;
  }
  V(ones);
  V(twos);
}

static volatile int received, out_of_order;
static void numbered(int sig, siginfo_t *i, void *c) {
  (void)sig, (void)c;
  if (i->si_value.sival_int != received) out_of_order++;
  received++;
}
// Sends to the other and receives at the same time. When the other's queue is full, it has to catch up.
static void exchange(pid_t other, int signals) {
  for (int i = 0; i < signals;) {
    if (sigqueue(other, SIGRTMIN, (union sigval){.sival_int = i}) == 0) i++;
    else if (errno == EAGAIN) sched_yield();
    else {
      printf("sigqueue %s\n", errname(errno));
      return;
    }
  }
  sigset_t block, old;
  sigemptyset(&block);
  sigaddset(&block, SIGRTMIN);
  sigprocmask(SIG_BLOCK, &block, &old);
  while (received < signals) sigsuspend(&old);
  sigprocmask(SIG_SETMASK, &old, 0);
  printf("received %d, out of order %d\n", received, out_of_order);
}
static void between_processes(int signals) {
  section("real-time signals between two processes");
  handle(SIGRTMIN, numbered, SA_RESTART);
  flush();
  pid_t parent = getpid(), pid = fork();
  if (pid == 0) {
    exchange(parent, signals);
    flush();
    _exit(0);
  }
  int status;
  exchange(pid, signals);
  waitpid(pid, &status, 0);
  V(status);
}

int main(int argc, char **argv) {
  setrlimit(RLIMIT_CORE, &(struct rlimit){0, 0});
  section("overflow");
  in_child("frames", frames_overflow);
  in_child("handler", handler_overflows);
  in_child("stack", stack_overflow);
  disarming();
  child_news();
  jumps();
  between_processes(argc > 1 ? atoi(argv[1]) : 5000);
  return 0;
}
