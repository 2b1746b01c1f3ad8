#define NAME "wide"
#define EXPECTED 0x989ae400
#include "kernel.h"

// 64-bit arithmetic: products, shifts, divisions, modular power.
static uint64_t power(uint64_t base, uint32_t e, uint64_t m) {
  uint64_t r = 1;
  for (base %= m; e; e >>= 1) {
    if (e & 1) r = r * base % m;
    base = base * base % m;
  }
  return r;
}

static uint32_t run(void) {
  uint64_t x = 0x9e3779b97f4a7c15ull, h = 0;
  for (uint32_t i = 1; i < 3000; i++) {
    x ^= x << 13;
    x ^= x >> 7;
    x ^= x << 17;
    h += x / (i * 977ull + 1);
    h ^= (uint64_t)((int64_t)x % (int64_t)(i * 1000003ull));
    h = h << (i & 63) | h >> (-i & 63);
    h += (uint64_t)((int64_t)x >> (i & 31)) * i;
  }
  for (uint32_t i = 2; i < 60; i++) h += power(i, 1000003, 4294967291u);
  return (uint32_t)(h ^ h >> 32);
}
