// ptrace as ARM has it: registers at system call stops, restarts as a tracer sees them, SYSEMU, code that a
// tracer changes, single steps. Not for other machines.
#include "t.h"
#include "tracer.h"

#define GETVFPREGS 27
#define SETVFPREGS 28
#define GET_THREAD_AREA 22
#define SYSEMU 32
#define SYSEMU_SINGLESTEP 33

__asm__(
    ".text\n.arm\n.p2align 2\n"
    // r0: loops; what it returns is changed by the tracer.
    ".global patched\n.type patched, %function\npatched:\n"
    " mov r1, r0\n"
    "1: subs r1, r1, #1\n bne 1b\n"
    ".global patch_here\npatch_here: mov r0, #1\n bx lr\n"
    ".global arm_steps\n.type arm_steps, %function\narm_steps:\n"
    " mov r0, #1\n add r0, r0, #2\n cmp r0, #3\n addeq r0, r0, #10\n addne r0, r0, #20\n"
    " ldr r1, =step_word\n"
    "1: ldrex r2, [r1]\n add r2, r2, #1\n strex r3, r2, [r1]\n teq r3, #0\n bne 1b\n"
    " mov r7, #64\n svc #0\n"
    " mov r0, #77\n bx lr\n.ltorg\n"
    ".global a_read\n.type a_read, %function\na_read: push {r7}\n mov r7, #3\n.global read_svc\nread_svc: svc #0\n"
    " pop {r7}\n bx lr\n"
    ".global a_sleep\n.type a_sleep, %function\na_sleep: push {r7}\n mov r7, #162\n svc #0\n pop {r7}\n bx lr\n"
    ".global escape\n.type escape, %function\nescape: mov r0, #55\n pop {r7}\n bx lr\n"
    ".syntax unified\n.thumb\n.p2align 2\n"
    ".global thumb_steps\n.thumb_func\nthumb_steps:\n"
    " movs r0, #5\n cmp r0, #5\n ite eq\n addeq r0, #1\n addne r0, #2\n"
    " itte ne\n movne r0, #9\n movne r0, #8\n addeq r0, #4\n"
    " movw r1, #0x1234\n push {r1, lr}\n pop {r1, pc}\n.p2align 2\n.arm\n");
extern int patched(int), patch_here, arm_steps(void), thumb_steps(void), a_read(int, void *, int), read_svc;
extern int a_sleep(struct timespec *, void *), escape(void);
volatile int step_word = 41;

static pid_t traced(void (*body)(void)) {
  flush();
  pid_t pid = fork();
  if (pid == 0) {
    ptrace(PTRACE_TRACEME, 0, 0, 0);
    syscall(SYS_tkill, syscall(SYS_gettid), SIGSTOP);
    body();
    _exit(7);
  }
  wait_for("child", pid);
  ptrace(PTRACE_SETOPTIONS, pid, 0, (void *)PTRACE_O_TRACESYSGOOD);
  return pid;
}

static int next(pid_t pid, int request, int sig) {
  int status;
  if (ptrace(request, pid, 0, (void *)(long)sig)) printf("request %d: %s\n", request, errname(errno));
  if (waitpid(pid, &status, __WALL) != pid) return -1;
  return status;
}

static struct ptrace_syscall_info info;
static regs_t regs;
static void look(pid_t pid) {
  get_regs(pid, &regs);
  ptrace(PTRACE_GET_SYSCALL_INFO, pid, (void *)sizeof info, &info);
}

// On to the entry of a call.
static void to_entry(pid_t pid, long nr) {
  do {
    if (!WIFSTOPPED(next(pid, PTRACE_SYSCALL, 0))) return;
    look(pid);
  } while (info.op != PTRACE_SYSCALL_INFO_ENTRY || info.entry.nr != (uint64_t)nr);
}

static void one_call(void) { syscall(SYS_getpriority, 1, 2, 3); }
static void registers(void) {
  section("registers at system call stops");
  pid_t pid = traced(one_call);
  to_entry(pid, SYS_getpriority);
  printf("entry: ip %lu r7 %d r0 %lu orig_r0 %lu r1 %lu mode %lx\n", regs.r[12], regs.r[7] == SYS_getpriority, regs.r[0],
         regs.r[17], regs.r[1], regs.r[16] & 0x1f);
  printf("syscall regset: ");
  unsigned long nr;
  struct iovec io = {&nr, 4};
  ptrace(PTRACE_GETREGSET, pid, (void *)0x404, &io);
  printf("%d\n", nr == SYS_getpriority);
  R(ptrace(PTRACE_PEEKUSR, pid, (void *)(17 * 4), 0));
  R(ptrace(PTRACE_PEEKUSR, pid, (void *)2, 0));
  R(ptrace(PTRACE_PEEKUSR, pid, (void *)296, 0));
  R(ptrace(PTRACE_PEEKUSR, pid, (void *)100, 0));
  R(ptrace(PTRACE_PEEKUSR, pid, (void *)0x10000, 0) != 0);
  R(ptrace(PTRACE_POKEUSR, pid, (void *)(16 * 4), (void *)0x1f));
  // The call gets r0, the tracer is told ORIG_r0.
  R(ptrace(PTRACE_POKEUSR, pid, (void *)0, (void *)9));
  next(pid, PTRACE_SYSCALL, 0);
  look(pid);
  printf("exit: ip %lu result %ld orig_r0 %lu\n", regs.r[12], (long)regs.r[0], regs.r[17]);
  struct { uint64_t d[32]; uint32_t fpscr; } vfp;
  memset(&vfp, 0, sizeof vfp);
  R(ptrace(GETVFPREGS, pid, 0, &vfp));
  vfp.d[3] = 0x0102030405060708, vfp.d[31] = 0x1112131415161718, vfp.fpscr = 0x01000000;
  R(ptrace(SETVFPREGS, pid, 0, &vfp));
  memset(&vfp, 0, sizeof vfp);
  io = (struct iovec){&vfp, sizeof vfp};
  R(ptrace(PTRACE_GETREGSET, pid, (void *)0x400, &io));
  printf("length %zu d3 %llx d31 %llx fpscr %x\n", io.iov_len, (long long)vfp.d[3], (long long)vfp.d[31], vfp.fpscr);
  unsigned long tls;
  R(ptrace(GET_THREAD_AREA, pid, 0, &tls));
  V(tls == (unsigned long)__builtin_thread_pointer());
  R(ptrace(PTRACE_KILL, pid, 0, 0));
  wait_for("child", pid);
}

static int go[2];
static void reads(void) {
  char c;
  int r = a_read(go[0], &c, 1);
  printf("read %d\n", r);
  flush();
}
static void sleeps(void) {
  struct timespec t = {1000, 0};
  printf("sleep %d\n", a_sleep(&t, 0));
  flush();
}
static void handle(int sig) { (void)sig; }

// From the entry of a call that sleeps to the delivery of a signal that interrupts it.
static void interrupted(pid_t pid, int sig) {
  ptrace(PTRACE_SYSCALL, pid, 0, 0);
  while (state_of(pid) != 'S') usleep(1000);
  kill(pid, sig);
  int status;
  waitpid(pid, &status, 0);
  look(pid);
  printf("exit: result %ld ip %lu\n", (long)regs.r[0], regs.r[12]);
  tell("delivery", next(pid, PTRACE_SYSCALL, 0));
  look(pid);
}

static void restarts(void) {
  section("a restart as the tracer sees it");
  pipe(go);
  pid_t pid = traced(reads);
  to_entry(pid, SYS_read);
  interrupted(pid, SIGWINCH);
  printf("rolled back: pc %d r0 %d\n", regs.r[15] == (unsigned long)&read_svc, regs.r[0] == (unsigned long)go[0]);
  // Without a signal the call is made again, inside the kernel.
  next(pid, PTRACE_SYSCALL, 0);
  look(pid);
  printf("again: op %d nr %d pc after the call %d r0 %d\n", info.op, info.entry.nr == SYS_read,
         regs.r[15] == (unsigned long)&read_svc + 4, regs.r[0] == (unsigned long)go[0]);
  write(go[1], "x", 1);
  next(pid, PTRACE_SYSCALL, 0);
  look(pid);
  printf("exit: result %ld\n", (long)regs.r[0]);
  tell("child", next(pid, PTRACE_CONT, 0));

  section("restart_syscall");
  pid = traced(sleeps);
  to_entry(pid, SYS_nanosleep);
  interrupted(pid, SIGWINCH);
  next(pid, PTRACE_SYSCALL, 0);
  look(pid);
  printf("again: nr %d r7 still nanosleep %d\n", (int)info.entry.nr, regs.r[7] == SYS_nanosleep);
  // With a handler it ends.
  ptrace(PTRACE_SYSCALL, pid, 0, 0);
  while (state_of(pid) != 'S') usleep(1000);
  kill(pid, SIGALRM);
  wait_for("exit", pid);
  tell("delivery", next(pid, PTRACE_SYSCALL, 0));
  tell("child", next(pid, PTRACE_CONT, SIGUSR1));

  section("a handler");
  signal(SIGUSR1, handle);
  struct sigaction sa;
  memset(&sa, 0, sizeof sa);
  sa.sa_handler = handle;
  sigaction(SIGUSR2, &sa, 0);
  for (int sig = SIGUSR1; ; sig = SIGUSR2) {
    pid = traced(reads);
    to_entry(pid, SYS_read);
    interrupted(pid, sig);
    // SA_RESTART: sigreturn, then the call itself. Otherwise EINTR.
    write(go[1], "y", 1);
    tell("child", next(pid, PTRACE_CONT, sig));
    char c;
    if (sig == SIGUSR2) {
      read(go[0], &c, 1);
      break;
    }
  }

  section("a tracer that moves the pc");
  pid = traced(reads);
  to_entry(pid, SYS_read);
  interrupted(pid, SIGWINCH);
  regs.r[15] = (unsigned long)escape;
  R(set_regs(pid, &regs));
  tell("child", next(pid, PTRACE_CONT, 0));
  close(go[0]), close(go[1]);
}

static void emulated_calls(void) {
  long a = syscall(SYS_getppid), b = syscall(SYS_getsid, 5);
  _exit(a == 1000 && b == 1001 ? 0 : 1);
}
static void emulation(void) {
  section("SYSEMU");
  pid_t pid = traced(emulated_calls);
  int count = 0, status;
  for (;;) {
    status = next(pid, SYSEMU, 0);
    if (!WIFSTOPPED(status)) break;
    look(pid);
    if (info.entry.nr == SYS_exit_group) break;
    // Entries only, and no call is made.
    printf("op %d getppid %d getsid %d\n", info.op, info.entry.nr == SYS_getppid, info.entry.nr == SYS_getsid);
    regs.r[0] = 1000 + count++;
    set_regs(pid, &regs);
  }
  tell("exit_group", status);
  tell("child", next(pid, PTRACE_CONT, 0));
}

static int results[2];
static void runs_patched(void) {
  int sum = 0;
  for (int i = 0; i < 3; i++) sum += patched(5000);
  results[0] = sum;
  syscall(SYS_getppid);
  results[1] = patched(10);
  _exit(results[0] * 10 + results[1]);
}
static void patches(void) {
  section("code that the tracer changes");
  pid_t pid = traced(runs_patched);
  to_entry(pid, SYS_getppid);
  printf("code %lx\n", ptrace(PTRACE_PEEKTEXT, pid, &patch_here, 0));
  R(ptrace(PTRACE_POKETEXT, pid, &patch_here, (void *)0xe3a00002));
  tell("child", next(pid, PTRACE_CONT, 0));
  // A breakpoint as debuggers set it.
  pid = traced(runs_patched);
  R(ptrace(PTRACE_POKETEXT, pid, &patch_here, (void *)0xe7f001f0));
  tell("child", next(pid, PTRACE_CONT, 0));
  siginfo_t si;
  ptrace(PTRACE_GETSIGINFO, pid, 0, &si);
  get_regs(pid, &regs);
  printf("at it %d code %d address %d\n", regs.r[15] == (unsigned long)&patch_here, si.si_code, si.si_addr == (void *)&patch_here);
  R(ptrace(PTRACE_POKETEXT, pid, &patch_here, (void *)0xe3a00003));
  tell("child", next(pid, PTRACE_CONT, 0));
  // By the file.
  pid = traced(runs_patched);
  char path[40];
  snprintf(path, sizeof path, "/proc/%d/mem", pid);
  int f = open(path, O_RDWR);
  unsigned code = 0;
  R(pread64(f, &code, 4, (off64_t)(unsigned long)&patch_here));
  printf("code %x\n", code);
  code = 0xe3a00004;
  R(pwrite64(f, &code, 4, (off64_t)(unsigned long)&patch_here));
  R(pread64(f, &code, 4, 16));
  tell("child", next(pid, PTRACE_CONT, 0));
  R(pread64(f, &code, 4, (off64_t)(unsigned long)&patch_here));
  close(f);
}

static void steps_arm(void) { _exit(arm_steps()); }
static void steps_thumb(void) { _exit(thumb_steps()); }

// Runs to a function by a breakpoint, then steps through it.
static void stepping(const char *what, void (*body)(void), unsigned long function, int request) {
  section(what);
  pid_t pid = traced(body);
  unsigned long at = function & ~1ul;
  long code = ptrace(PTRACE_PEEKTEXT, pid, (void *)at, 0);
  ptrace(PTRACE_POKETEXT, pid, (void *)at, (void *)(function & 1 ? (code & ~0xffffl) | 0xde01 : (long)0xe7f001f0));
  tell("child", next(pid, PTRACE_CONT, 0));
  ptrace(PTRACE_POKETEXT, pid, (void *)at, (void *)code);
  for (int i = 0; i < 40; i++) {
    int status = next(pid, request, 0);
    siginfo_t si;
    get_regs(pid, &regs);
    ptrace(PTRACE_GETSIGINFO, pid, 0, &si);
    long offset = regs.r[15] - at;
    if (!WIFSTOPPED(status) || offset < 0 || offset > (function & 1 ? 24 : 56)) break;
    unsigned long cpsr = regs.r[16];
    printf("+%ld T %lu it %02lx r0 %ld r3 %ld %s code %x\n", offset, cpsr >> 5 & 1, (cpsr >> 25 & 3) | (cpsr >> 8 & 0xfc),
           offset == 52 ? 0 : (long)regs.r[0], offset > 24 && !(function & 1) ? (long)regs.r[3] & 1 : 0, WSTOPSIG(status) == SIGTRAP ? "trap" : "call",
           si.si_code);
    if (WSTOPSIG(status) == (SIGTRAP | 0x80)) regs.r[0] = 99, set_regs(pid, &regs);
  }
  tell("child", next(pid, PTRACE_CONT, 0));
}

static void steps_into_handler(void) {
  signal(SIGUSR1, handle);
  syscall(SYS_tkill, syscall(SYS_gettid), SIGUSR1);
  _exit(0);
}
static void handler_step(void) {
  section("a step into a handler");
  pid_t pid = traced(steps_into_handler);
  tell("child", next(pid, PTRACE_CONT, 0));
  tell("step", next(pid, PTRACE_SINGLESTEP, SIGUSR1));
  get_regs(pid, &regs);
  printf("at its first instruction %d\n", (regs.r[15] | (regs.r[16] >> 5 & 1)) == (unsigned long)handle);
  tell("child", next(pid, PTRACE_CONT, 0));
}

int main(void) {
  setvbuf(stdout, 0, _IOLBF, 0);
  registers();
  restarts();
  emulation();
  patches();
  stepping("steps in ARM code", steps_arm, (unsigned long)arm_steps, PTRACE_SINGLESTEP);
  stepping("steps in Thumb code", steps_thumb, (unsigned long)thumb_steps, PTRACE_SINGLESTEP);
  stepping("SYSEMU_SINGLESTEP", steps_arm, (unsigned long)arm_steps, SYSEMU_SINGLESTEP);
  handler_step();
  return 0;
}
