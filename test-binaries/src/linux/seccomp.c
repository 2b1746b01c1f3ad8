// seccomp: strict mode, filters and all their answers, several of them, threads, notifications; user dispatch.
#include "t.h"
#include <ucontext.h>
#include "tracer.h"
#include <linux/audit.h>
#include <linux/filter.h>
#include <linux/seccomp.h>
#include <pthread.h>
#include <stddef.h>

#ifdef __arm__
#define ARCH 0x40000028
#else
#define ARCH AUDIT_ARCH_X86_64
#endif
#ifndef PR_SET_SYSCALL_USER_DISPATCH
#define PR_SET_SYSCALL_USER_DISPATCH 59
#endif
#ifndef SECCOMP_RET_USER_NOTIF
#error "old headers"
#endif

#define LOAD(field) BPF_STMT(BPF_LD | BPF_W | BPF_ABS, offsetof(struct seccomp_data, field))
#define RET(value) BPF_STMT(BPF_RET | BPF_K, value)
// Answers value to call nr.
#define IF_CALL(nr, value) BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, nr, 0, 1), RET(value)

static long install(struct sock_filter *code, unsigned length, unsigned flags) {
  struct sock_fprog program = {length, code};
  return syscall(SYS_seccomp, SECCOMP_SET_MODE_FILTER, flags, &program);
}
#define INSTALL(flags, ...) \
  ({ struct sock_filter f_[] = {__VA_ARGS__}; install(f_, sizeof f_ / sizeof *f_, flags); })

static void errors(void) {
  struct sock_filter allow[] = {RET(SECCOMP_RET_ALLOW)};
  struct sock_fprog program = {1, allow}, empty = {0, allow}, bad = {1, (void *)8};
  V(prctl(PR_GET_SECCOMP));
  R(syscall(SYS_seccomp, 99, 0, 0));
  R(syscall(SYS_seccomp, SECCOMP_SET_MODE_STRICT, 1, 0));
  R(prctl(PR_GET_NO_NEW_PRIVS, 0, 0, 0, 0));
  R(prctl(PR_SET_NO_NEW_PRIVS, 0, 0, 0, 0));
  R(prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0));
  R(prctl(PR_GET_NO_NEW_PRIVS, 0, 0, 0, 0));
  R(syscall(SYS_seccomp, SECCOMP_SET_MODE_FILTER, 0, 8));
  R(syscall(SYS_seccomp, SECCOMP_SET_MODE_FILTER, 0, &bad));
  R(syscall(SYS_seccomp, SECCOMP_SET_MODE_FILTER, 0, &empty));
  R(syscall(SYS_seccomp, SECCOMP_SET_MODE_FILTER, 0x100, &program));
  R(syscall(SYS_seccomp, SECCOMP_SET_MODE_FILTER, SECCOMP_FILTER_FLAG_TSYNC | SECCOMP_FILTER_FLAG_NEW_LISTENER, &program));
  R(prctl(PR_SET_SECCOMP, 9, 0, 0, 0));
  uint32_t action = SECCOMP_RET_TRAP, unknown = 0x12340000;
  R(syscall(SYS_seccomp, SECCOMP_GET_ACTION_AVAIL, 0, &action));
  R(syscall(SYS_seccomp, SECCOMP_GET_ACTION_AVAIL, 0, &unknown));
  struct seccomp_notif_sizes sizes;
  R(syscall(SYS_seccomp, SECCOMP_GET_NOTIF_SIZES, 0, &sizes));
  printf("sizes %d %d %d\n", sizes.seccomp_notif, sizes.seccomp_notif_resp, sizes.seccomp_data);
  printf("no return %ld\n", INSTALL(0, LOAD(nr)));
  printf("bad offset %ld\n", INSTALL(0, BPF_STMT(BPF_LD | BPF_W | BPF_ABS, 64), RET(SECCOMP_RET_ALLOW)));
  printf("odd offset %ld\n", INSTALL(0, BPF_STMT(BPF_LD | BPF_W | BPF_ABS, 2), RET(SECCOMP_RET_ALLOW)));
  printf("half word %ld\n", INSTALL(0, BPF_STMT(BPF_LD | BPF_H | BPF_ABS, 0), RET(SECCOMP_RET_ALLOW)));
  printf("division by 0 %ld\n", INSTALL(0, BPF_STMT(BPF_ALU | BPF_DIV | BPF_K, 0), RET(SECCOMP_RET_ALLOW)));
  printf("modulo %ld\n", INSTALL(0, BPF_STMT(BPF_ALU | BPF_MOD | BPF_K, 3), RET(SECCOMP_RET_ALLOW)));
  printf("wide shift %ld\n", INSTALL(0, BPF_STMT(BPF_ALU | BPF_LSH | BPF_K, 32), RET(SECCOMP_RET_ALLOW)));
  printf("far jump %ld\n", INSTALL(0, BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, 0, 0, 1), RET(SECCOMP_RET_ALLOW)));
  printf("unwritten memory %ld\n", INSTALL(0, BPF_STMT(BPF_LD | BPF_MEM, 3), RET(SECCOMP_RET_ALLOW)));
  printf("memory %ld\n", INSTALL(0, BPF_STMT(BPF_ST, 3), BPF_STMT(BPF_LD | BPF_MEM, 3), RET(SECCOMP_RET_ALLOW)));
  V(prctl(PR_GET_SECCOMP));
  R(syscall(SYS_seccomp, SECCOMP_SET_MODE_STRICT, 0, 0));
}

static void strict(void) {
  // A library may write with other calls than write.
  flush();
  if (prctl(PR_SET_SECCOMP, SECCOMP_MODE_STRICT, 0, 0, 0)) _exit(9);
  write(1, "strict\n", 7);
  syscall(SYS_getppid);
  syscall(SYS_exit, 1);
}
static void strict_exit(void) {
  // A library may write with other calls than write.
  flush();
  if (prctl(PR_SET_SECCOMP, SECCOMP_MODE_STRICT, 0, 0, 0)) _exit(9);
  syscall(SYS_exit, 4);
}

static void nnp(void) { prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0); }

static void status_lines(void) {
  char line[200];
  FILE *f = fopen("/proc/self/status", "r");
  while (f && fgets(line, sizeof line, f))
    if (strstr(line, "Seccomp") || strstr(line, "NoNewPrivs")) fputs(line, stdout);
  if (f) fclose(f);
}

static void with_errno(void) {
  nnp();
  printf("install %ld\n", INSTALL(0, LOAD(nr), IF_CALL(SYS_getppid, SECCOMP_RET_ERRNO | EXDEV),
                                  IF_CALL(SYS_getsid, SECCOMP_RET_ERRNO | 0xffff), IF_CALL(SYS_umask, SECCOMP_RET_ERRNO),
                                  RET(SECCOMP_RET_ALLOW)));
  R(syscall(SYS_getppid));
  errno = 0;
  // More than the highest error number is cut to it.
  R(syscall(SYS_getsid, 0));
  R(syscall(SYS_umask, 077));
  OK(getpid());
  pid_t pid = fork();
  if (pid == 0) {
    R(syscall(SYS_getppid));
    flush();
    char *const words[] = {"/proc/self/exe", "inherited", 0};
    execv(words[0], words);
    _exit(1);
  }
  wait_for("child", pid);
  // The higher precedence wins, not the newest filter.
  printf("second %ld\n", INSTALL(0, LOAD(nr), IF_CALL(SYS_getppid, SECCOMP_RET_ALLOW), IF_CALL(SYS_umask, SECCOMP_RET_TRAP),
                                 IF_CALL(SYS_getsid, SECCOMP_RET_LOG), RET(SECCOMP_RET_ALLOW)));
  R(syscall(SYS_getppid));
  R(syscall(SYS_getsid, 0));
  status_lines();
  flush();
  syscall(SYS_umask, 0);
}

static void arguments(void) {
  nnp();
  // The second argument decides, the architecture is right, the high words are 0.
  printf("install %ld\n",
         INSTALL(0, LOAD(arch), BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, ARCH, 1, 0), RET(SECCOMP_RET_KILL_PROCESS), LOAD(nr),
                 BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, SYS_getpriority, 1, 0), RET(SECCOMP_RET_ALLOW),
                 BPF_STMT(BPF_LD | BPF_W | BPF_ABS, 28), BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, 0, 1, 0), RET(SECCOMP_RET_ERRNO | 1),
                 BPF_STMT(BPF_LD | BPF_W | BPF_ABS, 24), BPF_STMT(BPF_MISC | BPF_TAX, 0), BPF_STMT(BPF_ST, 7),
                 BPF_STMT(BPF_ALU | BPF_ADD | BPF_X, 0), BPF_STMT(BPF_ALU | BPF_MUL | BPF_K, 3),
                 BPF_STMT(BPF_ALU | BPF_RSH | BPF_K, 1), BPF_JUMP(BPF_JMP | BPF_JGT | BPF_K, 20, 0, 1),
                 RET(SECCOMP_RET_ERRNO | 7), BPF_STMT(BPF_LDX | BPF_MEM, 7), BPF_STMT(BPF_MISC | BPF_TXA, 0),
                 BPF_STMT(BPF_ALU | BPF_XOR | BPF_K, 1), BPF_STMT(BPF_ALU | BPF_NEG, 0), BPF_STMT(BPF_ALU | BPF_NEG, 0),
                 BPF_STMT(BPF_ALU | BPF_OR | BPF_K, SECCOMP_RET_ERRNO), BPF_STMT(BPF_RET | BPF_A, 0)));
  for (int i = 0; i < 8; i++) {
    errno = 0;
    long r = syscall(SYS_getpriority, 0, i);
    printf("%d: %ld %d\n", i, r, errno);
  }
}

static siginfo_t got;
static int trap_result;
static void on_sys(int sig, siginfo_t *info, void *context) {
  (void)sig;
  got = *info;
  ucontext_t *uc = context;
#ifdef __arm__
  uc->uc_mcontext.arm_r0 = trap_result;
#else
  uc->uc_mcontext.gregs[REG_RAX] = trap_result;
#endif
}

static void catch_sys(void) {
  struct sigaction sa;
  memset(&sa, 0, sizeof sa);
  sa.sa_sigaction = on_sys;
  sa.sa_flags = SA_SIGINFO;
  sigaction(SIGSYS, &sa, 0);
}

static void tell_sys(void) {
  printf("signo %d code %d errno %d getppid %d arch %d address %d\n", got.si_signo, got.si_code, got.si_errno,
         got.si_syscall == SYS_getppid, got.si_arch == ARCH, got.si_call_addr != 0);
}

static void trap(void) {
  nnp();
  catch_sys();
  printf("install %ld\n", INSTALL(0, LOAD(nr), IF_CALL(SYS_getppid, SECCOMP_RET_TRAP | 77), RET(SECCOMP_RET_ALLOW)));
  trap_result = 1234;
  R(syscall(SYS_getppid));
  tell_sys();
  signal(SIGSYS, SIG_IGN);
  flush();
  syscall(SYS_getppid);
}

static void kill_process(void) {
  nnp();
  catch_sys();
  INSTALL(0, LOAD(nr), IF_CALL(SYS_getppid, SECCOMP_RET_KILL_PROCESS), RET(SECCOMP_RET_ALLOW));
  syscall(SYS_getppid);
}
static void unknown_action(void) {
  nnp();
  INSTALL(0, LOAD(nr), IF_CALL(SYS_getppid, 0x12340000), RET(SECCOMP_RET_ALLOW));
  syscall(SYS_getppid);
}
static void *calls_getppid(void *unused) {
  syscall(SYS_getppid);
  return unused;
}
static int threads(void) {
  char text[4000];
  int f = open("/proc/self/status", O_RDONLY), count = 0;
  ssize_t length = read(f, text, sizeof text - 1);
  close(f);
  text[length > 0 ? length : 0] = 0;
  char *line = strstr(text, "Threads:");
  if (line) sscanf(line, "Threads: %d", &count);
  return count;
}
static void kill_thread(void) {
  nnp();
  INSTALL(0, LOAD(nr), IF_CALL(SYS_getppid, SECCOMP_RET_KILL_THREAD), RET(SECCOMP_RET_ALLOW));
  pthread_t thread;
  pthread_create(&thread, 0, calls_getppid, 0);
  // pthread_join may wait for what only user code does at the end of a thread.
  while (threads() > 1) usleep(1000);
  printf("the thread is gone\n");
  flush();
  syscall(SYS_getppid);
}

static int go[2], back[2];
static void *waits(void *argument) {
  char c;
  if (argument) INSTALL(0, LOAD(nr), IF_CALL(SYS_getsid, SECCOMP_RET_ERRNO | EXDEV), RET(SECCOMP_RET_ALLOW));
  write(back[1], "r", 1);
  read(go[0], &c, 1);
  errno = 0;
  long r = syscall(SYS_getppid);
  printf("thread: %ld %s, no_new_privs %d\n", r, errname(errno), prctl(PR_GET_NO_NEW_PRIVS, 0, 0, 0, 0));
  return 0;
}
static void tsync(void) {
  char c;
  pthread_t thread;
  pipe(go), pipe(back);
  pthread_create(&thread, 0, waits, 0);
  read(back[0], &c, 1);
  nnp();
  printf("install %ld\n", INSTALL(SECCOMP_FILTER_FLAG_TSYNC, LOAD(nr), IF_CALL(SYS_getppid, SECCOMP_RET_ERRNO | EXDEV),
                                  RET(SECCOMP_RET_ALLOW)));
  write(go[1], "g", 1);
  pthread_join(thread, 0);
  // A thread with a filter of its own can't follow.
  pthread_create(&thread, 0, waits, (void *)1);
  read(back[0], &c, 1);
  errno = 0;
  printf("refused: a thread's id %d\n", INSTALL(SECCOMP_FILTER_FLAG_TSYNC, RET(SECCOMP_RET_ALLOW)) > 0);
  printf("refused: %ld", INSTALL(SECCOMP_FILTER_FLAG_TSYNC | SECCOMP_FILTER_FLAG_TSYNC_ESRCH, RET(SECCOMP_RET_ALLOW)));
  printf(" %s\n", errname(errno));
  write(go[1], "g", 1);
  pthread_join(thread, 0);
}

static void handler(int sig) { (void)sig; }

// The listener's descriptor comes over a shared table: clone with CLONE_FILES.
static int listener_of(long nr) {
  return INSTALL(SECCOMP_FILTER_FLAG_NEW_LISTENER, LOAD(nr), IF_CALL(nr, SECCOMP_RET_USER_NOTIF), RET(SECCOMP_RET_ALLOW));
}

struct addfd { uint64_t id; uint32_t flags, srcfd, newfd, newfd_flags; };

static pid_t asked;
static long answers[4];
static int errors_of[4];
static void *asks(void *count) {
  asked = syscall(SYS_gettid);
  for (long i = 0; i < (long)count; i++) {
    errno = 0;
    long r = syscall(SYS_getppid);
    // Told by the main thread, so that lines do not mix; a pid stands for the call having been made.
    answers[i] = r > 100 && r < 5000000 ? -2 : r, errors_of[i] = errno;
  }
  return 0;
}
static void tell_answers(int count) {
  for (int i = 0; i < count; i++) printf("asked: %ld %s\n", answers[i], errname(errors_of[i]));
}

static int receive(int fd, struct seccomp_notif *n) {
  memset(n, 0, sizeof *n);
  return ioctl(fd, SECCOMP_IOCTL_NOTIF_RECV, n);
}
static int answer(int fd, uint64_t id, int error, long long value, unsigned flags) {
  struct seccomp_notif_resp r = {id, value, error, flags};
  return ioctl(fd, SECCOMP_IOCTL_NOTIF_SEND, &r);
}

static void notify(void) {
  nnp();
  setvbuf(stdout, 0, _IOLBF, 0);
  int fd = listener_of(SYS_getppid);
  printf("listener %d\n", fd >= 0);
  int second = listener_of(SYS_getsid);
  printf("second %d %s\n", second, errname(errno));
  pthread_t thread;
  pthread_create(&thread, 0, asks, (void *)4);
  struct seccomp_notif n;
  struct pollfd p = {fd, POLLIN | POLLOUT, 0};
  R(receive(fd, &n));
  printf("getppid %d arch %d pid %d flags %d\n", n.data.nr == SYS_getppid, n.data.arch == ARCH, n.pid == (unsigned)asked, n.flags);
  R(poll(&p, 1, 0));
  V(p.revents);
  R(ioctl(fd, SECCOMP_IOCTL_NOTIF_ID_VALID, &n.id));
  uint64_t wrong = n.id + 1000;
  R(ioctl(fd, SECCOMP_IOCTL_NOTIF_ID_VALID, &wrong));
  R(answer(fd, wrong, 0, 0, 0));
  R(answer(fd, n.id, 0, 0, 2));
  R(answer(fd, n.id, 0, 1, 1));
  R(answer(fd, n.id, 0, 123456789, 0));
  R(receive(fd, &n));
  R(answer(fd, n.id, -EXDEV, 0, 0));
  R(receive(fd, &n));
  struct addfd add = {n.id, 0, 0, 0, 0}, bad = {n.id, 0, 999, 0, 0}, both = {n.id, 0, 0, 77, 0};
  int a = ioctl(fd, SECCOMP_IOCTL_NOTIF_ADDFD, &add);
  printf("added %d\n", a > fd && fcntl(a, F_GETFD) == 0);
  close(a);
  R(ioctl(fd, SECCOMP_IOCTL_NOTIF_ADDFD, &bad));
  R(ioctl(fd, SECCOMP_IOCTL_NOTIF_ADDFD, &both));
  both.flags = SECCOMP_ADDFD_FLAG_SETFD | SECCOMP_ADDFD_FLAG_SEND;
  both.newfd_flags = O_CLOEXEC;
  R(ioctl(fd, SECCOMP_IOCTL_NOTIF_ADDFD, &both));
  R(fcntl(77, F_GETFD));
  R(receive(fd, &n));
  R(answer(fd, n.id, 0, 0, SECCOMP_USER_NOTIF_FLAG_CONTINUE));
  pthread_join(thread, 0);
  tell_answers(4);
  n.id = 5;
  R(ioctl(fd, SECCOMP_IOCTL_NOTIF_RECV, &n));

  section("an interrupted question is asked again");
  struct sigaction sa;
  memset(&sa, 0, sizeof sa);
  sa.sa_handler = handler;
  sa.sa_flags = SA_RESTART;
  sigaction(SIGUSR1, &sa, 0);
  pthread_create(&thread, 0, asks, (void *)1);
  R(receive(fd, &n));
  uint64_t first = n.id;
  pthread_kill(thread, SIGUSR1);
  R(receive(fd, &n));
  V(n.id != first);
  R(answer(fd, first, 0, 1, 0));
  sa.sa_flags = 0;
  sigaction(SIGUSR1, &sa, 0);
  pthread_kill(thread, SIGUSR1);
  pthread_join(thread, 0);
  tell_answers(1);

  section("the listener is closed");
  pthread_create(&thread, 0, asks, (void *)2);
  R(receive(fd, &n));
  close(fd);
  pthread_join(thread, 0);
  tell_answers(2);
}

static void hangup(void) {
  int fd;
  nnp();
  int up[2];
  pipe(up);
  pid_t pid = syscall(SYS_clone, CLONE_FILES | SIGCHLD, 0, 0, 0, 0);
  if (pid == 0) {
    fd = listener_of(SYS_getppid);
    write(up[1], &fd, sizeof fd);
    _exit(0);
  }
  read(up[0], &fd, sizeof fd);
  wait_for("filtered", pid);
  struct pollfd p = {fd, POLLIN, 0};
  R(poll(&p, 1, -1));
  V(p.revents);
  struct seccomp_notif n;
  R(receive(fd, &n));
}

// A filter that says another thing to restart_syscall than to what it restarts.
static void restart(void) {
  nnp();
  flush();
  int up[2];
  pipe(up);
  pid_t pid = fork();
  if (pid == 0) {
    INSTALL(0, LOAD(nr), IF_CALL(SYS_restart_syscall, SECCOMP_RET_ERRNO | EXDEV), RET(SECCOMP_RET_ALLOW));
    struct timespec long_time = {1000, 0};
    write(up[1], "s", 1);
    R(nanosleep(&long_time, 0));
    flush();
    _exit(3);
  }
  char c;
  read(up[0], &c, 1);
  while (state_of(pid) != 'S') usleep(1000);
  kill(pid, SIGSTOP);
  int status;
  waitpid(pid, &status, WUNTRACED);
  kill(pid, SIGCONT);
  wait_for("restarted", pid);
}

static void traced_body(void) {
  INSTALL(0, LOAD(nr), IF_CALL(SYS_getppid, SECCOMP_RET_TRACE | 42), IF_CALL(SYS_getsid, SECCOMP_RET_ERRNO | EXDEV),
          RET(SECCOMP_RET_ALLOW));
  R(syscall(SYS_getppid));
  R(syscall(SYS_getppid));
  R(syscall(SYS_getppid));
  R(syscall(SYS_getppid) == getpid());
  flush();
}
static void traced(void) {
  nnp();
  // Nobody traces: ENOSYS.
  in_child("untraced", traced_body);
  flush();
  pid_t pid = fork();
  if (pid == 0) {
    ptrace(PTRACE_TRACEME, 0, 0, 0);
    syscall(SYS_tkill, syscall(SYS_gettid), SIGSTOP);
    traced_body();
    _exit(0);
  }
  wait_for("child", pid);
  ptrace(PTRACE_SETOPTIONS, pid, 0, (void *)(PTRACE_O_TRACESECCOMP | PTRACE_O_TRACESYSGOOD));
  ptrace(PTRACE_CONT, pid, 0, 0);
  for (int i = 0; i < 4; i++) {
    wait_for("child", pid);
    unsigned long message = 0;
    struct ptrace_syscall_info info;
    regs_t regs;
    ptrace(PTRACE_GETEVENTMSG, pid, 0, &message);
    ptrace(PTRACE_GET_SYSCALL_INFO, pid, (void *)sizeof info, &info);
    printf("message %lu op %d getppid %d data %u\n", message, info.op, info.seccomp.nr == SYS_getppid, info.seccomp.ret_data);
    get_regs(pid, &regs);
    if (i == 0) RESULT(regs) = 99, set_regs(pid, &regs), set_syscall(pid, -1);
    if (i == 1) set_syscall(pid, SYS_getsid);
    if (i == 2) {
      // The exit of the call can be seen as well.
      RESULT(regs) = 5, set_regs(pid, &regs), set_syscall(pid, -1);
      ptrace(PTRACE_SYSCALL, pid, 0, 0);
      wait_for("child", pid);
    }
    if (i == 3) set_syscall(pid, SYS_getpid);
    ptrace(PTRACE_CONT, pid, 0, 0);
  }
  wait_for("child", pid);
}

static volatile char selector;
static void on_dispatch(int sig, siginfo_t *info, void *context) {
  selector = 0;
  on_sys(sig, info, context);
}
static void dispatch(void) {
  struct sigaction sa;
  memset(&sa, 0, sizeof sa);
  sa.sa_sigaction = on_dispatch;
  sa.sa_flags = SA_SIGINFO;
  sigaction(SIGSYS, &sa, 0);
  R(prctl(PR_SET_SYSCALL_USER_DISPATCH, 0, 1, 0, 0));
  R(prctl(PR_SET_SYSCALL_USER_DISPATCH, 7, 0, 0, 0));
  R(prctl(PR_SET_SYSCALL_USER_DISPATCH, 1, 4096, 0, 0));
  R(prctl(PR_SET_SYSCALL_USER_DISPATCH, 1, 4096, -4000L, 0));
  R(prctl(PR_SET_SYSCALL_USER_DISPATCH, 1, 0, 0, -1L));
  R(prctl(PR_SET_SYSCALL_USER_DISPATCH, 1, 0, 0, &selector));
  R(syscall(SYS_getppid) > 0);
  trap_result = 4321;
  flush();
  selector = 1;
  long r = syscall(SYS_getppid);
  printf("caught %ld\n", r);
  tell_sys();
  pid_t pid = fork();
  if (pid == 0) {
    // Not inherited.
    selector = 1;
    r = syscall(SYS_getsid, 0);
    selector = 0;
    _exit(r > 0 ? 0 : 1);
  }
  wait_for("child", pid);
  // A range that the call lies in.
  R(prctl(PR_SET_SYSCALL_USER_DISPATCH, 1, 4096, LONG_MAX - 8192, &selector));
  selector = 1;
  r = syscall(SYS_getppid);
  selector = 0;
  printf("in the range %d\n", r > 0 && r != 4321);
  R(prctl(PR_SET_SYSCALL_USER_DISPATCH, 0, 0, 0, 0));
  R(prctl(PR_SET_SYSCALL_USER_DISPATCH, 1, 0, 0, &selector));
  flush();
  selector = 9;
  syscall(SYS_getppid);
}

int main(int argc, char **argv) {
  setvbuf(stdout, 0, _IOLBF, 0);
  if (argc > 1 && !strcmp(argv[1], "inherited")) {
    R(syscall(SYS_getppid));
    V(prctl(PR_GET_SECCOMP));
    V(prctl(PR_GET_NO_NEW_PRIVS, 0, 0, 0, 0));
    return 9;
  }
  section("errors");
  in_child("errors", errors);
  section("strict");
  in_child("strict", strict);
  in_child("strict exit", strict_exit);
  section("errno");
  in_child("errno", with_errno);
  section("arguments");
  in_child("arguments", arguments);
  section("trap");
  in_child("trap", trap);
  section("kill");
  in_child("process", kill_process);
  in_child("unknown", unknown_action);
  in_child("thread", kill_thread);
  section("threads");
  in_child("tsync", tsync);
  section("notifications");
  in_child("notify", notify);
  in_child("hangup", hangup);
  section("restart");
  restart();
  section("trace");
  traced();
  section("user dispatch");
  in_child("dispatch", dispatch);
  return 0;
}
