#define NAME "floats"
#define EXPECTED 0xb2f8217f
#include "kernel.h"

// Single precision: a filter, a small Mandelbrot set, conversions.

static uint32_t run(void) {
  static float in[2048], out[2048];
  uint32_t h = 0, bits;
  for (int i = 0; i < 2048; i++) in[i] = (float)((i * 7919) % 2001 - 1000) / 1000.0f;
  for (int i = 8; i < 2048; i++) {
    float s = 0;
    for (int k = 0; k < 8; k++) s += in[i - k] * (float)(8 - k) * 0.03125f;
    out[i] = s;
  }
  for (int i = 0; i < 2048; i++) memcpy(&bits, &out[i], 4), h = mix(h, bits);
  for (int y = 0; y < 24; y++) {
    for (int x = 0; x < 24; x++) {
      float cr = (float)x / 10.0f - 1.8f, ci = (float)y / 10.0f - 1.2f, r = 0, i = 0;
      uint32_t n = 0;
      while (n < 100 && r * r + i * i < 4.0f) {
        float t = r * r - i * i + cr;
        i = 2.0f * r * i + ci;
        r = t;
        n++;
      }
      h = mix(h, n + (uint32_t)(int32_t)(r * 100.0f < 1e9f && r * 100.0f > -1e9f ? r * 100.0f : 0.0f));
    }
  }
  return h;
}
