#define NAME "malloc"
#define EXPECTED 0xc3dabaa0
#include "kernel.h"

// The C library's allocator: blocks of many sizes come and go.
static uint32_t run(void) {
  static uint8_t *block[256];
  static uint32_t size[256];
  uint32_t seed = 11, h = 0;
  for (int i = 0; i < 8000; i++) {
    uint32_t slot = next(&seed) & 255;
    if (block[slot]) {
      for (uint32_t j = 0; j < size[slot]; j += 64)
        if (block[slot][j] != (uint8_t)(slot + j)) return 0xbad;
      h = mix(h, size[slot]);
      if (next(&seed) & 1) {
        free(block[slot]);
        block[slot] = 0;
        continue;
      }
      size[slot] = size[slot] * 2 % 3000 + 1;
      block[slot] = realloc(block[slot], size[slot]);
    } else {
      size[slot] = next(&seed) % 2000 + 1;
      block[slot] = malloc(size[slot]);
    }
    for (uint32_t j = 0; j < size[slot]; j += 64) block[slot][j] = (uint8_t)(slot + j);
  }
  for (int i = 0; i < 256; i++) {
    free(block[i]);
    block[i] = 0;
  }
  return h;
}
