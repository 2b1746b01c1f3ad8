// A benchmark kernel: run() does a fixed amount of work and returns a checksum that must be the same on
// every machine. "PROGRAM [N]" repeats it N times (default 1) and fails when a checksum is not EXPECTED.
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static uint32_t run(void);

static inline uint32_t mix(uint32_t h, uint32_t v) {
  h = (h ^ v) * 0x9e3779b1u;
  return h ^ (h >> 15);
}

static inline uint32_t next(uint32_t *seed) {
  *seed = *seed * 1664525u + 1013904223u;
  return *seed >> 8;
}

int main(int argc, char **argv) {
  long n = argc > 1 ? atol(argv[1]) : 1;
  for (long i = 0; i < n; i++) {
    uint32_t sum = run();
    if (sum != EXPECTED) {
      printf("%s: checksum %08x instead of %08x in run %ld\n", NAME, sum, (uint32_t)EXPECTED, i);
      return 1;
    }
  }
  printf("%s ok %08x\n", NAME, (uint32_t)EXPECTED);
  return 0;
}
