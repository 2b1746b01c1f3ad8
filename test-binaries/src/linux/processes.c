// fork, vfork, clone, wait in all forms, process groups, sessions, stop and continue, resource use.
#include "t.h"
#include <pthread.h>

static volatile int shared_by_vfork;

static void exit_7(void) { _exit(7); }
static void exit_300(void) { _exit(300); }
static void aborts(void) { abort(); }
static void killed(void) { kill(getpid(), SIGKILL); }
static void termed(void) { raise(SIGTERM); }
static void segv(void) { *(volatile int *)0 = 1; }
static void pipe_signal(void) {
  int p[2];
  if (pipe(p)) _exit(1);
  close(p[0]);
  (void)!write(p[1], "x", 1);
}
static void alarm_signal(void) {
  alarm(1);
  pause();
}

static pthread_t second;
static volatile int leader_lives = 1;

static void *outlives_the_leader(void *arg) {
  while (leader_lives) sched_yield();
  syscall(SYS_exit, 7);
  return arg;
}

static void leader_first(void) {
  syscall(SYS_set_tid_address, &leader_lives);
  if (pthread_create(&second, 0, outlives_the_leader, 0)) _exit(1);
  syscall(SYS_exit, 3);
}

static void waited(const char *what, pid_t pid, int options) {
  int status = 0;
  pid_t r = waitpid(pid, &status, options);
  printf("%s: ", what);
  if (r < 0) printf("%s\n", errname(errno));
  else if (r == 0) printf("nothing yet\n");
  else if (WIFEXITED(status)) printf("exit %d\n", WEXITSTATUS(status));
  else if (WIFSIGNALED(status)) printf("signal %d\n", WTERMSIG(status));
  else if (WIFSTOPPED(status)) printf("stopped %d\n", WSTOPSIG(status));
  else if (WIFCONTINUED(status)) printf("continued\n");
}

static void info_line(const char *what, int r, const siginfo_t *i, pid_t pid) {
  if (r) printf("%s: %s\n", what, errname(errno));
  else printf("%s: signo %d code %d status %d pid %s\n", what, i->si_signo, i->si_code, i->si_status,
              i->si_pid == pid ? "child" : i->si_pid ? "other" : "0");
}

static pid_t sleeper(void) {
  flush();
  pid_t pid = fork();
  if (pid == 0)
    for (;;) pause();
  return pid;
}

static int vforker(void) {
  pid_t pid = vfork();
  if (pid == 0) {
    shared_by_vfork = 42;
    _exit(3);
  }
  return pid;
}

static int clone_child(void *arg) {
  *(int *)arg += 5;
  return 9;
}

int main(void) {
  int status, p[2];
  char b[32];
  setvbuf(stdout, 0, _IOFBF, 8192);

  section("ends");
  in_child("exit 7", exit_7);
  in_child("exit 300", exit_300);
  in_child("abort", aborts);
  in_child("kill", killed);
  in_child("term", termed);
  in_child("segv", segv);
  in_child("pipe", pipe_signal);
  in_child("alarm", alarm_signal);
  R(waitpid(-1, &status, 0));
  R(waitpid(-1, &status, WNOHANG));
  R(wait4(1, &status, 0, 0));
  R(waitpid(-1, &status, 0x8000));

  section("fork");
  int mine = 1;
  R(pipe(p));
  flush();
  pid_t parent = getpid();
  pid_t pid = fork();
  if (pid == 0) {
    mine = 2;
    int ok = getppid() == parent && getpid() != parent && write(p[1], "from child", 10) == 10;
    _exit(ok ? mine : 99);
  }
  R(read(p[0], b, sizeof b));
  waited("child", pid, 0);
  V(mine);
  close(p[0]);
  close(p[1]);
  {
    // three generations, and many children at once
    flush();
    pid_t a = fork();
    if (a == 0) {
      pid_t c = fork();
      if (c == 0) _exit(11);
      waitpid(c, &status, 0);
      _exit(WEXITSTATUS(status) + 1);
    }
    waited("grandchild + 1", a, 0);
    pid_t many[30];
    int sum = 0;
    for (int i = 0; i < 30; i++)
      if ((many[i] = fork()) == 0) _exit(i);
    for (int i = 29; i >= 0; i--) {
      waitpid(many[i], &status, 0);
      sum += WEXITSTATUS(status);
    }
    V(sum);
  }

  section("threads that exit one by one");
  in_child("the last one's status counts", leader_first);

  section("vfork and clone");
  pid = vforker();
  V(shared_by_vfork);
  waited("vforked", pid, 0);
  {
    static char stack[65536];
    int value = 1;
    pid = clone(clone_child, stack + sizeof stack, CLONE_VM | CLONE_VFORK | SIGCHLD, &value);
    V(value);
    waited("cloned sharing memory", pid, 0);
    pid = clone(clone_child, stack + sizeof stack, SIGCHLD, &value);
    waited("cloned like fork", pid, 0);
    V(value);
    pid = clone(clone_child, stack + sizeof stack, CLONE_FILES | CLONE_FS, &value);
    R(waitpid(pid, &status, 0));
    R(waitpid(pid, &status, __WCLONE) == pid ? 0 : -1);
    V(WEXITSTATUS(status));
    R(syscall(SYS_clone, CLONE_THREAD, 0, 0, 0, 0));
    R(syscall(SYS_clone, CLONE_SIGHAND, 0, 0, 0, 0));
  }

  section("waitid");
  siginfo_t info;
  memset(&info, 0, sizeof info);
  pid = sleeper();
  info.si_pid = 5;
  int r = waitid(P_PID, pid, &info, WEXITED | WNOHANG);
  info_line("running", r, &info, pid);
  kill(pid, SIGSTOP);
  r = waitid(P_PID, pid, &info, WSTOPPED);
  info_line("stopped", r, &info, pid);
  kill(pid, SIGCONT);
  r = waitid(P_PID, pid, &info, WCONTINUED);
  info_line("continued", r, &info, pid);
  kill(pid, SIGUSR1);
  r = waitid(P_PID, pid, &info, WEXITED | WNOWAIT);
  info_line("killed, left", r, &info, pid);
  r = waitid(P_ALL, 0, &info, WEXITED);
  info_line("killed, taken", r, &info, pid);
  r = waitid(P_PID, pid, &info, WEXITED);
  info_line("gone", r, &info, pid);
  r = waitid(P_PID, pid, &info, 0);
  info_line("no option", r, &info, pid);

  section("stop and continue");
  pid = sleeper();
  waited("running", pid, WNOHANG);
  kill(pid, SIGSTOP);
  waited("untraced", pid, WUNTRACED);
  waited("again", pid, WUNTRACED | WNOHANG);
  kill(pid, SIGTERM);  // stays pending while it is stopped
  waited("stopped has a pending SIGTERM", pid, WNOHANG);
  kill(pid, SIGCONT);
  waited("after SIGCONT", pid, 0);

  section("groups and sessions");
  V(getpgrp() == getpgid(0));
  V(getsid(0) == getsid(getpid()));
  R(getpgid(0x3fffffff));
  R(setpgid(0x3fffffff, 0));
  R(setpgid(0, -1));
  R(setpgid(-1, 0));
  pid = sleeper();
  R(setpgid(pid, pid));
  V(getpgid(pid) == pid);
  pid_t second = sleeper();
  R(setpgid(second, pid));
  V(getpgid(second) == pid);
  V(getsid(pid) == getsid(0));
  R(kill(-pid, SIGTERM));
  waited("first of the group", pid, 0);
  V(waitpid(-pid, &status, 0) == second);
  R(waitpid(-pid, &status, 0));
  R(kill(-pid, 0));
  R(kill(0x3fffffff, 0));
  R(kill(getpid(), 0));
  R(kill(getpid(), 65));
  flush();
  if ((pid = fork()) == 0) {
    int ok = setsid() == getpid() && getpgrp() == getpid() && getsid(0) == getpid();
    errno = 0;
    ok = ok && setsid() == -1 && errno == EPERM;
    errno = 0;
    ok = ok && setpgid(0, 0) == -1 && errno == EPERM;
    ok = ok && open("/dev/tty", O_RDWR) < 0 && errno == ENXIO;
    // The first terminal that it opens is its own.
    int master = posix_openpt(O_RDWR | O_NOCTTY);
    if (master >= 0 && unlockpt(master) == 0) {
      int slave = open(ptsname(master), O_RDWR);
      int tty = open("/dev/tty", O_RDWR);
      char typed[8];
      ok = ok && slave >= 0 && tty >= 0 && write(tty, "hello", 5) == 5;
      ok = ok && read(master, typed, 8) == 5 && !memcmp(typed, "hello", 5);
      signal(SIGHUP, SIG_IGN);
      ok = ok && ioctl(tty, TIOCNOTTY) == 0;
      ok = ok && open("/dev/tty", O_RDWR) < 0 && errno == ENXIO;
    }
    _exit(ok ? 21 : 22);
  }
  waited("session leader", pid, 0);

  section("orphans and use");
  R(pipe(p));
  flush();
  if ((pid = fork()) == 0) {
    pid_t parent = getpid();
    if (fork() == 0) {
      while (getppid() == parent) usleep(1000);
      (void)!write(p[1], "adopted", 7);
      _exit(0);
    }
    usleep(20000);
    _exit(0);
  }
  waitpid(pid, &status, 0);
  R(read(p[0], b, sizeof b));
  struct rusage use;
  R(getrusage(RUSAGE_SELF, &use));
  V(use.ru_maxrss > 0);
  R(getrusage(RUSAGE_CHILDREN, &use));
  R(getrusage(99, &use));
  flush();
  if ((pid = fork()) == 0) {
    volatile unsigned x = 0;
    struct timespec t;
    do
      for (int i = 0; i < 100000; i++) x += (unsigned)i;
    while (clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &t), t.tv_sec == 0 && t.tv_nsec < 30000000);
    _exit(0);
  }
  V(wait4(pid, &status, 0, &use) == pid);
  V(use.ru_utime.tv_sec * 1000000 + use.ru_utime.tv_usec + use.ru_stime.tv_usec >= 20000);
  return 0;
}
