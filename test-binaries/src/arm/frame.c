// The VFP block of a signal frame: where it is, what is in it, and that what a handler writes there is in
// the registers afterwards.
#include <signal.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>
#include <ucontext.h>
#include <unistd.h>

struct vfp {
  uint32_t magic, size;
  uint64_t d[32];
  uint32_t fpscr, padding, fpexc, fpinst, fpinst2, padding2;
};

static uint64_t sets[32], gets[32];
static uint32_t fpscr_in_handler;

static void load(const uint64_t *d, uint32_t fpscr) {
  __asm__ volatile("vldmia %0!, {d0-d15}\n\tvldmia %0!, {d16-d31}\n\tvmsr fpscr, %1"
                   : "+r"(d)
                   : "r"(fpscr)
                   : "memory", "d0", "d1", "d2", "d3", "d4", "d5", "d6", "d7", "d8", "d9", "d10", "d11", "d12", "d13", "d14",
                     "d15", "d16", "d17", "d18", "d19", "d20", "d21", "d22", "d23", "d24", "d25", "d26", "d27", "d28", "d29",
                     "d30", "d31");
}

// All registers loaded, the signal sent to itself, all registers stored: one piece, so that nothing comes between.
static uint32_t across_a_signal(uint32_t fpscr) {
  register const uint64_t *from __asm__("r4") = sets;
  register uint64_t *to __asm__("r5") = gets;
  register uint32_t flags __asm__("r6") = fpscr;
  register long r0 __asm__("r0") = getpid();
  register long r1 __asm__("r1") = SIGUSR1;
  __asm__ volatile(
      "push {r7}\n\t"
      "vldmia r4!, {d0-d15}\n\tvldmia r4!, {d16-d31}\n\tvmsr fpscr, r6\n\t"
      "mov r7, #37\n\tsvc #0\n\t"
      "vstmia r5!, {d0-d15}\n\tvstmia r5!, {d16-d31}\n\tvmrs r6, fpscr\n\t"
      "pop {r7}"
      : "+r"(from), "+r"(to), "+r"(flags), "+r"(r0)
      : "r"(r1)
      : "memory", "cc", "d0", "d1", "d2", "d3", "d4", "d5", "d6", "d7", "d8", "d9", "d10", "d11", "d12", "d13", "d14", "d15",
        "d16", "d17", "d18", "d19", "d20", "d21", "d22", "d23", "d24", "d25", "d26", "d27", "d28", "d29", "d30", "d31");
  return flags;
}

static struct vfp seen;
static int change;
static void handler(int sig, siginfo_t *i, void *context) {
  (void)sig, (void)i;
  ucontext_t *u = context;
  struct vfp *v = (struct vfp *)u->uc_regspace;
  __asm__ volatile("vmrs %0, fpscr" : "=r"(fpscr_in_handler));
  seen = *v;
  if (change) {
    for (int n = 0; n < 32; n++) v->d[n] = ~v->d[n];
    v->fpscr = 0x90000000 | 1 << 22;
  }
  // What the handler itself leaves in the registers is lost.
  uint64_t rubbish[32];
  memset(rubbish, 0x5a, sizeof rubbish);
  load(rubbish, 0);
}

int main(void) {
  struct sigaction sa = {.sa_sigaction = handler, .sa_flags = SA_SIGINFO};
  sigaction(SIGUSR1, &sa, 0);
  for (int n = 0; n < 32; n++) sets[n] = 0x0123456789abcdefull * (n + 1);
  printf("regspace at %d of the context\n", (int)__builtin_offsetof(ucontext_t, uc_regspace));
  for (change = 0; change < 2; change++) {
    // Rounding towards minus infinity, the cumulative bits of overflow and inexact.
    uint32_t flags = across_a_signal(0x60000000 | 2 << 22 | 0x14);
    int same = 0, other = 0, frame = 0;
    for (int n = 0; n < 32; n++) {
      same += gets[n] == sets[n];
      other += gets[n] == ~sets[n];
      frame += seen.d[n] == sets[n];
    }
    printf("magic %x size %u, fpscr %x, %d registers as they were\n", seen.magic, seen.size, seen.fpscr, frame);

    printf("after return: %d the same, %d inverted, fpscr %x\n", same, other, flags);
  }
  return 0;
}
