// Runs short pieces of code from given states and reports the states after them. Each piece is
// followed by undefined instructions, so every one of them ends in a signal: its handler writes the
// state it was left in, and returns into the next piece.
//
// in:  struct task each, until end of file.  out: struct result each.
#define _GNU_SOURCE
#include <signal.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <ucontext.h>
#include <unistd.h>

#define CODE 0x10000000u
#define DATA 0x20000000u
#define CODE_SIZE 0x1000u
#define DATA_SIZE 0x2000u
#define UNDEFINED 0xe7ffdeffu
#define VFP_MAGIC 0x56465001u

struct task {
  uint32_t thumb;
  uint32_t words[8];
  uint32_t seed;
  uint32_t r[15];
  uint32_t cpsr;
  uint32_t fpscr;
  uint32_t unused;
  uint64_t d[32];
};

struct result {
  uint32_t signal;
  uint32_t address;
  uint32_t r[16];
  uint32_t cpsr;
  uint32_t fpscr;
  uint32_t memory;
  uint32_t tpidrurw;
  uint64_t d[32];
};

// The thread registers are the seed (TPIDRURW) and its complement (TPIDRURO); the C library needs
// its own TPIDRURO.
static uint32_t own_tls;

static uint32_t tpidrurw(void) {
  uint32_t value;
  __asm__ volatile("mrc p15, 0, %0, c13, c0, 2" : "=r"(value));
  return value;
}

static void set_tpidrurw(uint32_t value) {
  __asm__ volatile("mcr p15, 0, %0, c13, c0, 2" : : "r"(value));
}

static uint32_t tpidruro(void) {
  uint32_t value;
  __asm__ volatile("mrc p15, 0, %0, c13, c0, 3" : "=r"(value));
  return value;
}

static void set_tpidruro(uint32_t value) {
  register uint32_t r0 __asm__("r0") = value;
  register uint32_t r7 __asm__("r7") = 0xf0005;
  __asm__ volatile("svc 0" : "+r"(r0) : "r"(r7) : "memory");
}

static struct task task;
static int running;

static uint32_t *vfp(ucontext_t *uc) {
  uint32_t *p = (uint32_t *)uc->uc_regspace;
  while (*p) {
    if (*p == VFP_MAGIC) return p + 2;
    p += p[1] / 4;
  }
  abort();
}

static void report(int sig, siginfo_t *si, ucontext_t *uc) {
  struct result out = {0};
  mcontext_t *m = &uc->uc_mcontext;
  out.signal = sig;
  out.address = sig == SIGSEGV || sig == SIGBUS ? (uint32_t)si->si_addr : 0;
  memcpy(out.r, &m->arm_r0, sizeof out.r);
  out.cpsr = m->arm_cpsr;
  uint32_t *v = vfp(uc);
  memcpy(out.d, v, sizeof out.d);
  out.fpscr = v[64];
  uint32_t hash = 0x811c9dc5u;
  for (uint32_t *p = (uint32_t *)DATA; p < (uint32_t *)(DATA + DATA_SIZE); p++)
    hash = (hash ^ *p) * 0x01000193u;
  out.memory = hash;
  out.tpidrurw = tpidrurw();
  if (write(1, &out, sizeof out) != sizeof out) _exit(2);
}

static void next(ucontext_t *uc) {
  size_t have = 0;
  while (have < sizeof task) {
    ssize_t n = read(0, (char *)&task + have, sizeof task - have);
    if (n <= 0) _exit(n < 0);
    have += n;
  }
  uint32_t *code = (uint32_t *)CODE;
  for (uint32_t i = 0; i < CODE_SIZE / 4; i++) code[i] = UNDEFINED;
  memcpy((void *)(CODE + CODE_SIZE / 2), task.words, sizeof task.words);
  __builtin___clear_cache((char *)CODE, (char *)(CODE + CODE_SIZE));
  uint32_t x = task.seed;
  for (uint32_t *p = (uint32_t *)DATA; p < (uint32_t *)(DATA + DATA_SIZE); p++) {
    x = x * 1664525u + 1013904223u;
    *p = x;
  }
  mcontext_t *m = &uc->uc_mcontext;
  memcpy(&m->arm_r0, task.r, sizeof task.r);
  m->arm_pc = CODE + CODE_SIZE / 2;
  m->arm_cpsr = 0x10 | (task.cpsr & 0xf80f0000u) | task.thumb << 5;
  uint32_t *v = vfp(uc);
  memcpy(v, task.d, sizeof task.d);
  v[64] = task.fpscr;
}

static void handler(int sig, siginfo_t *si, void *context) {
  if (running) set_tpidruro(own_tls);
  if (running) report(sig, si, context);
  running = 1;
  next(context);
  set_tpidrurw(task.seed);
  set_tpidruro(~task.seed);
}

int main(void) {
  own_tls = tpidruro();
  static char stack[65536];
  stack_t ss = {.ss_sp = stack, .ss_size = sizeof stack};
  sigaltstack(&ss, 0);
  mmap((void *)CODE, CODE_SIZE, 7, MAP_PRIVATE | MAP_ANONYMOUS | MAP_FIXED, -1, 0);
  mmap((void *)DATA, DATA_SIZE, 3, MAP_PRIVATE | MAP_ANONYMOUS | MAP_FIXED, -1, 0);
  struct sigaction sa = {.sa_sigaction = handler, .sa_flags = SA_SIGINFO | SA_ONSTACK};
  sigaction(SIGILL, &sa, 0);
  sigaction(SIGSEGV, &sa, 0);
  sigaction(SIGBUS, &sa, 0);
  sigaction(SIGTRAP, &sa, 0);
  sigaction(SIGFPE, &sa, 0);
  raise(SIGILL);
  return 1;
}
