// What programs use of the GNU C library: built static, static-pie and dynamic from one source.
#define _GNU_SOURCE
#include <ctype.h>
#include <errno.h>
#include <fnmatch.h>
#include <getopt.h>
#include <glob.h>
#include <inttypes.h>
#include <locale.h>
#include <math.h>
#include <regex.h>
#include <search.h>
#include <setjmp.h>
#include <signal.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>
#include <wchar.h>
#include <wctype.h>

static __thread int per_thread = 41;

static int compare(const void *a, const void *b) { return strcmp(*(char *const *)a, *(char *const *)b); }

static void numbers(void) {
  printf("%d %u %x %lld %llx %5.3f %e %g %a %c %s %p %%|%-8d|%08d|%+d\n", -5, 4000000000u, 0xbeef, -1234567890123LL,
         0xfedcba9876543210ULL, 3.14159, 12345.678, 1e-10, 1.0 / 3, 'x', "text", (void *)0, 42, 42, 42);
  printf("%.17g %.17g %Lg %g %g %g\n", 0.1, 2.0 / 3, 1.5L, INFINITY, -NAN, -0.0);
  printf("%.12g %.12g %.12g %.12g %.12g %.12g\n", sin(1), cos(1e6), exp(1), log(10), pow(2, 0.5), atan2(1, -1));
  printf("%.8g %.8g %.8g %ld %ld %d\n", tgamma(5.5), erf(0.5), cbrt(27), lround(2.5), lrint(2.5), ilogb(1000));
  errno = 0;
  int large = strtoll("99999999999999999999", 0, 10) == INT64_MAX;
  int error = errno;
  printf("%d %d\n", large, error);
  errno = 0;
  printf("%.10g %d %ld %" PRIu64 " %s\n", strtod("1.25e2x", 0), atoi("-17"), strtol("0x7f", 0, 0), strtoull("18446744073709551615", 0, 10),
         error == ERANGE ? "range" : "no range");
  int a, n;
  double d;
  char word[20];
  n = sscanf("12 3.5 word rest", "%d %lf %19s", &a, &d, word);
  printf("%d %d %g %s\n", n, a, d, word);
}

static void text(void) {
  const char *words[] = {"pear", "apple", "fig", "banana"};
  qsort(words, 4, sizeof words[0], compare);
  for (int i = 0; i < 4; i++) printf("%s%s", words[i], i < 3 ? " " : "\n");
  char b[100] = "one,two,,three", *save, *p = b;
  while ((save = strsep(&p, ","))) printf("[%s]", save);
  printf("\n%zu %s %s %d %s\n", strspn("abcde", "abc"), strstr("haystack", "st"), strrchr("a/b/c", '/'), strcasecmp("AbC", "aBc"),
         strerror(ENOENT));
  memset(b, 'z', 50);
  memmove(b + 3, b, 40);
  printf("%d %s %d\n", memcmp(b, "zzz", 3), (char *)memchr("hello", 'l', 5), (int)strnlen(b, 10));
  wchar_t wide[20];
  size_t converted = mbstowcs(wide, "wide", 20);
  printf("%zu %d %d\n", converted, (int)wcslen(wide), iswalpha(L'x') != 0);
  regex_t r;
  regmatch_t m[3];
  regcomp(&r, "([a-z]+)=([0-9]+)", REG_EXTENDED);
  int no_match = regexec(&r, "  key=42;", 3, m, 0);
  printf("%d %d-%d\n", no_match, (int)m[2].rm_so, (int)m[2].rm_eo);
  regfree(&r);
  printf("%d %d\n", fnmatch("*.[ch]", "file.c", 0), fnmatch("a?c", "abbc", 0) == FNM_NOMATCH);
}

static void files(void) {
  FILE *f = fopen("lib.txt", "w+");
  for (int i = 0; i < 100; i++) fprintf(f, "line %d\n", i);
  fseek(f, 50, SEEK_SET);
  char line[40];
  printf("%s", fgets(line, sizeof line, f));
  printf("%ld ", ftell(f));
  rewind(f);
  int lines = 0, c;
  while ((c = getc(f)) != EOF) lines += c == '\n';
  printf("%d %d %d\n", lines, feof(f) != 0, ferror(f));
  fclose(f);
  f = fopen("nowhere/x", "r");
  printf("%d %s\n", f == 0, strerror(errno));
  unlink("lib.txt");
}

static sigjmp_buf jump;
static void on_signal(int sig) { siglongjmp(jump, sig); }

static void memory(void) {
  unsigned sum = 0;
  char *blocks[200];
  for (int i = 0; i < 200; i++) {
    blocks[i] = malloc((size_t)(i * 997 % 40000) + 1);
    blocks[i][0] = (char)i;
  }
  for (int i = 0; i < 200; i += 2) free(blocks[i]);
  for (int i = 1; i < 200; i += 2) {
    blocks[i] = realloc(blocks[i], 50000);
    sum += (unsigned char)blocks[i][0];
  }
  for (int i = 1; i < 200; i += 2) free(blocks[i]);
  void *aligned = 0;
  volatile size_t huge = SIZE_MAX / 2;
  int refused = posix_memalign(&aligned, 4096, 100);
  printf("%u %d %d %d\n", sum, refused, (int)((uintptr_t)aligned & 4095), calloc(huge, 4) == 0);
  free(aligned);
  signal(SIGSEGV, on_signal);
  if (!sigsetjmp(jump, 1)) *(volatile char *)8 = 1;
  else printf("caught\n");
  signal(SIGSEGV, SIG_DFL);
}

static void processes(void) {
  printf("%d ", per_thread);
  fflush(stdout);
  int status;
  pid_t pid = fork();
  if (pid == 0) {
    per_thread++;
    exit(per_thread);
  }
  waitpid(pid, &status, 0);
  printf("%d %d\n", WEXITSTATUS(status), per_thread);
  setenv("LIBRARY", "value", 1);
  printf("%s %s\n", getenv("LIBRARY"), getenv("NOT_SET") ? "set" : "not set");
}

static void times(void) {
  time_t t = 1709210096;
  struct tm tm;
  char b[60];
  setenv("TZ", "UTC", 1);
  tzset();
  localtime_r(&t, &tm);
  strftime(b, sizeof b, "%c %j %U", &tm);
  puts(b);
  tm.tm_mday += 400;
  t = mktime(&tm);
  printf("%lld %d\n", (long long)t, tm.tm_yday);
}

static void at_end(void) { puts("at exit"); }
__attribute__((constructor)) static void first(void) { puts("constructor"); }
__attribute__((destructor)) static void last(void) { puts("destructor"); }

int main(void) {
  atexit(at_end);
  numbers();
  text();
  files();
  memory();
  processes();
  times();
  return 23;
}
