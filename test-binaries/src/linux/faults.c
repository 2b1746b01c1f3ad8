// What a handler learns of a fault: signal, code, address, pc, and that no register has changed that
// should not have. ARM only.
#include "t.h"
#include <ucontext.h>

static sigjmp_buf back;
static struct {
  int sig, code, trap;
  uintptr_t address, pc, r0, r1, r2, r3, cpsr;
} got;

static void handler(int sig, siginfo_t *i, void *context) {
  ucontext_t *u = context;
  got.sig = sig;
  got.code = i->si_code;
  got.address = (uintptr_t)i->si_addr;
  got.pc = u->uc_mcontext.arm_pc;
  got.r0 = u->uc_mcontext.arm_r0;
  got.r1 = u->uc_mcontext.arm_r1;
  got.r2 = u->uc_mcontext.arm_r2;
  got.r3 = u->uc_mcontext.arm_r3;
  got.cpsr = u->uc_mcontext.arm_cpsr;
  siglongjmp(back, 1);
}

static char *area;  // 3 pages: writable, read-only, no access; nothing after

static const char *place(uintptr_t a) {
  static char b[40];
  if (a >= (uintptr_t)area && a < (uintptr_t)area + 0x4000) snprintf(b, sizeof b, "area+%#x", (unsigned)(a - (uintptr_t)area));
  else snprintf(b, sizeof b, "%#x", (unsigned)a);
  return b;
}

extern char arm_begin[], thumb_begin[], code_end[];

static void ended(const char *what) {
  const char *base = got.pc >= (uintptr_t)thumb_begin && got.pc < (uintptr_t)code_end ? "thumb"
                     : got.pc >= (uintptr_t)arm_begin && got.pc < (uintptr_t)code_end ? "arm" : "elsewhere";
  unsigned offset = *base == 't' ? got.pc - (uintptr_t)thumb_begin : *base == 'a' ? got.pc - (uintptr_t)arm_begin : 0;
  // Which code BKPT has depends on the kernel's hardware breakpoint support: TRAP_BRKPT or TRAP_HWBKPT.
  int code = got.sig == SIGTRAP && strstr(what, "bkpt") && got.code == 4 ? 1 : got.code;
  printf("%-22s signal %d code %d address %s pc %s+%#x T %d", what, got.sig, code,
         got.address == got.pc ? "pc" : place(got.address), base, offset, (int)(got.cpsr >> 5 & 1));
  if (*base == 'e') printf(" (%s)", place(got.pc));
  else if (strstr(what, "edge")) printf(" r1 %s", place(got.r1));  // what was loaded before is unknown
  else printf(" r0 %x r1 %s r2 %x r3 %x nzcv %x", (unsigned)got.r0, place(got.r1), (unsigned)got.r2, (unsigned)got.r3, (unsigned)(got.cpsr >> 28));
  printf("\n");
  fflush(stdout);
}

// call(code, r1): r0, r2, r3 are set to marks, NZCV to 0b1010, then code is called
extern int call(const void *code, const void *r1);

#define CODE_LIST                                                                                           \
  C(ldr, "ldr r0, [r1]") C(ldrb, "ldrb r0, [r1]") C(ldrh, "ldrh r0, [r1]") C(ldrd, "ldrd r2, r3, [r1]")     \
  C(str, "str r0, [r1]") C(strb, "strb r0, [r1]") C(strd, "strd r2, r3, [r1]")                              \
  C(ldr_pre, "ldr r0, [r1, #4]!") C(ldr_post, "ldr r0, [r1], #4") C(str_pre, "str r0, [r1, #-4]!")          \
  C(ldmia, "ldmia r1, {r0, r2, r3}") C(ldmia_wb, "ldmia r1!, {r0, r2, r3}") C(stmia_wb, "stmia r1!, {r0, r2, r3}") \
  C(stmdb_wb, "stmdb r1!, {r0, r2, r3}") C(ldrex, "ldrex r0, [r1]") C(vldr, "vldr d0, [r1]")                \
  C(vstr, "vstr d0, [r1]") C(later, "add r2, r2, #1 ; ldr r0, [r1] ; mov r3, #0")

#define C(name, text) "c_" #name ": " text "\n bx lr\n .balign 4\n"
__asm__(
    ".syntax unified\n.text\n.arm\n.balign 8\n.global arm_begin\narm_begin:\n" CODE_LIST
    "c_udf: udf #0\n bx lr\n"
    "c_bkpt: bkpt #0\n bx lr\n"
    "c_undef: .inst 0xe7f000f0\n bx lr\n"
    "c_priv: .inst 0xee110f10\n bx lr\n"  // mrc p15, 0, r0, c1, c0, 0
    ".type call, %function\n.global call\ncall:\n push {r4-r11, lr}\n mov r12, r0\n movw r0, #0x1000\n movw r2, #0x2002\n"
    " movw r3, #0x3003\n mov r4, #0xa0000000\n msr APSR_nzcvq, r4\n blx r12\n pop {r4-r11, pc}\n"
#undef C
#define C(name, text) "t_" #name ": " text "\n bx lr\n .balign 4\n"
    ".thumb\n.balign 8\n.global thumb_begin\nthumb_begin:\n" CODE_LIST
    "t_udf: udf #0\n bx lr\n"
    "t_bkpt: bkpt #0\n bx lr\n"
    "t_udfw: udf.w #0\n bx lr\n"
    "t_in_it: ite mi\n ldrmi r0, [r1]\n movpl r0, #0\n bx lr\n"
    ".global code_end\n.balign 4\ncode_end:\n"
#ifdef __thumb__
    ".thumb\n"
#else
    ".arm\n"
#endif
);

#undef C
#define C(name, text) extern char c_##name[], t_##name[];
CODE_LIST
extern char c_udf[], c_bkpt[], c_undef[], c_priv[], t_udf[], t_bkpt[], t_udfw[], t_in_it[];

static void try(const char *what, const void *code, const void *r1) {
  memset(&got, 0, sizeof got);
  if (!sigsetjmp(back, 1)) {
    call(code, r1);
    printf("%-22s no fault\n", what);
  } else {
    ended(what);
  }
}

#define TRY(name, where)                                  \
  do {                                                    \
    try("arm " #name " " #where, c_##name, where);        \
    try("thumb " #name " " #where, t_##name + 1, where);  \
  } while (0)

int main(void) {
  struct sigaction sa = {.sa_sigaction = handler, .sa_flags = SA_SIGINFO};
  int signals[] = {SIGSEGV, SIGBUS, SIGILL, SIGTRAP, SIGFPE};
  for (int i = 0; i < 5; i++) sigaction(signals[i], &sa, 0);
  char *none = (char *)0x10;
  area = mmap(0, 0x4000, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
  char *writable = area, *read_only = area + 0x1000, *no_access = area + 0x2000, *nothing = area + 0x3000;
  mprotect(read_only, 0x1000, PROT_READ);
  mprotect(no_access, 0x1000, PROT_NONE);
  munmap(nothing, 0x1000);

  TRY(ldr, none);
  TRY(ldrb, none);
  TRY(ldrh, none);
  TRY(ldrd, none);
  TRY(str, none);
  TRY(strb, none);
  TRY(strd, none);
  TRY(ldr_pre, none);
  TRY(ldr_post, none);
  TRY(str_pre, none);
  TRY(ldmia, none);
  TRY(ldmia_wb, none);
  TRY(stmia_wb, none);
  TRY(stmdb_wb, none);
  TRY(ldrex, none);
  TRY(vldr, none);
  TRY(vstr, none);
  TRY(later, none);
  TRY(str, read_only);
  TRY(ldr, read_only);
  TRY(strb, read_only);
  TRY(vstr, read_only);
  TRY(ldr, no_access);
  TRY(str, no_access);
  TRY(ldr, nothing);
  TRY(str, nothing);
  try("thumb in IT none", t_in_it + 1, none);
  // Across the edge of a page: the second word faults, the base register is restored.
  char *edge = no_access - 4;
  TRY(ldmia_wb, edge);
  TRY(ldrd, edge);
  char *write_edge = read_only - 4;
  TRY(stmia_wb, write_edge);
  TRY(strd, write_edge);
  char *odd = writable + 2;
  TRY(ldrex, odd);

  // Fetching.
  try("jump to none", (void *)0x10, none);
  try("jump to no access", no_access, none);
  try("jump to data", writable, none);
  try("jump to nothing", nothing, none);

  // Undefined instructions and breakpoints.
  try("arm udf", c_udf, none);
  try("thumb udf", t_udf + 1, none);
  try("thumb udf.w", t_udfw + 1, none);
  try("arm bkpt", c_bkpt, none);
  try("thumb bkpt", t_bkpt + 1, none);
  try("arm undefined", c_undef, none);
  try("arm privileged", c_priv, none);

  // Past the end of a file.
  int fd = open("short", O_RDWR | O_CREAT, 0600);
  (void)!write(fd, "short", 5);
  char *file = mmap(area, 0x3000, PROT_READ | PROT_WRITE, MAP_SHARED | MAP_FIXED, fd, 0);
  char *past = file + 0x1000, *last = file + 0x2fff;
  TRY(ldr, file);
  TRY(ldr, past);
  TRY(strb, last);
  TIDY_UP("short");
  return 0;
}
