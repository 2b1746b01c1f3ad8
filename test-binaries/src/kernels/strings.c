#define NAME "strings"
#define EXPECTED 0xc946a773
#include "kernel.h"

// String functions and printf of the C library.
static uint32_t run(void) {
  char line[200], copy[200];
  uint32_t h = 0;
  for (int i = 0; i < 400; i++) {
    int n = snprintf(line, sizeof line, "%d:%05x:%-10s|%10s|%c%%%u,%lld", i * 7919 - 100000, (unsigned)(i * 48271),
                     "left", "right", 'a' + i % 26, 4000000000u - (unsigned)i, (long long)i * 10000000019LL);
    strcpy(copy, line);
    for (char *word = strtok(copy, ":|,"); word; word = strtok(0, ":|,")) h = mix(h, (uint32_t)strlen(word) * 31 + (uint8_t)*word);
    char *at = strchr(line, '|');
    h = mix(h, (uint32_t)(at - line) + (uint32_t)n);
    h = mix(h, (uint32_t)(strcmp(line, "5") > 0) + 2 * (strstr(line, "right") != 0));
    h = mix(h, (uint32_t)strtol(line, 0, 10));
    memset(copy, i, sizeof copy);
    h = mix(h, (uint32_t)(memcmp(copy, line, 5) > 0));
  }
  return h;
}
