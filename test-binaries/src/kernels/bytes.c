#define NAME "bytes"
#define EXPECTED 0x3a8fec07
#include "kernel.h"

// Byte and word loops over memory: copy, reverse, count, checksum.
static uint8_t a[16384], b[16384];

static uint32_t run(void) {
  uint32_t seed = 1, h = 0;
  for (int i = 0; i < 16384; i++) a[i] = (uint8_t)next(&seed);
  for (int round = 0; round < 8; round++) {
    for (int i = 0; i < 16384; i++) b[i] = a[16383 - i] ^ (uint8_t)round;
    uint32_t *w = (uint32_t *)b, x = 0;
    for (int i = 0; i < 4096; i++) x += w[i] ^ (w[i] >> 7);
    int zeros = 0;
    for (int i = 0; i < 16384; i++) zeros += b[i] == 0;
    memcpy(a, b, sizeof a);
    for (int i = 1; i < 8192; i++) a[i] = (uint8_t)(a[i] + a[i - 1]);
    h = mix(h, x + (uint32_t)zeros);
  }
  return h;
}
