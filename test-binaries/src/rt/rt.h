// What a freestanding guest program may use: raw system calls and buffered output. No libc.
#ifndef RT_H
#define RT_H
#include <stddef.h>
#include <stdint.h>

typedef uint8_t u8;
typedef uint16_t u16;
typedef uint32_t u32;
typedef uint64_t u64;

long rt_syscall(long nr, long a, long b, long c, long d, long e, long f);
#define sys0(n) rt_syscall((n), 0, 0, 0, 0, 0, 0)
#define sys1(n, a) rt_syscall((n), (long)(a), 0, 0, 0, 0, 0)
#define sys2(n, a, b) rt_syscall((n), (long)(a), (long)(b), 0, 0, 0, 0)
#define sys3(n, a, b, c) rt_syscall((n), (long)(a), (long)(b), (long)(c), 0, 0, 0)
#define sys4(n, a, b, c, d) rt_syscall((n), (long)(a), (long)(b), (long)(c), (long)(d), 0, 0)
#define sys6(n, a, b, c, d, e, f) \
  rt_syscall((n), (long)(a), (long)(b), (long)(c), (long)(d), (long)(e), (long)(f))

int rt_main(int argc, char **argv, char **envp);
void flush(void);
void put(const char *s);
void putch(char c);
void hex(u32 v, int digits);
void hex64(u64 v);
void dec(long v);
void nl(void);
_Noreturn void quit(int status);
int same(const char *a, const char *b);

enum {
  NR_exit = 1,
  NR_read = 3,
  NR_write = 4,
  NR_munmap = 91,
  NR_ftruncate = 93,
  NR_mprotect = 125,
  NR_mmap2 = 192,
  NR_sigaction = 174,
  NR_memfd_create = 385,
  NR_cacheflush = 0x0f0002,
};
#endif
