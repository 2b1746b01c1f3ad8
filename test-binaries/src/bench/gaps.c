/*
 * Reads the clock in a loop while more and more of its 64 functions become hot: a histogram of how
 * long the program stood still. Compilation in the background must not be seen here.
 *
 *   bench-gaps [SECONDS]
 *
 * Wall time also has what the host's scheduler does; the thread's CPU time has only what was done on
 * the guest's own thread.
 */
#include <stdio.h>
#include <stdlib.h>
#include <time.h>

#define FUNCTIONS 64
#define CLASSES 8

static const double limits[CLASSES] = {0.1, 1, 2, 5, 10, 20, 50, 1e9};

static long long nanoseconds(clockid_t clock) {
  struct timespec t;
  clock_gettime(clock, &t);
  return t.tv_sec * 1000000000LL + t.tv_nsec;
}

#define FUNCTION(n)                                          \
  static unsigned f##n(unsigned x) {                         \
    unsigned s = n;                                          \
    for (unsigned i = 0; i < 20 + (x & 7); i++) {            \
      s = s * 31 + (x >> (i & 15));                          \
      if (s & 64) {                                          \
        s ^= x * n;                                          \
      } else if (s & 128) {                                  \
        s += i;                                              \
      } else {                                               \
        s -= n;                                              \
      }                                                      \
      switch (s & 7) {                                       \
      case 0: s++; break;                                    \
      case 1: s ^= 5; break;                                 \
      case 2: s += x; break;                                 \
      case 3: s -= 3; break;                                 \
      case 5: s ^= s >> 3; break;                            \
      }                                                      \
    }                                                        \
    return s;                                                \
  }
#define FUNCTIONS8(a)                                                                             \
  FUNCTION(a##0) FUNCTION(a##1) FUNCTION(a##2) FUNCTION(a##3) FUNCTION(a##4) FUNCTION(a##5)       \
  FUNCTION(a##6) FUNCTION(a##7)
FUNCTIONS8(1) FUNCTIONS8(2) FUNCTIONS8(3) FUNCTIONS8(4)
FUNCTIONS8(5) FUNCTIONS8(6) FUNCTIONS8(7) FUNCTIONS8(8)
#define NAMES8(a) f##a##0, f##a##1, f##a##2, f##a##3, f##a##4, f##a##5, f##a##6, f##a##7
static unsigned (*const functions[FUNCTIONS])(unsigned) = {
    NAMES8(1), NAMES8(2), NAMES8(3), NAMES8(4), NAMES8(5), NAMES8(6), NAMES8(7), NAMES8(8)};

static void count(long *classes, double milliseconds) {
  int i = 0;
  while (milliseconds >= limits[i]) {
    i++;
  }
  classes[i]++;
}

int main(int argc, char **argv) {
  double length = (argc > 1 ? atof(argv[1]) : 5) * 1e9;
  long wall[CLASSES] = {0};
  long cpu[CLASSES] = {0};
  double longestWall = 0;
  double longestCpu = 0;
  long long begin = nanoseconds(CLOCK_MONOTONIC);
  long long last = begin;
  long long lastCpu = nanoseconds(CLOCK_THREAD_CPUTIME_ID);
  unsigned sum = 0;
  unsigned n = 0;
  while (last - begin < length) {
    unsigned used = 1 + (unsigned)((last - begin) / length * (FUNCTIONS - 1));
    for (int i = 0; i < 4; i++, n++) {
      sum += functions[n % used](n);
    }
    long long now = nanoseconds(CLOCK_MONOTONIC);
    long long nowCpu = nanoseconds(CLOCK_THREAD_CPUTIME_ID);
    double gap = (now - last) / 1e6;
    double gapCpu = (nowCpu - lastCpu) / 1e6;
    count(wall, gap);
    count(cpu, gapCpu);
    longestWall = gap > longestWall ? gap : longestWall;
    longestCpu = gapCpu > longestCpu ? gapCpu : longestCpu;
    last = now;
    lastCpu = nowCpu;
  }
  printf("%10s %12s %12s\n", "below ms", "wall time", "CPU time");
  for (int i = 0; i < CLASSES - 1; i++) {
    printf("%10.1f %12ld %12ld\n", limits[i], wall[i], cpu[i]);
  }
  printf("%10s %12ld %12ld\n", "more", wall[CLASSES - 1], cpu[CLASSES - 1]);
  printf("longest: %.2f ms, %.2f ms of CPU time (%u)\n", longestWall, longestCpu, sum & 1);
  return 0;
}
