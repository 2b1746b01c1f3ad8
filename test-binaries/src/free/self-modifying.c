// Code that the program itself writes: the ARM rule is write, cacheflush, call. Also unmap and map
// other code at the same address, change of permissions, code that rewrites its own next lines, and data
// between code, which need no cacheflush.
#include "../rt/rt.h"

typedef u32 (*fn)(u32);
enum { RW = 3, RX = 5, RWX = 7, SHARED = 1, PRIVATE_ANON = 0x22, FIXED = 0x10 };

static void cacheflush(void *from, u32 bytes) {
  long r = sys3(NR_cacheflush, from, (char *)from + bytes, 0);
  if (r) {
    put("cacheflush failed ");
    dec(r);
    nl();
  }
}

static void *map(void *at, int prot) {
  return (void *)sys6(NR_mmap2, at, 0x2000, prot, PRIVATE_ANON | (at ? FIXED : 0), -1, 0);
}

// A32: add r0, r0, #imm ; bx lr
static void arm_add(u32 *code, u32 imm) {
  code[0] = 0xe2800000 | imm;
  code[1] = 0xe12fff1e;
  cacheflush(code, 8);
}

// T16: adds r0, #imm ; bx lr
static void thumb_add(u16 *code, u32 imm) {
  code[0] = (u16)(0x3000 | imm);
  code[1] = 0x4770;
  cacheflush(code, 4);
}

// A32: ldr r1, [pc, #4] ; add r0, r0, r1 ; bx lr ; the word, whose address is returned
static u32 *add_literal(u32 *code, u32 value) {
  code[0] = 0xe59f1004;
  code[1] = 0xe0800001;
  code[2] = 0xe12fff1e;
  code[3] = value;
  cacheflush(code, 16);
  return code + 3;
}

static void show(const char *what, u32 value) {
  put(what);
  putch(' ');
  dec((long)value);
  nl();
}

int rt_main(int argc, char **argv, char **envp) {
  (void)argc, (void)argv, (void)envp;
  char *page = map(0, RWX);
  u32 sum = 0, calls;
  for (u32 i = 0; i < 200; i++) {
    arm_add((u32 *)page, i);
    sum += ((fn)page)(1000);
  }
  show("arm rewritten 200 times", sum);

  sum = 0;
  for (u32 i = 0; i < 200; i++) {
    thumb_add((u16 *)(page + 64), i);
    sum += ((fn)(page + 65))(1000);
  }
  show("thumb rewritten 200 times", sum);

  // The same address in both states: the mode is part of what a translation is.
  // 0x1c40 is T16 "adds r0, r0, #1"; as A32 the word 0x47701c40 is predicated (MI) and would be undefined.
  arm_add((u32 *)(page + 128), 7);
  show("arm at an address", ((fn)(page + 128))(100));
  thumb_add((u16 *)(page + 128), 9);
  show("thumb at the same address", ((fn)(page + 129))(100));
  arm_add((u32 *)(page + 128), 8);
  show("arm again", ((fn)(page + 128))(100));

  // A hot function that is changed while it is hot.
  arm_add((u32 *)(page + 256), 1);
  sum = 0;
  for (u32 i = 0; i < 20000; i++) {
    if (i == 15000) arm_add((u32 *)(page + 256), 2);
    sum = ((fn)(page + 256))(sum);
  }
  show("hot function changed late", sum);

  // Written while not executable, then made executable: no cacheflush is needed after mprotect.
  char *other = map(0, RW);
  for (u32 i = 1; i <= 3; i++) {
    sys3(NR_mprotect, other, 0x2000, RW);
    ((u32 *)other)[0] = 0xe2800000 | (i * 16);
    ((u32 *)other)[1] = 0xe12fff1e;
    sys3(NR_mprotect, other, 0x2000, RX);
    cacheflush(other, 8);
    show("after mprotect", ((fn)other)(0));
  }

  // The mapping is replaced by another one.
  for (u32 i = 1; i <= 3; i++) {
    sys2(NR_munmap, other, 0x2000);
    if (map(other, RWX) != other) show("mmap moved", i);
    arm_add((u32 *)other, i * 3);
    show("after munmap and mmap", ((fn)other)(0));
  }

  // Code across a page boundary, second page replaced.
  u32 *edge = (u32 *)(other + 0x1000 - 8);
  edge[0] = 0xe2800001;
  edge[1] = 0xe2800002;
  edge[2] = 0xe2800004;
  edge[3] = 0xe12fff1e;
  cacheflush(edge, 16);
  show("across pages", ((fn)edge)(0));
  edge[2] = 0xe2800040;
  cacheflush(edge + 2, 4);
  show("second page changed", ((fn)edge)(0));

  // A function that patches the instruction after its own cacheflush call:

  static const u32 patcher[] = {
      0xe92d4090,  //  0 push {r4, r7, lr}
      0xe28f0028,  //  4 add r0, pc, #40   -> 52: replacement
      0xe5903000,  //  8 ldr r3, [r0]
      0xe28f0018,  // 12 add r0, pc, #24   -> 44: patched
      0xe5803000,  // 16 str r3, [r0]
      0xe2801004,  // 20 add r1, r0, #4
      0xe3a02000,  // 24 mov r2, #0
      0xe3a0780f,  // 28 mov r7, #0x000f0000
      0xe1a00000,  // 32 nop
      0xe3877002,  // 36 orr r7, r7, #2
      0xef000000,  // 40 svc #0
      0xe3a00001,  // 44 patched: mov r0, #1
      0xe8bd8090,  // 48 pop {r4, r7, pc}
      0xe3a0002a,  // 52 replacement: mov r0, #42
  };
  u32 *self = (u32 *)(page + 512);
  for (u32 i = 0; i < sizeof patcher / 4; i++) self[i] = patcher[i];
  cacheflush(self, sizeof patcher);
  show("patches itself", ((fn)self)(0));
  show("stays patched", ((fn)self)(0));

  // Data beside code are no code: a store to them is seen without cacheflush.
  u32 *literal = add_literal((u32 *)(page + 1024), 1);
  for (sum = 0, calls = 0; calls < 20000; calls++) {
    if (calls == 15000) *literal = 2;
    sum = ((fn)(page + 1024))(sum);
  }
  show("literal stored to late", sum);

  other = map(0, RW);
  literal = add_literal((u32 *)other, 1);
  sys3(NR_mprotect, other, 0x2000, RX);
  for (sum = 0, calls = 0; calls < 20000; calls++) {
    if (calls == 15000) {
      sys3(NR_mprotect, other, 0x2000, RW);
      *literal = 3;
      sys3(NR_mprotect, other, 0x2000, RX);
    }
    sum = ((fn)other)(sum);
  }
  show("literal behind mprotect", sum);

  // Two mappings of the same page, one to write and one to execute.
  long file = sys2(NR_memfd_create, "code", 0);
  sys2(NR_ftruncate, file, 0x1000);
  u32 *write = (u32 *)sys6(NR_mmap2, 0, 0x1000, RW, SHARED, file, 0);
  fn execute = (fn)sys6(NR_mmap2, 0, 0x1000, RX, SHARED, file, 0);
  literal = add_literal(write, 1);
  cacheflush((void *)execute, 16);
  for (sum = 0, calls = 0; calls < 20000; calls++) {
    if (calls == 15000) *literal = 4;
    sum = execute(sum);
  }
  show("literal stored to elsewhere", sum);
  return 0;
}
