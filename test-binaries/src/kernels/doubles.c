#define NAME "doubles"
#define EXPECTED 0xb002c1e8
#include "kernel.h"

// Double precision: a small n-body system and a series. Sums, products, a division and a root only, which
// are exact on every IEEE machine.
#include <math.h>

static uint32_t run(void) {
  double p[5][3], v[5][3], mass[5];
  for (int i = 0; i < 5; i++) {
    mass[i] = 1.0 / (i + 1);
    for (int k = 0; k < 3; k++) p[i][k] = (i * 3 + k) * 0.37 - k * i * 0.11, v[i][k] = (k - i) * 0.01;
  }
  for (int step = 0; step < 400; step++) {
    for (int i = 0; i < 5; i++) {
      for (int j = i + 1; j < 5; j++) {
        double d[3], r = 0.01;
        for (int k = 0; k < 3; k++) d[k] = p[i][k] - p[j][k], r += d[k] * d[k];
        double f = 0.001 / (r * sqrt(r));
        for (int k = 0; k < 3; k++) v[i][k] -= d[k] * mass[j] * f, v[j][k] += d[k] * mass[i] * f;
      }
    }
    for (int i = 0; i < 5; i++)
      for (int k = 0; k < 3; k++) p[i][k] += v[i][k] * 0.001;
  }
  double e = 0, term = 1;
  for (int n = 1; n < 40; n++) e += term, term /= n;
  uint32_t h = 0;
  uint64_t bits;
  for (int i = 0; i < 5; i++)
    for (int k = 0; k < 3; k++) memcpy(&bits, &p[i][k], 8), h = mix(h, (uint32_t)bits ^ (uint32_t)(bits >> 32));
  memcpy(&bits, &e, 8);
  return mix(h, (uint32_t)bits);
}
