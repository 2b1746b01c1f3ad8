#define NAME "matrix"
#define EXPECTED 0x8488ba54
#include "kernel.h"

// Integer matrix product, 48 x 48, and a transpose.
enum { N = 48 };

static uint32_t run(void) {
  static int32_t a[N][N], b[N][N], c[N][N];
  uint32_t h = 0;
  for (int i = 0; i < N; i++)
    for (int j = 0; j < N; j++) a[i][j] = i * 3 - j, b[i][j] = i ^ j * 5;
  for (int round = 0; round < 2; round++) {
    for (int i = 0; i < N; i++)
      for (int j = 0; j < N; j++) {
        int32_t s = 0;
        for (int k = 0; k < N; k++) s += a[i][k] * b[k][j];
        c[i][j] = s;
      }
    for (int i = 0; i < N; i++)
      for (int j = 0; j < N; j++) a[j][i] = c[i][j] & 0xffff;
  }
  for (int i = 0; i < N; i++)
    for (int j = 0; j < N; j++) h = mix(h, (uint32_t)c[i][j]);
  return h;
}
