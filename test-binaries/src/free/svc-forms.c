// Ways into the kernel: A32 and Thumb SVC, conditional SVC, SVC immediates, ARM's private calls, the
// kuser helpers, numbers that do not exist. Built twice, as ARM and as Thumb.
#include "../rt/rt.h"

static void show(const char *what, long value) {
  put(what);
  putch(' ');
  dec(value);
  nl();
  flush();
}

static long svc(long nr, long a, long b, long c) {
  return sys3(nr, a, b, c);
}

typedef int (*cmpxchg_fn)(int, int, volatile int *);
typedef int (*cmpxchg64_fn)(const u64 *, const u64 *, volatile u64 *);
typedef void (*barrier_fn)(void);
typedef void *(*get_tls_fn)(void);

int rt_main(int argc, char **argv, char **envp) {
  (void)argc, (void)argv, (void)envp;
  static char text[] = "written\n";
  show("write", svc(NR_write, 1, (long)text, 8));
  show("write to a bad descriptor", svc(NR_write, 99, (long)text, 8));
  show("write from a bad pointer", svc(NR_write, 1, 0x10, 8));
  show("unknown call 999", svc(999, 0, 0, 0));
  show("unknown call 0x0e0000", svc(0x0e0000, 0, 0, 0));
  show("private unknown 0x0f07f0", svc(0x0f07f0, 0, 0, 0));
  show("set_tls", svc(0x0f0005, 0x12345670, 0, 0));
  u32 tls;
  __asm__ volatile("mrc p15, 0, %0, c13, c0, 3" : "=r"(tls));
  show("tls register as set", tls == 0x12345670);
  show("kuser get_tls", ((get_tls_fn)0xffff0fe0)() == (void *)0x12345670);
  show("kuser version at least 5", *(volatile int *)0xffff0ffc >= 5);
  volatile int word = 5;
  show("kuser cmpxchg hit", ((cmpxchg_fn)0xffff0fc0)(5, 6, &word));
  show("word", word);
  show("kuser cmpxchg miss", ((cmpxchg_fn)0xffff0fc0)(5, 7, &word) != 0);
  show("word", word);
  ((barrier_fn)0xffff0fa0)();
  volatile u64 big = 0x100000001ull;
  u64 old = 0x100000001ull, new = 0xfedcba9876543210ull;
  show("kuser cmpxchg64 hit", ((cmpxchg64_fn)0xffff0f60)(&old, &new, &big));
  put("big ");
  hex64(big);
  nl();
  show("kuser cmpxchg64 miss", ((cmpxchg64_fn)0xffff0f60)(&old, &new, &big) != 0);
  u32 carry;
  {
    register int r0 __asm__("r0") = 6;
    register int r1 __asm__("r1") = 9;
    register volatile int *r2 __asm__("r2") = &word;
    register u32 r3 __asm__("r3");
    __asm__ volatile(
        "ldr r3, =0xffff0fc0\n blx r3\n mrs r3, apsr\n"
        : "+r"(r0), "+r"(r1), "+r"(r2), "=r"(r3)
        :
        : "ip", "lr", "memory", "cc");
    carry = (r3 >> 29) & 1;
  }
  show("carry after a hit", (long)carry);

  // conditional SVC: not executed, then executed
  long r;
  {
    register long r0 __asm__("r0") = 77;
    register long nr __asm__("r7");
    __asm__ volatile(
        "push {r7}\n mov r7, #20\n cmp r0, #77\n it ne\n svcne #0\n pop {r7}\n" : "+r"(r0) : : "cc", "memory");
    r = r0;
    (void)nr;
  }
  show("svcne skipped", r);
  {
    register long r0 __asm__("r0") = 77;
    __asm__ volatile(
        "push {r7}\n mov r7, #1020\n lsr r7, r7, #2\n sub r7, r7, #191\n cmp r0, #77\n it eq\n svceq #0\n pop {r7}\n"
        : "+r"(r0)
        :
        : "cc", "memory");
    r = r0;
  }
  show("svceq getppid is positive", r > 0);
  // an SVC that others of its IT block follow: they are still conditional. Often, so that it gets compiled.
  u32 sums[2] = {0, 0};
  for (int i = 0; i < 3000; i++) {
    register u32 r0 __asm__("r0") = i & 1;
    register u32 r1 __asm__("r1") = 100;
    register u32 r2 __asm__("r2") = 200;
    __asm__ volatile(
        "push {r7}\n mov r7, #3\n lsl r7, r7, #8\n orr r7, r7, #231\n cmp r0, #0\n ittee eq\n"
        "svceq #0\n moveq r1, #1\n movne r1, #2\n movne r2, #3\n"
        "cmp r1, #1\n itett ne\n movne r2, #4\n svceq #0\n addne r1, r1, #5\n addne r2, r2, r0\n pop {r7}\n"
        : "+r"(r0), "+r"(r1), "+r"(r2)
        :
        : "cc", "memory");
    sums[i & 1] += r0 + 3 * r1 + 5 * r2;
  }
  show("SVC inside an IT block, executed", (long)sums[0]);
  show("SVC inside an IT block, skipped", (long)sums[1]);
  // flags and all registers but r0 are kept across SVC
  u32 kept;
  __asm__ volatile(
      "push {r4, r5, r6, r7, r8, r9, r10, fp, lr}\n"
      "movw r7, #20\n mov r1, #1\n mov r2, #2\n mov r3, #3\n mov r4, #4\n mov r5, #5\n mov r6, #6\n"
      "mov r8, #8\n mov r9, #9\n mov r10, #10\n mov fp, #11\n mov ip, #12\n mov lr, #14\n"
      "mov r0, #0xa0000000\n msr APSR_nzcvq, r0\n svc #0\n"
      "mrs r0, apsr\n lsr r0, r0, #28\n"
      "add r0, r0, r1, lsl #4\n add r0, r0, r2, lsl #5\n add r0, r0, r3, lsl #6\n add r0, r0, r4, lsl #7\n"
      "add r0, r0, r5, lsl #8\n add r0, r0, r6, lsl #9\n add r0, r0, r7, lsl #10\n add r0, r0, r8, lsl #11\n"
      "add r0, r0, r9, lsl #12\n add r0, r0, r10, lsl #13\n add r0, r0, fp, lsl #14\n add r0, r0, ip, lsl #15\n"
      "add r0, r0, lr, lsl #16\n"
      "pop {r4, r5, r6, r7, r8, r9, r10, fp, lr}\n mov %0, r0\n"
      : "=r"(kept)
      :
      : "r0", "r1", "r2", "r3", "ip", "cc", "memory");
  put("registers kept ");
  hex(kept, 8);
  nl();
  return 0;
}
