// Timers and clocks: interval timers, POSIX timers with overruns, CPU clocks, sleeping on clocks.
#include "t.h"
#include <pthread.h>
#include <sys/times.h>

#ifndef SIGEV_THREAD_ID
#define SIGEV_THREAD_ID 4
#endif

// The library of the prebuilt program has times of 64 bits.
#ifdef SYS_timer_settime64
#define SYS_timer_settime SYS_timer_settime64
#define SYS_timer_gettime SYS_timer_gettime64
#define SYS_clock_nanosleep SYS_clock_nanosleep_time64
#endif

static volatile int count, last, code, value, overrun, where;
static void handler(int sig, siginfo_t *info, void *context) {
  (void)context;
  last = sig;
  code = info->si_code;
  value = info->si_value.sival_int;
  overrun = info->si_overrun;
  where = syscall(SYS_gettid);
  count++;
}

static long long ns(struct timespec t) { return t.tv_sec * 1000000000LL + t.tv_nsec; }

static long long now(clockid_t clock) {
  struct timespec t;
  if (clock_gettime(clock, &t)) return -1;
  return ns(t);
}

static void catch(int sig) {
  struct sigaction sa = {.sa_sigaction = handler, .sa_flags = SA_SIGINFO};
  sigaction(sig, &sa, NULL);
}

static void burn(void) {
  volatile unsigned x = 0;
  for (int i = 0; i < 20000; i++) x += i;
}

static int timer(clockid_t clock, int notify, int sig, int val) {
  struct sigevent e;
  memset(&e, 0, sizeof e);
  e.sigev_notify = notify;
  e.sigev_signo = sig;
  e.sigev_value.sival_int = val;
  int id = -1;
  return syscall(SYS_timer_create, clock, &e, &id) ? -1 : id;
}

static int settle(int id, int flags, long long first, long long every) {
  struct itimerspec s = {{every / 1000000000, every % 1000000000}, {first / 1000000000, first % 1000000000}};
  return syscall(SYS_timer_settime, id, flags, &s, NULL);
}

static void posix(void) {
  section("posix timers");
  sigset_t set, pending;
  sigemptyset(&set);
  sigaddset(&set, SIGRTMIN + 1);
  sigaddset(&set, SIGUSR1);
  catch(SIGRTMIN + 1);
  catch(SIGUSR1);
  int id = timer(CLOCK_MONOTONIC, SIGEV_SIGNAL, SIGRTMIN + 1, 77);
  V(id >= 0);
  struct itimerspec s;
  R(syscall(SYS_timer_gettime, id, &s));
  V(ns(s.it_value) + ns(s.it_interval));
  R(settle(id, 0, 1, 0));
  while (!count) usleep(100);
  V(last == SIGRTMIN + 1);
  V(code == SI_TIMER);
  V(value);
  V(overrun);
  R(syscall(SYS_timer_getoverrun, id));
  // While the signal is blocked an interval timer has one signal and many overruns.
  sigprocmask(SIG_BLOCK, &set, NULL);
  count = 0;
  R(settle(id, 0, 1000, 1000));
  do sigpending(&pending);
  while (!sigismember(&pending, SIGRTMIN + 1));
  long long until = now(CLOCK_MONOTONIC) + 3000000;
  while (now(CLOCK_MONOTONIC) < until) burn();
  siginfo_t info;
  V(sigtimedwait(&set, &info, NULL) == SIGRTMIN + 1);
  V(info.si_overrun > 1000);
  V(info.si_overrun == syscall(SYS_timer_getoverrun, id));
  R(settle(id, 0, 0, 0));
  struct timespec none = {0, 0};
  while (sigtimedwait(&set, &info, &none) > 0) {}
  R(syscall(SYS_timer_gettime, id, &s));
  V(ns(s.it_value));
  // Two timers, one standard signal: an entry for each.
  int a = timer(CLOCK_REALTIME, SIGEV_SIGNAL, SIGUSR1, 1);
  int b = timer(CLOCK_BOOTTIME, SIGEV_SIGNAL, SIGUSR1, 2);
  R(settle(a, TIMER_ABSTIME, 1, 0));
  int first = sigwaitinfo(&set, &info) == SIGUSR1 ? info.si_value.sival_int : 0;
  R(settle(b, TIMER_ABSTIME, 1, 0));
  int second = sigwaitinfo(&set, &info) == SIGUSR1 ? info.si_value.sival_int : 0;
  printf("values %d %d\n", first, second);
  R(settle(a, 0, 3600000000000LL, 5));
  R(syscall(SYS_timer_gettime, a, &s));
  V(ns(s.it_value) > 3500000000000LL && ns(s.it_value) <= 3600000000000LL);
  V(ns(s.it_interval));
  R(syscall(SYS_timer_delete, a));
  R(syscall(SYS_timer_delete, a));
  R(syscall(SYS_timer_gettime, a, &s));
  R(settle(a, 0, 1, 0));
  R(settle(b, 0, -1, 0));
  // Nobody is told.
  int quiet = timer(CLOCK_MONOTONIC, SIGEV_NONE, 0, 0);
  V(quiet >= 0);
  R(settle(quiet, 0, 1, 0));
  do syscall(SYS_timer_gettime, quiet, &s);
  while (ns(s.it_value) > 1);
  R(settle(quiet, 0, 1000000, 1000000));
  R(syscall(SYS_timer_gettime, quiet, &s));
  V(ns(s.it_value) > 0 && ns(s.it_value) <= 1000000);
  // One thread.
  struct sigevent e;
  memset(&e, 0, sizeof e);
  e.sigev_notify = SIGEV_THREAD_ID;
  e.sigev_signo = SIGUSR1;
  ((int *)&e)[sizeof(e.sigev_value) / 4 + 2] = getpid();
  int one;
  R(syscall(SYS_timer_create, CLOCK_MONOTONIC, &e, &one));
  R(settle(one, 0, 1, 0));
  V(sigwaitinfo(&set, &info) == SIGUSR1);
  ((int *)&e)[sizeof(e.sigev_value) / 4 + 2] = 1;
  R(syscall(SYS_timer_create, CLOCK_MONOTONIC, &e, &one));
  R(timer(CLOCK_MONOTONIC, SIGEV_SIGNAL, 65, 0));
  R(timer(CLOCK_MONOTONIC, SIGEV_SIGNAL, 0, 0));
  R(timer(CLOCK_MONOTONIC, 9, SIGUSR1, 0));
  R(timer(1234, SIGEV_SIGNAL, SIGUSR1, 0));
  R(timer(CLOCK_MONOTONIC_RAW, SIGEV_SIGNAL, SIGUSR1, 0));
  R(timer(CLOCK_REALTIME_COARSE, SIGEV_SIGNAL, SIGUSR1, 0));
  R(syscall(SYS_timer_create, CLOCK_MONOTONIC, &e, NULL));
  // CPU time.
  int cpu = timer(CLOCK_PROCESS_CPUTIME_ID, SIGEV_SIGNAL, SIGUSR1, 3);
  int thread = timer(CLOCK_THREAD_CPUTIME_ID, SIGEV_SIGNAL, SIGUSR1, 4);
  R(settle(cpu, 0, 5000000, 0));
  do {
    burn();
    sigpending(&pending);
  } while (!sigismember(&pending, SIGUSR1));
  V(sigwaitinfo(&set, &info) == SIGUSR1);
  V(info.si_value.sival_int);
  R(settle(thread, 0, 5000000, 0));
  do {
    burn();
    sigpending(&pending);
  } while (!sigismember(&pending, SIGUSR1));
  V(sigwaitinfo(&set, &info) == SIGUSR1);
  V(info.si_value.sival_int);
  sigprocmask(SIG_UNBLOCK, &set, NULL);
}

static void intervals(void) {
  section("interval timers");
  catch(SIGALRM);
  catch(SIGVTALRM);
  catch(SIGPROF);
  struct itimerval t = {{0, 0}, {0, 1}}, old;
  count = 0;
  R(setitimer(ITIMER_REAL, &t, NULL));
  while (!count) {}
  V(last == SIGALRM);
  R(getitimer(ITIMER_REAL, &old));
  V(old.it_value.tv_sec + old.it_value.tv_usec);
  count = 0;
  t.it_value.tv_usec = 2000;
  R(setitimer(ITIMER_VIRTUAL, &t, NULL));
  while (!count) burn();
  V(last == SIGVTALRM);
  count = 0;
  R(setitimer(ITIMER_PROF, &t, NULL));
  while (!count) burn();
  V(last == SIGPROF);
  t.it_value.tv_sec = 100;
  t.it_interval.tv_sec = 7;
  R(setitimer(ITIMER_REAL, &t, NULL));
  t.it_value.tv_sec = t.it_interval.tv_sec = t.it_value.tv_usec = 0;
  R(setitimer(ITIMER_REAL, &t, &old));
  V(old.it_value.tv_sec >= 50);
  V(old.it_interval.tv_sec);
  R(setitimer(3, &t, NULL));
  t.it_value.tv_usec = 1000000;
  R(setitimer(ITIMER_REAL, &t, NULL));
  R(alarm(50));
  V(alarm(0) >= 20);
  R(alarm(0));
  // Not inherited by fork, kept by the parent.
  alarm(100);
  flush();
  if (fork() == 0) {
    R(alarm(0));
    flush();
    _exit(0);
  }
  wait(NULL);
  V(alarm(0) > 0);
}

static void *spinner(void *stop) {
  while (!*(volatile int *)stop) burn();
  return NULL;
}

static void clocks(void) {
  section("clocks");
  struct timespec t;
  R(clock_gettime(1234, &t));
  R(clock_getres(CLOCK_MONOTONIC, &t));
  V(ns(t));
  R(clock_getres(CLOCK_PROCESS_CPUTIME_ID, &t));
  V(ns(t));
  R(clock_getres(1234, &t));
  R(clock_getres(CLOCK_MONOTONIC, NULL));
  long long before = now(CLOCK_PROCESS_CPUTIME_ID);
  long long mine = now(CLOCK_THREAD_CPUTIME_ID);
  for (int i = 0; i < 50; i++) burn();
  V(now(CLOCK_PROCESS_CPUTIME_ID) > before);
  V(now(CLOCK_THREAD_CPUTIME_ID) > mine);
  V(now(CLOCK_THREAD_CPUTIME_ID) <= now(CLOCK_PROCESS_CPUTIME_ID));
  clockid_t self, parents;
  R(clock_getcpuclockid(getpid(), &self));
  V(now(self) >= before);
  V(now((~getpid() << 3) | 6) > 0);
  flush();
  int hold[2], out[2];
  if (pipe(hold) || pipe(out)) return;
  pid_t pid = fork();
  if (pid == 0) {
    char c;
    for (int i = 0; i < 50; i++) burn();
    close(hold[1]);
    (void)!write(out[1], "x", 1);
    (void)!read(hold[0], &c, 1);
    _exit(0);
  }
  char c;
  (void)!read(out[0], &c, 1);
  V(clock_getcpuclockid(pid, &parents) == 0);
  V(now(parents) > 0);
  // Another process's thread is none of our business.
  R(clock_gettime((~pid << 3) | 6, &t));
  close(hold[1]);
  struct rusage usage;
  V(wait4(pid, NULL, 0, &usage) == pid);
  V(usage.ru_utime.tv_sec * 1000000LL + usage.ru_utime.tv_usec + usage.ru_stime.tv_sec * 1000000LL + usage.ru_stime.tv_usec > 0);
  R(clock_gettime(parents, &t));
  t.tv_sec = 1;
  t.tv_nsec = 0;
  R(clock_settime(CLOCK_MONOTONIC, &t));
  R(clock_settime(CLOCK_PROCESS_CPUTIME_ID, &t));
  t.tv_nsec = -1;
  R(clock_settime(CLOCK_REALTIME, &t));
  struct rusage thread, all;
  R(getrusage(RUSAGE_THREAD, &thread));
  R(getrusage(RUSAGE_SELF, &all));
  V(all.ru_utime.tv_sec >= thread.ru_utime.tv_sec);
  R(getrusage(RUSAGE_CHILDREN, &all));
  R(getrusage(7, &all));
  struct tms tms;
  V(times(&tms) != -1);

  section("sleeping");
  struct timespec r = {0, 1000000}, left;
  long long start = now(CLOCK_MONOTONIC);
  V(clock_nanosleep(CLOCK_MONOTONIC, 0, &r, &left));
  V(now(CLOCK_MONOTONIC) - start >= 1000000);
  start = now(CLOCK_BOOTTIME) + 1000000;
  r.tv_sec = start / 1000000000;
  r.tv_nsec = start % 1000000000;
  V(clock_nanosleep(CLOCK_BOOTTIME, TIMER_ABSTIME, &r, NULL));
  V(now(CLOCK_BOOTTIME) >= start);
  V(clock_nanosleep(CLOCK_THREAD_CPUTIME_ID, 0, &r, NULL));
  V(syscall(SYS_clock_nanosleep, 1234, 0, &r, NULL) == -1 && errno == EINVAL);
  V(syscall(SYS_clock_nanosleep, CLOCK_MONOTONIC_RAW, 0, &r, NULL) == -1 && errno == EOPNOTSUPP);
  V(syscall(SYS_clock_nanosleep, CLOCK_MONOTONIC_COARSE, 0, &r, NULL) == -1 && errno == EOPNOTSUPP);
  r.tv_nsec = -1;
  V(clock_nanosleep(CLOCK_MONOTONIC, 0, &r, NULL));
  // The process's CPU time goes on because another thread works.
  volatile int stop = 0;
  pthread_t worker;
  pthread_create(&worker, NULL, spinner, (void *)&stop);
  r.tv_sec = 0;
  r.tv_nsec = 5000000;
  before = now(CLOCK_PROCESS_CPUTIME_ID);
  V(clock_nanosleep(CLOCK_PROCESS_CPUTIME_ID, 0, &r, NULL));
  V(now(CLOCK_PROCESS_CPUTIME_ID) - before >= 5000000);
  stop = 1;
  pthread_join(worker, NULL);
}

int main(void) {
  posix();
  intervals();
  clocks();
  return 0;
}
