// ptrace: stops, requests, events, signals, what waits see, and the end of tracers and tracees.
#include "t.h"
#include "tracer.h"
#include <pthread.h>

static long peek(pid_t pid, void *address) {
  errno = 0;
  return ptrace(PTRACE_PEEKDATA, pid, address, 0);
}

// As raise, which may block signals meanwhile.
static void send(int sig) { syscall(SYS_tgkill, getpid(), syscall(SYS_gettid), sig); }
static void stop(void) { send(SIGSTOP); }

// A child that is traced and has stopped itself.
static pid_t traced(void (*body)(void)) {
  flush();
  pid_t pid = fork();
  if (pid == 0) {
    if (ptrace(PTRACE_TRACEME, 0, 0, 0)) _exit(99);
    stop();
    body();
    _exit(7);
  }
  wait_for("child", pid);
  return pid;
}

// A child that nobody traces yet; it has said that it runs.
static int ready[2], gate[2];
static pid_t untraced(void (*body)(void)) {
  char c;
  flush();
  R(pipe(ready));
  R(pipe(gate));
  pid_t pid = fork();
  if (pid == 0) {
    write(ready[1], "r", 1);
    body();
    _exit(7);
  }
  read(ready[0], &c, 1);
  return pid;
}
static void done(void) {
  close(ready[0]), close(ready[1]), close(gate[0]), close(gate[1]);
}

static long word = 0x11223344;
static void calls(void) {
  getppid();
  if (syscall(SYS_getppid) != 42) _exit(1);
  if (syscall(SYS_getppid) != -1 || errno != EINVAL) _exit(2);
  if (syscall(SYS_getsid, 0) != getpid()) _exit(3);
  if (word != 0x55667788) _exit(4);
}

static const char *op(int pid, struct ptrace_syscall_info *info) {
  static const char *const ops[] = {"none", "entry", "exit", "seccomp"};
  memset(info, 0xee, sizeof *info);
  long size = ptrace(PTRACE_GET_SYSCALL_INFO, pid, (void *)sizeof *info, info);
  return size < 0 ? errname(errno) : ops[info->op];
}

static void system_calls(void) {
  section("system calls");
  pid_t pid = traced(calls);
  struct ptrace_syscall_info info;
  siginfo_t si;
  R(ptrace(PTRACE_SETOPTIONS, pid, 0, (void *)PTRACE_O_TRACESYSGOOD));
  R(ptrace(PTRACE_SETOPTIONS, pid, 0, (void *)0x40000000));
  printf("info %s\n", op(pid, &info));
  int nth = 0, changed = 0, status;
  for (;;) {
    ptrace(PTRACE_SYSCALL, pid, 0, 0);
    if (waitpid(pid, &status, 0) != pid) break;
    if (!WIFSTOPPED(status) || WSTOPSIG(status) != (SIGTRAP | 0x80)) break;
    const char *what = op(pid, &info);
    unsigned long message;
    if (info.op == PTRACE_SYSCALL_INFO_ENTRY && info.entry.nr == SYS_getppid) nth++;
    if (nth == 0) continue;
    memset(&si, 0, sizeof si);
    R(ptrace(PTRACE_GETSIGINFO, pid, 0, &si));
    R(ptrace(PTRACE_GETEVENTMSG, pid, 0, &message));
    printf("%d %s signo %d code %x message %lu", nth, what, si.si_signo, si.si_code, message);
    if (info.op == PTRACE_SYSCALL_INFO_ENTRY)
      printf(" getppid %d getsid %d exit %d\n", info.entry.nr == SYS_getppid, info.entry.nr == SYS_getsid,
             info.entry.nr == SYS_exit_group);
    else if (nth == 2) printf(" skipped\n");
    else printf(" error %d\n", info.exit.is_error);
    regs_t regs;
    get_regs(pid, &regs);
    if (info.op == PTRACE_SYSCALL_INFO_ENTRY && nth == 2) R(set_syscall(pid, -1));
    if (info.op == PTRACE_SYSCALL_INFO_EXIT && nth == 2) RESULT(regs) = 42, R(set_regs(pid, &regs));
    if (info.op == PTRACE_SYSCALL_INFO_EXIT && nth == 3 && !changed++) RESULT(regs) = -EINVAL, R(set_regs(pid, &regs));
    if (info.op == PTRACE_SYSCALL_INFO_ENTRY && nth == 3 && info.entry.nr == SYS_getsid) {
      R(set_syscall(pid, SYS_getpid));
      printf("word %lx\n", peek(pid, &word));
      R(ptrace(PTRACE_POKEDATA, pid, &word, (void *)0x55667788));
    }
  }
  tell("child", status);
  R(ptrace(PTRACE_CONT, pid, 0, 0));
}

static void nothing(void) {}
static void forks(void) {
  pid_t pid = fork();
  if (pid == 0) _exit(3);
  int status;
  waitpid(pid, &status, 0);
  pid = vfork();
  if (pid == 0) _exit(4);
  waitpid(pid, &status, 0);
}

static void events(int options, void (*body)(void)) {
  pid_t pid = traced(body), child = 0;
  R(ptrace(PTRACE_SETOPTIONS, pid, 0, (void *)(long)options));
  ptrace(PTRACE_CONT, pid, 0, 0);
  int status, live = 1;
  while (live > 0) {
    // One at a time, so that the order does not vary: the new child first.
    pid_t who = child ? child : pid;
    if (waitpid(who, &status, __WALL) != who) break;
    int sig = 0, event = status >> 16;
    unsigned long message = 0;
    if (WIFSTOPPED(status) && WSTOPSIG(status) == SIGCHLD) {
      ptrace(PTRACE_CONT, who, 0, (void *)SIGCHLD);
      continue;
    }
    tell(who == pid ? "parent" : "  child", status);
    if (event) {
      ptrace(PTRACE_GETEVENTMSG, who, 0, &message);
      if (event == PTRACE_EVENT_FORK || event == PTRACE_EVENT_VFORK || event == PTRACE_EVENT_CLONE) child = message, live++;
      if (event == PTRACE_EVENT_VFORK_DONE) printf("same child %d\n", (pid_t)message > 0);
      if (event == PTRACE_EVENT_EXIT) printf("exit status %lx\n", message);
      if (event == PTRACE_EVENT_EXEC) printf("exec by %s\n", (pid_t)message == pid ? "leader" : "thread");
    }
    if (!WIFSTOPPED(status)) {
      live--;
      if (who == child) child = 0;
      continue;
    }
    // The parent of a vfork goes on only with its child.
    if (event == PTRACE_EVENT_FORK || event == PTRACE_EVENT_VFORK || event == PTRACE_EVENT_CLONE) {
      ptrace(PTRACE_CONT, who, 0, 0);
      continue;
    }
    ptrace(PTRACE_CONT, who, 0, (void *)(long)sig);
  }
}

static int handled;
static void count(int sig) { handled = handled * 100 + sig; }
static void signalled(void) {
  signal(SIGUSR1, count);
  signal(SIGUSR2, count);
  send(SIGUSR1);
  send(SIGUSR1);
  send(SIGUSR1);
  signal(SIGUSR1, SIG_IGN);
  send(SIGUSR1);
  _exit(handled == 1012 ? 0 : 1);
}

static void signals(void) {
  section("signals");
  pid_t pid = traced(signalled);
  siginfo_t si;
  ptrace(PTRACE_CONT, pid, 0, 0);
  wait_for("first", pid);
  R(ptrace(PTRACE_GETSIGINFO, pid, 0, &si));
  printf("signo %d code %d own %d\n", si.si_signo, si.si_code, si.si_pid == pid);
  R(ptrace(PTRACE_CONT, pid, 0, (void *)SIGUSR1));
  wait_for("dropped", pid);
  R(ptrace(PTRACE_CONT, pid, 0, 0));
  wait_for("changed", pid);
  R(ptrace(PTRACE_CONT, pid, 0, (void *)SIGUSR2));
  wait_for("ignored ones are seen", pid);
  R(ptrace(PTRACE_CONT, pid, 0, (void *)SIGUSR1));
  wait_for("end", pid);

  pid = traced(nothing);
  R(ptrace(PTRACE_CONT, pid, 0, (void *)99));
  R(ptrace(PTRACE_CONT, pid, 0, (void *)SIGTERM));
  wait_for("injected into the SIGSTOP stop", pid);
}

static void masks(void) {
  section("masks and queues");
  pid_t pid = traced(nothing);
  uint64_t mask = 0;
  R(ptrace(PTRACE_GETSIGMASK, pid, (void *)8, &mask));
  V(mask);
  mask = 1ull << (SIGUSR1 - 1) | 1ull << (SIGKILL - 1) | 1ull << (SIGUSR2 - 1);
  R(ptrace(PTRACE_SETSIGMASK, pid, (void *)8, &mask));
  R(ptrace(PTRACE_GETSIGMASK, pid, (void *)8, &mask));
  V(mask);
  R(ptrace(PTRACE_GETSIGMASK, pid, (void *)4, &mask));
  kill(pid, SIGUSR1);
  syscall(SYS_tkill, pid, SIGUSR2);
  siginfo_t si[4];
  struct ptrace_peeksiginfo_args args = {0, 0, 4};
  R(ptrace(PTRACE_PEEKSIGINFO, pid, &args, si));
  printf("private %d\n", si[0].si_signo);
  args.flags = PTRACE_PEEKSIGINFO_SHARED;
  R(ptrace(PTRACE_PEEKSIGINFO, pid, &args, si));
  printf("shared %d\n", si[0].si_signo);
  args.flags = 2;
  R(ptrace(PTRACE_PEEKSIGINFO, pid, &args, si));
  R(ptrace(PTRACE_KILL, pid, 0, 0));
  wait_for("end", pid);
}

static void errors(void) {
  section("errors");
  R(ptrace(PTRACE_ATTACH, 999999, 0, 0));
  R(ptrace(PTRACE_ATTACH, getpid(), 0, 0));
  R(ptrace(PTRACE_CONT, 1, 0, 0));
  pid_t pid = traced(nothing);
  R(ptrace(PTRACE_ATTACH, pid, 0, 0));
  R(ptrace(PTRACE_SEIZE, pid, 0, 0));
  R(ptrace(PTRACE_LISTEN, pid, 0, 0));
  R(ptrace(PTRACE_INTERRUPT, pid, 0, 0));
  R(ptrace(PTRACE_GETREGSET, pid, (void *)0x12345, 0));
  struct iovec io = {&pid, 3};
  R(ptrace(PTRACE_GETREGSET, pid, (void *)NT_PRSTATUS, &io));
  R(ptrace(PTRACE_PEEKDATA, pid, (void *)16, 0));
  R(ptrace(PTRACE_POKEDATA, pid, (void *)16, 0));
  R(ptrace(0x1234, pid, 0, 0));
  R(ptrace(PTRACE_CONT, pid, 0, 0));
  wait_for("end", pid);
}

static void sleeps(void) {
  char c;
  while (read(gate[0], &c, 1) != 1 && errno == EINTR) handled++;
  _exit(c == 'q' ? 5 : 6);
}

static int tracer_of(pid_t pid) {
  char path[40], line[200];
  int tracer = -1;
  snprintf(path, sizeof path, "/proc/%d/status", pid);
  FILE *f = fopen(path, "r");
  while (f && fgets(line, sizeof line, f)) sscanf(line, "TracerPid: %d", &tracer);
  if (f) fclose(f);
  return tracer;
}

static void attached(void) {
  section("attach");
  pid_t pid = untraced(sleeps);
  V(tracer_of(pid));
  R(ptrace(PTRACE_ATTACH, pid, 0, 0));
  wait_for("attached", pid);
  V(tracer_of(pid) == getpid());
  V(state_of(pid));
  // The read goes on by itself.
  R(ptrace(PTRACE_CONT, pid, 0, 0));
  R(kill(pid, SIGSTOP));
  wait_for("delivery of SIGSTOP", pid);
  siginfo_t si;
  R(ptrace(PTRACE_GETSIGINFO, pid, 0, &si));
  R(ptrace(PTRACE_CONT, pid, 0, (void *)SIGSTOP));
  wait_for("group stop", pid);
  R(ptrace(PTRACE_GETSIGINFO, pid, 0, &si));
  R(ptrace(PTRACE_CONT, pid, 0, 0));
  R(kill(pid, SIGCONT));
  wait_for("delivery of SIGCONT", pid);
  R(ptrace(PTRACE_DETACH, pid, 0, (void *)SIGCONT));
  V(tracer_of(pid));
  write(gate[1], "q", 1);
  wait_for("end", pid);
  done();

  section("attach to a stopped one");
  pid = untraced(sleeps);
  kill(pid, SIGSTOP);
  int status;
  R(waitpid(pid, &status, WUNTRACED) == pid);
  tell("parent", status);
  R(ptrace(PTRACE_ATTACH, pid, 0, 0));
  wait_for("attached", pid);
  R(ptrace(PTRACE_DETACH, pid, 0, 0));
  while (state_of(pid) != 'T') usleep(1000);
  kill(pid, SIGCONT);
  write(gate[1], "q", 1);
  wait_for("end", pid);
  done();
}

static void seized(void) {
  section("seize");
  siginfo_t si;
  pid_t pid = untraced(sleeps);
  R(ptrace(PTRACE_SEIZE, pid, 1, 0));
  R(ptrace(PTRACE_SEIZE, pid, 0, 0));
  R(ptrace(PTRACE_INTERRUPT, pid, 0, 0));
  wait_for("interrupted", pid);
  R(ptrace(PTRACE_GETSIGINFO, pid, 0, &si));
  printf("signo %d code %x\n", si.si_signo, si.si_code);
  R(ptrace(PTRACE_CONT, pid, 0, 0));
  kill(pid, SIGSTOP);
  wait_for("delivery", pid);
  R(ptrace(PTRACE_CONT, pid, 0, (void *)SIGSTOP));
  wait_for("group stop", pid);
  R(ptrace(PTRACE_GETSIGINFO, pid, 0, &si));
  printf("signo %d code %x\n", si.si_signo, si.si_code);
  R(ptrace(PTRACE_LISTEN, pid, 0, 0));
  R(ptrace(PTRACE_CONT, pid, 0, 0));
  int status;
  R(waitpid(pid, &status, WNOHANG | __WALL));
  kill(pid, SIGCONT);
  // Ends the listening, and then the signal itself is delivered.
  wait_for("trap", pid);
  R(ptrace(PTRACE_CONT, pid, 0, 0));
  wait_for("delivery", pid);
  R(ptrace(PTRACE_CONT, pid, 0, (void *)SIGCONT));
  R(ptrace(PTRACE_INTERRUPT, pid, 0, 0));
  wait_for("interrupted", pid);
  R(ptrace(PTRACE_DETACH, pid, 0, 0));
  write(gate[1], "q", 1);
  wait_for("end", pid);
  done();

  section("interrupt a listener");
  pid = untraced(sleeps);
  R(ptrace(PTRACE_SEIZE, pid, 0, 0));
  kill(pid, SIGSTOP);
  wait_for("delivery", pid);
  R(ptrace(PTRACE_CONT, pid, 0, (void *)SIGSTOP));
  wait_for("group stop", pid);
  R(ptrace(PTRACE_LISTEN, pid, 0, 0));
  R(ptrace(PTRACE_INTERRUPT, pid, 0, 0));
  wait_for("interrupted", pid);
  R(ptrace(PTRACE_DETACH, pid, 0, 0));
  kill(pid, SIGKILL);
  wait_for("end", pid);
  done();
}

static void waiter_of(pid_t target, int options) {
  // A tracer that ends without a word.
  pid_t tracer = fork();
  if (tracer == 0) {
    if (ptrace(PTRACE_SEIZE, target, 0, (void *)(long)options)) _exit(1);
    ptrace(PTRACE_INTERRUPT, target, 0, 0);
    int status;
    if (waitpid(target, &status, __WALL) != target) _exit(2);
    _exit(0);
  }
  wait_for("tracer", tracer);
}

static void ends(void) {
  section("the tracer ends");
  pid_t pid = untraced(sleeps);
  waiter_of(pid, 0);
  V(tracer_of(pid));
  write(gate[1], "q", 1);
  wait_for("end", pid);
  done();
  section("with EXITKILL");
  pid = untraced(sleeps);
  waiter_of(pid, PTRACE_O_EXITKILL);
  wait_for("end", pid);
  done();

  section("a tracer that is not the parent waits first");
  pid = untraced(sleeps);
  int to[2], from[2];
  R(pipe(to));
  R(pipe(from));
  flush();
  pid_t tracer = fork();
  char c;
  if (tracer == 0) {
    ptrace(PTRACE_SEIZE, pid, 0, 0);
    write(from[1], "s", 1);
    read(to[0], &c, 1);
    int status;
    waitpid(pid, &status, __WALL);
    tell("tracer saw", status);
    fflush(stdout);
    _exit(0);
  }
  read(from[0], &c, 1);
  write(gate[1], "q", 1);
  int status;
  siginfo_t si;
  memset(&si, 0, sizeof si);
  // Not dead for its parent yet, and not "no child" either.
  R(waitpid(pid, &status, WNOHANG));
  write(to[1], "g", 1);
  wait_for("tracer", tracer);
  wait_for("parent", pid);
  close(to[0]), close(to[1]), close(from[0]), close(from[1]);
  done();
}

static void *thread_body(void *argument) {
  if (argument) {
    char *const words[] = {"/proc/self/exe", "exec", 0};
    execv(words[0], words);
    _exit(9);
  }
  return 0;
}
static void with_exec(void) {
  pthread_t thread;
  if (pthread_create(&thread, 0, thread_body, (void *)1)) _exit(1);
  for (;;) pause();
}
static void exec_by_thread(void) {
  section("execve by a thread");
  pid_t pid = traced(with_exec);
  unsigned long tid = 0, former = 0;
  R(ptrace(PTRACE_SETOPTIONS, pid, 0, (void *)(PTRACE_O_TRACECLONE | PTRACE_O_TRACEEXEC | PTRACE_O_TRACEEXIT)));
  R(ptrace(PTRACE_CONT, pid, 0, 0));
  wait_for("leader", pid);
  ptrace(PTRACE_GETEVENTMSG, pid, 0, &tid);
  wait_for("thread", tid);
  R(ptrace(PTRACE_CONT, pid, 0, 0));
  R(ptrace(PTRACE_CONT, tid, 0, 0));
  // The leader dies for it, and then the thread has its id.
  wait_for("leader", pid);
  R(ptrace(PTRACE_CONT, pid, 0, 0));
  wait_for("leader", pid);
  R(ptrace(PTRACE_GETEVENTMSG, pid, 0, &former));
  V(former == tid);
  R(waitpid(tid, 0, __WALL));
  R(ptrace(PTRACE_CONT, pid, 0, 0));
  wait_for("exit", pid);
  R(ptrace(PTRACE_CONT, pid, 0, 0));
  wait_for("end", pid);
}
static void with_thread(void) {
  pthread_t thread;
  if (pthread_create(&thread, 0, thread_body, 0)) _exit(1);
  pthread_join(thread, 0);
  // The thread may be on its way out still: then it ends like the process.
  _exit(0);
}

static void in_thread(void) {
  section("a thread");
  events(PTRACE_O_TRACECLONE, with_thread);
}

static void waitid_view(void) {
  section("waitid");
  pid_t pid = traced(nothing);
  siginfo_t si;
  R(ptrace(PTRACE_CONT, pid, 0, (void *)SIGSTOP));
  memset(&si, 0, sizeof si);
  R(waitid(P_PID, pid, &si, WSTOPPED | WNOWAIT));
  printf("code %d status %d same %d\n", si.si_code, si.si_status, si.si_pid == pid);
  R(waitid(P_PID, pid, &si, WSTOPPED));
  printf("code %d status %d\n", si.si_code, si.si_status);
  R(waitid(P_PID, pid, &si, WSTOPPED | WNOHANG));
  printf("pid %d\n", si.si_pid);
  R(ptrace(PTRACE_CONT, pid, 0, 0));
  R(waitid(P_PID, pid, &si, WEXITED));
  printf("code %d status %d\n", si.si_code, si.si_status);
  R(waitpid(pid, 0, __WALL));
}

static long system_time(const struct rusage *u) { return u->ru_stime.tv_sec * 1000 + u->ru_stime.tv_usec / 1000; }
static void works_in_kernel(void) {
  static char zeros[65536];
  int fd = open("/dev/zero", O_RDONLY);
  struct rusage u;
  do {
    for (int i = 0; i < 100; i++) (void)!read(fd, zeros, sizeof zeros);
    getrusage(RUSAGE_SELF, &u);
  } while (system_time(&u) < 20);
  raise(SIGSTOP);
}
static void time_used(void) {
  section("CPU time of a tracee");
  pid_t pid = traced(works_in_kernel);
  int status;
  struct rusage at_first, later;
  R(ptrace(PTRACE_CONT, pid, 0, 0));
  V(wait4(pid, &status, __WALL, &at_first) == pid);
  V(system_time(&at_first) >= 20);
  R(ptrace(PTRACE_SYSCALL, pid, 0, 0));
  V(wait4(pid, &status, __WALL, &later) == pid);
  V(system_time(&later) >= system_time(&at_first));
  R(ptrace(PTRACE_CONT, pid, 0, 0));
  R(waitpid(pid, &status, 0) == pid);
}

int main(int argc, char **argv) {
  if (argc > 1 && argv) return 5;
  setvbuf(stdout, 0, _IOLBF, 0);
  system_calls();
  section("fork and vfork");
  events(PTRACE_O_TRACEFORK | PTRACE_O_TRACEVFORK | PTRACE_O_TRACEVFORKDONE | PTRACE_O_TRACEEXIT, forks);
  signals();
  masks();
  errors();
  attached();
  seized();
  ends();
  in_thread();
  exec_by_thread();
  waitid_view();
  time_used();
  return 0;
}
