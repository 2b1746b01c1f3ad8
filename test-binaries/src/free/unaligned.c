// Unaligned LDM, STM, LDRD, STRD: the kernel's alignment trap does them byte by byte on ARMv6 and later
// (arch/arm/mm/alignment.c), so a program sees them work. Checks itself against byte accesses.
#include "../rt/rt.h"

static u8 area[160] __attribute__((aligned(16)));
static int failures;

static u32 bytes(const u8 *p) { return p[0] | (u32)p[1] << 8 | (u32)p[2] << 16 | (u32)p[3] << 24; }

static void fill(void) {
  for (u32 i = 0; i < sizeof area; i++) area[i] = (u8)(i * 37 + 11);
}

static void expect(const char *what, u32 align, u32 got, u32 want) {
  if (got == want) return;
  failures++;
  put(what);
  put(" align ");
  dec((long)align);
  put(" got ");
  hex(got, 8);
  put(" expected ");
  hex(want, 8);
  nl();
}

#define LOAD4(name, insn, o0, o1, o2, o3, wb)                                               \
  do {                                                                                      \
    register u32 base __asm__("r1") = (u32)p;                                               \
    register u32 a __asm__("r4"), b __asm__("r5"), c __asm__("r6"), d __asm__("r8");        \
    __asm__ volatile(insn : "+r"(base), "=r"(a), "=r"(b), "=r"(c), "=r"(d) : : "memory");   \
    u32 ra = a, rb = b, rc = c, rd = d, rbase = base;                                       \
    expect(name, align, ra, bytes(p + (o0)));                                               \
    expect(name, align, rb, bytes(p + (o1)));                                               \
    expect(name, align, rc, bytes(p + (o2)));                                               \
    expect(name, align, rd, bytes(p + (o3)));                                               \
    expect(name " base", align, rbase, (u32)p + (u32)(wb));                                 \
  } while (0)

#define STORE4(name, insn, o0, wb)                                                          \
  do {                                                                                      \
    fill();                                                                                 \
    register u32 base __asm__("r1") = (u32)p;                                               \
    register u32 a __asm__("r4") = 0x01020304, b __asm__("r5") = 0x11121314;                \
    register u32 c __asm__("r6") = 0x21222324, d __asm__("r8") = 0x31323334;                \
    __asm__ volatile(insn : "+r"(base) : "r"(a), "r"(b), "r"(c), "r"(d) : "memory");        \
    u32 rbase = base;                                                                       \
    expect(name, align, bytes(p + (o0)), 0x01020304);                                       \
    expect(name, align, bytes(p + (o0) + 4), 0x11121314);                                   \
    expect(name, align, bytes(p + (o0) + 8), 0x21222324);                                   \
    expect(name, align, bytes(p + (o0) + 12), 0x31323334);                                  \
    expect(name " before", align, p[(o0)-1], (u8)((u32)(p - area + (o0)-1) * 37 + 11));     \
    expect(name " after", align, p[(o0) + 16], (u8)((u32)(p - area + (o0) + 16) * 37 + 11)); \
    expect(name " base", align, rbase, (u32)p + (u32)(wb));                                 \
  } while (0)

int rt_main(int argc, char **argv, char **envp) {
  (void)argv, (void)envp;
  // With an argument only word-aligned addresses: qemu-user has no alignment trap.
  for (u32 align = 0; align < 8; align += argc > 1 ? 4 : 1) {
    u8 *p = area + 64 + align;
    fill();
    LOAD4("ldmia", "ldmia r1, {r4, r5, r6, r8}", 0, 4, 8, 12, 0);
    LOAD4("ldmia!", "ldmia r1!, {r4, r5, r6, r8}", 0, 4, 8, 12, 16);
    LOAD4("ldmdb!", "ldmdb r1!, {r4, r5, r6, r8}", -16, -12, -8, -4, -16);
    STORE4("stmia", "stmia r1, {r4, r5, r6, r8}", 0, 0);
    STORE4("stmia!", "stmia r1!, {r4, r5, r6, r8}", 0, 16);
    STORE4("stmdb!", "stmdb r1!, {r4, r5, r6, r8}", -16, -16);
#ifndef __thumb__
    fill();
    LOAD4("ldmib", "ldmib r1, {r4, r5, r6, r8}", 4, 8, 12, 16, 0);
    LOAD4("ldmda!", "ldmda r1!, {r4, r5, r6, r8}", -12, -8, -4, 0, -16);
    STORE4("stmib!", "stmib r1!, {r4, r5, r6, r8}", 4, 16);
    STORE4("stmda", "stmda r1, {r4, r5, r6, r8}", -12, 0);
#endif
    fill();
    LOAD4("ldrd", "ldrd r4, r5, [r1, #8]\n ldr r6, [r1]\n ldr r8, [r1, #4]", 8, 12, 0, 4, 0);
    LOAD4("ldrd!", "ldrd r4, r5, [r1, #-16]!\n ldr r6, [r1]\n ldr r8, [r1, #4]", -16, -12, -16, -12, -16);
    LOAD4("ldrd post", "ldrd r4, r5, [r1], #24\n ldr r6, [r1]\n ldr r8, [r1, #4]", 0, 4, 24, 28, 24);
    STORE4("strd", "strd r4, r5, [r1]\n str r6, [r1, #8]\n str r8, [r1, #12]", 0, 0);
    STORE4("strd!", "str r8, [r1, #28]\n str r6, [r1, #24]\n strd r4, r5, [r1, #16]!", 16, 16);
  }
  put(failures ? "unaligned: failures\n" : "unaligned: ok\n");
  return failures != 0;
}
