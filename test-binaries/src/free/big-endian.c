// SETEND: data accesses in big-endian order through branches, loops, calls, returns and system calls.
// Built twice, as ARM and as Thumb. Everything is done often enough to be compiled.
#include "../rt/rt.h"

static u32 words[4] = {0x11223344, 0x55667788, 0x99aabbcc, 0xddeeff00};

static void show(const char *what, u32 value) {
  put(what);
  putch(' ');
  hex(value, 8);
  nl();
}

static u32 loop(void) {
  u32 *at = words;
  u32 n = 4, sum;
  __asm__ volatile(
      "mov r2, #0\n setend be\n"
      "1: ldr r3, [%1], #4\n add r2, r2, r3\n subs %2, %2, #1\n bne 1b\n"
      "setend le\n mov %0, r2\n"
      : "=r"(sum), "+r"(at), "+r"(n)
      :
      : "r2", "r3", "cc", "memory");
  return sum;
}

static u32 calls(void) {
  u32 sum;
  __asm__ volatile(
      "push {r4, lr}\n mov r4, %1\n setend be\n ldr r3, [r4]\n bl 1f\n ldrh r2, [r4, #4]\n add r3, r3, r2\n"
      "cmp r3, #0\n beq 2f\n ldrsh r2, [r4, #8]\n add r3, r3, r2\n b 2f\n"
      "1: push {r4, lr}\n eor r3, r3, #1\n ldr r2, [r4, #12]\n add r3, r3, r2\n pop {r4, pc}\n"
      "2: str r3, [sp, #-4]!\n setend le\n pop {r3}\n mov %0, r3\n pop {r4, lr}\n"
      : "=&r"(sum)
      : "r"(words)
      : "r2", "r3", "cc", "memory");
  return sum;
}

static u32 system_call(void) {
  u32 sum;
  __asm__ volatile(
      "push {r4, r7}\n mov r4, %1\n mov r7, #3\n lsl r7, r7, #8\n orr r7, r7, #231\n"
      "setend be\n svc #0\n ldr r3, [r4]\n add r0, r0, r3\n setend le\n pop {r4, r7}\n mov %0, r0\n"
      : "=&r"(sum)
      : "r"(words)
      : "r0", "r3", "cc", "memory");
  return sum;
}

int rt_main(int argc, char **argv, char **envp) {
  (void)argc, (void)argv, (void)envp;
  u32 sums[3] = {0, 0, 0};
  for (int i = 0; i < 3000; i++) {
    sums[0] = sums[0] * 31 + loop();
    sums[1] = sums[1] * 31 + calls();
    sums[2] = sums[2] * 31 + system_call();
  }
  show("once", loop());
  show("once", calls());
  show("once", system_call());
  show("loop", sums[0]);
  show("calls", sums[1]);
  show("system call", sums[2]);
  flush();
  return 0;
}
