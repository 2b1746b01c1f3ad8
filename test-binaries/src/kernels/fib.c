#define NAME "fib"
#define EXPECTED 0x0000b520
#include "kernel.h"

// Call-bound recursion.
static __attribute__((noinline)) uint32_t fib(uint32_t n) {
  return n < 2 ? n : fib(n - 1) + fib(n - 2);
}

static uint32_t run(void) {
  return fib(24);
}
