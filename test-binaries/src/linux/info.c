// Time, limits, names, random numbers, scheduling, prctl, auxv and /proc as a program sees them.
#include "t.h"
#include <sys/auxv.h>
#include <sys/prctl.h>
#include <sys/random.h>
#include <sys/sysinfo.h>
#include <sys/times.h>
#include <sys/utsname.h>

static long slurp(const char *name, char *b, long size) {
  int fd = open(name, O_RDONLY);
  if (fd < 0) return -1;
  long n = 0, got;
  while (n < size - 1 && (got = read(fd, b + n, (size_t)(size - 1 - n))) > 0) n += got;
  b[n] = 0;
  close(fd);
  return n;
}

static int has(const char *text, const char *line) { return strstr(text, line) != 0; }

static long long ns(struct timespec t) { return t.tv_sec * 1000000000LL + t.tv_nsec; }

// In a child: the limit holds for standard output, too.
static void file_size_limit(void) {
  static char b[1500];
  struct rlimit r = {1000, RLIM_INFINITY};
  int fd = open("limited", O_CREAT | O_RDWR, 0600), failed = 0;
  failed |= setrlimit(RLIMIT_FSIZE, &r) != 0;
  signal(SIGXFSZ, SIG_IGN);
  failed |= (write(fd, b, 1500) != 1000) << 1;
  failed |= (write(fd, b, 1) != -1 || errno != EFBIG) << 2;
  failed |= (ftruncate(fd, 2000) != -1 || errno != EFBIG) << 3;
  if (failed) _exit(failed);
  signal(SIGXFSZ, SIG_DFL);
  (void)!write(fd, b, 1);
  _exit(64);
}

int main(int argc, char **argv) {
  static char b[65536];
  struct timespec a, z, req;
  (void)argc;

  section("time");
  R(clock_gettime(CLOCK_MONOTONIC, &a));
  req = (struct timespec){0, 5000000};
  R(nanosleep(&req, 0));
  R(clock_gettime(CLOCK_MONOTONIC, &z));
  V(ns(z) - ns(a) >= 5000000 && ns(z) - ns(a) < 5000000000LL);
  R(clock_gettime(CLOCK_REALTIME, &a));
  V(llabs((long long)a.tv_sec - (long long)time(0)) <= 1);
  struct timeval tv;
  R(gettimeofday(&tv, 0));
  V(llabs((long long)tv.tv_sec - (long long)a.tv_sec) <= 1);
  V(a.tv_sec > 1600000000);
  R(clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &a));
  R(clock_gettime(CLOCK_THREAD_CPUTIME_ID, &a));
  R(clock_gettime(CLOCK_BOOTTIME, &a));
  R(clock_gettime(CLOCK_MONOTONIC_COARSE, &a));
  R(clock_gettime(99, &a));
  R(clock_getres(CLOCK_MONOTONIC, &a));
  V(a.tv_nsec);
  clock_gettime(CLOCK_MONOTONIC, &z);
  z.tv_nsec += 3000000;
  if (z.tv_nsec >= 1000000000) z.tv_sec++, z.tv_nsec -= 1000000000;
  V(clock_nanosleep(CLOCK_MONOTONIC, TIMER_ABSTIME, &z, 0));
  clock_gettime(CLOCK_MONOTONIC, &a);
  V(ns(a) >= ns(z));
  V(clock_nanosleep(CLOCK_MONOTONIC, TIMER_ABSTIME, &z, 0));
  req.tv_nsec = 1000000000;
  R(nanosleep(&req, 0));
  req.tv_nsec = -5;
  R(nanosleep(&req, 0));
  struct tms tms;
  V(times(&tms) != (clock_t)-1);
  time_t day = 1234567890;
  struct tm tm;
  gmtime_r(&day, &tm);
  strftime(b, 100, "%Y-%m-%d %H:%M:%S %j %a", &tm);
  S(b);
  timer_t timer;
  R(timer_create(CLOCK_MONOTONIC, &(struct sigevent){.sigev_notify = SIGEV_NONE}, &timer));
  struct itimerspec it = {{0, 0}, {100, 0}};
  R(timer_settime(timer, 0, &it, 0));
  R(timer_gettime(timer, &it));
  V(it.it_value.tv_sec == 99 || it.it_value.tv_sec == 100);
  R(timer_delete(timer));

  section("limits");
  struct rlimit r;
  R(getrlimit(RLIMIT_NOFILE, &r));
  r.rlim_cur = 64;
  for (int i = 3; i < 64; i++) close(i);
  R(setrlimit(RLIMIT_NOFILE, &r));
  R(getrlimit(RLIMIT_NOFILE, &r));
  V(r.rlim_cur);
  R(dup2(0, 63));
  R(dup2(0, 64));
  R(fcntl(0, F_DUPFD, 64));
  close(63);
  {
    int n = 0;
    while (dup(0) >= 0) n++;
    V(n);
    V(errno == EMFILE);
    for (int i = 3; i < 64; i++) close(i);
  }
  r.rlim_cur = 10, r.rlim_max = 5;
  R(setrlimit(RLIMIT_NOFILE, &r));
  R(getrlimit(99, &r));
  r = (struct rlimit){0, 0};
  R(setrlimit(RLIMIT_CORE, &r));
  R(prlimit(getpid(), RLIMIT_CORE, 0, &r));
  V(r.rlim_max);
  in_child("file size", file_size_limit);
  int fd;

  section("names and numbers");
  struct utsname u;
  R(uname(&u));
  S(u.sysname);
#ifdef __arm__
  printf("machine %s\n", u.machine);
#else
  printf("machine armv7l\n");
#endif
  V(u.release[0] >= '2' && strchr(u.release, '.') != 0);
  struct sysinfo si;
  R(sysinfo(&si));
  V(si.totalram > 0 && si.mem_unit > 0 && si.procs > 0);
  R(getrandom(b, 32, 0));
  R(getrandom(b, 16, GRND_NONBLOCK));
  R(getrandom(b, 16, 0xff));
  V(getpid() > 0 && getppid() >= 0);
  V(getuid() == geteuid() && getgid() == getegid());
  uid_t ids[3];
  R(getresuid(&ids[0], &ids[1], &ids[2]));
  V(ids[0] == getuid());
  V(getgroups(0, 0) >= 0);
  R(sched_yield());
  cpu_set_t set;
  V(sched_getaffinity(0, sizeof set, &set) >= 0 && CPU_COUNT(&set) > 0);
  R(sched_getaffinity(-1, sizeof set, &set));
  R(sched_getaffinity(-1, 1, &set));
  R(sched_setaffinity(-1, sizeof set, &set));
  R(sched_getscheduler(0) == 0 || errno == ENOSYS ? 0 : -1);
  R(getpriority(PRIO_PROCESS, 0));
  unsigned cpu;
  V(syscall(SYS_getcpu, &cpu, 0, 0));
  R(syscall(SYS_personality, 0xffffffff));
  R(prctl(PR_SET_NAME, "renamed-process"));
  char name[20] = "";
  R(prctl(PR_GET_NAME, name));
  S(name);
  R(prctl(PR_GET_DUMPABLE));
  R(prctl(PR_SET_PDEATHSIG, SIGUSR1));
  int sig = 0;
  R(prctl(PR_GET_PDEATHSIG, &sig));
  V(sig == SIGUSR1);
  R(prctl(9999));
  R(syscall(SYS_sync));
  R(syscall(SYS_set_tid_address, &sig) == getpid() ? 0 : -1);
  R(syscall(SYS_gettid) == getpid() ? 0 : -1);
  R(setpriority(PRIO_PROCESS, 0, 1));
  R(getpriority(PRIO_PROCESS, 0));

  section("auxv");
  V(getauxval(AT_PAGESZ));
  V(getauxval(AT_CLKTCK));
  V(getauxval(AT_UID) == getuid());
  V(getauxval(AT_RANDOM) != 0);
  V(getauxval(AT_SECURE));
  V(getauxval(AT_PHNUM) > 0);
#ifdef __arm__
  S((char *)getauxval(AT_PLATFORM));
  // SWP HALF THUMB FAST_MULT VFP EDSP TLS and more: what every ARMv7 Linux says
  printf("hwcap %lx\n", getauxval(AT_HWCAP) & 0x80d6);
#else
  printf("(char *)getauxval(AT_PLATFORM): \"v7l\"\nhwcap 80d6\n");
#endif

  section("proc");
  const char *base = strrchr(argv[0], '/') ? strrchr(argv[0], '/') + 1 : argv[0];
  long n = readlink("/proc/self/exe", b, sizeof b - 1);
  b[n > 0 ? n : 0] = 0;
  V(strcmp(strrchr(b, '/') + 1, base));
  n = slurp("/proc/self/cmdline", b, sizeof b);
  V(n == (long)strlen(argv[0]) + 1 && !strcmp(b, argv[0]));
  R(slurp("/proc/self/comm", b, sizeof b));
  S(b);
  V(slurp("/proc/self/maps", b, sizeof b) > 0);
  V(has(b, "[stack]"));
  V(has(b, "[heap]") || sbrk(4096) != 0);
  V(has(b, base));
  V(has(b, "r-xp"));
  V(slurp("/proc/self/status", b, sizeof b) > 0);
  V(has(b, "Name:\trenamed-process\n"));
  char line[40];
  snprintf(line, sizeof line, "\nPid:\t%d\n", getpid());
  V(has(b, line));
  snprintf(line, sizeof line, "\nPPid:\t%d\n", getppid());
  V(has(b, line));
  V(has(b, "\nVmSize:") && has(b, "\nThreads:\t1\n") && has(b, "\nSigBlk:\t0000000000000000\n"));
  V(slurp("/proc/self/stat", b, sizeof b) > 0);
  V(atoi(b) == getpid() && has(b, "(renamed-process) R "));
  snprintf(line, sizeof line, "/proc/%d/stat", getpid());
  static char c[4096];
  V(slurp(line, c, sizeof c) > 0 && !strncmp(b, c, 20));
  V(slurp("/proc/self/auxv", b, sizeof b) / (2 * (long)sizeof(long)) > 10);
  // The strings lie one behind the other; how many there are is the caller's affair.
  long environment = slurp("/proc/self/environ", b, sizeof b);
  V(environment > 0 && !memcmp(b, environ[0], environment));
  V(slurp("/proc/cpuinfo", b, sizeof b) > 0);
#ifdef __arm__
  V(has(b, "Features\t:") && has(b, "CPU architecture: 7") && has(b, "vfpv3"));
#else
  printf("has(b, \"Features\\t:\") && has(b, \"CPU architecture: 7\") && has(b, \"vfpv3\"): 1\n");
#endif
  fd = open("/proc/self/fd", O_RDONLY | O_DIRECTORY);
  V(fd >= 0);
  close(fd);
  fd = open("limited", O_RDONLY);
  snprintf(line, sizeof line, "/proc/self/fd/%d", fd);
  n = readlink(line, b, sizeof b - 1);
  b[n > 0 ? n : 0] = 0;
  V(strcmp(strrchr(b, '/'), "/limited"));
  V(open(line, O_RDONLY) > fd);
  n = readlink("/proc/self/cwd", b, sizeof b - 1);
  b[n > 0 ? n : 0] = 0;
  V(strcmp(b, getcwd(c, sizeof c)));
  V(readlink("/proc/self", b, sizeof b) > 0 && atoi(b) == getpid());
  V(slurp("/proc/meminfo", b, sizeof b) > 0 && has(b, "MemTotal:"));
  V(slurp("/proc/uptime", b, sizeof b) > 0);
  V(slurp("/proc/sys/kernel/osrelease", b, sizeof b) > 0);
  V(slurp("/proc/self/task/self", b, sizeof b));
  TIDY_UP("limited");
  return 0;
}
