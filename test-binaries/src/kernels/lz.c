#define NAME "lz"
#define EXPECTED 0x452dc3ed
#include "kernel.h"

// A small LZ77 compressor with hash chains, and its decompressor.
enum { SIZE = 12000 };
static uint8_t text[SIZE], packed[SIZE * 2], again[SIZE];
static int16_t head[1024];

static int compress(void) {
  int out = 0;
  memset(head, -1, sizeof head);
  for (int i = 0; i < SIZE;) {
    int best = 0, from = 0;
    if (i + 3 < SIZE) {
      unsigned h = (text[i] * 33u * 33u + text[i + 1] * 33u + text[i + 2]) & 1023;
      int at = head[h];
      if (at >= 0 && i - at < 4096) {
        while (best < 255 && i + best < SIZE && text[at + best] == text[i + best]) best++;
        from = i - at;
      }
      head[h] = (int16_t)i;
    }
    if (best > 3) {
      packed[out++] = 0xff;
      packed[out++] = (uint8_t)best;
      packed[out++] = (uint8_t)(from >> 8);
      packed[out++] = (uint8_t)from;
      i += best;
    } else {
      packed[out++] = text[i++];
    }
  }
  return out;
}

static uint32_t run(void) {
  static const char *const words[] = {"the ", "quick ", "brown ", "fox ", "jumps ", "over ", "lazy ", "dog. ", "\n"};
  uint32_t seed = 9, h = 0;
  for (int i = 0; i < SIZE;)
    for (const char *w = words[next(&seed) % 9]; *w && i < SIZE;) text[i++] = (uint8_t)*w++;
  int n = compress(), o = 0;
  for (int i = 0; i < n;) {
    if (packed[i] == 0xff) {
      int from = o - (packed[i + 2] << 8 | packed[i + 3]);
      for (int k = 0; k < packed[i + 1]; k++) again[o++] = again[from++];
      i += 4;
    } else {
      again[o++] = packed[i++];
    }
  }
  if (o != SIZE || memcmp(text, again, SIZE)) return 0xbad;
  for (int i = 0; i < n; i++) h = mix(h, packed[i]);
  return h;
}
