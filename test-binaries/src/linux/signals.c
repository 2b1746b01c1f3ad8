// Signals: handlers, masks, nesting, restart, alternate stack, jumps out of handlers, queues, children.
#include "t.h"
#include <ucontext.h>

static volatile sig_atomic_t count, depth, deepest, order_at;
static char order[64];

static void counting(int sig) {
  (void)sig;
  count++;
}

static void nesting(int sig) {
  depth++;
  if (depth > deepest) deepest = depth;
  order[order_at++] = (char)(sig == SIGUSR1 ? '1' : '2');
  if (order_at == 1) {
    raise(SIGUSR2);
    raise(SIGUSR1);
  }
  order[order_at++] = (char)(sig == SIGUSR1 ? 'a' : 'b');
  depth--;
}

static void set(int sig, void (*f)(int), int flags) {
  struct sigaction sa;
  memset(&sa, 0, sizeof sa);
  sa.sa_handler = f;
  sa.sa_flags = flags;
  if (sigaction(sig, &sa, 0)) printf("sigaction %s\n", errname(errno));
}

static char queue_text[400];
static void queued(int sig, siginfo_t *i, void *context) {
  (void)context;
  char one[40];
  snprintf(one, sizeof one, " %d:%d:%d", sig - SIGRTMIN, i->si_code, i->si_value.sival_int);
  strcat(queue_text, one);
}

static siginfo_t last;
static int last_ok;
static void informed(int sig, siginfo_t *i, void *context) {
  ucontext_t *u = context;
  last = *i;
  last_ok = sig == i->si_signo && u != 0;
  count++;
}

static stack_t alternate;
static int on_stack(void) {
  char here;
  return &here >= (char *)alternate.ss_sp && &here < (char *)alternate.ss_sp + alternate.ss_size;
}
static int was_on_stack;
static stack_t seen;
static void stacked(int sig) {
  (void)sig;
  was_on_stack = on_stack();
  sigaltstack(0, &seen);
}

static sigjmp_buf jump;
static void jumping(int sig) { siglongjmp(jump, sig); }

// How far a call has got that a child sends signals to; memory that both have.
static int *progress;
enum { CALLING, RETURNED, QUIET };

static void write_to(pid_t sleeper, int fd) {
  while (state_of(sleeper) != 'S') usleep(1000);
  (void)!write(fd, "data", 4);
}

// A child sends the signal whenever this process sleeps, since it may sleep before it is in the call, until
// returned() says that the call is over. Then it writes to fd, if that is not negative.
static void child_kills(int sig, int fd) {
  flush();
  pid_t parent = getpid();
  __atomic_store_n(progress, CALLING, __ATOMIC_SEQ_CST);
  if (fork() == 0) {
    while (__atomic_load_n(progress, __ATOMIC_SEQ_CST) == CALLING) {
      if (state_of(parent) == 'S') kill(parent, sig);
      usleep(10000);
    }
    __atomic_store_n(progress, QUIET, __ATOMIC_SEQ_CST);
    if (fd >= 0) write_to(parent, fd);
    _exit(0);
  }
}

// No signal comes from the child any more.
static void returned(void) {
  __atomic_store_n(progress, RETURNED, __ATOMIC_SEQ_CST);
  while (__atomic_load_n(progress, __ATOMIC_SEQ_CST) != QUIET) usleep(1000);
}

// A child sends the signal once, to a call that goes on all the same. Then it writes to fd, if that is not negative.
static void child_kills_once(int sig, int fd) {
  flush();
  pid_t parent = getpid();
  if (fork() == 0) {
    while (state_of(parent) != 'S') usleep(1000);
    kill(parent, sig);
    usleep(30000);  // it wakes, and sleeps again
    if (fd >= 0) write_to(parent, fd);
    _exit(0);
  }
}

static void reap(void) {
  while (waitpid(-1, 0, 0) > 0 || errno == EINTR) {
  }
}

int main(void) {
  sigset_t mask, old, pending;
  int p[2];
  char b[16];


  section("handlers and masks");
  set(SIGUSR1, counting, 0);
  R(raise(SIGUSR1));
  V(count);
  sigemptyset(&mask);
  sigaddset(&mask, SIGUSR1);
  R(sigprocmask(SIG_BLOCK, &mask, &old));
  V(sigismember(&old, SIGUSR1));
  raise(SIGUSR1);
  raise(SIGUSR1);
  V(count);
  R(sigpending(&pending));
  V(sigismember(&pending, SIGUSR1));
  V(sigismember(&pending, SIGUSR2));
  R(sigprocmask(SIG_UNBLOCK, &mask, 0));
  V(count);
  R(sigprocmask(77, &mask, 0));
  R(sigaction(SIGKILL, &(struct sigaction){.sa_handler = counting}, 0));
  R(syscall(SYS_rt_sigaction, 65, 0, 0, 8));
  R(syscall(SYS_rt_sigprocmask, SIG_BLOCK, &mask, 0, 4));
  R(syscall(SYS_rt_sigprocmask, SIG_BLOCK, 8, 0, 8));
  sigfillset(&mask);
  R(sigprocmask(SIG_SETMASK, &mask, &old));
  sigprocmask(0, 0, &mask);
  V(sigismember(&mask, SIGKILL) + sigismember(&mask, SIGSTOP));
  R(sigprocmask(SIG_SETMASK, &old, 0));

  section("nesting");
  set(SIGUSR1, nesting, 0);
  set(SIGUSR2, nesting, 0);
  raise(SIGUSR1);
  order[order_at] = 0;
  S(order);
  V(deepest);
  order_at = deepest = 0;
  set(SIGUSR1, nesting, SA_NODEFER);
  raise(SIGUSR1);
  order[order_at] = 0;
  S(order);
  V(deepest);
  struct sigaction sa = {.sa_handler = nesting};
  sigaddset(&sa.sa_mask, SIGUSR2);
  sigaction(SIGUSR1, &sa, 0);
  order_at = 0;
  raise(SIGUSR1);
  order[order_at] = 0;
  S(order);
  set(SIGUSR1, counting, SA_RESETHAND);
  count = 0;
  raise(SIGUSR1);
  sigaction(SIGUSR1, 0, &sa);
  V(sa.sa_handler == SIG_DFL);
  set(SIGUSR1, SIG_IGN, 0);
  raise(SIGUSR1);
  V(count);

  section("restart");
  R(pipe(p));
  set(SIGUSR1, counting, 0);
  count = 0;
  progress = mmap(0, 4096, PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0);
  child_kills(SIGUSR1, p[1]);
  R(read(p[0], b, 4));
  returned();
  V(count > 0);
  R(read(p[0], b, 4));
  reap();
  set(SIGUSR1, counting, SA_RESTART);
  count = 0;
  child_kills_once(SIGUSR1, p[1]);
  R(read(p[0], b, 4));
  V(count);
  reap();
  child_kills(SIGUSR1, -1);
  struct pollfd pf = {p[0], POLLIN, 0};
  R(poll(&pf, 1, 60000));  // never restarted when a handler runs
  returned();
  reap();
  child_kills(SIGUSR1, -1);
  struct timespec ts = {60, 0}, rest = {0, 0};
  R(nanosleep(&ts, &rest));
  returned();
  V(rest.tv_sec > 0);
  reap();
  set(SIGUSR1, SIG_IGN, 0);
  child_kills_once(SIGUSR1, -1);
  ts = (struct timespec){0, 60000000};
  R(nanosleep(&ts, &rest));  // an ignored signal does not interrupt
  reap();
  set(SIGUSR1, counting, 0);
  child_kills(SIGUSR1, -1);
  R(pause());
  returned();
  reap();
  sigemptyset(&mask);
  sigaddset(&mask, SIGUSR1);
  sigprocmask(SIG_BLOCK, &mask, &old);
  count = 0;
  raise(SIGUSR1);
  R(sigsuspend(&old));
  V(count);
  sigprocmask(0, 0, &pending);
  V(sigismember(&pending, SIGUSR1));
  raise(SIGUSR1);
  ts = (struct timespec){2, 0};
  R(ppoll(&pf, 1, &ts, &old));
  V(count);
  sigprocmask(SIG_SETMASK, &old, 0);

  section("alternate stack");
  alternate.ss_size = 32768;
  alternate.ss_sp = malloc(alternate.ss_size);
  stack_t before;
  R(sigaltstack(&alternate, &before));
  V(before.ss_flags);
  set(SIGUSR2, stacked, SA_ONSTACK);
  raise(SIGUSR2);
  V(was_on_stack);
  V(seen.ss_flags);
  set(SIGUSR2, stacked, 0);
  raise(SIGUSR2);
  V(was_on_stack);
  V(seen.ss_flags);
  R(sigaltstack(&(stack_t){.ss_sp = b, .ss_size = 16}, 0));
  R(sigaltstack(&(stack_t){.ss_flags = SS_DISABLE}, 0));
  R(sigaltstack(0, &before));
  V(before.ss_flags);

  section("jumps");
  set(SIGUSR2, jumping, 0);
  for (volatile int i = 0; i < 3; i++) {
    int r = sigsetjmp(jump, 1);
    if (!r) raise(SIGUSR2);
    else if (r != SIGUSR2) printf("jump %d\n", r);
  }
  sigprocmask(0, 0, &mask);
  V(sigismember(&mask, SIGUSR2));
  if (!sigsetjmp(jump, 0)) raise(SIGUSR2);
  sigprocmask(0, 0, &mask);
  V(sigismember(&mask, SIGUSR2));
  sigemptyset(&mask);
  sigprocmask(SIG_SETMASK, &mask, 0);
  set(SIGSEGV, jumping, 0);
  if (!sigsetjmp(jump, 1)) *(volatile int *)4 = 1;
  else printf("out of SIGSEGV\n");
  if (!sigsetjmp(jump, 1)) raise(SIGSEGV);
  else printf("out of a raised SIGSEGV\n");

  section("queue");
  sa = (struct sigaction){.sa_sigaction = queued, .sa_flags = SA_SIGINFO};
  sigfillset(&sa.sa_mask);
  for (int i = 0; i < 4; i++) sigaction(SIGRTMIN + i, &sa, 0);
  sigemptyset(&mask);
  for (int i = 0; i < 4; i++) sigaddset(&mask, SIGRTMIN + i);
  sigprocmask(SIG_BLOCK, &mask, 0);
  for (int i = 0; i < 6; i++) sigqueue(getpid(), SIGRTMIN + 3 - i % 3, (union sigval){.sival_int = i * 10});
  kill(getpid(), SIGRTMIN);
  sigprocmask(SIG_UNBLOCK, &mask, 0);
  puts(queue_text);
  sigprocmask(SIG_BLOCK, &mask, 0);
  sigqueue(getpid(), SIGRTMIN + 1, (union sigval){.sival_int = 77});
  siginfo_t si;
  V(sigwaitinfo(&mask, &si) - SIGRTMIN);
  V(si.si_value.sival_int);
  V(si.si_pid == getpid());
  ts = (struct timespec){0, 20000000};
  R(sigtimedwait(&mask, &si, &ts));
  kill(getpid(), SIGRTMIN + 2);
  int got = 0;
  R(sigwait(&mask, &got));
  V(got - SIGRTMIN);
  sigprocmask(SIG_UNBLOCK, &mask, 0);

  section("information");
  sa = (struct sigaction){.sa_sigaction = informed, .sa_flags = SA_SIGINFO};
  sigaction(SIGUSR1, &sa, 0);
  kill(getpid(), SIGUSR1);
  printf("%d code %d pid %d\n", last_ok, last.si_code, last.si_pid == getpid());
  raise(SIGUSR1);
  printf("%d code %d pid %d\n", last_ok, last.si_code, last.si_pid == getpid());
  sa.sa_flags |= SA_RESTART;
  sigaction(SIGCHLD, &sa, 0);
  int status;
  flush();
  count = 0;
  pid_t pid = fork();
  if (pid == 0) _exit(13);
  waitpid(pid, &status, 0);
  printf("SIGCHLD %d code %d status %d pid %d\n", count, last.si_code, last.si_status, last.si_pid == pid);
  flush();
  pid = fork();
  if (pid == 0) raise(SIGKILL);
  waitpid(pid, &status, 0);
  printf("SIGCHLD code %d status %d\n", last.si_code, last.si_status);
  sa.sa_flags |= SA_NOCLDSTOP;
  sigaction(SIGCHLD, &sa, 0);
  flush();
  pid = fork();
  if (pid == 0) {
    raise(SIGSTOP);
    _exit(4);
  }
  count = 0;
  waitpid(pid, &status, WUNTRACED);
  V(count);
  kill(pid, SIGCONT);
  waitpid(pid, &status, 0);
  V(count);
  signal(SIGCHLD, SIG_IGN);
  flush();
  pid = fork();
  if (pid == 0) _exit(1);
  R(waitpid(pid, &status, 0));
  signal(SIGCHLD, SIG_DFL);

  section("timers");
  set(SIGALRM, counting, 0);
  count = 0;
  struct itimerval it = {{0, 10000}, {0, 10000}};
  R(setitimer(ITIMER_REAL, &it, 0));
  while (count < 3) pause();
  it = (struct itimerval){{0, 0}, {0, 0}};
  R(setitimer(ITIMER_REAL, &it, 0));
  V(count >= 3);
  R(alarm(100));
  V(alarm(0) > 90);
  R(setitimer(99, &it, 0));
  count = 0;
  set(SIGVTALRM, counting, 0);
  it.it_value.tv_usec = 20000;
  R(setitimer(ITIMER_VIRTUAL, &it, 0));
  for (volatile unsigned long i = 0; !count && i < 4000000000ul; i++) {
  }
  V(count);

  section("fork and signals");
  set(SIGUSR1, counting, 0);
  sigemptyset(&mask);
  sigaddset(&mask, SIGUSR2);
  sigprocmask(SIG_BLOCK, &mask, 0);
  raise(SIGUSR2);
  flush();
  pid = fork();
  if (pid == 0) {
    count = 0;
    raise(SIGUSR1);
    sigprocmask(0, 0, &mask);
    sigpending(&pending);
    _exit(count + 2 * sigismember(&mask, SIGUSR2) + 4 * sigismember(&pending, SIGUSR2));
  }
  waitpid(pid, &status, 0);
  V(WEXITSTATUS(status));
  // a loop that makes no system call is interrupted
  flush();
  set(SIGALRM, jumping, 0);
  if (!sigsetjmp(jump, 1)) {
    it.it_value.tv_usec = 30000;
    setitimer(ITIMER_REAL, &it, 0);
    for (;;) {
    }
  }
  printf("out of an endless loop\n");
  return 0;
}
