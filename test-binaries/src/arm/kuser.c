// The helpers of the vectors page: version, TLS, barrier, compare and exchange of words and doublewords,
// against threads and against signals that come at any instruction.
#define _GNU_SOURCE
#include <pthread.h>
#include <signal.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/time.h>
#include <unistd.h>

#define VERSION (*(volatile int32_t *)0xffff0ffc)
#define GET_TLS ((void *(*)(void))0xffff0fe0)
#define CMPXCHG ((int (*)(int, int, volatile int *))0xffff0fc0)
#define BARRIER ((void (*)(void))0xffff0fa0)
#define CMPXCHG64 ((int (*)(const int64_t *, const int64_t *, volatile int64_t *))0xffff0f60)

static volatile int word;
static volatile int64_t wide;
static volatile int failures_told;

static void add(int n) {
  int old;
  do old = word;
  while (CMPXCHG(old, old + n, &word));
}

static void add64(int64_t n) {
  int64_t old, new;
  do {
    old = wide;
    new = old + n;
  } while (CMPXCHG64(&old, &new, &wide));
}

enum { TURNS = 5000, WIDE = 1 };
static const int64_t STEP = 0x100000001;

static void *adding(void *argument) {
  if (GET_TLS() != __builtin_thread_pointer()) failures_told++;
  for (int i = 0; i < TURNS; i++) {
    add(1);
    add64(STEP);
    BARRIER();
  }
  return argument;
}

static volatile int ticks;
static void tick(int sig) {
  (void)sig;
  add(1);
  add64(STEP);
  ticks++;
}

// The carry after the helpers says the same as r0.
static int carry_agrees(int old, int new, volatile int *at) {
  register int r0 __asm__("r0") = old;
  register int r1 __asm__("r1") = new;
  register volatile int *r2 __asm__("r2") = at;
  int carry;
  __asm__ volatile(
      "mvn r12, #0xf000\n\tsub r12, r12, #0x3f\n\tmov lr, r12\n\tblx lr\n\tmov %1, #0\n\tadc %1, %1, #0"
      : "+r"(r0), "=&r"(carry), "+r"(r1), "+r"(r2)
      :
      : "r3", "r12", "lr", "cc", "memory");
  return carry == (r0 == 0);
}

static void *volatile fault_at;
static void faulted(int sig, siginfo_t *i, void *context) {
  (void)sig, (void)context;
  fault_at = i->si_addr;
  _exit(fault_at == (void *)16 ? 0 : 1);
}

int main(void) {
  printf("version %d\n", (int)VERSION);
  printf("tls %d\n", GET_TLS() == __builtin_thread_pointer());
  word = 3;
  int same = CMPXCHG(3, 4, &word);
  printf("exchange %d %d\n", same, word);
  int different = CMPXCHG(3, 5, &word) != 0;
  printf("other %d %d\n", different, word);
  printf("carry %d %d\n", carry_agrees(4, 6, &word), carry_agrees(4, 7, &word));
  int64_t old = 0, new = 0x123456789abcdef0, no = 1;
  same = CMPXCHG64(&old, &new, &wide);
  printf("exchange %d %llx\n", same, (long long)wide);
  different = CMPXCHG64(&old, &no, &wide) != 0;
  printf("other %d %llx\n", different, (long long)wide);

  // Signals while another thread counts as well.
  word = 0, wide = 0;
  struct itimerval often = {{0, 1000}, {0, 1000}}, never = {{0, 0}, {0, 0}};
  struct sigaction sa;
  memset(&sa, 0, sizeof sa);
  sa.sa_handler = tick;
  sigaction(SIGALRM, &sa, 0);
  setitimer(ITIMER_REAL, &often, 0);
  pthread_t t[4];
  for (int i = 0; i < 4; i++) pthread_create(&t[i], 0, adding, 0);
  while (ticks < 5) add(0);
  for (int i = 0; i < 4; i++) pthread_join(t[i], 0);
  setitimer(ITIMER_REAL, &never, 0);
  printf("words %d\n", word - ticks);
  printf("doublewords %d\n", (int)(wide == STEP * (4 * TURNS + ticks)));
  printf("tls of threads %d\n", failures_told);

  // What the page may be: readable and executable only.
  FILE *maps = fopen("/proc/self/maps", "r");
  char line[200];
  while (fgets(line, sizeof line, maps))
    if (strstr(line, "[vectors]")) printf("%.27s\n", line);
  fflush(stdout);
  sa.sa_sigaction = faulted;
  sa.sa_flags = SA_SIGINFO;
  sigaction(SIGSEGV, &sa, 0);
  CMPXCHG(0, 1, (volatile int *)16);
  return 2;
}
