// Futexes: every operation with its errors, time limits, interruption, requeueing, locks with owners,
// robust lists, several at once. Where threads meet, an order is enforced or only sums are printed.
#include "t.h"
#include <linux/futex.h>
#include <pthread.h>

#ifndef FUTEX_LOCK_PI2
#define FUTEX_LOCK_PI2 13
#endif
#ifndef SYS_futex_waitv
#define SYS_futex_waitv 449
#endif
#ifdef __arm__
#define SYS_FUTEX 422
#else
#define SYS_FUTEX SYS_futex
#endif
#define PRIVATE FUTEX_PRIVATE_FLAG

struct time64 {
  int64_t sec, nsec;
};

static long futex(void *u, int op, int val, void *timeout, void *u2, int val3) {
  return syscall(SYS_FUTEX, u, op, val, timeout, u2, val3);
}

static struct time64 after(clockid_t clock, long ms) {
  struct timespec t;
  clock_gettime(clock, &t);
  struct time64 r = {t.tv_sec + ms / 1000, t.tv_nsec + ms % 1000 * 1000000};
  if (r.nsec >= 1000000000) r.sec++, r.nsec -= 1000000000;
  return r;
}

static uint32_t word, word2;

static void plain(void) {
  section("plain");
  struct time64 zero = {0, 0}, brief = {0, 2000000}, bad = {0, 1000000000}, negative = {-1, 0};
  R(futex(&word, FUTEX_WAIT, 1, 0, 0, 0));
  R(futex(&word, FUTEX_WAIT | PRIVATE, 1, 0, 0, 0));
  R(futex(&word, FUTEX_WAIT, 0, &zero, 0, 0));
  R(futex(&word, FUTEX_WAIT, 0, &brief, 0, 0));
  R(futex(&word, FUTEX_WAIT, 0, &bad, 0, 0));
  R(futex(&word, FUTEX_WAIT, 0, &negative, 0, 0));
  R(futex(&word, FUTEX_WAIT, 0, (void *)1, 0, 0));
  R(futex((char *)&word + 1, FUTEX_WAIT, 0, 0, 0, 0));
  R(futex((void *)16, FUTEX_WAIT, 0, 0, 0, 0));
  R(futex((void *)16, FUTEX_WAIT | PRIVATE, 0, 0, 0, 0));
  R(futex((void *)16, FUTEX_WAKE, 1, 0, 0, 0));
  R(futex((void *)16, FUTEX_WAKE | PRIVATE, 1, 0, 0, 0));
  R(futex((char *)&word + 2, FUTEX_WAKE, 1, 0, 0, 0));
  R(futex(&word, FUTEX_WAKE, 1, 0, 0, 0));
  R(futex(&word, FUTEX_WAKE, 0, 0, 0, 0));
  R(futex(&word, FUTEX_WAIT_BITSET, 1, 0, 0, -1));
  R(futex(&word, FUTEX_WAIT_BITSET, 0, 0, 0, 0));
  R(futex(&word, FUTEX_WAKE_BITSET, 1, 0, 0, 0));
  R(futex(&word, FUTEX_WAKE_BITSET, 1, 0, 0, 1));
  struct time64 past = after(CLOCK_MONOTONIC, -10), soon = after(CLOCK_MONOTONIC, 2);
  R(futex(&word, FUTEX_WAIT_BITSET, 0, &past, 0, -1));
  R(futex(&word, FUTEX_WAIT_BITSET, 0, &soon, 0, -1));
  soon = after(CLOCK_REALTIME, 2);
  R(futex(&word, FUTEX_WAIT_BITSET | FUTEX_CLOCK_REALTIME, 0, &soon, 0, -1));
  R(futex(&word, FUTEX_WAIT | FUTEX_CLOCK_REALTIME, 1, 0, 0, 0));
  R(futex(&word, FUTEX_WAKE | FUTEX_CLOCK_REALTIME, 1, 0, 0, 0));
  R(futex(&word, FUTEX_FD, 0, 0, 0, 0));
  R(futex(&word, 14, 0, 0, 0, 0));
  R(futex(&word, FUTEX_REQUEUE, -1, 0, &word2, 0));
  R(futex(&word, FUTEX_REQUEUE, 0, (void *)-1, &word2, 0));
  R(futex(&word, FUTEX_CMP_REQUEUE, 1, (void *)1, &word2, 7));
  R(futex(&word, FUTEX_CMP_REQUEUE, 1, (void *)1, &word2, 0));
}

static void operations(void) {
  section("wake_op");
  word2 = 5;
#define OP(op, arg, cmp, against) \
  R(futex(&word, FUTEX_WAKE_OP, 1, (void *)1, &word2, FUTEX_OP(op, arg, cmp, against))); \
  V((int)word2)
  OP(FUTEX_OP_SET, 12, FUTEX_OP_CMP_EQ, 5);
  OP(FUTEX_OP_ADD, 3, FUTEX_OP_CMP_NE, 5);
  OP(FUTEX_OP_OR, 0x30, FUTEX_OP_CMP_LT, 5);
  OP(FUTEX_OP_ANDN, 0x11, FUTEX_OP_CMP_LE, 5);
  OP(FUTEX_OP_XOR, 0xfff, FUTEX_OP_CMP_GT, -1);
  OP(FUTEX_OP_ADD, 0x801, FUTEX_OP_CMP_GE, 0);
  OP((FUTEX_OP_SET | FUTEX_OP_OPARG_SHIFT), 4, FUTEX_OP_CMP_GE, 0);
  OP(6, 1, FUTEX_OP_CMP_EQ, 0);
  OP(FUTEX_OP_SET, 1, 6, 0);
  R(futex(&word, FUTEX_WAKE_OP, 1, (void *)1, (void *)16, FUTEX_OP(0, 0, 0, 0)));
  word2 = 0;
}

// Threads that wait, and a way to know that all of them do.
struct sleeper {
  pthread_t thread;
  uint32_t *at;
  int op, bits, result, error;
};

static pid_t sleeper_tids[16];
static int sleepers_started;

static void *sleeping(void *argument) {
  struct sleeper *s = argument;
  sleeper_tids[__atomic_fetch_add(&sleepers_started, 1, __ATOMIC_SEQ_CST)] = syscall(SYS_gettid);
  errno = 0;
  s->result = futex(s->at, s->op, 0, 0, 0, s->bits);
  s->error = errno;
  return 0;
}

static void start(struct sleeper *s, int count, uint32_t *at, int op, int bits) {
  for (int i = 0; i < count; i++) {
    int number = sleepers_started;
    s[i] = (struct sleeper){.at = at, .op = op, .bits = bits ? bits : 1 << i};
    if (pthread_create(&s[i].thread, 0, sleeping, &s[i])) printf("pthread_create\n");
    // One after the other, so that they queue in order.
    while (__atomic_load_n(&sleepers_started, __ATOMIC_SEQ_CST) == number) sched_yield();
    while (thread_state(getpid(), sleeper_tids[number]) != 'S') usleep(1000);
  }
  sleepers_started = 0;
}

static void join(struct sleeper *s, int count) {
  for (int i = 0; i < count; i++) {
    pthread_join(s[i].thread, 0);
    if (s[i].result) printf("sleeper %d: %s\n", i, errname(s[i].error));
  }
}

static void waking(void) {
  struct sleeper s[6];
  section("waking");
  start(s, 4, &word, FUTEX_WAIT | PRIVATE, -1);
  R(futex(&word, FUTEX_WAKE, 4, 0, 0, 0));
  R(futex(&word, FUTEX_WAKE | PRIVATE, 1, 0, 0, 0));
  pthread_join(s[0].thread, 0);
  R(futex(&word, FUTEX_WAKE | PRIVATE, 9, 0, 0, 0));
  join(s + 1, 3);
  section("bitsets");
  start(s, 4, &word, FUTEX_WAIT_BITSET | PRIVATE, 0);
  R(futex(&word, FUTEX_WAKE_BITSET | PRIVATE, 4, 0, 0, 16));
  R(futex(&word, FUTEX_WAKE_BITSET | PRIVATE, 4, 0, 0, 4));
  pthread_join(s[2].thread, 0);
  R(futex(&word, FUTEX_WAKE_BITSET | PRIVATE, 4, 0, 0, 4));
  R(futex(&word, FUTEX_WAKE_BITSET | PRIVATE, 4, 0, 0, 3));
  R(futex(&word, FUTEX_WAKE | PRIVATE, 4, 0, 0, 0));
  join(s, 2), join(s + 3, 1);
  section("requeue");
  start(s, 6, &word, FUTEX_WAIT | PRIVATE, -1);
  R(futex(&word, FUTEX_CMP_REQUEUE | PRIVATE, 1, (void *)3, &word2, 1));
  R(futex(&word, FUTEX_CMP_REQUEUE | PRIVATE, 1, (void *)3, &word2, 0));
  R(futex(&word, FUTEX_WAKE | PRIVATE, 9, 0, 0, 0));
  R(futex(&word2, FUTEX_REQUEUE | PRIVATE, 0, (void *)1, &word, 0));
  R(futex(&word2, FUTEX_WAKE | PRIVATE, 9, 0, 0, 0));
  R(futex(&word, FUTEX_WAKE | PRIVATE, 9, 0, 0, 0));
  join(s, 6);
  section("wake_op on two");
  start(s, 2, &word, FUTEX_WAIT | PRIVATE, -1);
  start(s + 2, 2, &word2, FUTEX_WAIT | PRIVATE, -1);
  R(futex(&word, FUTEX_WAKE_OP | PRIVATE, 5, (void *)1, &word2, FUTEX_OP(0, 1, FUTEX_OP_CMP_NE, 0)));
  R(futex(&word, FUTEX_WAKE_OP | PRIVATE, 5, (void *)5, &word2, FUTEX_OP(0, 0, FUTEX_OP_CMP_EQ, 1)));
  join(s, 4);
}

static void interrupted(int sig) { (void)sig; }

static void interruption(void) {
  section("interruption");
  struct sigaction sa = {.sa_handler = interrupted};
  // Again and again: the first may come before the wait has begun.
  struct itimerval brief = {.it_value.tv_usec = 20000, .it_interval.tv_usec = 20000};
  sigaction(SIGALRM, &sa, 0);
  struct time64 limit = {1000, 0};
  setitimer(ITIMER_REAL, &brief, 0);
  R(futex(&word, FUTEX_WAIT, 0, &limit, 0, 0));
  setitimer(ITIMER_REAL, &brief, 0);
  R(futex(&word, FUTEX_WAIT, 0, 0, 0, 0));
  // With SA_RESTART the time limit makes the difference.
  sa.sa_flags = SA_RESTART;
  sigaction(SIGALRM, &sa, 0);
  setitimer(ITIMER_REAL, &brief, 0);
  R(futex(&word, FUTEX_WAIT, 0, &limit, 0, 0));
  signal(SIGALRM, SIG_IGN);
  setitimer(ITIMER_REAL, &(struct itimerval){0}, 0);
}

static uint32_t lock;
static int lock_result, lock_error;
static pid_t lock_tid;

static void *locking(void *argument) {
  struct time64 *limit = argument;
  __atomic_store_n(&lock_tid, syscall(SYS_gettid), __ATOMIC_SEQ_CST);
  errno = 0;
  lock_result = futex(&lock, FUTEX_LOCK_PI | PRIVATE, 0, limit, 0, 0);
  lock_error = errno;
  if (lock_result == 0) {
    printf("mine: %d, waiters %d, owner died %d\n",
           (lock & FUTEX_TID_MASK) == (uint32_t)lock_tid, !!(lock & FUTEX_WAITERS), !!(lock & FUTEX_OWNER_DIED));
    printf("unlock %d\n", (int)futex(&lock, FUTEX_UNLOCK_PI | PRIVATE, 0, 0, 0, 0));
  } else {
    printf("lock: %s\n", errname(lock_error));
  }
  return 0;
}

static pthread_t lock_in_thread(struct time64 *limit) {
  pthread_t t;
  lock_tid = 0;
  pthread_create(&t, 0, locking, limit);
  while (!__atomic_load_n(&lock_tid, __ATOMIC_SEQ_CST)) sched_yield();
  return t;
}

static void *dying_owner(void *argument) {
  (void)argument;
  R(futex(&lock, FUTEX_LOCK_PI | PRIVATE, 0, 0, 0, 0));
  pthread_t t = lock_in_thread(0);
  while (thread_state(getpid(), lock_tid) != 'S') usleep(1000);
  *(pthread_t *)argument = t;
  return 0;
}

static void owners(void) {
  pthread_t t, other;
  uint32_t self = syscall(SYS_gettid);
  section("locks with owners");
  R(futex(&lock, FUTEX_UNLOCK_PI | PRIVATE, 0, 0, 0, 0));
  R(futex(&lock, FUTEX_LOCK_PI | PRIVATE, 0, 0, 0, 0));
  V(lock == self);
  R(futex(&lock, FUTEX_LOCK_PI | PRIVATE, 0, 0, 0, 0));
  R(futex(&lock, FUTEX_TRYLOCK_PI | PRIVATE, 0, 0, 0, 0));
  R(futex(&lock, FUTEX_UNLOCK_PI | PRIVATE, 0, 0, 0, 0));
  V(lock);
  R(futex(&lock, FUTEX_TRYLOCK_PI | PRIVATE, 0, 0, 0, 0));
  struct time64 soon = after(CLOCK_REALTIME, 5);
  t = lock_in_thread(&soon);
  pthread_join(t, 0);
  V(lock == (self | FUTEX_WAITERS));
  t = lock_in_thread(0);
  while (thread_state(getpid(), lock_tid) != 'S') usleep(1000);
  V(lock == (self | FUTEX_WAITERS));
  int unlocked = futex(&lock, FUTEX_UNLOCK_PI | PRIVATE, 0, 0, 0, 0);
  pthread_join(t, 0);
  V(unlocked);
  V(lock);
  lock = 0x3ffffff0;
  R(futex(&lock, FUTEX_LOCK_PI | PRIVATE, 0, 0, 0, 0));
  lock = FUTEX_OWNER_DIED;
  R(futex(&lock, FUTEX_LOCK_PI2 | PRIVATE, 0, 0, 0, 0));
  V(lock == (self | FUTEX_OWNER_DIED));
  R(futex(&lock, FUTEX_UNLOCK_PI | PRIVATE, 0, 0, 0, 0));
  section("the owner dies");
  pthread_create(&t, 0, dying_owner, &other);
  pthread_join(t, 0);
  pthread_join(other, 0);
  lock = 0;
  section("interrupted locks go on");
  R(futex(&lock, FUTEX_LOCK_PI | PRIVATE, 0, 0, 0, 0));
  t = lock_in_thread(0);
  while (thread_state(getpid(), lock_tid) != 'S') usleep(1000);
  struct sigaction sa = {.sa_handler = interrupted};
  sigaction(SIGUSR1, &sa, 0);
  syscall(SYS_tgkill, getpid(), lock_tid, SIGUSR1);
  usleep(10000);
  unlocked = futex(&lock, FUTEX_UNLOCK_PI | PRIVATE, 0, 0, 0, 0);
  pthread_join(t, 0);
  V(unlocked);
}

static void *condition(void *argument) {
  struct sleeper *s = argument;
  sleeper_tids[__atomic_fetch_add(&sleepers_started, 1, __ATOMIC_SEQ_CST)] = syscall(SYS_gettid);
  errno = 0;
  s->result = futex(&word, FUTEX_WAIT_REQUEUE_PI | PRIVATE, 0, 0, &lock, 0);
  s->error = errno;
  if (s->result == 0) s->bits = futex(&lock, FUTEX_UNLOCK_PI | PRIVATE, 0, 0, 0, 0);
  return 0;
}

static void conditions(void) {
  struct sleeper s[3];
  section("requeue to a lock");
  struct time64 past = after(CLOCK_MONOTONIC, -5);
  R(futex(&word, FUTEX_WAIT_REQUEUE_PI | PRIVATE, 1, 0, &lock, 0));
  R(futex(&word, FUTEX_WAIT_REQUEUE_PI | PRIVATE, 0, 0, &word, 0));
  R(futex(&word, FUTEX_WAIT_REQUEUE_PI | PRIVATE, 0, &past, &lock, 0));
  R(futex(&word, FUTEX_CMP_REQUEUE_PI | PRIVATE, 2, (void *)1, &lock, 0));
  R(futex(&word, FUTEX_CMP_REQUEUE_PI | PRIVATE, 1, (void *)1, &lock, 1));
  R(futex(&word, FUTEX_CMP_REQUEUE_PI | PRIVATE, 1, (void *)1, &lock, 0));
  for (int i = 0; i < 3; i++) {
    s[i].bits = -1;
    pthread_create(&s[i].thread, 0, condition, &s[i]);
    while (__atomic_load_n(&sleepers_started, __ATOMIC_SEQ_CST) <= i) sched_yield();
    while (thread_state(getpid(), sleeper_tids[i]) != 'S') usleep(1000);
  }
  sleepers_started = 0;
  R(futex(&word, FUTEX_WAKE | PRIVATE, 1, 0, 0, 0));
  R(futex(&word, FUTEX_CMP_REQUEUE_PI | PRIVATE, 1, (void *)9, &word2, 0));
  R(futex(&lock, FUTEX_LOCK_PI | PRIVATE, 0, 0, 0, 0));
  R(futex(&word, FUTEX_CMP_REQUEUE_PI | PRIVATE, 1, (void *)1, &lock, 0));
  R(futex(&lock, FUTEX_UNLOCK_PI | PRIVATE, 0, 0, 0, 0));
  pthread_join(s[0].thread, 0), pthread_join(s[1].thread, 0);
  R(futex(&word, FUTEX_CMP_REQUEUE_PI | PRIVATE, 1, (void *)5, &lock, 0));
  pthread_join(s[2].thread, 0);
  for (int i = 0; i < 3; i++) printf("%d: %d %d\n", i, s[i].result, s[i].bits);
  V(lock & FUTEX_TID_MASK);
  lock = 0;
}

struct robust {
  void *next;
  uint32_t word;
};
static struct robust robust[3];
static struct robust_list_head head;

static void *robust_thread(void *argument) {
  (void)argument;
  uint32_t tid = syscall(SYS_gettid);
  head.futex_offset = offsetof(struct robust, word);
  head.list.next = (void *)&robust[0];
  robust[0].next = &robust[1];
  robust[1].next = &head;
  head.list_op_pending = (void *)&robust[2];
  for (int i = 0; i < 3; i++) robust[i].word = tid;
  robust[0].word |= FUTEX_WAITERS;
  robust[1].word = tid + 1;
  R(syscall(SYS_set_robust_list, &head, 5));
  R(syscall(SYS_set_robust_list, &head, sizeof head));
  struct robust_list_head *got;
  size_t length;
  R(syscall(SYS_get_robust_list, 0, &got, &length));
  V(got == &head), V(length == sizeof head);
  flush();
  // Not pthread_exit: the C library would set its own list.
  syscall(SYS_exit, 0);
  return 0;
}

static void robust_lists(void) {
  section("robust lists");
  struct sleeper s;
  start(&s, 1, &robust[0].word, FUTEX_WAIT, -1);
  pthread_t t;
  pthread_create(&t, 0, robust_thread, 0);
  join(&s, 1);
  while (!(__atomic_load_n(&robust[2].word, __ATOMIC_SEQ_CST) & FUTEX_OWNER_DIED)) sched_yield();
  printf("%x %d %x\n", (unsigned)robust[0].word, (robust[1].word & FUTEX_OWNER_DIED) != 0, (unsigned)robust[2].word);
  R(syscall(SYS_get_robust_list, 99999999, &t, &t));
}

struct waitv {
  uint64_t val, uaddr;
  uint32_t flags, reserved;
};

static void *wake_second(void *argument) {
  (void)argument;
  int woken;
  while ((woken = futex(&word2, FUTEX_WAKE | PRIVATE, 1, 0, 0, 0)) == 0) usleep(1000);
  V(woken);
  return 0;
}

static void several(void) {
  section("several");
  struct waitv v[2] = {{0, (uintptr_t)&word, 2 | 128, 0}, {0, (uintptr_t)&word2, 2 | 128, 0}};
  R(syscall(SYS_futex_waitv, v, 0, 0, 0, 0));
  R(syscall(SYS_futex_waitv, v, 129, 0, 0, 0));
  R(syscall(SYS_futex_waitv, v, 2, 1, 0, 0));
  R(syscall(SYS_futex_waitv, 0, 2, 0, 0, 0));
  struct time64 soon = after(CLOCK_MONOTONIC, 2);
  R(syscall(SYS_futex_waitv, v, 2, 0, &soon, CLOCK_MONOTONIC));
  R(syscall(SYS_futex_waitv, v, 2, 0, &soon, 7));
  v[1].val = 3;
  R(syscall(SYS_futex_waitv, v, 2, 0, 0, 0));
  v[1].val = 0, v[1].reserved = 1;
  R(syscall(SYS_futex_waitv, v, 2, 0, 0, 0));
  v[1].reserved = 0, v[1].flags = 0;
  R(syscall(SYS_futex_waitv, v, 2, 0, 0, 0));
  v[1].flags = 2 | 128;
  pthread_t t;
  pthread_create(&t, 0, wake_second, 0);
  int got = syscall(SYS_futex_waitv, v, 2, 0, 0, 0);
  pthread_join(t, 0);
  V(got);
}

static void between_processes(void) {
  section("between processes");
  uint32_t *shared = mmap(0, 4096, PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0);
  flush();
  pid_t pid = fork();
  if (pid == 0) {
    while (__atomic_load_n(shared, __ATOMIC_SEQ_CST) == 0) futex(shared, FUTEX_WAIT, 0, 0, 0, 0);
    shared[1] = 1;
    futex(shared + 1, FUTEX_WAKE, 1, 0, 0, 0);
    // Another mapping of the same memory is the same futex.
    uint32_t *again = mremap(shared, 0, 4096, MREMAP_MAYMOVE);
    while (__atomic_load_n(again, __ATOMIC_SEQ_CST) == 1) futex(again, FUTEX_WAIT, 1, 0, 0, 0);
    _exit(3);
  }
  usleep(5000);
  __atomic_store_n(shared, 1, __ATOMIC_SEQ_CST);
  futex(shared, FUTEX_WAKE, 1, 0, 0, 0);
  while (__atomic_load_n(shared + 1, __ATOMIC_SEQ_CST) == 0) futex(shared + 1, FUTEX_WAIT, 0, 0, 0, 0);
  usleep(5000);
  __atomic_store_n(shared, 2, __ATOMIC_SEQ_CST);
  futex(shared, FUTEX_WAKE, 1, 0, 0, 0);
  int status;
  waitpid(pid, &status, 0);
  V(WEXITSTATUS(status));
  // A lock whose owner is another process, killed.
  flush();
  shared[0] = 0;
  pid = fork();
  if (pid == 0) {
    futex(shared, FUTEX_LOCK_PI, 0, 0, 0, 0);
    shared[1] = 9;
    for (;;) pause();
  }
  while (__atomic_load_n(shared + 1, __ATOMIC_SEQ_CST) != 9) usleep(1000);
  pid_t killer = fork();
  if (killer == 0) {
    while (!(__atomic_load_n(shared, __ATOMIC_SEQ_CST) & FUTEX_WAITERS)) usleep(1000);
    usleep(3000);
    kill(pid, SIGKILL);
    _exit(0);
  }
  R(futex(shared, FUTEX_LOCK_PI, 0, 0, 0, 0));
  V((shared[0] & FUTEX_TID_MASK) == (uint32_t)getpid());
  V(!!(shared[0] & FUTEX_OWNER_DIED));
  waitpid(pid, 0, 0), waitpid(killer, 0, 0);
}

static pthread_mutex_t mutex = PTHREAD_MUTEX_INITIALIZER;
static long total;

static void *counting(void *argument) {
  for (int i = *(int *)argument; i > 0; i--) {
    pthread_mutex_lock(&mutex);
    total++;
    pthread_mutex_unlock(&mutex);
  }
  return 0;
}

static void many(void) {
  section("64 threads, one mutex");
  pthread_t t[64];
  int each = 1000;
  for (int i = 0; i < 64; i++)
    if (pthread_create(&t[i], 0, counting, &each)) printf("pthread_create\n");
  for (int i = 0; i < 64; i++) pthread_join(t[i], 0);
  V(total);
}

int main(void) {
  plain();
  operations();
  waking();
  interruption();
  owners();
  conditions();
  robust_lists();
  several();
  between_processes();
  many();
  return 0;
}
