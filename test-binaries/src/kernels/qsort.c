#define NAME "qsort"
#define EXPECTED 0x5fb96cca
#include "kernel.h"

// qsort of the C library with a comparison called through a pointer, and a binary search.
static int compare(const void *a, const void *b) {
  uint32_t x = *(const uint32_t *)a, y = *(const uint32_t *)b;
  return (x > y) - (x < y);
}

static uint32_t run(void) {
  static uint32_t v[6000];
  uint32_t seed = 5, h = 0;
  for (int i = 0; i < 6000; i++) v[i] = next(&seed) & 0xffff;
  qsort(v, 6000, sizeof v[0], compare);
  for (int i = 0; i < 6000; i++) h = mix(h, v[i]);
  int hits = 0;
  for (uint32_t key = 0; key < 6000; key++) hits += bsearch(&key, v, 6000, sizeof v[0], compare) != 0;
  return mix(h, (uint32_t)hits);
}
