#define NAME "sieve"
#define EXPECTED 0xeabf00cc
#include "kernel.h"

// The sieve of Eratosthenes, bytes and bits.
static uint32_t run(void) {
  static uint8_t composite[40000];
  static uint32_t bits[40000 / 32];
  uint32_t primes = 0, sum = 0;
  memset(composite, 0, sizeof composite);
  memset(bits, 0, sizeof bits);
  for (uint32_t i = 2; i < 40000; i++) {
    if (composite[i]) continue;
    primes++;
    sum += i;
    for (uint32_t j = i * 2; j < 40000; j += i) composite[j] = 1;
  }
  for (uint32_t i = 3; i < 200; i += 2)
    if (!(bits[i >> 5] >> (i & 31) & 1))
      for (uint32_t j = i * i; j < 40000; j += i) bits[j >> 5] |= 1u << (j & 31);
  for (uint32_t i = 3; i < 40000; i += 2)
    if ((bits[i >> 5] >> (i & 31) & 1) != composite[i]) return 0xbad;
  return mix(primes, sum);
}
