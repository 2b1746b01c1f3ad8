// Common to the programs with a tracer and a tracee: stops in words, registers of both architectures.
#include <elf.h>
#include <linux/ptrace.h>
#include <sys/prctl.h>
#include <sys/user.h>

extern long ptrace(int, ...);

#ifndef PTRACE_EVENT_STOP
#define PTRACE_EVENT_STOP 128
#endif

#ifdef __arm__
typedef struct { unsigned long r[18]; } regs_t;
#define RESULT(x) ((x).r[0])
#define PC(x) ((x).r[15])
#else
typedef struct user_regs_struct regs_t;
#define RESULT(x) ((x).rax)
#define PC(x) ((x).rip)
#endif

static inline long get_regs(pid_t pid, regs_t *regs) {
  struct iovec io = {regs, sizeof *regs};
  return ptrace(PTRACE_GETREGSET, pid, (void *)NT_PRSTATUS, &io);
}

static inline long set_regs(pid_t pid, regs_t *regs) {
  struct iovec io = {regs, sizeof *regs};
  return ptrace(PTRACE_SETREGSET, pid, (void *)NT_PRSTATUS, &io);
}

// The number of the call at an entry stop.
static inline long set_syscall(pid_t pid, long nr) {
#ifdef __arm__
  return ptrace(23 /* PTRACE_SET_SYSCALL */, pid, 0, (void *)nr);
#else
  regs_t regs;
  get_regs(pid, &regs);
  regs.orig_rax = nr;
  return set_regs(pid, &regs);
#endif
}

static inline const char *event_name(int event) {
  static const char *const names[] = {"none", "fork", "vfork", "clone", "exec", "vfork-done", "exit", "seccomp"};
  return event == PTRACE_EVENT_STOP ? "stop" : event < 8 ? names[event] : "?";
}

// Says what a status of wait means.
static inline void tell(const char *who, int status) {
  if (WIFEXITED(status)) printf("%s: exited %d\n", who, WEXITSTATUS(status));
  else if (WIFSIGNALED(status)) printf("%s: killed by %d\n", who, WTERMSIG(status));
  else if (status == 0xffff) printf("%s: continued\n", who);
  else if (status >> 16) printf("%s: event %s, signal %d\n", who, event_name(status >> 16), status >> 8 & 0xff);
  else printf("%s: stopped by %s%d\n", who, status & 0x8000 ? "call " : "", status >> 8 & 0x7f);
}

static inline int wait_for(const char *who, pid_t pid) {
  int status = 0;
  pid_t got = waitpid(pid, &status, __WALL);
  if (got != pid) printf("%s: wait %s\n", who, got == -1 ? errname(errno) : "gave another");
  else tell(who, status);
  return status;
}
