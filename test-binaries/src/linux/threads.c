// Threads: their ids, exits of leaders and others, exec with threads, stops of the whole process, signals
// to threads, atomics of every width, stores that another thread waits for, a thousand at once.
#include "t.h"
#include <pthread.h>
#include <semaphore.h>

static pid_t gettid_(void) { return syscall(SYS_gettid); }

static _Thread_local int own = 7;
static int *own_of_other;
static pid_t tid_of_other;

static void *ids(void *argument) {
  own++;
  own_of_other = &own;
  tid_of_other = gettid_();
  V(getpid() == *(pid_t *)argument);
  V(gettid_() != getpid());
  V(own);
  return (void *)42;
}

static void identity(void) {
  section("identity");
  pid_t pid = getpid();
  pthread_t t;
  void *result;
  pthread_create(&t, 0, ids, &pid);
  pthread_join(t, &result);
  V((long)result);
  V(own), V(own_of_other != &own), V(tid_of_other != pid);
  R(syscall(SYS_tgkill, pid + 1, pid, 0));
  R(syscall(SYS_tkill, -1, 0));
  errno = 0;
  R(syscall(SYS_clone, CLONE_THREAD, 0, 0, 0, 0));
  R(syscall(SYS_clone, CLONE_SIGHAND, 0, 0, 0, 0));
  R(syscall(SYS_clone, CLONE_THREAD | CLONE_SIGHAND, 0, 0, 0, 0));
}

struct clone_args_ {
  uint64_t flags, pidfd, child_tid, parent_tid, exit_signal, stack, stack_size, tls, set_tid, set_tid_size, cgroup,
      later;
};

static void ignored(int sig) { (void)sig; }

static void clone3(void) {
  section("clone3");
  struct clone_args_ a = {.exit_signal = SIGCHLD};
  R(syscall(435, &a, 63));
  R(syscall(435, &a, 5000));
  R(syscall(435, 0, 64));
  a.later = 1;
  R(syscall(435, &a, sizeof a));
  a.later = 0, a.exit_signal = 65;
  R(syscall(435, &a, 64));
  a.exit_signal = SIGCHLD, a.flags = 17;
  R(syscall(435, &a, 64));
  a.flags = 1ULL << 40;
  R(syscall(435, &a, 64));
  a.flags = CLONE_VM | CLONE_SIGHAND | 1ULL << 32;
  R(syscall(435, &a, 64));
  a.flags = CLONE_VM | CLONE_SIGHAND | CLONE_THREAD;
  R(syscall(435, &a, 64));
  a.flags = 0, a.stack = 4096;
  R(syscall(435, &a, 64));
  a.stack = 0, a.stack_size = 4096;
  R(syscall(435, &a, 64));
  a.stack_size = 0, a.set_tid_size = 1;
  R(syscall(435, &a, sizeof a));
  a.set_tid_size = 0;
  // Handlers go, what is ignored stays.
  signal(SIGUSR1, ignored);
  signal(SIGUSR2, SIG_IGN);
  a.flags = 1ULL << 32;
  fflush(stdout);
  pid_t pid = syscall(435, &a, sizeof a);
  if (pid == 0) {
    struct sigaction one, two;
    sigaction(SIGUSR1, 0, &one);
    sigaction(SIGUSR2, 0, &two);
    _exit((one.sa_handler == SIG_DFL) | (two.sa_handler == SIG_IGN) << 1);
  }
  int status;
  V(waitpid(pid, &status, 0) == pid), V(WEXITSTATUS(status));
  signal(SIGUSR2, SIG_DFL);
}

// Plain stores seen by loops that do nothing but load.
static int flag, answer;
static char flag8;
static uint16_t flag16;
static int64_t flag64;

static void *setter(void *argument) {
  (void)argument;
  usleep(20000);
  *(volatile int *)&flag = 1;
  while (!*(volatile int *)&answer);
  usleep(20000);
  *(volatile char *)&flag8 = 1;
  usleep(20000);
  *(volatile uint16_t *)&flag16 = 1;
  usleep(20000);
  __atomic_store_n(&flag64, 1LL << 40, __ATOMIC_SEQ_CST);
  return 0;
}

static void visibility(void) {
  section("visibility");
  pthread_t t;
  pthread_create(&t, 0, setter, 0);
  while (!*(volatile int *)&flag);
  *(volatile int *)&answer = 1;
  while (!*(volatile char *)&flag8);
  while (!*(volatile uint16_t *)&flag16);
  while (!__atomic_load_n(&flag64, __ATOMIC_SEQ_CST));
  pthread_join(t, 0);
  printf("seen\n");
}

// Counters next to each other: an exclusive store of one must not lose a change of its neighbour.
static struct {
  uint8_t a[4];
  uint16_t b[2];
  uint32_t c;
  uint64_t d;
} shared;
enum { TURNS = 5000 };

static void *adding(void *argument) {
  int i = *(int *)argument;
  for (int n = 0; n < TURNS; n++) {
    __atomic_fetch_add(&shared.a[i & 3], 1, __ATOMIC_SEQ_CST);
    __atomic_fetch_add(&shared.b[i & 1], 1, __ATOMIC_SEQ_CST);
    __atomic_fetch_add(&shared.c, 1, __ATOMIC_SEQ_CST);
    __atomic_fetch_add(&shared.d, 0x100000001LL, __ATOMIC_SEQ_CST);
  }
  return 0;
}

static void atomics(void) {
  section("atomics");
  pthread_t t[4];
  int index[4];
  for (int i = 0; i < 4; i++) index[i] = i, pthread_create(&t[i], 0, adding, &index[i]);
  for (int i = 0; i < 4; i++) pthread_join(t[i], 0);
  for (int i = 0; i < 4; i++) V(shared.a[i] == (uint8_t)TURNS);
  for (int i = 0; i < 2; i++) V(shared.b[i] == (uint16_t)(2 * TURNS));
  V(shared.c), V(shared.d == 4 * TURNS * 0x100000001ULL);
}

// Message passing: what was stored before a barrier is there for whoever sees what came after it.
static int data, ready;

static void *sending(void *argument) {
  (void)argument;
  for (int i = 1; i <= 20000; i++) {
    *(volatile int *)&data = i;
    __atomic_thread_fence(__ATOMIC_SEQ_CST);
    *(volatile int *)&ready = i;
  }
  return 0;
}

static void messages(void) {
  section("messages");
  pthread_t t;
  pthread_create(&t, 0, sending, 0);
  int wrong = 0, seen;
  do {
    seen = *(volatile int *)&ready;
    __atomic_thread_fence(__ATOMIC_SEQ_CST);
    if (*(volatile int *)&data < seen) wrong++;
  } while (seen < 20000);
  pthread_join(t, 0);
  V(wrong);
}

static sem_t go, done;
static volatile pid_t handled_by;
static volatile int handled;
static pid_t worker_tid;

static void noting(int sig) {
  (void)sig;
  handled_by = gettid_();
  handled++;
}

static void *worker(void *argument) {
  sigset_t set;
  sigemptyset(&set);
  sigaddset(&set, SIGUSR2);
  if (argument) pthread_sigmask(SIG_BLOCK, &set, 0);
  worker_tid = gettid_();
  sem_post(&done);
  while (sem_wait(&go));
  return 0;
}

static void to_threads(void) {
  section("signals to threads");
  struct sigaction sa = {.sa_handler = noting};
  sigaction(SIGUSR1, &sa, 0);
  sigaction(SIGUSR2, &sa, 0);
  sem_init(&go, 0, 0), sem_init(&done, 0, 0);
  pthread_t t;
  pthread_create(&t, 0, worker, 0);
  while (sem_wait(&done));
  R(syscall(SYS_tgkill, getpid(), worker_tid, SIGUSR1));
  while (!handled) sched_yield();
  V(handled_by == worker_tid);
  handled = 0;
  // The main thread does not take it: the other must.
  sigset_t set;
  sigemptyset(&set);
  sigaddset(&set, SIGUSR2);
  pthread_sigmask(SIG_BLOCK, &set, 0);
  R(kill(getpid(), SIGUSR2));
  while (!handled) sched_yield();
  V(handled_by == worker_tid);
  sem_post(&go);
  pthread_join(t, 0);
  // Nobody takes it until somebody unblocks it.
  handled = 0;
  pthread_create(&t, 0, worker, &go);
  while (sem_wait(&done));
  R(kill(getpid(), SIGUSR2));
  V(handled);
  pthread_sigmask(SIG_UNBLOCK, &set, 0);
  V(handled), V(handled_by == getpid());
  sem_post(&go);
  pthread_join(t, 0);
}

static void *exits_later(void *argument) {
  (void)argument;
  usleep(20000);
  printf("the leader has gone\n");
  flush();
  exit(5);
}

static void leader_first(void) {
  pthread_t t;
  pthread_create(&t, 0, exits_later, 0);
  syscall(SYS_exit, 9);
}

static void *exits_alone(void *argument) {
  (void)argument;
  syscall(SYS_exit, 3);
  return 0;
}

static void others_first(void) {
  pthread_t t;
  for (int i = 0; i < 5; i++) pthread_create(&t, 0, exits_alone, 0);
  usleep(10000);
  _exit(6);
}

static void *sleeps(void *argument) {
  for (;;) pause();
  return argument;
}

static void *spins(void *argument) {
  for (;;);
  return argument;
}

static void group_exit(void) {
  pthread_t t;
  for (int i = 0; i < 4; i++) pthread_create(&t, 0, i & 1 ? spins : sleeps, 0);
  usleep(5000);
  _exit(7);
}

static void killed(void) {
  pthread_t t;
  for (int i = 0; i < 3; i++) pthread_create(&t, 0, i & 1 ? spins : sleeps, 0);
  usleep(5000);
  kill(getpid(), SIGTERM);
  for (;;) pause();
}

static void *faults(void *argument) {
  handled = 16;
  *(volatile int *)(uintptr_t)handled = 1;
  return argument;
}

static void fault_of_one(void) {
  pthread_t t;
  pthread_create(&t, 0, sleeps, 0);
  pthread_create(&t, 0, faults, 0);
  for (;;) pause();
}

static char *self;

static void *execs(void *argument) {
  char pid[20];
  snprintf(pid, sizeof pid, "%d", (int)getpid());
  execl(self, self, "after-exec", pid, (char *)0);
  return argument;
}

static void exec_in_thread(void) {
  pthread_t t;
  pthread_create(&t, 0, sleeps, 0);
  pthread_create(&t, 0, spins, 0);
  pthread_create(&t, 0, execs, 0);
  for (;;) pause();
}

static void exec_in_leader(void) {
  pthread_t t;
  pthread_create(&t, 0, sleeps, 0);
  pthread_create(&t, 0, spins, 0);
  execs(0);
}

static void *failing_exec(void *argument) {
  execl("/nonexistent", "x", (char *)0);
  printf("exec: %s\n", errname(errno));
  return argument;
}

static void exec_that_fails(void) {
  pthread_t t;
  pthread_create(&t, 0, failing_exec, 0);
  pthread_join(t, 0);
}

static void ends(void) {
  section("ends");
  in_child("leader first", leader_first);
  in_child("others first", others_first);
  in_child("exit_group", group_exit);
  in_child("killed", killed);
  in_child("a fault", fault_of_one);
  in_child("exec in a thread", exec_in_thread);
  in_child("exec in the leader", exec_in_leader);
  in_child("exec that fails", exec_that_fails);
}

static volatile int *progress;

static void *progressing(void *argument) {
  for (;;) ++*(volatile int *)argument;
  return 0;
}

static void stops(void) {
  section("stops");
  progress = mmap(0, 4096, PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0);
  flush();
  pid_t pid = fork();
  if (pid == 0) {
    pthread_t t;
    for (int i = 0; i < 3; i++) pthread_create(&t, 0, progressing, (void *)&progress[i]);
    for (;;) pause();
  }
  for (int i = 0; i < 3; i++) while (!progress[i]) usleep(1000);
  int status;
  R(kill(pid, SIGSTOP));
  V(waitpid(pid, &status, WUNTRACED) == pid);
  V(WIFSTOPPED(status) && WSTOPSIG(status) == SIGSTOP);
  int before[3];
  for (int i = 0; i < 3; i++) before[i] = progress[i];
  usleep(20000);
  for (int i = 0; i < 3; i++) V(before[i] == progress[i]);
  R(kill(pid, SIGCONT));
  V(waitpid(pid, &status, WCONTINUED) == pid);
  V(WIFCONTINUED(status));
  for (int i = 0; i < 3; i++) while (before[i] == progress[i]) usleep(1000);
  R(kill(pid, SIGSTOP));
  V(waitpid(pid, &status, WUNTRACED) == pid);
  R(kill(pid, SIGKILL));
  V(waitpid(pid, &status, 0) == pid);
  V(WTERMSIG(status));
}

static pthread_barrier_t barrier;
static int met;

static void *meeting(void *argument) {
  pthread_barrier_wait(&barrier);
  __atomic_fetch_add(&met, 1, __ATOMIC_SEQ_CST);
  return argument;
}

static void crowd(void) {
  section("a thousand");
  enum { N = 1000 };
  static pthread_t t[N];
  pthread_attr_t small;
  pthread_attr_init(&small);
  pthread_attr_setstacksize(&small, 65536);
  pthread_barrier_init(&barrier, 0, N + 1);
  int made = 0;
  for (int i = 0; i < N; i++) made += pthread_create(&t[i], &small, meeting, 0) == 0;
  V(made);
  pthread_barrier_wait(&barrier);
  for (int i = 0; i < N; i++) pthread_join(t[i], 0);
  V(met);
}

int main(int argc, char **argv) {
  self = argv[0];
  if (argc > 2 && !strcmp(argv[1], "after-exec")) {
    printf("after exec: pid stays %d, leader %d\n", getpid() == atoi(argv[2]), gettid_() == getpid());
    return 0;
  }
  identity();
  clone3();
  visibility();
  atomics();
  messages();
  to_threads();
  ends();
  stops();
  crowd();
  return 0;
}
