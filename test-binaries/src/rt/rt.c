#include "rt.h"

static char buffer[4096];
static unsigned used;

void flush(void) {
  unsigned done = 0;
  while (done < used) {
    long n = sys3(NR_write, 1, buffer + done, used - done);
    if (n <= 0) quit(120);
    done += (unsigned)n;
  }
  used = 0;
}

void putch(char c) {
  if (used == sizeof buffer) flush();
  buffer[used++] = c;
}

void put(const char *s) {
  while (*s) putch(*s++);
}

void nl(void) { putch('\n'); }

void hex(u32 v, int digits) {
  while (digits-- > 0) putch("0123456789abcdef"[(v >> (4 * digits)) & 15]);
}

void hex64(u64 v) {
  hex((u32)(v >> 32), 8);
  hex((u32)v, 8);
}

void dec(long v) {
  char digits[12];
  int n = 0;
  u32 u = v < 0 ? -(u32)v : (u32)v;
  if (v < 0) putch('-');
  do {
    u32 q = (u32)(((u64)u * 0xcccccccdu) >> 35);
    digits[n++] = (char)('0' + (u - q * 10));
    u = q;
  } while (u);
  while (n) putch(digits[--n]);
}

int same(const char *a, const char *b) {
  while (*a && *a == *b) a++, b++;
  return *a == *b;
}

_Noreturn void quit(int status) {
  if (status != 120) flush();
  for (;;) sys1(NR_exit, status);
}

// gcc may call these even in freestanding code.
void *memcpy(void *to, const void *from, size_t n) {
  char *t = to;
  const char *f = from;
  while (n--) *t++ = *f++;
  return to;
}

void *memset(void *to, int c, size_t n) {
  char *t = to;
  while (n--) *t++ = (char)c;
  return to;
}

_Noreturn void rt_start(long *sp) {
  int argc = (int)sp[0];
  quit(rt_main(argc, (char **)(sp + 1), (char **)(sp + 2 + argc)));
}
